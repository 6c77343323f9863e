package descent

import (
	"context"

	"saddle/numerics/program/native"
)

// walks is machine code for many walks side by side; nil where there are few, or where the step cannot be compiled.
func (c *Compiled) walks(count int) *native.Walks {
	s := c.step
	p := s.machine.Program()
	if s.rows != nil || s.sight != nil || float64(count)*float64(c.options.steps())*float64(len(p.Executed())) < worthCompiling {
		return nil
	}
	if c.initial != nil && !c.initial.machine.Program().Scalar {
		return nil
	}
	state := native.Recurrence{State: s.kept, Next: s.point, Number: s.number, Stop: outStop, Point: s.size, Moves: s.timed}
	return native.NewWalks(p, native.Walk{Recurrence: state, Value: outF, Norm: outNorm, Small: small * small})
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
	s, initial := c.copy(1)
	for done < len(x) && ctx.Err() == nil {
		count := min(native.Side, len(x)-done)
		for i := range count {
			if err := s.begin([]float64{x[done+i], y}, initial); err != nil {
				return done, err
			}
			w.Start(s.in[:s.kept])
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
