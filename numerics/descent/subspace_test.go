package descent

import (
	"math"
	"runtime"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

var solving = []*Rule{newton, dampedNewton, trustRegion, cubicNewton}

// Beyond the limit the rules that solve with the Hessian take the path of the dense way: in one variable more, which stays
// where it is.
func TestSubspaceAgreesWithDense(t *testing.T) {
	large, dense := wells(mostFormed+1), wells(mostFormed)
	start := make([]float64, mostFormed+1)
	for i := range mostFormed {
		start[i] = math.Sin(float64(i)) / 3
	}
	for k, rule := range solving {
		if exprtest.Skips(k) {
			continue
		}
		for _, from := range [][]float64{start, make([]float64, mostFormed+1)} {
			a := mustRun(t, rule, large, from, Options{Steps: 4})
			b := mustRun(t, rule, dense, from[:mostFormed], Options{Steps: 4})
			for k := range min(a.Steps, b.Steps) + 1 {
				if !near(a.Points.At(k)[:mostFormed], b.Points.At(k), 1e-6) && !near(mirrored(a.Points.At(k)[:mostFormed]), b.Points.At(k), 1e-6) {
					t.Fatalf("%s: the paths part at step %d: %v and %v", rule.Name, k, a.Points.At(k)[:3], b.Points.At(k)[:3])
				}
			}
			if a.Status != b.Status || a.Steps != b.Steps {
				t.Errorf("%s: %s after %d steps and %s after %d", rule.Name, a.Status, a.Steps, b.Status, b.Steps)
			}
		}
	}
}

// mirrored is the other way down from the saddle point of wells, where no sign is better.
func mirrored(at []float64) []float64 {
	other := append([]float64(nil), at...)
	other[0] = -other[0]
	return other
}

// In 5000 variables no rule forms the Hessian, which would take 200 MB.
func TestSolvingInManyVariables(t *testing.T) {
	n := 5000
	start := make([]float64, n)
	for i := range start {
		start[i] = 0.1 * math.Cos(float64(i))
	}
	for k, rule := range solving {
		if exprtest.Skips(k) {
			continue
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		r := mustRun(t, rule, wells(n), start, Options{Steps: 3})
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 120<<20 {
			t.Errorf("%s allocates %d MB", rule.Name, grown>>20)
		}
		if r.Status != StepsUsed && r.Status != Stalled {
			t.Errorf("%s: %s after %d steps", rule.Name, r.Status, r.Steps)
		}
	}
}

// A narrow curved valley has more different eigenvalues than the subspace has dimensions.
func TestTruncatedStepsDescend(t *testing.T) {
	n := mostFormed + 50
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	value := expr.SumOver(g, "i", number(0), number(float64(n-2)), func(i *expr.Node) *expr.Node {
		here, next := expr.Element(x, i), expr.Element(x, expr.Add(i, number(1)))
		return expr.Add(expr.Mul(number(100), square(expr.Sub(next, square(here)))), square(expr.Sub(number(1), here)))
	})
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}
	start := make([]float64, n)
	for i := range start {
		start[i] = 1 + 0.05*math.Sin(float64(i))
	}
	r := mustRun(t, trustRegion, f, start, Options{Steps: 40})
	if last := r.F[r.Steps]; last > 1e-10*r.F[0] {
		t.Errorf("f falls from %g to %g", r.F[0], last)
	}
}
