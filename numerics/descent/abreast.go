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

// escapeFrom walks the walks of some numbers, side by side where there is code.
func (c *Compiled) escapeFrom(ctx context.Context, walks *native.Walks, start []float64, t Trials, e *Escapes, from, to int) error {
	done, err := c.escapeAbreast(ctx, walks, start, t, e, from, to)
	for i := from; i < to && err == nil && ctx.Err() == nil; i++ {
		if i >= from+done || e.Status[i] == "" {
			e.Steps[i], e.Status[i], err = c.escape(ctx, start, t.Fall, t.Seed+uint64(i))
		}
	}
	return err
}

// escapeAbreast walks side by side, and returns how many walks it did; those that are to be walked by themselves have no status.
func (c *Compiled) escapeAbreast(ctx context.Context, walks *native.Walks, start []float64, t Trials, e *Escapes, from, to int) (done int, err error) {
	if walks == nil {
		return 0, nil
	}
	w := walks.Walkers()
	if w == nil {
		return 0, nil
	}
	defer w.Close()
	s, initial := c.copy(t.Seed)
	for i := from; i < to; i++ {
		chance := chanceOf(t.Seed+uint64(i), initial)
		if err := s.begin(start, initial); err != nil {
			return 0, err
		}
		w.Start(s.in[:s.kept], chance)
	}
	if ended, err := w.Go(c.options.steps(), func() bool { return ctx.Err() != nil }); err != nil || !ended {
		return 0, nil
	}
	for i := from; i < to; i++ {
		e.Steps[i], e.Status[i] = c.escaped(w.Arrival(i-from, s.in[:s.kept]))
	}
	return to - from, nil
}

// chanceOf is the random numbers of a walk, of which the initial start-variables take the first.
func chanceOf(seed uint64, initial *starter) *rand.Rand {
	chance := rand.New(rand.NewPCG(seed, 0))
	if initial != nil {
		initial.machine.SetRandom(chance)
	}
	return chance
}

// escaped is what came of a walk; no status where it must be walked by itself to see.
func (c *Compiled) escaped(a native.Arrival) (steps float64, status Status) {
	switch {
	case a.Strayed:
		return math.Inf(1), ""
	case a.Fallen:
		return float64(a.Steps), StepsUsed
	case a.Lost:
		return math.Inf(1), Diverged
	case a.Steps == c.options.steps():
		return math.Inf(1), StepsUsed
	}
	return math.Inf(1), ""
}

// arriveFrom walks from all points of a line of the grid.
func (c *Compiled) arriveFrom(ctx context.Context, walks *native.Walks, x []float64, y float64, arrivals []arrival) error {
	from, err := c.arriveAbreast(ctx, walks, x, y, arrivals)
	if err != nil {
		return err
	}
	for i := from; i < len(x); i++ {
		if arrivals[i], err = c.arrive(ctx, x[i], y); err != nil {
			return err
		}
	}
	return nil
}

// arriveAbreast walks from as many points as it can, and returns how many.
func (c *Compiled) arriveAbreast(ctx context.Context, walks *native.Walks, x []float64, y float64, arrivals []arrival) (done int, err error) {
	if walks == nil {
		return 0, nil
	}
	w := walks.Walkers()
	if w == nil {
		return 0, nil
	}
	defer w.Close()
	s, initial := c.copy(basinSeed)
	chance := chanceOf(basinSeed, initial)
	for done < len(x) && ctx.Err() == nil {
		count := min(native.Side, len(x)-done)
		for i := range count {
			if walks.Draw() {
				chance = chanceOf(basinSeed, initial)
			}
			if err := s.begin([]float64{x[done+i], y}, initial); err != nil {
				return done, err
			}
			w.Start(s.in[:s.kept], chance)
		}
		if ended, err := w.Go(c.options.steps(), func() bool { return ctx.Err() != nil }); err != nil || !ended {
			return done, nil
		}
		for i := range count {
			if arrivals[done+i], err = c.arrived(ctx, w.Arrival(i, s.in[:s.kept]), x[done+i], y); err != nil {
				return done, err
			}
		}
		done += count
	}
	return done, nil
}

// arrived is where a walk came to; one that strayed is walked again, step by step.
func (c *Compiled) arrived(ctx context.Context, a native.Arrival, x, y float64) (arrival, error) {
	if a.Strayed {
		return c.arrive(ctx, x, y)
	}
	return arrival{at: [2]float64{a.State[0], a.State[1]}, steps: a.Steps, settled: a.Norm <= small*(1+a.First), lost: a.Lost}, nil
}
