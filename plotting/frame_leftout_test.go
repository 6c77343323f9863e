package plotting

import (
	"math"
	"strings"
	"testing"
)

// TestLogarithmicAxesShowWhatIsAboveZero: what has a place is drawn on the axis that was asked for, the rest is counted.
func TestLogarithmicAxesShowWhatIsAboveZero(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name       string
		layer      Layer
		x          Range
		logX, logY Scale
		least      float64 // that is in view along x
		says       string
	}{
		{"dots", Scatter{X: []float64{-1, 0, 1, 100, nan}, Y: []float64{1, 2, 3, 4, 5}}, Range{}, Logarithmic, Linear, 1, "2 points with x ≤ 0 left out"},
		{"one dot", Scatter{X: []float64{1, 2, 3}, Y: []float64{-1, 2, 3}}, Range{}, Linear, Logarithmic, 1, "1 point with y ≤ 0 left out"},
		{"both", Scatter{X: []float64{-1, 2, 3}, Y: []float64{1, 0, 3}}, Range{}, Logarithmic, Logarithmic, 2, "2 points with x ≤ 0 or y ≤ 0 left out"},
		{"line", Polyline{Points: [][2]float64{{-1, 1}, {0.5, 2}, {7, 3}}}, Range{}, Logarithmic, Linear, 0.5, "1 point with x ≤ 0 left out"},
		{"run", Series{Values: []float64{3, 2, 1, 0.5}}, Range{}, Logarithmic, Linear, 1, "1 point with step ≤ 0 left out"},
		{"curve", Curve{F: func(x, out []float64) { copy(out, x) }}, Range{-5, 10}, Logarithmic, Linear, 0.01, "left out: x ≤ 0"},
	} {
		f := New(c.layer)
		f.X, f.LogX, f.LogY = c.x, c.logX, c.logY
		v := f.view(t.Context())
		if v.logX != (c.logX == Logarithmic) || v.logY != (c.logY == Logarithmic) {
			t.Errorf("%s: axes %v, %v", c.name, v.logX, v.logY)
		}
		if v.logX && !(v.x.Min > 0) || v.x.Min > c.least || v.logX && v.x.Min < c.least/2 {
			t.Errorf("%s: x from %g, want about %g", c.name, v.x.Min, c.least)
		}
		if !strings.Contains(f.Describe(t.Context()), c.says) {
			t.Errorf("%s: %q does not say %q", c.name, f.Describe(t.Context()), c.says)
		}
		if _, l := drawn(t, f); c.x.auto() && (len(l.entries) != 1 || l.entries[0].name != c.says) {
			t.Errorf("%s: the legend has %d entries, want %q", c.name, len(l.entries), c.says)
		}
	}
}

// TestASharedRemarkStandsOnce: what several entries of a legend have to say is said at its end, to which a sign leads.
func TestASharedRemarkStandsOnce(t *testing.T) {
	line := func(name string, values ...float64) Layer { return Series{Name: name, Values: values} }
	for _, c := range []struct {
		layers []Layer
		names  string
	}{
		{[]Layer{line("a", 1, 0), line("b", 1, 2), line("c", 3, 0)}, "a †|b|c †|† 1 point with y ≤ 0 left out"},
		{[]Layer{line("a", 1, 0), line("b", 1, 0, 0)}, "a (1 point with y ≤ 0 left out)|b (2 points with y ≤ 0 left out)"},
		{[]Layer{line("", 1, 0), line("", 2, 0)}, "1 point with y ≤ 0 left out"},
		{[]Layer{line("a", 1, 0), line("b", 1, 0, 0), Scatter{Name: "c", X: []float64{1, 2}, Y: []float64{1, -1}}, line("d", 1, 0, 0)},
			"a ‡|b †|d †|c ‡|† 2 points with y ≤ 0 left out|‡ 1 point with y ≤ 0 left out"},
	} {
		f := New(c.layers...)
		f.LogY = Logarithmic
		_, l := drawn(t, f)
		if names := strings.Join(legendNames(l), "|"); names != c.names {
			t.Errorf("%s, want %s", names, c.names)
		}
	}
}

// TestBandsReachTheFloorOfLogarithmicAxes: a band from below zero is shaded from the axis' lower end on.
func TestBandsReachTheFloorOfLogarithmicAxes(t *testing.T) {
	for _, level := range []bool{false, true} {
		f := New(Band{Over: Range{-1, 5}, Level: level}, Scatter{X: []float64{1, 100}, Y: []float64{1, 100}})
		f.LogX, f.LogY = Logarithmic, Logarithmic
		p, _ := drawn(t, f)
		r, ok := (&ribbon{f.Layers[0].(Band)}).box(p)
		if !ok || r.Min != p.frame.Min {
			t.Errorf("level %v: %v in %v", level, r, p.frame)
		}
		if want := p.at(5, 5); level && r.Max.Y != want.Y || !level && r.Max.X != want.X {
			t.Errorf("level %v: ends at %v, want %v", level, r.Max, want)
		}
	}
}

// TestCurvesAreSampledAlongTheAxis: between two points of a curve lies a small part of a logarithmic axis, wherever they are.
func TestCurvesAreSampledAlongTheAxis(t *testing.T) {
	x, _ := Curve{F: func(x, out []float64) { copy(out, x) }}.sampled(Range{1e-9, 1}, true)
	for i := 1; i < len(x); i++ {
		if x[i] > 1.03*x[i-1] {
			t.Fatalf("from %g to %g", x[i-1], x[i])
		}
	}
	if x[0] != 1e-9 || x[len(x)-1] != 1 {
		t.Errorf("ends %g, %g", x[0], x[len(x)-1])
	}
}
