package search

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

var kinds = map[string]critical.Kind{"min": critical.LocalMinimum, "max": critical.LocalMaximum, "saddle": critical.SaddlePoint}

func boxOf(k criticaltest.Known) interval.Box {
	box := make(interval.Box, len(k.Vars))
	for i := range box {
		box[i] = interval.Of(-3.1, 3.2)
		if k.Box != nil {
			box[i] = interval.Of(k.Box[i][0], k.Box[i][1])
		}
	}
	return box
}

func mustSearch(t *testing.T, f *expr.Function, box interval.Box, o Options) *Findings {
	t.Helper()
	found, err := Points(context.Background(), f, box, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Every function of the data file with a complete list is searched in its box: exactly its points, each proven, and the
// proof that there are no others.
func TestSearchProvesKnownLists(t *testing.T) {
	searched := 0
	for _, k := range criticaltest.KnownFunctions() {
		if k.Box == nil {
			continue
		}
		searched++
		found := mustSearch(t, k.Function(), boxOf(k), Options{})
		if !found.Proven || len(found.Undecided) > 0 {
			t.Errorf("%s: not proven, %d boxes undecided", k.Name, len(found.Undecided))
		}
		if len(found.Points) != len(k.Points) {
			t.Errorf("%s: %d points, want %d", k.Name, len(found.Points), len(k.Points))
		}
		for _, p := range k.Points {
			checkFound(t, k.Name, found, p.At, kinds[p.Kind], p.Value, p.Eigenvalues)
		}
	}
	if searched < 40 {
		t.Errorf("only %d functions have a box", searched)
	}
}

func checkFound(t *testing.T, name string, found *Findings, at []float64, kind critical.Kind, value float64, eigenvalues []float64) {
	t.Helper()
	for _, p := range found.Points {
		if !criticaltest.CloseTo(p.At, at, 1e-14) {
			continue
		}
		if p.Kind != kind || !p.Proven || math.Abs(p.Value-value) > 1e-12*(1+math.Abs(value)) {
			t.Errorf("%s at %v: %s, proven %t, value %.17g; want %s, %.17g", name, at, p.Kind, p.Proven, p.Value, kind, value)
		}
		largest := math.Abs(eigenvalues[0]) + math.Abs(eigenvalues[len(eigenvalues)-1])
		for i := range eigenvalues {
			if math.Abs(p.Eigenvalues[i]-eigenvalues[i]) > 1e-10*largest {
				t.Errorf("%s at %v: λ = %v, want %v", name, at, p.Eigenvalues, eigenvalues)
			}
		}
		for i, r := range p.Within {
			if at[i] < r.Lo-1e-15*math.Abs(at[i]) || at[i] > r.Hi+1e-15*math.Abs(at[i]) {
				t.Errorf("%s: %v lies outside its enclosure %v", name, at, p.Within)
			}
		}
		return
	}
	t.Errorf("%s: the %s at %v is missing", name, kind, at)
}

// The isolated degenerate points of the file are found and classified, and most of them are proven to be alone; where one is not, one
// undecided box is around it.
func TestSearchFindsDegeneratePoints(t *testing.T) {
	degenerate, proven := 0, 0
	for _, k := range criticaltest.KnownFunctions() {
		if k.Box != nil || len(k.Vars) > 3 || k.Complete != "by hand" || k.Name == "schaffer2" {
			continue
		}
		found := mustSearch(t, k.Function(), boxOf(k), Options{Boxes: 20000})
		if len(found.Points) != len(k.Points) {
			t.Errorf("%s: %d points, want %d", k.Name, len(found.Points), len(k.Points))
			continue
		}
		for i, p := range k.Points {
			want := kinds[p.Kind]
			if p.Kind == "degenerate" {
				want = kinds[p.Truth]
			}
			if got := found.Points[i]; got.Kind != want || !criticaltest.CloseTo(got.At, p.At, 1e-12) {
				t.Errorf("%s: %s at %v, want %s at %v", k.Name, got.Kind, got.At, want, p.At)
			}
		}
		if k.Points[0].Kind != "degenerate" {
			continue
		}
		degenerate++
		if found.Proven {
			proven++
		}
		if len(found.Undecided) > 1 || found.Continuum {
			t.Errorf("%s: proven %t, %d boxes undecided, continuum %t", k.Name, found.Proven, len(found.Undecided), found.Continuum)
		}
	}
	if proven < degenerate-4 {
		t.Errorf("%d of %d proven", proven, degenerate)
	}
}

// Whole curves of critical points of a function that is no function of one number, its formula without factors, are recognised: one
// point of each stands for it, and no proof is claimed.
func TestSearchContinuum(t *testing.T) {
	tests := []struct {
		formula string
		kinds   []critical.Kind
	}{
		{"1 - 2*x*y + x^2*y^2 + x^2 - 2*x^3*y + x^4*y^2", []critical.Kind{critical.LocalMinimum, critical.LocalMinimum, critical.SaddlePoint}},
		{"(x^2 + y^2 - 1)^2 + x^2*(x^4 + 2*x^2*y^2 + y^4 - 2*x^2 - 2*y^2 + 1)", []critical.Kind{critical.LocalMinimum, critical.LocalMaximum}},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-2, 2), interval.Of(-2, 2.1)}, Options{})
		if found.Proven || !found.Continuum || len(found.Undecided) == 0 {
			t.Errorf("%s: proven %t, continuum %t, %d undecided", test.formula, found.Proven, found.Continuum, len(found.Undecided))
		}
		if len(found.Points) != len(test.kinds) {
			t.Errorf("%s: %d points", test.formula, len(found.Points))
			continue
		}
		for i, p := range found.Points {
			if p.Kind != test.kinds[i] {
				t.Errorf("%s: point %d is a %s, want %s", test.formula, i, p.Kind, test.kinds[i])
			}
		}
	}
}

