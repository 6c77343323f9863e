package minimize

import (
	"context"
	"fmt"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// scalable are functions of u with their starts, and what is found there.
var scalable = []struct {
	name  string
	start []float64
	kind  critical.Kind
	at    []float64 // nil for any
	of    func(u []*expr.Node) *expr.Node
}{
	{"bowl", []float64{-3, 5}, critical.LocalMinimum, []float64{1, 2}, func(u []*expr.Node) *expr.Node {
		return plus(square(less(u[0], 1)), by(50, square(less(u[1], 2))), product(less(u[0], 1), less(u[1], 2)))
	}},
	{"Rosenbrock", []float64{-1.2, 1}, critical.LocalMinimum, []float64{1, 1}, rosenbrock},
	{"well beside a saddle point", []float64{0.5, 0.25}, critical.LocalMinimum, nil, saddleWithWells},
	{"waves from their maximum", []float64{0, 0}, critical.LocalMinimum, nil, func(u []*expr.Node) *expr.Node {
		return plus(expr.Apply(expr.Cos, u[0]), expr.Apply(expr.Cos, u[1]))
	}},
	{"the exact saddle point", []float64{0, 0}, critical.LocalMinimum, nil, saddleWithWells},
	{"fourth order", []float64{3}, critical.LocalMinimum, []float64{0}, func(u []*expr.Node) *expr.Node { return square(square(u[0])) }},
	{"corner", []float64{3, -2}, critical.LocalMinimum, []float64{0.75, 0}, func(u []*expr.Node) *expr.Node {
		sides := plus(expr.Apply(expr.Abs, u[0]), expr.Apply(expr.Abs, u[1]))
		return plus(square(less(u[0], 1)), square(less(u[1], 0.125)), by(0.5, sides))
	}},
	{"no bottom", []float64{0.5, 0.25}, critical.Undecided, nil, func(u []*expr.Node) *expr.Node { return minus(square(u[0]), square(u[1])) }},
}

// The verdict and the place do not depend on the unit of f, nor on those of the variables.
func TestScales(t *testing.T) {
	for _, p := range scalable {
		for _, c := range []float64{1, 1e100, 1e-100, 7} {
			for _, s := range []float64{1, 1e8, 1e-8, 3} {
				for _, shift := range []float64{0, 2} {
					name := fmt.Sprintf("%s, c = %g, s = %g, t = %g", p.name, c, s, s*shift)
					f := vectorFunction(len(p.start), func(x []*expr.Node) *expr.Node {
						u := make([]*expr.Node, len(x))
						for i := range x {
							u[i] = over(less(x[i], s*shift), number(s))
						}
						return by(c, p.of(u))
					})
					start := make([]float64, len(p.start))
					for i, u := range p.start {
						start[i] = s * (u + shift)
					}
					a, err := From(context.Background(), f, start, Options{})
					if err != nil || a.Kind != p.kind {
						t.Errorf("%s: %v, %s at %v: %s", name, err, a.Kind, a.At, a.Reason)
						continue
					}
					for i, want := range p.at {
						if u := a.At[i]/s - shift; math.Abs(u-want) > 1e-7 {
							t.Errorf("%s: at %v, %g instead of %g", name, a.At, u, want)
						}
					}
				}
			}
		}
	}
}

// In many variables neither.
func TestScalesInManyVariables(t *testing.T) {
	for _, scales := range [][2]float64{{1, 1}, {1e100, 1e-8}, {1e-100, 1e8}} {
		c, s := scales[0], scales[1]
		f := vectorFunction(80, func(x []*expr.Node) *expr.Node {
			u := make([]*expr.Node, len(x))
			for i := range x {
				u[i] = over(x[i], number(s))
			}
			return by(c, rosenbrock(u))
		})
		a, err := From(context.Background(), f, make([]float64, 80), Options{})
		if err != nil || a.Kind != critical.LocalMinimum || math.Abs(a.At[40]/s-1) > 1e-6 {
			t.Errorf("c = %g, s = %g: %v, %s, f = %g after %d steps: %s", c, s, err, a.Kind, a.Value, a.Steps, a.Reason)
		}
	}
}
