package library

import (
	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// principalPlane is the plane through the last point of a path that its points lie nearest to: along the first two principal
// directions of what lies between the path and its end.
type principalPlane struct {
	through []float64
	along   [2][]float64 // unit vectors
	share   [2]float64   // of the path's variance
	path    [][2]float64
}

// projected finds the principal plane by the singular values of the path, its last point as origin (Li et al., Visualizing the
// loss landscape of neural nets, 2018, §7). ok is false for a path that does not move or is not finite.
func projected(record *descent.Record) (plane principalPlane, ok bool) {
	steps, size := record.Rows()-1, record.Shape.Size()
	for steps > 0 && !value.AllFinite(record.Points.Row(steps)) {
		steps--
	}
	plane.through = record.Points.Row(steps)
	rows := rowsFrom(record, steps, plane.through)
	var svd mat.SVD
	if size < 2 || steps < 1 || !svd.Factorize(rows, mat.SVDThin) || !plane.span(&svd) {
		return plane, false
	}
	for k := range steps + 1 {
		row := mat.Row(nil, k, rows)
		plane.path = append(plane.path, [2]float64{dot(row, plane.along[0]), dot(row, plane.along[1])})
	}
	return plane, true
}

// span takes the two directions of the largest singular values, with the share of the whole that each has; false where all are zero.
func (p *principalPlane) span(svd *mat.SVD) bool {
	values := svd.Values(nil)
	total := 0.0
	for _, s := range values {
		total += s * s
	}
	if !(total > 0) {
		return false
	}
	var v mat.Dense
	svd.VTo(&v)
	for j := range min(2, len(values)) {
		p.along[j] = mat.Col(nil, j, &v)
		p.share[j] = values[j] * values[j] / total
	}
	return true
}

// rowsFrom are the points of a record, up to a step, as seen from one of them.
func rowsFrom(record *descent.Record, steps int, from []float64) *mat.Dense {
	rows := mat.NewDense(steps+1, len(from), nil)
	for k := range steps + 1 {
		for i, x := range record.Points.Row(k) {
			rows.Set(k, i, x-from[i])
		}
	}
	return rows
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// drawProjected adds the path of a run on its principal plane over the values of its function there.
func drawProjected(c *eval.Call, figure *value.Figure, r *value.Run, arg eval.Argument) {
	plane, ok := projected(r.Record)
	if !ok {
		c.Fail("DomainError", arg.Span, "plot.principal", r.Record.Steps)
	}
	name := r.Objective.Label()
	if !figure.Shows(name) {
		figure.AddGround(&value.Landscape{Name: name, Shares: &plane.share, Sample: sampleThrough(c, r, plane)})
	}
	path := r.PathOf(plane.path)
	path.Equal = true
	if name, ok := arg.WrittenName(); ok {
		path.Alias = name
	}
	figure.Layers = append(figure.Layers, path)
}

// sampleThrough evaluates a run's function on a plane through a point.
func sampleThrough(c *eval.Call, r *value.Run, plane principalPlane) func(x, y, out []float64) {
	at := c.PointAt(r.Objective, eval.Argument{Value: r.PointAt(0), Span: c.Site})
	t := c.TraceAt(r.Objective, at)
	g := t.Value.Graph()
	if g == nil {
		g = c.Calculus().NewGraph()
	}
	a, b := g.Variable("a", expr.Scalar), g.Variable("b", expr.Scalar)
	variables, _ := t.Components()
	across := make([]*expr.Node, len(variables))
	for i := range variables {
		across[i] = expr.Add(expr.Const(plane.through[i]),
			expr.Add(expr.Mul(expr.Const(plane.along[0][i]), a), expr.Mul(expr.Const(plane.along[1][i]), b)))
	}
	value := expr.Substitute(t.Value, variables, across)
	return samplePlane(c, eval.Trace{Variables: []*expr.Node{a, b}, Value: value})
}
