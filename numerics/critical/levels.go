package critical

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/reason"
)

// A function φ(u(x)) that knows its variables only through one number u has ∇f = φ'(u)∇u: its critical points are those of u, and
// whole level curves of u where φ' is zero. These no search of boxes can list, while φ and u are each searched with a proof.

// composite is f = φ ∘ u.
type composite struct{ outer, inner *expr.Function }

// throughOne is f as a function of the innermost number in its formula that it depends on alone; nil where there is none, and for
// functions of one variable.
func throughOne(f *expr.Function) *composite {
	if f.Dimension() < 2 {
		return nil
	}
	u := soleInner(f.Value)
	if u == nil {
		u = soleVariable(f.Value)
	}
	if u == nil || u == f.Value || !u.Shape().IsScalar() {
		return nil
	}
	t := expr.NewGraph().Variable("t", expr.Scalar)
	c := &composite{inner: &expr.Function{Name: "u", Variables: f.Variables, Value: u}}
	failure := expr.Catch(func() {
		c.outer = &expr.Function{Name: f.Name, Variables: []*expr.Node{t}, Value: expr.Substitute(f.Value, []*expr.Node{u}, []*expr.Node{t})}
	})
	if failure != nil || c.outer.Value.IsConst() {
		return nil
	}
	return c
}

// soleVariable is the one variable that stands in a formula, nil where there are more.
func soleVariable(value *expr.Node) (only *expr.Node) {
	seen, several := map[*expr.Node]bool{}, false
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		if leaf := len(n.Args()) == 0 && n.Op() != expr.OpIndex; leaf {
			several = several || only != nil
			only = n
		}
		for _, a := range n.Args() {
			walk(a)
		}
	}
	walk(value)
	if several || only == nil || only.Op() != expr.OpVariable || !only.Shape().IsScalar() {
		return nil
	}
	return only
}

// byLevels searches f = φ ∘ u by searching φ and u; ok is false where that does not lead to a full answer about φ, and f has to be
// searched as any function.
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
	outer, err := Search(ctx, c.outer, []Range{{l.all.Lo, l.all.Hi}}, SearchOptions{Boxes: s.options.Boxes / 4})
	if err != nil || !outer.Proven {
		return false
	}
	inner, err := Search(ctx, c.inner, s.box, SearchOptions{Boxes: s.options.Boxes, Starts: s.options.Starts})
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
	s.findings.Proven = inner.Proven && len(s.findings.Regions) == 0
	s.order()
	return true
}

// levels looks for the level curves of u in a box.
type levels struct {
	s     *search
	u     *expr.Function
	over  *interval.Machine
	point *program.Machine
	out   []interval.Interval
	at    []float64
	all   interval.Interval // the values of u
	inner *Findings         // the critical points of u
}

func newLevels(s *search, c *composite) (*levels, error) {
	code, err := program.Compile(c.inner.Variables, []*expr.Node{c.inner.Value})
	if err != nil {
		return nil, err
	}
	l := &levels{s: s, u: c.inner, over: interval.NewMachine(code), point: code.NewMachine(), out: make([]interval.Interval, 1), at: make([]float64, 1)}
	l.all = l.valuesOn(s.whole)
	return l, nil
}

func (l *levels) bounded() bool { return l.all.Finite() && l.all.Doubts == 0 && l.all.Lo < l.all.Hi }

func (l *levels) valuesOn(x cell) interval.Interval {
	l.over.Run(x, l.out)
	return l.out[0]
}

func (l *levels) value(z []float64) float64 {
	if l.point.Run(z, l.at) != nil {
		return math.NaN()
	}
	return l.at[0]
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
			s := l.s
			if p.Kind == NotDifferentiable || p.Kind == EndOfDomain || l.onlyAt(rest, p.At[0]) {
				continue
			}
			s.findings.Undecided = append(s.findings.Undecided, rest.hull.ranges())
			s.findings.Regions = append(s.findings.Regions, Region{rest.hull.ranges(), rest.cover(), reason.Of("critical.region.level", expr.Text(l.u.Value), p.At[0])})
		}
	}
}

