package critical

import (
	"context"
	"fmt"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr/exprtest"
)

// What kind of point it is does not depend on the units of f, nor on those of the variables.
func TestClassifyIsFreeOfScale(t *testing.T) {
	for k, form := range []struct {
		formula          string
		kind             Kind
		strict, isolated bool
	}{
		{"u^2 - v^2", SaddlePoint, true, true},
		{"u^2 + u*v + v^2", LocalMinimum, true, true},
		{"-u^4 - v^4", LocalMaximum, true, true},
		{"u^4 - v^4", SaddlePoint, false, true},
		{"u^2 + v^3", SaddlePoint, false, true},
		{"u^2 - v^4", SaddlePoint, false, true},
		{"u^2 + v^6", LocalMinimum, true, true},
		{"u^3 - 3*u*v^2", SaddlePoint, false, true},
		{"(v - u^2)^2", LocalMinimum, false, false},
		{"(v - u^2)^2 + u^6", LocalMinimum, true, true},
		{"(v - u^2)*(v - 3*u^2)", SaddlePoint, false, true},
		{"cos(u) + u^2/2 + v^2", LocalMinimum, true, true},
		{"u^2*v^2", LocalMinimum, false, false},
		{"(u - v)^2 + (u - v)^3", LocalMinimum, false, false},
	} {
		if exprtest.Skips(k) {
			continue
		}
		for _, c := range []string{"10^(-300)", "10^(-20)", "10^100", "10^290"} {
			for _, s := range []string{"1", "0.001"} {
				for _, t0 := range []float64{0, 0.3} {
					formula := c + "*(" + replaced(form.formula, fmt.Sprintf("(%s*(x - %g))", s, t0), fmt.Sprintf("(%s*(y + %g))", s, t0)) + ")"
					v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x", "y"), []float64{t0, 0 - t0})
					if err != nil || v.Kind != form.kind || v.Strict != form.strict || v.Isolated != form.isolated {
						t.Errorf("%s: %s, strict %t, isolated %t, %v, %v", formula, v.Kind, v.Strict, v.Isolated, v.Reason, err)
					}
				}
			}
		}
	}
}
