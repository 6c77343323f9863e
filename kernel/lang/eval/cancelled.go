package eval

import (
	"math"

	"saddle/kernel/lang/value"
	"saddle/numerics/expansion"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// mostCancelled is how many derivatives of one cell are looked at for digits lost to cancellation.
const mostCancelled = 200

// uncancelled is a derivative at a known point to all digits, where the terms of its formula nearly cancel there, as those of
// (sin(x)/x)' do near 0: then it is read from a power series in many digits.
func (e *evaluation) uncancelled(d *value.Derivative, t Trace, derivative, result value.Value, p Point) value.Value {
	of, isFormula := derivative.(value.Quantity)
	found, isNumber := result.(value.Quantity)
	if e.within != nil || !p.IsKnown() || d.Mark == value.Jacobi || !isFormula || !isNumber || e.cancelledSought == mostCancelled {
		return result
	}
	e.cancelledSought++
	if !cancels(of.Node, t.Variables, p.Flat(), found.Node.Data()) {
		return result
	}
	order := 1
	if d.Mark == value.Hessian {
		order = 2
	}
	polynomial, hasValue, ok := e.smoothExpansion(t, p, order)
	if !ok || !hasValue || polynomial.Edge {
		return result
	}
	sharp := coefficientsOf(polynomial, len(p.Flat()), order)
	if len(sharp) != found.Node.Shape().Size() || !value.AllFinite(sharp) {
		return result
	}
	return value.Quantity{Node: expr.Array(found.Node.Shape(), sharp)}
}

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
		if degreeOf(powers) != order {
			continue
		}
		var places []int
		for i, times := range powers {
			for range times {
				places = append(places, i)
			}
		}
		switch {
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
