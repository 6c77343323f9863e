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
	Sharp     bool              // and nowhere else, not near by at least
}

// Reader reads bounds that hold around a point, or everywhere.
type Reader struct {
	// Around encloses what an expression is in a neighbourhood, in which the bounds then hold: so exp(x) (1 + y) z² is nowhere
	// negative near 0. nil is for bounds that hold everywhere.
	Around func(y *expr.Node) interval.Interval
}

// Least is a value that y is nowhere below where it is defined; ok is false where none is found, or none that is attained.
func Least(y *expr.Node) (b Bound, ok bool) { return Reader{}.Least(y) }

// Greatest is a value that y is nowhere above where it is defined.
func Greatest(y *expr.Node) (b Bound, ok bool) { return Reader{}.Greatest(y) }

// Least is a value that y is nowhere below in the reader's neighbourhood.
func (r Reader) Least(y *expr.Node) (b Bound, ok bool) { return r.extreme(y, below) }

// Greatest is a value that y is nowhere above in the reader's neighbourhood.
func (r Reader) Greatest(y *expr.Node) (b Bound, ok bool) { return r.extreme(y, above) }

// side is where the bound lies.
type side int

const (
	above side = -1
	below side = 1
)

func (r Reader) extreme(y *expr.Node, at side) (Bound, bool) {
	if y.IsConst() {
		return constant(y)
	}
	rule, ok := rules[y.Op()]
	if !ok {
		return Bound{}, false
	}
	return rule(r, y, at)
}

// rules are the operations that pass bounds on.
var rules map[expr.Op]func(r Reader, y *expr.Node, at side) (Bound, bool)

func init() {
	inner := func(r Reader, y *expr.Node, at side) (Bound, bool) { return r.extreme(y.Args()[0], at) }
	rules = map[expr.Op]func(r Reader, y *expr.Node, at side) (Bound, bool){
		expr.OpSum:           Reader.ofSum,
		expr.OpProduct:       Reader.ofProduct,
		expr.OpPower:         Reader.ofPower,
		expr.OpApply:         Reader.ofFunction,
		expr.OpMax:           func(r Reader, y *expr.Node, at side) (Bound, bool) { return r.ofChoice(y, at, below) },
		expr.OpMin:           func(r Reader, y *expr.Node, at side) (Bound, bool) { return r.ofChoice(y, at, above) },
		expr.OpSumLoop:       Reader.ofSumLoop,
		expr.OpMapLoop:       Reader.ofMapLoop,
		expr.OpTotal:         Reader.ofTotal,
		expr.OpMatrixProduct: Reader.ofSquareLength,
		expr.OpFill:          inner,
		expr.OpGather:        inner,
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
	return Bound{Value: interval.Exactly(data[0]), Sharp: true}, !y.IsTruth() && len(data) > 0
}

// zeroOf is a bound of zero, attained where y vanishes.
func zeroOf(y *expr.Node) Bound { return attained(0, y) }

func attained(value float64, y *expr.Node) Bound {
	return Bound{interval.Exactly(value), []*expr.Node{bare(y)}, true}
}

// bare takes off the powers and functions around an expression that vanish where it does and nowhere else.
func bare(y *expr.Node) *expr.Node {
	switch y.Op() {
	case expr.OpPower:
		if e := y.Args()[1]; e.IsConst() && e.Float() > 0 {
			return bare(y.Args()[0])
		}
	case expr.OpApply:
		switch y.Func() {
		case expr.Abs, expr.Asin, expr.Atan, expr.Sinh, expr.Tanh, expr.Log1p, expr.Expm1:
			return bare(y.Args()[0])
		}
	}
	return y
}

func (r Reader) ofSum(y *expr.Node, at side) (Bound, bool) {
	total := Bound{Sharp: true}
	for k, term := range y.Args() {
		p, q := y.Coefficient(k)
		there := at
		if p < 0 {
			there = -at
		}
		b, ok := r.extreme(term, there)
		if !ok {
			return Bound{}, false
		}
		value := interval.Div(interval.Mul(interval.Exactly(p), b.Value), interval.Exactly(q))
		total.Value = interval.Add(total.Value, value)
		total.Equations = append(total.Equations, b.Equations...)
		total.Sharp = total.Sharp && b.Sharp
	}
	return total, true
}

// ofChoice is the bound of the larger, or the smaller, of two numbers that have the same one.
func (r Reader) ofChoice(y *expr.Node, at, both side) (Bound, bool) {
	a, known := r.extreme(y.Args()[0], at)
	b, alike := r.extreme(y.Args()[1], at)
	if !known || !alike || a.Value != b.Value || a.Value.Lo != a.Value.Hi {
		return Bound{}, false
	}
	if at != both { // either attains it
		a.Sharp = false
		return a, true
	}
	return Bound{a.Value, append(append([]*expr.Node(nil), a.Equations...), b.Equations...), a.Sharp && b.Sharp}, true
}
