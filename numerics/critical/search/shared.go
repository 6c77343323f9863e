package search

import (
	"context"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
	"saddle/numerics/solve"
)

// Where all partial derivatives have factors in common, ∇f = g₁^k g₂^m … h, as those of x²y have x, the critical points are the curves
// on which a factor is zero, and the zeros of h. On a curve g = 0 the value of f does not change, and beside it f rises or falls as
// the sign of D = ∇g · (∇f / g^k) says wherever D is not zero: for odd k a minimum or a maximum, for even k neither. D is zero only
// where h or another factor is.

// byFactors searches f by the curves of common factors and the zeros of the rest; ok is false where there are no such curves, or
// something of them is not proven, and f has to be searched as any function.
func (s *search) byFactors(ctx context.Context) (ok bool) {
	if s.f.Dimension() < 2 || len(expr.Kinks(s.f.Value)) > 0 || len(expr.Opaques(s.f.Value)) > 0 {
		return false
	}
	var shared *sharing
	if failure := expr.Catch(func() { shared = s.sharing() }); failure != nil || shared == nil {
		return false
	}
	rest, err := solve.Search(ctx, solve.System{Variables: s.f.Variables, Charts: []solve.Chart{{Equations: shared.rest}}}, s.box, solve.Options{Boxes: s.options.Boxes / 4})
	if err != nil || !rest.Proven || rest.Stopped {
		return false
	}
	var curves []Found
	for _, c := range shared.curves {
		parts, ok := c.parts(ctx, rest.Solutions)
		if !ok {
			return false
		}
		curves = append(curves, parts...)
	}
	if len(curves) == 0 {
		return false
	}
	s.findings.Points = curves
	for _, p := range rest.Solutions {
		if !shared.list(ctx, s, p) {
			s.findings.Points = nil
			return false
		}
	}
	s.findings.Boxes, s.findings.Stopped = rest.Boxes, ctx.Err() != nil
	s.findings.Proven = !s.findings.Stopped
	s.order()
	return true
}

// sharing are the factors that the partial derivatives have in common and that are zero somewhere in the box, and the rest.
type sharing struct {
	curves []*sharedCurve
	rest   []*expr.Node
}

// sharedCurve is where one factor is zero.
type sharedCurve struct {
	*levels
	power int
	side  *levels // D
}

// sharing is nil where there is none, or f is not known to be defined everywhere.
func (s *search) sharing() *sharing {
	whole, err := newLevels(s, &composite{inner: s.f})
	if err != nil || whole.all.Doubts != 0 {
		return nil
	}
	common := factors.CommonOf(s.f.Gradient().Value.Entries())
	if common == nil {
		return nil
	}
	all := &sharing{rest: common.Rest}
	for k, g := range common.Of {
		c := &sharedCurve{power: common.Powers[k]}
		if c.levels, err = newLevels(s, s.numberOf(g)); err != nil || c.all.Doubts != 0 {
			return nil
		}
		if !c.all.Contains(0) {
			continue
		}
		if c.side, err = newLevels(s, s.numberOf(s.sideOf(common, k))); err != nil || c.side.all.Doubts != 0 {
			return nil
		}
		all.curves = append(all.curves, c)
	}
	if len(all.curves) == 0 {
		return nil
	}
	return all
}

// numberOf is a number that depends on the variables of f.
func (s *search) numberOf(n *expr.Node) *composite {
	return &composite{inner: &expr.Function{Name: "u", Variables: s.f.Variables, Value: n}}
}

// sideOf is a number with the sign of D for factor k, as short as it can be made: where the factor is a variable that is 0 on the
// curve, and what has one sign in all the box is left out.
func (s *search) sideOf(common *factors.Common, k int) *expr.Node {
	side := expr.Const(1)
	for i, g := range common.Of {
		if i != k {
			side = expr.Times(side, expr.PowEach(g, expr.Const(float64(common.Powers[i]))))
		}
	}
	sum := expr.Const(0)
	for i, slope := range expr.Jacobian(common.Of[k], s.f.Variables...).Entries() {
		sum = expr.Add(sum, expr.Times(slope, common.Rest[i]))
	}
	side = expr.Times(sum, side)
	if g := common.Of[k]; g.Op() == expr.OpVariable {
		side = expr.Substitute(side, []*expr.Node{g}, []*expr.Node{expr.Const(0)})
	}
	return factors.Sign(side, func(n *expr.Node) int {
		l, err := newLevels(s, s.numberOf(n))
		if err != nil {
			return 0
		}
		return signOf(l.all)
	})
}

// list adds the critical point that is a zero of the rest, alone where no curve is near, and else on a curve.
func (a *sharing) list(ctx context.Context, s *search, p solve.Solution) (ok bool) {
	const reach = 1e-6
	around := make(interval.Box, len(p.At))
	for i, r := range s.box {
		around[i] = interval.Of(p.At[i]-reach*r.Width(), p.At[i]+reach*r.Width())
	}
	if r, ok := s.enclosures[0].sole(around, s.whole); ok && !a.near(r.enclosure) {
		if l := s.refined(r); l != nil {
			s.add(ctx, l, r.enclosure.Clone())
		}
		return true
	}
	v, err := critical.Classify(ctx, s.f, p.At)
	if err != nil || v.Kind == critical.NotCritical {
		return false
	}
	s.findings.Points = append(s.findings.Points, Found{At: p.At, Proven: true, Verdict: v})
	return true
}

