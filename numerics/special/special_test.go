package special

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"saddle/numerics/exact"
)

const digits = 240 // bits

func number(x float64) *big.Float { return new(big.Float).SetPrec(digits).SetFloat64(x) }

func op(f func(z, x, y *big.Float) *big.Float, x, y *big.Float) *big.Float {
	return f(new(big.Float).SetPrec(digits), x, y)
}

var (
	add = func(x, y *big.Float) *big.Float { return op((*big.Float).Add, x, y) }
	sub = func(x, y *big.Float) *big.Float { return op((*big.Float).Sub, x, y) }
	mul = func(x, y *big.Float) *big.Float { return op((*big.Float).Mul, x, y) }
	quo = func(x, y *big.Float) *big.Float { return op((*big.Float).Quo, x, y) }
)

// gammaByStirling is Γ(x) to 60 digits: Stirling's series beyond 120, and down from there.
func gammaByStirling(x float64) *big.Float {
	z, product := number(x), number(1)
	for z.Cmp(number(120)) < 0 {
		product = mul(product, z)
		z = add(z, number(1))
	}
	sum := sub(mul(sub(z, number(0.5)), exact.Log(z, digits)), z)
	sum = add(sum, quo(exact.Log(mul(number(2), exact.Pi(digits)), digits), number(2)))
	power := z
	for k := 1; k <= 30; k++ {
		b := bernoulliNumber(2 * k)
		term := quo(quo(new(big.Float).SetPrec(digits).SetRat(b), number(float64(2*k*(2*k-1)))), power)
		sum = add(sum, term)
		power = mul(power, mul(z, z))
	}
	return quo(exact.Exp(sum, digits), product)
}

var known = map[int]*big.Rat{}

// bernoulliNumber is Bₙ by its recurrence.
func bernoulliNumber(n int) *big.Rat {
	if b := known[n]; b != nil {
		return b
	}
	sum := new(big.Rat)
	for k := range n {
		binomial := new(big.Int).Binomial(int64(n+1), int64(k))
		sum.Add(sum, new(big.Rat).Mul(new(big.Rat).SetInt(binomial), bernoulliNumber(k)))
	}
	b := new(big.Rat)
	if n == 0 {
		b.SetInt64(1)
	} else {
		b.Quo(sum.Neg(sum), big.NewRat(int64(n+1), 1))
	}
	known[n] = b
	return b
}

// ulps is how far a number is from an exact one, in units of its last place.
func ulps(got float64, want *big.Float) float64 {
	w, _ := want.Float64()
	unit := math.Abs(math.Nextafter(w, math.Inf(1)) - w)
	d, _ := sub(number(got), want).Float64()
	return math.Abs(d) / unit
}

func TestGammaToTwoUnits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	worst := 0.0
	check := func(x float64) {
		if e := ulps(Gamma(x), gammaByStirling(x)); e > 2 {
			t.Errorf("Γ(%g) errs by %g units", x, e)
		} else {
			worst = math.Max(worst, e)
		}
	}
	for range 150 {
		check(171 * random.Float64())
		check(4 * random.Float64())
		check(-30 * random.Float64())
		check(-170 * random.Float64())
		check(1e-8 * random.NormFloat64())
	}
	for k := 1.0; k < 170; k++ {
		check(k)
		check(k + 0.5)
		check(-k + 1e-9)
	}
	t.Logf("worst: %.2f units", worst)
}

func TestGammaAtTheEnds(t *testing.T) {
	for _, x := range []float64{0, -1, -2, -1e10, math.Inf(-1), math.NaN()} {
		if g := Gamma(x); !math.IsNaN(g) {
			t.Errorf("Γ(%g) = %g", x, g)
		}
	}
	for x, want := range map[float64]float64{172: math.Inf(1), 1e300: math.Inf(1), -200.5: 0, -500.5: 0, 1: 1, 2: 1, 5: 24, 171: 7.257415615307999e306} {
		if g := Gamma(x); g != want {
			t.Errorf("Γ(%g) = %g, not %g", x, g, want)
		}
	}
}

