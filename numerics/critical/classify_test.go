package critical

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

type verdictTest struct {
	formula          string
	at               []float64
	kind             Kind
	strict, isolated bool
	reason           string
}

var verdictTests = []verdictTest{
	// article 1 and the quadratic cases
	{"x^2 - y^2", []float64{0, 0}, SaddlePoint, true, true, "falls along (0, 1) and rises along (1, 0)"},
	{"x^2 - y^2", []float64{1, 2}, NotCritical, false, false, "∇f = (2, -4) is not zero: f falls along (-0.447214, 0.894427); the nearest critical point that Newton's method finds is (0, 0), a saddle point"},
	{"x^2 + x*y + y^2", []float64{0, 0}, LocalMinimum, true, true, "(λ = (1, 3))"},
	{"(10*x - 1)^2 + (y - 0.3)^2", []float64{0.1, 0.3}, LocalMinimum, true, true, ""},
	{"(x - 1/3)^2 + y^2*x", []float64{1.0 / 3, 0}, LocalMinimum, true, true, ""},
	{"10^8*x^2 + 10^(-8)*y^2", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"x^2 - 10^(-14)*y^2", []float64{0, 0}, SaddlePoint, true, true, ""},
	{"cos(x)*cos(y)", []float64{math.Pi, 0}, LocalMinimum, true, true, ""},
	{"sin(x) + y^2", []float64{math.Pi / 2, 0}, SaddlePoint, true, true, ""},
	{"sin(x) + y^2", []float64{-0.5, 0}, NotCritical, false, false, ""},
	// singular Hessians, decided by higher terms
	{"x^4 + y^4", []float64{0, 0}, LocalMinimum, true, true, "the Hessian is zero; the terms up to order 4 decide"},
	{"-x^4 - y^4", []float64{0, 0}, LocalMaximum, true, true, "order 4"},
	{"x^3 - 3*x*y^2", []float64{0, 0}, SaddlePoint, false, true, "order 3"},
	{"x^5 - 10*x^3*y^2 + 5*x*y^4", []float64{0, 0}, SaddlePoint, false, true, "order 5"},
	{"x^2 + y^3", []float64{0, 0}, SaddlePoint, false, true, "falls along (0, -1) and rises along (1, 0)"},
	{"x^2 + y^4", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"x^2 - y^4", []float64{0, 0}, SaddlePoint, false, true, "falls along"},
	{"x^2 + y^10", []float64{0, 0}, LocalMinimum, true, true, "order 10"},
	{"x^2 + y^13", []float64{0, 0}, SaddlePoint, false, true, "order 13"},
	{"(y - x^2)^2", []float64{0, 0}, LocalMinimum, false, false, "whole curve"},
	{"-(y - x^2)^2", []float64{2, 4}, LocalMaximum, false, false, "whole curve"},
	{"(y - x^2)*(y - 3*x^2)", []float64{0, 0}, SaddlePoint, false, true, "though not along the straight line, and rises along (0, 1)"},
	{"(1 - x*y)^2", []float64{0, 0}, SaddlePoint, true, true, ""},
	{"(1 - x*y)^2", []float64{2, 0.5}, LocalMinimum, false, false, "whole curve"},
	{"(1 - x*y)^2", []float64{0.1, 10}, LocalMinimum, false, false, "whole curve"},
	{"(x^2 + y^2 - 1)^2", []float64{0.6, 0.8}, LocalMinimum, false, false, "whole curve"},
	{"(x^2 + y^2 - 1)^2", []float64{0, 0}, LocalMaximum, true, true, ""},
	{"x^2*y^2", []float64{0, 0}, LocalMinimum, false, false, "on a curve through the point"},
	{"y^2 - 2*x^2*y + x^4", []float64{0, 0}, LocalMinimum, false, false, "whole curve"},
	{"y^2 - 2*x^2*y + x^4 + x^40", []float64{0, 0}, LocalMinimum, true, true, "up to order 40 decide"},
	{"-y^2 + 2*x^2*y - x^4 - x^40", []float64{0, 0}, LocalMaximum, true, true, "up to order 40 decide"},
	{"(y - x^2)^2 - x^40", []float64{0, 0}, SaddlePoint, false, true, "falls along a curve that starts in direction (1, 0)"},
	{"y^2 - 2*x^2*y + x^4 - x^41", []float64{0, 0}, SaddlePoint, false, true, "up to order 41 decide"},
	{"sin(x)^2 - 2*y*sin(x) + y^2 + x^40", []float64{0, 0}, Undecided, false, false, ""},
	{"x^2*y^2", []float64{0, 3}, LocalMinimum, false, false, "whole curve"},
	{"x^2*y^2 + x^6 + y^6", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"x^2*y^2 - x^3*y^3", []float64{0, 0}, LocalMinimum, false, false, "other points ever closer"},
	{"x^4*y^2 + x^2*y^4 - 3*x^2*y^2 + 1", []float64{0, 0}, LocalMaximum, false, false, "the value 1, above which it is nowhere around"}, // Motzkin 1967
	{"2*x^2*y^2 - x^4 - y^4", []float64{0, 0}, LocalMaximum, false, false, "other points ever closer"},
	{"(1 - cos(x))*(cos(y) - 1)", []float64{0, 0}, LocalMaximum, false, false, "on a curve through the point"},
	{"x^2 + 0*y", []float64{0, 7}, LocalMinimum, false, false, "whole line"},
	{"7 + 0*x + 0*y", []float64{1, 2}, LocalMinimum, false, false, "constant"},
	{"x*y^2", []float64{1, 0}, LocalMinimum, false, false, "whole curve"},
	{"x*y^2", []float64{0, 0}, SaddlePoint, false, false, ""},
	{"(x - 0.1)^4 + (y - 0.7)^6", []float64{0.1, 0.7}, LocalMinimum, true, true, ""},
	{"(x + y - 0.3)^2 + (x - y)^4", []float64{0.15, 0.15}, LocalMinimum, true, true, ""},
	{"cos(x) + x^2/2 + y^2", []float64{0, 0}, LocalMinimum, true, true, "order 4"},
	{"sin(x) - x + y^2", []float64{0, 0}, SaddlePoint, false, true, "order 3"},
	{"exp(x) - x - x^2/2 - 1 + y^2", []float64{0, 0}, SaddlePoint, false, true, ""},
	{"cosh(x*y) + y^4", []float64{0, 0}, LocalMinimum, false, false, ""},
	{"x^2 + exp(y)*sin(y)^3", []float64{0, math.Pi}, SaddlePoint, false, true, ""},
	{"(x^2 + y^2)^1.5", []float64{0, 0}, LocalMinimum, true, true, "below which it is nowhere"},
	{"(y - x^2)^2 + x^40", []float64{0, 0}, LocalMinimum, true, true, "which it takes at no other"},
	{"(x - y)^2 + (x - y)^3", []float64{0, 0}, LocalMinimum, false, false, "does not change at all along (0.707107, 0.707107)"},
	{"x^2 - 2*x*y + y^2 - (x - y)^4", []float64{1, 1}, LocalMinimum, false, false, "does not change at all along"},
	{"(x + 2*y)^3", []float64{2, -1}, SaddlePoint, false, false, ""},
	{"exp(x*y) - x*y", []float64{0, 0}, LocalMinimum, false, false, ""},
	{"exp(x*y) - x*y", []float64{0, 3}, LocalMinimum, false, false, "whole curve"},
	{"(x^2 + y^2 - 1)^3", []float64{1, 0}, SaddlePoint, false, false, ""},
	{"(x^2 + y^2 - 1)^3 - 4*(x^2 + y^2 - 1)^2", []float64{0.6, 0.8}, LocalMaximum, false, false, "whole curve"},
	{"(1 - cos(x))^2*exp(y) + y^4", []float64{0, 0}, LocalMinimum, true, true, ""},
	// where f or its derivatives jump, or are not there
	{"abs(x) + y^2", []float64{0, 0}, NotDifferentiable, true, false, "f has a corner at (0, 0): its gradient is (1, 0) on one side and (-1, 0) on another"},
	{"abs(x) + y^2", []float64{1, 0}, NotCritical, false, false, ""},
	{"x*abs(x) + y^2", []float64{0, 0}, SaddlePoint, true, false, "Hessian jumps"},
	{"x^2 + y*abs(y)*sign(y)", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"abs(x)^3 + y^2", []float64{0, 0}, LocalMinimum, true, true, "below which it is nowhere"},
	{"abs(x)^3*(2 + y) + y^2", []float64{0, 0}, LocalMinimum, true, true, "below which it is nowhere around the point"},
	{"abs(x)^3*x + y^4", []float64{0, 0}, SaddlePoint, false, true, ""},
	{"x^2*abs(x) - y^4", []float64{0, 0}, SaddlePoint, false, true, ""},
	{"sqrt(x^2 + y^2)", []float64{0, 0}, NotDifferentiable, true, false, "a strict local minimum all the same"},
	{"abs(x) + abs(y)", []float64{0, 0}, NotDifferentiable, true, false, "a strict local minimum all the same"},
	{"3 - abs(x - 0.1) - abs(y)", []float64{0.1, 0}, NotDifferentiable, true, false, "a strict local maximum all the same"},
	{"abs(x + y)", []float64{0, 0}, NotDifferentiable, false, false, "a local minimum all the same"},
	{"abs(x) - abs(y)", []float64{0, 0}, NotDifferentiable, false, false, "f has a corner"},
	{"abs(x*y)", []float64{0, 0}, LocalMinimum, false, false, ""},
	{"sqrt(x^4 + y^4)", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"exp(sqrt(x^4 + y^4)) - 1", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"log(1 + sqrt(x^4*y^4))", []float64{0, 0}, LocalMinimum, false, false, ""},
	{"atan(sqrt((x^2 - y^3)^4))", []float64{0, 0}, LocalMinimum, false, false, "other points ever closer"},
	{"(x^3 + y^3)^(1/3)*(x^2 + y^2)", []float64{0, 0}, NotDifferentiable, false, false, "a minimum at the end"},
	{"((x*x)^2 + y^2)^(2/5)", []float64{0, 0}, NotDifferentiable, true, false, "a strict local minimum all the same"},
	{"x^(4/5)*(x - 4)^2 + y^2", []float64{0, 0}, NotDifferentiable, true, false, "a strict minimum at the end"},
	{"sqrt(x)*(1 + y^2)", []float64{0, 0}, NotDifferentiable, false, false, "a minimum at the end"},
	{"x^(5/2) + y^2", []float64{0, 0}, EndOfDomain, true, false, "a strict minimum at the end"},
	{"x^(5/2) + x^2 + y^2", []float64{0, 0}, EndOfDomain, true, false, "a strict minimum at the end"},
	{"x*log(x) + y^2", []float64{0, 0}, EndOfDomain, false, false, "its domain ends there"},
	{"1/x + y", []float64{0, 0}, NotDifferentiable, false, false, "f has no finite value"},
	{"log(x) + y", []float64{-1, 0}, NotDifferentiable, false, false, "f has no finite value"},
	{"x*sqrt(abs(x))", []float64{0, 0}, SaddlePoint, false, false, "falls along (-1, 0) and rises along (1, 0)"},
	{"y^2 + x + x*sqrt(abs(x))", []float64{0, 0}, Undecided, false, false, "the formula of ∇f has no value"},
	{"max(x^2 + y^2 - 1, 0)", []float64{0, 0}, LocalMinimum, false, false, "constant around the point"},
	{"abs(x - 1) + abs(x + 1) + floor(y)", []float64{0.5, 0.5}, LocalMinimum, false, false, "constant around the point"},
	{"max(x^2 + y^2, 0)", []float64{0, 0}, LocalMinimum, true, true, ""},
	{"floor(x) + y^2", []float64{1, 0}, NotDifferentiable, false, false, "f jumps at (1, 0)"},
	{"floor(x) + y^2", []float64{1.5, 0}, LocalMinimum, false, false, ""},
}

