package descent

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"saddle/numerics/expr"
)

// sameRun compares a thinned record with one that keeps all: at the kept steps, and at some that are computed again.
func sameRun(t *testing.T, name string, got, want *Record) {
	t.Helper()
	if got.Status != want.Status || got.Steps != want.Steps || got.Reason.String() != want.Reason.String() {
		t.Fatalf("%s: %s after %d steps: %s; want %s after %d: %s", name, got.Status, got.Steps, got.Reason, want.Status, want.Steps, want.Reason)
	}
	if !slices.Equal(got.Broken, want.Broken) || !slices.Equal(got.Lost, want.Lost) {
		t.Errorf("%s: broken %v, lost %v; want %v, %v", name, got.Broken, got.Lost, want.Broken, want.Lost)
	}
	steps := slices.Clone(got.Kept)
	for k := 0; k <= want.Steps; k += 1 + want.Steps/50 {
		steps = append(steps, k)
	}
	for _, k := range append(steps, want.Steps) {
		if got.Value(k) != want.F[k] || got.Norm(k) != want.GradientNorm[k] || !slices.Equal(got.Points.At(k), want.Points.At(k)) {
			t.Fatalf("%s, step %d of %d: f = %v, ‖∇f‖ = %v at %v; want %v, %v at %v", name, k, want.Steps, got.Value(k), got.Norm(k), got.Points.At(k), want.F[k], want.GradientNorm[k], want.Points.At(k))
		}
		for i, s := range want.Named {
			if !slices.Equal(got.Named[i].At(k), s.At(k)) {
				t.Fatalf("%s, step %d: %s = %v, want %v", name, k, s.Name, got.Named[i].At(k), s.At(k))
			}
		}
	}
}

// TestThinnedRunsAreWholeRuns runs every rule on several functions with a record of all steps and with a thinned one, to ends
// of each kind.
func TestThinnedRunsAreWholeRuns(t *testing.T) {
	ends := map[Status]int{}
	for _, rule := range Rules() {
		for name, o := range map[string]Options{
			"rosenbrock": {Steps: 5000}, "double_well": {Steps: 4500, Tol: 1e-9}, "seed_saddle": {Steps: 4100, Noise: 0.01, Seed: 3}, "bowl": {Steps: 6000},
		} {
			f := functions[name]
			if name == "bowl" {
				f = bowl()
			}
			start := []float64{0.3, 0.2}
			o.Record = 1
			whole, err := Run(context.Background(), rule, f, start, o)
			if err != nil {
				t.Fatal(err)
			}
			o.Record = 10
			thinned, err := Run(context.Background(), rule, f, start, o)
			if err != nil {
				t.Fatal(err)
			}
			ends[thinned.Status]++
			sameRun(t, rule.Name+" on "+name, thinned, whole)
		}
	}
	if ends[StepsUsed] == 0 || ends[Converged] == 0 || ends[Diverged] == 0 {
		t.Errorf("ends %v", ends)
	}
}

// bowl is x² + 3 y² + x y, polynomial and quickly at rest.
func bowl() *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(2))
	a, b := x.Entries()[0], x.Entries()[1]
	value := expr.Add(expr.Add(square(a), expr.Mul(number(3), square(b))), expr.Mul(a, b))
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}
}

// A record of a million steps has room for some thousands, the first and the last of which are whole.
func TestLongRunsAreThinned(t *testing.T) {
	r := mustRun(t, momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 1_000_000, Settings: map[string]float64{"η": 1e-6}})
	if !r.Thinned() || r.Steps != 1_000_000 || r.Rows() > 20_000 || r.Status != StepsUsed {
		t.Fatalf("%d rows for %d steps, %s", r.Rows(), r.Steps, r.Status)
	}
	for k := range edge {
		if r.StepOf(k) != k || r.StepOf(r.Rows()-1-k) != r.Steps-k {
			t.Fatalf("row %d is step %d, row %d from the end step %d", k, r.StepOf(k), k, r.StepOf(r.Rows()-1-k))
		}
	}
	if f := r.Value(555_555); !(f < r.Value(555_554)) || math.IsNaN(f) {
		t.Errorf("f falls to %v", f)
	}
}

