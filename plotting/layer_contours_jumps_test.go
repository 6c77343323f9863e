package plotting

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"saddle/numerics/reason"
	"saddle/plotting/isoline"
)

func landscapeOf(t *testing.T, f func(x, y float64) float64, r Range) *landscape {
	t.Helper()
	v := view{x: r, y: r, alike: true}
	l, err := Contours{F: field(f), Name: "f"}.landscape(context.Background(), v, words(reason.English), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A function of few values has a colour for each, which the bar names.
func TestFewValuesHaveAColourEach(t *testing.T) {
	unit := func(x, y float64) float64 { return map[bool]float64{true: 1, false: 0}[x*x+y*y < 1] }
	for _, c := range []struct {
		f      func(x, y float64) float64
		values []float64
		labels string
	}{
		{unit, []float64{0, 1}, "0 1"},
		{func(x, y float64) float64 { return 1e-9 * unit(x, y) }, []float64{0, 1e-9}, "0 10^−9"},
		{func(x, y float64) float64 { return math.Floor(x) }, []float64{-2, -1, 0, 1, 2}, "−2 −1 0 1 2"},
		{func(x, y float64) float64 { return 1e300 * math.Copysign(1, x) }, []float64{-1e300, 1e300}, "−10^300 10^300"},
		{func(x, y float64) float64 { return unit(x, y)*3 - 1 + 1e-16*x }, []float64{-1, 2}, "−1 2"},
		{func(x, y float64) float64 { return unit(x, y) + 0*math.Log(x+1) }, []float64{0, 1}, "0 1"},
	} {
		l := landscapeOf(t, c.f, Range{-2, 2})
		got := l.levels.plateaus
		if len(got) != len(c.values) || len(l.colors) != len(got) {
			t.Errorf("values %v and %d colours, not %v", got, len(l.colors), c.values)
			continue
		}
		for i, v := range c.values {
			if math.Abs(got[i]-v) > 1e-9*math.Abs(v) {
				t.Errorf("value %g, not %g", got[i], v)
			}
			if i > 0 && l.colors[i] == l.colors[i-1] {
				t.Errorf("%v: values of one colour", c.values)
			}
		}
		if bar := l.bar(); !bar.ofBands || strings.Join(bar.labels, " ") != c.labels {
			t.Errorf("the bar says %q, not %q", bar.labels, c.labels)
		}
	}
	if l := landscapeOf(t, saddle, Range{-2, 2}); l.levels.plateaus != nil {
		t.Errorf("a saddle has few values: %v", l.levels.plateaus)
	}
	f := New(Contours{F: field(unit), Name: "f"})
	if got := f.Describe(t.Context()); got != "f on [-2, 2]², of the values 0, 1" {
		t.Error(got)
	}
}

// Level lines between the two sides of a jump all run along it.
func TestJumpsAreOneLine(t *testing.T) {
	for name, f := range map[string]func(x, y float64) float64{
		"disc":  func(x, y float64) float64 { return map[bool]float64{true: 1, false: 0}[x*x+y*y < 1] },
		"cliff": func(x, y float64) float64 { return y/10 + map[bool]float64{true: 10, false: 0}[x*x+y*y < 1] },
	} {
		l := landscapeOf(t, f, Range{-2, 2})
		tracer := l.tracer()
		for _, level := range l.levels.values {
			if level < 0.3 || level > 9.7 {
				continue
			}
			for _, ring := range tracer.Rings(level) {
				for _, q := range ring {
					if r := math.Hypot(q.X, q.Y); math.Abs(r-1) > 2e-4 {
						t.Fatalf("%s: level %g passes at radius %g", name, level, r)
					}
				}
			}
		}
	}
}

// The level lines tell the minima apart, and the saddles between them.
func TestLevelsSeparateMinima(t *testing.T) {
	himmelblau := func(x, y float64) float64 { return math.Pow(x*x+y-11, 2) + math.Pow(x+y*y-7, 2) }
	l := landscapeOf(t, himmelblau, Range{-5, 5})
	parted := func(level float64) int {
		return len(slices.DeleteFunc(l.tracer().Rings(level), func(r isoline.Ring) bool {
			return slices.ContainsFunc(r, func(q isoline.Point) bool { return q.Border })
		}))
	}
	most := 0
	for _, level := range l.levels.values {
		most = max(most, parted(level))
	}
	if most != 4 {
		t.Errorf("at most %d of 4 minima are apart at levels %v", most, l.levels.values)
	}
}

// Along a pole all level lines run together: none has its value written there.
func TestNoLabelOnAJump(t *testing.T) {
	fig := New(Contours{Name: "f", F: field(func(x, y float64) float64 { return x / y })})
	fig.X, fig.Y = Range{-2, 2}, Range{-2, 2}
	d := laidOut(t, fig)
	l := d.marks[0].(*landscape)
	for _, x := range []float64{-1.5, -0.4, 1} {
		if !l.jumpsNear(d.p, d.p.at(x, 0.01), 15) {
			t.Errorf("at (%v, 0) there is no jump", x)
		}
		if l.jumpsNear(d.p, d.p.at(x, 1), 15) {
			t.Errorf("at (%v, 1) there is one", x)
		}
	}
}