func TestClassify(t *testing.T) {
	for k, test := range verdictTests {
		if exprtest.Skips(k) {
			continue
		}
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), test.at)
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != test.kind || v.Strict != test.strict || v.Isolated != test.isolated || !strings.Contains(v.Reason.String(), test.reason) {
			t.Errorf("%s at %v: %s, strict %t, isolated %t: %v", test.formula, test.at, v.Kind, v.Strict, v.Isolated, v.Reason)
		}
		if strings.Contains(v.Reason.String(), "{") {
			t.Errorf("%s at %v: unfilled %v", test.formula, test.at, v.Reason)
		}
	}
}

func TestClassifyMore(t *testing.T) {
	tests := []struct {
		formula   string
		variables string
		at        []float64
		kind      Kind
	}{
		{"x^3", "x", []float64{0}, SaddlePoint},
		{"x^4", "x", []float64{0}, LocalMinimum},
		{"-x^6", "x", []float64{0}, LocalMaximum},
		{"x^20", "x", []float64{0}, LocalMinimum},
		{"x*y*z", "x y z", []float64{0, 0, 0}, SaddlePoint},
		{"x*y*z", "x y z", []float64{2, 0, 0}, SaddlePoint},
		{"x^2 + y^2 + z^4", "x y z", []float64{0, 0, 0}, LocalMinimum},
		{"x^4 + y^4 + z^6", "x y z", []float64{0, 0, 0}, LocalMinimum},
		{"(x + y + z)^2 + (x - y)^4 + (y - z)^4", "x y z", []float64{0, 0, 0}, LocalMinimum},
		{"(x + y + z)^2 + (x - y)^4 - (y - z)^4", "x y z", []float64{0, 0, 0}, SaddlePoint},
		{"(x^2 + y^2 + z^2 - 1)^2", "x y z", []float64{0.6, 0, 0.8}, LocalMinimum},
		{"(1 - a*b*c)^2", "a b c", []float64{0, 0, 0}, SaddlePoint},
		{"(1 - a*b*c)^2", "a b c", []float64{1, 1, 1}, LocalMinimum},
		{"a^2 + b^2 + c^2 + d^2 + e^4", "a b c d e", []float64{0, 0, 0, 0, 0}, LocalMinimum},
		{"a^2 + b^2 + c^2 + d^3 + e^4", "a b c d e", []float64{0, 0, 0, 0, 0}, SaddlePoint},
		{"a^2 + b^2 + c^2 + d^2 + e^2 + g^2 + h^2 + i^2 + j^2 - k^4", "a b c d e g h i j k", make([]float64, 10), SaddlePoint},
	}
	for _, test := range tests {
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, strings.Fields(test.variables)...), test.at)
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != test.kind {
			t.Errorf("%s at %v: %s: %v", test.formula, test.at, v.Kind, v.Reason)
		}
	}
}

