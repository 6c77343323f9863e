package solve

import (
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// mostMultiple is up to which order a solution of one equation is looked at.
const mostMultiple = 8

// multiple reports whether the solution in an undecided part is the only one there: of one equation, where the first derivatives are zero
// without rounding too and the next is nowhere zero in the hull, so that u(x) = u⁽ᵏ⁾(ξ) (x - p)ᵏ/k!. The solution is then proven.
func (s *search) multiple(hull interval.Box, found *Solution) bool {
	if s.n != 1 || !found.Exact {
		return false
	}
	around := hull.Hull(pointBox(found.At))
	at, over := make([]interval.Interval, 1), make([]interval.Interval, 1)
	u := s.equation
	for range mostMultiple {
		var derivative *interval.Machine
		if u, derivative = s.derived(u); derivative == nil {
			return false
		}
		derivative.Run(pointBox(found.At), at)
		derivative.Run(around, over)
		if over[0].Doubts != 0 {
			return false
		}
		if !over[0].Contains(0) {
			found.Proven, found.Within = true, around
			return true
		}
		if at[0].Lo != 0 || at[0].Hi != 0 {
			return false
		}
	}
	return false
}

// derived is the derivative of a number by the one unknown, and how it is run; nil where that is too long.
func (s *search) derived(u *expr.Node) (derivative *expr.Node, machine *interval.Machine) {
	const longest = 400
	_ = expr.Catch(func() {
		before, err := program.Compile(s.variables, []*expr.Node{u})
		if err != nil || len(before.Code) > longest {
			return
		}
		derivative = expr.Gradient(u, s.variables...)[0]
		if code, err := program.Compile(s.variables, []*expr.Node{derivative}); err == nil {
			machine = interval.NewMachine(code)
		}
	})
	return derivative, machine
}
