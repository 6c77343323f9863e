package search

import (
	"context"
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// mostBorders is how many formulas are asked whether they make a border.
const mostBorders = 16

// mostLooks is at how many places along a part of a border f is looked at.
const mostLooks = 12

// borders looks for the borders that cross the box.
func (s *search) borders(ctx context.Context) {
	if len(s.box) < 2 || len(s.box) > 3 {
		return
	}
	var kinks, ends []*expr.Node
	failure := expr.Catch(func() {
		for _, k := range expr.Kinks(s.f.Value) {
			if k.At.Shape().IsScalar() {
				kinks = append(kinks, k.At)
			}
		}
		ends = domainEnds(s.f.Value)
	})
	if failure != nil {
		return
	}
	seen := map[*expr.Node]bool{}
	for i, u := range append(ends, kinks...) {
		if len(seen) == mostBorders || ctx.Err() != nil {
			return
		}
		if seen[u] || u.IsConst() || !u.Shape().IsScalar() {
			continue
		}
		seen[u] = true
		if b, ok := s.border(ctx, u, i < len(ends)); ok {
			s.findings.Borders = append(s.findings.Borders, b)
		}
	}
}

// border reports whether f is not differentiable where u is zero, by one place where u crosses zero in the box.
func (s *search) border(ctx context.Context, u *expr.Node, end bool) (b Border, ok bool) {
	if u.Op() == expr.OpSelect {
		return b, false // it matters only where a choice falls so
	}
	l, err := newLevels(s, &composite{inner: &expr.Function{Name: "u", Variables: s.f.Variables, Value: u}})
	if err != nil {
		return b, false
	}
	level := levelOf(Found{At: []float64{0}})
	b.Where = expr.Text(u)
	for _, part := range l.parts(level) {
		look := part
		for k := range mostLooks + 1 {
			if k > 0 { // at boxes here and there along the part
				x := part.boxes[(k-1)*len(part.boxes)/mostLooks]
				look = cluster{[]interval.Box{x}, x}
			}
			at := l.crossing(look, level, 0)
			if at == nil {
				continue
			}
			if below, above := s.definedBeside(l, at); below != above && end {
				b.Ends = true
				return b, true
			}
			v, err := critical.Classify(ctx, s.f, at)
			if err == nil && v.Kind == critical.NotDifferentiable && v.Reason.Key != "critical.jump" && !math.IsNaN(v.Value) && !math.IsInf(v.Value, 0) {
				return b, true
			}
		}
	}
	return b, false
}

// definedBeside reports whether f has a value close by at, where u is zero, on the side where u is negative and where it is positive.
func (s *search) definedBeside(l *levels, at []float64) (below, above bool) {
	for i, r := range s.whole {
		for _, direction := range []float64{-1, 1} {
			z := append([]float64(nil), at...)
			z[i] += direction * 1e-6 * r.Width()
			u, value := l.value(z), s.f.At(z).Float()
			below, above = below || u < 0 && !math.IsNaN(value), above || u > 0 && !math.IsNaN(value)
		}
	}
	return below, above
}

// corner keeps the corner of f that a small cluster of boxes is around, where all slopes meet: at the round point in it, or where bases
// and kinks vanish.
func (s *search) corner(ctx context.Context, c cluster) {
	if len(s.box) == 1 || s.relativeWidth(c.hull) > 1e-5 {
		return
	}
	p := s.enclosures[0]
	if p.gradient.Run(c.hull, p.slope); p.smooth() {
		return
	}
	candidates := [][]float64{c.roundest()}
	if s.factors != nil {
		candidates = append(candidates, s.factors.Zeros(c.hull)...)
	}
	for _, at := range candidates {
		if s.contains(at) && !s.known(at) && s.cornerAt(ctx, at) {
			return
		}
	}
}

// cornerAt lists a point if f has a value and a corner there.
func (s *search) cornerAt(ctx context.Context, at []float64) bool {
	v, err := critical.Classify(ctx, s.f, at)
	if err != nil || v.Kind != critical.NotDifferentiable || v.Reason.Key == "critical.jump" || math.IsNaN(v.Value) || math.IsInf(v.Value, 0) {
		return false
	}
	s.findings.Points = append(s.findings.Points, Found{At: at, Verdict: v})
	return true
}
