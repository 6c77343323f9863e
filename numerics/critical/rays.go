package critical

import (
	"saddle/numerics/critical/jet"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
)

// decideOnRays looks at the first terms of f along rays from p: where it falls along one and rises along another p is a saddle
// point. In one variable there are two rays only, which decide everything.
func (l *Study) decideOnRays(v *Verdict) {
	all, alike := sides(len(l.p)), true
	if len(l.p) == 1 {
		all = [][]float64{{1}, {-1}}
	}
	var falling, rising []float64
	for _, d := range all {
		switch l.alongRay(d) {
		case 1:
			rising = scaled(d, 1/floats.Norm(d, 2))
		case -1:
			falling = scaled(d, 1/floats.Norm(d, 2))
		default:
			alike = false
		}
	}
	switch {
	case falling != nil && rising != nil:
		v.Kind, v.Falling, v.Rising = SaddlePoint, falling, rising
		v.Reason = reason.Of("critical.rays.saddle", falling, rising)
	case len(l.p) > 1 || !alike:
	case rising != nil:
		v.Kind, v.Strict, v.Isolated, v.Rising, v.Reason = LocalMinimum, true, true, rising, reason.Of("critical.rays.minimum", l.p)
	case falling != nil:
		v.Kind, v.Strict, v.Isolated, v.Falling, v.Reason = LocalMaximum, true, true, falling, reason.Of("critical.rays.maximum", l.p)
	}
}

// alongRay is the sign of the first term of f along the ray from p in direction d, 0 where it is not known.
func (l *Study) alongRay(d []float64) int {
	const order = 24
	if l.by.effort.Charge(jet.Work(1, order, l.f.Value)) != nil {
		return 0
	}
	space := jet.NewSpace(1, order)
	series := make([]jet.Jet, len(l.p))
	for i, x := range l.p {
		series[i] = space.Add(space.Const(jet.Around(x, l.radius)), space.Scale(space.Variable(0, jet.Ball{}), jet.Exact(d[i])))
	}
	result, err := space.Evaluate(l.f.Value, space.Along(l.f.Variables, series), []float64{1})
	if err != nil {
		return 0
	}
	for k, c := range result.Entries[0] {
		if k == 0 {
			continue
		}
		if !c.Finite() {
			return 0
		}
		if sign := c.Sign(); sign != 0 {
			return sign
		}
	}
	return 0
}
