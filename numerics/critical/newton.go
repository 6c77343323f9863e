package critical

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program/native"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
)

// Approach is a critical point that Newton's method reached.
type Approach struct {
	At       []float64
	Residual float64 // ‖∇f‖ there
	Slop     float64 // how much of it may be rounding: Residual is not above it
	Steps    int
}

// NoCriticalPointError says that Newton's method came to rest, or left where f is defined, without the gradient vanishing.
type NoCriticalPointError struct {
	From, Last   []float64
	GradientNorm float64
	Fading       bool // the gradient is too small to be told from zero at Last, but only gets smaller on the way to infinity
}

// Error implements error.
func (e *NoCriticalPointError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *NoCriticalPointError) Reason() reason.Reason {
	switch {
	case e.Fading:
		return reason.Of("near.fading", e.From, e.Last, e.GradientNorm)
	case math.IsNaN(e.GradientNorm):
		return reason.Of("near.outside", e.From, e.Last)
	}
	return reason.Of("near.nowhere", e.From, e.Last, e.GradientNorm)
}

// Near finds the critical point that Newton's method on ∇f reaches from p: a minimum, a maximum or a saddle, whichever
// attracts it. Steps are shortened until the gradient gets shorter, and lengthened where it converges slowly because the
// Hessian is singular. It ends only where every entry of the gradient is zero within rounding; failing that, the error is
// a *NoCriticalPointError, or that of the context.
func Near(ctx context.Context, f *expr.Function, p []float64) (*Approach, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	approach, err := (&derivatives{f: f, effort: jet.NewEffort(ctx, math.Inf(1))}).near(p, manySteps)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return approach, err
}

// How many steps Newton's method may take: where it is asked for, and to give a hint.
const (
	manySteps = 200
	fewSteps  = 50
)

func (d *derivatives) near(p []float64, mostSteps int) (*Approach, error) {
	l, err := d.study(p)
	if err != nil {
		return nil, err
	}
	for step := range mostSteps {
		if zeroed := l.WithoutDust(); zeroed != nil {
			return zeroed.approach(step), nil
		}
		if l.Zero() {
			return l.arrived(p, step)
		}
		next := l.newton()
		if next == nil {
			break
		}
		l = next
	}
	if exact := l.onBases(); exact != nil {
		return exact.arrived(p, mostSteps)
	}
	if tidy := l.Snapped(nil); tidy != nil {
		return tidy.arrived(p, mostSteps)
	}
	return nil, &NoCriticalPointError{From: p, Last: l.p, GradientNorm: l.norm()}
}

// arrived is the critical point that l is, unless the gradient only fades there.
func (l *Study) arrived(from []float64, steps int) (*Approach, error) {
	if l.fadesOut(from) {
		return nil, &NoCriticalPointError{From: from, Last: l.p, GradientNorm: l.norm(), Fading: true}
	}
	return l.Polished(nil).approach(steps), nil
}

// Vanishes reports whether f is smooth at p and every entry of its gradient there is zero within rounding; false too where that
// cannot be told, as in very many variables.
func Vanishes(f *expr.Function, p []float64) bool { return vanishesWithin(f, p, 1) }

// VanishesBeside is Vanishes for points at which a run came to rest: its last steps are lost in the rounding of p while p is
// still a few units in the last place beside the zero of the gradient.
func VanishesBeside(f *expr.Function, p []float64) bool {
	const few = 8 // half units in the last place
	return vanishesWithin(f, p, few)
}

func vanishesWithin(f *expr.Function, p []float64, slops float64) bool {
	if len(p) > largestFormed {
		return false
	}
	l, err := study(f, p)
	return err == nil && l.Smooth() && l.criticalWithin(slops)
}

// IsCorner reports whether f has different gradients on different sides of p; false too where that cannot be told.
func IsCorner(f *expr.Function, p []float64) bool {
	if len(p) > largestFormed || len(expr.Kinks(f.Value)) == 0 {
		return false
	}
	l, err := study(f, p)
	return err == nil && l.corner != [2]int{}
}

