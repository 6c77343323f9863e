package display

import (
	"context"

	"saddle/kernel/lang/value"
	"saddle/plotting"
)

// onlooker is who looks at a figure: the cell that shows it, then whoever turns it, stops it or points at it. The functions of
// the figure are asked with his context; one at a time looks.
type onlooker struct{ ctx context.Context }

// line is a function of one number as the onlooker asks it.
func (o *onlooker) line(f value.LineSampler) func(x, out []float64) {
	return func(x, out []float64) { f(o.ctx, x, out) }
}

// plane is a function of two numbers as the onlooker asks it.
func (o *onlooker) plane(f value.PlaneSampler) plotting.Field {
	return func(x, y, out []float64) { f(o.ctx, x, y, out) }
}

// locus is a curve in the plane with the function of its equation, where it has one.
func (o *onlooker) locus(l *value.Locus) plotting.Layer {
	if curve, ok := l.Layer.(plotting.Implicit); ok {
		curve.F = o.plane(l.Sample)
		return curve
	}
	return l.Layer
}

func (o *onlooker) arrows(l *value.Arrows) plotting.Layer {
	f := func(x, y, u, v []float64) { l.Sample(o.ctx, x, y, u, v) }
	if l.Lines {
		return plotting.Streamlines{F: f, Name: l.Name}
	}
	return plotting.Arrows{F: f, Name: l.Name}
}
