package critical

import (
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// isConstantAround reports whether a function put together of pieces is the same all around p: its gradient is exactly zero on a box
// about p, and it does not jump there. What is no piece is constant nowhere, unless it is so everywhere.
func isConstantAround(f *expr.Function, p []float64) (constant bool) {
	failure := expr.Catch(func() {
		if len(expr.Kinks(f.Value)) == 0 {
			return
		}
		code, err := program.Compile(f.Variables, []*expr.Node{f.Value, expr.Jacobian(f.Value, f.Variables...)})
		if err != nil {
			return
		}
		machine, out := interval.NewMachine(code), make([]interval.Interval, code.Outputs())
		for _, reach := range []float64{0.1, 1e-3, 1e-5} {
			machine.Run(interval.Around(p, reach), out)
			constant = constant || out[0].Doubts == 0 && areZero(out[1:])
		}
	})
	return constant && failure == nil
}

func areZero(all []interval.Interval) bool {
	for _, a := range all {
		if a != interval.Exactly(0) {
			return false
		}
	}
	return true
}
