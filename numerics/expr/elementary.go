package expr

import (
	"math"

	"saddle/numerics/expr/elementary"
	"saddle/numerics/special"
)

// Func is an elementary function of one number, applied to arrays entry by entry.
type Func uint8

// The elementary functions. The square root is Sqrt(x), a power; Apply takes SquareRoot for it too.
const (
	Exp Func = iota
	Log
	Log10
	Sin
	Cos
	Tan
	Asin
	Acos
	Atan
	Sinh
	Cosh
	Tanh
	Abs
	Sign
	Floor
	Ceil
	Round
	SquareRoot
	Erf
	Gamma
	Digamma    // ψ = Γ'/Γ
	Trigamma   // ψ'
	Tetragamma // ψ″
	Pentagamma // ψ‴

	// What formulas lose digits without; they print as those formulas, and the language has no names for them.
	SechSquared    // 1 - tanh(x)²
	OneMinusSquare // 1 - x²
	Log1p          // log(1 + x)
	Expm1          // exp(x) - 1
	OneMinusCosine // 1 - cos(x)
	RootLessOne    // √(1 + x) - 1
	step           // 1 where x ≥ 0, else 0
	funcCount
)

// parity tells what a function does to a sign.
type parity uint8

const (
	neither parity = iota
	odd
	even
)

// properties are what is known of a function.
type properties struct {
	name        string
	value       func(float64) float64
	parity      parity
	nonNegative bool
}

var elementaries = [...]properties{
	Exp:   {name: "exp", value: elementary.Exp, nonNegative: true},
	Log:   {name: "log", value: elementary.Log},
	Log10: {name: "log10", value: math.Log10},
	Sin:   {name: "sin", value: elementary.Sin, parity: odd},
	Cos:   {name: "cos", value: elementary.Cos, parity: even},
	Tan:   {name: "tan", value: elementary.Tan, parity: odd},
	Asin:  {name: "asin", value: elementary.Asin, parity: odd},
	Acos:  {name: "acos", value: elementary.Acos},
	Atan:  {name: "atan", value: math.Atan, parity: odd},
	Sinh:  {name: "sinh", value: elementary.Sinh, parity: odd},
	Cosh:  {name: "cosh", value: elementary.Cosh, parity: even, nonNegative: true},
	Tanh:  {name: "tanh", value: elementary.Tanh, parity: odd},
	Abs:   {name: "abs", value: math.Abs, parity: even, nonNegative: true},
	Sign:  {name: "sign", value: sign, parity: odd},
	Floor: {name: "floor", value: math.Floor},
	Ceil:  {name: "ceil", value: math.Ceil},
	Round: {name: "round", value: math.Round, parity: odd},

	Erf:        {name: "erf", value: math.Erf, parity: odd},
	Gamma:      {name: "Γ", value: special.Gamma},
	Digamma:    {name: "digamma", value: special.Digamma},
	Trigamma:   {name: "trigamma", value: polygamma(1)},
	Tetragamma: {name: "tetragamma", value: polygamma(2)},
	Pentagamma: {name: "pentagamma", value: polygamma(3)},

	SquareRoot:     {name: "sqrt", value: math.Sqrt, nonNegative: true},
	SechSquared:    {name: "1-tanh²", value: elementary.SechSquared, parity: even, nonNegative: true},
	Log1p:          {name: "log1p", value: elementary.Log1p},
	Expm1:          {name: "expm1", value: elementary.Expm1},
	OneMinusCosine: {name: "1-cos", value: elementary.OneMinusCosine, parity: even, nonNegative: true},
	RootLessOne:    {name: "√(1+x)-1", value: rootLessOne},
	step:           {name: "step", value: heaviside, nonNegative: true},
	OneMinusSquare: {name: "1-x²", value: unitMinusSquare, parity: even},
}

func polygamma(n int) func(float64) float64 {
	return func(x float64) float64 { return special.Polygamma(n, x) }
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

func heaviside(x float64) float64 {
	if x >= 0 {
		return 1
	}
	return 0
}

func unitMinusSquare(x float64) float64 { return (1 - x) * (1 + x) }

// rootLessOne is x/(1 + √(1 + x)).
func rootLessOne(x float64) float64 {
	if x > math.MaxFloat64 {
		return x
	}
	return x / (1 + math.Sqrt(1+x))
}

func (f Func) rule() *properties { return &elementaries[f] }

// String is the name of the function in the language.
func (f Func) String() string { return f.rule().name }

// Value is the function at a number, NaN outside its domain.
func (f Func) Value(x float64) float64 { return f.rule().value(x) }

// FuncNamed finds the elementary function of a name of the language.
func FuncNamed(name string) (Func, bool) {
	for f := range SechSquared {
		if f.rule().name == name {
			return f, true
		}
	}
	return 0, false
}

// Apply is an elementary function of a number, or of every entry of an array.
func Apply(f Func, x *Node) *Node {
	if f == SquareRoot {
		return Sqrt(x)
	}
	if x.truth {
		panic(&KindError{Op: f.String(), Truth: true})
	}
	switch {
	case x.graph == nil && x.shape.IsScalar():
		return applyKnown(f, x)
	case x.graph == nil:
		return mapData(x, f.Value)
	}
	if x.op == OpStack && x.IsExplicit() {
		return entriesAt(x.shape, func(k int) *Node { return Apply(f, x.args[k]) })
	}
	return applySymbolic(f, x)
}

func applySymbolic(f Func, x *Node) *Node {
	switch {
	case f == Log && isApplied(x, Exp):
		return x.args[0]
	case f == Abs && nonNegative(x):
		return x
	}
	c, _ := split(x)
	if c.p < 0 && f.rule().parity == odd {
		return Neg(Apply(f, Neg(x)))
	}
	if c.p < 0 && f.rule().parity == even {
		return Apply(f, Neg(x))
	}
	return symbolic(&Node{op: OpApply, fn: f, shape: x.shape, args: []*Node{x}})
}

// isApplied reports whether a node is a function of something.
func isApplied(n *Node, f Func) bool { return n.op == OpApply && n.fn == f }
