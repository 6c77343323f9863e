package plotting

import "testing"

// TestRunsLookAlikeInAGrid: a run's curve has the colour and dashes of its path on a map beside it, whichever stands first; where
// that would not tell the curves of a panel apart, they have their own.
func TestRunsLookAlikeInAGrid(t *testing.T) {
	one, two := new(int), new(int)
	values := []float64{3, 2, 1}
	points := [][2]float64{{0, 0}, {1, 1}, {2, 1}}
	plane := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "a", Points: points, Run: one}, Path{Name: "b", Points: points, Run: two})
	curve := func(run any) Series { return Series{Name: "f", Values: values, Run: run} }
	for name, c := range map[string]struct {
		curves []Layer
		taken  []int // the path whose look each curve has; -1: none
	}{
		"both":              {[]Layer{curve(one), curve(two)}, []int{0, 1}},
		"in another order":  {[]Layer{curve(two), curve(one)}, []int{1, 0}},
		"one of them":       {[]Layer{curve(two)}, []int{1}},
		"one run twice":     {[]Layer{curve(two), curve(two)}, []int{-1, -1}},
		"beside a stranger": {[]Layer{curve(two), curve(new(int))}, []int{-1, -1}},
		"of no run":         {[]Layer{curve(nil)}, []int{-1}},
		"beside a curve":    {[]Layer{curve(one), Polyline{Name: "p", Points: points}}, []int{-1}},
	} {
		for _, first := range []bool{true, false} {
			panels := []*Figure{plane, New(c.curves...)}
			if !first {
				panels[0], panels[1] = panels[1], panels[0]
			}
			var paths []*trail
			var curves []*record
			for _, d := range drawingsOf(t, Grid(2, panels...)) {
				for _, m := range d.marks {
					switch m := m.(type) {
					case *trail:
						paths = append(paths, m)
					case *record:
						curves = append(curves, m)
					}
				}
			}
			for i, want := range c.taken {
				for j, path := range paths {
					same := curves[i].style.Color == path.style.Color && len(curves[i].style.Dashes) == len(path.style.Dashes)
					if same != (j == want) {
						t.Errorf("%s: curve %d is drawn as %v, path %d as %v", name, i, curves[i].style, j, path.style)
					}
				}
			}
		}
	}
}

// TestRunsOfTwoPanelsAreToldApart: where the paths of two panels look alike, curves of both runs in a third do not.
func TestRunsOfTwoPanelsAreToldApart(t *testing.T) {
	one, two := new(int), new(int)
	plane := func(run any) *Figure {
		return New(Contours{F: field(saddle), Name: "f"}, Path{Name: "a", Points: [][2]float64{{0, 0}, {1, 1}}, Run: run})
	}
	curves := New(Series{Name: "f", Values: []float64{2, 1}, Run: one}, Series{Name: "f", Values: []float64{2, 3}, Run: two})
	var seen []*record
	for _, d := range drawingsOf(t, Grid(2, plane(one), plane(two), curves)) {
		for _, m := range d.marks {
			if m, ok := m.(*record); ok {
				seen = append(seen, m)
			}
		}
	}
	if len(seen) != 2 || seen[0].style.Color == seen[1].style.Color {
		t.Errorf("two runs of one colour: %v", seen)
	}
}
