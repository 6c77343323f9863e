package plotting

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// drawn lays out and draws a figure on nothing and returns its panel and legend.
func drawn(t *testing.T, f *Figure) (*panel, legend) {
	t.Helper()
	w, h := f.size(t.Context())
	s := sheet{Canvas: canvasOf(nowhere{}, w, h), ctx: context.Background(), words: words(f.Language)}
	d, err := f.drawing(s, area(w, h))
	if err == nil {
		err = d.draw()
	}
	if err != nil {
		t.Fatal(err)
	}
	return d.p, d.legend
}

func area(w, h int) vg.Rectangle {
	return vg.Rectangle{Max: vg.Point{X: vg.Length(w), Y: vg.Length(h)}}
}

func canvasOf(c vg.Canvas, w, h int) draw.Canvas {
	return draw.Canvas{Canvas: c, Rectangle: area(w, h)}
}

func legendNames(l legend) []string {
	var names []string
	for _, e := range l.entries {
		names = append(names, e.name)
	}
	return names
}

func straight(n int, x0, y0, dx, dy float64) [][2]float64 {
	var points [][2]float64
	for i := range n {
		points = append(points, [2]float64{x0 + float64(i)*dx, y0 + float64(i)*dy})
	}
	return points
}

func TestRanges(t *testing.T) {
	f := Contours{F: field(saddle), Name: "f"}
	growing := descend(saddle, 0.1, 0.1, 0.1, 0.9, 50)
	for _, c := range []struct {
		name   string
		figure *Figure
		x, y   Range
	}{
		{"a landscape alone", New(f), Range{-2, 2}, Range{-2, 2}},
		{"a path, grown by a fifth", New(f, Path{Points: [][2]float64{{0, 0}, {10, 10}}}), Range{-1, 11}, Range{-1, 11}},
		{"a flat path, to one scale", New(f, Path{Points: [][2]float64{{0, 0}, {10, 1}}}), Range{-1, 11}, Range{-5.5, 6.5}},
		{"a path of two kinds of axes", New(f, Path{Points: [][2]float64{{0, 0}, {1000, 1}}}), Range{-100, 1100}, Range{-0.1, 1.1}},
		{"a path that stands still", New(f, Path{Points: straight(5, 3, 3, 0, 0)}), Range{2, 4}, Range{2, 4}},
		{"a near critical point", New(f, Path{Points: [][2]float64{{0, 0}, {1, 1}}}, CriticalPoints{Points: []CriticalPoint{{At: [2]float64{1.5, 1}}, {At: [2]float64{50, 50}}}}), Range{-0.19, 1.81}, Range{-0.44, 1.56}},
		{"what is asked for", &Figure{X: Range{-3, 1}, Y: Range{0, 9}, Layers: []Layer{f}}, Range{-3, 1}, Range{0, 9}},
		{"one range asked for", &Figure{X: Range{-3, 1}, Layers: []Layer{f}}, Range{-3, 1}, Range{-2, 2}},
		{"steps", New(Series{Values: []float64{0, 10, 5}}), Range{0, 2}, Range{-0.5, 10.5}},
		{"nothing", New(), Range{-2, 2}, Range{-2, 2}},
		{"no finite point", New(f, Path{Points: [][2]float64{{math.NaN(), 1}}}), Range{-2, 2}, Range{-2, 2}},
	} {
		if v := c.figure.view(t.Context()); v.x != c.x || v.y != c.y {
			t.Errorf("%s: %v × %v, want %v × %v", c.name, v.x, v.y, c.x, c.y)
		}
	}
	if v := New(f, Path{Points: growing}).view(t.Context()); v.y.span() > 40 || v.y.span() < 1 {
		t.Errorf("a run that goes off decides the range: %v", v.y)
	}
	jump := [][2]float64{{0.5, 1}, {0.4, 0.9}, {200, 1.5}, {0.3, 0.6}, {0.2, 0.4}, {0.1, 0.2}, {0.05, 0.1}, {0, 0}}
	if v := New(f, Path{Points: jump}).view(t.Context()); v.x.Max > 5 || !v.shows(jump[0]) || !v.shows(jump[7]) {
		t.Errorf("one step far away makes the range %v", v.x)
	}
	if v := New(f, Path{Points: jump}, Path{Points: straight(8, 0, 0, 20, 0)}).view(t.Context()); v.x.Max < 200 {
		t.Errorf("of two paths as long as the step, the range is %v", v.x)
	}
	if v := New(f, Path{Points: append(jump, [2]float64{150, 2})}).view(t.Context()); v.x.Max < 150 {
		t.Errorf("the end is out of view: %v", v.x)
	}
	rosen := Path{Points: [][2]float64{{-1.2, 1}, {-1.175, 1.381}, {0.763, -3.175}, {0.763, 0.583}, {0.99995, 0.944}, {0.99999, 0.99997}, {1, 1}, {1, 1}}} // Newton's
	if v := New(f, rosen).view(t.Context()); !v.shows(rosen.Points[2]) {
		t.Errorf("a step no longer than the path is out of view: %v × %v", v.x, v.y)
	}
	slow := Path{Points: [][2]float64{{1.5, 0}, {1, 1}, {0, 4}}}
	if v := New(f, slow, Path{Points: growing}).view(t.Context()); v.y.Max > 4+fleeingRoom*4*1.2+1 || v.y.Max < 5 {
		t.Errorf("beside a short run, a run that goes off is shown up to %g", v.y.Max)
	}
	settled := Path{Points: descend(func(x, y float64) float64 { return x*x + 10*y*y }, 3, 1, 0.05, 0.5, 60)}
	if n := settled.settled(61); n != 61 {
		t.Errorf("a run that converges is cut at %d", n)
	}
}

