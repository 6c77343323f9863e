package eval

import (
	"errors"
	"strings"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// landscape is what can be asked of a function's critical points.
func landscape() []*Builtin {
	return []*Builtin{
		{Name: "classify", Signature: "classify(f, p)  or  classify(A)", Topic: "Landscape", function: 1, least: 1, most: 2, answers: value.Verdict{}, run: classifyPoint,
			Meaning: reason.Both("says what kind of point p is: minimum, maximum, saddle point; or what a Hessian A says", "判定点 p 的类型：极小、极大或鞍点；或海森矩阵 A 给出的结论"), Example: "classify((x, y) -> x^2 - y^2, (0, 0))"},
		{Name: "critical", Signature: "critical(f, near = p)", Topic: "Landscape", function: 1, least: 1, most: 1, settings: []string{"near"}, answers: value.CriticalPoint{}, meant: meantSetting("near"), run: criticalNear,
			Meaning: reason.Both("the critical point that Newton's method on ∇f reaches from p", "对 ∇f 用牛顿法从 p 到达的临界点"), Example: "critical((x, y) -> x^3 - 3x + y^2, near = (0.8, 0.1))"},
		{Name: "critical_points", Signature: "critical_points(f, x = a..b, y = c..d)", Topic: "Landscape", function: 1, least: 1, most: 1, settings: []string{"x", "y", "boxes"}, answers: value.CriticalPoints{}, meant: (*builtinCall).meantBox, run: criticalPoints,
			Meaning: reason.Both("all critical points of f in a box, with a proof that there are no others where one can be had; for a function of one vector the ends are vectors, x = (-1, -1)..(1, 1)", "f 在区域内的所有临界点；能证明时给出没有其他点的证明；以一个向量为变量的函数用向量作两端：x = (-1, -1)..(1, 1)"), Example: "critical_points((x, y) -> x^3 - 3x + y^2, x = -2..2, y = -1..1)"},
		{Name: "rate", Signature: "rate(f, p)  or  rate(A)", Topic: "Landscape", function: 1, least: 1, most: 2, answers: value.Rates{}, run: ratesAt,
			Meaning: reason.Both("the learning rates that the Hessian allows: the limit 2/λmax, the best 2/(λmin+λmax), the best momentum, κ", "海森矩阵允许的学习率：上限 2/λmax，最佳 2/(λmin+λmax)，最佳动量，κ"), Example: "rate((x, y) -> x^2 + 10y^2, (0, 0))"},
		{Name: "spectrum", Signature: "spectrum(f, p, k = 10)", Topic: "Landscape", function: 1, least: 2, most: 2, settings: []string{"k"}, run: spectrumOf,
			Meaning: reason.Both("k eigenvalues from both ends of the spectrum of ∇²f(p), by Lanczos' method on Hessian-vector products, also where the Hessian is too large to form", "∇²f(p) 谱两端的 k 个特征值，用海森矩阵乘向量的 Lanczos 方法，矩阵太大时也可用"), Example: "spectrum(x -> sum(i x[i]^2 for i in 1..50), zeros(50), k = 4)"},
	}
}

func classifyPoint(c *builtinCall) value.Value {
	if len(c.positional) == 1 {
		return c.classifyMatrix()
	}
	f := c.function(0)
	p := c.pointAt(f, 1)
	t := c.traceAt(f, p)
	verdict, err := critical.Classify(c.Context(), t.function(f.Label()), p.flat())
	if err != nil {
		c.numericalFailure(err, c.positional[1])
	}
	return value.Verdict{Verdict: verdict, Function: f, At: p.flat(), Terrain: c.terrain(f, t, p.layout)}
}

func (c *builtinCall) classifyMatrix() value.Value {
	if f, ok := c.positional[0].value.(value.Callable); ok {
		panic(message.New("TypeError", "classify.point", f.Label()).At(c.Source(), c.open).Advise("call.write", "classify(f, p)"))
	}
	verdict, err := critical.ClassifyMatrix(c.dense(0))
	if err != nil {
		c.numericalFailure(err, c.positional[0])
	}
	return value.Verdict{Verdict: verdict}
}

// dense is an argument that must be a known symmetric matrix.
func (c *builtinCall) dense(i int) *mat.Dense {
	n := c.symmetric(i)
	if !n.IsConst() {
		c.Fail("TypeError", c.positional[i].span, "trace.matrix-known", c.entry.Name)
	}
	size := n.Shape().Rows
	return mat.NewDense(size, size, append([]float64(nil), n.Data()...))
}

// numericalFailure says at an argument why numerics refuse it.
func (c *builtinCall) numericalFailure(err error, arg argument) {
	var failure *message.Error
	if errors.As(err, &failure) {
		panic(failure)
	}
	if errors.Is(err, c.Context().Err()) && c.Context().Err() != nil {
		c.Interrupted()
	}
	c.Fail("DomainError", arg.span, "expr.refused", err.Error())
}

// criticalNear is Newton's method on ∇f from a point.
func criticalNear(c *builtinCall) value.Value {
	f := c.function(0)
	near, ok := c.setting("near")
	if !ok {
		panic(message.New("TypeError", "setting.missing", "critical", "near").At(c.Source(), c.open).Advise("call.write", c.entry.Signature))
	}
	p := c.pointIn(f, near)
	if t, open := c.OpenAt(f, p); open {
		return c.criticalOf(t, p)
	}
	approach, err := critical.Near(c.Context(), c.traceAt(f, p).function(f.Label()), p.flat())
	var none *critical.NoCriticalPointError
	if errors.As(err, &none) {
		c.noneNear(f, p.layout, near, none)
	}
	if err != nil {
		c.numericalFailure(err, near)
	}
	return p.layout.scatter(approach.At)
}

// noneNear says at the start that Newton's method found no critical point from there.
func (c *builtinCall) noneNear(f value.Callable, l layout, near argument, none *critical.NoCriticalPointError) {
	key := "critical.nowhere"
	if none.Fading {
		key = "critical.fading"
	}
	sides := make([]string, len(l.names))
	for i, name := range l.names {
		sides[i] = name + " = " + sideText(l.shapes[i])
	}
	panic(message.New("DomainError", key, reason.Say(none.From), reason.Say(none.Last), none.GradientNorm).At(c.Source(), near.span).
		Advise("critical.nowhere-advice", f.Label(), strings.Join(sides, ", ")))
}

// ratesAt are the learning rates at a point; those for a Hessian A are those of ½ xᵀA x.
func ratesAt(c *builtinCall) value.Value {
	var f *expr.Function
	var at []float64
	if g, ok := c.positional[0].value.(value.Callable); ok && len(c.positional) == 1 {
		panic(message.New("TypeError", "rate.point", g.Label()).At(c.Source(), c.open).Advise("call.write", "rate(f, p)"))
	}
	if len(c.positional) == 1 {
		f = quadratic(c.dense(0))
		at = make([]float64, f.Dimension())
	} else {
		g := c.function(0)
		p := c.pointAt(g, 1)
		f, at = c.traceAt(g, p).function(g.Label()), p.flat()
		c.quantityAt(g, p)
	}
	rates, err := critical.Rate(f, at)
	if err != nil {
		c.numericalFailure(err, c.positional[len(c.positional)-1])
	}
	return value.Rates{Rates: rates}
}

// quantityAt is the value of a function at a known point; where it has none, it fails and says why.
func (c *builtinCall) quantityAt(f value.Callable, p point) value.Value {
	return c.ApplyAt(f, p)
}

// quadratic is ½ xᵀA x.
func quadratic(a *mat.Dense) *expr.Function {
	n, _ := a.Dims()
	x := expr.NewGraph().Variable("x", expr.Vector(n))
	h := expr.Array(expr.Shape{Rank: 2, Rows: n, Cols: n}, a.RawMatrix().Data)
	form := expr.Mul(expr.Const(0.5), expr.Dot(x, expr.Mul(h, x)))
	return &expr.Function{Name: "q", Variables: []*expr.Node{x}, Value: form}
}

// meantBox is critical_points(f, x = -2..2, y = -1..1) for a call that does not name the variables; empty where the ranges
// are not as many as the variables.
func (c *builtinCall) meantBox(texts []string) string {
	f, ok := c.positional[0].value.(value.Callable)
	if !ok || f.Arity() != len(texts)-1 {
		return ""
	}
	for i, name := range value.ShownVariables(f) {
		if _, isRange := c.positional[i+1].value.(value.Range); !isRange {
			return ""
		}
		texts[i+1] = name + " = " + texts[i+1]
	}
	return c.entry.Name + "(" + strings.Join(texts, ", ") + ")"
}
