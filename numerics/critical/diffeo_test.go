package critical

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr/exprtest"
)

// normalForms are degenerate points with what they are; a change of coordinates does not change that.
var normalForms = []struct {
	formula string
	kind    Kind
}{
	{"u^4 + v^4", LocalMinimum},
	{"-u^4 - v^4", LocalMaximum},
	{"u^4 - v^4", SaddlePoint},
	{"u^3 - 3*u*v^2", SaddlePoint},
	{"u^2 + v^3", SaddlePoint},
	{"u^2 + v^4", LocalMinimum},
	{"u^2 - v^4", SaddlePoint},
	{"-u^2 - v^4", LocalMaximum},
	{"u^2 + v^5", SaddlePoint},
	{"u^2 + v^6", LocalMinimum},
	{"(v - u^2)*(v - 3*u^2)", SaddlePoint},
	{"(v - u^2)^2", LocalMinimum},
	{"-(v - u^2)^2", LocalMaximum},
	{"(1 + u)*(v - u^2)^2 + u^6", LocalMinimum},
	{"u^2*v^2", LocalMinimum},
	{"u^2*v + v^3", SaddlePoint},
	{"u^2*v + v^4", SaddlePoint},
	{"u^3 + v^4", SaddlePoint},
	{"u^4 + u^2*v^2 + v^4", LocalMinimum},
	{"u^4 - 3*u^2*v^2 + v^4", SaddlePoint},
	{"u^4 + v^6", LocalMinimum},
}

// outer are rising functions, which change no verdict either.
var outer = []string{"%s", "exp(%s)", "sin(%s)", "tanh(%s) + 2", "5*(%s) - 7"}

// Each normal form is moved to a random place, turned and bent by a random change of coordinates with decimal coefficients,
// and must keep its verdict: no wrong one, and few undecided.
func TestClassifyBentNormalForms(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	decimal := func() float64 { return float64(random.IntN(41)-20) / 20 }
	undecided, cases := 0, 0
	for _, form := range normalForms {
		for range exprtest.Thin(2) {
			p := []float64{decimal(), decimal()}
			x, y := fmt.Sprintf("(x - (%g))", p[0]), fmt.Sprintf("(y - (%g))", p[1])
			bend := func(along, across string) string {
				return fmt.Sprintf("(%s + (%g)*%s + (%g)*%s^2 + (%g)*%s*%s)", along, decimal()/2, across, decimal()/2, x, decimal()/2, x, y)
			}
			formula := fmt.Sprintf(outer[random.IntN(len(outer))], replaced(form.formula, bend(x, y), bend(y, "0*"+x)))
			v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x", "y"), p)
			if err != nil {
				t.Fatal(err)
			}
			cases++
			switch v.Kind {
			case form.kind:
			case Undecided:
				undecided++
				t.Logf("%s, bent to %s: %v", form.formula, formula, v.Reason)
			default:
				t.Errorf("%s, bent to %s: %s, want %s: %v", form.formula, formula, v.Kind, form.kind, v.Reason)
			}
		}
	}
	if undecided*20 > cases {
		t.Errorf("%d of %d undecided", undecided, cases)
	}
}

func TestClassifyBentInSpace(t *testing.T) {
	random := rand.New(rand.NewPCG(41, 42))
	decimal := func() float64 { return float64(random.IntN(21)-10) / 20 }
	forms := []struct {
		formula string
		kind    Kind
	}{
		{"a^2 + b^2 + c^3", SaddlePoint},
		{"a^2 + b^2 + c^4", LocalMinimum},
		{"-(a^2) - b^2 - c^4", LocalMaximum},
		{"a^2 + b^4 + c^4", LocalMinimum},
		{"a^2 + b^3 - 3*b*c^2", SaddlePoint},
		{"a^2 - b^2 + c^4", SaddlePoint},
		{"a*b*c", SaddlePoint},
		{"a^4 + b^4 + c^4", LocalMinimum},
		{"(c - a*b)^2 + a^4 + b^4", LocalMinimum},
		{"(c - a^2)*(c - 3*a^2) + b^2", SaddlePoint},
		{"(c - a^2 - b^2)^2", LocalMinimum},
		{"a^2 + b^2*c^2 + b^6 + c^6", LocalMinimum},
	}
	for _, form := range forms {
		p := []float64{decimal(), decimal(), decimal()}
		x := fmt.Sprintf("(x - (%g))", p[0])
		y := fmt.Sprintf("(y - (%g))", p[1])
		z := fmt.Sprintf("(z - (%g))", p[2])
		bent := map[rune]string{
			'a': fmt.Sprintf("(%s + (%g)*%s + (%g)*%s^2)", x, decimal(), y, decimal(), z),
			'b': fmt.Sprintf("(%s + (%g)*%s*%s)", y, decimal(), x, z),
			'c': fmt.Sprintf("(%s + (%g)*%s + (%g)*%s^2)", z, decimal(), y, decimal(), x),
		}
		formula := ""
		for _, c := range form.formula {
			if with, ok := bent[c]; ok {
				formula += with
			} else {
				formula += string(c)
			}
		}
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x", "y", "z"), p)
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != form.kind {
			t.Errorf("%s, bent to %s: %s, want %s: %v", form.formula, formula, v.Kind, form.kind, v.Reason)
		}
	}
}

// replaced puts expressions in place of u and v.
func replaced(formula, u, v string) string {
	result := ""
	for _, c := range formula {
		switch c {
		case 'u':
			result += u
		case 'v':
			result += v
		default:
			result += string(c)
		}
	}
	return result
}
