package descent

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

// TestKept checks what is compiled once: runs that differ in their start, their seed and their steps alone.
func TestKept(t *testing.T) {
	kept := &Kept{}
	compiled := func(rule *Rule, f *expr.Function, o Options) *Compiled {
		o.Kept = kept
		c, err := Compile(rule, f, o)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	f, g := bowl(), bowl()
	first := compiled(momentum, f, Options{Steps: 5})
	if again := compiled(momentum, f, Options{Steps: 9, Seed: 3}); again.step != first.step || again.options.Steps != 9 || again.options.Kept != nil {
		t.Error("the same problem is compiled twice, or keeps its options")
	}
	renamed := *momentum
	for what, other := range map[string]*Compiled{
		"another formula": compiled(momentum, g, Options{}),
		"another rule":    compiled(&renamed, f, Options{}),
		"another setting": compiled(momentum, f, Options{Settings: map[string]float64{"η": 0.01}}),
		"noise":           compiled(momentum, f, Options{Noise: 0.1}),
	} {
		if other.step == first.step {
			t.Errorf("%s has the same step", what)
		}
	}
	renamed.Identity = "mine"
	same := renamed
	if compiled(&renamed, f, Options{}).step != compiled(&same, f, Options{}).step {
		t.Error("rules with one identity are compiled twice")
	}
	plain, err := Run(t.Context(), momentum, f, []float64{1, 2}, Options{Steps: 20})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, err := Run(t.Context(), momentum, f, []float64{1, 2}, Options{Steps: 20, Kept: kept})
		if err != nil || !slices.Equal(r.F, plain.F) {
			t.Fatalf("%v, %v, want %v", r.F, err, plain.F)
		}
	}
}

// TestKeptIsBounded compiles a thousand functions, each in a graph of its own.
func TestKeptIsBounded(t *testing.T) {
	kept := &Kept{}
	compile := func(from, to int) {
		for k := from; k < to; k++ {
			f := inThePlane("f", func(x, y *expr.Node) *expr.Node {
				return expr.Add(expr.Apply(expr.Cos, expr.Mul(expr.Const(float64(k)), x)), expr.Mul(y, y))
			})
			if _, err := Run(t.Context(), momentum, f, []float64{1, 2}, Options{Steps: 2, Kept: kept}); err != nil {
				t.Fatal(err)
			}
		}
	}
	used := func() float64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc) / (1 << 20)
	}
	compile(0, mostProblems)
	before := used()
	compile(mostProblems, 1000)
	if grown := used() - before; grown > 4 || len(kept.problems) != mostProblems {
		t.Errorf("%d problems are kept, and %.1f MB more than before", len(kept.problems), grown)
	}
}

// TestGrowthIsThatOfTheConstant asks the step with a setting as its input and the step with its value, for every rule.
func TestGrowthIsThatOfTheConstant(t *testing.T) {
	f, hessian, asked := functions["d2l_bowl"], scaledIdentity(2, 3), 0
	for _, rule := range Rules() {
		all, _ := rule.settings(nil)
		for _, s := range rule.Settings {
			c, ok := linearized(rule, f, hessian, Options{Settings: all, open: s.Name})
			if !ok {
				continue
			}
			for _, value := range []float64{0.01, 0.3, 0.7, 2} {
				got, known := c.contraction(value)
				all[s.Name] = value
				want, wanted := Contraction(rule, f, hessian, all)
				if known && (!wanted || math.Abs(got-want) > 1e-9*(1+want)) {
					t.Errorf("%s, %s = %g: %g, want %g, %t", rule.Name, s.Name, value, got, want, wanted)
				}
				if known {
					asked++
				}
			}
			all[s.Name] = s.Default
		}
	}
	if asked < 20 {
		t.Errorf("%d factors were found", asked)
	}
}
