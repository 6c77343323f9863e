package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// listing is what a search of one variable must list, by kind.
type listing map[critical.Kind][]float64

func (l listing) check(t *testing.T, formula string, found *Findings) {
	t.Helper()
	count := 0
	for kind, places := range l {
		count += len(places)
		for _, at := range places {
			same := func(p Found) bool { return p.Kind == kind && math.Abs(p.At[0]-at) <= 1e-13*(1+math.Abs(at)) }
			if !slices.ContainsFunc(found.Points, same) {
				t.Errorf("%s: the %s at %g is missing", formula, kind, at)
			}
		}
	}
	if len(found.Points) != count {
		t.Errorf("%s: %d points, want %d", formula, len(found.Points), count)
	}
	if t.Failed() && testing.Verbose() {
		for _, p := range found.Points {
			t.Logf("  %s at %v: %v", p.Kind, p.At, p.Reason)
		}
	}
}

// Places where a function has no derivative, or ends, are listed beside its critical points, and the claim that there are no others
// holds with them.
func TestSearchListsPlaces(t *testing.T) {
	root := math.Sqrt(2)
	tests := []struct {
		formula string
		lo, hi  float64
		want    listing
	}{
		{"x^(4/5)*(x - 4)^2", -1, 5, listing{critical.LocalMinimum: {4}, critical.LocalMaximum: {8.0 / 7}, critical.NotDifferentiable: {0}}},
		{"abs(x)", -1, 1, listing{critical.NotDifferentiable: {0}}},
		{"abs(x) + 3*x", -1, 1, listing{critical.NotDifferentiable: {0}}},
		{"abs(x)*x", -1, 2, listing{critical.SaddlePoint: {0}}},
		{"sqrt(x)", -1, 1, listing{critical.NotDifferentiable: {0}}},
		{"sqrt(x)", 0, 1, listing{critical.NotDifferentiable: {0}}},
		{"sqrt(x)", 0.5, 1, listing{}},
		{"sqrt(x - 1/3)", 0, 2, listing{critical.NotDifferentiable: {1.0 / 3}}},
		{"sqrt(1 - x^2)", -2, 2, listing{critical.LocalMaximum: {0}, critical.NotDifferentiable: {-1, 1}}},
		{"asin(x)", -2, 2, listing{critical.NotDifferentiable: {-1, 1}}},
		{"x*log(x)", -1, 3, listing{critical.LocalMinimum: {1 / math.E}, critical.EndOfDomain: {0}}},
		{"x^2*log(x)", 0, 2, listing{critical.LocalMinimum: {math.Exp(-0.5)}, critical.EndOfDomain: {0}}},
		{"log(x - 1)", 0, 3, listing{critical.EndOfDomain: {1}}},
		{"x^1.5", -1, 2, listing{critical.EndOfDomain: {0}}},
		{"x^2.5 - x", -1, 2, listing{critical.LocalMinimum: {math.Pow(0.4, 1/1.5)}, critical.EndOfDomain: {0}}},
		{"log(x) + log(1 - x)", -2, 2, listing{critical.LocalMaximum: {0.5}, critical.EndOfDomain: {0, 1}}},
		{"abs(x^2 - 2)", -3, 2, listing{critical.LocalMaximum: {0}, critical.NotDifferentiable: {-root, root}}},
		{"abs(sin(x))", -4, 4, listing{critical.LocalMaximum: {-math.Pi / 2, math.Pi / 2}, critical.NotDifferentiable: {-math.Pi, 0, math.Pi}}},
		{"abs(x)^(2/3)", -1, 1, listing{critical.NotDifferentiable: {0}}},
		{"(x^2)^(1/3)*(x - 1)", -1, 2, listing{critical.LocalMinimum: {0.4}, critical.NotDifferentiable: {0}}},
		{"1/x", -1, 1, listing{}},
		{"x + sqrt(x + 0.5)", -1, -0.1, listing{critical.NotDifferentiable: {-0.5}}},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x"), interval.Box{interval.Of(test.lo, test.hi)}, Options{})
		test.want.check(t, test.formula, found)
		if !found.Proven {
			t.Errorf("%s: proven %t, undecided %v", test.formula, found.Proven, found.Undecided)
		}
	}
}

// Sums of corners and a square: between the corners the derivative is linear, so that the list is known.
func TestSearchSumsOfCorners(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	proven := 0
	for range *searches {
		curvature, middle := r.Float64()*4-2, r.Float64()*2-1
		corners, weights := make([]float64, 1+r.IntN(4)), make([]float64, 4)
		terms := []string{fmt.Sprintf("(%.4f)*(x - (%.4f))^2", curvature, middle)}
		for i := range corners {
			corners[i], weights[i] = math.Round(4e3*r.Float64()-2e3)/1e3, math.Round(1e3*(4*r.Float64()-2))/1e3
			terms = append(terms, fmt.Sprintf("(%.3f)*abs(x - (%.3f))", weights[i], corners[i]))
		}
		curvature, middle = math.Round(1e4*curvature)/1e4, math.Round(1e4*middle)/1e4
		want := listing{critical.NotDifferentiable: slices.Compact(slices.Sorted(slices.Values(corners)))}
		edges := append([]float64{-3, 3}, corners...)
		slices.Sort(edges)
		for k := range len(edges) - 1 {
			slope := 0.0
			for i, c := range corners {
				slope += math.Copysign(weights[i], weights[i]*(edges[k]/2+edges[k+1]/2-c))
			}
			if at := middle - slope/(2*curvature); at > edges[k] && at < edges[k+1] {
				kind := critical.LocalMinimum
				if curvature < 0 {
					kind = critical.LocalMaximum
				}
				want[kind] = append(want[kind], at)
			}
		}
		formula := strings.Join(terms, " + ")
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(-3, 3)}, Options{})
		want.check(t, formula, found)
		if found.Proven {
			proven++
		}
	}
	if proven < *searches*9/10 {
		t.Errorf("%d of %d proven", proven, *searches)
	}
}
