package program_test

import (
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/program"
)

// Values, slopes and second derivatives where exponentials overflow or vanish.
func TestExponentialsFarOut(t *testing.T) {
	const e = 2.718281828459045
	tests := []struct {
		formula            string
		x                  float64
		value, first, next float64
	}{
		{"log(1 + exp(x))", 1000, 1000, 1, 0},
		{"log(1 + exp(x))", -1000, 0, 0, 0},
		{"log(1 + exp(x))", -50, 1.928749847963918e-22, 1.928749847963918e-22, 1.928749847963918e-22},
		{"log(1 + exp(-x))", -800, 800, -1, 0},
		{"1/(1 + exp(-x))", -1000, 0, 0, 0},
		{"1/(1 + exp(-x))", 1000, 1, 0, 0},
		{"1/(1 + exp(-x))", -600, math.Exp(-600), math.Exp(-600), math.Exp(-600)},
		{"exp(x)/(1 + exp(x))", 1000, 1, 0, 0},
		{"exp(x)/(exp(x) + exp(x + 1))", 5000, 1 / (1 + e), 0, 0},
		{"exp(x)/(exp(x) + exp(x + 1))", -5000, 1 / (1 + e), 0, 0},
		{"log(exp(x) + exp(x - 1))", 2000, 2000.3132616875183, 1, 0},
		{"log(exp(x) + exp(x - 1))", -2000, -1999.6867383124818, 1, 0},
		{"log(1 + exp(x) + exp(2x))", 900, 1800, 2, 0},
		{"(exp(x) - exp(-x))/(exp(x) + exp(-x))", 1000, 1, 0, 0},
		{"(exp(x) - 1)/(exp(x) + 1)", 1000, 1, 0, 0},
		{"(exp(x) - 1)/(exp(x) + 1)", -1000, -1, 0, 0},
		{"(1 - exp(x))/(exp(x) + 1)", 1e-20, -5e-21, -0.5, 0},
		{"x^2 - log(1 + exp(x))", 1000, 999000, 1999, 2},
	}
	for _, test := range tests {
		f := exprtest.Function(test.formula, "x")
		slope := expr.Gradient(f.Value, f.Variables[0])[0]
		p, err := program.Compile(f.Variables, []*expr.Node{f.Value, slope, expr.Gradient(slope, f.Variables[0])[0]})
		if err != nil {
			t.Fatal(err)
		}
		m := p.NewMachine()
		got := make([]float64, 3)
		if err := m.Run([]float64{test.x}, got); err != nil {
			t.Fatal(err)
		}
		for k, want := range []float64{test.value, test.first, test.next} {
			if !(math.Abs(got[k]-want) <= 4e-16*math.Abs(want)+1e-30*float64(k)) {
				t.Errorf("%s: derivative %d at %g is %.17g, want %.17g", test.formula, k, test.x, got[k], want)
			}
		}
		block := [][]float64{make([]float64, 8), make([]float64, 8), make([]float64, 8)}
		xs := []float64{1, test.x, 2, test.x, -1, 0, 3, test.x}
		if err := m.Block([][]float64{xs}, block); err != nil {
			t.Fatal(err)
		}
		for k := range got {
			if block[k][1] != got[k] || block[k][7] != got[k] {
				t.Errorf("%s: derivative %d at %g is %g in a block, %g alone", test.formula, k, test.x, block[k][1], got[k])
			}
		}
	}
}
