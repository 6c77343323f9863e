package critical

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

var fadings = flag.Int("fadings", 90, "random functions without a critical point to follow")

// fading are functions with no critical point whose gradient gets as small as one likes on the way to infinity, u
// being a number that goes with x.
var fading = []string{
	"exp(u)", "exp(-u)", "tanh(u)", "1/(1 + exp(-u))", "log(1 + exp(u))", "log(1 + exp(-u))", "exp(-exp(u))", "atan(u)", "1/u",
	"u/sqrt(1 + u^2)", "tanh(u)^3 + tanh(u)", "exp(u) + exp(2*u)", "1/(1 + exp(u))^2", "1/(1 + exp(-u))^3", "1/u^2",
	"exp(-sqrt(1 + u^2) + u)", "log(2 + tanh(u))",
}

// Newton's method is never said to arrive where a gradient only fades, alone or beside a square.
func TestNearFindsNothingAfar(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for k := range *fadings {
		formula := fading[k%len(fading)]
		u := fmt.Sprintf("(%.3f*x - %.3f)", 0.2+3*r.Float64(), 2*r.Float64()-1)
		variables, from := []string{"x"}, []float64{6*r.Float64() - 3}
		if r.IntN(8) == 0 {
			from[0] *= 100
		}
		formula = strings.ReplaceAll(formula, "u", u)
		if r.IntN(3) == 0 {
			variables, from = append(variables, "y"), append(from, 2*r.Float64())
			formula += " + (y - 0.3)^2"
		}
		var none *NoCriticalPointError
		if near, err := Near(context.Background(), criticaltest.Function("f", formula, variables...), from); !errors.As(err, &none) {
			t.Errorf("%s from %v: %v, %v", formula, from, near, err)
		}
	}
}

// Critical points that are as flat as can be are found all the same, and those on exact plateaus.
func TestNearFindsFlatPoints(t *testing.T) {
	tests := []struct {
		formula  string
		from, to float64
	}{
		{"x^20", 1, 0}, {"(x - 0.3)^20", 1, 0.3}, {"sin(x)^5", 0.3, 0}, {"x^2 + 2*cos(x)", 1, 0}, {"(x - 1/3)^8*10^(-100)", 3, 1.0 / 3},
		{"x^2*exp(-x)", 0.3, 0}, {"x^2*exp(-x)", 1.9, 2}, {"exp(-x^2)", 0.1, 0}, {"tanh(x)^2", 0.2, 0}, {"3 + 0*x", 2, 2},
		{"(x - abs(x))^3", 2, 2}, {"tanh(x - 5)^4", 5.4, 5}, {"(1 - exp(-x))^6", 0.4, 0},
	}
	for _, test := range tests {
		near, err := Near(context.Background(), criticaltest.Function("f", test.formula, "x"), []float64{test.from})
		if err != nil || !criticaltest.CloseTo(near.At, []float64{test.to}, 1e-6) {
			t.Errorf("%s from %g: %v, %v; want %g", test.formula, test.from, near, err, test.to)
		}
	}
}
