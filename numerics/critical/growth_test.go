package critical

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// Sums of powers of |x - p| with exponents above 1, even or odd, bent and times units: the lowest decides what the point is.
func TestGrowthDecides(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 1))
	exponents := []float64{1.25, 1.5, 1.75, 2.5, 3, 3.5}
	units := []string{"1", "exp(x)", "(3 + x)", "cosh(x)", "(2.5 + sqrt(abs(x + 2)))^0.5"}
	const cases = 200
	undecided := 0
	for range cases {
		p := []string{"0", "0.5", "-1.25"}[r.IntN(3)]
		u := []string{"(x - (%s))", "(3*(%s) - 3*x)", "tanh(x - (%s))", "sinh((%s) - x)"}[r.IntN(4)]
		turned := strings.Contains(u, "- x") || strings.Contains(u, "- 3*x")
		u = fmt.Sprintf(u, p)
		lowest, signs := 9.0, [2]int{} // before and behind p
		var terms []string
		for range 1 + r.IntN(3) {
			a, c, odd := exponents[r.IntN(len(exponents))], 1-2*r.IntN(2), r.IntN(2) == 1
			if a == lowest {
				continue // two of one order may cancel
			}
			term, sides := fmt.Sprintf("abs(%s)^%g", u, a), [2]int{c, c}
			if odd {
				term = fmt.Sprintf("%s*abs(%s)^%g", u, u, a-1)
				sides = [2]int{-c, c}
				if turned {
					sides = [2]int{c, -c}
				}
			}
			terms = append(terms, fmt.Sprintf("(%d)*%s*%s", c*(1+r.IntN(3)), units[r.IntN(len(units))], term))
			if a < lowest {
				lowest, signs = a, sides
			}
		}
		kind := SaddlePoint
		switch signs {
		case [2]int{1, 1}:
			kind = LocalMinimum
		case [2]int{-1, -1}:
			kind = LocalMaximum
		}
		formula := strings.Join(terms, " + ") + " + 0.7"
		at := map[string]float64{"0": 0, "0.5": 0.5, "-1.25": -1.25}[p]
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x"), []float64{at})
		switch {
		case err != nil:
			t.Fatal(err)
		case v.Kind == Undecided:
			undecided++
			t.Logf("undecided: %s at %g: %v", formula, at, v.Reason)
		case v.Kind != kind, v.GradientNorm != 0:
			t.Errorf("%s at %g: %s, ‖∇f‖ = %g; want %s: %v", formula, at, v.Kind, v.GradientNorm, kind, v.Reason)
		}
	}
	t.Logf("%d of %d undecided", undecided, cases)
	if undecided > cases/10 {
		t.Errorf("%d of %d undecided", undecided, cases)
	}
}

// What grows as the distance does, or faster, is no critical point, and what has parts of one order is not decided by them.
func TestGrowthDecidesNothingElse(t *testing.T) {
	for _, formula := range []string{"x + x*sqrt(abs(x))", "sqrt(abs(x))*sin(x)/x", "abs(x)^0.5*x - x*abs(x)^0.5*cos(x)", "x*sqrt(abs(x)) - exp(x)"} {
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x"), []float64{0})
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(v.Reason.Key, "critical.growth") || v.Kind == SaddlePoint && formula[0] == 'x' {
			t.Errorf("%s: %s, %v", formula, v.Kind, v.Reason)
		}
	}
}
