package critical

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
)

func TestNear(t *testing.T) {
	tests := []struct {
		formula  string
		from, to []float64
	}{
		{"x^2 - y^2", []float64{1, 2}, []float64{0, 0}},
		{"(x^2 + y - 11)^2 + (x + y^2 - 7)^2", []float64{0, 0}, []float64{-0.27084459066734914, -0.92303855647997}},
		{"(1 - x)^2 + 100*(y - x^2)^2", []float64{-1.2, 1}, []float64{1, 1}},
		{"x^4 + y^4", []float64{0.7, -1.3}, []float64{0, 0}},
		{"x^2 + y^6", []float64{3, 0.9}, []float64{0, 0}},
		{"x*exp(-x^2 - y^2)", []float64{0.6, 0.2}, []float64{math.Sqrt(0.5), 0}},
		{"(x - 0.1)^4 + (y - 0.7)^4", []float64{0.3, 0.2}, []float64{0.1, 0.7}},
	}
	for _, test := range tests {
		near, err := Near(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), test.from)
		if err != nil {
			t.Errorf("%s: %v", test.formula, err)
			continue
		}
		if !criticaltest.CloseTo(near.At, test.to, 1e-13) {
			t.Errorf("%s from %v: %v, want %v", test.formula, test.from, near.At, test.to)
		}
		if near.Residual > near.Slop {
			t.Errorf("%s: residual %g above %g", test.formula, near.Residual, near.Slop)
		}
	}
}

// From a little beside each known point Newton's method comes back to it, where it is not degenerate.
// Newton's method takes the same way where a formula spares it most of the places that are too far, and where none is to be had.
func TestNearByFormula(t *testing.T) {
	for _, formula := range []string{"(1 - x)^2 + 100*(y - x^2)^2", "exp(x*y) + x^4 + cos(3*y)", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"} {
		f := criticaltest.Function("f", formula, "x", "y")
		spared := 0
		for i := range 36 {
			p := []float64{-2.3 + 0.9*float64(i%6), -2.1 + 0.8*float64(i/6)}
			d, without := &derivatives{f: f}, &derivatives{f: f, looked: math.MinInt}
			near, err := d.near(p, manySteps)
			want, wantErr := without.near(p, manySteps)
			if d.slopes != nil {
				spared++
			}
			if (err == nil) != (wantErr == nil) || err == nil && (near.Steps != want.Steps || fmt.Sprint(near.At) != fmt.Sprint(want.At)) {
				t.Errorf("%s from %v: %v, %v by formula, %v, %v without", formula, p, near, err, want, wantErr)
			}
		}
		if spared == 0 {
			t.Errorf("%s: no formula was asked", formula)
		}
	}
}

func TestNearKnownPoints(t *testing.T) {
	for _, k := range criticaltest.KnownFunctions() {
		if len(k.Vars) > 8 || k.Name == "trefethen" || k.Name == "brent" {
			continue
		}
		f := k.Function()
		for _, p := range k.Points {
			if p.Kind == "degenerate" || p.Zero > 0 {
				continue
			}
			from := append([]float64(nil), p.At...)
			for i := range from {
				from[i] += 1e-6 * float64(1-2*(i%2))
			}
			near, err := Near(context.Background(), f, from)
			if err != nil || !criticaltest.CloseTo(near.At, p.At, 1e-12) {
				t.Errorf("%s: %v, %v; want %v", k.Name, near, err, p.At)
			}
		}
	}
}

func TestNearFails(t *testing.T) {
	for _, formula := range []string{"exp(x) + y", "x + y", "x^3 + x + y^2", "log(x) + y^2"} {
		var none *NoCriticalPointError
		if near, err := Near(context.Background(), criticaltest.Function("f", formula, "x", "y"), []float64{1, 1}); !errors.As(err, &none) {
			t.Errorf("%s: %v, %v", formula, near, err)
		}
	}
}

func TestRate(t *testing.T) {
	tests := []struct {
		formula                                            string
		at                                                 []float64
		limit, best, factor, kappa, rate, momentum, slower float64
	}{
		{"0.1*x^2 + 2*y^2", []float64{0, 0}, 0.5, 0.476190476, 0.904761905, 20, 0.667907373, 0.402605484, 0.634512005},
		{"x^2 + 2*y^2", []float64{0, 0}, 0.5, 1.0 / 3, 1.0 / 3, 2, 0.343145751, 0.0294372515, 0.171572875},
		{"(1 - x)^2 + 100*(y - x^2)^2", []float64{1, 1}, 0.001996803837, 0.001996007984, 0.999202873, 2508.009601, 0.003838771593, 0.923224568, 0.960845757},
	}
	for _, test := range tests {
		r, err := Rate(criticaltest.Function("f", test.formula, "x", "y"), test.at)
		if err != nil {
			t.Fatal(err)
		}
		got := []float64{r.Limit, r.Best, r.BestFactor, r.Kappa, r.MomentumRate, r.Momentum, r.MomentumFactor}
		want := []float64{test.limit, test.best, test.factor, test.kappa, test.rate, test.momentum, test.slower}
		for i := range got {
			if math.Abs(got[i]/want[i]-1) > 3e-9 {
				t.Errorf("%s: %d is %.10g, want %.10g", test.formula, i, got[i], want[i])
			}
		}
	}
}