func TestPathsOnCurves(t *testing.T) {
	f := Curve{Name: "f", F: func(x, out []float64) {
		for i := range x {
			out[i] = x[i] * x[i]
		}
	}}
	path := Path{Name: "gd", OnCurve: true, Points: [][2]float64{{3, 9}, {2, 4}, {1, 1}}}
	minimum := CriticalPoints{OnCurve: true, Points: []CriticalPoint{{At: [2]float64{0, 0}}}}
	v := New(f, path, minimum).view(t.Context())
	if v.alike || v.x.Min > 0 || v.x.Min < -1 || v.x.Max < 3.2 || v.y.Min > 0 || v.y.Max < 9 {
		t.Errorf("shows %v × %v", v.x, v.y)
	}
	far := CriticalPoints{OnCurve: true, Points: []CriticalPoint{{At: [2]float64{1000, 1e6}}}}
	if v := New(f, path, far).view(t.Context()); v.x.Max > 10 {
		t.Errorf("a point far away is shown: %v", v.x)
	}
	if v := New(f, far).view(t.Context()); !v.x.contains(1000) {
		t.Errorf("a point alone is not shown: %v", v.x)
	}
	away := Path{OnCurve: true, Points: [][2]float64{{1, 1}, {-2, 4}, {4, 16}, {-1e3, 1e6}, {1e9, 1e18}}}
	if v := New(f, away).view(t.Context()); v.x.span() > 1e3 {
		t.Errorf("a run that goes off decides the range: %v", v.x)
	}
	st := &stage{view: v}
	first, _ := path.prepare(st)
	second, _ := path.prepare(st)
	if a, b := first.(*trail).style, second.(*trail).style; a.Dashes != nil || b.Dashes == nil || a.Color == b.Color {
		t.Errorf("two runs are drawn as %v and %v", a, b)
	}
	checkDrawing(t, "a run on a curve", New(f, path, minimum))
}

func TestPathsThatLeave(t *testing.T) {
	v := view{x: Range{-1, 1}, y: Range{-1, 1}}
	inf := math.Inf(1)
	for _, c := range []struct {
		points [][2]float64
		want   string
	}{
		{[][2]float64{{0, 0}, {0.5, 0}, {1, 1}}, ""},
		{[][2]float64{{0, 0}, {0.5, 0}, {2, 0}, {3, 0}}, "leaves at step 2"},
		{[][2]float64{{0, 0}, {5, 0}, {0, 0.5}}, "step 1 out of view"},
		{[][2]float64{{0, 0}, {5, 0}, {0, 3}, {0, 0.5}}, "2 steps out of view"},
		{[][2]float64{{0, 0}, {5, 0}, {0, 0.5}, {0, 4}}, "leaves at step 3"},
		{[][2]float64{{0, 0}, {0.5, 0}, {inf, 0}}, "diverges at step 2"},
		{[][2]float64{{0, 0}, {2, 0}, {math.NaN(), 0}}, "leaves at step 1"},
		{[][2]float64{{4, 4}, {5, 5}}, "out of view"},
		{nil, ""},
	} {
		if got := (Path{Points: c.points}).note(v, words(reason.English)); got != c.want {
			t.Errorf("%v: %q, want %q", c.points, got, c.want)
		}
	}
}

