package descent

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/expr"
)

// wells is Σ wᵢ xᵢ² + (x₁² - 1)² - 1 in n variables, a saddle at the origin: λ₁ = -4 + 2w₁ along the first axis.
func wells(n int) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 0.2 + float64(i%17)/10
	}
	first := expr.Element(x, number(0))
	value := expr.Add(expr.Dot(expr.Array(expr.Vector(n), weights), square(x)), square(expr.Sub(square(first), number(1))))
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}
}

// At 10 000 variables the escape goes along the eigenvector that Hessian-vector products give, and ends in a well.
func TestNegativeCurvatureLarge(t *testing.T) {
	n := 10000
	r := mustRun(t, negativeCurvature, wells(n), make([]float64, n), Options{Steps: 100})
	want := math.Sqrt(0.9) // 4x(x² - 1) + 0.4x = 0
	if r.Status != StoppedByRule || math.Abs(math.Abs(r.Last()[0])-want) > 1e-3 {
		t.Errorf("%s after %d steps, first entry %g", r.Status, r.Steps, r.Last()[0])
	}
	if lambda := r.History("λ").At(1)[0]; math.Abs(lambda+3.6) > 1e-5 {
		t.Errorf("λ = %g at the saddle, want -3.6", lambda)
	}
}

// The large way and the dense way take the same path: in 101 variables and with the same function in fewer.
func TestLargeAgreesWithDense(t *testing.T) {
	for _, rule := range []*Rule{negativeCurvature, saddleFreeNewton} {
		large, dense := wells(mostDense+1), wells(mostDense)
		start := make([]float64, mostDense+1)
		for i := range start {
			start[i] = math.Sin(float64(i)) / 3
		}
		start[mostDense] = 0
		a := mustRun(t, rule, large, start, Options{Steps: 30})
		b := mustRun(t, rule, dense, start[:mostDense], Options{Steps: 30})
		for k := range min(a.Steps, b.Steps) + 1 {
			if !near(a.Points.At(k)[:mostDense], b.Points.At(k), 1e-7) {
				t.Fatalf("%s: the paths part at step %d: %v and %v", rule.Name, k, a.Points.At(k)[:3], b.Points.At(k)[:3])
			}
		}
		if a.Status != b.Status {
			t.Errorf("%s: %s and %s", rule.Name, a.Status, b.Status)
		}
	}
}

// Saddle-free Newton divides by |λ|, so on a quadratic it doubles the part of negative curvature and clears the others.
func TestSaddleFreeNewtonLarge(t *testing.T) {
	n := 10000
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	signs := make([]float64, n)
	start := make([]float64, n)
	for i := range signs {
		signs[i], start[i] = float64(i%5)+1, 0.1
	}
	signs[1234] = -2
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Dot(expr.Array(expr.Vector(n), signs), square(x))}
	r := mustRun(t, saddleFreeNewton, f, start, Options{Steps: 3})
	for k := 1; k <= 3; k++ {
		for i, got := range r.Points.At(k) {
			want := 0.0
			if i == 1234 {
				want = 0.1 * math.Exp2(float64(k))
			}
			if math.Abs(got-want) > 1e-9 {
				t.Fatalf("step %d, entry %d: %g, want %g", k, i, got, want)
			}
		}
	}
}

func TestLargeRunsSideBySide(t *testing.T) {
	n := mostDense + 1
	c, err := Compile(negativeCurvature, wells(n), Options{Steps: 40})
	if err != nil {
		t.Fatal(err)
	}
	ends := make(chan float64, 4)
	for range 4 {
		go func() {
			last := 0.0
			_, _ = c.Walk(context.Background(), make([]float64, n), 1, func(s Stand) bool { last = s.F; return true })
			ends <- last
		}()
	}
	first := <-ends
	for range 3 {
		if f := <-ends; f != first {
			t.Errorf("f = %g and %g at the end", first, f)
		}
	}
}
