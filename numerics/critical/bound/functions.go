package bound

import (
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// rising are the functions that rise everywhere.
var rising = map[expr.Func]bool{
	expr.Exp: true, expr.Log: true, expr.Log10: true, expr.Asin: true, expr.Atan: true, expr.Sinh: true, expr.Tanh: true,
	expr.SquareRoot: true, expr.Erf: true, expr.Log1p: true, expr.Expm1: true,
}

// extremeAtZero are the functions with a bound that they take where their argument is zero.
var extremeAtZero = map[expr.Func]struct {
	at    side
	value float64
}{
	expr.Abs: {below, 0}, expr.Cosh: {below, 1}, expr.Cos: {above, 1}, expr.SechSquared: {above, 1}, expr.OneMinusSquare: {above, 1},
}

// slopes are the signs of the derivatives of the functions that do not rise everywhere, where their argument lies in a: 0 where
// there is none.
var slopes = map[expr.Func]func(a interval.Interval) int{
	expr.Sin:  func(a interval.Interval) int { return signIn(interval.Apply(expr.Cos, a)) },
	expr.Cos:  func(a interval.Interval) int { return -signIn(interval.Apply(expr.Sin, a)) },
	expr.Acos: func(interval.Interval) int { return -1 },
	expr.Cosh: signIn, expr.Abs: signIn,
	expr.SechSquared: func(a interval.Interval) int { return -signIn(a) }, expr.OneMinusSquare: func(a interval.Interval) int { return -signIn(a) },
	expr.Tan: func(a interval.Interval) int {
		if t := interval.Apply(expr.Tan, a); t.Finite() && t.Doubts == 0 {
			return 1
		}
		return 0
	},
}

func signIn(a interval.Interval) int {
	switch {
	case a.Doubts != 0:
		return 0
	case a.Lo > 0:
		return 1
	case a.Hi < 0:
		return -1
	}
	return 0
}

func (r Reader) ofFunction(y *expr.Node, at side) (Bound, bool) {
	argument := y.Args()[0]
	apply := func(b interval.Interval) (interval.Interval, bool) { return interval.Apply(y.Func(), b), true }
	if rising[y.Func()] {
		return r.monotone(argument, at, apply)
	}
	if slope, ok := slopes[y.Func()]; ok && r.Around != nil && y.Shape().IsScalar() {
		if around := r.Around(argument); around.Finite() && slope(around) != 0 {
			return r.monotone(argument, at*side(slope(around)), apply)
		}
	}
	if e, ok := extremeAtZero[y.Func()]; ok && e.at == at {
		return attained(e.value, argument), true
	}
	return Bound{}, false
}
