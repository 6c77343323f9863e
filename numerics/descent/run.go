package descent

import (
	"context"
	"errors"
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/reason"
)

// Options are how a run goes; the zero value is 100 steps with the rule's defaults.
type Options struct {
	Settings map[string]float64     // that differ from the rule's defaults
	Steps    int                    // at most; 0 means 100, below 0 none: the start alone is recorded
	Tol      float64                // the run has converged where ‖∇f‖ ≤ Tol; 0 means that it never has
	Noise    float64                // standard deviation of a normal number added to each entry of ∇f, each step
	Batch    *Batch                 // takes ∇f over a few rows of the data at a time; nil means over all
	Seed     uint64                 // of everything random in the run
	Corner   func(p []float64) bool // reports whether f has a corner at p, where a gradient that is taken for 0 says nothing; nil: nowhere
	Vanishes func(p []float64) bool // reports whether ∇f is zero within rounding at p; nil: only where ‖∇f‖ is exactly 0
	Record   int                    // the record keeps every so manieth step between its first and its last thousand; 0: all it has room for
	Progress func(steps int)        // told now and then how many steps are done; nil: nobody watches
	Kept     *Kept                  // finds and keeps compiled problems; nil: each run compiles its own

	open string // a setting that is an input of the step; empty: none
}

// defaultSteps is what Steps = 0 stands for.
const defaultSteps = 100

// Run steps from start by the rule and records the path. How it ends is the record's Status, an interruption too: the
// path up to there is kept. The error is a *SettingError, a *PointError, or an *expr.ShapeError, *expr.DerivativeError or
// the like for a function or a rule that cannot be what it is used as; what the rule's Build panics with otherwise, passes.
func Run(ctx context.Context, rule *Rule, f *expr.Function, start []float64, o Options) (*Record, error) {
	records, err := Runs(ctx, rule, f, start, o, []uint64{o.Seed})
	if len(records) == 0 {
		return nil, err
	}
	return records[0], err
}

// Runs is Run once for each seed, in order. After an interruption it ends with the run that was interrupted.
func Runs(ctx context.Context, rule *Rule, f *expr.Function, start []float64, o Options, seeds []uint64) (records []*Record, err error) {
	settings, err := rule.settings(o.Settings)
	if err != nil {
		return nil, err
	}
	if n := f.Dimension(); n != len(start) {
		return nil, &PointError{f.Name, n, len(start)}
	}
	c, err := Compile(rule, f, o)
	if err != nil {
		return nil, err
	}
	o.Kept = nil
	progress := o.Progress
	for i, seed := range seeds {
		if progress != nil {
			o.Progress = func(steps int) { progress(i*o.steps() + steps) }
		}
		o.Seed = seed
		record := newRecord(rule, f, settings, c.step, o)
		record.replay = &replay{compiled: c, f: f}
		s, initial := c.copy(seed)
		r := &runner{step: s, options: o, record: record}
		records = append(records, record)
		if err := r.run(ctx, start, initial); err != nil || ctx.Err() != nil {
			return records, err
		}
		record.sharpenNorms()
	}
	return records, nil
}

// runner is a run under way.
type runner struct {
	*step
	options Options
	record  *Record
	rested  int // the last step that changed anything
	still   int // how many steps in a row have left θ where it is

	interrupted func() bool
	leaps       *leaps // over steps that are not kept; nil where each is taken by itself
}

func (r *runner) run(ctx context.Context, start []float64, initial *starter) error {
	r.interrupted = func() bool { return ctx.Err() != nil }
	r.machine.SetInterrupt(r.interrupted)
	r.sight.setInterrupt(r.interrupted)
	r.record.reserve(r.steps())
	if err := r.begin(start, initial); err != nil {
		return r.stopped(err)
	}
	r.record.begin(r.step)
	r.leaps = r.newLeaps()
	defer r.leaps.close()
	return r.walk()
}

// walk takes one step after the other, and leaps over those that are not kept.
func (r *runner) walk() error {
	for k := 0; ; k++ {
		if r.interrupted() {
			return r.stopped(program.ErrInterrupted)
		}
		if k&63 == 63 && r.options.Progress != nil {
			r.options.Progress(k)
		}
		if err := r.take(k + 1); err != nil {
			return r.stopped(err)
		}
		if r.ended(k) {
			return nil
		}
		if r.record.Every > 1 {
			r.record.thin()
		}
		r.record.append(r.step, k+1)
		r.advance()
		if r.leaps.mayBegin(k + 1) {
			landed, err := r.leap(k + 1)
			if err != nil {
				return r.stopped(err)
			}
			k = landed - 1
		}
	}
}

