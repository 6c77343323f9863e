package search

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
)

// cubicRoot is the solution of x + 2x³ = 0.3, which is no float.
const cubicRoot = 0.2634359009869085

// One point, degenerate or a corner, which is proven to be the only one in the box.
func TestSearchProvesDegeneratePointsAlone(t *testing.T) {
	for k, test := range []struct {
		formula, variables string
		at                 []float64
		kind               critical.Kind
	}{
		{"x*abs(x)", "x", []float64{0}, critical.SaddlePoint},
		{"abs(x)^3", "x", []float64{0}, critical.LocalMinimum},
		{"x^2*abs(x)*exp(x)", "x", []float64{0}, critical.LocalMinimum},
		{"(if x == 0 then 1 else sin(x)/x)", "x", []float64{0}, critical.LocalMaximum},
		{"(if x == 0 then 0.5 else (1 - cos(x))/x^2)", "x", []float64{0}, critical.LocalMaximum},
		{"exp(x^4 + y^4)", "x y", []float64{0, 0}, critical.LocalMinimum},
		{"sqrt(x^4 + y^4)", "x y", []float64{0, 0}, critical.LocalMinimum},
		{"(y - x^2)^2 + x^40", "x y", []float64{0, 0}, critical.LocalMinimum},
		{"(x - y^3)^4 - (y - 0.25)^6", "x y", []float64{0.015625, 0.25}, critical.SaddlePoint},
		{"(x+2*y-0.3)^4 + (y-x^3)^4", "x y", []float64{cubicRoot, cubicRoot * cubicRoot * cubicRoot}, critical.LocalMinimum},
		{"x^3 - 3*x*y^2", "x y", []float64{0, 0}, critical.SaddlePoint},
		{"abs(x)*x + y^2", "x y", []float64{0, 0}, critical.SaddlePoint},
		{"abs(x) + 2*abs(y - 0.5) + x^2", "x y", []float64{0, 0.5}, critical.NotDifferentiable},
		{"abs(x - y) + abs(x + y - 1)", "x y", []float64{0.5, 0.5}, critical.NotDifferentiable},
		{"x^4 + y^4*exp(z) + z^6", "x y z", []float64{0, 0, 0}, critical.LocalMinimum},
	} {
		if exprtest.Skips(k) {
			continue
		}
		variables := strings.Fields(test.variables)
		box := slices.Repeat(interval.Box{interval.Of(-1, 1.1)}, len(variables))
		found := mustSearch(t, criticaltest.Function("f", test.formula, variables...), box, Options{})
		if !found.Proven || len(found.Points) != 1 || found.Points[0].Kind != test.kind {
			t.Errorf("%s: %v, proven %v, %d regions, want one %s", test.formula, places(found), found.Proven, len(found.Regions), test.kind)
			continue
		}
		for i, x := range found.Points[0].At {
			if math.Abs(x-test.at[i]) > 1e-15 {
				t.Errorf("%s: at %v, want %v", test.formula, found.Points[0].At, test.at)
			}
		}
	}
}

// Of two critical points or corners as close as can be, none is proven to be alone.
func TestSearchProvesNothingFalseInThePlane(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 1))
	forms := []struct {
		formula string // of the distance %[1]s
		at      func(d float64) [][]float64
	}{
		{"x^4 - %[1]s*x^3 + (y - x^2)^4", func(d float64) [][]float64 { return [][]float64{{0, 0}, {0.75 * d, 0.5625 * d * d}} }},
		{"x^4 + y^3*(y - %[1]s)*exp(x^4)", func(d float64) [][]float64 { return [][]float64{{0, 0.75 * d}} }},
		{"abs(x)*x - %[1]s*abs(x) + abs(y)", func(d float64) [][]float64 { return [][]float64{{0, 0}, {d / 2, 0}} }},
		{"abs(x) + abs(y)*(y - %[1]s)^2", func(d float64) [][]float64 { return [][]float64{{0, 0}, {0, d}} }},
		{"sqrt(x^4 + y^4*(y - %[1]s)^2)", func(d float64) [][]float64 { return [][]float64{{0, 0}, {0, d}} }},
		{"(x^2 - %[1]s*x)^2 + y^4", func(d float64) [][]float64 { return [][]float64{{0, 0}, {d / 2, 0}, {d, 0}} }},
		{"x^3 - 3*x*y^2 - %[1]s*x", func(d float64) [][]float64 {
			return [][]float64{{math.Sqrt(d / 3), 0}, {-math.Sqrt(d / 3), 0}}
		}},
	}
	proven := 0
	for k := range *searches * 2 {
		form := forms[k%len(forms)]
		d := math.Pow(10, -1-11*r.Float64())
		formula := fmt.Sprintf(form.formula, fmt.Sprintf("(%.25f)", d))
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-1, 1.1), interval.Of(-1, 1.2)}, Options{Boxes: 4000})
		if !found.Proven {
			continue
		}
		proven++
		for _, at := range form.at(d) {
			listed := func(p Found) bool {
				return math.Hypot(p.At[0]-at[0], p.At[1]-at[1]) <= 1e-3*d
			}
			if !slices.ContainsFunc(found.Points, listed) {
				t.Errorf("%s: claims to list all, but not %v: %v", formula, at, places(found))
			}
		}
	}
	t.Logf("%d of %d proven", proven, *searches*2)
}

// What is decided of a point by itself, the search lists, be it with a value filled in.
func TestSearchListsWhatIsDecided(t *testing.T) {
	for k, test := range []struct{ formula, variables string }{
		{"(if x == 0 then 0 else exp(-1/x^2))", "x"},
		{"(if abs(x) + abs(y) == 0 then 0 else (x^4 + y^4)/(x^2 + y^2))", "x y"},
		{"(if abs(x) + abs(y) == 0 then 0 else x^2*y^2/(x^2 + y^2) + x^2 + y^2)", "x y"},
		{"(if y == 0 then 1 else sin(y)/y) - x^4", "x y"},
		{"(if x^2 + y^2 == 0 then 1 else sin(x^2 + y^2)/(x^2 + y^2))", "x y"},
		{"(if x == 0 then 1 else (exp(x) - 1 - x^2/2)/x - x/3) + 0*x", "x"},
	} {
		if exprtest.Skips(k) {
			continue
		}
		variables := strings.Fields(test.variables)
		f, origin := criticaltest.Function("f", test.formula, variables...), make([]float64, len(variables))
		found := mustSearch(t, f, slices.Repeat(interval.Box{interval.Of(-1, 1.1)}, len(variables)), Options{Boxes: 40000})
		v, err := critical.Classify(context.Background(), f, origin)
		if err != nil || v.Kind == critical.Undecided || v.Kind == critical.NotCritical {
			continue
		}
		if !slices.ContainsFunc(found.Points, func(p Found) bool { return p.Kind == v.Kind && criticaltest.CloseTo(p.At, origin, 1e-12) }) {
			t.Errorf("%s: a %s at the origin; the search lists %v", test.formula, v.Kind, places(found))
		}
	}
}