func TestLegend(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"},
		Path{Name: "gd", Points: straight(9, -1.5, -1.5, 0.1, 0.1)},
		Path{Name: "momentum", Points: straight(9, -1.5, -1.5, 0.1, 1)})
	f.X, f.Y = Range{-2, 2}, Range{-2, 2}
	p, l := drawn(t, f)
	if got, want := legendNames(l), []string{"gd", "momentum (leaves at step 4)"}; !reflect.DeepEqual(got, want) {
		t.Errorf("legend %q, want %q", got, want)
	}
	if l.rows != nil {
		t.Error("the legend is outside though the right side is free")
	}
	corner, covered := p.emptiestCorner(l.size())
	if box := p.corners(l.size())[corner]; covered > 0 || box.Min.X < p.frame.Min.X+p.frame.Size().X/4 {
		t.Errorf("the legend covers %d points at %v", covered, box)
	}
	f.Language = reason.Chinese
	if _, l := drawn(t, f); legendNames(l)[1] != "momentum（第 4 步移出图框）" {
		t.Errorf("legend %q", legendNames(l))
	}
	f.HideLegend = true
	if _, l := drawn(t, f); len(l.entries) > 0 {
		t.Error("the hidden legend is drawn")
	}
	crossing := New(Path{Name: "across", Points: [][2]float64{{-1, -1}, {1, 1}, {-1, 1}, {1, -1}}})
	crossing.X, crossing.Y = Range{-1, 1}, Range{-1, 1}
	if _, l := drawn(t, crossing); l.rows == nil {
		t.Error("the legend lies on a path that reaches every corner")
	}
}

// TestRowsAboveTheFrame lets the rows of a legend begin where the frame does, if that takes no more of them.
func TestRowsAboveTheFrame(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"})
	for _, name := range []string{"gd", "heavy ball that leaves early", "another that leaves earlier", "momentum", "the fifth"} {
		f.Layers = append(f.Layers, Path{Name: name, Points: straight(9, -1.5, -1.5, 0.1, 0.1)})
	}
	f.X, f.Y, f.LegendAt = Range{-2, 2}, Range{-2, 2}, "above"
	p, l := drawn(t, f)
	full := inRows(l.entries, float64(p.Size().X)-2*margin)
	if len(l.rows) != len(full) || len(full) < 2 || shownIn(l.rows) != 5 {
		t.Fatalf("%d rows, of full width %d", len(l.rows), len(full))
	}
	for _, row := range l.rows {
		if float64(p.frame.Min.X)+widthOf(row) > float64(p.Max.X)-margin {
			t.Errorf("a row of width %g begins left of the frame", widthOf(row))
		}
	}
}

func TestOverlaidRunsDifferInColorAndDash(t *testing.T) {
	for g := range lineColors {
		s := strokes{ground: g}
		seen := map[any]bool{}
		for range 7 {
			style := s.next()
			if seen[style.Color] {
				t.Errorf("ground %d: colour %v comes twice", g, style.Color)
			}
			seen[style.Color] = true
		}
	}
	for i := range dashes {
		for j := range i {
			if reflect.DeepEqual(dashes[i], dashes[j]) {
				t.Errorf("dashes %d and %d are alike", i, j)
			}
		}
	}
}

