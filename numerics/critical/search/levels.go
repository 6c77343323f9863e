package search

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// A function φ(u(x)) that knows its variables only through one number u has ∇f = φ'(u)∇u: its critical points are those of u, and
// whole level curves of u where φ' is zero. These no search of boxes can list, while φ and u are each searched with a proof.

// mostOpenLevels is how many parts of the values of u may be undecided of φ: a hole in the middle of sin(r)/r is one.
const mostOpenLevels = 3

// byLevels searches f = φ ∘ u by searching φ and u; ok is false where that says too little of φ, and f has to be searched as any function.
func (s *search) byLevels(ctx context.Context) (ok bool) {
	c := throughOne(s.f)
	if c == nil {
		c = alongLines(s.f)
	}
	if c == nil {
		return false
	}
	l, err := newLevels(s, c)
	if err != nil || !l.bounded() {
		return false
	}
	outer, err := Points(ctx, c.outer, interval.Box{interval.Of(l.all.Lo, l.all.Hi)}, Options{Boxes: s.options.Boxes / 4})
	if err != nil || outer.Stopped || outer.Continuum || len(outer.Regions) > mostOpenLevels {
		return false
	}
	inner, err := Points(ctx, c.inner, s.box, Options{Boxes: s.options.Boxes, Starts: s.options.Starts})
	if err != nil {
		return false
	}
	s.findings.Boxes, s.findings.Starts, s.findings.Stopped = outer.Boxes+inner.Boxes, inner.Starts, inner.Stopped
	s.findings.Regions, s.findings.Undecided, s.findings.Continuum = inner.Regions, inner.Undecided, inner.Continuum
	l.inner = inner
	for _, p := range outer.Points {
		l.list(ctx, p)
	}
	for _, p := range inner.Points {
		l.keep(ctx, p)
	}
	for _, r := range outer.Regions {
		l.leaveOpen(r)
	}
	s.findings.Proven = inner.Proven && len(s.findings.Regions) == 0
	s.order()
	return true
}

// list adds the level curves of u for a critical point, or a corner, of φ: each connected part that u crosses is listed by a point on it,
// and what cannot be told to be one is a region.
func (l *levels) list(ctx context.Context, p Found) {
	if math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
		return // f has no value there
	}
	level := levelOf(p)
	for _, part := range l.parts(level) {
		if at := l.crossing(part, level, p.At[0]); at != nil {
			l.add(ctx, p, part, at)
			continue
		}
		for _, rest := range l.refined(part, level) {
			if p.Kind.IsRough() || l.onlyAt(rest, p.At[0]) {
				continue
			}
			l.s.leave(rest, reason.Of("critical.region.level", expr.Text(l.u.Value), p.At[0]))
		}
	}
}

// leaveOpen lists where u has values at which φ is undecided.
func (l *levels) leaveOpen(of Region) {
	level := of.Hull[0]
	for _, part := range l.parts(level) {
		for _, rest := range l.refined(part, level) {
			why := reason.Of("critical.region.levels", expr.Text(l.u.Value), level.Lo/2+level.Hi/2)
			if of.Reason.Key == "critical.region.edge" {
				why = of.Reason
			}
			l.s.leave(rest, why)
		}
	}
}

// onlyAt reports whether u is proven to have a level in a small part at one point only, which is listed: at an extremum with exactly that
// value, about which u is convex or concave.
func (l *levels) onlyAt(part cluster, level float64) bool {
	for _, p := range l.inner.Points {
		extremum := p.Proven && (p.Kind == critical.LocalMinimum || p.Kind == critical.LocalMaximum) && !p.Degenerate
		if !extremum || !part.holds(p.At) || l.valuesOn(interval.Around(p.At, 0)) != interval.Exactly(level) {
			continue
		}
		q, err := newFormulas(l.u)
		return err == nil && q.enclosure().regularOn(part.hull)
	}
	return false
}

// add lists a part of a level set by a point on it.
func (l *levels) add(ctx context.Context, p Found, part cluster, at []float64) {
	s := l.s
	v, err := critical.Classify(ctx, s.f, at)
	if err != nil {
		return
	}
	v.Kind, v.Value, v.Strict, v.Isolated, v.Degenerate = p.Kind, p.Value, false, false, true
	v.Falling, v.Rising = nil, nil
	text := expr.Text(l.u.Value)
	v.Reason = reason.Of(levelReasons[p.Kind], text, p.At[0])
	s.findings.Points = append(s.findings.Points, Found{At: at, Proven: p.Proven, Within: part.hull.Clone(), Along: &Locus{Of: text, Level: p.At[0], Cover: part.cover(), U: l.u}, Verdict: v})
	if !p.Proven {
		s.findings.Points[len(s.findings.Points)-1].Within = nil
	}
}

// keep adds a critical point of u, with its kind for f, unless it lies on a level curve that is listed. Where f has a corner along that
// curve it may have none at the point: |xy| has ∇f = 0 at (0, 0).
func (l *levels) keep(ctx context.Context, p Found) {
	here, points := l.valuesOn(interval.Rounded(p.At, 16)), l.s.findings.Points
	on := slices.IndexFunc(points, func(q Found) bool {
		return q.Along != nil && q.Along.U == l.u && here.Contains(q.Along.Level) && inside(p.At, q.Along.Cover)
	})
	if on >= 0 && points[on].Kind != critical.NotDifferentiable {
		return
	}
	v, err := critical.Classify(ctx, l.s.f, p.At)
	if err != nil || math.IsNaN(v.Value) || math.IsInf(v.Value, 0) || on >= 0 && v.Kind.IsRough() {
		return
	}
	if on >= 0 {
		points[on].Along.exceptStationary()
	}
	p.Verdict = v
	l.s.findings.Points = append(l.s.findings.Points, p)
}

// inside reports whether a point lies in one of some boxes.
func inside(at []float64, boxes []interval.Box) bool {
	return slices.ContainsFunc(boxes, func(box interval.Box) bool {
		for i, r := range box {
			if at[i] < r.Lo || at[i] > r.Hi {
				return false
			}
		}
		return true
	})
}