// near reports whether a curve may come into a box.
func (a *sharing) near(box interval.Box) bool {
	return slices.ContainsFunc(a.curves, func(c *sharedCurve) bool { return c.valuesOn(box).Contains(0) })
}

// parts are the connected parts of the curve, each by a point on it; of one along which D changes its sign or is zero here and there,
// what has one sign. ok is false where something is not proven.
func (c *sharedCurve) parts(ctx context.Context, zeros []solve.Solution) (found []Found, ok bool) {
	for _, part := range c.levels.parts(interval.Exactly(0)) {
		signs := c.signsOn(part)
		if !c.known(part, signs, zeros) {
			return nil, false
		}
		rises, falls := slices.Contains(signs, 1), slices.Contains(signs, -1)
		for _, sign := range []int{1, -1} {
			if sign > 0 && !rises || sign < 0 && !falls {
				continue
			}
			piece := part.only(func(i int) bool { return signs[i] == sign })
			at := c.placeOn(piece, sign)
			if at == nil {
				return nil, false
			}
			p, ok := c.found(ctx, at, piece, sign, len(piece.boxes) < len(part.boxes))
			if !ok {
				return nil, false
			}
			found = append(found, p)
		}
		if !rises && !falls {
			return nil, false
		}
	}
	return found, true
}

// placeOn is a point of the curve where D has a sign: a round one in a connected part of some boxes, or else one in any of them; nil
// where none is proven.
func (c *sharedCurve) placeOn(piece cluster, sign int) []float64 {
	connected := &search{whole: c.s.whole, box: c.s.box, rest: piece.boxes}
	looks := connected.clusters()
	for _, x := range piece.boxes {
		looks = append(looks, cluster{[]interval.Box{x}, x})
	}
	for _, look := range looks {
		if at := c.crossing(look, interval.Exactly(0), 0); at != nil && signOf(c.side.valuesOn(interval.Rounded(at, 4))) == sign {
			return at
		}
	}
	return nil
}

// signOf is the sign of all numbers in an interval, 0 where they have none in common.
func signOf(d interval.Interval) int {
	switch {
	case d.Doubts != 0:
	case d.Lo > 0:
		return 1
	case d.Hi < 0:
		return -1
	}
	return 0
}

// signsOn are the signs of D on the boxes of a part, 0 where it is not known.
func (c *sharedCurve) signsOn(part cluster) []int {
	signs := make([]int, len(part.boxes))
	for i, x := range part.boxes {
		signs[i] = signOf(c.side.valuesOn(x))
	}
	return signs
}

// known reports whether each box of a part in which the sign of D is open is beside a zero of the rest, which is listed.
func (c *sharedCurve) known(part cluster, signs []int, zeros []solve.Solution) bool {
	for i, x := range part.boxes {
		if signs[i] == 0 && !slices.ContainsFunc(zeros, func(z solve.Solution) bool { return isBeside(x, z.At) }) {
			return false
		}
	}
	return true
}

// isBeside reports whether a point is in a box or within some widths of it.
func isBeside(x interval.Box, at []float64) bool {
	const widths = 3
	for i, r := range x {
		if reach := widths * r.Width(); at[i] < r.Lo-reach || at[i] > r.Hi+reach {
			return false
		}
	}
	return true
}

// only is the part of a cluster that consists of some of its boxes.
func (c cluster) only(keep func(i int) bool) cluster {
	var some cluster
	for i, x := range c.boxes {
		switch {
		case !keep(i):
			continue
		case some.hull == nil:
			some.hull = x.Clone()
		default:
			some.hull = some.hull.Hull(x)
		}
		some.boxes = append(some.boxes, x)
	}
	return some
}

// found is a part by a point on it, its kind by the sign of D.
func (c *sharedCurve) found(ctx context.Context, at []float64, part cluster, sign int, partly bool) (p Found, ok bool) {
	v, err := critical.Classify(ctx, c.s.f, at)
	if err != nil {
		return p, false
	}
	kind := critical.SaddlePoint
	if c.power%2 == 1 {
		kind = map[int]critical.Kind{1: critical.LocalMinimum, -1: critical.LocalMaximum}[sign]
	}
	v.Kind, v.Strict, v.Isolated, v.Degenerate = kind, false, false, true
	v.Falling, v.Rising = nil, nil
	if f, err := newLevels(c.s, &composite{inner: c.s.f}); err != nil || f.valuesOn(interval.Rounded(at, 4)).Contains(0) {
		v.Value = 0
	}
	text := expr.Text(c.u.Value)
	v.Reason = reason.Of(levelReasons[kind], text, 0.0)
	along := &Locus{Of: text, Cover: part.cover(), U: c.u}
	if partly {
		along.Side, along.Sign = c.side.u, sign
	}
	return Found{At: at, Proven: true, Within: part.hull.Clone(), Along: along, Verdict: v}, true
}