func TestLogarithmicAxis(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		log    bool
	}{
		{"wide", []float64{1, 1e-2, 1e-5}, true},
		{"narrow", []float64{1, 0.5, 0.1}, false},
		{"with a sign", []float64{1, 1e-5, -1}, false},
		{"with a gap", []float64{1, math.NaN(), 1e-5}, true},
		{"down to zero", []float64{1, 1e-3, 1e-6, 0}, true},
	} {
		if v := New(Series{Values: c.values}).view(t.Context()); v.logY != c.log {
			t.Errorf("%s: logarithmic %v", c.name, v.logY)
		}
	}
	f := New(Series{Values: []float64{1, 1e-9}})
	f.LogY = Linear
	if f.view(t.Context()).logY {
		t.Error("a linear axis was asked for")
	}
}

func TestDescribe(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"}, Path{Points: [][2]float64{{0.1, 0.1}, {1, 0.5}, {0.00739447, 11.3412}}})
	f.X, f.Y = Range{-2, 2}, Range{-2, 2}
	if got, want := f.Describe(t.Context()), "contours of f on [-2, 2]² from -4 near (0, -2) and (0, 2) to 4 near (-2, 0) and (2, 0), 15 levels, path of 3 points from (0.1, 0.1) to (0.007394, 11.34), leaves at step 2"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := New(Ellipse{A: [2][2]float64{{2, 1}, {1, 2}}}).Describe(t.Context()), "ellipse with λ₁ = 1, λ₂ = 3"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := New().Describe(t.Context()); got != "no picture" {
		t.Errorf("%q", got)
	}
}

func TestPrincipals(t *testing.T) {
	h := math.Sqrt2 / 2
	for _, c := range []struct {
		a    [2][2]float64
		want [2]principal
	}{
		{[2][2]float64{{2, 1}, {1, 2}}, [2]principal{{1, [2]float64{h, -h}}, {3, [2]float64{h, h}}}},
		{[2][2]float64{{2, 0}, {0, -2}}, [2]principal{{-2, [2]float64{0, 1}}, {2, [2]float64{1, 0}}}},
		{[2][2]float64{{1, 1}, {1, 1}}, [2]principal{{0, [2]float64{h, -h}}, {2, [2]float64{h, h}}}},
		{[2][2]float64{{-2, 0}, {0, -2}}, [2]principal{{-2, [2]float64{0, 1}}, {-2, [2]float64{1, 0}}}},
	} {
		got := principals(c.a)
		for i := range got {
			d := math.Abs(got[i].value-c.want[i].value) + math.Abs(got[i].direction[0]-c.want[i].direction[0]) + math.Abs(got[i].direction[1]-c.want[i].direction[1])
			if !(d < 1e-12) {
				t.Errorf("%v: %v, want %v", c.a, got[i], c.want[i])
			}
		}
	}
}

func TestShapesOfLevelSets(t *testing.T) {
	for _, c := range []struct {
		a       [2][2]float64
		shape   string
		entries []string
	}{
		{[2][2]float64{{2, 1}, {1, 2}}, "ellipse", []string{"dᵀA d = 1", "unit circle", "image of the unit circle"}},
		{[2][2]float64{{-2, 1}, {1, -2}}, "ellipse", []string{"dᵀA d = −1", "unit circle", "image of the unit circle"}},
		{[2][2]float64{{2, 0}, {0, -2}}, "hyperbolas", []string{"dᵀA d = 1", "dᵀA d = −1", "unit circle", "image of the unit circle"}},
		{[2][2]float64{{1, 1}, {1, 1}}, "parallel lines", []string{"dᵀA d = 1", "unit circle", "image of the unit circle"}},
		{[2][2]float64{{100, 0}, {0, 1}}, "ellipse", []string{"dᵀA d = 10000", "unit circle", "image of the unit circle"}},
		{[2][2]float64{}, "no level set", []string{"unit circle", "image of the unit circle"}},
	} {
		l := Ellipse{A: c.a}
		if got := l.shape().English; got != c.shape {
			t.Errorf("%v: %s, want %s", c.a, got, c.shape)
		}
		_, names := drawn(t, New(l))
		if got := legendNames(names); !reflect.DeepEqual(got, c.entries) {
			t.Errorf("%v: %q, want %q", c.a, got, c.entries)
		}
	}
}

