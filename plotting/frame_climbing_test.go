package plotting

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// A run that goes off is not what the others are too small beside: they keep a fifth of the frame, and it is told where it leaves.
func TestWhatGoesOffLeavesRoom(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	for range 100 {
		stay, off := Series{Name: "a"}, Series{Name: "b"}
		fall, rise := 0.7+0.29*random.Float64(), 1.5+5*random.Float64()
		for k := range 40 + random.IntN(200) {
			stay.Values = append(stay.Values, 9*math.Pow(fall, float64(k)))
			off.Values = append(off.Values, 9*math.Pow(rise, float64(k)))
		}
		f := New(stay, off)
		v := f.view(t.Context())
		low, high := share(v.y, v.logY, stay.Values[len(stay.Values)-1]), share(v.y, v.logY, 9)
		if math.Abs(high-low) < 0.15 {
			t.Errorf("fall %g, rise %g: what stays takes %.3f of %v", fall, rise, math.Abs(high-low), v.y)
		}
		if says := off.facts(v, words(reason.English)); !strings.Contains(says, "leaves at step") {
			t.Error(says)
		}
	}
}

// The legend stands where it covers no end of a path and no critical point, or above the frame.
func TestLegendCoversNoEnds(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 3))
	for range 60 {
		f := New(Contours{F: field(saddle), Name: "f"})
		f.X, f.Y = Range{-2, 2}, Range{-2, 2}
		corner := func() float64 { return math.Copysign(1.1+0.8*random.Float64(), random.NormFloat64()) }
		for range 1 + random.IntN(4) {
			f.Add(Path{Name: "a run of some name", Points: [][2]float64{{corner(), corner()}, {corner(), corner()}}},
				CriticalPoints{Points: []CriticalPoint{{At: [2]float64{corner(), corner()}, Kind: Minimum}}})
		}
		d, err := f.drawing(sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: context.Background()}, vg.Rectangle{Max: vg.Point{X: 480, Y: 480}})
		if err != nil {
			t.Fatal(err)
		}
		if err := d.draw(); err != nil {
			t.Fatal(err)
		}
		box := d.legend.box(d.p)
		for _, q := range d.p.open {
			if within(box, q) {
				t.Errorf("the legend at %v covers %v", box, q)
			}
		}
	}
}

// What ends where it has no value ends with a cross, not as one that has arrived.
func TestLostPathsEndWithACross(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		path Path
		lost bool
	}{
		"arrived":  {Path{Points: [][2]float64{{0, 0}, {1, 1}}}, false},
		"diverged": {Path{Points: [][2]float64{{0, 0}, {1, 1}}, Diverged: true}, true},
		"lost":     {Path{Points: [][2]float64{{0, 0}, {1, 1}, {nan, 1}}}, true},
	} {
		canvas := &strokesOnly{}
		p := &panel{sheet: sheet{Canvas: draw.Canvas{Canvas: canvas}, ctx: context.Background()}, view: view{x: Range{-2, 2}, y: Range{-2, 2}}, frame: vg.Rectangle{Max: vg.Point{X: 100, Y: 100}}}
		m, err := c.path.prepare(&stage{view: p.view})
		if err != nil {
			t.Fatal(err)
		}
		if err := m.draw(p); err != nil {
			t.Fatal(err)
		}
		if crossed := canvas.crosses(p.at(1, 1)); crossed != c.lost {
			t.Errorf("%s: crossed %v", name, crossed)
		}
	}
}

// strokesOnly notes the lines that are drawn.
type strokesOnly struct {
	nowhere
	lines []vg.Path
}

func (c *strokesOnly) Stroke(path vg.Path) { c.lines = append(c.lines, path) }

// crosses reports whether two lines cross at a point.
func (c *strokesOnly) crosses(at vg.Point) bool {
	n := 0
	for _, l := range c.lines {
		if len(l) == 2 && distanceOf(l[0].Pos.Add(l[1].Pos).Scale(0.5), at) < 0.1 && distanceOf(l[0].Pos, l[1].Pos) < 20 {
			n++
		}
	}
	return n >= 2
}

// What all levels have in common is said once, at the bar.
func TestOffsetIsSaidAtTheBar(t *testing.T) {
	for _, f := range []Field{field(func(x, y float64) float64 { return 1e8 + x*x + y*y }), field(func(x, y float64) float64 { return 1e8 + rosenbrock(x, y)/1e4 })} {
		c := Contours{F: f, Name: "f"}
		l, err := c.landscape(context.Background(), view{x: Range{-2, 2}, y: Range{-2, 2}}, words(reason.English), nil)
		if err != nil {
			t.Fatal(err)
		}
		bar := l.bar()
		if bar.title != "f − 10^8" {
			t.Errorf("title %q, labels %v", bar.title, bar.labels)
		}
		seen := map[string]bool{}
		for _, label := range bar.labels {
			if seen[label] {
				t.Errorf("%s is written twice: %v", label, bar.labels)
			}
			seen[label] = true
		}
	}
}

// The second derivative in all directions is drawn at the scale of the place.
func TestPolarFitsThePlace(t *testing.T) {
	f := New(Contours{F: field(rosenbrock), Name: "f"}, Polar{A: [2][2]float64{{802, -400}, {-400, 200}}, At: [2]float64{1, 1}})
	v := f.view(t.Context())
	if v.x.span() > 10 || !v.shows([2]float64{1, 1}) {
		t.Errorf("shown is %v × %v", v.x, v.y)
	}
	if says := f.Describe(t.Context()); !strings.Contains(says, "drawn × ") {
		t.Error(says)
	}
}
