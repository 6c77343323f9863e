package plotting

import (
	"testing"

	"gonum.org/v1/plot/vg"
)

// From wherever a surface is seen, its axes stand where nothing hides them:
// their labels lie on the sheet, beside the box and apart from each other.
func TestAxesOfSurfaces(t *testing.T) {
	ranges := []struct {
		x, y, z Range
		alike   bool
	}{
		{Range{-2, 2}, Range{-2, 2}, Range{-5, 4}, true},
		{Range{-2.12, 0.42}, Range{-0.6, 1.9}, Range{-1.4, 4}, true},
		{Range{-1e-3, 1e-3}, Range{0, 2.4e-3}, Range{-1e9, 1e9}, true},
		{Range{0, 6.283185307179586}, Range{1e6, 1e6 + 3}, Range{-1e-9, 2e-9}, false},
	}
	sheet, turn := area(520, 400), 15.0
	if raced {
		turn = 60
	}
	for _, r := range ranges {
		for azimuth := -360.0; azimuth <= 360; azimuth += turn {
			for elevation := -90.0; elevation <= 90; elevation += 10 {
				camera := Camera{azimuth + 1e-9, elevation}
				s := newSpace(r.x, r.y, r.z, r.alike, camera)
				checkAxes(t, s, camera, sheet, s.furnish(sheet, [3]string{"θ₁", "learning rate"}))
			}
		}
	}
}

func checkAxes(t *testing.T, s *space, camera Camera, sheet vg.Rectangle, axes []boxAxis) {
	t.Helper()
	if b := s.extent(); max(b.x.span()/float64(sheet.Size().X), b.y.span()/float64(sheet.Size().Y)) < 0.6 {
		t.Errorf("%v: the box is only %.0f×%.0f", camera, b.x.span(), b.y.span())
	}
	labels := 0
	var before []label
	for _, a := range axes {
		if long := s.long(a.edge); long > 80 && len(a.scale.ticks) == 0 {
			t.Errorf("%v: axis %d is %.0f pixels long and has no ticks", camera, a.edge.along, long)
		}
		for _, l := range a.labels {
			labels++
			if !within(sheet, l.box.Min) || !within(sheet, l.box.Max) {
				t.Errorf("%v: %q at %v lies beyond the sheet", camera, l.text, l.box)
			}
			if l.near(s.on(a.edge, s.axis(a.edge.along).Min), a.outward) < 2 {
				t.Errorf("%v: %q reaches over the box", camera, l.text)
			}
			for _, o := range before {
				if l.touches([]label{o}, 3) {
					t.Errorf("%v: %q and %q touch", camera, l.text, o.text)
				}
			}
			before = append(before, l)
		}
	}
	if len(axes) < 2 || labels < 6 {
		t.Errorf("%v: %d axes with %d labels", camera, len(axes), labels)
	}
}