func TestCurvesBreakAtGapsAndPoles(t *testing.T) {
	f := New(Curve{F: func(x, out []float64) {
		for i := range x {
			out[i] = 1 / x[i]
			if x[i] > 1 {
				out[i] = math.Sqrt(x[i] - 1.5)
			}
		}
	}, Name: "f"})
	p, _ := drawn(t, f)
	m, _ := f.Layers[0].prepare(&stage{view: p.view})
	if got := len(m.(*graph).lines(p)); got != 3 {
		t.Errorf("%d pieces, want 3", got)
	}
	if p.view.y.Max > 50 {
		t.Errorf("the pole decides the range: %v", p.view.y)
	}
	if p.yLabel != "f" {
		t.Errorf("label %q", p.yLabel)
	}
}

func TestHolesAreTraced(t *testing.T) {
	s, err := sample(context.Background(), field(func(x, y float64) float64 { return math.Sqrt(1 - x*x - y*y) }), view{x: Range{-2, 2}, y: Range{-2, 2}, alike: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, ring := range s.holes {
		for _, q := range ring {
			if r := math.Hypot(q.X, q.Y); !q.Border && math.Abs(r-1) > 2e-3 {
				t.Fatalf("the border of the disc is at radius %g", r)
			}
		}
	}
	_, l := drawn(t, New(Contours{F: field(func(x, y float64) float64 { return math.Log(x) + y })}))
	if got := legendNames(l); !reflect.DeepEqual(got, []string{"undefined"}) {
		t.Errorf("legend %q", got)
	}
}

func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	blocks := 0
	f := New(Contours{F: func(x, y, out []float64) {
		if len(out) > 10_000 { // half of the grid, the view has been chosen
			blocks++
			cancel()
		}
	}})
	if _, err := f.PNG(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if blocks != 1 {
		t.Errorf("%d blocks were evaluated", blocks)
	}
	late, stop := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer stop()
	if _, err := f.PNG(late); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

var formats = map[string]func(*Figure, context.Context) (Picture, error){
	"\x89PNG": (*Figure).PNG, "<?xml": (*Figure).SVG, "%PDF": (*Figure).PDF, "%!PS-Adobe": (*Figure).EPS,
}

func TestFormats(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: straight(30, 0, 0, 0.1, 0.1)}, CriticalPoints{Points: []CriticalPoint{{Kind: Saddle, Hessian: [2][2]float64{{2, 0}, {0, -2}}}}})
	f.Title, f.DPI = "∇f, 鞍点", 48
	for start, format := range formats {
		picture, err := format(f, context.Background())
		if err != nil || !bytes.HasPrefix(picture.Data, []byte(start)) {
			t.Errorf("%v: %.12q, want %q", err, picture.Data, start)
		}
	}
}

func TestEqualFiguresAreEqualFiles(t *testing.T) {
	f := New(Contours{F: field(rosenbrock), Name: "f"}, Path{Points: straight(9, 0, 0, 0.1, 0.1)})
	f.DPI = 48
	for name, format := range formats {
		a, err := format(f, context.Background())
		b, _ := format(f, context.Background())
		if err != nil || !bytes.Equal(a.Data, b.Data) {
			t.Errorf("%s differs (%v)", name, err)
		}
	}
}

func TestSizes(t *testing.T) {
	plane, graph := New(Contours{F: field(saddle)}), New(Series{Values: []float64{1, 2}})
	large := New(Contours{F: field(saddle)})
	large.Width, large.Height, large.DPI = 800, 300, 96
	for _, c := range []struct {
		figure            *Figure
		width, height, px int
	}{{plane, 480, 409, 960}, {graph, 640, 480, 1280}, {large, 800, 300, 800}} {
		picture, err := c.figure.PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		decoded, err := png.DecodeConfig(bytes.NewReader(picture.Data))
		if err != nil {
			t.Fatal(err)
		}
		if picture.Width != c.width || picture.Height != c.height || decoded.Width != c.px {
			t.Errorf("%d×%d CSS pixels, %d device pixels, want %d×%d, %d", picture.Width, picture.Height, decoded.Width, c.width, c.height, c.px)
		}
	}
}

func TestTooLargeIsAnError(t *testing.T) {
	f := New(Series{Values: []float64{1}})
	f.Width, f.Height = 100000, 100000
	if _, err := f.PNG(context.Background()); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("error %v", err)
	}
}

