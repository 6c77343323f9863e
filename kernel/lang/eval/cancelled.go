package eval

import (
	"math"

	"saddle/numerics/expansion"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// mostCancelled is how many derivatives of one cell are looked at for digits lost to cancellation.
const mostCancelled = 200

// mostUncancelled is how many products of many digits a power series may take for that: milliseconds.
const mostUncancelled = 10_000

// cancels reports whether rounding may have taken more than the last digits of some entry of a formula at a point.
func cancels(n *expr.Node, variables []*expr.Node, at, found []float64) bool {
	const lost = 1e-12
	code, err := program.Compile(variables, []*expr.Node{n})
	if err != nil {
		return false
	}
	in, out := make([]interval.Interval, len(at)), make([]interval.Interval, code.Outputs())
	for i, x := range at {
		in[i] = interval.Exactly(x)
	}
	interval.NewMachine(code).Run(in, out)
	for k, r := range out {
		if r.Doubts == 0 && r.Width() > lost*math.Abs(found[k]) {
			return true
		}
	}
	return false
}

// coefficientsOf are the gradient, or the Hessian row by row, that a power series of n variables has at its point.
func coefficientsOf(p expansion.Polynomial, n, order int) []float64 {
	entries := make([]float64, int(math.Pow(float64(n), float64(order))))
	for k, powers := range p.Powers {
		var places []int
		for i, times := range powers {
			for range times {
				places = append(places, i)
			}
		}
		switch {
		case len(places) != order:
		case order == 1:
			entries[places[0]] = p.Coefficients[k]
		case places[0] == places[1]:
			entries[places[0]*n+places[1]] = 2 * p.Coefficients[k]
		default:
			entries[places[0]*n+places[1]] = p.Coefficients[k]
			entries[places[1]*n+places[0]] = p.Coefficients[k]
		}
	}
	return entries
}
