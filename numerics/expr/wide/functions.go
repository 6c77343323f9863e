package wide

import (
	"math"

	"saddle/numerics/expr"
)

// asArgument are the functions with f(x) = x + O(x²).
var asArgument = map[expr.Func]bool{
	expr.Sin: true, expr.Tan: true, expr.Asin: true, expr.Atan: true, expr.Sinh: true, expr.Tanh: true, expr.Log1p: true, expr.Expm1: true,
}

// apply is an elementary function of a number; outside the range of float64s by its laws where it matters, else by its
// value at the float64.
func apply(f expr.Func, x number) number {
	const tiny, large = -60, 600
	size := math.Abs(x.float())
	switch {
	case x.m == 0 || x.m-x.m != 0:
	case f == expr.Abs:
		return number{math.Abs(x.m), x.e}
	case f == expr.Sign:
		return of(math.Copysign(1, x.m))
	case f == expr.SquareRoot:
		return x.squareRoot()
	case x.e < tiny && asArgument[f]:
		return x
	case f == expr.Exp, f == expr.Expm1 && x.float() > large:
		return exponential(x.float())
	case f == expr.Log, f == expr.Log1p && x.float() > 1e30:
		return x.logarithm()
	case f == expr.Log10:
		return x.logarithm().times(of(1 / math.Ln10))
	case f == expr.OneMinusSquare:
		return of(1).plus(x.neg()).times(of(1).plus(x))
	case (f == expr.Cosh || f == expr.Sinh) && size > large:
		half := exponential(size).times(of(0.5))
		if f == expr.Sinh && x.m < 0 {
			return half.neg()
		}
		return half
	case f == expr.SechSquared && size > large/2:
		return exponential(-2 * size).times(of(4))
	case f == expr.Floor && x.e < tiny:
		return of(math.Floor(math.Copysign(0.5, x.m)))
	case f == expr.Ceil && x.e < tiny:
		return of(math.Ceil(math.Copysign(0.5, x.m)))
	case (f == expr.Floor || f == expr.Ceil || f == expr.Round) && x.e > 53:
		return x
	}
	return of(f.Value(x.float()))
}
