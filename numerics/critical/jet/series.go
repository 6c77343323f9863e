package jet

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/expr/elementary"
)

// A series function gives the Taylor coefficients h⁽ᵏ⁾(a)/k!, k = 0 … order, of an elementary function h at a. They follow
// from the differential equation that h solves (Griewank and Walther 2008, table 13.2), in ball arithmetic.

// libraryUlps bounds the error of the elementary functions in units in the last place, with room to spare.
const libraryUlps = 8

func reciprocal(a Ball, order int) []Ball {
	h := make([]Ball, order+1)
	h[0] = div(Exact(1), a)
	minus := neg(h[0])
	for k := 1; k <= order; k++ {
		h[k] = mul(h[k-1], minus)
	}
	return h
}

func exponential(a Ball, order int) []Ball {
	h := make([]Ball, order+1)
	v := math.Exp(a.Mid)
	h[0] = widen(v, libraryUlps, v*math.Exp(a.Rad), a.Rad)
	if a == (Ball{}) {
		h[0] = Exact(1)
	}
	const smallest = 1e-300 // where it underflows it is not zero
	if v < smallest && !math.IsInf(a.Mid, 0) {
		h[0].Rad = math.Max(h[0].Rad, smallest)
	}
	for k := 1; k <= order; k++ {
		h[k] = div(h[k-1], Exact(float64(k)))
	}
	return h
}

// exponentialLessOne keeps its digits where the exponential is near one.
func exponentialLessOne(a Ball, order int) []Ball {
	h := exponential(a, order)
	h[0] = widen(math.Expm1(a.Mid), libraryUlps, math.Exp(a.Mid+a.Rad), a.Rad)
	return h
}

func logarithm(a Ball, order int) []Ball { return logarithmOf(a, a, math.Log, order) }

// logarithmOf is the logarithm of a number, computed by a function of a.
func logarithmOf(a, number Ball, value func(float64) float64, order int) []Ball {
	h := make([]Ball, order+1)
	h[0] = widen(value(a.Mid), libraryUlps, 1/(number.Mid-number.Rad), a.Rad)
	switch {
	case number == Exact(1):
		h[0] = Ball{}
	case number.Sign() <= 0:
		h[0] = unknown
	}
	if order == 0 {
		return h
	}
	integrate(h, reciprocal(number, order-1))
	return h
}

// integrate fills h[1:] from the coefficients of h'.
func integrate(h, derivative []Ball) {
	for k := 1; k < len(h); k++ {
		h[k] = div(derivative[k-1], Exact(float64(k)))
	}
}

func sineCosine(a Ball, order int) (sine, cosine []Ball) {
	sine, cosine = make([]Ball, order+1), make([]Ball, order+1)
	s, c := math.Sincos(a.Mid)
	sine[0], cosine[0] = widen(s, libraryUlps, 1, a.Rad), widen(c, libraryUlps, 1, a.Rad)
	if a == (Ball{}) {
		sine[0], cosine[0] = Ball{}, Exact(1)
	}
	for k := 1; k <= order; k++ {
		n := Exact(float64(k))
		sine[k], cosine[k] = div(cosine[k-1], n), neg(div(sine[k-1], n))
	}
	return sine, cosine
}

func hyperbolicSineCosine(a Ball, order int) (sine, cosine []Ball) {
	sine, cosine = make([]Ball, order+1), make([]Ball, order+1)
	slope := math.Cosh(math.Abs(a.Mid) + a.Rad)
	sine[0] = widen(math.Sinh(a.Mid), libraryUlps, slope, a.Rad)
	cosine[0] = widen(math.Cosh(a.Mid), libraryUlps, slope, a.Rad)
	if a == (Ball{}) {
		sine[0], cosine[0] = Ball{}, Exact(1)
	}
	for k := 1; k <= order; k++ {
		n := Exact(float64(k))
		sine[k], cosine[k] = div(cosine[k-1], n), div(sine[k-1], n)
	}
	return sine, cosine
}

// tangent solves t' = 1 + sign t²: tan for +1, tanh for -1.
func tangent(value Ball, sign float64, order int) []Ball {
	t := make([]Ball, order+1)
	t[0] = value
	for k := range order {
		var square Ball
		if k == 0 {
			square = Exact(1)
		}
		for i := range k + 1 {
			square = add(square, scale(mul(t[i], t[k-i]), sign))
		}
		t[k+1] = div(square, Exact(float64(k+1)))
	}
	return t
}

