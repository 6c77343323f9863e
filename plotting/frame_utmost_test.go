package plotting

import (
	"math"
	"strings"
	"testing"

	"saddle/numerics/reason"
)

// TestLandscapesSayWhereTheyAreUtmost: values and places are those of the functions, worked out by hand; where there is none,
// as beside a pole or along a valley's floor, no place is said.
func TestLandscapesSayWhereTheyAreUtmost(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(x, y float64) float64
		x, y Range
		says string
	}{
		{"Rosenbrock", func(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) }, Range{-2, 2}, Range{-1, 3}, "from 0 near (1, 1) to 2509 near (-2, -1)"},
		{"saddle", func(x, y float64) float64 { return x*x - y*y }, Range{-2, 2}, Range{-2, 2}, "from -4 near (0, -2) and (0, 2) to 4 near (-2, 0) and (2, 0)"},
		{"Himmelblau", func(x, y float64) float64 { return math.Pow(x*x+y-11, 2) + math.Pow(x+y*y-7, 2) }, Range{-5, 5}, Range{-5, 5}, "from 0 in 4 places to 890 near (5, 5)"},
		{"a small least value", func(x, y float64) float64 { return 0.3 + 1000*(x*x+y*y) }, Range{-1, 1}, Range{-1, 1}, "from 0.3 near (0, 0) to 2000 in 4 places"},
		{"kink", func(x, y float64) float64 { return math.Abs(x) + math.Abs(y-0.3) }, Range{-2, 2}, Range{-2, 2}, "from 0 near (0, 0.3) to 4.3 near (-2, -2) and (2, -2)"},
		{"floor", func(x, y float64) float64 { return math.Pow(1-x*y, 2) }, Range{-2, 2}, Range{-2, 2}, "from about 0 to 25 near (-2, 2) and (2, -2)"},
		{"edge", func(x, y float64) float64 { return x }, Range{-1, 1}, Range{-2, 2}, "from about -1 to about 1,"},
		{"pole", func(x, y float64) float64 { return math.Log(x * y) }, Range{-2, 2}, Range{-2, 2}, "from about -8.8 (unbounded below) to 1.386 near (-2, -2) and (2, 2)"},
		{"pole at a point", func(x, y float64) float64 { return 1 / (x*x + y*y) }, Range{-2, 2}, Range{-2, 2}, "(unbounded above near (0, 0)),"},
		{"pole between the points", func(x, y float64) float64 { return math.Log(math.Hypot(x-1.0/3, y-1.0/7)) }, Range{-2, 2}, Range{-2, 2}, "(unbounded below near (0.33, 0.14)) to"},
		{"narrow peak", func(x, y float64) float64 { return 1 / (0.01 + x*x + y*y) }, Range{-2, 2}, Range{-2, 2}, "to 100 near (0, 0)"},
		{"pole along a line", func(x, y float64) float64 { return 1 / (x - y) }, Range{-1, 1}, Range{-1, 1}, "(unbounded above),"},
		{"corner of roots", func(x, y float64) float64 { return math.Sqrt(x) + math.Sqrt(y) }, Range{-1, 4}, Range{-1, 4}, "from 0 near (0, 0) to 4 near (4, 4)"},
		{"offset", func(x, y float64) float64 { return 1e8 + math.Hypot(x, y-1) }, Range{-1, 1}, Range{-1, 1}, "from 100000000 near (0, 1) to 100000002.236 near (-1, -1) and (1, -1)"},
	} {
		f := New(Contours{F: field(c.f)})
		f.X, f.Y = c.x, c.y
		if says := f.Describe(t.Context()); !strings.Contains(says, c.says) {
			t.Errorf("%s: %q does not say %q", c.name, says, c.says)
		}
	}
	f := New(Contours{F: field(func(x, y float64) float64 { return x*x + y*y })})
	f.Language, f.X, f.Y = reason.Chinese, Range{-1, 1}, Range{-1, 3}
	if says, want := f.Describe(t.Context()), "取值从 0（在 (0, 0) 附近）到 10（在 (-1, 3)、(1, 3) 附近），"; !strings.Contains(says, want) {
		t.Errorf("%q does not say %q", says, want)
	}
}
