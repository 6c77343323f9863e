package descent

import (
	"context"
	"math"
	"math/rand/v2"

	"saddle/numerics/program/native"
)

// walks is machine code for many walks side by side, with how they end; nil where there are few, or where the step cannot be
// compiled.
func (c *Compiled) walks(count int, w native.Walk) *native.Walks {
	s := c.step
	p := s.machine.Program()
	if s.rows != nil || s.sight != nil || float64(count)*float64(c.options.steps())*float64(len(p.Executed())) < worthCompiling {
		return nil
	}
	w.Recurrence = native.Recurrence{State: s.kept, Next: s.point, Number: s.number, Stop: outStop, Point: s.size, Moves: s.timed}
	w.Value, w.Norm = outF, outNorm
	return native.NewWalks(p, w)
}

// basinWalks go until the gradient is as good as zero.
func (c *Compiled) basinWalks(count int) *native.Walks {
	return c.walks(count, native.Walk{Small: small * small})
}

// escapeWalks go until f has fallen.
func (c *Compiled) escapeWalks(t Trials) *native.Walks {
	return c.walks(t.Count, native.Walk{Falls: true, Fall: t.Fall})
}

// abreast is walks side by side in one goroutine; where there is no code for them, none.
type abreast struct {
	*Compiled
	walkers *native.Walkers
	draw    bool // their steps take random numbers
	step    *step
	initial *starter
}

func (c *Compiled) newAbreast(walks *native.Walks) *abreast {
	a := &abreast{Compiled: c}
	if walks == nil {
		return a
	}
	if a.walkers = walks.Walkers(); a.walkers == nil {
		return a
	}
	a.draw = walks.Draw()
	a.step, a.initial = c.copy(basinSeed)
	return a
}

func (a *abreast) close() {
	if a.walkers != nil {
		a.walkers.Close()
	}
}

// begin starts a walk with random numbers of its own, of which the initial start-variables take the first.
func (a *abreast) begin(start []float64, seed uint64) error {
	var chance *rand.PCG
	if a.draw || a.initial != nil && !a.initial.machine.Program().Scalar {
		chance = rand.NewPCG(seed, 0)
	}
	if a.initial != nil && chance != nil {
		a.initial.machine.SetRandom(rand.New(chance))
	}
	if err := a.step.begin(start, a.initial); err != nil {
		return err
	}
	a.walkers.Start(a.step.in[:a.step.kept], chance)
	return nil
}

// end takes all walks that were begun to their ends; false where they are to be walked by themselves.
func (a *abreast) end(ctx context.Context) bool {
	ended, err := a.walkers.Go(a.options.steps(), func() bool { return ctx.Err() != nil })
	return err == nil && ended
}

func (a *abreast) arrival(k int) native.Arrival {
	return a.walkers.Arrival(k, a.step.in[:a.step.kept])
}

// escapes walks the walks of some numbers.
func (a *abreast) escapes(ctx context.Context, start []float64, t Trials, e *Escapes, from, to int) error {
	together, err := a.escapeTogether(ctx, start, t, e, from, to)
	for i := from; i < to && err == nil && ctx.Err() == nil; i++ {
		if !together || e.Status[i] == "" {
			e.Steps[i], e.Status[i], err = a.escape(ctx, start, t.Fall, t.Seed+uint64(i))
		}
	}
	return err
}

// escapeTogether walks side by side; those that are to be walked by themselves have no status then.
func (a *abreast) escapeTogether(ctx context.Context, start []float64, t Trials, e *Escapes, from, to int) (ended bool, err error) {
	if a.walkers == nil {
		return false, nil
	}
	for i := from; i < to; i++ {
		if err := a.begin(start, t.Seed+uint64(i)); err != nil {
			return false, err
		}
	}
	if !a.end(ctx) {
		return false, nil
	}
	for i := from; i < to; i++ {
		e.Steps[i], e.Status[i] = a.escaped(a.arrival(i - from))
	}
	return true, nil
}

// escaped is what came of a walk; no status where it must be walked by itself to see.
func (a *abreast) escaped(came native.Arrival) (steps float64, status Status) {
	switch {
	case came.Strayed:
		return math.Inf(1), ""
	case came.Fallen:
		return float64(came.Steps), StepsUsed
	case came.Lost:
		return math.Inf(1), Diverged
	case came.Steps == a.options.steps():
		return math.Inf(1), StepsUsed
	}
	return math.Inf(1), ""
}

// arrivals walks from all points of a line of the grid.
func (a *abreast) arrivals(ctx context.Context, x []float64, y float64, arrivals []arrival) error {
	from, err := a.arriveTogether(ctx, x, y, arrivals)
	if err != nil {
		return err
	}
	for i := from; i < len(x); i++ {
		if arrivals[i], err = a.arrive(ctx, x[i], y); err != nil {
			return err
		}
	}
	return nil
}

// arriveTogether walks from as many points as it can, and returns how many.
func (a *abreast) arriveTogether(ctx context.Context, x []float64, y float64, arrivals []arrival) (done int, err error) {
	at := []float64{0, y}
	for a.walkers != nil && done < len(x) && ctx.Err() == nil {
		count := min(native.Side, len(x)-done)
		for i := range count {
			at[0] = x[done+i]
			if err := a.begin(at, basinSeed); err != nil {
				return done, err
			}
		}
		if !a.end(ctx) {
			return done, nil
		}
		for i := range count {
			if arrivals[done+i], err = a.arrived(ctx, a.arrival(i), x[done+i], y); err != nil {
				return done, err
			}
		}
		done += count
	}
	return done, nil
}

// arrived is where a walk came to; one that strayed is walked again, step by step.
func (a *abreast) arrived(ctx context.Context, came native.Arrival, x, y float64) (arrival, error) {
	if came.Strayed {
		return a.arrive(ctx, x, y)
	}
	return arrival{at: [2]float64{came.State[0], came.State[1]}, steps: came.Steps, settled: came.Norm <= small*(1+came.First), lost: came.Lost}, nil
}
