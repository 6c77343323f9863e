package descent

import (
	"context"
	"math"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

func compiled(t *testing.T, rule string, o Options) *Compiled {
	t.Helper()
	c, err := Compile(Named(rule), functions["seed_saddle"], o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWalkIsRunWithoutARecord(t *testing.T) {
	for _, rule := range []string{"gd", "momentum", "heavy_ball", "adam", "noisy_gd"} {
		o := Options{Steps: 30, Seed: 3}
		want, err := Run(context.Background(), Named(rule), functions["seed_saddle"], []float64{0.1, 0.01}, o)
		if err != nil {
			t.Fatal(err)
		}
		var last []float64
		status, err := compiled(t, rule, o).Walk(context.Background(), []float64{0.1, 0.01}, 3, func(s Stand) bool {
			last = slices.Clone(s.Point)
			return true
		})
		if err != nil || status != want.Status || !slices.Equal(last, want.Last()) {
			t.Errorf("%s: a walk ends %s at %v (%v), a run %s at %v", rule, status, last, err, want.Status, want.Last())
		}
	}
}

// The means are those measured for article 1's claim that noise is amplified by momentum: from the exact saddle point of
// x² - y², with η = 0.1 and σ = 0.1, until |y| > 1, which is where f has fallen by about 1.
func TestEscapeTimes(t *testing.T) {
	for _, c := range []struct {
		rule string
		mean float64
	}{{"gd", 27}, {"momentum", 54}, {"heavy_ball", 12.5}} {
		e, err := compiled(t, c.rule, Options{Steps: 1000, Noise: 0.1}).
			EscapeTimes(context.Background(), []float64{0, 0}, Trials{Count: 400, Fall: 1, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		mean := 0.0
		for _, s := range e.Steps {
			mean += s / float64(len(e.Steps))
		}
		if math.Abs(mean-c.mean) > 0.1*c.mean || e.Escaped() != 400 {
			t.Errorf("%s: escapes after %.1f steps on average, want about %g", c.rule, mean, c.mean)
		}
		if q := e.Quartiles(); !(q[0] <= q[1] && q[1] <= q[2]) {
			t.Errorf("%s: quartiles %v", c.rule, q)
		}
	}
}

func TestEscapeTimesAreReproducible(t *testing.T) {
	c := compiled(t, "gd", Options{Steps: 200, Noise: 0.01})
	trials := Trials{Count: 50, Fall: 1, Seed: 7}
	a, _ := c.EscapeTimes(context.Background(), []float64{0, 0}, trials)
	b, _ := c.EscapeTimes(context.Background(), []float64{0, 0}, trials)
	if !slices.Equal(a.Steps, b.Steps) {
		t.Error("the same seeds give other steps")
	}
}

func TestNoEscapeWithoutNoise(t *testing.T) {
	e, err := compiled(t, "gd", Options{Steps: 50}).EscapeTimes(context.Background(), []float64{0.1, 0}, Trials{Count: 3, Fall: 1})
	if err != nil || e.Escaped() != 0 || !math.IsInf(e.Quartiles()[1], 1) {
		t.Errorf("gd from y = 0 escapes: %v, %v", e, err)
	}
}

func TestInterruptedEscapesKeepWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	e, err := compiled(t, "gd", Options{Steps: 1 << 30, Noise: 1e-9}).
		EscapeTimes(ctx, []float64{0, 0}, Trials{Count: 100_000, Fall: 1, Progress: func(done int) {
			if done >= 5 {
				cancel()
			}
		}})
	if err != nil || len(e.Steps) < 5 || len(e.Steps) == 100_000 {
		t.Errorf("%d walks kept, %v", len(e.Steps), err)
	}
}

func TestBasins(t *testing.T) {
	// The double well (x² - 1)² + y² has minima at (±1, 0), and gradient descent goes to the one on its side.
	c, err := Compile(Named("gd"), functions["double_well"], Options{Steps: 500})
	if err != nil {
		t.Fatal(err)
	}
	lines := []float64{-1.5, -1, -0.5, 0.5, 1, 1.5}
	b, err := c.Basins(context.Background(), lines, lines, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Ends) != 2 {
		t.Fatalf("ends %v", b.Ends)
	}
	for j := range lines {
		for i, x := range lines {
			end := b.End[j*len(lines)+i]
			if end < 0 || math.Signbit(b.Ends[end][0]) != math.Signbit(x) {
				t.Errorf("a walk from (%g, %g) ends at %d of %v", x, lines[j], end, b.Ends)
			}
		}
	}
	if b.Nearest(1.4, -1.6) != 5 {
		t.Errorf("nearest is %d", b.Nearest(1.4, -1.6))
	}
	if b.Broad[0] || b.Broad[1] {
		t.Error("a minimum is taken for a valley's floor")
	}
}

func TestBasinsOfAValley(t *testing.T) {
	// On the floor of (y - x²)² every point is a minimum.
	valley := inThePlane("f", func(x, y *expr.Node) *expr.Node { return square(expr.Sub(y, square(x))) })
	c, err := Compile(Named("gd"), valley, Options{Steps: 500})
	if err != nil {
		t.Fatal(err)
	}
	var lines []float64
	for x := -1.0; x <= 1; x += 0.1 {
		lines = append(lines, x)
	}
	b, err := c.Basins(context.Background(), lines, lines, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Ends) != 1 || !b.Broad[0] || math.Abs(b.Ends[0][1]-b.Ends[0][0]*b.Ends[0][0]) > 1e-2 {
		t.Errorf("ends %v", b.Ends)
	}
}
