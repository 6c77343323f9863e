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

func elementary() []*Builtin {
	var rows []*Builtin
	for _, f := range entrywise {
		rows = append(rows, &Builtin{
			Name: f.name, Signature: f.name + "(x)", Topic: "Elementary",
			Meaning: f.meaning + "; entry by entry on vectors and matrices", Example: f.example,
			least: 1, most: 1, variables: 1,
			run: func(c *builtinCall) value.Value {
				n := c.node(0)
				return c.operate(c.scope, c.site, f.name, func() *expr.Node { return expr.Apply(f.function, n) }, n)
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

func reductions() []*Builtin {
	return []*Builtin{
		reduction("sum", "the sum of the entries, or of a loop's values", "sum(i^2 for i in 1..10)", sumOf),
		reduction("prod", "the product of the entries, or of a loop's values", "prod(i for i in 1..5)", prodOf),
		reduction("mean", "the arithmetic mean of the entries, or of a loop's values", "mean((1, 2, 6))", meanOf),
		extreme("max", "the largest entry, or the larger of two numbers", "max((3, 1, 2))", expr.Max, expr.MaxOf),
		extreme("min", "the smallest entry, or the smaller of two numbers", "min(3, 1)", expr.Min, expr.MinOf),
	}
}

func reduction(name, meaning, example string, reduce func([]*expr.Node) *expr.Node) *Builtin {
	return &Builtin{
		Name: name, Signature: name + "(expression for i in a..b)  or  " + name + "(v)", Meaning: meaning, Example: example,
		Topic: "Sums", least: 1, most: 1, reduces: true,
		run: func(c *builtinCall) value.Value {
			if node, ok := c.loopedSum(name); ok {
				return value.Quantity{Node: node}
			}
			items := c.items(0)
			if len(items) == 0 && name == "mean" {
				c.scope.fail("DomainError", c.positional[0].span, "reduce.empty", name)
			}
			return c.operate(c.scope, c.site, name, func() *expr.Node { return reduce(items) }, items...)
		},
	}
}

// items are the values of a loop, or the entries of an array.
func (c *builtinCall) items(i int) []*expr.Node {
	if loop := c.positional[i].loop; loop != nil {
		return c.loopValues(loop.body, loop.loops, loop.scope)
	}
	n := c.node(i)
	if n.Shape().Rank == 0 {
		return []*expr.Node{n}
	}
	return n.Entries()
}

func sumOf(items []*expr.Node) *expr.Node {
	if len(items) == 0 {
		return expr.Const(0)
	}
	return expr.Sum(items...)
}

func prodOf(items []*expr.Node) *expr.Node {
	product := expr.Const(1)
	for _, item := range items {
		product = expr.Mul(product, item)
	}
	return product
}

func meanOf(items []*expr.Node) *expr.Node {
	return expr.Div(sumOf(items), expr.Const(float64(len(items))))
}

// extreme is max or min: of the entries of one argument, or of several numbers.
func extreme(name, meaning, example string, pair func(a, b *expr.Node) *expr.Node, all func(*expr.Node) *expr.Node) *Builtin {
	return &Builtin{
		Name: name, Signature: name + "(v)  or  " + name + "(a, b)", Meaning: meaning, Example: example, Topic: "Sums",
		least: 1, most: -1, reduces: true,
		run: func(c *builtinCall) value.Value {
			if len(c.positional) == 1 {
				items := c.items(0)
				if len(items) == 0 {
					c.scope.fail("DomainError", c.positional[0].span, "reduce.empty", name)
				}
				return c.operate(c.scope, c.site, name, func() *expr.Node { return all(expr.Stack(items...)) }, items...)
			}
			result := c.node(0)
			for i := 1; i < len(c.positional); i++ {
				a, b := result, c.node(i)
				result = c.operate(c.scope, c.site, name, func() *expr.Node { return pair(a, b) }, a, b).(value.Quantity).Node
			}
			return value.Quantity{Node: result}
		},
	}
}
