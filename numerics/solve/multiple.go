package solve

import (
	"math"

	"saddle/numerics/critical/exact"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// mostMultiple is up to which order a solution of one equation is looked at.
const mostMultiple = 8

// multiple reports whether the solution in an undecided part is the only one there: of one equation, where the first derivatives are zero
// without rounding too and the next is nowhere zero in the hull, so that u(x) = u⁽ᵏ⁾(ξ) (x - p)ᵏ/k!. The solution is then proven.
func (s *search) multiple(hull interval.Box, found *Solution) bool {
	around := hull.Hull(pointBox(found.At))
	switch {
	case exact.OnlyZero(s.variables, s.equations, found.At, around):
		found.Proven, found.Within = true, around
		return true
	case s.n != 1:
		return false
	case s.ofProduct(around, found):
		return true
	case !found.Exact:
		return false
	}
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

// ofProduct reports whether one factor of the equation has one zero in the hull, and the others have none: that is the solution.
func (s *search) ofProduct(hull interval.Box, found *Solution) bool {
	if len(s.equations) != 1 {
		return false
	}
	var with *expr.Node
	simple := false
	for _, u := range factors.Of(expr.Flatten(s.equations[0])) {
		over := enclosed(s.variables, hull, u)
		if over == nil || over[0].Doubts != 0 || over[1].Doubts != 0 {
			return false
		}
		if !over[0].Contains(0) {
			continue
		}
		simple = with == nil && !over[1].Contains(0)
		with = u
	}
	if !simple {
		return false
	}
	crossed, ok := s.crossing(with, hull[0])
	if !ok {
		return false
	}
	at := tidied([]float64{crossed.Mid()}, interval.Box{crossed})
	if whole := enclosed(s.variables, hull, s.equations[0]); whole == nil || whole[0].Doubts != 0 && !s.tests.exact(at) {
		return false // the product may have no value there
	}
	found.At, found.Proven, found.Within = at, true, hull
	return true
}

// crossing is where a monotone number passes zero in an interval, as closely as its sign is known; ok is false where it does not.
func (s *search) crossing(u *expr.Node, within interval.Interval) (at interval.Interval, ok bool) {
	code, err := program.Compile(s.variables, []*expr.Node{u})
	if err != nil {
		return at, false
	}
	machine, out := interval.NewMachine(code), make([]interval.Interval, 1)
	sign := func(x float64) int {
		machine.Run(pointBox([]float64{x}), out)
		switch {
		case out[0].Lo > 0:
			return 1
		case out[0].Hi < 0:
			return -1
		}
		return 0
	}
	first := sign(within.Lo)
	if first == 0 || sign(within.Hi) != -first {
		return at, false
	}
	for at = within; ; {
		middle := at.Mid()
		if middle <= at.Lo || middle >= at.Hi {
			return at, true
		}
		switch sign(middle) {
		case 0:
			return interval.Of(math.Max(at.Lo, middle-at.Width()/4), math.Min(at.Hi, middle+at.Width()/4)), true
		case first:
			at.Lo = middle
		default:
			at.Hi = middle
		}
	}
}

// enclosed are a number and its derivative over an interval; nil where they cannot be computed.
func enclosed(variables []*expr.Node, x interval.Box, u *expr.Node) (out []interval.Interval) {
	_ = expr.Catch(func() {
		code, err := program.Compile(variables, []*expr.Node{u, expr.Gradient(u, variables...)[0]})
		if err != nil || code.Outputs() != 2 {
			return
		}
		out = make([]interval.Interval, 2)
		interval.NewMachine(code).Run(x, out)
	})
	return out
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