// A function whose derivative is zero by the laws of its functions alone ends its search like a number, however its formula grows.
func TestSearchConstants(t *testing.T) {
	for _, formula := range []string{"tanh(x) - (exp(x) - exp(-x))/(exp(x) + exp(-x))", "sin(x)^2 + cos(x)^2", "exp(-sin(x)^2)*exp(-cos(x)^2)"} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(-1, 1)}, Options{})
		if found.Proven || !found.Continuum || len(found.Points) != 1 || found.Points[0].Kind != critical.LocalMinimum || found.Points[0].Strict {
			t.Errorf("%s: proven %t, continuum %t, %v", formula, found.Proven, found.Continuum, found.Points)
		}
	}
}

// Functions that are in no list, counted by hand or by their symmetry.
func TestSearchOthers(t *testing.T) {
	tests := []struct {
		formula   string
		variables string
		box       interval.Box
		count     map[critical.Kind]int
		proven    bool
	}{
		{"sin(x)*sin(y)", "x y", interval.Box{interval.Of(-4, 4), interval.Of(-4, 4)}, map[critical.Kind]int{critical.LocalMinimum: 2, critical.SaddlePoint: 9, critical.LocalMaximum: 2}, true},
		{"x^3 - 3*x + y^3 - 3*y", "x y", interval.Box{interval.Of(-2, 2), interval.Of(-2, 2)}, map[critical.Kind]int{critical.LocalMinimum: 1, critical.SaddlePoint: 2, critical.LocalMaximum: 1}, true},
		{"x^3 - 3*x", "x", interval.Box{interval.Of(-2, 2)}, map[critical.Kind]int{critical.LocalMinimum: 1, critical.LocalMaximum: 1}, true},
		{"x^2 + y^2", "x y", interval.Box{interval.Of(0, 1), interval.Of(0, 1)}, map[critical.Kind]int{critical.LocalMinimum: 1}, true}, // on the corner of the box
		{"x^2 + y^2", "x y", interval.Box{interval.Of(0.1, 1), interval.Of(0, 1)}, map[critical.Kind]int{}, true},
		{"x + y", "x y", interval.Box{interval.Of(-1, 1), interval.Of(-1, 1)}, map[critical.Kind]int{}, true},
		{"x*log(x) + y^2", "x y", interval.Box{interval.Of(0, 2), interval.Of(-1, 1)}, map[critical.Kind]int{critical.LocalMinimum: 1}, true},
		{"sqrt(1 - x^2 - y^2)", "x y", interval.Box{interval.Of(-0.5, 0.6), interval.Of(-0.5, 0.6)}, map[critical.Kind]int{critical.LocalMaximum: 1}, true},
		{"tanh(x*y) + x^2/2 + y^2/2", "x y", interval.Box{interval.Of(-3, 3), interval.Of(-3, 3)}, map[critical.Kind]int{critical.LocalMinimum: 1}, false},
		{"x^4 - x^2 + y^4 - y^2 + z^4 - z^2", "x y z", interval.Box{interval.Of(-2, 2), interval.Of(-2, 2), interval.Of(-2, 2)}, map[critical.Kind]int{critical.LocalMinimum: 8, critical.SaddlePoint: 18, critical.LocalMaximum: 1}, true},
		{"abs(x) + y^2", "x y", interval.Box{interval.Of(-1, 1), interval.Of(-1, 1)}, map[critical.Kind]int{critical.NotDifferentiable: 1}, true}, // a corner
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, strings.Fields(test.variables)...), test.box, Options{})
		count := map[critical.Kind]int{}
		for _, p := range found.Points {
			count[p.Kind]++
		}
		if found.Proven != test.proven {
			t.Errorf("%s: proven %t, %v undecided", test.formula, found.Proven, found.Undecided)
		}
		for kind, want := range test.count {
			if count[kind] != want {
				t.Errorf("%s: %d of kind %s, want %d", test.formula, count[kind], kind, want)
			}
		}
		if len(test.count) != len(count) {
			t.Errorf("%s: %v, want %v", test.formula, count, test.count)
		}
	}
}

