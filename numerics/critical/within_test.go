package critical

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// irrational are degenerate points that no float is: the solution of x + 2x³ = 0.3, the fixed point of the cosine, and the
// golden ratio less one.
var (
	ofCubic  = solved(func(x float64) float64 { return x - (x+2*x*x*x-0.3)/(1+6*x*x) })
	ofCosine = solved(func(x float64) float64 { return x - (x-math.Cos(x))/(1+math.Sin(x)) })
	golden   = (math.Sqrt(5) - 1) / 2
)

func solved(step func(x float64) float64) float64 {
	x := 0.5
	for range 50 {
		x = step(x)
	}
	return x
}

var withinTests = []struct {
	formula, variables string
	at                 []float64
	kind               Kind
}{
	{"(x+2*y-0.3)^4 + (y-x^3)^4", "x y", []float64{ofCubic, ofCubic * ofCubic * ofCubic}, LocalMinimum},
	{"-(x+2*y-0.3)^4 - (y-x^3)^6", "x y", []float64{ofCubic, ofCubic * ofCubic * ofCubic}, LocalMaximum},
	{"(x+2*y-0.3)^4 - (y-x^3)^4", "x y", []float64{ofCubic, ofCubic * ofCubic * ofCubic}, SaddlePoint},
	{"(x+2*y-0.3)^2 + (y-x^3)^3", "x y", []float64{ofCubic, ofCubic * ofCubic * ofCubic}, SaddlePoint},
	{"(x - cos(x))^4 + y^4", "x y", []float64{ofCosine, 0}, LocalMinimum},
	{"(x - cos(x))^5", "x", []float64{ofCosine}, SaddlePoint},
	{"exp((x - cos(x))^6)", "x", []float64{ofCosine}, LocalMinimum},
	{"cos(x^2 + x - 1) + (x^2+x-1)^2/2", "x", []float64{golden}, LocalMinimum},
	{"sin(x^2 + x - 1) - (x^2+x-1)", "x", []float64{golden}, SaddlePoint},
	{"(x^2+y^2-1)^4 + (x-y^2)^4", "x y", []float64{golden, math.Sqrt(golden)}, LocalMinimum},
	{"(x^2+y^2-1)^3 + (x-y^2)^4", "x y", []float64{golden, math.Sqrt(golden)}, SaddlePoint},
	{"(x^2+y^2-1)^4 - (x-y^2)^6", "x y", []float64{golden, math.Sqrt(golden)}, SaddlePoint},
	{"-exp(x)*((x^2+y^2-1)^4 + (x-y^2)^4)", "x y", []float64{golden, math.Sqrt(golden)}, LocalMaximum},
}

// A degenerate point is known to a few units in the last place, or less: with its radius it has its kind; without, it is not
// taken for another.
func TestClassifyWithin(t *testing.T) {
	const unit = 0x1p-53
	random := rand.New(rand.NewPCG(51, 52))
	for _, test := range withinTests {
		f := criticaltest.Function("f", test.formula, strings.Fields(test.variables)...)
		for _, units := range []float64{0, 1, 3, 10, 40, 200, 1e5, 1e8} {
			p := make([]float64, len(test.at))
			for i, x := range test.at {
				p[i] = x + (2*random.Float64()-1)*units*unit
			}
			v, err := ClassifyWithin(context.Background(), f, p, (units+1)*unit)
			if err != nil || v.Kind != test.kind || v.Strict != (test.kind != SaddlePoint) {
				t.Errorf("%s within %g: %s, strict %t, %v, %v", test.formula, units*unit, v.Kind, v.Strict, v.Reason, err)
			}
			v, err = Classify(context.Background(), f, p)
			if err != nil || v.Kind != test.kind && v.Kind != NotCritical || v.Kind != test.kind && units <= 3 {
				t.Errorf("%s, %g beside: %s, %v, %v", test.formula, units*unit, v.Kind, v.Reason, err)
			}
		}
	}
}

// What is larger than the radius can explain is not taken to be zero.
func TestClassifyWithinSees(t *testing.T) {
	for _, test := range []struct {
		formula string
		radius  float64
		kind    Kind
	}{
		{"(x - 0.1)^4 - 10^(-8)*(x - 0.1)^2", 1e-6, LocalMaximum},
		{"(x - 0.1)^4 + 10^(-8)*(x - 0.1)^3", 1e-12, SaddlePoint},
		{"x + (x - 0.1)^4", 1e-3, NotCritical},
	} {
		v, err := ClassifyWithin(context.Background(), criticaltest.Function("f", test.formula, "x"), []float64{0.1}, test.radius)
		if err != nil || v.Kind != test.kind {
			t.Errorf("%s within %g: %s, %v, %v", test.formula, test.radius, v.Kind, v.Reason, err)
		}
	}
}
