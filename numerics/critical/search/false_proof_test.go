package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// Critical points as close to one another, to corners and to the ends of domains as can be: where the search claims that there are no
// others, all of them are in its list.
func TestSearchProvesNothingFalse(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 1))
	forms := []struct {
		formula string // of the place %[1]s, the distance %[2]s and a number %[3]s
		at      func(a, d float64) []float64
	}{
		{"(x - %[1]s)^3/3 - %[2]s*(x - %[1]s)^2/2", func(a, d float64) []float64 { return []float64{a, a + d} }},
		{"(x - %[1]s)^3*(x - %[1]s - %[2]s)*%[3]s", func(a, d float64) []float64 { return []float64{a, a + 0.75*d} }},
		{"(x - %[1]s)^4*(x - %[1]s - %[2]s)^3", func(a, d float64) []float64 { return []float64{a, a + 4*d/7, a + d} }},
		{"sin(x - %[1]s)^2*%[3]s - sin(x - %[1]s)^3*%[3]s/(1.5*sin(%[2]s))", func(a, d float64) []float64 { return []float64{a, a + d} }},
		{"abs(x - %[1]s)*%[2]s + (x - %[1]s - %[2]s)^2", func(a, d float64) []float64 { return []float64{a, a + d/2} }},
		{"abs(x - %[1]s)*(x - %[1]s) - %[2]s*abs(x - %[1]s)", func(a, d float64) []float64 { return []float64{a, a + d/2} }},
		{"(x - %[1]s)*log((x - %[1]s)/%[2]s)", func(a, d float64) []float64 { return []float64{a, a + d/math.E} }},
		{"sqrt(x - %[1]s)*(x - %[1]s - %[2]s)", func(a, d float64) []float64 { return []float64{a, a + d/3} }},
		{"%[2]s*log(x - %[1]s) - x", func(a, d float64) []float64 { return []float64{a, a + d} }},
	}
	proven := 0
	for k := range *searches * 3 {
		form := forms[k%len(forms)]
		a, d := []float64{0, 0.5, 1.0 / 3, -0.7}[r.IntN(4)], math.Pow(10, -1-14*r.Float64())
		if d < 1e-13*math.Abs(a) {
			continue // not told apart from the place itself
		}
		formula := fmt.Sprintf(form.formula+"%.0[1]s%.0[2]s%.0[3]s", fmt.Sprintf("(%.17f)", a), fmt.Sprintf("(%.25f)", d), fmt.Sprintf("(%.4f)", 0.1+5*r.Float64()))
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(-1, 1.1)}, Options{Boxes: 4000})
		if !found.Proven {
			continue
		}
		proven++
		for _, at := range form.at(a, d) {
			listed := func(p Found) bool { return math.Abs(p.At[0]-at) <= 1e-3*d+4e-16*math.Abs(a) }
			if !slices.ContainsFunc(found.Points, listed) {
				t.Errorf("%s: claims to list all, but not %.17g (%.3g from the other): %v", formula, at, d, places(found))
			}
		}
	}
	t.Logf("%d of %d proven", proven, *searches*3)
}
