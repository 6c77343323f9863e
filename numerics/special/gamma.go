// Package special computes the gamma function and its relatives to about a unit of the last place, where the standard library
// loses more: by a rational function between 2 and 3 and products from there, in twice the digits.
//
// It knows no formulas and no intervals: those belong to packages expr and interval.
//
//	special.Gamma(0.5) // √π
package special

import "math"

// Gamma is Γ(x): NaN at 0, -1, -2, …, where it has no value, ±Inf where it is too large.
func Gamma(x float64) float64 {
	const mostFactors = 190 // beyond -185 it is 0 between the poles
	switch {
	case math.IsNaN(x) || math.IsInf(x, -1) || x <= 0 && x == math.Floor(x):
		return math.NaN()
	case x > 171.7:
		return math.Inf(1)
	case x < 3-mostFactors:
		return vanishing(x)
	}
	shift := math.Floor(x) - 2
	base := rational(plus(double{x, 0}, -shift))
	for k := 1.0; k <= shift; k++ { // Γ(x) = (x - 1) (x - 2) … Γ(x - shift)
		base = base.times(plus(double{x, 0}, -k))
	}
	if shift >= 0 {
		return base.value()
	}
	return divided(base, x, -shift)
}

// divided is base over x (x + 1) … of so many factors, from the largest down, so that nothing overflows before the result does.
func divided(base double, x, factors float64) float64 {
	for k := 0.0; k < factors; k++ {
		base = base.over(plus(double{x, 0}, k))
	}
	return base.value()
}

// vanishing is 0 with the sign that Γ has there.
func vanishing(x float64) float64 {
	if math.Mod(math.Floor(x), 2) == 0 {
		return 0
	}
	return math.Copysign(0, -1)
}

// The rational function of Moshier's Cephes for Γ on [2, 3], in t = x - 2.
var (
	above = [...]float64{1.60119522476751861407e-04, 1.19135147006586384913e-03, 1.04213797561761569935e-02, 4.76367800457137231464e-02, 2.07448227648435975150e-01, 4.94214826801497100753e-01, 9.99999999999999996796e-01}
	below = [...]float64{-2.31581873324120129819e-05, 5.39605580493303397842e-04, -4.45641913851797240494e-03, 1.18139785222060435552e-02, 3.58236398605498653373e-02, -2.34591795718243348568e-01, 7.14304917030273074085e-02, 1.00000000000000000320e+00}
)

// rational is Γ(x) for 2 ≤ x < 3.
func rational(x double) double {
	t := plus(x, -2)
	return horner(above[:], t).over(horner(below[:], t))
}

func horner(coefficients []float64, t double) double {
	sum := double{coefficients[0], 0}
	for _, c := range coefficients[1:] {
		sum = plus(sum.times(t), c)
	}
	return sum
}

// double is an unevaluated sum hi + lo of twice the digits, |lo| ≤ ½ ulp(hi).
type double struct{ hi, lo float64 }

func (a double) value() float64 { return a.hi + a.lo }

// plus is a + b (Knuth's two-sum).
func plus(a double, b float64) double {
	s := a.hi + b
	v := s - a.hi
	e := (a.hi - (s - v)) + (b - v) + a.lo
	return normal(s, e)
}

func normal(hi, lo float64) double {
	s := hi + lo
	if math.IsInf(s, 0) {
		return double{s, 0}
	}
	return double{s, lo - (s - hi)}
}

func (a double) times(b double) double {
	p := a.hi * b.hi
	e := math.FMA(a.hi, b.hi, -p) + (a.hi*b.lo + a.lo*b.hi)
	return normal(p, e)
}

func (a double) over(b double) double {
	q := a.hi / b.hi
	if math.IsInf(q, 0) || q == 0 {
		return double{q, 0}
	}
	rest := math.FMA(-q, b.hi, a.hi) + a.lo - q*b.lo
	return normal(q, rest/b.hi)
}
