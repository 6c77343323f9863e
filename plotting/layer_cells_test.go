package plotting

import (
	"math"
	"strings"
	"testing"
)

// The cells of a heat map: the first row at the top, blank where there is no number, two colours that meet at zero.
func TestHeatmap(t *testing.T) {
	l := Heatmap{Values: [][]float64{{1, -2, math.NaN()}, {3, 0, math.Inf(1)}}}
	f := New(l)
	v := f.view(t.Context())
	if v.x != (Range{0.5, 3.5}) || v.y != (Range{0.5, 2.5}) || strings.Join(v.rows, " ") != "1 2" {
		t.Errorf("the view is %+v", v)
	}
	made, err := l.prepare(nil)
	if err != nil {
		t.Fatal(err)
	}
	m := made.(*warmth)
	if m.low != -3 || m.high != 3 || m.colorOf(0) == m.colorOf(3) || m.colorOf(math.NaN()) != blankFill {
		t.Errorf("colours reach from %v to %v", m.low, m.high)
	}
	if top := m.colorAt(1, 2); top != m.colorOf(1) {
		t.Errorf("the first row is not at the top: %v", top)
	}
	if says := f.Describe(t.Context()); !strings.Contains(says, "2×3 values from -2 to 3, the largest in row 2, column 1") {
		t.Errorf("it says %q", says)
	}
	wide, _ := Heatmap{Values: [][]float64{{1, 1e5}}}.prepare(nil)
	if m := wide.(*warmth); !m.log || math.Abs(m.place(math.Sqrt(1e5))-0.5) > 1e-12 {
		t.Error("five powers of ten are not on a logarithmic scale")
	}
	if _, err := f.PNG(t.Context()); err != nil {
		t.Error(err)
	}
}

// A tangent plane stays in the box of its surface, whatever its slope, and is behind the surface where it is below.
func TestTangentInBox(t *testing.T) {
	for _, slope := range []float64{0, 1, -30, 1e4} {
		r, err := Surface{F: field(saddle)}.relief(t.Context(), New(Surface{F: field(saddle)}).view(t.Context()), 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		m := &touch{Tangent: Tangent{At: [2]float64{0.5, 0}, Value: 0.25, Slope: [2]float64{slope, 1}}}
		x, y, ok := m.piece(r)
		if !ok || !x.contains(0.5) || !y.contains(0) || x.span() <= 0 {
			t.Fatalf("slope %v: the piece is %v × %v", slope, x, y)
		}
		if high := m.height(x.Max, y.Max); math.Abs(slope) <= 30 && !(high <= r.space.z.Max+1e-9) {
			t.Errorf("slope %v: it reaches up to %v, the box to %v", slope, high, r.space.z.Max)
		}
	}
	if _, err := New(Surface{F: field(saddle)}, Tangent{At: [2]float64{1, 0}, Value: 1, Slope: [2]float64{2, 0}}).PNG(t.Context()); err != nil {
		t.Error(err)
	}
}
