package descent

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// Compiled is a rule compiled for a function, to be walked many times, also from several goroutines at once.
type Compiled struct {
	step    *step
	initial *starter
	options Options
}

// Compile takes a rule's lines down for a function and compiles the step, or finds it among the kept problems. Its errors are those of
// Run.
func Compile(rule *Rule, f *expr.Function, o Options) (*Compiled, error) {
	settings, err := rule.settings(o.Settings)
	if err != nil {
		return nil, err
	}
	if err := o.Batch.check(); err != nil {
		return nil, err
	}
	if !f.Value.Shape().IsScalar() {
		return nil, &expr.ShapeError{Op: "∇", Shapes: []expr.Shape{f.Value.Shape()}}
	}
	if c := o.Kept.find(rule, f, settings, o); c != nil {
		return c, nil
	}
	kept := o.Kept
	o.Kept = nil // what is compiled outlives what is kept
	c := &Compiled{options: o}
	failure := expr.Catch(func() { c.step, c.initial, err = compile(build(rule, f, settings, o), f, o) })
	if err = cmp.Or(failure, err); err == nil {
		kept.keep(rule, f, settings, c)
	}
	return c, err
}

// Dimension is how many numbers a point has.
func (c *Compiled) Dimension() int { return c.step.size }

// Stand is a point of a walk: where it is after Step steps, f and ‖∇f‖ there. Point is the walk's own and changes.
type Stand struct {
	Step         int
	Point        []float64
	F            float64
	GradientNorm float64
}

// Walk steps from start without keeping a record, with random numbers of its own, and shows every point to visit, the
// start first, until visit returns false, the steps are used up or something ends the run. It returns how it ended.
func (c *Compiled) Walk(ctx context.Context, start []float64, seed uint64, visit func(Stand) bool) (Status, error) {
	s, initial := c.copy(seed)
	interrupted := func() bool { return ctx.Err() != nil }
	s.machine.SetInterrupt(interrupted)
	s.sight.setInterrupt(interrupted)
	status, err := walk(s, initial, start, c.options.steps(), interrupted, visit)
	if errors.Is(err, program.ErrInterrupted) {
		return Interrupted, nil
	}
	return status, err
}

// copy is the step with a machine and random numbers of its own.
func (c *Compiled) copy(seed uint64) (*step, *starter) {
	s := *c.step
	s.chance = rand.NewPCG(seed, 0)
	random := rand.New(s.chance)
	s.machine = native.NewMachine(s.machine.Program())
	s.machine.SetRandom(random)
	s.in, s.out = make([]float64, len(s.in)), make([]float64, len(s.out))
	s.sight = s.sight.copy()
	if s.rows != nil {
		s.rows = newShuffle(s.rows.Batch, random)
	}
	if c.initial == nil {
		return &s, nil
	}
	m := c.initial.machine.Program().NewMachine()
	m.SetRandom(random)
	return &s, &starter{m}
}

func walk(s *step, initial *starter, start []float64, steps int, interrupted func() bool, visit func(Stand) bool) (Status, error) {
	if err := s.begin(start, initial); err != nil {
		return Interrupted, err
	}
	for k := 0; ; k++ {
		if interrupted() {
			return Interrupted, nil
		}
		if err := s.take(k + 1); err != nil {
			return Interrupted, err
		}
		f, norm := s.out[outF], s.out[outNorm]
		switch {
		case !finite(f):
			return Diverged, nil
		case !visit(Stand{k, s.in[:s.size], f, norm}), k == steps:
			return StepsUsed, nil
		case s.out[outStop] != 0:
			return StoppedByRule, nil
		case !allFinite(s.next()):
			return Diverged, nil
		case !s.timed && !s.moves():
			return Stalled, nil
		}
		s.advance()
	}
}