// newton is the best of the points along Newton's step: the whole step, halves of it while the gradient does not get
// shorter, and whole multiples where it gets shorter only a little. It is nil where none helps.
func (l *Study) newton() *Study {
	step := l.step()
	if step == nil {
		return nil
	}
	norm := l.norm()
	for shrink := 1.0; shrink > 1e-10; shrink /= 2 {
		if shrink < 1 && l.isLonger(step, shrink, norm) {
			continue
		}
		next := l.moved(step, shrink)
		if next == nil || !(next.norm() < norm) && !(shrink == 1 && l.refinedBy(next)) {
			continue
		}
		if shrink == 1 && next.norm() > norm/20 {
			return l.longest(step, next)
		}
		return next
	}
	return nil
}

// refinedBy reports whether next is the better one within rounding: the gradient is about as short, and its worst entry
// closer to what rounding explains.
func (l *Study) refinedBy(next *Study) bool {
	return next.norm() < 2*l.norm() && next.excess() < l.excess()/2
}

// longest tries the multiples of the step that would reach a point where the gradient has a zero of higher order.
func (l *Study) longest(step []float64, best *Study) *Study {
	for _, multiple := range []float64{2, 3, 4, 5, 6, 7} {
		if l.isLonger(step, multiple, best.norm()) {
			continue
		}
		if next := l.moved(step, multiple); next != nil && next.norm() < best.norm() {
			best = next
		}
	}
	return best
}

// isLonger reports whether the gradient at p + by·step is surely longer than some norm, where a formula tells: far from its zeros, and
// when so many places have been looked at that it pays to compile one.
func (l *Study) isLonger(step []float64, by, norm float64) bool {
	const pays, far, surely = 12, 1e6, 1.001
	d := l.by
	if d.looked++; d.looked < pays || l.excess() < far {
		return false
	}
	if d.slopes == nil {
		if expr.Catch(func() { d.slopes, _ = native.MachineOf(l.f.Variables, l.f.Gradient().Value) }) != nil || d.slopes == nil {
			d.looked = math.MinInt // there is no formula
			return false
		}
	}
	n := len(l.p)
	at := make([]float64, 2*n)
	q, gradient := at[:n], at[n:]
	floats.AddScaledTo(q, l.p, by, step)
	if d.slopes.Run(q, gradient) != nil {
		return false
	}
	return floats.Norm(gradient, 2) > surely*norm // false of NaN
}

// step is Newton's, -H⁺∇f, H⁺ the inverse on the eigenvectors whose eigenvalue is not lost in rounding.
func (l *Study) step() []float64 { return l.stepAbove(0) }

// stepAbove is -H⁺∇f with H⁺ the inverse on the eigenvectors whose eigenvalue is more than rounding, and more than a part of
// the largest.
func (l *Study) stepAbove(part float64) []float64 {
	if !l.Smooth() {
		return nil
	}
	s, err := l.spectrum()
	if err != nil {
		return nil
	}
	d, largest := s.Decomposition, 0.0
	for _, value := range d.Values {
		largest = math.Max(largest, math.Abs(value))
	}
	least := math.Max(part*largest, s.bound)
	step := make([]float64, len(l.p))
	for k, value := range d.Values {
		if math.Abs(value) <= least {
			continue
		}
		v := d.Vector(k)
		along := 0.0
		for i, g := range l.gradient {
			along += v[i] * g.Mid
		}
		for i := range step {
			step[i] -= along / value * v[i]
		}
	}
	return step
}

