package library

import (
	"errors"
	"math"
	"strings"
	"sync"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/kernel/lang/working"
	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/reason"
)

// landscape is what can be asked of a function's critical points.
func landscape() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "classify", Signature: "classify(f, p)  or  classify(A)", Topic: "Landscape", Function: 1, Least: 1, Most: 2, Answers: value.Verdict{}, Run: classifyPoint,
			Meaning: reason.Both("says what kind of point p is: minimum, maximum, saddle point; or what a Hessian A says", "判定点 p 是极小值点、极大值点还是鞍点；给矩阵 A 时，把它当作海森矩阵来判定"), Example: "classify((x, y) -> x^2 - y^2, (0, 0))"},
		{Name: "critical", Signature: "critical(f, near = p)", Topic: "Landscape", Function: 1, Least: 1, Most: 1, Settings: []string{"near"}, Answers: value.CriticalPoint{}, Meant: meantSetting("near"), Run: criticalNear,
			Meaning: reason.Both("the critical point that Newton's method on ∇f reaches from p", "从 p 出发，用牛顿法解 ∇f = 0 得到的临界点"), Example: "critical((x, y) -> x^3 - 3x + y^2, near = (0.8, 0.1))"},
		{Name: "critical_points", Signature: "critical_points(f, x = a..b, y = c..d)  or  critical_points(f, on = g)", Topic: "Landscape", Function: 1, Least: 1, Most: 1, Settings: []string{"x", "y", "on", "boxes"}, Constraints: []string{"on"}, Answers: value.CriticalPoints{}, Meant: meantBox, Run: criticalPoints,
			Meaning: reason.Both("all critical points of f in a box, with a proof that there are no others where one can be had; for a function of one vector the ends are vectors, x = (-1, -1)..(1, 1); with on = g those of f on the set g = 0, by Lagrange's rule ∇f = λ∇g, with multipliers; g may be a list of functions", "求 f 在区域内的全部临界点，并尽可能证明没有遗漏；若 f 以一个向量为变量，区间两端也写成向量，如 x = (-1, -1)..(1, 1)；给出 on = g 时求 f 在约束 g = 0 下的临界点（拉格朗日乘数法 ∇f = λ∇g），并给出乘数；g 可以是由几个函数组成的列表"), Example: "critical_points((x, y) -> x^3 - 3x + y^2, x = -2..2, y = -1..1)"},
		{Name: "rate", Signature: "rate(f, p)  or  rate(A)", Topic: "Landscape", Function: 1, Least: 1, Most: 2, Answers: value.Rates{}, Run: ratesAt,
			Meaning: reason.Both("the learning rates that the Hessian allows: the limit 2/λmax, the best 2/(λmin+λmax), the best momentum, κ", "海森矩阵所允许的学习率：上限 2/λmax、最优学习率 2/(λmin+λmax)、最优动量系数和条件数 κ"), Example: "rate((x, y) -> x^2 + 10y^2, (0, 0))"},
		{Name: "spectrum", Signature: "spectrum(f, p, k = 10)", Topic: "Landscape", Function: 1, Least: 2, Most: 2, Settings: []string{"k", "steps"}, Run: spectrumOf,
			Meaning: reason.Both("k eigenvalues from both ends of the spectrum of ∇²f(p), by Lanczos' method on Hessian-vector products, also where the Hessian is too large to form", "用 Lanczos 方法（只用海森-向量积）求 ∇²f(p) 谱两端的 k 个特征值，矩阵大到存不下时也能用"), Example: "spectrum(x -> sum(i x[i]^2 for i in 1..50), zeros(50), k = 4)"},
	}
}

func classifyPoint(c *eval.Call) value.Value {
	if len(c.Positional) == 1 {
		return classifyMatrix(c)
	}
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	t := c.TraceAt(f, p)
	verdict, err := critical.Classify(c.Context(), t.Function(f.Label()), p.Nearest())
	if err != nil {
		numericalFailure(c, err, c.Positional[1])
	}
	return value.Verdict{Verdict: verdict, Function: f, At: p.Flat(), Point: p, Known: knownPoint(t, p, verdict), Terrain: terrain(c, f, t, p.Layout)}
}

func classifyMatrix(c *eval.Call) value.Value {
	if f, ok := c.Positional[0].Value.(value.Callable); ok {
		panic(message.New("TypeError", "classify.point", f.Label()).At(c.Source(), c.Open).Advise("call.write", "classify(f, p)"))
	}
	if f, p, ok := c.Notebook().ValueOf(c.Positional[0]); ok {
		panic(message.New("TypeError", "classify.value", f, p).At(c.Source(), c.Positional[0].Span).Advise("call.write", "classify("+f+", "+p+")"))
	}
	verdict, err := critical.ClassifyMatrix(dense(c, 0))
	if err != nil {
		numericalFailure(c, err, c.Positional[0])
	}
	a := c.Node(0)
	return value.Verdict{Verdict: verdict, Matrix: a, Known: sync.OnceValue(func() (known formula.Critical) {
		known.Eigenvalues, _ = working.Eigenvalues(a, true, verdict.Rounded())
		return known
	})}
}

// dense is an argument that must be a known symmetric matrix.
func dense(c *eval.Call, i int) *mat.Dense {
	n := symmetric(c, i)
	if !n.IsConst() {
		c.Fail("TypeError", c.Positional[i].Span, "trace.matrix-known", c.Entry.Name)
	}
	size := n.Shape().Rows
	return mat.NewDense(size, size, append([]float64(nil), n.Data()...))
}

