package eval

import (
	"math"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// constants are the names of numbers and matrices that are there from the start.
var constants = map[string]value.Value{
	"π": value.Number(math.Pi),
	"e": value.Number(math.E),
	"∞": value.Number(math.Inf(1)),
	"I": value.Identity{Scale: expr.Const(1)},
}

// entrywise are the elementary functions of one number: name, function, meaning, example.
var entrywise = []struct {
	name     string
	function expr.Func
	meaning  string
	example  string
}{
	{"sqrt", expr.SquareRoot, "the square root, also √x", "sqrt(2)"},
	{"exp", expr.Exp, "e to the power x", "exp(1)"},
	{"log", expr.Log, "the natural logarithm", "log(e)"},
	{"log10", expr.Log10, "the logarithm to base 10", "log10(1000)"},
	{"sin", expr.Sin, "the sine of an angle in radians", "sin(π/2)"},
	{"cos", expr.Cos, "the cosine of an angle in radians", "cos(0)"},
	{"tan", expr.Tan, "the tangent of an angle in radians", "tan(π/4)"},
	{"asin", expr.Asin, "the angle whose sine is x", "asin(1)"},
	{"acos", expr.Acos, "the angle whose cosine is x", "acos(1)"},
	{"atan", expr.Atan, "the angle whose tangent is x", "atan(1)"},
	{"sinh", expr.Sinh, "the hyperbolic sine", "sinh(1)"},
	{"cosh", expr.Cosh, "the hyperbolic cosine", "cosh(0)"},
	{"tanh", expr.Tanh, "the hyperbolic tangent", "tanh(1)"},
	{"abs", expr.Abs, "the absolute value", "abs(-3)"},
	{"sign", expr.Sign, "-1, 0 or 1 by the sign of x", "sign(-3)"},
	{"floor", expr.Floor, "the next whole number below or at x", "floor(2.7)"},
	{"ceil", expr.Ceil, "the next whole number above or at x", "ceil(2.1)"},
	{"round", expr.Round, "the nearest whole number", "round(2.6)"},
}

// elementary applies a function of one number, which may overflow.
func (c *builtinCall) elementary(f expr.Func, n *expr.Node) value.Value {
	apply := func(n *expr.Node) *expr.Node { return expr.Apply(f, n) }
	result, err := catch(func() *expr.Node { return apply(n) })
	if err != nil {
		panic(refusal(err).At(c.scope.source, c.site))
	}
	failure := undefined(f.String(), result, n)
	if f == expr.Exp && failure == nil && c.graph == nil && result.IsConst() && hasZero(result.Data()) {
		failure = overflow() // of what is divided by it, if anything comes to be
	}
	if failure != nil {
		result = c.lift(failure.At(c.scope.source, c.site), result, func(n []*expr.Node) *expr.Node { return apply(n[0]) }, []*expr.Node{n})
	}
	return value.Quantity{Node: result}
}

func elementary() []*Builtin {
	var rows []*Builtin
	for _, f := range entrywise {
		rows = append(rows, &Builtin{
			Name: f.name, Signature: f.name + "(x)", Topic: "Elementary",
			Meaning: f.meaning + "; entry by entry on vectors and matrices", Example: f.example,
			least: 1, most: 1, variables: 1,
			run: func(c *builtinCall) value.Value {
				n := c.node(0)
				return c.elementary(f.function, n)
			},
		})
	}
	return append(rows, &Builtin{
		Name: "mod", Signature: "mod(x, m)", Topic: "Elementary", Meaning: "the remainder of x after division by m, with the sign of m",
		Example: "mod(7, 3)", least: 2, most: 2,
		run: func(c *builtinCall) value.Value {
			a, b := c.node(0), c.node(1)
			return c.operate(c.scope, c.site, "mod", func() *expr.Node { return expr.Mod(a, b) }, a, b)
		},
	})
}