func (r *runner) steps() int { return r.options.steps() }

func (o Options) steps() int {
	switch {
	case o.Steps == 0:
		return defaultSteps
	case o.Steps < 0:
		return 0
	}
	return o.Steps
}

// stopped ends the record where the machine was interrupted.
func (r *runner) stopped(err error) error {
	if !errors.Is(err, program.ErrInterrupted) {
		return err
	}
	if observed := len(r.record.F); observed > 0 {
		r.record.dropAfter(r.record.StepOf(observed - 1))
	} else {
		r.record.observe(math.NaN(), math.NaN())
	}
	r.record.end(Interrupted, "descent.interrupted", r.record.Steps)
	return nil
}

// ended looks at the point after k steps and at the step that would follow, and ends the record if there is a reason.
func (r *runner) ended(k int) bool {
	f, norm := r.out[outF], r.out[outNorm]
	if !finite(f) {
		if k > 0 {
			r.record.Lost = append(r.record.Lost[:0], r.in[:r.size]...)
		}
		r.diverged(k, "descent.diverged.f")
		return true
	}
	r.record.observe(f, norm)
	switch {
	case r.options.Tol > 0 && norm <= r.options.Tol:
		r.converged(k, "descent.converged", k, norm, r.options.Tol)
	case k == r.steps():
		r.usedUp(k, norm)
	case r.out[outStop] != 0:
		r.record.end(StoppedByRule, "descent.stopped", k)
	case !allFinite(r.next()) && r.vanishes(k):
		r.converged(k, "descent.vanishes", k)
	case !allFinite(r.next()):
		r.record.Lost = append(r.record.Lost[:0], r.next()...)
		r.noteBroken()
		r.diverged(k+1, "descent.diverged.point")
	case r.moves():
		r.rested = k + 1
		if !r.settled(k) {
			return false
		}
		r.converged(k, "descent.vanishes", k)
	case r.timed:
		return false
	default:
		r.rest(k, norm)
	}
	return true
}

// settled reports whether θ has stood still for a few steps at a zero of the gradient, whatever else still moves: a radius that
// shrinks, a momentum that fades.
func (r *runner) settled(k int) bool {
	const few = 3
	if !slices.Equal(r.next(), r.in[:r.size]) {
		r.still = 0
		return false
	}
	r.still++
	return r.still == few && !r.timed && r.vanishes(k)
}

// rest ends a run that no longer moves after step k: it has converged where the gradient is zero within rounding.
func (r *runner) rest(k int, norm float64) {
	if r.vanishes(k) {
		r.converged(k, "descent.vanishes", k)
		return
	}
	r.record.end(Stalled, "descent.stalled", k, norm)
}

// converged ends a run where the gradient is zero after step k, unless it is only taken for that, at a corner.
func (r *runner) converged(k int, key string, values ...any) {
	if r.options.Corner != nil && r.options.Corner(r.record.Points.At(k)) {
		r.record.end(Stalled, "descent.corner", k)
		return
	}
	r.record.end(Converged, key, values...)
}

// vanishes reports whether ∇f is zero within rounding at point k.
func (r *runner) vanishes(k int) bool {
	return r.record.Norm(k) == 0 || r.options.Vanishes != nil && r.options.Vanishes(r.record.Points.At(k))
}

// usedUp ends a run after its last step; one that has long stood still is said to have stalled.
func (r *runner) usedUp(k int, norm float64) {
	const long = 10
	if k-r.rested >= long {
		r.rest(r.rested, norm)
		return
	}
	r.record.end(StepsUsed, "descent.used", k)
}

// noteBroken records the names that the step gave a value that is not finite.
func (r *runner) noteBroken() {
	r.record.Broken = r.record.Broken[:0]
	for _, n := range r.names {
		if !allFinite(r.out[n.at : n.at+n.shape.Size()]) {
			r.record.Broken = append(r.record.Broken, n.name)
		}
	}
}

// diverged drops a last point at which f has no finite value, but for the start.
func (r *runner) diverged(k int, key string) {
	r.record.dropAfter(k - 1)
	if k == 0 {
		r.record.observe(r.out[outF], r.out[outNorm])
	}
	r.record.end(Diverged, key, k)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func allFinite(xs []float64) bool {
	for _, x := range xs {
		if !finite(x) {
			return false
		}
	}
	return true
}

// end closes the record.
func (r *Record) end(status Status, key string, args ...any) {
	r.Status = status
	if len(r.Kept) == r.Steps+1 {
		r.Kept, r.states, r.chance = nil, nil, nil // it ended before any was dropped
	}
	r.Reason = reason.Of(key, args...)
}
