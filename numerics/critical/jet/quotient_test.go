package jet

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// Quotients that have a value at the point only as a limit have the series of what they tend to.
func TestRemovableQuotients(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	c := expr.Const
	sin := func(a *expr.Node) *expr.Node { return expr.Apply(expr.Sin, a) }
	square := func(a *expr.Node) *expr.Node { return expr.Pow(a, c(2)) }
	r2 := expr.Add(square(x), square(y))
	for _, test := range []struct {
		name      string
		f         *expr.Node
		known     int // degree up to which the series is known
		want      map[[2]int]float64
		unlimited bool
	}{
		{"sin(x)/x", expr.Div(sin(x), x), 7, map[[2]int]float64{{0, 0}: 1, {2, 0}: -1.0 / 6, {4, 0}: 1.0 / 120, {6, 0}: -1.0 / 5040}, false},
		{"(1 - cos(x))/x²", expr.Div(expr.Sub(c(1), expr.Apply(expr.Cos, x)), square(x)), 6, map[[2]int]float64{{0, 0}: 0.5, {2, 0}: -1.0 / 24, {4, 0}: 1.0 / 720, {6, 0}: -1.0 / 40320}, false},
		{"(exp(x) - 1)/x", expr.Div(expr.Sub(expr.Apply(expr.Exp, x), c(1)), x), 2, map[[2]int]float64{{0, 0}: 1, {1, 0}: 0.5, {2, 0}: 1.0 / 6}, false},
		{"sin(r²)/r²", expr.Div(sin(r2), r2), 5, map[[2]int]float64{{0, 0}: 1, {4, 0}: -1.0 / 6, {2, 2}: -1.0 / 3, {0, 4}: -1.0 / 6}, false},
		{"(x² - y²)/(x - y)", expr.Div(expr.Sub(square(x), square(y)), expr.Sub(x, y)), 7, map[[2]int]float64{{1, 0}: 1, {0, 1}: 1}, false},
		{"x y/(x² + y²)", expr.Div(expr.Times(x, y), r2), 0, nil, true},
		{"1/x", expr.Div(c(1), x), 0, nil, true},
	} {
		s := NewSpace(2, 8)
		result, err := s.Evaluate(test.f, s.At([]*expr.Node{x, y}, []float64{0, 0}), []float64{1, 0.5})
		if err != nil {
			t.Fatal(err)
		}
		for i, got := range result.Entries[0] {
			want := test.want[[2]int{s.Exponents(i)[0], s.Exponents(i)[1]}]
			switch {
			case test.unlimited && i == 0 && got.Finite():
				t.Errorf("%s has the value %v", test.name, got)
			case test.unlimited || s.Degree(i) > test.known:
			case !got.Finite() || math.Abs(got.Mid-want) > got.Rad+1e-15:
				t.Errorf("%s, %v: %v, want %g", test.name, s.Exponents(i), got, want)
			}
		}
	}
}
