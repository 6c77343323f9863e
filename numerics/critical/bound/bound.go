// Package bound reads from the structure of an expression a value that it is never below, and equations whose solutions
// attain it: a sum of squares is nowhere negative, and zero where all of its squares are. So a point may be known to be a
// minimum where no derivative decides.
//
// It does not look for solutions, and it does not know every bound: of most expressions it knows none.
//
//	least, ok := bound.Least(y)   // y = (x - 1)² + (x z)²
//	least.Value                   // 0
//	least.Equations               // x - 1, x z
package bound

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Bound is a value that an expression, of an array every entry, is nowhere below or nowhere above.
type Bound struct {
	Value     interval.Interval // the bound lies here: its ends differ by rounding
	Equations []*expr.Node      // numbers or arrays; where all of their entries vanish the bound is attained
}

// Least is a value that y is nowhere below where it is defined; ok is false where none is found, or none that is attained.
func Least(y *expr.Node) (b Bound, ok bool) { return extreme(y, below) }

// Greatest is a value that y is nowhere above where it is defined.
func Greatest(y *expr.Node) (b Bound, ok bool) { return extreme(y, above) }

// side is where the bound lies.
type side int

const (
	above side = -1
	below side = 1
)

func extreme(y *expr.Node, at side) (Bound, bool) {
	if y.IsConst() {
		return constant(y)
	}
	rule, ok := rules[y.Op()]
	if !ok {
		return Bound{}, false
	}
	return rule(y, at)
}

// rules are the operations that pass bounds on.
var rules map[expr.Op]func(y *expr.Node, at side) (Bound, bool)

func init() {
	rules = map[expr.Op]func(y *expr.Node, at side) (Bound, bool){
		expr.OpSum:           ofSum,
		expr.OpProduct:       ofProduct,
		expr.OpPower:         ofPower,
		expr.OpApply:         ofFunction,
		expr.OpSumLoop:       ofSumLoop,
		expr.OpMapLoop:       ofMapLoop,
		expr.OpTotal:         ofTotal,
		expr.OpMatrixProduct: ofSquareLength,
		expr.OpFill:          func(y *expr.Node, at side) (Bound, bool) { return extreme(y.Args()[0], at) },
		expr.OpGather:        func(y *expr.Node, at side) (Bound, bool) { return extreme(y.Args()[0], at) },
	}
}

// constant is its own bound; an array must be the same in all entries.
func constant(y *expr.Node) (Bound, bool) {
	data := y.Data()
	for _, x := range data {
		if x != data[0] || math.IsNaN(x) || math.IsInf(x, 0) {
			return Bound{}, false
		}
	}
	return Bound{Value: interval.Exactly(data[0])}, !y.IsTruth() && len(data) > 0
}

// zeroOf is a bound of zero, attained where y vanishes.
func zeroOf(y *expr.Node) Bound { return attained(0, y) }

func attained(value float64, y *expr.Node) Bound {
	return Bound{interval.Exactly(value), []*expr.Node{y}}
}

func ofSum(y *expr.Node, at side) (Bound, bool) {
	total := Bound{}
	for k, term := range y.Args() {
		p, q := y.Coefficient(k)
		there := at
		if p < 0 {
			there = -at
		}
		b, ok := extreme(term, there)
		if !ok {
			return Bound{}, false
		}
		value := interval.Div(interval.Mul(interval.Exactly(p), b.Value), interval.Exactly(q))
		total.Value = interval.Add(total.Value, value)
		total.Equations = append(total.Equations, b.Equations...)
	}
	return total, true
}

// ofProduct is zero where none of the factors is negative and one has the bound zero.
func ofProduct(y *expr.Node, at side) (Bound, bool) {
	found, ok := Bound{}, false
	for _, factor := range y.Args() {
		if at != below || !factor.NonNegative() {
			return Bound{}, false
		}
		if b, least := Least(factor); !ok && least && b.Value == interval.Exactly(0) {
			found, ok = b, true
		}
	}
	return found, ok
}

// ofPower knows constant exponents: a power is monotone for a base of one sign, and an even one has its least value 0.
func ofPower(y *expr.Node, at side) (Bound, bool) {
	base, exponent := y.Args()[0], y.Args()[1].Float()
	switch {
	case !(exponent != 0) || math.IsInf(exponent, 0):
		return Bound{}, false
	case exponent < 0:
		return monotone(base, -at, func(b interval.Interval) (interval.Interval, bool) {
			return interval.Power(b, interval.Exactly(exponent)), positiveBase(base, b, at)
		})
	}
	if b, ok := raised(base, exponent, at); ok {
		return b, true
	}
	if at == below && math.Mod(exponent, 2) == 0 {
		return zeroOf(base), true
	}
	return Bound{}, false
}

// positiveBase tells whether a base with the given bound is above zero everywhere: from its own least value, where the
// bound is the other one.
func positiveBase(base *expr.Node, b interval.Interval, at side) bool {
	if at == below {
		least, ok := Least(base)
		return ok && least.Value.Lo > 0
	}
	return b.Lo > 0
}

// raised is the bound of a power that rises with its base: an odd one, or any where the base is not negative.
func raised(base *expr.Node, exponent float64, at side) (Bound, bool) {
	odd := math.Mod(exponent, 2) == 1
	if !odd && !base.NonNegative() {
		if least, ok := Least(base); !ok || least.Value.Lo < 0 {
			return Bound{}, false
		}
	}
	return monotone(base, at, func(b interval.Interval) (interval.Interval, bool) {
		return interval.Power(b, interval.Exactly(exponent)), odd || b.Lo >= 0
	})
}

// monotone is the bound of a function that takes the given bound of its argument to its own.
func monotone(argument *expr.Node, at side, f func(interval.Interval) (interval.Interval, bool)) (Bound, bool) {
	b, ok := extreme(argument, at)
	if !ok {
		return Bound{}, false
	}
	value, ok := f(b.Value)
	return Bound{value, b.Equations}, ok && value.Finite() && value.Doubts == 0
}

// rising are the functions that rise everywhere.
var rising = map[expr.Func]bool{
	expr.Exp: true, expr.Log: true, expr.Log10: true, expr.Asin: true, expr.Atan: true, expr.Sinh: true, expr.Tanh: true,
	expr.SquareRoot: true, expr.Log1p: true, expr.Expm1: true,
}

// extremeAtZero are the functions with a bound that they take where their argument is zero.
var extremeAtZero = map[expr.Func]struct {
	at    side
	value float64
}{
	expr.Abs: {below, 0}, expr.Cosh: {below, 1}, expr.Cos: {above, 1}, expr.SechSquared: {above, 1}, expr.OneMinusSquare: {above, 1},
}

func ofFunction(y *expr.Node, at side) (Bound, bool) {
	argument := y.Args()[0]
	if rising[y.Func()] {
		return monotone(argument, at, func(b interval.Interval) (interval.Interval, bool) { return interval.Apply(y.Func(), b), true })
	}
	if e, ok := extremeAtZero[y.Func()]; ok && e.at == at {
		return attained(e.value, argument), true
	}
	return Bound{}, false
}
