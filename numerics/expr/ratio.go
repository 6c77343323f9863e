package expr

import (
	"math"
	"strconv"
)

// ratio is the coefficient p/q with q > 0. Whole p and q are kept reduced, so that x³/3 has the derivative x² and x/3
// is divided by 3, as written; a decimal such as 0.1 is p = 0.1, q = 1.
type ratio struct{ p, q float64 }

var unit = ratio{1, 1}

// exactWhole bounds the whole numbers that a float64 holds exactly, with room for one multiplication less.
const exactWhole = 1 << 53

func (r ratio) value() float64 { return r.p / r.q }

// of is the coefficient times x with one rounding more than needed only where p is not ±1.
func (r ratio) of(x float64) float64 {
	switch r.p {
	case 1:
		return x / r.q
	case -1:
		return -x / r.q
	}
	return x * (r.p / r.q)
}

func (r ratio) finite() bool { return !math.IsInf(r.p, 0) && !math.IsNaN(r.p) }

func (r ratio) isZero() bool { return r.p == 0 }

func (r ratio) neg() ratio { return ratio{-r.p, r.q} }

func (r ratio) inverse() ratio {
	switch {
	case r.p > 0 && !math.IsInf(r.p, 0):
		return ratio{r.q, r.p}
	case r.p < 0 && !math.IsInf(r.p, 0):
		return ratio{-r.q, -r.p}
	}
	return ratio{r.q / r.p, 1}
}

func (r ratio) times(s ratio) ratio { return reduce(r.p*s.p, r.q*s.q) }

func (r ratio) plus(s ratio) ratio {
	if r.q == s.q {
		return reduce(r.p+s.p, r.q)
	}
	if whole(r.p) && whole(r.q) && whole(s.p) && whole(s.q) {
		return reduce(r.p*s.q+s.p*r.q, r.q*s.q)
	}
	return ratio{r.value() + s.value(), 1}
}

// power is the coefficient to a whole power.
func (r ratio) power(n float64) ratio {
	p, q := Power(r.p, math.Abs(n)), Power(r.q, math.Abs(n))
	if n < 0 {
		return reduce(p, q).inverse()
	}
	return reduce(p, q)
}

// reduce cancels common factors of whole numbers and gives up on quotients that are no longer simple.
func reduce(p, q float64) ratio {
	if whole(p) && whole(q) && q > 0 {
		d := gcd(math.Abs(p), q)
		return ratio{p / d, q / d}
	}
	if whole(q) && q > 0 && math.Abs(p) < exactWhole || math.Abs(p) == 1 && q > 0 && !math.IsInf(q, 0) {
		return ratio{p, q}
	}
	return ratio{p / q, 1}
}

func whole(x float64) bool { return x == math.Trunc(x) && math.Abs(x) < exactWhole }

func gcd(a, b float64) float64 {
	for a != 0 {
		a, b = math.Mod(b, a), a
	}
	return b
}

// ratioOf reads a number: a whole one and a short decimal stay as they are, a half, a quarter and a quotient of small
// whole numbers that was rounded (0.333…) are recognised, anything else is itself.
func ratioOf(x float64) ratio {
	if a := math.Abs(x); a == 0.5 || a == 0.25 || a == 0.75 {
		return reduce(4*x, 4)
	}
	if whole(x) || math.IsNaN(x) || math.IsInf(x, 0) || shortDecimal(x) {
		return ratio{x, 1}
	}
	for q := 3.0; q <= 360; q++ {
		if p := math.Round(x * q); p/q == x && math.Abs(p) < 1e6 {
			return ratio{p, q}
		}
	}
	return ratio{x, 1}
}

func shortDecimal(x float64) bool {
	return len(strconv.FormatFloat(math.Abs(x), 'e', -1, 64)) <= len("1.2345678e-00")
}

// exponentRatio reads an exponent, which is more often 1/2 or 3/4 than 0.5 or 0.75.
func exponentRatio(e float64) ratio {
	for q := 1.0; q <= 12; q++ {
		p := math.Round(e * q)
		if q > 4 && shortDecimal(e) {
			break
		}
		if math.Abs(p/q-e) <= 4e-16*math.Abs(e) {
			return reduce(p, q)
		}
	}
	return ratioOf(e)
}

// exponentSum is a + b of exponents, as 1/3 + 2/3 - 1 is 0 though the numbers nearest to them do not add up to that.
func exponentSum(a, b float64) float64 {
	return exponentNear(a+b, max(math.Abs(a), math.Abs(b)))
}

// exponentNear is the simple quotient that an exponent is within the rounding of numbers of a size, else the exponent itself.
func exponentNear(e, size float64) float64 {
	const most = 100
	for q := 1.0; q <= most; q++ {
		if x := math.Round(e*q) / q; math.Abs(x-e) <= 4e-16*size {
			return x
		}
	}
	return e
}
