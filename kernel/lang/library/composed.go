package library

import (
	"math"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// composed are elementary functions that are formulas of others: traced and differentiated as those are. A notebook may give
// their names another meaning. Numbers are computed by known where the formula would lose digits; nil: it does not.
var composed = []struct {
	name, arguments string
	meaning         reason.Text
	example         string
	formula         func(x []*expr.Node) *expr.Node
	known           func(x float64) float64
}{
	{"ln", "x", reason.Both("the natural logarithm, also log(x)", "自然对数，也写作 log(x)"), "ln(e)", of(expr.Log), nil},
	{"log1p", "x", reason.Both("log(1 + x), to all digits also where x is small", "log(1 + x)，x 很小时也不丢失精度"), "log1p(1e-20)",
		func(x []*expr.Node) *expr.Node { return expr.Apply(expr.Log, expr.AddEach(one, x[0])) }, math.Log1p},
	{"expm1", "x", reason.Both("exp(x) - 1, to all digits also where x is small", "exp(x) - 1，x 很小时也不丢失精度"), "expm1(1e-20)",
		func(x []*expr.Node) *expr.Node { return expr.SubEach(expr.Apply(expr.Exp, x[0]), one) }, math.Expm1},
	{"cbrt", "x", reason.Both("the cube root, of negative numbers too", "立方根，对负数也有定义"), "cbrt(-8)", cubeRoot, math.Cbrt},
	{"sinc", "x", reason.Both("sin(x)/x, and 1 at 0", "sin(x)/x，在 0 处取 1"), "sinc(π/2)", entrywiseOf(cardinalSine), nil},
	{"sigmoid", "x", reason.Both("the logistic function 1/(1 + exp(-x))", "逻辑斯谛函数 1/(1 + exp(-x))"), "sigmoid(0)", logistic, nil},
	{"softplus", "x", reason.Both("log(1 + exp(x)), the smooth positive part", "log(1 + exp(x))，光滑的正部"), "softplus(0)",
		func(x []*expr.Node) *expr.Node {
			return expr.Apply(expr.Log, expr.AddEach(one, expr.Apply(expr.Exp, x[0])))
		}, softplus},
	{"relu", "x", reason.Both("the positive part max(x, 0)", "正部 max(x, 0)"), "relu(-2)",
		func(x []*expr.Node) *expr.Node { return expr.Max(x[0], expr.Const(0)) }, nil},
	{"atan2", "y, x", reason.Both("the angle of the point (x, y), from -π to π", "点 (x, y) 的极角，从 -π 到 π"), "atan2(1, -1)", angle, nil},
}

var one = expr.Const(1)

// composedFunctions are their rows.
func composedFunctions() []*eval.Builtin {
	var rows []*eval.Builtin
	for _, f := range composed {
		count, meaning := 1, f.meaning.Plus(everyEntry)
		if f.arguments != "x" {
			count, meaning = 2, f.meaning
		}
		rows = append(rows, &eval.Builtin{
			Name: f.name, Signature: f.name + "(" + f.arguments + ")", Topic: "Elementary", Meaning: meaning, Example: f.example,
			Least: count, Most: count, Variables: count, Open: true,
			Run: func(c *eval.Call) value.Value { return compose(c, f.formula, f.known) },
		})
	}
	return append(rows, &eval.Builtin{
		Name: "logsumexp", Signature: "logsumexp(v)", Topic: "Sums", Example: "logsumexp((1000, 1000))", Least: 1, Most: 1, Reduces: true, Open: true,
		Meaning: reason.Both("log(Σ exp(vᵢ)) of the entries, or of a loop's values, without overflow", "各分量或循环各值的 log(Σ exp(vᵢ))，不会溢出"),
		Run:     logSumExp,
	})
}

func compose(c *eval.Call, formula func([]*expr.Node) *expr.Node, known func(float64) float64) value.Value {
	args := make([]*expr.Node, len(c.Positional))
	for i := range args {
		args[i] = c.Node(i)
		if args[i].IsTruth() || len(args) > 1 && args[i].Shape().Rank > 0 {
			c.Fail("TypeError", c.Positional[i].Span, "type.number", c.Positional[i].Value.Describe())
		}
	}
	if len(args) == 2 && args[0].IsConst() && args[1].IsConst() && args[0].Float() == 0 && args[1].Float() == 0 {
		c.Fail("DomainError", c.Site, "domain.angle")
	}
	if known != nil && args[0].IsConst() {
		return c.Arithmetic().Operate(c.Entry.Name, func() *expr.Node { return mapped(args[0], known) }, args...)
	}
	return c.Arithmetic().Operate(c.Entry.Name, func() *expr.Node { return formula(args) }, args...)
}

// mapped is a function at every entry of a known array.
func mapped(x *expr.Node, f func(float64) float64) *expr.Node {
	values := make([]float64, x.Shape().Size())
	for i, v := range x.Data() {
		values[i] = f(v)
	}
	return expr.Array(x.Shape(), values)
}

func of(f expr.Func) func([]*expr.Node) *expr.Node {
	return func(x []*expr.Node) *expr.Node { return expr.Apply(f, x[0]) }
}

// entrywiseOf is a formula of a number at every entry of an array.
func entrywiseOf(f func(*expr.Node) *expr.Node) func([]*expr.Node) *expr.Node {
	return func(x []*expr.Node) *expr.Node {
		if x[0].Shape().Rank == 0 {
			return f(x[0])
		}
		entries := x[0].Entries()
		for i := range entries {
			entries[i] = f(entries[i])
		}
		return expr.Reshape(expr.Stack(entries...), x[0].Shape())
	}
}

// cubeRoot is sign(x) |x|^(1/3).
func cubeRoot(x []*expr.Node) *expr.Node {
	return expr.Times(expr.Apply(expr.Sign, x[0]), expr.PowEach(expr.Apply(expr.Abs, x[0]), expr.Const(1.0/3)))
}

func cardinalSine(x *expr.Node) *expr.Node {
	if x.IsConst() && x.Float() == 0 {
		return one
	}
	return expr.Select(expr.Compare(expr.Equal, x, expr.Const(0)), one, expr.Div(expr.Apply(expr.Sin, x), x))
}

func logistic(x []*expr.Node) *expr.Node {
	return expr.DivEach(one, expr.AddEach(one, expr.Apply(expr.Exp, expr.Neg(x[0]))))
}

// softplus is log(1 + exp(x)) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// angle is the angle of (x, y): atan(y/x) where |x| ≥ |y|, turned by π on the left, else ±π/2 - atan(x/y). It has no value at
// the origin.
func angle(args []*expr.Node) *expr.Node {
	y, x, zero := args[0], args[1], expr.Const(0)
	if y.IsConst() && x.IsConst() {
		return expr.Const(math.Atan2(y.Float(), x.Float()))
	}
	half := expr.Select(expr.Compare(expr.Less, y, zero), expr.Const(-math.Pi/2), expr.Const(math.Pi/2))
	turn := expr.Select(expr.Compare(expr.Less, x, zero), expr.Add(half, half), zero)
	flat := expr.Add(expr.Apply(expr.Atan, expr.Div(y, x)), turn)
	steep := expr.Sub(half, expr.Apply(expr.Atan, expr.Div(x, y)))
	return expr.Select(expr.Compare(expr.LessEqual, expr.Apply(expr.Abs, y), expr.Apply(expr.Abs, x)), flat, steep)
}

func logSumExp(c *eval.Call) value.Value {
	items := itemsAt(c, 0)
	if items.length() == 0 {
		c.Fail("DomainError", c.Positional[0].Span, "reduce.empty", c.Entry.Name)
	}
	return reduced(c, items, func() *expr.Node {
		if items.known() {
			return expr.Const(stableLogSum(items.numbers))
		}
		var sum []*expr.Node
		for _, item := range items.nodes {
			sum = append(sum, expr.Apply(expr.Exp, item))
		}
		return expr.Apply(expr.Log, expr.Sum(sum...))
	})
}

// stableLogSum is m + log(Σ exp(v - m)) with the largest entry m.
func stableLogSum(v []float64) float64 {
	most := slices.Max(v)
	if math.IsInf(most, 0) {
		return most
	}
	sum := 0.0
	for _, x := range v {
		sum += math.Exp(x - most)
	}
	return most + math.Log(sum)
}