func TestSecondLandscapeIsLines(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"}, Contours{F: field(rosenbrock), Name: "g"})
	p, l := drawn(t, f)
	if p.bar.title != "f" || !reflect.DeepEqual(legendNames(l), []string{"g"}) {
		t.Errorf("bar of %s, legend %q", p.bar.title, legendNames(l))
	}
}

func TestMissingGlyphsAreTold(t *testing.T) {
	f := New(Path{Name: "a\U0010FFFD"})
	f.Title = "\U0010FFFE"
	if got := string(f.MissingGlyphs()); got != "\U0010FFFE\U0010FFFD" {
		t.Errorf("%q", got)
	}
}

// The square under the path of the level set must have the colours of its
// bands: an approximate picture.
func TestPixels(t *testing.T) {
	f := New(Contours{F: field(func(x, y float64) float64 { return x }), Levels: []float64{0}})
	picture, err := f.PNG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(picture.Data))
	if err != nil {
		t.Fatal(err)
	}
	c, err := f.compose(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	p := c.ready.p
	colors := bandColors(1, false, 0)
	for x, want := range map[float64]int{-1.9: 0, -0.1: 0, 0.1: 1, 1.9: 1} {
		for _, y := range []float64{-1.9, 0, 1.9} {
			at := p.at(x, y)
			r, g, b, _ := decoded.At(int(2*at.X), int(2*(vg.Length(c.height)-at.Y))).RGBA()
			if c := colors[want]; uint8(r>>8) != c.R || uint8(g>>8) != c.G || uint8(b>>8) != c.B {
				t.Errorf("at (%g, %g): %d %d %d, want %v", x, y, r>>8, g>>8, b>>8, c)
			}
		}
	}
}

func BenchmarkContoursAndPath(b *testing.B) {
	f := gallery()[0].figure
	for b.Loop() {
		picture, err := f.PNG(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(picture.Data)), "bytes")
	}
}

func TestEllipseTellsItsScale(t *testing.T) {
	bowl := Contours{F: field(func(x, y float64) float64 { return x*x + x*y + y*y }), Name: "bowl"}
	a := [2][2]float64{{2, 1}, {1, 2}}
	for _, c := range []struct {
		x     Range
		scale float64
		told  string
	}{
		{Range{-3, 3}, 1, ""},
		{Range{-1, 1}, 0.4, "drawn × 0.4"},
		{Range{-100, 100}, 40, "drawn × 40"},
	} {
		f := New(bowl, Ellipse{A: a, Name: "∇²bowl"})
		f.X, f.Y = c.x, c.x
		if got := f.Layers[1].(Ellipse).scaleIn(f.view(t.Context())); got != c.scale {
			t.Errorf("on %v: scale %v, want %v", c.x, got, c.scale)
		}
		_, l := drawn(t, f)
		names := strings.Join(legendNames(l), "; ")
		if !strings.Contains(f.Describe(t.Context()), c.told) || !strings.Contains(names, c.told) || !strings.Contains(names, "dᵀ∇²bowl d = 1") {
			t.Errorf("on %v: %q, legend %q", c.x, f.Describe(t.Context()), names)
		}
	}
}

func TestLabelsKeepOffPaths(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: straight(60, 0, -2, 0, 0.07)})
	p, l := drawn(t, f)
	width := 30.0
	for _, at := range []float64{-1.5, -0.5, 0.5, 1.5} {
		if p.free(p.at(0, at), width) {
			t.Errorf("a label may stand on the path at y = %g", at)
		}
	}
	if !p.free(p.at(-1, 0), width) {
		t.Error("a label may not stand beside the path")
	}
	if box := l.box(p); box != (vg.Rectangle{}) && p.free(box.Min.Add(box.Size().Scale(0.5)), width) {
		t.Error("a label may stand under the legend")
	}
}

