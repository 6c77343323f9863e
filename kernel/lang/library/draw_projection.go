package library

import (
	"slices"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// principalPlane is the plane that the points of some runs lie nearest to, through the last point of the first: along the first
// two principal directions of what lies between the paths and that point.
type principalPlane struct {
	through []float64
	along   [2][]float64 // unit vectors
	share   [2]float64   // of the paths' variance
}

// principalOf finds the principal plane by the singular values of the paths, the last point of the first as origin (Li et al.,
// Visualizing the loss landscape of neural nets, 2018, §7). ok is false where none of them moves or has two finite points.
func principalOf(records []*descent.Record) (plane principalPlane, ok bool) {
	first := records[0]
	plane.through = first.Points.Row(finiteSteps(first))
	size := first.Shape.Size()
	rows, count := []float64{}, 0
	for _, record := range records {
		for k := range finiteSteps(record) + 1 {
			rows, count = append(rows, from(plane.through, record.Points.Row(k))...), count+1
		}
	}
	var svd mat.SVD
	ok = size >= 2 && count >= 2 && svd.Factorize(mat.NewDense(count, size, rows), mat.SVDThin) && plane.span(&svd)
	return plane, ok
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

// numbers tell the plane from another.
func (p principalPlane) numbers() []float64 {
	return slices.Concat(p.through, p.along[0], p.along[1])
}

// project is the shadow of a path on the plane, as far as its points are finite.
func (p principalPlane) project(record *descent.Record) (path [][2]float64) {
	for k := range finiteSteps(record) + 1 {
		d := from(p.through, record.Points.Row(k))
		path = append(path, [2]float64{dot(d, p.along[0]), dot(d, p.along[1])})
	}
	return path
}

// finiteSteps is the last step of a record whose point is finite.
func finiteSteps(record *descent.Record) int {
	steps := record.Rows() - 1
	for steps > 0 && !value.AllFinite(record.Points.Row(steps)) {
		steps--
	}
	return steps
}

// from is the way from one point to another.
func from(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = b[i] - a[i]
	}
	return d
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// drawProjected adds the path of a run on the principal plane of the runs drawn with it, over the values of its function there.
func drawProjected(c *eval.Call, figure *value.Figure, r *value.Run, arg eval.Argument) {
	plane, ok := principalOf(sharingPlane(c, r))
	if !ok {
		c.Fail("DomainError", arg.Span, "plot.principal", r.Record.Steps)
	}
	name := r.Objective.Label()
	if !figure.Shows(name) {
		figure.AddGround(&value.Landscape{Name: name, Shares: &plane.share, Sample: sampleThrough(c, r, plane)})
	}
	path := r.PathOf(plane.project(r.Record))
	path.Equal, path.Plane = true, plane.numbers()
	if name, ok := arg.WrittenName(); ok {
		path.Alias = name
	}
	figure.Layers = append(figure.Layers, path)
}

// sharingPlane are the records of the runs in a call that lie on the landscape of r, in their order: they are seen in one plane.
func sharingPlane(c *eval.Call, r *value.Run) (records []*descent.Record) {
	name, size := r.Objective.Label(), r.Record.Shape.Size()
	take := func(v value.Value) {
		other, ok := v.(*value.Run)
		if ok && other.Objective.Label() == name && other.Record.Shape.Size() == size {
			records = append(records, other.Record)
		}
	}
	for _, arg := range c.Positional {
		take(arg.Value)
		if several, ok := arg.Value.(value.Comparison); ok {
			for _, other := range several.Runs {
				take(other)
			}
		}
	}
	if !slices.Contains(records, r.Record) {
		return []*descent.Record{r.Record}
	}
	return records
}

// sampleThrough evaluates a run's function on a plane through a point.
func sampleThrough(c *eval.Call, r *value.Run, plane principalPlane) value.PlaneSampler {
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
	return samplePlane(c, eval.Trace{Variables: []*expr.Node{a, b}, Value: expr.Substitute(t.Value, variables, across)})
}
