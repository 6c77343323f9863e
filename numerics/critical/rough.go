package critical

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
)

// judgeRough says more of a point where f has no derivative: that its domain ends there, and that it has a minimum or a maximum
// there, where its structure proves that.
func (l *local) judgeRough(v *Verdict) {
	if v.GradientNorm = math.NaN(); l.patched || l.jump {
		return
	}
	defined, undefined := l.domainAround()
	if defined && undefined {
		l.judgeEnd(v)
	}
	if !l.value.Finite() && v.Kind != NotDifferentiable {
		return
	}
	known := attain(l.f, l.p)
	if known.kind == "" {
		return
	}
	if v.Kind == Undecided {
		known.conclude(v, len(l.p))
		return
	}
	v.Strict = known.others == none
	word := wordOf(known.kind, v.Strict)
	switch v.Reason.Key {
	case "critical.corner":
		v.Reason = reason.Of("critical.corner."+word, append(v.Reason.Args, known.value)...)
	case "critical.end", "critical.end.steep":
		v.Reason = reason.Of("critical.end."+word, l.p, known.value)
	default:
		v.Reason = reason.Of("critical.rough."+word, l.p, known.value)
	}
}

// domainAround reports whether f is defined at points close to p, and whether there are such at which it is not.
func (l *local) domainAround() (defined, undefined bool) {
	if len(l.p) > largestExpanded || !limited(l.f.Value) {
		return true, false
	}
	for _, side := range sides(len(l.p)) {
		direction, known := offEdge(side), 0
		distances := []float64{0x1p-12, 0x1p-20, 0x1p-28}
		for _, distance := range distances {
			q := make([]float64, len(l.p))
			for i, d := range direction {
				q[i] = l.p[i] + distance*l.scale()*d
			}
			if !math.IsNaN(l.f.At(q).Float()) {
				known++
			}
		}
		defined, undefined = defined || known == len(distances), undefined || known == 0
	}
	return defined, undefined
}

// limited reports whether an expression holds an operation that is not defined everywhere.
func limited(y *expr.Node) bool {
	seen := map[*expr.Node]bool{}
	var walk func(n *expr.Node) bool
	walk = func(n *expr.Node) bool {
		if n.IsConst() || seen[n] {
			return false
		}
		seen[n] = true
		switch n.Op() {
		case expr.OpPower:
			e := n.Args()[1]
			if !e.IsConst() || e.Float() != math.Trunc(e.Float()) {
				return true
			}
		case expr.OpApply:
			switch n.Func() {
			case expr.Log, expr.Log10, expr.Log1p, expr.Asin, expr.Acos:
				return true
			}
		}
		return slices.ContainsFunc(n.Args(), walk)
	}
	return walk(y)
}

// judgeEnd is the verdict on an end of the domain: not differentiable where f has a value there and a slope without bound.
func (l *local) judgeEnd(v *Verdict) {
	value := l.f.At(l.p).Float()
	switch {
	case math.IsNaN(value) || math.IsInf(value, 0):
		v.Kind, v.Value, v.Reason = EndOfDomain, value, reason.Of("critical.end.outside", l.p)
	case v.Kind == NotDifferentiable && v.Reason.Key == "critical.steep":
		v.Reason = reason.Of("critical.end.steep", l.p)
	default:
		v.Kind, v.Reason = EndOfDomain, reason.Of("critical.end", l.p)
	}
}

// decideRough classifies a critical point without second derivatives: by the structure of f, or by what it does along rays.
func (l *local) decideRough(ctx context.Context, v *Verdict) {
	if attain(l.f, l.p).conclude(v, len(l.p)); v.Kind == Undecided || v.Kind != SaddlePoint && !v.Strict {
		w := *v
		w.Kind = Undecided
		if l.decideComposed(ctx, &w); w.Kind != Undecided && (v.Kind == Undecided || w.Strict) {
			*v = w
		}
	}
	if v.Kind == Undecided {
		l.decideOnRays(v)
	}
}

// decideOnRays looks at the first terms of f along rays from p: where it falls along one and rises along another p is a saddle
// point. In one variable there are two rays only, which decide everything.
func (l *local) decideOnRays(v *Verdict) {
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
func (l *local) alongRay(d []float64) int {
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
