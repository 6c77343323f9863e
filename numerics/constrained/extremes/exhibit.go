package extremes

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/solve"
)

// exhibit reports whether a point of the region is found near some starts, and proven to be one, at which the function is below a value
// by more than rounding.
func (f *finding) exhibit(ctx context.Context, p Problem, than float64, starts [][]float64) bool {
	value, err := program.Compile(p.Variables, slices.Concat([]*expr.Node{p.F}, p.Within))
	if err != nil {
		return false
	}
	machine, out := interval.NewMachine(value), make([]interval.Interval, value.Outputs())
	set := constrained.Problem{Variables: p.Variables, F: p.F, On: p.On}
	for _, start := range starts {
		if ctx.Err() != nil {
			return false
		}
		x := provenPoint(ctx, set, start)
		if x == nil || f.Box != nil && !x.Within(f.Box) {
			continue
		}
		machine.Run(x, out)
		in := !slices.ContainsFunc(out[1:], func(h interval.Interval) bool { return !(h.Hi <= 0) || h.Doubts&interval.Partial != 0 })
		if in && out[0].Doubts&interval.Partial == 0 && (math.IsInf(than, 1) || out[0].Hi < than-1e-6*max(1, math.Abs(than))) {
			return true
		}
	}
	return false
}

// provenPoint is a box with a point of the set of a problem in it, near a start; nil where none is found, or proven. As many variables
// as there are constraints are solved for, the others stay.
func provenPoint(ctx context.Context, p constrained.Problem, start []float64) interval.Box {
	if len(p.On) == 0 {
		return pointBox(start)
	}
	at := ontoSet(p, start)
	if at == nil {
		return nil
	}
	for first := range p.Variables {
		if x := provenBeside(ctx, p, at, first); x != nil {
			return x
		}
	}
	return nil
}

// provenBeside is a box around a point in which it is proven that all constraints hold, where as many variables as there are
// constraints, from the first of them on, are free; nil where there is none.
func provenBeside(ctx context.Context, p constrained.Problem, at []float64, first int) interval.Box {
	n, m := len(p.Variables), len(p.On)
	isFree := func(i int) bool { return (i-first+n)%n < m }
	var from, to, free []*expr.Node
	var sides interval.Box
	for i := range n {
		if isFree(i) {
			free = append(free, p.Variables[i])
			reach := 1e-6 * (1 + math.Abs(at[i]))
			sides = append(sides, interval.Of(at[i]-reach, at[i]+reach))
			continue
		}
		from, to = append(from, p.Variables[i]), append(to, expr.Const(at[i]))
	}
	within := provenSolution(ctx, free, func() []*expr.Node { return expr.SubstituteAll(p.On, from, to) }, sides)
	if within == nil {
		return nil
	}
	x, k := pointBox(at), 0
	for i := range n {
		if isFree(i) {
			x[i] = within[k]
			k++
		}
	}
	return x
}

// provenSolution is a box within sides in which equations are proven to have a solution; nil where none is found.
func provenSolution(ctx context.Context, free []*expr.Node, equations func() []*expr.Node, sides interval.Box) interval.Box {
	var found *solve.Result
	_ = expr.Catch(func() {
		s := solve.System{Variables: free, Charts: []solve.Chart{{Equations: equations()}}}
		found, _ = solve.Search(ctx, s, sides, solve.Options{Boxes: 200})
	})
	if found == nil || len(found.Solutions) == 0 || !found.Solutions[0].Proven {
		return nil
	}
	return found.Solutions[0].Within
}
