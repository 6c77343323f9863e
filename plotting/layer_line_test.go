package plotting

import (
	"testing"

	"gonum.org/v1/plot/vg"
)

// The name of a line across the frame keeps clear of the curves that start beside
// it, wherever along the line they leave room.
func TestNamesOfLinesKeepClear(t *testing.T) {
	parabola := func(top, bend float64) func(float64) float64 {
		return func(x float64) float64 { return 1.2 + bend*(x-top)*(x-top) }
	}
	for _, c := range []struct {
		name   string
		line   Line
		curves []func(float64) float64
	}{
		{"curves that part to the right", Line{Name: "gradient descent", At: 1.2}, []func(float64) float64{parabola(0, 0.4), parabola(0, -0.4)}},
		{"curves that part to the left", Line{Name: "gradient descent", At: 1.2}, []func(float64) float64{parabola(1, 0.4), parabola(1, -0.4)}},
		{"an upright line under a bow", Line{Name: "the limit", At: 0.5, Vertical: true}, []func(float64) float64{parabola(0.5, -0.1), parabola(0.5, -3)}},
	} {
		f := New(c.line)
		f.X = Range{0, 1}
		for _, curve := range c.curves {
			f.Add(Curve{F: func(x, out []float64) {
				for i, v := range x {
					out[i] = curve(v)
				}
			}})
		}
		p := drawnOnNothing(t, f).p
		if len(p.claimed) != 1 {
			t.Fatalf("%s: %d texts in the frame", c.name, len(p.claimed))
		}
		if box := p.claimed[0]; box.Max.X-box.Min.X != vg.Length(textWidth(c.line.Name, smallSize)) || !within(p.frame, box.Min) || !within(p.frame, box.Max) {
			t.Errorf("%s: the name is at %v in %v", c.name, box, p.frame)
		}
		for _, curve := range c.curves {
			for k := range 5001 {
				if x := float64(k) / 5000; within(p.claimed[0], p.at(x, curve(x))) {
					t.Errorf("%s: the curve runs through the name at x = %g", c.name, x)
					break
				}
			}
		}
	}
}
