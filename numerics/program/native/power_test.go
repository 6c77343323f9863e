package native

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// once is a step that replaces a number by a function of it.
func once(t *testing.T, f func(x *expr.Node) *expr.Node) *Steps {
	t.Helper()
	g := expr.NewGraph()
	x, k := g.Variable("x", expr.Scalar), g.Variable("t", expr.Scalar)
	p, err := program.Compile([]*expr.Node{x, k}, []*expr.Node{f(x)})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSteps(p, Recurrence{State: 1, Number: 1, Least: -1, Stop: -1})
	if s == nil {
		t.Skip("no compiler here")
	}
	t.Cleanup(s.Close)
	return s
}

// TestPowersOfNumbers compares β^y with expr.Power, also where it is below the normal numbers, 0 or infinite.
func TestPowersOfNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 3))
	for _, base := range []float64{0.9, 0.999, 2, 10, 0.5, 1.0000001, 1e-300, 3e-310, math.Pi, math.MaxFloat64} {
		s := once(t, func(x *expr.Node) *expr.Node { return expr.Pow(number(base), x) })
		strayed := 0
		for trial := range 4000 {
			y := math.Trunc(r.Float64() * 100_000)
			switch trial % 4 {
			case 1:
				y = (r.Float64()*1600 - 800) / math.Log(base)
			case 2:
				y = (-745.2 + r.Float64()*40) / math.Log(base)
			case 3:
				y = math.Round((-745.2 + r.Float64()*40) / math.Log(base))
			}
			state := []float64{y}
			report, err := s.Take(state, 0, 1)
			if err != nil {
				t.Fatal(err)
			}
			if report.Strayed {
				strayed++
				if y == math.Trunc(y) && math.Abs(y) > 64 {
					t.Errorf("%g^%g strays", base, y)
				}
			} else if want := expr.Power(base, y); !sameBits(state[0], want) {
				t.Fatalf("%g^%v = %v, want %v", base, y, state[0], want)
			}
		}
		if strayed > 2100 {
			t.Errorf("%d of 4000 powers of %g stray", strayed, base)
		}
	}
}

// TestWholePowers compares xⁿ with expr.Power.
func TestWholePowers(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 4))
	for n := -8.0; n <= 64; n++ {
		s := once(t, func(x *expr.Node) *expr.Node { return expr.Pow(x, number(n)) })
		strayed := 0
		for range 500 {
			x := randomNumber(r)
			state := []float64{x}
			report, err := s.Take(state, 0, 1)
			if err != nil {
				t.Fatal(err)
			}
			if report.Strayed {
				strayed++
			} else if want := expr.Power(x, n); !sameBits(state[0], want) {
				t.Fatalf("%v^%g = %v, want %v", x, n, state[0], want)
			}
		}
		if n == 3 && strayed > 150 {
			t.Errorf("%d of 500 cubes stray", strayed)
		}
	}
}