// onlyAt tells whether u is proven to have a level in a small part at one point only, which is listed: at an extremum with exactly that
// value, about which u is convex or concave.
func (l *levels) onlyAt(part cluster, level float64) bool {
	for _, p := range l.inner.Points {
		extremum := p.Proven && (p.Kind == LocalMinimum || p.Kind == LocalMaximum) && !p.Degenerate
		if !extremum || !part.holds(p.At) || l.valuesOn(boxAround(p.At, 0)) != interval.Exactly(level) {
			continue
		}
		prober, err := newProber(l.u)
		return err == nil && prober.regularOn(part.hull)
	}
	return false
}

// levelOf is where the critical point of φ is known to lie.
func levelOf(p Found) interval.Interval {
	if p.Proven {
		return interval.Of(p.Within[0].Lo, p.Within[0].Hi)
	}
	reach := 64 * roundoff * math.Abs(p.At[0])
	return interval.Of(p.At[0]-reach, p.At[0]+reach)
}

// How finely level curves are followed: by boxes of that part of the whole in two variables, and by no more than so many.
const (
	levelResolution = 1.0 / 64
	mostLevelBoxes  = 6000
)

// parts are the connected parts of the level set, as clusters of boxes.
func (l *levels) parts(level interval.Interval) []cluster {
	return l.followed([]cell{l.s.whole.clone()}, level, math.Pow(levelResolution, 2/float64(len(l.s.box))))
}

// refined is what is left of a part in which u was not seen to cross the level, in smaller boxes.
func (l *levels) refined(part cluster, level interval.Interval) []cluster {
	return l.followed(part.cells, level, 1e-7)
}

// followed splits boxes down to a resolution and keeps those that may hold a point of the level.
func (l *levels) followed(generation []cell, level interval.Interval, resolution float64) []cluster {
	parts := &search{whole: l.s.whole, box: l.s.box}
	meets := func(x cell) bool {
		u := l.valuesOn(x)
		return u.Lo <= level.Hi && u.Hi >= level.Lo
	}
	for len(generation) > 0 && len(generation) < mostLevelBoxes && parts.relativeWidth(generation[0]) > resolution {
		var next []cell
		for _, x := range generation {
			for _, half := range parts.halves(x) {
				if meets(half) {
					next = append(next, half)
				}
			}
		}
		generation = next
	}
	parts.rest = slices.DeleteFunc(generation, func(x cell) bool { return !meets(x) })
	return parts.clusters()
}

// crossing is a point of a part at which u crosses the level inside the box, with a round coordinate where there is one; nil where
// u is not proven to be below the level at one place and above it at another.
func (l *levels) crossing(part cluster, level interval.Interval, target float64) []float64 {
	round := part.roundest()
	for k := len(round) - 1; k >= 0; k-- {
		z := slices.Clone(round)
		if l.inBox(z, k) && l.crossedAlong(z, k, part.hull[k], level, target) {
			return z
		}
	}
	for _, x := range part.cells {
		for k := len(x) - 1; k >= 0; k-- {
			z := x.centre()
			if l.inBox(z, k) && l.crossedAlong(z, k, interval.Of(x[k].Lo-x[k].Width(), x[k].Hi+x[k].Width()), level, target) {
				return z
			}
		}
	}
	return nil
}

// inBox tells whether the coordinates of z but the k-th are within the box that was asked for.
func (l *levels) inBox(z []float64, k int) bool {
	for i, r := range l.s.box {
		if i != k && (z[i] < r.Lo || z[i] > r.Hi) {
			return false
		}
	}
	return true
}

