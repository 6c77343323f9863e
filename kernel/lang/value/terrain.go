package value

import (
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/reason"
	"saddle/plotting"
)

// Terrain is a function of one or two numbers as pictures show it: a curve, or the contours of a landscape.
type Terrain struct {
	Name   string
	Labels []string     // of the numbers
	Line   LineSampler  // the values of a function of one number; nil for two
	Plane  PlaneSampler // the values of a function of two; nil for one
}

// Ground is the terrain as a layer, under what lies on it.
func (t *Terrain) Ground() Layer {
	if t.Line != nil {
		return &Curve{Name: t.Name, Label: t.Labels[0], Sample: t.Line, Beneath: true}
	}
	return &Landscape{Name: t.Name, Labels: [2]string{t.Labels[0], t.Labels[1]}, Sample: t.Plane}
}

// MarkOf is a critical point as a layer, in the plane or on the graph of a function of one number; one that is not critical is a
// plain dot, as is one where the function has no derivative.
func MarkOf(kind critical.Kind, at []float64, height float64) Layer {
	place := placed(at, height)
	switch kind {
	case critical.NotCritical, critical.NotDifferentiable, critical.EndOfDomain:
		return &Plain{plotting.Scatter{X: place[:1], Y: place[1:], What: plainPoints[kind]}}
	}
	return &Points{Kind: string(kind), Place: [][2]float64{place}, OnCurve: len(at) == 1}
}

// plainPoints are what points are that have no mark of their own.
var plainPoints = map[critical.Kind]reason.Text{
	critical.NotCritical:       reason.Both("the point asked about", "所问的点"),
	critical.NotDifferentiable: reason.Both("not differentiable", "不可导点"),
	critical.EndOfDomain:       reason.Both("end of the domain", "定义域的端点"),
}

// placed is a point of the plane, or one of a line with the height of the graph there.
func placed(at []float64, height float64) [2]float64 {
	if len(at) == 1 {
		return [2]float64{at[0], height}
	}
	return [2]float64{at[0], at[1]}
}

// Path is a run of one or two numbers as a layer: in the plane, or on the graph of its function.
func (r *Run) Path() *Path {
	points := make([][2]float64, r.Record.Rows())
	for row := range points {
		points[row] = placed(r.Record.Points.Row(row), r.Record.F[row])
	}
	path := r.PathOf(points)
	path.OnCurve = r.Terrain.Line != nil
	return path
}

// PathOf is a run as a layer, with a place in the plane for each step.
func (r *Run) PathOf(points [][2]float64) *Path {
	return &Path{Name: r.Optimizer.Name, Alias: r.Optimizer.Settled(), Points: points, Values: r.Record.F, Steps: r.Record.Kept, Ending: string(r.Record.Status), Run: r}
}

// MarkIn marks the points in a figure, and shows the box of the search unless something else is to be shown. The points are
// of one or two numbers.
func (c CriticalPoints) MarkIn(f *Figure) {
	for _, locus := range c.Loci {
		f.Layers = append(f.Layers, locus)
	}
	for _, p := range c.Points {
		if math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
			continue
		}
		f.Layers = append(f.Layers, MarkOf(p.Kind, p.At, p.Value))
	}
	if f.Settings.X != nil || f.Settings.Y != nil {
		return
	}
	f.Settings.X = &Range{Low: c.Box[0].Lo, High: c.Box[0].Hi}
	if len(c.Box) == 2 {
		f.Settings.Y = &Range{Low: c.Box[1].Lo, High: c.Box[1].Hi}
	}
}
