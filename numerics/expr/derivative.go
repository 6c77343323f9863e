package expr

import "math"

// derivatives are those of the elementary functions at x, where the value is y; nil where it is zero.
var derivatives = [funcCount]func(x, y *Node) *Node{
	Exp:   func(_, y *Node) *Node { return y },
	Log:   func(x, _ *Node) *Node { return power2(x, -1) },
	Log10: func(x, _ *Node) *Node { return scale(ratio{1 / math.Ln10, 1}, power2(x, -1)) },
	Sin:   func(x, _ *Node) *Node { return Apply(Cos, x) },
	Cos:   func(x, _ *Node) *Node { return Neg(Apply(Sin, x)) },
	Tan:   func(_, y *Node) *Node { return AddEach(Const(1), power2(y, 2)) },
	Asin:  func(x, _ *Node) *Node { return power2(Apply(OneMinusSquare, x), -0.5) },
	Acos:  func(x, _ *Node) *Node { return Neg(power2(Apply(OneMinusSquare, x), -0.5)) },
	Atan:  func(x, _ *Node) *Node { return power2(AddEach(Const(1), power2(x, 2)), -1) },
	Sinh:  func(x, _ *Node) *Node { return Apply(Cosh, x) },
	Cosh:  func(x, _ *Node) *Node { return Apply(Sinh, x) },
	Tanh:  func(x, _ *Node) *Node { return Apply(SechSquared, x) },
	Abs:   func(x, _ *Node) *Node { return Apply(Sign, x) },
	Erf: func(x, _ *Node) *Node {
		return scale(ratio{2 / math.SqrtPi, 1}, Apply(Exp, Neg(power2(x, 2))))
	},
	Gamma:          func(x, y *Node) *Node { return Times(y, Apply(Digamma, x)) },
	Digamma:        func(x, _ *Node) *Node { return Apply(Trigamma, x) },
	Trigamma:       func(x, _ *Node) *Node { return Apply(Tetragamma, x) },
	Tetragamma:     func(x, _ *Node) *Node { return Apply(Pentagamma, x) },
	Pentagamma:     func(*Node, *Node) *Node { panic(&DerivativeError{Of: Pentagamma.String()}) },
	SechSquared:    func(x, y *Node) *Node { return scale(ratio{-2, 1}, Times(Apply(Tanh, x), y)) },
	OneMinusSquare: func(x, _ *Node) *Node { return scale(ratio{-2, 1}, x) },
}

// powerDerivative is that of x to the power e, by x.
func powerDerivative(x, e *Node) *Node {
	if e.graph == nil && e.shape.IsScalar() {
		return scale(exponentRatio(e.number), power2(x, exponentSum(e.number, -1)))
	}
	return Times(e, PowEach(x, AddEach(e, Const(-1))))
}
