// Package power computes x^y in float64 to little more than half a unit in the last place: a logarithm and an exponential
// in pairs of numbers, of which the second holds what the first rounds away. It knows no formulas.
//
//	power.Of(27, 1.0/3)   // 3
package power

import "math"

// Of is x^y with the special cases of IEEE 754, those of math.Pow. Its error is below 0.51 units in the last place.
func Of(x, y float64) float64 {
	if y == math.Trunc(y) && math.Abs(y) <= MostFactors {
		if p := whole(x, int(y)); math.Abs(p) > Smallest && math.Abs(p) < Largest {
			return p
		}
	}
	switch {
	case x > 0 && x <= math.MaxFloat64 && x != 1 && y != 0 && math.Abs(y) <= math.MaxFloat64:
		return positive(x, y)
	case x < 0 && x >= -math.MaxFloat64 && x != -1 && y != 0 && y == math.Trunc(y) && math.Abs(y) <= math.MaxFloat64:
		if math.Mod(y, 2) != 0 {
			return -positive(-x, y)
		}
		return positive(-x, y)
	}
	return math.Pow(x, y)
}

// Products of up to MostFactors factors are taken in pairs, as long as they stay where the second number of a pair does
// not underflow: above Smallest and below Largest.
const (
	MostFactors = 64
	Smallest    = 0x1p-800
	Largest     = 0x1p+1000
)

// whole is xⁿ by repeated squaring.
func whole(x float64, n int) float64 {
	p, square := pair{1, 0}, pair{x, 0}
	for k := max(n, -n); k > 0; k >>= 1 {
		if k&1 == 1 {
			p = p.times(square)
		}
		if k > 1 {
			square = square.times(square)
		}
	}
	if n >= 0 {
		return p.high + p.low
	}
	q := 1 / p.high
	return q + float64(q*(math.FMA(-q, p.high, 1)-float64(q*p.low)))
}

// positive is exp(y log x) for x > 0, both finite.
func positive(x, y float64) float64 {
	l := logarithm(x)
	if e := y * l.high; e > 710 {
		return math.Inf(1)
	} else if e < -746 {
		return 0
	}
	return exponential(l.times(pair{y, 0}))
}

// logarithm is log x = k log 2 + log c + log(1 + r), where x = 2^k z and r = z/c - 1 is small: c is the middle of one of
// the intervals that z is parted into (P.-T. P. Tang, Table-driven implementation of the logarithm function, ACM TOMS 16,
// 1990). Where z is near 1, c is 1.
func logarithm(x float64) pair {
	k := 0
	if x < 0x1p-1022 {
		x, k = x*0x1p54, -54
	}
	bits := math.Float64bits(x)
	offset := bits - lowest
	k += int(int64(offset) >> 52)
	z := math.Float64frombits(bits - offset&(0xfff<<52))
	c := &logarithms[offset>>(52-intervalBits)%intervals]
	p := z * c.inverse
	r := sum(p-1, math.FMA(z, c.inverse, -p))
	l := logarithmAbove1(r)
	if k == 0 && c.inverse == 1 {
		return l
	}
	n := pair{ln2.high, ln2.low}.times(pair{float64(k), 0})
	return n.plus(pair{c.high, c.low}).plus(l)
}

// logarithmAbove1 is r - r²/2 + r³/3 - … for |r| < 2⁻⁶; from the fifth power on the digits of float64 suffice.
func logarithmAbove1(r pair) pair {
	x := r.high
	q := 1.0 / 13
	for _, c := range [...]float64{1.0 / 12, 1.0 / 11, 1.0 / 10, 1.0 / 9, 1.0 / 8, 1.0 / 7, 1.0 / 6, 1.0 / 5} {
		q = c - float64(x*q) // each product is rounded, on every machine
	}
	s := sum(0.25, -float64(x*q))
	s = third.plus(r.times(s).negative())
	s = pair{0.5, 0}.plus(r.times(s).negative())
	return r.plus(r.times(r).times(s).negative())
}

// exponential is e^a = 2^m 2^(i/128) e^r with |r| < 2⁻⁸.
func exponential(a pair) float64 {
	n := math.RoundToEven(a.high * (exponentials / math.Ln2))
	r := a.plus(step.times(pair{-n, 0}))
	i, m := int(n)&(exponentials-1), int(n)>>exponentialBits
	t := &roots[i]
	x := r.high
	q := 1.0/120 + float64(x*(1.0/720)) // each product is rounded, on every machine
	q = 1.0/24 + float64(x*q)
	q = 1.0/6 + float64(x*q)
	q = 1.0/2 + float64(x*q)
	rest := r.low + float64(float64(x*x)*q)
	q = t.high * x
	s := quickSum(t.high, q)
	s = quickSum(s.high, s.low+(math.FMA(t.high, x, -q)+t.low+(float64(t.high*rest)+float64(t.low*x))))
	return s.scaled(m)
}

// scaled is 2^m times a pair near 1, rounded once, also where the result is below the normal numbers.
func (a pair) scaled(m int) float64 {
	if m > -1022 && m < 1024 {
		return a.high * math.Float64frombits(uint64(m+1023)<<52)
	}
	if m >= 1024 {
		return a.high * 2 * math.Float64frombits(uint64(m+1022)<<52)
	}
	high, low := math.Ldexp(a.high, m+1022), math.Ldexp(a.low, m+1022)
	if high < 1 {
		above := 1 + high
		high = above + (1 - above + high + low) - 1
	}
	return high * 0x1p-1022
}

// What code that is to give the digits of Of elsewhere needs of it.

// Logarithm is log x for x > 0 in two numbers.
func Logarithm(x float64) (high, low float64) {
	l := logarithm(x)
	return l.high, l.low
}

// Roots are 2^(i/128) for i < 128, in two numbers each, one after the other.
func Roots() []float64 {
	all := make([]float64, 0, 2*exponentials)
	for _, r := range roots {
		all = append(all, r.high, r.low)
	}
	return all
}

// Step is log(2)/128 in two numbers.
func Step() (high, low float64) { return step.high, step.low }
