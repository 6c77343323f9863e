package descent

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// stepAt is a line search of a known point and direction.
func stepAt(t *testing.T, f *expr.Function, theta, d []float64) float64 {
	t.Helper()
	shape := pointShape(f)
	step, err := ExactStep(f, expr.Array(shape, theta), expr.Array(shape, d))
	if err != nil {
		t.Fatal(err)
	}
	return step.Float()
}

// On a quadratic the exact step is -g·d/(d'Hd).
func TestExactStepOfQuadratics(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 200 {
		n := 1 + random.IntN(5)
		root, theta, d := make([]float64, n*n), make([]float64, n), make([]float64, n)
		for _, xs := range [][]float64{root, theta, d} {
			for i := range xs {
				xs[i] = random.NormFloat64()
			}
		}
		x := expr.NewGraph().Variable("x", expr.Vector(n))
		image := expr.NormSquared(expr.Mul(expr.Array(expr.MatrixShape(n, n), root), x))
		f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: image}
		slope, curvature := 0.0, 0.0
		for i := range n {
			along, at := 0.0, 0.0
			for j := range n {
				along += root[i*n+j] * d[j]
				at += root[i*n+j] * theta[j]
			}
			slope += 2 * along * at
			curvature += 2 * along * along
		}
		want := math.Max(0, -slope/curvature)
		if got := stepAt(t, f, theta, d); math.Abs(got-want) > 1e-11*math.Max(1, want) {
			t.Errorf("%v along %v: %g, not %g", theta, d, got, want)
		}
	}
}

// Where f has one minimum along the direction, it is found; where it has none, there is no step.
func TestExactStepOfOthers(t *testing.T) {
	x := expr.NewGraph().Variable("x", expr.Scalar)

	exp := expr.Apply(expr.Exp, x)
	tests := []struct {
		name      string
		value     *expr.Node
		from, d   float64
		want      float64
		tolerance float64
	}{
		{"exp(x) - x", expr.Sub(exp, x), -3, 1, 3, 1e-12},
		{"x - log(x)", expr.Sub(x, expr.Apply(expr.Log, x)), 5, -1, 4, 1e-12},
		{"x - log(x), far beyond the border", expr.Sub(x, expr.Apply(expr.Log, x)), 5, -1e6, 4e-6, 1e-18},
		{"|x - 1|", expr.Apply(expr.Abs, expr.Sub(x, number(1))), 0, 1, 1, 1e-15},
		{"x⁴", expr.Pow(x, number(4)), 1, -1, 1, 1e-5},
		{"x², uphill", expr.Pow(x, number(2)), 1, 1, 0, 0},
		{"exp(-x)", expr.Apply(expr.Exp, expr.Neg(x)), 0, 1, math.NaN(), 0},
		{"-x", expr.Neg(x), 0, 1, math.NaN(), 0},
		{"√x outside", expr.Sqrt(x), -1, 1, math.NaN(), 0},
	}
	for _, test := range tests {
		f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: test.value}
		got := stepAt(t, f, []float64{test.from}, []float64{test.d})
		if !(math.Abs(got-test.want) <= test.tolerance) && !(math.IsNaN(got) && math.IsNaN(test.want)) {
			t.Errorf("%s: %g, not %g", test.name, got, test.want)
		}
	}
}

// Armijo takes the step that a loop over the steps takes.
func TestArmijo(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	f := functions["rosenbrock"]
	gradient := f.Gradient()
	for range 200 {
		theta := []float64{random.NormFloat64(), random.NormFloat64()}
		g := gradient.At(theta).Data()
		d := []float64{-g[0], -g[1]}
		first, part, shrink := math.Exp(random.NormFloat64()), 0.5*random.Float64(), 0.2+0.7*random.Float64()
		slope := g[0]*d[0] + g[1]*d[1]
		want := 0.0
		for alpha := first; alpha > first*shortest; alpha *= shrink {
			ahead := []float64{theta[0] + alpha*d[0], theta[1] + alpha*d[1]}
			if f.At(ahead).Float()-f.At(theta).Float() <= part*alpha*slope {
				want = alpha
				break
			}
		}
		point, direction := expr.Array(expr.Vector(2), theta), expr.Array(expr.Vector(2), d)
		got := Armijo(f, point, direction, expr.Const(first), expr.Const(part), shrink).Float()
		if math.Abs(got-want) > 1e-12*want {
			t.Errorf("%v: %g, not %g", theta, got, want)
		}
	}
}
