package minimize

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

func size(a *expr.Node) *expr.Node { return expr.Apply(expr.Abs, a) }

// Corners, cusps and ends of the domain are reached exactly, and what is said of them is why they are minima.
func TestCornersByStructure(t *testing.T) {
	largest := func(x nodes) *expr.Node { return expr.Max(expr.Max(size(x[0]), size(x[1])), size(x[2])) }
	for _, c := range []struct {
		name      string
		start, at []float64 // nil for any
		key       string
		of        func(x []*expr.Node) *expr.Node
	}{
		{"max(|x|, |y|, |z|)", []float64{1, 2, 3}, []float64{0, 0, 0}, "minimize.bounded.strict", largest},
		{"max(|x|, |y|, |z|) + x/10", []float64{1, 2, 3}, []float64{0, 0, 0}, "minimize.convex.strict", func(x nodes) *expr.Node {
			return plus(largest(x), by(0.1, x[0]))
		}},
		{"‖(x, y)‖ + x, flat along a ray", []float64{1, 1}, []float64{0, 0}, "minimize.convex", func(x nodes) *expr.Node {
			return plus(expr.Sqrt(plus(square(x[0]), square(x[1]))), x[0])
		}},
		{"x + |x|", []float64{1}, []float64{0}, "minimize.convex.flat", func(x nodes) *expr.Node { return plus(x[0], size(x[0])) }},
		{"max(x, 0)", []float64{1}, []float64{0}, "minimize.convex.flat", func(x nodes) *expr.Node { return expr.Max(x[0], number(0)) }},
		{"|x|^1.5", []float64{1}, []float64{0}, "critical.bounded.strict.minimum", func(x nodes) *expr.Node { return expr.Pow(size(x[0]), number(1.5)) }},
		{"|x|^1.5 from its minimum", []float64{0}, []float64{0}, "critical.bounded.strict.minimum", func(x nodes) *expr.Node {
			return expr.Pow(size(x[0]), number(1.5))
		}},
		{"|x|^1.5 + y²", []float64{1, 1}, []float64{0, 0}, "critical.bounded.strict.minimum", func(x nodes) *expr.Node {
			return plus(expr.Pow(size(x[0]), number(1.5)), square(x[1]))
		}},
		{"|x|^0.3", []float64{2}, []float64{0}, "minimize.corner", func(x nodes) *expr.Node { return expr.Pow(size(x[0]), number(0.3)) }},
		{"√x", []float64{1}, []float64{0}, "minimize.end", func(x nodes) *expr.Node { return expr.Sqrt(x[0]) }},
		{"√(x - 2) + x", []float64{5}, []float64{2}, "minimize.end", func(x nodes) *expr.Node { return plus(expr.Sqrt(less(x[0], 2)), x[0]) }},
		{"acos(x)", []float64{0.3}, []float64{1}, "minimize.end", func(x nodes) *expr.Node { return expr.Apply(expr.Acos, x[0]) }},
		{"log(|x|)", []float64{4}, nil, "minimize.unbounded.border", func(x nodes) *expr.Node { return logarithm(size(x[0])) }},
		{"-√x", []float64{4}, nil, "minimize.unbounded", func(x nodes) *expr.Node { return expr.Neg(expr.Sqrt(x[0])) }},
		{"-|x|", []float64{0}, nil, "minimize.unbounded", func(x nodes) *expr.Node { return expr.Neg(size(x[0])) }},
	} {
		a, err := From(context.Background(), vectorFunction(len(c.start), c.of), c.start, Options{})
		if err != nil || a.Reason.Key != c.key || c.at != nil && distance(a.At, c.at) > 1e-15*norm(c.at) {
			t.Errorf("%s: %v, %s at %v, %s %v", c.name, err, a.Kind, a.At, a.Reason.Key, a.Reason.Args)
		}
	}
}

