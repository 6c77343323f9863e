package isoline

import (
	"math"
	"math/rand/v2"
	"testing"
)

func grid(n int, f func(x, y float64) float64) (x, y, z []float64) {
	for i := range n {
		x = append(x, -1+2*float64(i)/float64(n-1))
	}
	y = x
	for _, b := range y {
		for _, a := range x {
			z = append(z, f(a, b))
		}
	}
	return x, y, z
}

// area is positive for a ring that runs anticlockwise.
func area(r Ring) float64 {
	sum := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		sum += p.X*q.Y - q.X*p.Y
	}
	return sum / 2
}

func TestCircleIsOneClosedLine(t *testing.T) {
	tracer := New(grid(101, func(x, y float64) float64 { return -x*x - y*y }))
	rings := tracer.Rings(-0.25)
	if len(rings) != 1 {
		t.Fatalf("%d rings, want 1", len(rings))
	}
	if got := area(rings[0]); math.Abs(got-math.Pi/4) > 1e-3 {
		t.Errorf("area %g, want π/4 and anticlockwise", got)
	}
	for _, p := range rings[0] {
		if r := math.Hypot(p.X, p.Y); math.Abs(r-0.5) > 1e-3 || p.Border {
			t.Errorf("point %v is not on the circle", p)
		}
	}
	lines := rings[0].Lines()
	if len(lines) != 1 || lines[0][0] != lines[0][len(lines[0])-1] {
		t.Error("the level line is not one closed line")
	}
}

func TestHollowRunsClockwiseInsideTheFrame(t *testing.T) {
	tracer := New(grid(101, func(x, y float64) float64 { return x*x + y*y }))
	rings := tracer.Rings(0.25)
	total := 0.0
	for _, r := range rings {
		total += area(r)
	}
	if want := 4 - math.Pi/4; len(rings) != 2 || math.Abs(total-want) > 1e-3 {
		t.Errorf("%d rings around an area of %g, want 2 around %g", len(rings), total, want)
	}
	lines := 0
	for _, r := range rings {
		lines += len(r.Lines())
	}
	if lines != 1 {
		t.Errorf("%d level lines, want 1: the frame is none", lines)
	}
}

func TestSaddleJoinsByItsMiddle(t *testing.T) {
	x := []float64{0, 1}
	for _, c := range []struct {
		z     []float64
		rings int
	}{
		{[]float64{1, -0.9, -0.9, 1}, 1}, // the middle is high
		{[]float64{0.9, -1, -1, 0.9}, 2},
		{[]float64{-0.9, 1, 1, -0.9}, 1},
		{[]float64{-1, 0.9, 0.9, -1}, 2},
	} {
		if got := len(New(x, x, c.z).Rings(0)); got != c.rings {
			t.Errorf("%v: %d rings, want %d", c.z, got, c.rings)
		}
	}
}

// On any values the rings enclose, between two levels, ever smaller regions,
// use every crossing once and leave no links behind.
func TestRandomFields(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		tracer := New(grid(12, func(x, y float64) float64 { return random.Float64() }))
		before := 4.0
		for level := 0.0; level <= 1; level += 0.1 {
			total, seen := 0.0, map[Point]bool{}
			for _, r := range tracer.Rings(level) {
				total += area(r)
				for _, p := range r {
					if seen[p] && !p.Border {
						t.Fatalf("crossing %v is used twice", p)
					}
					seen[p] = true
				}
			}
			if total > before+1e-9 || total < -1e-9 {
				t.Fatalf("area %g at level %g after %g", total, level, before)
			}
			before = total
			for i, n := range tracer.next {
				if n >= 0 {
					t.Fatalf("link %d is left over", i)
				}
			}
		}
	}
}

func TestWholeAndEmptyRegion(t *testing.T) {
	x, y, z := grid(5, func(x, y float64) float64 { return 1 })
	tracer := New(x, y, z)
	if rings := tracer.Rings(0.5); len(rings) != 1 || math.Abs(area(rings[0])-4) > 1e-12 || len(rings[0].Lines()) != 0 {
		t.Error("a region that is the whole grid is not its frame")
	}
	if rings := tracer.Rings(2); len(rings) != 0 {
		t.Error("an empty region has a ring")
	}
}

func TestUndefinedAndInfiniteValues(t *testing.T) {
	tracer := New(grid(21, func(x, y float64) float64 {
		switch {
		case x > 0.5:
			return math.NaN()
		case y > 0.5:
			return math.Inf(1)
		}
		return x
	}))
	for _, level := range []float64{-2, -0.5, 0, 1} {
		for _, r := range tracer.Rings(level) {
			for _, p := range r {
				if math.IsNaN(p.X+p.Y) || p.X > 0.51 {
					t.Fatalf("level %g: point %v", level, p)
				}
			}
		}
	}
}

func TestPlace(t *testing.T) {
	x := []float64{0, 1}
	tracer := New(x, x, []float64{0, 1, 0, 1})
	tracer.Place = func(a, b int) float64 {
		if b != a+1 {
			t.Errorf("asked for the edge from %d to %d", a, b)
		}
		return 0.25
	}
	for _, p := range tracer.Rings(0.5)[0] {
		if !p.Border && p.X != 0.25 {
			t.Errorf("crossing at %g, want 0.25", p.X)
		}
	}
}
