package library

import (
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
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
	meaning  reason.Text
	example  string
}{
	{"sqrt", expr.SquareRoot, reason.Both("the square root, also √x", "平方根，也写作 √x"), "sqrt(2)"},
	{"exp", expr.Exp, reason.Both("e to the power x", "e 的 x 次幂"), "exp(1)"},
	{"log10", expr.Log10, reason.Both("the logarithm to base 10", "以 10 为底的对数"), "log10(1000)"},
	{"sin", expr.Sin, reason.Both("the sine of an angle in radians", "弧度角的正弦"), "sin(π/2)"},
	{"cos", expr.Cos, reason.Both("the cosine of an angle in radians", "弧度角的余弦"), "cos(0)"},
	{"tan", expr.Tan, reason.Both("the tangent of an angle in radians", "弧度角的正切"), "tan(π/4)"},
	{"asin", expr.Asin, reason.Both("the angle whose sine is x", "反正弦"), "asin(1)"},
	{"acos", expr.Acos, reason.Both("the angle whose cosine is x", "反余弦"), "acos(1)"},
	{"atan", expr.Atan, reason.Both("the angle whose tangent is x", "反正切"), "atan(1)"},
	{"sinh", expr.Sinh, reason.Both("the hyperbolic sine", "双曲正弦"), "sinh(1)"},
	{"cosh", expr.Cosh, reason.Both("the hyperbolic cosine", "双曲余弦"), "cosh(0)"},
	{"tanh", expr.Tanh, reason.Both("the hyperbolic tangent", "双曲正切"), "tanh(1)"},
	{"abs", expr.Abs, reason.Both("the absolute value", "绝对值"), "abs(-3)"},
	{"sign", expr.Sign, reason.Both("-1, 0 or 1 by the sign of x", "按 x 的正负为 -1、0 或 1"), "sign(-3)"},
	{"floor", expr.Floor, reason.Both("the next whole number below or at x", "不大于 x 的最大整数"), "floor(2.7)"},
	{"ceil", expr.Ceil, reason.Both("the next whole number above or at x", "不小于 x 的最小整数"), "ceil(2.1)"},
	{"erf", expr.Erf, reason.Both("the error function 2/√π ∫₀ˣ exp(-t²) dt", "误差函数 2/√π ∫₀ˣ exp(-t²) dt"), "erf(1)"},
	{"Γ", expr.Gamma, reason.Both("the gamma function, also Gamma(x); Γ(n + 1) = n!", "伽马函数，也写作 Gamma(x)；Γ(n + 1) = n!"), "Γ(0.5)"},
	{"digamma", expr.Digamma, reason.Both("ψ(x) = Γ'(x)/Γ(x)", "双伽马函数 ψ(x) = Γ'(x)/Γ(x)"), "digamma(1)"},
	{"trigamma", expr.Trigamma, reason.Both("the derivative of digamma", "digamma 的导数"), "trigamma(1)"},
	{"tetragamma", expr.Tetragamma, reason.Both("the second derivative of digamma", "digamma 的二阶导数"), "tetragamma(1)"},
	{"pentagamma", expr.Pentagamma, reason.Both("the third derivative of digamma", "digamma 的三阶导数"), "pentagamma(1)"},
	{"round", expr.Round, reason.Both("the nearest whole number", "最近的整数"), "round(2.6)"},
}

// everyEntry ends the meaning of each of them.
var everyEntry = reason.Both("; entry by entry on vectors and matrices", "；对向量和矩阵逐元素计算")

// ofNumber is an elementary function of one number.
func ofNumber(name string, function expr.Func, meaning reason.Text, example string) *eval.Builtin {
	return &eval.Builtin{
		Name: name, Signature: name + "(x)", Topic: "Elementary", Meaning: meaning.Plus(everyEntry), Example: example,
		Least: 1, Most: 1, Variables: 1,
		Run: func(c *eval.Call) value.Value { return c.Arithmetic().Elementary(function, c.Node(0)) },
	}
}

// meantLogarithm is log(x)/log(b) for log(x, b).
func meantLogarithm(_ *eval.Call, texts []string) string {
	if len(texts) != 2 {
		return ""
	}
	return "log(" + texts[0] + ")/log(" + texts[1] + ")"
}

func elementary() []*eval.Builtin {
	var rows []*eval.Builtin
	for _, f := range entrywise {
		row := ofNumber(f.name, f.function, f.meaning, f.example)
		row.Open = f.function >= expr.Erf // names that came later may be those of a notebook
		rows = append(rows, row)
	}
	logarithm := ofNumber("log", expr.Log, reason.Both("the natural logarithm", "自然对数"), "log(e)")
	logarithm.Meant = meantLogarithm
	return append(rows, logarithm, &eval.Builtin{
		Name: "mod", Signature: "mod(x, m)", Topic: "Elementary", Meaning: reason.Both("the remainder of x after division by m, with the sign of m", "x 除以 m 的余数，符号与 m 相同"),
		Example: "mod(7, 3)", Least: 2, Most: 2,
		Run: func(c *eval.Call) value.Value {
			a, b := c.Node(0), c.Node(1)
			return c.Arithmetic().Operate("mod", func() *expr.Node { return expr.Mod(a, b) }, a, b)
		},
	})
}