// The direction in which f falls must be one: f is lower a little along it, or along it after bending for curves.
func TestFallingFalls(t *testing.T) {
	for k, test := range verdictTests {
		if exprtest.Skips(k) {
			continue
		}
		f := criticaltest.Function("f", test.formula, "x", "y")
		v, err := Classify(context.Background(), f, test.at)
		if err != nil {
			t.Fatal(err)
		}
		if v.Falling == nil || strings.Contains(v.Reason.Key, "bent") {
			continue
		}
		fell := false
		for _, step := range []float64{0.3, 0.1, 0.01} {
			there := []float64{test.at[0] + step*v.Falling[0], test.at[1] + step*v.Falling[1]}
			fell = fell || f.At(there).Float() < v.Value
		}
		if !fell {
			t.Errorf("%s at %v does not fall along %v", test.formula, test.at, v.Falling)
		}
	}
}

func TestClassifyRefusesDimension(t *testing.T) {
	var dimension *DimensionError
	if _, err := Classify(context.Background(), criticaltest.Function("f", "x + y", "x", "y"), []float64{1}); !errors.As(err, &dimension) || dimension.Want != 2 {
		t.Errorf("%v", err)
	}
}

// A function of many variables goes by its formulas; so does one with eigenvalues, which have no series.
func TestClassifyByFormula(t *testing.T) {
	n := 60
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = float64(i + 1)
	}
	weights[3] = -2
	w := expr.Array(expr.Vector(n), weights)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Dot(w, expr.Pow(x, expr.Const(2)))}
	v, err := Classify(context.Background(), f, make([]float64, n))
	if err != nil || v.Kind != SaddlePoint || v.Index != 1 || math.Abs(v.Falling[3]) != 1 {
		t.Fatalf("%v, %v", v, err)
	}
	at := make([]float64, n)
	at[7] = 0.25
	if v, err := Classify(context.Background(), f, at); err != nil || v.Kind != NotCritical {
		t.Errorf("%v, %v", v, err)
	}
}