// TestLeaps runs what is compiled, to ends of each kind.
func TestLeaps(t *testing.T) {
	for _, c := range []struct {
		rule    *Rule
		f       *expr.Function
		start   []float64
		options Options
		want    Status
	}{
		{momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-6}}, StepsUsed},
		{momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 90_000, Settings: map[string]float64{"η": 1e-3}}, Stalled},
		{momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-3}, Tol: 1e-3}, Converged},
		{gradientDescent, functions["double_well"], []float64{0.3, 0.2}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-4}, Tol: 1e-3}, Converged},
		{heavyBall, escaping(), []float64{1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-4}}, Diverged},
		{nesterov, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-5}}, StepsUsed},
		{adagrad, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 20_000}, StepsUsed},
		{rmsprop, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 20_000}, StepsUsed},
		{lion, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 20_000}, StepsUsed},
		{adam, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 20_000}, StepsUsed},
		{momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 20_000, Settings: map[string]float64{"η": 1e-5}, Noise: 0.1, Seed: 3}, StepsUsed},
		{noisyGradientDescent, waves(), []float64{-1.2, 1}, Options{Steps: 20_000, Settings: map[string]float64{"η": 1e-3}, Seed: 4}, StepsUsed},
		{perturbedGradientDescent, functions["double_well"], []float64{0, 0.1}, Options{Steps: 20_000, Settings: map[string]float64{"η": 1e-4}, Seed: 5}, StepsUsed},
		{momentum, escaping(), []float64{1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-5}, Noise: 0.1, Seed: 6}, Diverged},
		{momentum, waves(), []float64{-1.2, 1}, Options{Steps: 30_000, Settings: map[string]float64{"η": 1e-5}}, StepsUsed},
		{adam, waves(), []float64{-1.2, 1}, Options{Steps: 20_000, Settings: map[string]float64{"η": 1e-4}}, StepsUsed},
	} {
		name := c.rule.Name + " on " + c.f.Name
		c.options.Record = 1
		whole := mustRun(t, c.rule, c.f, c.start, c.options)
		c.options.Record = 100
		thinned := mustRun(t, c.rule, c.f, c.start, c.options)
		sameRun(t, name, thinned, whole)
		if whole.Status != c.want {
			t.Errorf("%s: %s after %d steps: %s, want %s", name, whole.Status, whole.Steps, whole.Reason, c.want)
		}
		compiled, err := Compile(c.rule, c.f, c.options)
		if err != nil {
			t.Fatal(err)
		}
		r := &runner{step: compiled.step, options: c.options, record: newRecord(c.rule, c.f, nil, compiled.step, c.options)}
		if l := r.newLeaps(); l == nil {
			t.Errorf("%s is not compiled", name)
		} else {
			l.close()
		}
	}
}

// waves has every elementary function that is compiled.
func waves() *expr.Function {
	return inThePlane("waves", func(x, y *expr.Node) *expr.Node {
		bump := expr.Apply(expr.Exp, expr.Neg(expr.Add(square(x), square(y))))
		wave := expr.Mul(expr.Apply(expr.Sin, expr.Mul(number(3), x)), expr.Apply(expr.Cos, y))
		rest := expr.Apply(expr.Log, expr.Add(number(1), expr.Apply(expr.Exp, expr.Mul(x, y))))
		return expr.Add(expr.Add(bump, wave), expr.Add(rest, expr.Add(square(x), square(expr.Apply(expr.Tanh, y)))))
	})
}

// escaping is -x⁴ - x, of which a run goes to infinity.
func escaping() *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Neg(expr.Add(expr.Pow(x, number(4)), x))}
}

// A run in machine code is interrupted between two slices and keeps the path up to there, and it tells how far it is.
func TestInterruptLeaps(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	last, widest := 0, 0
	o := Options{Steps: 1_000_000_000, Settings: map[string]float64{"η": 1e-8}, Progress: func(steps int) {
		last, widest = steps, max(widest, steps-last)
		if steps > 3_000_000 {
			cancel()
		}
	}}
	r, err := Run(ctx, momentum, functions["rosenbrock"], []float64{-1.2, 1}, o)
	if err != nil || r.Status != Interrupted || r.Steps < 1_000_000 || r.Steps > 100_000_000 || r.Last() == nil {
		t.Fatalf("%v: %s after %d steps", err, r.Status, r.Steps)
	}
	if widest > 1<<20 {
		t.Errorf("%d steps in one slice", widest)
	}
	if r.Rows() != len(r.Kept) || r.Kept[r.Rows()-1] != r.Steps || r.Value(r.Steps) != r.F[r.Rows()-1] {
		t.Errorf("%d rows for %d kept steps of %d", r.Rows(), len(r.Kept), r.Steps)
	}
}

func BenchmarkTenMillionSteps(b *testing.B) {
	for b.Loop() {
		if _, err := Run(context.Background(), momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 10_000_000, Settings: map[string]float64{"η": 1e-7}}); err != nil {
			b.Fatal(err)
		}
	}
}

// The collector must stop all goroutines, the one in machine code too, which it can between two slices only: nobody waits
// longer than 20 ms for that, ten times as long here. The least of the longest waits of series counts, of more of them
// where other programs run beside the tests.
func TestOthersRunBesideLeaps(t *testing.T) {
	const limit = 200 * time.Millisecond
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() {
		_, err := Run(ctx, momentum, functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: 1_000_000_000, Settings: map[string]float64{"η": 1e-8}})
		ended <- err
	}()
	least := time.Hour
	for series := 0; series < 5 || series < 50 && least > limit; series++ {
		longest := time.Duration(0)
		for range 20 {
			begun := time.Now()
			runtime.GC()
			longest = max(longest, time.Since(begun))
		}
		least = min(least, longest)
	}
	cancel()
	<-ended
	if least > limit {
		t.Errorf("the collector waited for %v", least)
	}
}
