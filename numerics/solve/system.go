// Package solve finds all solutions of as many equations as unknowns in a box, by branch and prune over interval enclosures, which proves
// what it finds and that there is no more. What resists a proof is searched by Newton's method and handed back as undecided.
//
// It is not for one solution near a point, and knows no function to be minimised.
//
//	s := solve.System{Variables: []*expr.Node{x, y}, Charts: []solve.Chart{{Equations: []*expr.Node{u, v}}}}
//	found, err := solve.Search(ctx, s, interval.Box{interval.Of(-1, 1), interval.Of(-1, 1)}, solve.Options{})
//	found.Solutions[0].At, found.Proven
package solve

import (
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// Chart is one way to write the equations, a number or vector each, together as many as there are unknowns. Every solution fulfils those
// of each chart; what fulfils them is a solution where Where is not zero, or everywhere if it is nil.
type Chart struct {
	Equations []*expr.Node
	Where     *expr.Node
}

// System is what is to be solved.
type System struct {
	Variables []*expr.Node // numbers, or vectors of numbers
	Charts    []Chart
	Zero      []*expr.Node // further numbers that are zero at each solution
	AtMost    []*expr.Node // numbers that are ≤ 0 at each solution that is asked for
}

// unknowns is how many numbers the variables have.
func (s System) unknowns() int {
	n := 0
	for _, v := range s.Variables {
		n += v.Shape().Size()
	}
	return n
}

// plain are the equations where each is written in one way and nothing else is asked; nil for any other system.
func (s System) plain() []*expr.Node {
	if len(s.Charts) != 1 || s.Charts[0].Where != nil || len(s.Zero)+len(s.AtMost) > 0 {
		return nil
	}
	return s.Charts[0].Equations
}

// chart is one of a system, compiled.
type chart struct {
	both  *interval.Machine // the equations, and their Jacobian row by row
	point *program.Machine  // the same, at points
	where *interval.Machine // nil: everywhere
	at    *program.Machine  // where, at points
	work  int
}

// compile is a chart for so many unknowns.
func compile(variables []*expr.Node, c Chart) (*chart, error) {
	var outputs []*expr.Node
	err := expr.Catch(func() {
		all := expr.Stack(c.Equations...)
		outputs = []*expr.Node{all, expr.Jacobian(all, variables...)}
	})
	if err != nil {
		return nil, err
	}
	code, err := program.Compile(variables, outputs)
	if err != nil {
		return nil, err
	}
	compiled := &chart{both: interval.NewMachine(code), point: code.NewMachine(), work: len(code.Code)}
	if c.Where == nil {
		return compiled, nil
	}
	where, err := program.Compile(variables, []*expr.Node{c.Where})
	if err != nil {
		return nil, err
	}
	compiled.where, compiled.at = interval.NewMachine(where), where.NewMachine()
	return compiled, nil
}

// tests is everything that must be zero, then what must be at most zero.
type tests struct {
	machine *interval.Machine // nil: nothing is asked
	written int               // how many are zero as they are written
	zeros   int               // and with those times their denominators
	out     []interval.Interval
	work    int
}

func (s System) tests() (*tests, error) {
	zero := s.differing()
	t := &tests{}
	for _, u := range zero {
		t.written += u.Shape().Size()
	}
	t.zeros = t.written
	for _, c := range s.Charts {
		cleared := withoutPoles(c)
		zero = append(zero, cleared...)
		t.zeros += len(cleared)
	}
	code, err := program.Compile(s.Variables, append(zero, s.AtMost...))
	if err != nil {
		return nil, err
	}
	t.machine, t.out, t.work = interval.NewMachine(code), make([]interval.Interval, code.Outputs()), len(code.Code)
	return t, nil
}

// differing are the equations of all charts, and those that always hold, each once.
func (s System) differing() (zero []*expr.Node) {
	seen := map[*expr.Node]bool{}
	add := func(list []*expr.Node) {
		for _, u := range list {
			if !seen[u] {
				seen[u], zero = true, append(zero, u)
			}
		}
	}
	for _, c := range s.Charts {
		add(c.Equations)
	}
	add(s.Zero)
	return zero
}

// withoutPoles are the equations of a chart times their denominators, where they have any: bounded at the poles, and zero at each solution.
func withoutPoles(c Chart) (list []*expr.Node) {
	_ = expr.Catch(func() {
		if cleared := factors.Cleared(expr.Stack(c.Equations...), false); cleared != nil {
			list = cleared.Entries()
		}
	})
	return list
}

// exclude reports whether a box can hold no solution.
func (t *tests) exclude(x interval.Box) bool {
	t.machine.Run(x, t.out)
	for k, u := range t.out {
		switch {
		case u.Doubts&interval.Empty != 0:
			return true
		case k < t.zeros && !u.Contains(0), k >= t.zeros && u.Lo > 0:
			return true
		}
	}
	return false
}

// exact reports whether a point fulfils everything without rounding.
func (t *tests) exact(at []float64) bool {
	t.machine.Run(pointBox(at), t.out)
	for k, u := range t.out {
		switch {
		case k >= t.written && k < t.zeros:
		case u.Doubts != 0, k < t.written && (u.Lo != 0 || u.Hi != 0), k >= t.zeros && u.Hi > 0:
			return false
		}
	}
	return true
}

func pointBox(at []float64) interval.Box {
	x := make(interval.Box, len(at))
	for i := range at {
		x[i] = interval.Exactly(at[i])
	}
	return x
}
