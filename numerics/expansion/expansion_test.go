package expansion

import (
	"bufio"
	"context"
	"errors"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// TestDerivatives compares derivatives of orders 1 to 40 of random compositions of the elementary functions with mpmath:
// testdata/derivatives.tsv, which derivatives.py wrote.
func TestDerivatives(t *testing.T) {
	file, err := os.Open("testdata/derivatives.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows := 0
	for lines := bufio.NewScanner(file); lines.Scan(); rows++ {
		column := strings.Split(lines.Text(), "\t")
		f := exprtest.Function(column[0], "x")
		order, _ := strconv.Atoi(column[2])
		want, condition := number(t, column[3]), number(t, column[4])
		p, err := At(context.Background(), f.Value, f.Variables, []float64{number(t, column[1])}, order, nil)
		if err != nil {
			t.Errorf("%s at %s: %v", column[0], column[1], err)
			continue
		}
		got := p.Coefficients[order]
		for k := 2; k <= order; k++ {
			got *= float64(k)
		}
		if !(math.Abs(got-want) <= 1e-14*(1+condition)*math.Abs(want)) {
			t.Errorf("derivative %d of %s at %s is %.17g, want %.17g (condition %g)", order, column[0], column[1], got, want, condition)
		}
	}
	if rows != 600 {
		t.Errorf("%d rows", rows)
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestCommonZerosCancel(t *testing.T) {
	tests := []struct {
		formula string
		at      float64
		want    []float64
	}{
		{"(1 - cos(x))/x^2", 0, []float64{0.5, 0, -1.0 / 24, 0, 1.0 / 720}},
		{"if x == 0 then 1 else sin(x)/x", 0, []float64{1, 0, -1.0 / 6, 0, 1.0 / 120}},
		{"x/(exp(x) - 1)", 0, []float64{1, -0.5, 1.0 / 12, 0, -1.0 / 720}},
		{"1/x - 1/sin(x)", 0, []float64{0, -1.0 / 6, 0, -7.0 / 360}},
		{"log(sin(x)/x)", 0, []float64{0, 0, -1.0 / 6, 0, -1.0 / 180}},
		{"sqrt(x^4 + x^6)", 0, []float64{0, 0, 1, 0, 0.5}},
		{"(x - 2)^2 sin(x)/(x - 2)^2", 2, []float64{math.Sin(2), math.Cos(2), -math.Sin(2) / 2}},
		{"sin(x)/(x - π)", math.Pi, []float64{-1, 0, 1.0 / 6, 0, -1.0 / 120}},
		{"(tan(x) - sin(x))/x^3", 0, []float64{0.5, 0, 0.125}},
		{"sin(x)^2 + cos(x)^2 - 1", 0.3, []float64{0, 0, 0, 0}},
	}
	for _, test := range tests {
		f := exprtest.Function(test.formula, "x")
		p, err := At(context.Background(), f.Value, f.Variables, []float64{test.at}, len(test.want)-1, []float64{1})
		if err != nil {
			t.Errorf("%s: %v", test.formula, err)
			continue
		}
		for k, want := range test.want {
			if got := p.Coefficients[k]; math.Abs(got-want) > 1e-15*math.Abs(want) {
				t.Errorf("%s: coefficient %d is %.17g, want %.17g", test.formula, k, got, want)
			}
		}
	}
}

func TestNoSeries(t *testing.T) {
	for _, formula := range []string{"1/x", "sqrt(x)", "log(x)", "exp(-1/x^2)", "x log(x)", "x^1.5", "x sin(1/x)", "log(x - 1)"} {
		f := exprtest.Function(formula, "x")
		if p, err := At(context.Background(), f.Value, f.Variables, []float64{0}, 3, []float64{1}); !errors.Is(err, ErrSingular) {
			t.Errorf("%s at 0: %v, %v", formula, p, err)
		}
	}
}

// Sides of corners: coefficients to the left and to the right.
func TestSides(t *testing.T) {
	tests := map[string][2][]float64{
		"abs(x)":                          {{0, -1, 0}, {0, 1, 0}},
		"sqrt(x^2)":                       {{0, -1, 0}, {0, 1, 0}},
		"max(x, x^2)":                     {{0, 0, 1}, {0, 1, 0}},
		"floor(x) + x":                    {{-1, 1, 0}, {0, 1, 0}},
		"if x == 0 then 5 else x":         {{0, 1, 0}, {0, 1, 0}},
		"if x > 0 then x^3 else x^2":      {{0, 0, 1}, {0, 0, 0}},
		"(if x < 0 then -1 else 1) (x+1)": {{-1, -1, 0}, {1, 1, 0}},
	}
	for formula, want := range tests {
		f := exprtest.Function(formula, "x")
		for i, side := range []float64{-1, 1} {
			p, err := At(context.Background(), f.Value, f.Variables, []float64{0}, 2, []float64{side})
			if err != nil {
				t.Errorf("%s: %v", formula, err)
				continue
			}
			for k, c := range want[i] {
				if p.Coefficients[k] != c {
					t.Errorf("%s on side %g: %v, want %v", formula, side, p.Coefficients, want[i])
					break
				}
			}
		}
	}
}

// TestSeveralVariables compares with the derivatives that package expr finds.
func TestSeveralVariables(t *testing.T) {
	at := []float64{0.3, -0.8}
	for _, formula := range []string{
		"x^3 y^2 - x y + 4", "exp(x y) sin(x + y)", "log(2 + x^2) cos(y)/(3 + y)", "sqrt(1 + x^2 + y^4)",
		"tan(x/2) tanh(y) + atan(x y) + asin(x/3) acos(y/4)", "(1 + x^2)^(y + 1) + (2 + x)^-2.5 + 2^y",
		"sinh(x) cosh(y) + log10(3 + x)", "if x > 0 then x^3 else y^4", "max(x y, x - y) abs(x) + mod(y, 7) x",
	} {
		f := exprtest.Function(formula, "x", "y")
		p, err := At(context.Background(), f.Value, f.Variables, at, 4, nil)
		if err != nil {
			t.Errorf("%s: %v", formula, err)
			continue
		}
		known := []*expr.Node{expr.Const(at[0]), expr.Const(at[1])}
		want := map[[2]int]float64{}
		for _, m := range expr.Taylor(f.Value, f.Variables, known, 4) {
			want[[2]int(m.Powers)] = m.Coefficient.Float()
		}
		for k, powers := range p.Powers {
			if got, want := p.Coefficients[k], want[[2]int(powers)]; math.Abs(got-want) > 1e-11*(1+math.Abs(want)) {
				t.Errorf("%s: coefficient of h^%v is %v, want %v", formula, powers, got, want)
			}
		}
	}
}

func TestQuotientOfForms(t *testing.T) {
	f := exprtest.Function("sin(x^2 + y^2)/(x^2 + y^2)", "x", "y")
	p, err := At(context.Background(), f.Value, f.Variables, []float64{0, 0}, 4, []float64{1, 0.3})
	if err != nil {
		t.Fatal(err)
	}
	want := map[[2]int]float64{{0, 0}: 1, {4, 0}: -1.0 / 6, {2, 2}: -1.0 / 3, {0, 4}: -1.0 / 6}
	for k, powers := range p.Powers {
		if c := want[[2]int(powers)]; p.Coefficients[k] != c {
			t.Errorf("coefficient of h^%v is %v, want %v", powers, p.Coefficients[k], c)
		}
	}
	f = exprtest.Function("x y/(x^2 + y^2)", "x", "y")
	if _, err = At(context.Background(), f.Value, f.Variables, []float64{0, 0}, 2, []float64{1, 0.3}); !errors.Is(err, ErrSingular) {
		t.Errorf("x y/(x² + y²): %v", err)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	f := exprtest.Function("exp(sin(x) + exp(cos(x y z)))", "x", "y", "z")
	if _, err := At(ctx, f.Value, f.Variables, []float64{1, 2, 3}, 12, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// TestTails has derivatives of which all but a tail of the digits cancels, from mpmath in 1000 digits, and sums that are
// zero indeed.
func TestTails(t *testing.T) {
	for _, c := range []struct {
		formula string
		x       float64
		order   int
		want    float64
	}{
		{"tanh(x)", 90, 2, -5.3713474305692746e-78},
		{"tanh(x)", 100, 2, -1.10711722138939e-86},
		{"tanh(x)", 300, 3, 4.2406344848068973e-260},
		{"log(1 + exp(x))", 300, 2, 5.1482002224120138e-131},
		{"log(1 + exp(x))", 300, 3, -5.1482002224120138e-131},
		{"log(cosh(x))", 100, 2, 5.5355861069469501e-87},
		{"1/(1 - tanh(x)^2)", 100, 0, 1.8064934420314373e+86},
		{"sin(x)^2 + cos(x)^2", 0.3, 2, 0},
		{"exp(x) exp(-x) - 1", 0.7, 3, 0},
	} {
		f := exprtest.Function(c.formula, "x")
		p, err := At(context.Background(), f.Value, f.Variables, []float64{c.x}, c.order, nil)
		if err != nil {
			t.Errorf("%s at %g: %v", c.formula, c.x, err)
			continue
		}
		got := p.Coefficients[c.order]
		for k := 2; k <= c.order; k++ {
			got *= float64(k)
		}
		if !(math.Abs(got-c.want) <= 1e-15*math.Abs(c.want)) {
			t.Errorf("derivative %d of %s at %g is %.17g, want %.17g", c.order, c.formula, c.x, got, c.want)
		}
	}
}
