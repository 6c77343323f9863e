package value

import (
	"context"
	"slices"

	"saddle/plotting"
)

// Positive reports whether something that the figure shows goes above zero along an axis, 0 or 1, so that a logarithmic one has
// something to show. What is not known before it is drawn is taken to.
func (f *Figure) Positive(ctx context.Context, axis int) bool {
	known := false
	for _, layer := range f.Layers {
		values, ok := f.along(ctx, layer, axis)
		if !ok || slices.ContainsFunc(values, func(x float64) bool { return x > 0 }) {
			return true
		}
		known = true
	}
	return !known
}

// curveSamples are so many as tell whether a curve is above zero somewhere.
const curveSamples = 201

// along is the places of a layer along an axis, 0 or 1; false: they are not known.
func (f *Figure) along(ctx context.Context, layer Layer, axis int) (values []float64, ok bool) {
	switch l := layer.(type) {
	case *Series:
		if axis == 0 {
			return []float64{1}, true
		}
		return l.Values, true
	case *Curve:
		xs := f.across(l)
		if axis == 0 {
			return xs, true
		}
		ys := make([]float64, len(xs))
		l.Sample(ctx, xs, ys)
		return ys, true
	case *Plain:
		return alongPlain(l.Layer, axis)
	}
	return nil, false
}

// across is places all over a curve; where its range is not told, those around zero and far beyond.
func (f *Figure) across(l *Curve) []float64 {
	over := l.Over
	if over == nil {
		over = f.Settings.X
	}
	if over == nil {
		over = &Range{Low: -100, High: 100}
	}
	xs := make([]float64, curveSamples)
	for i := range xs {
		t := float64(i) / (curveSamples - 1)
		xs[i] = over.Low*(1-t) + over.High*t
	}
	return xs
}

// alongPlain is along of a layer that is drawn as it is.
func alongPlain(layer plotting.Layer, axis int) (values []float64, ok bool) {
	switch l := layer.(type) {
	case plotting.Bars:
		for _, x := range l.Values {
			values = append(values, x*x) // their sizes are shown
		}
		return values, true
	case plotting.Scatter:
		return [2][]float64{l.X, l.Y}[axis], true
	case plotting.Polyline:
		for _, p := range l.Points {
			values = append(values, p[axis])
		}
		return values, true
	}
	return nil, false
}