// Polished takes the few further steps that still shorten the gradient, and short decimals where they do as well, of those that may
// be the point; nil for any.
func (l *Study) Polished(may func(q []float64) bool) *Study {
	for range 3 {
		if l.norm() == 0 {
			break // nothing is shorter
		}
		step := l.step()
		if step == nil || !l.leaves(step) {
			break
		}
		next := l.moved(step, 1)
		if next == nil || !next.Zero() || !(next.norm() < l.norm()) {
			break
		}
		l = next
	}
	if len(l.flatDirections()) > 0 {
		if exact := l.onBases(); exact != nil {
			return exact
		}
	}
	if tidy := l.Snapped(may); tidy != nil {
		return tidy
	}
	return l
}

// leaves reports whether p and a step come to another point.
func (l *Study) leaves(step []float64) bool {
	for i, x := range l.p {
		if x+step[i] != x {
			return true
		}
	}
	return false
}

// onBases is a critical point close by where bases of powers vanish, nil where there is none. Powers of unlike order, as in
// g₁⁶ + g₂⁴, hide it from Newton's method on ∇f, whose steps for the lower order end in what is rounding for the higher one.
func (l *Study) onBases() *Study {
	const close = 1e-2
	if len(l.p) > largestExpanded {
		return nil
	}
	b := l.by.factors()
	if b == nil {
		return nil
	}
	around := make(interval.Box, len(l.p))
	for i, x := range l.p {
		reach := close * (1 + math.Abs(x))
		around[i] = interval.Of(x-reach, x+reach)
	}
	var best *Study
	for _, z := range b.Zeros(around) {
		next, err := l.by.study(z)
		if err == nil && next.Zero() && next.norm() <= l.norm() && (best == nil || floats.Distance(z, l.p, 2) < floats.Distance(best.p, l.p, 2)) {
			best = next
		}
	}
	return best
}

// WithoutDust is the critical point that l becomes when the coordinates that are tiny beside the others are set to zero, or
// nil: towards zero Newton's method would go on for ever.
func (l *Study) WithoutDust() *Study {
	largest := 0.0
	for _, x := range l.p {
		largest = math.Max(largest, math.Abs(x))
	}
	q, dusty := append([]float64(nil), l.p...), false
	for i, x := range q {
		if x != 0 && math.Abs(x) < 1e-14*math.Max(largest, 1) {
			q[i], dusty = 0, true
		}
	}
	if !dusty {
		return nil
	}
	clean, err := l.by.study(q)
	if err != nil || !clean.Zero() {
		return nil
	}
	return clean
}

// Snapped is a point of short decimals close by at which the gradient is no longer, the shortest that there is, or nil.
// Where the Hessian is singular Newton's method stops within a few digits of the point, since the gradient is lost in
// rounding all around it. Only points that may be it are looked at; nil for any.
func (l *Study) Snapped(may func(q []float64) bool) *Study {
	q := make([]float64, len(l.p))
	for scale := 1.0; scale <= 1e6; scale *= 10 {
		near := true
		for i, x := range l.p {
			q[i] = math.Round(x*scale)/scale + 0 // no -0
			near = near && math.Abs(q[i]-x) <= 1e-2*(1+math.Abs(x))
		}
		if !near || may != nil && !may(q) {
			continue
		}
		if tidy, err := l.by.study(slices.Clone(q)); err == nil && tidy.Zero() && tidy.norm() <= l.norm() && l.FlatTo(q) {
			return tidy
		}
	}
	return nil
}

// FlatTo reports whether the gradient may be zero all the way to q: then q is the same critical point, as far as can be told.
func (l *Study) FlatTo(q []float64) bool {
	for _, part := range []float64{0.25, 0.5, 0.75} {
		step := make([]float64, len(q))
		for i := range q {
			step[i] = part * (q[i] - l.p[i])
		}
		if between := l.moved(step, 1); between == nil || !between.Zero() {
			return false
		}
	}
	return true
}

func (l *Study) approach(steps int) *Approach {
	v := &Verdict{}
	l.reportGradient(v)
	return &Approach{At: l.p, Residual: v.GradientNorm, Slop: v.GradientSlop, Steps: steps}
}
