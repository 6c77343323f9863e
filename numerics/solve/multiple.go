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
	for _, derivative := range s.derivatives {
		at, over := make([]interval.Interval, 1), make([]interval.Interval, 1)
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

// derivativesOf are those of the equation of a system of one unknown, in order; nil for others.
func derivativesOf(s System) (list []*interval.Machine) {
	if s.unknowns() != 1 {
		return nil
	}
	_ = expr.Catch(func() {
		u := s.Charts[0].Equations[0]
		for range mostMultiple {
			u = expr.Gradient(expr.Total(u), s.Variables...)[0]
			code, err := program.Compile(s.Variables, []*expr.Node{u})
			if err != nil {
				return
			}
			list = append(list, interval.NewMachine(code))
		}
	})
	return list
}
