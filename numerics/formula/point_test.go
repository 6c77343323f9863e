package formula_test

import (
	"testing"

	"saddle/numerics/exact"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

func texts(forms []exact.Form) string {
	s := ""
	for k, f := range forms {
		if k > 0 {
			s += ", "
		}
		s += f.Text()
	}
	return s
}

// Critical points that a student finds by hand.
func TestCriticalPointsExactly(t *testing.T) {
	for _, c := range []struct {
		f                      string
		at, near               []float64
		place, value, eigenval string
	}{
		{"x*y*exp(-x^2-y^2)", []float64{0.7071067811865475, -0.7071067811865475}, []float64{0.7357588823428847, 0.7357588823428847}, "√2/2, -√2/2", "", ""},
		{"x^3/3-x^2/4+y^2", []float64{0.5, 0}, []float64{0.5, 2}, "1/2, 0", "-1/48", "1/2, 2"},
		{"x^3-x-y^2*x", []float64{0.5773502691896258, 0}, []float64{-1.1547005383792515, 3.464101615137755}, "√3/3, 0", "-2√3/9", "-2√3/3, 2√3"},
		{"x^3/3-x^2/2-x+y^2", []float64{1.618033988749895, 0}, nil, "(1 + √5)/2, 0", "", ""},
		{"sin(x)+y^2", []float64{1.5707963267948966, 0}, []float64{-1, 2}, "π/2, 0", "1", "-1, 2"},
		{"x*log(x)+y^2", []float64{0.36787944117144233, 0}, nil, "e^-1, 0", "-e^-1", ""},
		{"x^2+y^2+0.1*x", []float64{-0.05, 0}, []float64{2, 2}, "-1/20, 0", "-1/400", "2, 2"},
		{"x^2+y^2+0.7071067812*x", []float64{-0.3535533906, 0}, nil, "", "", ""},
	} {
		f := exprtest.Function(c.f, "x", "y")
		got := formula.NewPoints(f.Value, f.Variables).Critical(c.at, c.near)
		if texts(got.At) != c.place || c.value != "" && texts(got.Value) != c.value || c.eigenval != "" && texts(got.Eigenvalues) != c.eigenval {
			t.Errorf("%s: (%s), %s, λ = %s", c.f, texts(got.At), texts(got.Value), texts(got.Eigenvalues))
		}
	}
}