// crossedAlong moves z along variable k to where u crosses the level in a range.
func (l *levels) crossedAlong(z []float64, k int, along, level interval.Interval, target float64) bool {
	const steps = 33
	box := l.s.box[k]
	lo, hi := math.Max(along.Lo, box.Lo), math.Min(along.Hi, box.Hi)
	last, lastSide := 0.0, 0
	for i := range steps + 1 {
		z[k] = lo + (hi-lo)*float64(i)/steps
		side := l.sideOf(z, level)
		if lastSide*side < 0 {
			l.bisect(z, k, last, z[k], target)
			return true
		}
		if side != 0 {
			last, lastSide = z[k], side
		}
	}
	return false
}

// sideOf is -1 where u is proven to be below the level at a point, 1 above, 0 where neither is.
func (l *levels) sideOf(z []float64, level interval.Interval) int {
	x := make(cell, len(z))
	for i := range x {
		x[i] = interval.Exactly(z[i])
	}
	switch u := l.valuesOn(x); {
	case u.Doubts != 0:
	case u.Hi < level.Lo:
		return -1
	case u.Lo > level.Hi:
		return 1
	}
	return 0
}

// bisect sets coordinate k to where u passes a value between lo and hi, to the last digit, or to a shorter number that does as well.
func (l *levels) bisect(z []float64, k int, lo, hi, value float64) {
	z[k] = lo
	rises := l.value(z) < value
	for {
		middle := lo/2 + hi/2
		if middle <= lo || middle >= hi {
			break
		}
		if z[k] = middle; l.value(z) < value == rises {
			lo = middle
		} else {
			hi = middle
		}
	}
	z[k] = hi
	missed := math.Abs(l.value(z) - value)
	reach := 8 * roundoff * (1 + math.Abs(hi))
	if z[k] = roundNumber(interval.Of(hi-reach, hi+reach), 2); math.Abs(l.value(z)-value) > missed+4*roundoff*math.Abs(value) {
		z[k] = hi
	}
}

// add lists a part of a level set by a point on it.
func (l *levels) add(ctx context.Context, p Found, part cluster, at []float64) {
	s := l.s
	v, err := Classify(ctx, s.f, at)
	if err != nil {
		return
	}
	v.Kind, v.Value, v.Strict, v.Isolated, v.Degenerate = p.Kind, p.Value, false, false, true
	v.Falling, v.Rising = nil, nil
	text := expr.Text(l.u.Value)
	v.Reason = reason.Of(levelReasons[p.Kind], text, p.At[0])
	s.findings.Points = append(s.findings.Points, Found{At: at, Proven: p.Proven, Within: part.hull.ranges(), Along: &Locus{text, p.At[0], part.cover()}, Verdict: v})
	if !p.Proven {
		s.findings.Points[len(s.findings.Points)-1].Within = nil
	}
}

var levelReasons = map[Kind]string{
	LocalMinimum: "critical.level.minimum", LocalMaximum: "critical.level.maximum", SaddlePoint: "critical.level.saddle",
	Undecided: "critical.level.open", NotDifferentiable: "critical.level.corner", EndOfDomain: "critical.level.end",
}

// keep adds a critical point of u, with its kind for f, unless it lies on a level curve that is listed.
func (l *levels) keep(ctx context.Context, p Found) {
	here := l.valuesOn(ulpsAround(p.At, 16))
	for _, q := range l.s.findings.Points {
		if q.Along != nil && here.Contains(q.Along.Level) && inside(p.At, q.Along.Cover) {
			return
		}
	}
	v, err := Classify(ctx, l.s.f, p.At)
	if err != nil || math.IsNaN(v.Value) || math.IsInf(v.Value, 0) {
		return
	}
	p.Verdict = v
	l.s.findings.Points = append(l.s.findings.Points, p)
}

// inside tells whether a point lies in one of some boxes.
func inside(at []float64, boxes [][]Range) bool {
	return slices.ContainsFunc(boxes, func(box []Range) bool {
		for i, r := range box {
			if at[i] < r.Lo || at[i] > r.Hi {
				return false
			}
		}
		return true
	})
}