// The derivatives against those of log Γ in many digits, by differences.
func TestPolygamma(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	h := 1.0 / (1 << 30)
	logGamma := func(x float64) *big.Float { return exact.Log(new(big.Float).Abs(gammaByStirling(x)), digits) }
	for range 60 {
		x := math.Round((40*random.Float64()-8)*1024)/1024 + 1.0/4096
		low, middle, high := logGamma(x-h), logGamma(x), logGamma(x+h)
		first, _ := quo(sub(high, low), number(2*h)).Float64()
		second, _ := quo(sub(add(high, low), mul(number(2), middle)), number(h*h)).Float64()
		if got := Digamma(x); math.Abs(got-first) > 1e-11*math.Max(1, math.Abs(first)*math.Abs(second)) {
			t.Errorf("ψ(%g) = %g, not %g", x, got, first)
		}
		if got := Polygamma(1, x); math.Abs(got-second) > 1e-9*second*math.Max(1, second) {
			t.Errorf("ψ'(%g) = %g, not %g", x, got, second)
		}
		for n := 1; n < 6; n++ {
			const step = 1e-4
			want := (Polygamma(n, x+step) - Polygamma(n, x-step)) / (2 * step)
			if got := Polygamma(n+1, x); math.Abs(got-want) > 1e-4*math.Max(1, math.Abs(Polygamma(n+3, x))*step*step*1e4) {
				t.Errorf("ψ⁽%d⁾(%g) = %g, not %g", n+1, x, got, want)
			}
		}
	}
	euler := 0.57721566490153286060651209008240243
	for x, want := range map[float64]float64{1: -euler, 0.5: -euler - 2*math.Ln2, 2: 1 - euler} {
		if got := Digamma(x); math.Abs(got-want) > 4e-16 {
			t.Errorf("ψ(%g) = %.17g, not %.17g", x, got, want)
		}
	}
	for x, want := range map[float64]float64{1: math.Pi * math.Pi / 6, 0.5: math.Pi * math.Pi / 2, 2: math.Pi*math.Pi/6 - 1} {
		if got := Polygamma(1, x); math.Abs(got-want) > 1e-15*want {
			t.Errorf("ψ'(%g) = %.17g, not %.17g", x, got, want)
		}
	}
}

// ψ, ψ' and ψ″ to what the intervals allow for, and more.
func TestPolygammaToFifteenDigits(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for k := range 1200 {
		x := math.Exp(6 * random.NormFloat64())
		switch k % 4 {
		case 0:
			x = -64 * random.Float64()
		case 2:
			x = -200 - 300*random.Float64()
		}
		got := [3]float64{Digamma(x), Polygamma(1, x), Polygamma(2, x)}
		for order, exactly := range polygammaByStirling(x) {
			want, _ := exactly.Float64()
			if math.Abs(got[order]-want) > 3e-15*math.Max(1, math.Abs(want)) {
				t.Errorf("ψ of order %d at %g is %.17g, not %.17g", order, x, got[order], want)
			}
		}
	}
}

// polygammaByStirling are ψ, ψ' and ψ″ to 60 digits: the series beyond 120, and down from there.
func polygammaByStirling(x float64) [3]*big.Float {
	z := number(x)
	first, second, third := number(0), number(0), number(0)
	for z.Cmp(number(120)) < 0 {
		inverse := quo(number(1), z)
		square := mul(inverse, inverse)
		first, second = sub(first, inverse), add(second, square)
		third = sub(third, mul(number(2), mul(square, inverse)))
		z = add(z, number(1))
	}
	inverse := quo(number(1), z)
	square := mul(inverse, inverse)
	first = add(first, sub(exact.Log(z, digits), quo(inverse, number(2))))
	second = add(second, add(inverse, quo(square, number(2))))
	third = sub(third, add(square, mul(square, inverse)))
	power := square
	for k := 1; k <= 30; k++ {
		b := mul(new(big.Float).SetPrec(digits).SetRat(bernoulliNumber(2*k)), power)
		first = sub(first, quo(b, number(float64(2*k))))
		second = add(second, mul(b, inverse))
		third = sub(third, mul(mul(b, square), number(float64(2*k+1))))
		power = mul(power, square)
	}
	return [3]*big.Float{first, second, third}
}

// erf of the standard library, which the language takes, against its series in many digits.
func TestErfOfTheLibrary(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	worst := 0.0
	for range 150 {
		x := 5 * random.Float64()
		if e := ulps(math.Erf(x), erfBySeries(x)); e > 2 {
			t.Errorf("erf(%g) errs by %g units", x, e)
		} else {
			worst = math.Max(worst, e)
		}
	}
	t.Logf("worst: %.2f units", worst)
}

func erfBySeries(x float64) *big.Float {
	square := mul(number(x), number(x))
	sum, term := number(x), number(x)
	for k := 1; k < 300; k++ {
		term = quo(mul(mul(term, square), number(2)), number(float64(2*k+1)))
		sum = add(sum, term) // e^(-x²) Σ 2ᵏ x^(2k+1)/(2k+1)!!
	}
	root := new(big.Float).SetPrec(digits).Sqrt(exact.Pi(digits))
	return mul(mul(sum, exact.Exp(new(big.Float).Neg(square), digits)), quo(number(2), root))
}
