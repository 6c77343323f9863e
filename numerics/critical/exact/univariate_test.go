package exact

import (
	"fmt"
	"math/big"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// A polynomial is read where all of its numbers are known exactly: not one with all the digits that a double has, which may be a
// quotient that was rounded.
func TestCoefficients(t *testing.T) {
	for formula, want := range map[string]string{
		"x^3/3 - 0.1*x": "[0/1 -1/10 0/1 1/3]",
		"(x - 1/3)^2":   "[1/9 -2/3 1/1]",
		"0.12345*x":     "[0/1 2469/20000]",
	} {
		if p, ok := Coefficients(criticaltest.Function("f", formula, "x")); !ok || len(p) == 0 || want != text(p) {
			t.Errorf("%s: %v, want %s", formula, p, want)
		}
	}
	for _, formula := range []string{"35.699410959719165*x", "(600000/16807)*x^2", "sin(x)", "1/x"} {
		if p, ok := Coefficients(criticaltest.Function("f", formula, "x")); ok {
			t.Errorf("%s: %v", formula, p)
		}
	}
}

func text(p []*big.Rat) string { return fmt.Sprint(p) }