// The Morse count: where f grows outward on the whole border, minima and maxima outnumber saddles by one in the plane.
func TestSearchMorseCount(t *testing.T) {
	for _, formula := range []string{
		"x^4 + y^4 - 3*x^2*y - 2*y^2 + 0.3*x",
		"(x^2 - 1)^2 + (y^2 - 2)^2 + sin(3*x*y)",
		"x^2 + y^2 + 3*cos(3*x + y) + 2*sin(x - 2*y)",
	} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-6, 6), interval.Of(-6, 6)}, Options{})
		sum := 0
		for _, p := range found.Points {
			switch p.Kind {
			case critical.SaddlePoint:
				sum--
			default:
				sum++
			}
		}
		if !found.Proven || sum != 1 {
			t.Errorf("%s: proven %t, %d points, signed count %d", formula, found.Proven, len(found.Points), sum)
		}
	}
}

// In ten variables there is no proof; what is found is proven one by one, and said to be a search.
func TestSearchWithoutProof(t *testing.T) {
	names := strings.Fields("a b c d e g h i j k")
	formula := ""
	for i, name := range names {
		formula += "(" + name + "^2 - 1)^2 + "
		if i > 0 {
			formula += "0.1*" + name + "*" + names[i-1] + " + "
		}
	}
	box := make(interval.Box, 10)
	for i := range box {
		box[i] = interval.Of(-2, 2)
	}
	found := mustSearch(t, criticaltest.Function("f", formula+"0", names...), box, Options{Boxes: 200, Starts: 100})
	if found.Proven || len(found.Points) < 10 || found.Starts < 100 {
		t.Errorf("proven %t, %d points from %d starts", found.Proven, len(found.Points), found.Starts)
	}
	for _, p := range found.Points {
		if !p.Proven {
			t.Errorf("%v is not proven to exist", p.At)
		}
	}
}

func TestSearchInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	k := criticaltest.Function("f", "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y) + x*y/100", "x", "y")
	calls := 0
	found, err := Points(ctx, k, interval.Box{interval.Of(-5, 5.1), interval.Of(-5, 5.1)}, Options{Progress: func(done float64, n int) {
		if done < 0 || done > 1 {
			t.Errorf("%g of the box is settled", done)
		}
		if calls++; n > 20 {
			cancel()
		}
	}})
	if err != nil || !found.Stopped || found.Proven || len(found.Points) < 20 || len(found.Undecided) == 0 || calls == 0 {
		t.Errorf("%v, stopped %t, proven %t, %d points", err, found.Stopped, found.Proven, len(found.Points))
	}
}

func TestSearchRefuses(t *testing.T) {
	f := criticaltest.Function("f", "x^2 + y^2", "x", "y")
	var failure *Error
	if _, err := Points(context.Background(), f, interval.Box{interval.Of(0, 1)}, Options{}); !errors.As(err, &failure) || failure.Want != 2 {
		t.Errorf("%v", err)
	}
	for _, r := range []interval.Interval{{Lo: 1, Hi: 0}, {Lo: 1, Hi: 1}, {Lo: math.NaN(), Hi: 1}, {Lo: 0, Hi: math.Inf(1)}} {
		if _, err := Points(context.Background(), f, interval.Box{interval.Of(0, 1), r}, Options{}); !errors.As(err, &failure) || failure.Variable != 2 {
			t.Errorf("%v: %v", r, err)
		}
	}
}

// The search does not depend on how its boxes were shared out.
func TestSearchRepeats(t *testing.T) {
	f := criticaltest.Function("f", "x^4 + y^4 - 4*x*y + 1 + sin(3*x)", "x", "y")
	a := mustSearch(t, f, interval.Box{interval.Of(-3, 3), interval.Of(-3, 3)}, Options{})
	b := mustSearch(t, f, interval.Box{interval.Of(-3, 3), interval.Of(-3, 3)}, Options{})
	if a.Boxes != b.Boxes || len(a.Points) != len(b.Points) {
		t.Fatalf("%d boxes and %d points, then %d and %d", a.Boxes, len(a.Points), b.Boxes, len(b.Points))
	}
	for i := range a.Points {
		if !criticaltest.CloseTo(a.Points[i].At, b.Points[i].At, 0) {
			t.Errorf("%v, then %v", a.Points[i].At, b.Points[i].At)
		}
	}
}

// What is lost at the end of the range of numbers is no critical point, and no continuum of them.
func TestSearchListsNoTails(t *testing.T) {
	for formula, want := range map[string]int{"exp(-x^2 - y^2) + exp(-(x - 1)^2 - y^2)": 0, "exp(-x^2 - 2*y^2) + 0.1*exp(-(x + 3)^2 - (y - 2)^2)": 0, "(x - 1/3)^20 + y^2": 0} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-1e4, 1.1e4), interval.Of(-1.2e4, 1e4)}, Options{Boxes: 4000})
		count := 0
		for _, p := range found.Points {
			if !p.Proven {
				count++
			}
		}
		if count != want || found.Continuum {
			t.Errorf("%s: %d points without a proof, want %d; continuum %t: %v", formula, count, want, found.Continuum, places(found))
		}
	}
}

// Where a function of pieces is constant on an interval, a point of it stands for that, besides the corners at its ends.
func TestSearchPlateau(t *testing.T) {
	for formula, plateau := range map[string]interval.Interval{
		"max(x^2 - 1, 0)": interval.Of(-1, 1), "abs(x - 1) + abs(x + 1)": interval.Of(-1, 1), "-max(x - 2, 0) + min(x - 1, 0)": interval.Of(1, 2),
	} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(-3, 3)}, Options{})
		inside := slices.ContainsFunc(found.Points, func(p Found) bool { return plateau.Contains(p.At[0]) && isContinuum(p) })
		if found.Proven || !found.Continuum || !inside {
			t.Errorf("%s: proven %t, continuum %t, %v", formula, found.Proven, found.Continuum, places(found))
		}
	}
}
