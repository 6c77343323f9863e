package program

import (
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// compile compiles a function with its gradient and Hessian behind it.
func compile(t testing.TB, f *expr.Function) *Program {
	t.Helper()
	p, err := Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value, f.Hessian().Value})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var formulas = []string{
	"x^2 - y^2",
	"100(y - x^2)^2 + (1 - x)^2",
	"exp(-x^2 - y^2) sin(x y)",
	"log(1 + exp(x y)) + x/(3 + cos(y))",
	"(x^2 + 1)^1.5 - sqrt(y^2 + 2)",
	"tan(x) tanh(y) + atan(x y)",
	"max(x, y) + min(x^2, y^3) + abs(x - 1)",
	"if x > 0 and not y < 0 then log(x) y else x^3/7",
	"mod(x, 2) y + floor(x) y^2",
	"(x^2 + 3)^y + 2^(x y)",
	"x^7 y^-3 + x^-2.5",
}

var points = [][]float64{{0.3, 0.7}, {1.5, -0.4}, {-0.8, 1.25}, {2.2, 3.1}}

func TestProgramAgreesWithFolding(t *testing.T) {
	for _, formula := range formulas {
		f := exprtest.Function(formula, "x", "y")
		p := compile(t, f)
		m, out := p.NewMachine(), make([]float64, p.Outputs())
		for _, x := range points {
			if err := m.Run(x, out); err != nil {
				t.Fatal(err)
			}
			want := append(f.At(x).Data(), f.Gradient().At(x).Data()...)
			want = append(want, f.Hessian().At(x).Data()...)
			for k := range want {
				if !agree(out[k], want[k], 1e-14) {
					t.Errorf("%s at %v: output %d is %v, folded %v", formula, x, k, out[k], want[k])
				}
			}
		}
	}
}

func TestBlockAgreesWithRun(t *testing.T) {
	for _, formula := range formulas {
		p := compile(t, exprtest.Function(formula, "x", "y"))
		if !p.Scalar {
			t.Errorf("%s: not scalar", formula)
		}
		const n = 1000
		in, out := columns(2, n), columns(p.Outputs(), n)
		for i := range n {
			in[0][i], in[1][i] = -2+0.0041*float64(i), 1.9-0.0037*float64(i)
		}
		m := p.NewMachine()
		if err := m.Block(in, out); err != nil {
			t.Fatal(err)
		}
		one := make([]float64, p.Outputs())
		for i := range n {
			m.Run([]float64{in[0][i], in[1][i]}, one)
			for k := range one {
				if math.Float64bits(one[k]) != math.Float64bits(out[k][i]) && one[k] == one[k] {
					t.Fatalf("%s at point %d: output %d is %v in a block, %v alone", formula, i, k, out[k][i], one[k])
				}
			}
		}
	}
}

func columns(n, points int) [][]float64 {
	c := make([][]float64, n)
	for k := range c {
		c[k] = make([]float64, points)
	}
	return c
}

func TestRunAllocatesNothing(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(3))
	a := expr.Mul(x, expr.Transpose(x))
	a = expr.Add(a, expr.Identity(3))
	p, err := Compile([]*expr.Node{x}, []*expr.Node{expr.Solve(a, x), expr.Eigenvalues(a), expr.Eigenvectors(a), expr.Norm(x)})
	if err != nil {
		t.Fatal(err)
	}
	m, in, out := p.NewMachine(), []float64{1, 2, 3}, make([]float64, p.Outputs())
	if n := testing.AllocsPerRun(100, func() { m.Run(in, out) }); n != 0 {
		t.Errorf("%v allocations a run", n)
	}
}

func agree(a, b, tolerance float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance*math.Max(math.Abs(a), math.Abs(b))
}

func TestNoDigitsAreLost(t *testing.T) {
	for _, c := range []struct {
		formula string
		x, want float64
	}{
		{"log(1 + exp(x))", -40, 4.248354255291589e-18},
		{"log(1 - x^2) + 0 y", 1e-9, -1e-18},
		{"log(x + 1)", 1e-15, 9.999999999999995e-16},
		{"exp(x) - 1", 1e-12, 1.0000000000005e-12},
		{"1 - exp(x)", 1e-12, -1.0000000000005e-12},
		{"1 - tanh(x)^2", 20, 1.6993417021166355e-17},
		{"tanh(x)^2 - 1", 20, -1.6993417021166355e-17},
		{"1 - x^2", 1 - 1e-9, 1.999999942436137e-09},
		{"1/(x^2 - 1)", 1 - 1e-9, -1 / 1.999999942436137e-09},
		{"log(2 - x)", 1, 0},
		{"1 - cos(x)", 1e-9, 5e-19},
		{"cos(x) - 1", 1e-9, -5e-19},
		{"sqrt(1 + x) - 1", 1e-18, 5e-19},
		{"1 - sqrt(x + 1)", 1e-18, -5e-19},
	} {
		f := exprtest.Function(c.formula, "x", "y")
		p, err := Compile(f.Variables, []*expr.Node{f.Value})
		if err != nil {
			t.Fatal(err)
		}
		in, out := [][]float64{{c.x, c.x, c.x, c.x, c.x}, make([]float64, 5)}, [][]float64{make([]float64, 5)}
		p.NewMachine().Run([]float64{c.x, 0}, out[0])
		run := out[0][0]
		p.NewMachine().Block(in, out)
		for name, got := range map[string]float64{"run": run, "folded": f.At([]float64{c.x, 0}).Float(), "in a block": out[0][4]} {
			if !agree(got, c.want, 1e-15) {
				t.Errorf("%s at %v, %s: %v, want %v", c.formula, c.x, name, got, c.want)
			}
		}
	}
}
