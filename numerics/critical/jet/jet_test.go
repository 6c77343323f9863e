package jet

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestBallContainsExactResult(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	exact := func(x float64) *big.Rat { r := new(big.Rat); r.SetFloat64(x); return r }
	within := func(b Ball, want *big.Rat) bool {
		difference := new(big.Rat).Sub(exact(b.Mid), want)
		return difference.Abs(difference).Cmp(exact(b.Rad*slack)) <= 0
	}
	for range 2000 {
		x, y := random.NormFloat64()*math.Exp2(float64(random.IntN(60)-30)), random.NormFloat64()
		a, b := exact(x), exact(y)
		if !within(add(Exact(x), Exact(y)), new(big.Rat).Add(a, b)) {
			t.Errorf("%g + %g", x, y)
		}
		if !within(mul(Exact(x), Exact(y)), new(big.Rat).Mul(a, b)) {
			t.Errorf("%g · %g", x, y)
		}
		if !within(div(Exact(x), Exact(y)), new(big.Rat).Quo(a, b)) {
			t.Errorf("%g / %g", x, y)
		}
	}
}

func TestShortNumbersStayExact(t *testing.T) {
	for _, x := range []float64{0, 1, -3, 0.5, 1e6, 0.375} {
		if b := Rounded(x); b.Rad != 0 {
			t.Errorf("%g has radius %g", x, b.Rad)
		}
	}
	for _, x := range []float64{0.1, math.Pi, -1.0 / 3} {
		if b := Rounded(x); b.Rad == 0 || b.Rad > 2e-16*math.Abs(x) {
			t.Errorf("%g has radius %g", x, b.Rad)
		}
	}
	three := sub(mul(Exact(3), Exact(7)), Exact(21))
	if three != (Ball{}) || !three.Zero() {
		t.Errorf("3·7 - 21 = %v", three)
	}
	if b := sub(mul(Rounded(0.1), Exact(3)), Rounded(0.3)); !b.Zero() || b.Rad > 1e-15 {
		t.Errorf("3·0.1 - 0.3 = %v", b)
	}
}

// Polynomials multiply like polynomials: (1 + x + y)⁴ against the multinomial coefficients.
func TestMul(t *testing.T) {
	s := NewSpace(2, 4)
	p := s.Add(s.Variable(0, Exact(1)), s.Variable(1, Exact(0)))
	p = s.Mul(p, p)
	p = s.Mul(p, p)
	for i := range p {
		e := s.Exponents(i)
		want := factorial(4) / factorial(e[0]) / factorial(e[1]) / factorial(4-e[0]-e[1])
		if p[i] != Exact(want) {
			t.Errorf("coefficient of x^%d y^%d: %v, want %g", e[0], e[1], p[i], want)
		}
	}
}

func factorial(n int) float64 {
	f := 1.0
	for ; n > 1; n-- {
		f *= float64(n)
	}
	return f
}

func TestHessianLayout(t *testing.T) {
	s := NewSpace(3, 2)
	x, y, z := s.Variable(0, Exact(1)), s.Variable(1, Exact(2)), s.Variable(2, Exact(3))
	f := s.Add(s.Mul(x, s.Mul(y, z)), s.Mul(z, z))
	gradient, hessian := s.Gradient(f), s.Hessian(f)
	for i, want := range []float64{6, 3, 8} {
		if gradient[i] != Exact(want) {
			t.Errorf("gradient %d: %v", i, gradient[i])
		}
	}
	for i, want := range []float64{0, 3, 2, 3, 0, 1, 2, 1, 2} {
		if hessian[i] != Exact(want) {
			t.Errorf("Hessian entry %d: %v, want %g", i, hessian[i], want)
		}
	}
}

// Every series is held to identities between the functions, which its error bounds must cover, and be of use.
func TestSeriesIdentities(t *testing.T) {
	const order = 8
	s := NewSpace(1, order)
	one := s.Const(Exact(1))
	for _, at := range []float64{-0.7, 0, 0.1, 0.6} {
		x := s.Variable(0, Exact(at))
		a := Exact(at)
		sine, cosine := sineCosine(a, order)
		sinh, cosh := hyperbolicSineCosine(a, order)
		e := s.Compose(x, exponential(a, order))
		check := func(name string, zero Jet) {
			t.Helper()
			for k, c := range zero {
				if !c.Zero() || !(c.Rad < 1e-8) {
					t.Errorf("%s at %g: coefficient %d is %v", name, at, k, c)
				}
			}
		}
		check("sin² + cos² - 1", s.Sub(s.Add(s.Mul(sine, sine), s.Mul(cosine, cosine)), one))
		check("cosh² - sinh² - 1", s.Sub(s.Sub(s.Mul(cosh, cosh), s.Mul(sinh, sinh)), one))
		check("exp - cosh - sinh", s.Sub(e, s.Add(cosh, sinh)))
		check("tan - sin/cos", s.Sub(tan(a, order), s.Div(sine, cosine)))
		check("tanh - sinh/cosh", s.Sub(tanh(a, order), s.Div(sinh, cosh)))
		check("log(exp) - x", s.Sub(s.Compose(e, logarithm(e[0], order)), x))
		check("atan(tan) - x", s.Sub(s.Compose(tan(a, order), arctangent(tan(a, order)[0], order)), x))
		check("asin(sin) - x", s.Sub(s.Compose(sine, arcsine(sine[0], order)), x))
		shifted := s.Add(x, one)
		root := s.Compose(shifted, power(shifted[0], 0.5, order))
		check("√² - x", s.Sub(s.Mul(root, root), shifted))
		third := s.Compose(shifted, power(shifted[0], 1.0/3, order))
		check("∛³ - x", s.Sub(s.Mul(third, s.Mul(third, third)), shifted))
		inverse := s.Compose(shifted, power(shifted[0], -3, order))
		check("x⁻³ x³ - 1", s.Sub(s.Mul(inverse, s.Compose(shifted, power(shifted[0], 3, order))), one))
	}
}

func TestWholePowerAtZero(t *testing.T) {
	h := power(Ball{}, 3, 5)
	for k, want := range []float64{0, 0, 0, 1, 0, 0} {
		if h[k] != Exact(want) {
			t.Errorf("x³ at 0: coefficient %d is %v", k, h[k])
		}
	}
	if h := power(Ball{}, 1.5, 2); h[0] != (Ball{}) || h[1] != (Ball{}) || h[2].Finite() {
		t.Errorf("x^1.5 at 0: %v", h)
	}
}

func TestUnknownWhereUndefined(t *testing.T) {
	for name, h := range map[string][]Ball{
		"log(-1)": logarithm(Exact(-1), 2), "1/0": reciprocal(Ball{}, 2), "√-1": power(Exact(-1), 0.5, 2), "asin 1": arcsine(Exact(1), 2),
	} {
		if Jet(h).Finite() {
			t.Errorf("%s: %v", name, h)
		}
	}
}
