// Package jet evaluates expressions to truncated power series in several variables, every coefficient with a bound of its
// rounding error. So it gives value, gradient, Hessian and all higher derivatives at a point together with the knowledge
// which of them may be zero.
//
// It is made for a few points studied closely; for many points use package program, for whole boxes package interval.
//
//	s := jet.NewSpace(2, 4)                        // two variables, up to order 4
//	x, y := s.Variable(0, jet.Rounded(1)), s.Variable(1, jet.Rounded(2))
//	f := s.Sub(s.Mul(x, x), s.Mul(y, y))           // x² - y² about (1, 2)
//	s.Gradient(f)                                  // 2 and -4, each with its error
package jet

import "math"

// Ball is a real number known within Rad of Mid. Rad is +Inf or NaN where nothing is known.
type Ball struct{ Mid, Rad float64 }

// Exact is the number x itself.
func Exact(x float64) Ball { return Ball{Mid: x} }

// unit is the largest relative error of a rounding.
const unit = 0x1p-53

// Rounded is the number that x stands for: itself when x is short in binary (a whole number, 0.5, 0.375), else any number
// that rounds to x, as 0.1 or π do.
func Rounded(x float64) Ball {
	const short = 1<<(53-32) - 1 // the low bits of the significand that a short number leaves zero
	if math.Float64bits(x)&short == 0 {
		return Exact(x)
	}
	return Ball{x, unit * math.Abs(x)}
}

// Around is any number within a radius of what x stands for.
func Around(x, radius float64) Ball {
	b := Rounded(x)
	b.Rad += radius
	return b
}

// slack covers the roundings made in computing radii.
const slack = 1 + 0x1p-30

// Zero reports whether the number may be zero.
func (a Ball) Zero() bool { return !(math.Abs(a.Mid) > slack*a.Rad) }

// Sign is the proven sign, 0 where it is not known.
func (a Ball) Sign() int {
	switch {
	case a.Mid > slack*a.Rad:
		return 1
	case -a.Mid > slack*a.Rad:
		return -1
	}
	return 0
}

// Finite reports whether anything is known.
func (a Ball) Finite() bool {
	return !math.IsNaN(a.Mid) && !math.IsInf(a.Mid, 0) && !math.IsNaN(a.Rad) && !math.IsInf(a.Rad, 0)
}

// unknown is any number.
var unknown = Ball{math.NaN(), math.Inf(1)}

// add finds the rounding error of the sum itself (Knuth's two-sum), so sums of short numbers stay exact.
func add(a, b Ball) Ball {
	s := a.Mid + b.Mid
	t := s - a.Mid
	lost := (a.Mid - (s - t)) + (b.Mid - t)
	return Ball{s, a.Rad + b.Rad + math.Abs(lost)}
}

func neg(a Ball) Ball { return Ball{-a.Mid, a.Rad} }

func sub(a, b Ball) Ball { return add(a, neg(b)) }

// mul finds the rounding error of the product by a fused multiply-add.
func mul(a, b Ball) Ball {
	p := a.Mid * b.Mid
	lost := math.Abs(math.FMA(a.Mid, b.Mid, -p))
	if math.Abs(p) < tiny && a.Mid != 0 && b.Mid != 0 {
		lost += 2 * math.SmallestNonzeroFloat64
	}
	return Ball{p, math.Abs(a.Mid)*b.Rad + math.Abs(b.Mid)*a.Rad + a.Rad*b.Rad + lost}
}

// tiny is where the errors of products may themselves be rounded, to the nearest of the smallest numbers.
const tiny = 0x1p-960

func div(a, b Ball) Ball {
	if b.Zero() {
		return unknown
	}
	q := a.Mid / b.Mid
	lost := math.Abs(math.FMA(-q, b.Mid, a.Mid) / b.Mid)
	least := math.Abs(b.Mid) - b.Rad
	return Ball{q, (a.Rad+math.Abs(q)*b.Rad)/least + lost}
}

func scale(a Ball, c float64) Ball { return mul(a, Exact(c)) }

// widen is the value v of a function, computed within ulps units in the last place, at an argument known within rad, where
// the function's slope is at most slope in size.
func widen(v, ulps, slope, rad float64) Ball {
	return Ball{v, 2*ulps*unit*math.Abs(v) + slope*rad}
}

// Sum is a + b.
func Sum(a, b Ball) Ball { return add(a, b) }

// Quotient is a / b, unknown where b may be zero.
func Quotient(a, b Ball) Ball { return div(a, b) }

// Scaled is c a.
func Scaled(a Ball, c float64) Ball { return scale(a, c) }
