package factors_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// What partial derivatives have in common, worked out by hand; and their product with the rest is the gradient again.
func TestCommonOf(t *testing.T) {
	for _, test := range []struct{ formula, common string }{
		{"x^2*y", "x"},
		{"x^2*y^2", "x y"},
		{"x^3*y^3", "x^2 y^2"},
		{"x^2*(1 + y^2)", "x"},
		{"(x^2 + y^2 - 1)^2*(x - 3)", "x^2 + y^2 - 1"},
		{"x^4 + 2*x^2*y^2 + y^4 - 2*x^2 - 2*y^2", "x^2 + y^2 - 1"},
		{"x^4 - 2*x^2*y^2 + y^4", "x^2 - y^2"},
		{"x^2*y^4 - 2*x*y^2 + 1", "y x y^2 - 1"},
		{"x^2*exp(y)", "x exp(y)"},
		{"x^2 + y^2", ""},
		{"x*y + x", ""},
		{"sqrt(x)*y", ""},
	} {
		f := criticaltest.Function("f", test.formula, "x", "y")
		gradient := f.Gradient().Value.Entries()
		c := factors.CommonOf(gradient)
		if c == nil {
			if test.common != "" {
				t.Errorf("%s: nothing is found, not %s", test.formula, test.common)
			}
			continue
		}
		var names []string
		for k, n := range c.Of {
			name := expr.Text(n)
			if c.Powers[k] > 1 {
				name += fmt.Sprint("^", c.Powers[k])
			}
			names = append(names, name)
		}
		if got := strings.Join(names, " "); got != test.common {
			t.Errorf("%s: %s, not %s", test.formula, got, test.common)
		}
		code, err := program.Compile(f.Variables, []*expr.Node{expr.Stack(append(append(gradient, c.Of...), c.Rest...)...)})
		if err != nil {
			t.Fatal(err)
		}
		machine, out, r := code.NewMachine(), make([]float64, 4+len(c.Of)), rand.New(rand.NewPCG(1, 1))
		for range 20 {
			if err := machine.Run([]float64{2 * r.Float64(), 4*r.Float64() - 2}, out); err != nil {
				t.Fatal(err)
			}
			product := 1.0
			for k, n := range c.Powers {
				product *= math.Pow(out[2+k], float64(n))
			}
			for i := range 2 {
				if got, want := product*out[2+len(c.Of)+i], out[i]; math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
					t.Errorf("%s: entry %d is %g, not %g", test.formula, i+1, got, want)
				}
			}
		}
	}
}

// The sign of a number by fewer powers, and without what has a known sign.
func TestSign(t *testing.T) {
	known := func(n *expr.Node) int {
		switch expr.Text(n) {
		case "exp(x)":
			return 1
		case "y - 9":
			return -1
		}
		return 0
	}
	for formula, want := range map[string]string{
		"2*y^3": "y", "3*x^4": "x^2", "0 - x*y^2": "-x y^2", "4*x^2 + 4*y^2 - 4": "x^2 + y^2 - 1", "x/y": "x/y", "exp(x)*y^5": "y", "x*(y - 9)^3": "-x", "x*(y - 9)^2": "x",
	} {
		if got := expr.Text(factors.Sign(criticaltest.Function("f", formula, "x", "y").Value, known)); got != want {
			t.Errorf("%s has the sign of %s, not %s", formula, got, want)
		}
	}
}
