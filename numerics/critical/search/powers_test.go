package search

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// searches is how many random functions each of the tests below searches.
var searches = flag.Int("searches", exprtest.Thin(30), "random functions to search")

// simpleZeros are functions of one number whose zeros are simple, nearly all of them at irrational places.
var simpleZeros = []string{
	"sin(x)", "cos(x) - 0.3", "x - cos(x/2)", "exp(x) - 2", "exp(-x) - x", "log(x + 4) - 1", "x^3 + 0.3*x - 2", "x^2 - 3", "x^2 - x - 1",
	"tanh(x) - 0.5", "atan(x) - 0.7", "x + sin(2*x) - 1", "sqrt(x + 5) - 2", "x*exp(x) - 1", "1/(x + 5) - 0.3", "cosh(x) - 3",
	"sinh(x) + x - 1", "x - 1/3", "3*x + 0.7", "sin(x) + cos(2*x) + 0.1", "x^5 - x - 1", "2*x - pi",
}

// sampled is a function of one number at points.
type sampled struct {
	machine *program.Machine
	out     []float64
}

func sample(t *testing.T, formula string) (value, slope *sampled) {
	f := criticaltest.Function("g", formula, "x")
	make1 := func(y *expr.Node) *sampled {
		p, err := program.Compile(f.Variables, []*expr.Node{y})
		if err != nil {
			t.Fatal(err)
		}
		return &sampled{p.NewMachine(), make([]float64, 1)}
	}
	return make1(f.Value), make1(expr.Flatten(f.Gradient().Value))
}

func (s *sampled) at(x float64) float64 {
	if s.machine.Run([]float64{x}, s.out) != nil {
		return math.NaN()
	}
	return s.out[0]
}

// zeros are where a function changes its sign between lo and hi, to the last digit.
func (s *sampled) zeros(lo, hi float64) []float64 {
	const steps = 4001
	var all []float64
	for k := range steps {
		a, b := lo+(hi-lo)*float64(k)/steps, lo+(hi-lo)*float64(k+1)/steps
		if !(s.at(a) < 0) == !(s.at(b) < 0) || math.IsNaN(s.at(a)+s.at(b)) {
			continue
		}
		rises := s.at(a) < 0
		for {
			m := a/2 + b/2
			if m == a || m == b {
				break
			}
			if s.at(m) < 0 == rises {
				a = m
			} else {
				b = m
			}
		}
		all = append(all, a/2+b/2)
	}
	return all
}

// kindOfPower is what ±g^p is where g has a simple zero.
func kindOfPower(sign float64, p int) critical.Kind {
	switch {
	case p%2 == 1:
		return critical.SaddlePoint
	case sign > 0:
		return critical.LocalMinimum
	}
	return critical.LocalMaximum
}

// Powers of functions with simple zeros: each zero is found, to within a few digits of the last, and of the right kind; and where
// the search claims that there is no other point, there is none.
func TestSearchPowers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	undecided, proven := 0, 0
	for k := range *searches {
		g, p := simpleZeros[k%len(simpleZeros)], 3+r.IntN(6)
		sign := float64(1 - 2*r.IntN(2))
		scale := []float64{1, 1, 2.7, 1e-6, 1e5}[r.IntN(5)]
		lo, hi := -2-r.Float64(), 2+r.Float64()
		formula := fmt.Sprintf("(%.7f)*(%s)^%d + 1", sign*scale, g, p)
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(lo, hi)}, Options{})
		value, slope := sample(t, g)
		zeros, turns := value.zeros(lo, hi), slope.zeros(lo, hi)
		for _, at := range zeros {
			undecided += checkListed(t, formula, found, []float64{at}, kindOfPower(sign, p))
		}
		if len(found.Points) != len(zeros)+len(turns) {
			t.Errorf("%s on %g..%g: points %v, want %v and %v", formula, lo, hi, places(found), zeros, turns)
		}
		if found.Proven {
			proven++
		}
	}
	t.Logf("%d searches: %d points of no decided kind, %d proven", *searches, undecided, proven)
	if undecided > *searches/10 {
		t.Errorf("%d points of no decided kind in %d searches", undecided, *searches)
	}
}

// checkListed checks that a point is listed once and with its kind, and counts it where no kind was decided.
func checkListed(t *testing.T, formula string, found *Findings, at []float64, kind critical.Kind) (undecided int) {
	t.Helper()
	listed := 0
	for _, q := range found.Points {
		if !criticaltest.CloseTo(q.At, at, 1e-7) {
			continue
		}
		listed++
		switch {
		case q.Kind == critical.Undecided:
			undecided++
		case q.Kind != kind:
			t.Errorf("%s at %v: %s, want %s (%s)", formula, at, q.Kind, kind, q.Reason)
		case !criticaltest.CloseTo(q.At, at, 1e-12):
			t.Errorf("%s: listed at %v, which is %v", formula, q.At, at)
		}
	}
	if listed != 1 {
		t.Errorf("%s: %v is listed %d times in %v; undecided %v", formula, at, listed, places(found), found.Undecided)
	}
	return undecided
}

// Sums of powers of two functions whose zero curves cross, at irrational points.
func TestSearchSumsOfPowers(t *testing.T) {
	pairs := []struct {
		g, h string
		at   func(a, b float64) []float64 // the crossing, of the zeros a of g's first part and b of h's
	}{
		{"x - %[1]s", "y - %[2]s", func(a, b float64) []float64 { return []float64{a, b} }},
		{"x + 2*y - %[1]s", "y - %[2]s", func(a, b float64) []float64 { return []float64{a - 2*b, b} }},
		{"sin(x - %[1]s)", "y - x - %[2]s", func(a, b float64) []float64 { return []float64{a, a + b} }},
		{"exp(x - %[1]s) - 1", "y - x^2 - %[2]s", func(a, b float64) []float64 { return []float64{a, a*a + b} }},
		{"x - y^3 - %[1]s", "tanh(y - %[2]s)", func(a, b float64) []float64 { return []float64{b*b*b + a, b} }},
	}
	r := rand.New(rand.NewPCG(6, 9))
	undecided := 0
	for k := range *searches {
		pair, p, q := pairs[k%len(pairs)], 3+r.IntN(4), 3+r.IntN(4)
		sign, other := float64(1-2*r.IntN(2)), float64(1-2*r.IntN(2))
		a, b := math.Round(1e3*(r.Float64()-0.5))/1e3, math.Round(1e12*(math.Sqrt(r.Float64())-0.5))/1e12
		first, second := fmt.Sprintf("(%g)", a), fmt.Sprintf("(%.17f)", b)
		formula := fmt.Sprintf("(%g)*(%s)^%d + (%g)*(%s)^%d", sign, fmt.Sprintf(pair.g+"%.0[2]s", first, second), p, other, fmt.Sprintf("%.0[1]s"+pair.h, first, second), q)
		at := pair.at(a, b)
		kind := critical.SaddlePoint
		if p%2 == 0 && q%2 == 0 && sign == other {
			kind = kindOfPower(sign, p)
		}
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(at[0]-0.9, at[0]+1.1), interval.Of(at[1]-1.2, at[1]+0.8)}, Options{Boxes: 20000})
		undecided += checkListed(t, formula, found, at, kind)
		if len(found.Points) != 1 {
			t.Errorf("%s: %v", formula, places(found))
		}
	}
	t.Logf("%d searches: %d points of no decided kind", *searches, undecided)
	if undecided > *searches/10 {
		t.Errorf("%d points of no decided kind in %d searches", undecided, *searches)
	}
}
