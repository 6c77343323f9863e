package search

import (
	"context"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// The critical points of a sum of functions of different variables are those of the terms, each with each; and where every term has a
// minimum, so has the sum. Term by term much is proven that boxes in all variables leave open.

// mostCombined is how many points a search lists as combinations of others.
const mostCombined = 20_000

// byParts searches f = g(x) + h(y) by searching g and h; ok is false where f is no such sum or some term is not searched to the end,
// and f has to be searched as any function.
func (s *search) byParts(ctx context.Context) (ok bool) {
	groups := separate(s.f)
	if len(groups) < 2 {
		return false
	}
	combined := []Found{{At: make([]float64, len(s.box)), Within: make(interval.Box, len(s.box)), Verdict: &critical.Verdict{Kind: anyKind, Strict: true}}}
	boxes, starts := 0, 0
	for _, group := range groups {
		found, err := s.searchPart(ctx, group)
		if err != nil || !found.Proven || len(found.Points)*len(combined) > mostCombined || !allCritical(found) {
			return false
		}
		boxes, starts = boxes+found.Boxes, starts+found.Starts
		combined = combinations(combined, found.Points, group)
	}
	for i, p := range combined {
		if s.findings.Stopped = ctx.Err() != nil && i >= mostOnceStopped; s.findings.Stopped {
			break
		}
		s.listCombined(ctx, p)
	}
	s.findings.Boxes, s.findings.Starts, s.findings.Proven = boxes, starts, !s.findings.Stopped
	s.order()
	return true
}

// anyKind is the kind of an empty combination.
const anyKind critical.Kind = ""

// separate parts the variables, by their places, into groups such that every term of the sum f is of one group; fewer than two groups
// where f is no such sum.
func separate(f *expr.Function) [][]int {
	if f.Value.Op() != expr.OpSum || len(f.Variables) < 2 {
		return nil
	}
	groups := make([][]int, 0, len(f.Variables))
	for i, x := range f.Variables {
		if !x.Shape().IsScalar() || !dependsOn(f.Value, f.Variables[i:i+1]) {
			return nil
		}
		groups = append(groups, []int{i})
	}
	for _, term := range f.Value.Args() {
		var joint []int
		groups = slices.DeleteFunc(groups, func(group []int) bool {
			meets := slices.ContainsFunc(group, func(i int) bool { return dependsOn(term, f.Variables[i:i+1]) })
			if meets {
				joint = append(joint, group...)
			}
			return meets
		})
		if joint != nil {
			groups = append(groups, joint)
		}
	}
	for _, group := range groups {
		slices.Sort(group)
	}
	return groups
}

// searchPart searches f as a function of a group of its variables, with the others in the middle of the box.
func (s *search) searchPart(ctx context.Context, group []int) (*Findings, error) {
	fixed, middle := make([]bool, len(s.box)), make([]float64, len(s.box))
	var box interval.Box
	for i, r := range s.box {
		if fixed[i], middle[i] = !slices.Contains(group, i), r.Lo/2+r.Hi/2; !fixed[i] {
			box = append(box, r)
		}
	}
	g, _, _ := critical.Restricted(s.f, middle, fixed)
	if g == nil {
		return &Findings{}, nil
	}
	return Points(ctx, g, box, Options{Boxes: max(s.options.Boxes/10, 1000), Starts: s.options.Starts})
}

// allCritical reports whether all that was listed are critical points, each proven and of a known kind, and f has no edges.
func allCritical(found *Findings) bool {
	return len(found.Borders) == 0 && !slices.ContainsFunc(found.Points, func(p Found) bool {
		return !p.Proven || p.Along != nil || p.Kind != critical.LocalMinimum && p.Kind != critical.LocalMaximum && p.Kind != critical.SaddlePoint
	})
}

// combinations are all points whose coordinates in a group are those of a point of that group.
func combinations(before, points []Found, group []int) []Found {
	var all []Found
	for _, b := range before {
		for _, p := range points {
			at, within := slices.Clone(b.At), slices.Clone(b.Within)
			for k, i := range group {
				at[i], within[i] = p.At[k], p.Within[k]
			}
			kind := critical.SaddlePoint
			if b.Kind == anyKind || b.Kind == p.Kind {
				kind = p.Kind
			}
			v := &critical.Verdict{Kind: kind, Strict: b.Strict && p.Strict, Degenerate: b.Degenerate || p.Degenerate}
			all = append(all, Found{At: at, Proven: true, Within: within, Verdict: v})
		}
	}
	return all
}

// listCombined classifies a combination and keeps it; where the derivatives do not tell, its kind is what the terms say.
func (s *search) listCombined(ctx context.Context, p Found) {
	v, err := critical.ClassifyFound(context.WithoutCancel(ctx), s.f, p.At, !p.Degenerate)
	if err != nil {
		return
	}
	if v.Kind != p.Kind {
		v.Kind, v.Strict, v.Degenerate, v.Reason = p.Kind, p.Strict, true, reason.Of(partReasons[p.Kind])
	}
	v.Isolated = true
	p.Verdict = v
	s.findings.Points = append(s.findings.Points, p)
}

var partReasons = map[critical.Kind]string{critical.LocalMinimum: "critical.parts.minimum", critical.LocalMaximum: "critical.parts.maximum", critical.SaddlePoint: "critical.parts.saddle"}
