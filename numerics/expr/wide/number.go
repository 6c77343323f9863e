// Package wide evaluates expressions in float64s with exponents of any size, so that nothing on the way overflows or is
// lost near zero: ∇‖x‖ at (3e200, 4e200), which squares its point, or ∇atan(y/x) at (1e-200, 1). It is slow, and for single
// points where a program has left the range of float64s.
//
//	result, ok := wide.Value(n, variables, []float64{3e200, 4e200})
package wide

import (
	"math"

	"saddle/numerics/expr/elementary"
	"saddle/numerics/expr/power"
)

// number is m·2^e with 1/2 ≤ |m| < 1, or 0, ±Inf or NaN with e = 0.
type number struct {
	m float64
	e int
}

func of(x float64) number { return normal(x, 0) }

// normal is m·2^e for any m.
func normal(m float64, e int) number {
	if m == 0 || m-m != 0 {
		return number{m, 0}
	}
	m, shift := math.Frexp(m)
	return number{m, e + shift}
}

func (a number) float() float64 { return math.Ldexp(a.m, max(-5000, min(5000, a.e))) }

// isExtreme reports whether a number is not 0 and beyond the normal float64s.
func (a number) isExtreme() bool { return a.m != 0 && a.m-a.m == 0 && (a.e > 1024 || a.e < -1021) }

func (a number) neg() number { return number{-a.m, a.e} }

func (a number) times(b number) number { return normal(a.m*b.m, a.e+b.e) }

func (a number) over(b number) number { return normal(a.m/b.m, a.e-b.e) }

func (a number) plus(b number) number {
	switch {
	case a.m == 0 || a.m-a.m != 0 || b.m-b.m != 0:
		return normal(a.m+b.m, b.e)
	case b.m == 0:
		return a
	case a.e < b.e:
		a, b = b, a
	}
	return normal(a.m+math.Ldexp(b.m, max(b.e-a.e, -200)), a.e)
}

// less reports whether a < b.
func (a number) less(b number) bool { return a.plus(b.neg()).m < 0 }

func (a number) squareRoot() number {
	if a.e%2 != 0 {
		a.m, a.e = 2*a.m, a.e-1
	}
	return normal(math.Sqrt(a.m), a.e/2)
}

// power is a^y: of a whole or half-whole y by multiplications and a square root.
func (a number) power(y float64) number {
	n := math.Trunc(math.Abs(y))
	switch {
	case a.m == 0 || a.m-a.m != 0 || n > 512:
		return of(power.Of(a.float(), y))
	case 2*y != math.Trunc(2*y):
		return a.anyPower(y)
	}
	p := number{0.5, 1}
	for range int(n) {
		p = p.times(a)
	}
	if n != math.Abs(y) {
		p = p.times(a.squareRoot())
	}
	if y < 0 {
		return number{0.5, 1}.over(p)
	}
	return p
}

// anyPower is m^y 2^(e y), the whole part of e y as an exponent.
func (a number) anyPower(y float64) number {
	if !a.isExtreme() {
		if p := power.Of(a.float(), y); p != 0 && !math.IsInf(p, 0) {
			return of(p)
		}
	}
	exponent := float64(a.e) * y
	whole := math.Floor(exponent)
	if !(math.Abs(whole) < 1e15) {
		return of(power.Of(a.float(), y))
	}
	rest := math.FMA(float64(a.e), y, -whole)
	return normal(power.Of(a.m, y)*math.Exp2(rest), int(whole))
}

// exponential is e^x.
func exponential(x float64) number {
	if !(math.Abs(x) < 1e9) {
		return of(elementary.Exp(x))
	}
	const high, low = 6.93147180369123816490e-01, 1.90821492927058770002e-10 // log 2 in two parts
	k := math.Round(x / math.Ln2)
	return normal(elementary.Exp((x-k*high)-k*low), int(k))
}

// logarithm is log a.
func (a number) logarithm() number {
	if !a.isExtreme() {
		return of(elementary.Log(a.float()))
	}
	return of(elementary.Log(a.m) + float64(a.e)*math.Ln2)
}