// criticalNear is Newton's method on ∇f from a point.
func criticalNear(c *eval.Call) value.Value {
	f := c.Function(0)
	near, ok := c.Setting("near")
	if !ok {
		panic(message.New("TypeError", "setting.missing", "critical", "near").At(c.Source(), c.Open).Advise("call.write", c.Entry.Usage()))
	}
	p := c.PointAt(f, near)
	if t, open := c.Calculus().OpenAt(f, p); open {
		return criticalOf(c, t, p)
	}
	approach, err := critical.Near(c.Context(), c.TraceAt(f, p).Function(f.Label()), p.Flat())
	var none *critical.NoCriticalPointError
	if errors.As(err, &none) {
		noneNear(c, f, p.Layout, near, none)
	}
	if err != nil {
		numericalFailure(c, err, near)
	}
	return exactPlace(p.Layout.Scatter(approach.At), c.TraceAt(f, p))
}

// mostExact is up to how many numbers a point is looked at for what it is exactly.
const mostExact = 4

// exactPlace is a critical point that was found, with what it is exactly where that is asked for and f's own equation tells it.
func exactPlace(place value.Value, t eval.Trace) value.Value {
	q, ok := place.(value.Quantity)
	if !ok || !q.Node.IsConst() || q.Node.Shape().Size() > mostExact {
		return place
	}
	numbers := q.Node.Data()
	known := sync.OnceValue(func() formula.Critical { return formula.NewPoints(t.Value, t.Variables).Critical(numbers, nil) })
	return value.Quantity{Node: expr.WithForms(q.Node, func() ([]exact.Form, bool) { return known().At, known().At != nil })}
}

// knownPoint is what is known exactly at a point; nil for one of many numbers.
func knownPoint(t eval.Trace, p eval.Point, v *critical.Verdict) func() formula.Critical {
	if p.Size() > mostExact {
		return nil
	}
	return sync.OnceValue(func() formula.Critical { return formula.KnownAt(t.Value, t.Variables, p.Parts, v.Rounded()) })
}

// noneNear says at the start that Newton's method found no critical point from there.
func noneNear(c *eval.Call, f value.Callable, l eval.Layout, near eval.Argument, none *critical.NoCriticalPointError) {
	key := "critical.nowhere"
	switch {
	case none.Fading:
		key = "critical.fading"
	case math.IsNaN(none.GradientNorm):
		key = "critical.unsmooth"
	}
	sides := make([]string, len(l.Names))
	for i, name := range l.Names {
		sides[i] = name + " = " + sideText(l.Shapes[i])
	}
	panic(message.New("DomainError", key, reason.Say(none.From), reason.Say(none.Last), none.GradientNorm).At(c.Source(), near.Span).
		Advise("critical.nowhere-advice", f.Label(), strings.Join(sides, ", ")))
}

// ratesAt are the learning rates at a point; those for a Hessian A are those of ½ xᵀA x.
func ratesAt(c *eval.Call) value.Value {
	var f *expr.Function
	var at []float64
	answer := value.Rates{}
	if g, ok := c.Positional[0].Value.(value.Callable); ok && len(c.Positional) == 1 {
		panic(message.New("TypeError", "rate.point", g.Label()).At(c.Source(), c.Open).Advise("call.write", "rate(f, p)"))
	}
	if len(c.Positional) == 1 {
		f = quadratic(dense(c, 0))
		at = make([]float64, f.Dimension())
		answer.Hessian = c.Node(0)
	} else {
		g := c.Function(0)
		p := c.PointAt(g, c.Positional[1])
		t := c.TraceAt(g, p)
		f, at = t.Function(g.Label()), p.Flat()
		valueForRates(c, g, p)
		answer.Function, answer.Point, answer.Arguments = g, p, p.Parts
		answer.Hessian = hessianAt(c, g, t, p)
	}
	rates, err := critical.Rate(f, at)
	if err != nil {
		numericalFailure(c, err, c.Positional[len(c.Positional)-1])
	}
	answer.Rates = rates
	answer.Known = knownRates(answer)
	return answer
}

// valueForRates fails where a function has no value at a point, but for one that is only too large for a number: the rates ask
// for the Hessian alone.
func valueForRates(c *eval.Call, f value.Callable, p eval.Point) {
	var failure *message.Error
	err := c.Quietly(func() { quantityAt(c, f, p) })
	if !errors.As(err, &failure) || failure.Text.Key != "domain.overflow" {
		quantityAt(c, f, p)
	}
}

// hessianAt is a Hessian that is small enough to be written out; nil for any other.
func hessianAt(c *eval.Call, f value.Callable, t eval.Trace, p eval.Point) *expr.Node {
	if p.Size() > mostExplained {
		return nil
	}
	_, second := derivativesOf(f, p)
	return knownAt(c, second, t, p)
}

// knownRates is what is known exactly of rates.
func knownRates(r value.Rates) formula.Rates {
	if r.Hessian == nil {
		return formula.Rates{}
	}
	eigenvalues, ok := working.Eigenvalues(r.Hessian, r.Function == nil, r.Eigenvalues)
	if !ok {
		return formula.Rates{}
	}
	return formula.RatesOf(eigenvalues)
}

// quantityAt is the value of a function at a known point; where it has none, it fails and says why.
func quantityAt(c *eval.Call, f value.Callable, p eval.Point) value.Value {
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