func TestHeightFollowsTheFrame(t *testing.T) {
	for name, f := range map[string]*Figure{
		"landscape": New(Contours{F: field(saddle), Name: "f"}),
		"wide":      {X: Range{-4, 4}, Y: Range{-2, 2}, Layers: []Layer{Contours{F: field(saddle), Name: "f"}}},
		"grid":      Grid(2, New(Contours{F: field(saddle)}), New(Contours{F: field(rosenbrock)})),
	} {
		c, err := f.compose(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		d := c.ready
		if d == nil {
			d = c.parts[0]
		}
		p := d.p
		empty := float64(c.height) - p.margins.top - p.margins.bottom - float64(p.frame.Size().Y)
		if empty > 6 || empty < -6 {
			t.Errorf("%s: %g pixels are empty", name, empty)
		}
	}
}

func TestShortRunsThatGoOff(t *testing.T) {
	path := Path{Points: [][2]float64{{2, 2}, {-1, 5}, {-0.5, 61}, {-0.4, 9e4}, {-0.4, 3e14}, {-0.4, 1e43}}}
	if v := New(Contours{F: field(saddle)}, path).view(t.Context()); v.y.Max > 1000 || !v.shows([2]float64{2, 2}) {
		t.Errorf("shows %v", v.y)
	}
	if low, _ := (Series{Values: []float64{0, -700, -1e7, -1e20, -1e58, -1e172}}).bulk(); low < -1e8 {
		t.Errorf("from %g", low)
	}
}

// A narrow figure is the usual one drawn smaller, in its shape.
func TestNarrowFigures(t *testing.T) {
	plane := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: straight(20, 0, 0, 0.1, 0.1), Values: make([]float64, 20)})
	for _, f := range []*Figure{plane, New(Series{Name: "f", Values: []float64{1, 2, 3}}), New(Surface{F: field(saddle)}), Grid(3, plane, plane, plane)} {
		for _, width := range []int{60, 100, 150, 299} {
			narrow := *f
			narrow.Width = width
			checkDrawing(t, fmt.Sprintf("a width of %d", width), &narrow)
			c, err := narrow.compose(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if c.width > width || c.width < width-2 || c.height > 2*width || 4*c.height < width {
				t.Errorf("a width of %d gives a picture of %d×%d", width, c.width, c.height)
			}
		}
	}
	plane.Width = 150
	r, err := Animation{Figure: plane}.Reel(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if frame, err := r.Frame(context.Background(), 3); err != nil || r.Width != 150 || frame.Width != 150 || r.Height > 300 {
		t.Errorf("a moving picture of %d×%d, %v", r.Width, r.Height, err)
	}
}

// Dots and lines through points that span decades are all in view on logarithmic axes, which stay logarithmic.
func TestPointsOnLogarithmicAxes(t *testing.T) {
	x, y := []float64{0.001, 10, 300}, []float64{60, 2, 1e7}
	var points [][2]float64
	for i := range x {
		points = append(points, [2]float64{x[i], y[i]})
	}
	for _, layer := range []Layer{Scatter{X: x, Y: y}, Polyline{Points: points}} {
		f := New(layer)
		f.LogX, f.LogY = Logarithmic, Logarithmic
		v := f.view(t.Context())
		if !v.logX || !v.logY {
			t.Errorf("%T: logarithmic %v and %v", layer, v.logX, v.logY)
		}
		for _, q := range points {
			if !v.shows(q) {
				t.Errorf("%T: %v is not in %s", layer, q, v.box())
			}
		}
	}
}

// A few small values among many, as random numbers have them, ask for no logarithmic axis; a curve that falls does.
func TestFewSmallValuesStayLinear(t *testing.T) {
	t.Parallel()
	random, falling := make([]float64, 2000), make([]float64, 60)
	for i := range random {
		random[i] = (float64(i) + 0.5) / 2000
	}
	for i := range falling {
		falling[i] = math.Max(math.Pow(0.1, float64(i)), 1e-12)
	}
	for _, c := range []struct {
		values []float64
		log    bool
	}{{random, false}, {falling, true}} {
		if v := New(Series{Values: c.values}).view(t.Context()); v.logY != c.log {
			t.Errorf("%v …: logarithmic %v", c.values[:3], v.logY)
		}
	}
	steep := New(Curve{Name: "exp", F: func(x, y []float64) {
		for i := range x {
			y[i] = math.Exp(x[i])
		}
	}})
	steep.X = Range{0, 700}
	if v := steep.view(t.Context()); v.y.Max < math.Exp(700) || v.y.Min < -1e303 {
		t.Errorf("exp on [0, 700] is cut to %v", v.y)
	}
}
