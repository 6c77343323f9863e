package library

import (
	"context"
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/plotting"
)

// profilePicture draws f along a line with its quadratic model, f(p) + t gᵀd + t²/2 dᵀHd, and the place of p.
func profilePicture(c *eval.Call) value.Value {
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	d := direction(c, 2, p.Size())
	if d.IsConst() && expr.Norm(d).Float() == 0 {
		c.Fail("DomainError", c.Positional[2].Span, "point.zero-direction")
	}
	line, step := onLine(c, f, p, d)
	model := quadraticModel(line, step)
	exact := sampleLine(c, eval.Trace{Variables: []*expr.Node{step}, Value: line})
	approximate := sampleLine(c, eval.Trace{Variables: []*expr.Node{step}, Value: model})
	figure := &value.Figure{Layers: []value.Layer{
		&value.Curve{Name: f.Label(), Label: "t", Sample: exact},
		&value.Curve{Label: "t", Model: true, Sample: approximate},
		&value.Plain{Layer: plotting.Line{At: 0, Vertical: true}},
	}}
	reach := telling(c.Context(), exact, approximate)
	figure.Settings.X = &value.Range{Low: -reach, High: reach}
	readSettings(c, figure)
	if along, ok := c.Setting("t"); ok {
		figure.Settings.X = shownIn(c, along)
	}
	return figure
}

// onLine is f at p + t d, and t.
func onLine(c *eval.Call, f value.Callable, p eval.Point, d *expr.Node) (line, step *expr.Node) {
	t := c.TraceAt(f, p)
	variables, _ := t.Components()
	g := t.Value.Graph()
	if g == nil {
		g = c.Calculus().NewGraph()
	}
	step = g.Variable("t", expr.Scalar)
	along := make([]*expr.Node, len(variables))
	for i, x := range p.Flat() {
		along[i] = expr.Add(expr.Const(x), expr.Mul(expr.Const(d.Entries()[i].Float()), step))
	}
	return expr.Substitute(t.Value, variables, along), step
}

// telling is how far to both sides a function and its model are shown: as far as the model takes to be off by a fifth of
// what the function goes up and down, a half more to see it go wrong; 2 for a model that is always right.
func telling(ctx context.Context, exact, model value.LineSampler) float64 {
	for reach := 1.0 / 1024; reach <= 1024; reach *= math.Sqrt2 {
		spread, off := compared(ctx, exact, model, reach)
		if off > 0.2*spread && spread > 0 {
			return round2(1.5 * reach)
		}
	}
	return 2
}

// compared is how much a function varies and how far its model is off at most, within a reach.
func compared(ctx context.Context, exact, model value.LineSampler, reach float64) (spread, off float64) {
	const n = 65
	t, f, m := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range t {
		t[i] = reach * (2*float64(i)/(n-1) - 1)
	}
	exact(ctx, t, f)
	model(ctx, t, m)
	low, high := math.Inf(1), math.Inf(-1)
	for i := range t {
		if d := math.Abs(f[i] - m[i]); !math.IsNaN(d) && !math.IsInf(d, 0) {
			low, high, off = min(low, f[i]), max(high, f[i]), max(off, d)
		}
	}
	if noise := 1e-12 * max(math.Abs(low), math.Abs(high)); off <= noise {
		off = 0
	}
	return high - low, off
}

// round2 rounds to two digits.
func round2(x float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	return math.Round(x/unit) * unit
}

// quadraticModel is the Taylor polynomial of second order at t = 0.
func quadraticModel(line, t *expr.Node) *expr.Node {
	zero := []*expr.Node{expr.Const(0)}
	at := func(n *expr.Node) *expr.Node { return expr.Substitute(n, []*expr.Node{t}, zero) }
	first := expr.Gradient(line, t)[0]
	second := expr.Gradient(first, t)[0]
	model := expr.Add(at(line), expr.Mul(at(first), t))
	return expr.Add(model, expr.Mul(expr.Div(at(second), expr.Const(2)), expr.Pow(t, expr.Const(2))))
}
