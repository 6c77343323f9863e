package native

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// listed are the functions that have lists.
var listed = []expr.Func{expr.Exp, expr.Log, expr.Sin, expr.Cos, expr.Tanh, expr.Log1p, expr.Expm1, expr.SechSquared, expr.OneMinusCosine}

// TestElementaryFunctions compares the functions with those of package expr over all numbers.
func TestElementaryFunctions(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 5))
	for _, f := range listed {
		s := once(t, func(x *expr.Node) *expr.Node { return expr.Apply(f, x) })
		strayed := 0
		for trial := range 4000 {
			x := randomNumber(r)
			switch trial % 4 {
			case 1:
				x = math.Float64frombits(r.Uint64())
			case 2:
				x = 1490*r.Float64() - 745
			}
			state := []float64{x}
			report, err := s.Take(state, 0, 1)
			if err != nil {
				t.Fatal(err)
			}
			if report.Strayed {
				strayed++
			} else if want := f.Value(x); !sameBits(state[0], want) {
				t.Fatalf("%s at %v = %v, want %v", f, x, state[0], want)
			}
		}
		if strayed > 1800 {
			t.Errorf("%s: %d of 4000 arguments stray", f, strayed)
		}
	}
}
