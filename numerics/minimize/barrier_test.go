package minimize

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

func logarithm(a *expr.Node) *expr.Node { return expr.Apply(expr.Log, a) }

// Steps do not cross a pole, or a place where f has no value, however low f is beyond; over a removable singularity they do.
func TestStepsAcrossPoles(t *testing.T) {
	for _, c := range []struct {
		name      string
		start, at []float64 // nil: f falls without end towards a pole
		of        func(x []*expr.Node) *expr.Node
	}{
		{"1/x + x", []float64{100}, []float64{1}, func(x nodes) *expr.Node { return plus(over(number(1), x[0]), x[0]) }},
		{"1/x + x, from close to the pole", []float64{1e-9}, []float64{1}, func(x nodes) *expr.Node { return plus(over(number(1), x[0]), x[0]) }},
		{"1/x + x on the left", []float64{-0.5}, nil, func(x nodes) *expr.Node { return plus(over(number(1), x[0]), x[0]) }},
		{"x² + 1/x + y²", []float64{30, 1}, []float64{math.Cbrt(0.5), 0}, func(x nodes) *expr.Node {
			return plus(square(x[0]), over(number(1), x[0]), square(x[1]))
		}},
		{"x² + 1/(x - 1)²", []float64{5}, []float64{1.819172513396164}, func(x nodes) *expr.Node {
			return plus(square(x[0]), over(number(1), square(less(x[0], 1))))
		}},
		{"-log(x) - log(1 - x) + 100x", []float64{0.999}, []float64{(51 - math.Sqrt(2501)) / 100}, func(x nodes) *expr.Node {
			return plus(expr.Neg(logarithm(x[0])), expr.Neg(logarithm(minus(number(1), x[0]))), by(100, x[0]))
		}},
		{"1/sin(x)", []float64{3.1}, []float64{math.Pi / 2}, func(x nodes) *expr.Node { return over(number(1), expr.Apply(expr.Sin, x[0])) }},
		{"tan(x)", []float64{1}, nil, func(x nodes) *expr.Node { return expr.Apply(expr.Tan, x[0]) }},
		{"log(x)", []float64{1}, nil, func(x nodes) *expr.Node { return logarithm(x[0]) }},
		{"log(x² + y²)", []float64{1, 2}, nil, func(x nodes) *expr.Node { return logarithm(plus(square(x[0]), square(x[1]))) }},
		{"(x - 1)² sin(x)/x", []float64{-1}, []float64{1}, func(x nodes) *expr.Node {
			return product(square(less(x[0], 1)), over(expr.Apply(expr.Sin, x[0]), x[0]))
		}},
	} {
		a, err := From(context.Background(), vectorFunction(len(c.start), c.of), c.start, Options{})
		switch {
		case err != nil:
			t.Fatal(c.name, err)
		case c.at == nil && a.Reason.Key == "minimize.unbounded.border":
		case c.at != nil && a.Kind == critical.LocalMinimum && distance(a.At, c.at) < 1e-8:
		default:
			t.Errorf("%s: %s at %v, %s %v", c.name, a.Kind, a.At, a.Reason.Key, a.Reason.Args)
		}
	}
}

// A fall without end is called that, one that fades out is not, and neither is said of a far minimum.
func TestFallsWithoutEnd(t *testing.T) {
	for _, c := range []struct {
		name  string
		start []float64
		key   string
		of    func(x []*expr.Node) *expr.Node
	}{
		{"x² - y", []float64{1, 1}, "minimize.unbounded", func(x nodes) *expr.Node { return minus(square(x[0]), x[1]) }},
		{"2x + 3y", []float64{1, 1}, "minimize.unbounded", func(x nodes) *expr.Node { return plus(by(2, x[0]), by(3, x[1])) }},
		{"y² - x⁴", []float64{1, 1}, "minimize.unbounded", func(x nodes) *expr.Node { return minus(square(x[1]), square(square(x[0]))) }},
		{"x³ + y³", []float64{1, 1}, "minimize.unbounded", func(x nodes) *expr.Node {
			return plus(expr.Pow(x[0], number(3)), expr.Pow(x[1], number(3)))
		}},
		{"-exp(x)", []float64{1}, "minimize.unbounded", func(x nodes) *expr.Node { return expr.Neg(exponential(x[0])) }},
		{"-log(x)", []float64{1}, "minimize.unbounded", func(x nodes) *expr.Node { return expr.Neg(logarithm(x[0])) }},
		{"-log(1 + x²)", []float64{1}, "minimize.unbounded", func(x nodes) *expr.Node {
			return expr.Neg(logarithm(plus(number(1), square(x[0]))))
		}},
		{"-√x", []float64{1}, "minimize.unbounded", func(x nodes) *expr.Node { return expr.Neg(expr.Sqrt(x[0])) }},
		{"atan(x)", []float64{1}, "minimize.fades", func(x nodes) *expr.Node { return expr.Apply(expr.Atan, x[0]) }},
		{"1/x", []float64{1}, "minimize.fades", func(x nodes) *expr.Node { return over(number(1), x[0]) }},
		{"exp(x)", []float64{1}, "minimize.fades", func(x nodes) *expr.Node { return exponential(x[0]) }},
		{"⌊x⌋ + x²", []float64{2.5}, "minimize.corner.open", func(x nodes) *expr.Node { return plus(expr.Apply(expr.Floor, x[0]), square(x[0])) }},
		{"(x - 1e12)²", []float64{0}, "minimize.straight", func(x nodes) *expr.Node { return square(less(x[0], 1e12)) }},
	} {
		a, err := From(context.Background(), vectorFunction(len(c.start), c.of), c.start, Options{})
		if err != nil || a.Reason.Key != c.key {
			t.Errorf("%s: %v, %s at %v, %s %v", c.name, err, a.Kind, a.At, a.Reason.Key, a.Reason.Args)
		}
	}
}
