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

	"gonum.org/v1/gonum/mat"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
)

// Corners between which f is as high on the curve of the corner as it can be, or as low.
func TestSearchCornersAlongCurves(t *testing.T) {
	for k, test := range []struct {
		formula string
		at      [][]float64 // where f is not differentiable
		smooth  int         // how many other points there are
	}{
		{"max(x, y) + x^2 + y^2", [][]float64{{-0.25, -0.25}}, 0},
		{"abs(x - y^2) + x^2", [][]float64{{0, 0}}, 0},
		{"abs(x^2 + y^2 - 1) + x", [][]float64{{-1, 0}, {1, 0}}, 1},
		{"abs(x - y) + (x - 1)^2 + (y + 1)^2", nil, 1},
		{"max(x^2 + y^2, (x - 1)^2 + y^2)", [][]float64{{0.5, 0}}, 0},
		{"abs(x) + abs(x - y)", [][]float64{{0, 0}}, 0},
		// Charalambous and Conn 1978, CB2: minimum 1.9522245
		{"max(max(x^2 + y^4, (2 - x)^2 + (2 - y)^2), 2*exp(y - x))", [][]float64{{1.1390376525, 0.8995599384}}, 0},
	} {
		if exprtest.Skips(k) {
			continue
		}
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-2, 2.1), interval.Of(-2, 2.2)}, Options{})
		if !found.Proven || len(found.Points) != len(test.at)+test.smooth {
			t.Errorf("%s: %v, proven %t, %v", test.formula, places(found), found.Proven, found.Undecided)
		}
		for _, at := range test.at {
			if !listsCorner(found, at, 1e-9) {
				t.Errorf("%s: no corner at %v: %v", test.formula, at, places(found))
			}
		}
	}
}

func listsCorner(found *Findings, at []float64, tolerance float64) bool {
	return slices.ContainsFunc(found.Points, func(p Found) bool {
		return p.Kind == critical.NotDifferentiable && criticaltest.CloseTo(p.At, at, tolerance)
	})
}

// What is undecided around a corner that multipliers do not decide is one region, or less.
func TestSearchCornersAtMostOneRegion(t *testing.T) {
	for _, formula := range []string{"max(abs(x), abs(y))", "abs(x*y) + x^2 + y^2", "abs(abs(x) - y) + x^2"} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-1, 1.1), interval.Of(-1, 1.2)}, Options{Boxes: 40000})
		if len(found.Points) != 1 || len(found.Undecided) > 1 {
			t.Errorf("%s: %v, undecided %v", formula, places(found), found.Undecided)
		}
	}
}

// A quadratic function and two absolute values of linear ones: on each side, and on the corners, the points are solutions of linear
// equations.
func TestSearchQuadraticsWithCorners(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 1))
	proven := 0
	for range *searches {
		var c [9]float64
		for i := range c {
			c[i] = math.Round(40*r.NormFloat64()) / 32
		}
		// f = c₀|x - c₂| + c₁|y - c₃x - c₄| + c₅x² + c₆xy + c₇y² + c₈x
		formula := fmt.Sprintf("(%v)*abs(x - (%v)) + (%v)*abs(y - (%v)*x - (%v)) + (%v)*x^2 + (%v)*x*y + (%v)*y^2 + (%v)*x", c[0], c[2], c[1], c[3], c[4], c[5], c[6], c[7], c[8])
		formula = strings.ReplaceAll(formula, "e-05", "*0.00001")
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-3, 3.1), interval.Of(-3, 3.2)}, Options{Boxes: 20000})
		if !found.Proven {
			continue
		}
		proven++
		want := cornersOfQuadratic(c)
		for _, at := range want {
			if at[0] > -3 && at[0] < 3.1 && at[1] > -3 && at[1] < 3.2 && !slices.ContainsFunc(found.Points, func(p Found) bool { return criticaltest.CloseTo(p.At, at, 1e-9) }) {
				t.Errorf("%s: claims to list all, but not %v: %v", formula, at, places(found))
			}
		}
		for _, p := range found.Points {
			if !slices.ContainsFunc(want, func(at []float64) bool { return criticaltest.CloseTo(p.At, at, 1e-9) }) {
				t.Errorf("%s: lists %v, %s, of %v", formula, p.At, p.Kind, want)
			}
		}
	}
	if proven < *searches*9/10 {
		t.Errorf("%d of %d proven", proven, *searches)
	}
}

// cornersOfQuadratic are the critical points of TestSearchQuadraticsWithCorners.
func cornersOfQuadratic(c [9]float64) (points [][]float64) {
	for _, s := range [][2]float64{{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}, {1, 1}, {1, -1}, {-1, 1}, {-1, -1}} {
		// unknowns x, y and the slopes m₀, m₁ of the absolute values
		a := mat.NewDense(4, 4, []float64{2 * c[5], c[6], c[0], -c[3] * c[1], c[6], 2 * c[7], 0, c[1], 0, 0, 1, 0, 0, 0, 0, 1})
		b := mat.NewVecDense(4, []float64{-c[8], 0, s[0], s[1]})
		if s[0] == 0 {
			a.SetRow(2, []float64{1, 0, 0, 0})
			b.SetVec(2, c[2])
		}
		if s[1] == 0 {
			a.SetRow(3, []float64{-c[3], 1, 0, 0})
			b.SetVec(3, c[4])
		}
		var z mat.VecDense
		if z.SolveVec(a, b) != nil {
			continue
		}
		x, y := z.AtVec(0), z.AtVec(1)
		u, v := x-c[2], y-c[3]*x-c[4]
		if math.Abs(z.AtVec(2)) <= 1 && math.Abs(z.AtVec(3)) <= 1 && u*s[0] >= 0 && v*s[1] >= 0 {
			points = append(points, []float64{x, y})
		}
	}
	return points
}
