package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// Functions of one number u(x, y) have whole curves of critical points: their number, kinds and values were worked out by hand.
func TestSearchLevels(t *testing.T) {
	type curve struct {
		kind         critical.Kind
		level, value float64
	}
	tests := []struct {
		formula string
		curves  []curve
		points  []critical.Kind
		proven  bool
	}{
		{"(x - y)^2 + (x - y)^3", []curve{{critical.LocalMinimum, 0, 0}, {critical.LocalMaximum, -2.0 / 3, 4.0 / 27}}, nil, true},
		{"(x^2 + y^2 - 1)^2", []curve{{critical.LocalMinimum, 0, 0}}, []critical.Kind{critical.LocalMaximum}, true},
		{"(1 - x*y)^2", []curve{{critical.LocalMinimum, 1, 0}, {critical.LocalMinimum, 1, 0}}, []critical.Kind{critical.SaddlePoint}, true},
		{"x^2 + 0*y", []curve{{critical.LocalMinimum, 0, 0}}, nil, true},
		{"(x + y)^3", []curve{{critical.SaddlePoint, 0, 0}}, nil, true},
		{"x^2 + 2*x*y + y^2", []curve{{critical.LocalMinimum, 0, 0}}, nil, true},
		{"x^2 + 4*x*y + 4*y^2 - 2*x - 4*y", []curve{{critical.LocalMinimum, 0.5, -1}}, nil, true},
		{"(y - x^2)^2", []curve{{critical.LocalMinimum, 0, 0}}, nil, true},
		{"exp(-x^2 - y^2)", nil, []critical.Kind{critical.LocalMaximum}, true},
		{"(x^2 + y^2)^2", nil, []critical.Kind{critical.LocalMinimum}, true},
		{"1/(x^2 + y^2)", nil, nil, true},
		{"log(x^2 + y^2)", nil, nil, true},
		{"exp(x - y)", nil, nil, true},
		{"3*x + 2*y", nil, nil, true},
		{"(x^2 + y^2)*exp(-x^2 - y^2)", []curve{{critical.LocalMaximum, 1, math.Exp(-1)}}, []critical.Kind{critical.LocalMinimum}, true},
		{"sqrt(x^2 + y^2)*exp(-x^2 - y^2)", []curve{{critical.LocalMaximum, 0.5, math.Sqrt(0.5 / math.E)}}, []critical.Kind{critical.NotDifferentiable}, true},
		{"(1 - x*y)^2 + x^2*y^2", []curve{{critical.LocalMinimum, 0.5, 0.5}, {critical.LocalMinimum, 0.5, 0.5}}, []critical.Kind{critical.SaddlePoint}, true},
		{"(3 - 2*x - 2*y)^2 + exp(x + y)*0 + (x + y - 1)^2", []curve{{critical.LocalMinimum, 0.2, 0.2}}, nil, true},
		{"sin(3*sqrt(x^2 + y^2))/sqrt(x^2 + y^2)", []curve{{critical.LocalMinimum, math.Pow(4.493409457909064/3, 2), -0.217233628211222 * 3}}, nil, false}, // at 0 it has no value
		{"abs(x - y)", []curve{{critical.NotDifferentiable, 0, 0}}, nil, true},
		{"abs(x*y)", []curve{{critical.NotDifferentiable, 0, 0}}, []critical.Kind{critical.LocalMinimum}, true}, // at (0, 0) its slope is 0
		{"abs(x^2 - y^2)", []curve{{critical.NotDifferentiable, 0, 0}}, []critical.Kind{critical.LocalMinimum}, true},
		{"sqrt(x^2 + y^2)", nil, []critical.Kind{critical.NotDifferentiable}, true},
		{"cos(x^2 + y^2)", []curve{{critical.LocalMinimum, math.Pi, -1}, {critical.LocalMinimum, math.Pi, -1}, {critical.LocalMinimum, math.Pi, -1}, {critical.LocalMinimum, math.Pi, -1}}, []critical.Kind{critical.LocalMaximum}, true},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), span(2, -1.5, 1.6), Options{})
		var points []critical.Kind
		curves := map[curve]int{}
		for _, p := range found.Points {
			if p.Along == nil {
				points = append(points, p.Kind)
				continue
			}
			curves[curve{p.Kind, math.Round(p.Along.Level*1e9) / 1e9, math.Round(p.Value*1e9) / 1e9}]++
			if p.Strict || p.Isolated || !inside(p.At, p.Along.Cover) {
				t.Errorf("%s: %v is strict or isolated, or not on its curve", test.formula, p.At)
			}
		}
		for _, c := range test.curves {
			c.level, c.value = math.Round(c.level*1e9)/1e9, math.Round(c.value*1e9)/1e9
			if curves[c]--; curves[c] < 0 {
				t.Errorf("%s: the curve of a %s at u = %g, f = %g is missing", test.formula, c.kind, c.level, c.value)
			}
		}
		for c, more := range curves {
			if more > 0 {
				t.Errorf("%s: %d curves of a %s at u = %g, f = %g too many", test.formula, more, c.kind, c.level, c.value)
			}
		}
		if fmt.Sprint(points) != fmt.Sprint(test.points) || found.Proven != test.proven {
			t.Errorf("%s: points %v, proven %t; want %v, %t; undecided %v", test.formula, points, found.Proven, test.points, test.proven, found.Undecided)
		}
	}
}