// 0 lies in the hull of points, and strictly inside, just where linear programs find it there: no half-space holds them all.
func TestHull(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		n := 2 + random.IntN(3)
		points, lean := make([][]float64, n+1+random.IntN(3*n)), random.Float64()
		for k := range points {
			points[k] = make([]float64, n)
			for i := range points[k] {
				points[k][i] = random.NormFloat64()
			}
			points[k][0] += 2 * lean
		}
		away := closest(points, make([]float64, n))
		least := math.Inf(1)
		for _, p := range points {
			least = math.Min(least, dot(p, away))
		}
		switch length := norm(away); {
		case length > 1e-9 && least < length*length*(1-1e-9):
			t.Fatalf("%v is not the point of the hull closest to 0", away)
		case length > 1e-9 && surrounds(points, 1e-6):
			t.Fatal("0 is outside the hull, and yet surrounded")
		case length <= 1e-9 && surrounds(points, 1e-3):
			for range 50 {
				d := make([]float64, n)
				for i := range d {
					d[i] = random.NormFloat64()
				}
				most := math.Inf(-1)
				for _, p := range points {
					most = math.Max(most, dot(p, d))
				}
				if most <= 0 {
					t.Fatalf("all points lie on one side of 0, against %v", d)
				}
			}
		}
	}
}

// What is called convex lies below its chords.
func TestConvexFormulas(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	seen := 0
	for range 2000 {
		f := vectorFunction(2, func(x nodes) *expr.Node { return randomFormula(random, x, 4) })
		if !isConvex(f) {
			continue
		}
		seen++
		for range 40 {
			a, b, between := make([]float64, 2), make([]float64, 2), make([]float64, 2)
			for i := range a {
				a[i], b[i] = 3*random.NormFloat64(), 3*random.NormFloat64()
				between[i] = (a[i] + b[i]) / 2
			}
			left, right, middle := f.At(a).Float(), f.At(b).Float(), f.At(between).Float()
			if chord := (left + right) / 2; middle > chord+1e-9*(1+math.Abs(left)+math.Abs(right)) {
				t.Fatalf("%s is called convex: %g above its chord at %v", expr.Text(f.Value), middle-chord, between)
			}
		}
	}
	if seen < 200 {
		t.Errorf("only %d formulas are called convex", seen)
	}
}

func randomFormula(random *rand.Rand, x nodes, depth int) *expr.Node {
	if depth == 0 || random.IntN(6) == 0 {
		return plus(by(float64(random.IntN(5)-2), x[random.IntN(2)]), number(float64(random.IntN(4)-1)))
	}
	a, b := randomFormula(random, x, depth-1), randomFormula(random, x, depth-1)
	switch random.IntN(10) {
	case 0, 1:
		return plus(a, by(float64(random.IntN(5)-2), b))
	case 2:
		return expr.Max(a, b)
	case 3:
		return expr.Min(a, b)
	case 4:
		return size(a)
	case 5:
		return square(a)
	case 6:
		return expr.Sqrt(plus(square(a), square(b)))
	case 7:
		return exponential(by(0.1, a))
	case 8:
		return expr.Pow(size(a), number(1.5))
	}
	return product(a, b)
}

// Beyond the number of variables in which corners are followed, a sentence says that they are not, unless steps happen to end
// on all of them.
func TestCornersInManyVariables(t *testing.T) {
	for _, c := range []struct {
		variables, first int
		key              string
	}{{80, 0, "minimize.bounded.strict"}, {100, 1, "minimize.corners.many"}} {
		f := vectorFunction(c.variables, func(x nodes) *expr.Node {
			sum := number(0)
			for i, xi := range x {
				sum = plus(sum, size(less(xi, float64(c.first+i))))
			}
			return sum
		})
		a, err := From(context.Background(), f, make([]float64, c.variables), Options{})
		if err != nil || a.Reason.Key != c.key {
			t.Errorf("%v, %s, f = %g: %s", err, a.Kind, a.Value, a.Reason.Key)
		}
	}
}
