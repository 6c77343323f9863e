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
	for _, rule := range []*Rule{gradientDescent, momentum, heavyBall, nesterov, rmsprop, lion} {
		for name, f := range map[string]*expr.Function{"double_well": functions["double_well"], "rosenbrock": functions["rosenbrock"], "falling": falling, "bowl": functions["d2l_bowl"]} {
			c, err := Compile(rule, f, Options{Steps: 150})
			if err != nil {
				t.Fatal(err)
			}
			walks := c.walks(1 << 20)
			if walks == nil {
				t.Fatalf("%s on %s is not compiled", rule.Name, name)
			}
			x := make([]float64, 261)
			for i := range x {
				x[i] = float64(i-130) / 50
			}
			for _, y := range []float64{-1.5, 0.7} {
				got := make([]arrival, len(x))
				if done, err := c.arriveAbreast(context.Background(), walks, x, y, got); done != len(x) || err != nil {
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