func TestRateWhereNoneIsBest(t *testing.T) {
	tests := []struct {
		formula, reason string
		limit, kappa    float64
	}{
		{"x^2 - 4*y^2", "both signs, from -8 to 2", 1, 4},
		{"-x^2 - 3*y^2", "no eigenvalue", math.Inf(1), 3},
		{"(x + y)^2", "zero eigenvalue", 0.5, math.Inf(1)},
	}
	for _, test := range tests {
		r, err := Rate(criticaltest.Function("f", test.formula, "x", "y"), []float64{0, 0})
		if err != nil || r.Limit != test.limit || r.Kappa != test.kappa || !math.IsNaN(r.Best) || !strings.Contains(r.Reason.String(), test.reason) {
			t.Errorf("%s: %+v, %v", test.formula, r, err)
		}
	}
}

// Language page, cell 24: the exact line-search step of the regression loss.
func TestExactStep(t *testing.T) {
	f := criticaltest.Function("L", "((0 - b)^2 + (2.9 - 1.1*0 - w - b - 0)^2)", "w", "b")
	r, err := Rate(f, []float64{0, 0})
	if err != nil {
		t.Fatal(err)
	}
	// g = (-5.8, -5.8), H = [2, 2; 2, 4]: gᵀg/gᵀHg = 2/10
	if math.Abs(r.Exact-0.2) > 1e-14 {
		t.Errorf("exact step %g", r.Exact)
	}
}

// Rosenbrock's function in 60 variables goes by compiled formulas.
func TestNearInManyVariables(t *testing.T) {
	n := 60
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	e := x.Entries()
	sum := expr.Const(0)
	for i := range n - 1 {
		rise := expr.Sub(e[i+1], expr.Pow(e[i], expr.Const(2)))
		sum = expr.Add(sum, expr.Add(expr.Mul(expr.Const(100), expr.Pow(rise, expr.Const(2))), expr.Pow(expr.Sub(expr.Const(1), e[i]), expr.Const(2))))
	}
	from, ones := make([]float64, n), make([]float64, n)
	for i := range from {
		from[i], ones[i] = 1.05, 1
	}
	near, err := Near(context.Background(), &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: sum}, from)
	if err != nil || !criticaltest.CloseTo(near.At, ones, 1e-12) {
		t.Errorf("%v, %v", near, err)
	}
}

// Powers of unlike order: the critical point is where both bases vanish, at x = (√(1 + 8c) - 1)/4 for y = x² and x + 2y = c.
func TestNearWherePowersOfUnlikeOrderVanish(t *testing.T) {
	for _, powers := range [][2]int{{4, 4}, {6, 4}, {4, 6}, {8, 3}, {3, 8}, {10, 4}} {
		for _, c := range []float64{0.3, 0.7, 2} {
			formula := fmt.Sprintf("(x + 2*y - %g)^%d + (y - x^2)^%d", c, powers[0], powers[1])
			x := (math.Sqrt(1+8*c) - 1) / 4
			near, err := Near(context.Background(), criticaltest.Function("f", formula, "x", "y"), []float64{x - 0.01, x*x + 0.005})
			if err != nil || !criticaltest.CloseTo(near.At, []float64{x, x * x}, 1e-9) {
				t.Errorf("%s: %+v, %v, want %v", formula, near, err, []float64{x, x * x})
			}
		}
	}
}

// A run comes to rest a few units in the last place beside the zero of its gradient: no zero where a gradient fades.
func TestVanishesBeside(t *testing.T) {
	tests := []struct {
		formula string
		at      float64
		beside  bool
	}{
		{"(x - 1/3)^2", math.Nextafter(math.Nextafter(1.0/3, 1), 1), true},
		{"(x - 1/3)^2", 1.0/3 + 1e-14, false},
		{"exp(x)", -300, false},
		{"x^4", 1e-3, false},
		{"0.000000001*x", 1, false},
	}
	for _, test := range tests {
		f := criticaltest.Function("f", test.formula, "x")
		if got := VanishesBeside(f, []float64{test.at}); got != test.beside {
			t.Errorf("%s at %g: %v", test.formula, test.at, got)
		}
	}
}
