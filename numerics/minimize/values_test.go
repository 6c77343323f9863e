package minimize_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/minimize"
)

// computed is a function that has values and no derivatives.
func computed(n int, f func(x []float64) float64) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	o := &expr.Opaque{Text: "computed", Shape: expr.Scalar, Refusal: errors.New("computed"), Value: func(in, out []float64) error {
		out[0] = f(in)
		return nil
	}}
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: o.Call(x)}
}

// TestByValues minimises functions without derivatives: smooth ones, corners, ends of the domain, a valley.
func TestByValues(t *testing.T) {
	for _, c := range []struct {
		name     string
		f        func(x []float64) float64
		from, at []float64
		near     float64
	}{
		{"parabola far off", func(x []float64) float64 { return (x[0] - 1e6) * (x[0] - 1e6) }, []float64{0}, []float64{1e6}, 1},
		{"narrow", func(x []float64) float64 { return math.Pow((x[0]-0.0503)*1e3, 2) }, []float64{0.05}, []float64{0.0503}, 1e-9},
		{"to the left", func(x []float64) float64 { return math.Cosh(x[0] + 2) }, []float64{3}, []float64{-2}, 1e-7},
		{"quartic", func(x []float64) float64 { return math.Pow(x[0]-0.3, 4) }, []float64{1}, []float64{0.3}, 1e-3},
		{"corner", func(x []float64) float64 { return math.Abs(x[0] - math.Pi) }, []float64{1}, []float64{math.Pi}, 1e-8},
		{"x log x", func(x []float64) float64 { return x[0] * math.Log(x[0]) }, []float64{2}, []float64{1 / math.E}, 1e-7},
		{"end of the domain", func(x []float64) float64 { return math.Sqrt(x[0]-1) + x[0] }, []float64{2}, []float64{1}, 1e-7},
		{"starts at the minimum", func(x []float64) float64 { return x[0] * x[0] }, []float64{0}, []float64{0}, 1e-8},
		{"ellipse", func(x []float64) float64 { return math.Pow(x[0]-1, 2) + 100*math.Pow(x[1]+2, 2) }, []float64{5, 5}, []float64{1, -2}, 1e-6},
		{"valley", func(x []float64) float64 { return math.Pow(1-x[0], 2) + 100*math.Pow(x[1]-x[0]*x[0], 2) }, []float64{-1.2, 1}, []float64{1, 1}, 1e-6},
		{"corners of two", func(x []float64) float64 { return math.Abs(x[0]-1) + 2*math.Abs(x[1]-x[0]) }, []float64{3, -1}, []float64{1, 1}, 1e-5},
		{"three", func(x []float64) float64 {
			return math.Pow(x[0]-1, 2) + math.Pow(x[1]-x[0], 2) + math.Pow(x[2]-x[1], 4) + x[2]*x[2]/100
		}, []float64{0, 0, 0}, nil, 0},
	} {
		a, err := minimize.From(context.Background(), computed(len(c.from), c.f), c.from, minimize.Options{})
		if err != nil || !a.ByValues || a.Kind != critical.Undecided || a.Reason.Key != "minimize.values" || a.Value != c.f(a.At) {
			t.Errorf("%s: %v %s %s, f = %v at %v", c.name, err, a.Kind, a.Reason.Key, a.Value, a.At)
			continue
		}
		for i, want := range c.at {
			if math.Abs(a.At[i]-want) > c.near {
				t.Errorf("%s: %v after %d values, want %v", c.name, a.At, a.Steps, c.at)
				break
			}
		}
	}
}

// TestByValuesEnds ends searches without derivatives for other reasons.
func TestByValuesEnds(t *testing.T) {
	for key, f := range map[string]func(x []float64) float64{
		"minimize.outside":     func(x []float64) float64 { return math.Log(x[0] - 5) },
		"minimize.unbounded":   func(x []float64) float64 { return -math.Exp(x[0]) },
		"minimize.values.fall": func(x []float64) float64 { return -math.Atan(x[0] / 1e60) },
		"minimize.values.more": func(x []float64) float64 { return x[0] },
	} {
		o := minimize.Options{}
		if key == "minimize.values.more" {
			o.Steps = 20
		}
		if a, err := minimize.From(context.Background(), computed(1, f), []float64{1}, o); err != nil || a.Reason.Key != key {
			t.Errorf("%v, %s at %v, want %s", err, a.Reason.Key, a.At, key)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	f := computed(2, func(x []float64) float64 { cancel(); return x[0]*x[0] + x[1] })
	if a, err := minimize.From(ctx, f, []float64{1, 1}, minimize.Options{}); err != nil || a.Reason.Key != "minimize.interrupted" {
		t.Errorf("%v, %s", err, a.Reason.Key)
	}
}
