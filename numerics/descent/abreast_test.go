package descent

import (
	"context"
	"testing"

	"saddle/numerics/expr"
)

// TestWalksAbreast compares walks side by side with walks one by one, to ends of every kind.
func TestWalksAbreast(t *testing.T) {
	falling := inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return expr.Sub(expr.Add(square(x), expr.Pow(y, number(3))), expr.Sqrt(expr.Add(x, number(2))))
	})
	lost, settled := 0, 0
	for _, rule := range []*Rule{gradientDescent, momentum, heavyBall, nesterov, rmsprop, lion, noisyGradientDescent, perturbedGradientDescent, adam, adamw, nadam} {
		for name, f := range map[string]*expr.Function{"double_well": functions["double_well"], "rosenbrock": functions["rosenbrock"], "falling": falling, "bowl": functions["d2l_bowl"], "waves": waves()} {
			c, err := Compile(rule, f, Options{Steps: 150})
			if err != nil {
				t.Fatal(err)
			}
			walks := c.basinWalks(1 << 20)
			if walks == nil {
				t.Fatalf("%s on %s is not compiled", rule.Name, name)
			}
			x := make([]float64, 261)
			for i := range x {
				x[i] = float64(i-130) / 50
			}
			for _, y := range []float64{-1.5, 0.7} {
				got := make([]arrival, len(x))
				a := c.newAbreast(walks)
				done, err := a.arriveTogether(context.Background(), x, y, got)
				a.close()
				if done != len(x) || err != nil {
					t.Fatalf("%d walks, %v", done, err)
				}
				for i, a := range got {
					want, err := c.arrive(context.Background(), x[i], y)
					if err != nil {
						t.Fatal(err)
					}
					if a.steps != want.steps || a.lost != want.lost || !a.lost && a != want {
						t.Fatalf("%s on %s from (%g, %g): %+v, want %+v", rule.Name, name, x[i], y, a, want)
					}
					if a.lost {
						lost++
					}
					if a.settled {
						settled++
					}
				}
			}
		}
	}
	if lost < 100 || settled < 500 {
		t.Errorf("%d walks lost, %d settled", lost, settled)
	}
}

func BenchmarkBasins(b *testing.B) {
	c, err := Compile(momentum, functions["double_well"], Options{Steps: 200, Settings: map[string]float64{"η": 0.001}})
	if err != nil {
		b.Fatal(err)
	}
	lines := make([]float64, 256)
	for i := range lines {
		lines[i] = float64(i-128) / 64
	}
	for b.Loop() {
		if _, err := c.Basins(context.Background(), lines, lines, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// TestEscapesAbreast compares escapes side by side with escapes one by one.
func TestEscapesAbreast(t *testing.T) {
	escaped, lost := 0, 0
	for _, rule := range []*Rule{noisyGradientDescent, perturbedGradientDescent, adam, adamw, nadam} {
		for name, f := range map[string]*expr.Function{"double_well": functions["double_well"], "rosenbrock": functions["rosenbrock"]} {
			c, err := Compile(rule, f, Options{Steps: 300, Settings: map[string]float64{"η": 0.1}})
			if err != nil {
				t.Fatal(err)
			}
			trials := Trials{Count: 300, Fall: 0.1, Seed: 7}
			if walks := c.escapeWalks(Trials{Count: 1 << 20, Fall: trials.Fall}); walks == nil {
				t.Fatalf("%s on %s is not compiled", rule.Name, name)
			}
			start := map[string][]float64{"double_well": {0.001, 0}, "rosenbrock": {2, -3}}[name]
			got, err := c.EscapeTimes(context.Background(), start, trials)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got.Steps {
				steps, status, err := c.escape(context.Background(), start, trials.Fall, trials.Seed+uint64(i))
				if err != nil || got.Steps[i] != steps || got.Status[i] != status {
					t.Fatalf("%s on %s, walk %d: %v %v, want %v %v, %v", rule.Name, name, i, got.Steps[i], got.Status[i], steps, status, err)
				}
				if status == Diverged {
					lost++
				}
			}
			escaped += got.Escaped()
		}
	}
	if escaped < 100 || lost < 100 {
		t.Errorf("%d escape, %d are lost", escaped, lost)
	}
}
