package interval

import "math"

// Sqrt is the square root of the part of a that has one.
func Sqrt(a Interval) Interval {
	switch {
	case a.Doubts&Empty != 0:
		return a
	case a.Hi < 0:
		return empty()
	case a.Lo < 0:
		a.Lo, a.Doubts = 0, a.Doubts|Partial
	}
	return Interval{rootDown(a.Lo), rootUp(a.Hi), a.Doubts}
}

func rootDown(x float64) float64 {
	r := math.Sqrt(x)
	if r == 0 || x > 0x1p-900 && math.FMA(r, r, -x) <= 0 {
		return r
	}
	return down(r)
}

func rootUp(x float64) float64 {
	r := math.Sqrt(x)
	if r == 0 || x > 0x1p-900 && math.FMA(r, r, -x) >= 0 {
		return r
	}
	return up(r)
}

// Power is a^b. A whole exponent takes any a; any other takes a ≥ 0.
func Power(a, b Interval) Interval {
	switch {
	case (a.Doubts|b.Doubts)&Empty != 0:
		return empty()
	case b.Lo != b.Hi:
		return exp(Mul(b, logarithm(a)))
	case b.Lo == math.Trunc(b.Lo) && math.Abs(b.Lo) < largestWhole:
		a.Doubts |= b.Doubts
		return wholePower(a, int(b.Lo))
	}
	a.Doubts |= b.Doubts
	return brokenPower(a, b.Lo)
}

// largestWhole bounds the exponents that count as whole; above, all floating-point numbers are.
const largestWhole = 1 << 30

func wholePower(a Interval, n int) Interval {
	switch {
	case n == 0:
		return Interval{1, 1, a.Doubts}
	case n == 1:
		return a
	case n < 0:
		return Div(unit, wholePower(a, -n))
	case n%2 == 0:
		d := distance(a)
		return Interval{powDown(d.Lo, n), powUp(d.Hi, n), a.Doubts}
	case a.Lo >= 0:
		return Interval{powDown(a.Lo, n), powUp(a.Hi, n), a.Doubts}
	case a.Hi <= 0:
		return Interval{-powUp(-a.Lo, n), -powDown(-a.Hi, n), a.Doubts}
	}
	return Interval{-powUp(-a.Lo, n), powUp(a.Hi, n), a.Doubts}
}

// powDown is xⁿ rounded down, x ≥ 0.
func powDown(x float64, n int) float64 {
	p := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = math.Max(mulDown(p, x), 0)
		}
		if n > 1 {
			x = math.Max(mulDown(x, x), 0)
		}
	}
	return p
}

func powUp(x float64, n int) float64 {
	p := 1.0
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = mulUp(p, x)
		}
		if n > 1 {
			x = mulUp(x, x)
		}
	}
	return p
}

// brokenPower is a^p for a p that is not whole.
func brokenPower(a Interval, p float64) Interval {
	switch {
	case p < 0:
		return Div(unit, brokenPower(a, -p))
	case p == 0.5:
		return Sqrt(a)
	case a.Hi < 0:
		return empty()
	case a.Lo < 0:
		a.Lo, a.Doubts = 0, a.Doubts|Partial
	}
	if p == math.Trunc(p)+0.5 && p < largestWhole {
		return Mul(wholePower(a, int(p)), Sqrt(a))
	}
	return rising(func(x float64) Interval { return powAt(x, p) })(a)
}

// powAt is exp(p log x), x ≥ 0; the library's power loses digits where the result is large.
func powAt(x, p float64) Interval {
	if x == 0 {
		return Interval{}
	}
	return exp(Mul(Exactly(p), logarithm(Exactly(x))))
}
