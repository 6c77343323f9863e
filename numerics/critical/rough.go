package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// judgeRough says more of a point where f has no derivative: that its domain ends there, and that it has a minimum or a maximum
// there, where its structure proves that.
func (l *Study) judgeRough(v *Verdict) {
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
func (l *Study) domainAround() (defined, undefined bool) {
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
	for _, n := range expr.Below(y) {
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
	}
	return false
}

// judgeEnd is the verdict on an end of the domain: not differentiable where f has a value there and a slope without bound.
func (l *Study) judgeEnd(v *Verdict) {
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
func (l *Study) decideRough(ctx context.Context, v *Verdict) {
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