// Functions of a linear form at random: the critical points of φ that u passes in the box are lines, and none of the others are.
func TestSearchLines(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	for range *searches {
		a, b := math.Round(r.Float64()*60-30)/10, math.Round(r.Float64()*60-30)/10
		if a == 0 || b == 0 {
			continue
		}
		roots := []float64{r.Float64()*8 - 4, r.Float64()*8 - 4}
		if math.Abs(roots[0]-roots[1]) < 0.1 {
			continue
		}
		// φ' = (u - r₀)(u - r₁)
		u := fmt.Sprintf("((%.1f)*x + (%.1f)*y)", a, b)
		formula := strings.ReplaceAll(fmt.Sprintf("u^3/3 - (%.12f)*u^2/2 + (%.12f)*u", roots[0]+roots[1], roots[0]*roots[1]), "u", u)
		most := 1.1*math.Abs(a) + 0.9*math.Abs(b) // of u on the box, and of -u at the opposite corner
		least := -1.0*math.Abs(a) - 1.2*math.Abs(b)
		if a < 0 {
			most, least = most-0.1*math.Abs(a), least-0.1*math.Abs(a)
		}
		if b < 0 {
			most, least = most+0.3*math.Abs(b), least+0.3*math.Abs(b)
		}
		want := 0
		for _, root := range roots {
			if root > least && root < most {
				want++
			}
		}
		found := mustSearch(t, criticaltest.Function("f", formula, "x", "y"), interval.Box{interval.Of(-1, 1.1), interval.Of(-1.2, 0.9)}, Options{})
		if len(found.Points) != want || !found.Proven {
			t.Errorf("%s: %d lines, want %d; proven %t, undecided %v", formula, len(found.Points), want, found.Proven, found.Undecided)
		}
		for _, p := range found.Points {
			value := a*p.At[0] + b*p.At[1]
			root, other := roots[0], roots[1]
			if math.Abs(value-roots[1]) < math.Abs(value-roots[0]) {
				root, other = other, root
			}
			kind := critical.LocalMinimum
			if root < other {
				kind = critical.LocalMaximum
			}
			if p.Kind != kind || math.Abs(value-root) > 1e-9*(1+math.Abs(root)) {
				t.Errorf("%s: %s at %v, u = %g; want %s at u = %g", formula, p.Kind, p.At, value, kind, root)
			}
		}
	}
}