func tan(a Ball, order int) []Ball {
	if a == (Ball{}) {
		return tangent(Ball{}, 1, order)
	}
	v := elementary.Tan(a.Mid)
	reach := math.Abs(v) + 2*(1+v*v)*a.Rad
	if a.Rad*(1+v*v) > 0.1*(1+math.Abs(v)) {
		return everUnknown(order)
	}
	return tangent(widen(v, libraryUlps, 1+reach*reach, a.Rad), 1, order)
}

func tanh(a Ball, order int) []Ball {
	if a == (Ball{}) {
		return tangent(Ball{}, -1, order)
	}
	return tangent(widen(math.Tanh(a.Mid), libraryUlps, 1, a.Rad), -1, order)
}

// arctangent integrates 1/(1 + x²).
func arctangent(a Ball, order int) []Ball {
	h := make([]Ball, order+1)
	h[0] = widen(math.Atan(a.Mid), libraryUlps, 1, a.Rad)
	if order == 0 {
		return h
	}
	s := NewSpace(1, order-1)
	x := s.Variable(0, a)
	one := s.Const(Exact(1))
	integrate(h, s.Div(one, s.Add(one, s.Mul(x, x))))
	return h
}

// arcsine integrates (1 - x²)^(-1/2), 1 - x² taken as (1 - x)(1 + x).
func arcsine(a Ball, order int) []Ball {
	h := make([]Ball, order+1)
	room := 1 - math.Abs(a.Mid) - a.Rad
	if room <= 0 {
		return everUnknown(order)
	}
	slope := 1 / math.Sqrt(room)
	h[0] = widen(elementary.Asin(a.Mid), libraryUlps*(1+slope), slope, a.Rad)
	if order == 0 {
		return h
	}
	s := NewSpace(1, order-1)
	x, one := s.Variable(0, a), s.Const(Exact(1))
	square := s.Mul(s.Sub(one, x), s.Add(one, x))
	integrate(h, s.Compose(square, power(square[0], -0.5, order-1)))
	return h
}

// power is x^p for a constant p: h[k] = h[k-1] (p - k + 1) / (k a). A whole power p ≥ 0 has its zeros at 0 too.
func power(a Ball, p float64, order int) []Ball {
	h := make([]Ball, order+1)
	whole := p == math.Trunc(p) && math.Abs(p) < 1<<20
	for k := range h {
		rest := p - float64(k)
		if whole && p >= 0 && rest < 0 {
			continue
		}
		if whole {
			h[k] = scale(wholePower(a, int(rest)), binomial(p, k))
			continue
		}
		h[k] = mul(realPower(a, rest), binomialBall(p, k))
	}
	return h
}

// binomial is p (p-1) … (p-k+1) / k! for a whole p, exact while it is below 2⁵³.
func binomial(p float64, k int) float64 {
	b := 1.0
	for i := range k {
		b = b * (p - float64(i)) / float64(i+1)
	}
	return b
}

func binomialBall(p float64, k int) Ball {
	b := Exact(1)
	for i := range k {
		b = div(mul(b, sub(Exact(p), Exact(float64(i)))), Exact(float64(i+1)))
	}
	return b
}

func wholePower(a Ball, n int) Ball {
	if n < 0 {
		return div(Exact(1), wholePower(a, -n))
	}
	p := Exact(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = mul(p, a)
		}
		a = mul(a, a)
	}
	return p
}

// realPower is a^p, p not whole; it is known for a > 0 only, and at a = 0 exactly for p > 0.
func realPower(a Ball, p float64) Ball {
	switch {
	case a == (Ball{}) && p > 0:
		return Ball{}
	case a.Sign() <= 0:
		return unknown
	case p == 0.5:
		return squareRoot(a)
	}
	v := expr.Power(a.Mid, p)
	worst := math.Max(expr.Power(a.Mid-a.Rad, p-1), expr.Power(a.Mid+a.Rad, p-1))
	return widen(v, libraryUlps, math.Abs(p)*worst, a.Rad)
}

func squareRoot(a Ball) Ball {
	s := math.Sqrt(a.Mid)
	lost := math.Abs(math.FMA(-s, s, a.Mid)) / (2 * s)
	return Ball{s, lost + a.Rad/(2*math.Sqrt(a.Mid-a.Rad))}
}

func everUnknown(order int) []Ball {
	h := make([]Ball, order+1)
	for k := range h {
		h[k] = unknown
	}
	return h
}
