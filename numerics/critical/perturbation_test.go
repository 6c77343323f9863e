package critical

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
)

// Numbers beside a degenerate critical point, so near that the gradient is zero within rounding, are that point, not another
// one with the curvatures that f has there.
func TestBesideDegeneratePoints(t *testing.T) {
	for _, test := range []struct {
		formula string
		kind    Kind
	}{
		{"x^2 + y^4 - 4*sqrt(2)*y^3 + 12*y^2 - 8*sqrt(2)*y + 4", LocalMinimum}, // x² + (y - √2)⁴
		{"x^2 + y^3 - 3*sqrt(2)*y^2 + 6*y - 2*sqrt(2)", SaddlePoint},           // x² + (y - √2)³
		{"-x^2 - y^4 + 4*sqrt(2)*y^3 - 12*y^2 + 8*sqrt(2)*y - 4", LocalMaximum},
	} {
		f := criticaltest.Function("f", test.formula, "x", "y")
		for _, shift := range []float64{0, 1e-9, -1e-8, 1.5e-8, 1e-7, -1e-6, 1e-5, 1e-4, 1e-3} {
			v, err := Classify(context.Background(), f, []float64{0, math.Sqrt2 + shift})
			if err != nil || v.Kind != test.kind && v.NearbyKind != test.kind {
				t.Errorf("%s, %g beside: %s, nearby %s, %v, %v", test.formula, shift, v.Kind, v.NearbyKind, v.Reason, err)
			}
		}
	}
}

// Least squares whose solutions are a whole line, and whose residuals are not zero: the slope that the rounding of the point
// leaves is no term of the function.
func TestValleyOfLeastSquares(t *testing.T) {
	for _, test := range []struct {
		rows    [2][2]float64
		targets [2]float64
		p       []float64
	}{
		{[2][2]float64{{0.2, -0.2}, {-0.2, 0.2}}, [2]float64{-0.23920896134945457, -0.23920896134945435}, []float64{0.1, 0.1}},
		{[2][2]float64{{-0.2, -0.1}, {0.2, 0.1}}, [2]float64{0.0795159585120915, -0.06048404148790856}, []float64{-0.3, -0.1}},
		{[2][2]float64{{-0.2, -0.2}, {0.4, 0.4}}, [2]float64{0.35011896174825774, 0.37505948087412866}, []float64{0.1, 0.3}},
	} {
		x := expr.NewGraph().Variable("x", expr.Vector(2))
		value := expr.Const(0)
		for i, row := range test.rows {
			residual := expr.Const(-test.targets[i])
			for j, entry := range x.Entries() {
				residual = expr.Add(residual, expr.Times(expr.Const(row[j]), entry))
			}
			value = expr.Add(value, expr.Pow(residual, expr.Const(2)))
		}
		v, err := Classify(context.Background(), &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}, test.p)
		if err != nil || v.Kind != LocalMinimum || v.Strict || v.Isolated {
			t.Errorf("%v: %s, %v, %v", test.p, v.Kind, v.Reason, err)
		}
	}
}

// Small curvatures that are there are not doubted.
func TestSmallCurvatures(t *testing.T) {
	for _, formula := range []string{
		"10^8*(x - 0.1)^2 + 10^(-8)*(y - 0.3)^2", "(x - 0.1)^2 + 10^(-6)*((y - 0.3)^2 + (y - 0.3)^3)", "1 - cos(x - 0.1) + 10^(-5)*(1 - cos(y - 0.3))",
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x", "y"), []float64{0.1, 0.3})
		if err != nil || v.Kind != LocalMinimum || v.Degenerate {
			t.Errorf("%s: %s, %v, %v", formula, v.Kind, v.Reason, err)
		}
	}
}

// In many variables, of which half are in the null space of the Hessian, what decides is found in a bounded time.
func TestManyDegenerateVariables(t *testing.T) {
	power := func(a *expr.Node, k float64) *expr.Node { return expr.Pow(a, expr.Const(k)) }
	for _, test := range []struct {
		name  string
		term  func(first, u *expr.Node, last bool) *expr.Node
		kind  Kind
		sizes []int
	}{
		{"u⁴", func(_, u *expr.Node, _ bool) *expr.Node { return power(u, 4) }, LocalMinimum, []int{6}},
		{"u³", func(_, u *expr.Node, _ bool) *expr.Node { return power(u, 3) }, SaddlePoint, []int{6}},
		{"±u⁴", func(_, u *expr.Node, last bool) *expr.Node {
			if last {
				return expr.Neg(power(u, 4))
			}
			return power(u, 4)
		}, SaddlePoint, []int{6}},
		{"2u⁴ - 3vu²", func(first, u *expr.Node, _ bool) *expr.Node {
			return expr.Sub(expr.Mul(expr.Const(2), power(u, 4)), expr.Mul(expr.Const(3), expr.Mul(first, power(u, 2))))
		}, SaddlePoint, []int{6}},
		{"0", func(_, _ *expr.Node, _ bool) *expr.Node { return expr.Const(0) }, LocalMinimum, []int{6, 30}},
	} {
		for _, n := range test.sizes {
			x := expr.NewGraph().Variable("x", expr.Vector(n))
			e, sum := x.Entries(), expr.Const(0)
			for i, u := range e {
				for j := range i {
					u = expr.Add(u, expr.Mul(expr.Const(float64((3*i+5*j)%5-2)/4), e[j]))
				}
				if i < n/2 {
					sum = expr.Add(sum, power(u, 2))
				} else {
					sum = expr.Add(sum, test.term(e[0], u, i == n-1))
				}
			}
			v, err := Classify(context.Background(), &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: sum}, make([]float64, n))
			if err != nil || v.Kind != test.kind {
				t.Errorf("%s in %d variables: %s, %v, %v", test.name, n, v.Kind, v.Reason, err)
			}
		}
	}
}

// Where the whole Hessian is singular each eigenvalue that a shift of the point may have made counts as zero, the largest too.
func TestBesideDoublyDegeneratePoints(t *testing.T) {
	for _, test := range []struct {
		formula string
		p       []float64
	}{
		// of order 4 in x or 3 in x, and 3 in y + e^x
		{"x^4/4 - x^3/4 + 3*x^2/32 - x/64 - (y + exp(x))^4/4 + (y + exp(x))^3/12 + 21*(y + exp(x))^2/32 - 45*(y + exp(x))/64", []float64{0.25000007261256418, -0.53402550994210574}},
		{"x^4/4 - x^3/4 - 45*x^2/32 + 175*x/64 - (y + exp(x))^4/4 + 5*(y + exp(x))^3/4 - 63*(y + exp(x))^2/32 + 49*(y + exp(x))/64", []float64{1.2500000203211987, -1.7403430497722308}},
	} {
		f := criticaltest.Function("f", test.formula, "x", "y")
		if v, err := Classify(context.Background(), f, test.p); err != nil || v.Kind != SaddlePoint {
			t.Errorf("%s at %v: %s, %v, %v", test.formula, test.p, v.Kind, v.Reason, err)
		}
	}
}
