package plotting

import (
	"bytes"
	"context"
	"fmt"
	"image/gif"
	"image/png"
	"math"
	"reflect"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

func TestBars(t *testing.T) {
	even := New(Bars{Name: "λ", Values: []float64{-2, 1, 4}})
	p, l := drawn(t, even)
	if p.view.logY || p.view.y.Min > -2 || p.view.y.Max < 4 {
		t.Errorf("view %+v", p.view)
	}
	if got := legendNames(l); !reflect.DeepEqual(got, []string{"positive", "negative"}) {
		t.Errorf("legend %q", got)
	}
	if got, want := even.Describe(t.Context()), "λ: 3 bars from -2 to 4, 1 of them negative"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	wide := New(Bars{Values: []float64{-1e-4, 1, 100}})
	if p, _ := drawn(t, wide); !p.view.logY || p.view.y.Min <= 0 || p.view.y.Min > 1e-4 {
		t.Errorf("sizes of many magnitudes: %+v", p.view)
	}
	named := New(Bars{Values: []float64{1, 2}, Labels: []string{"gd", "momentum"}})
	if p, _ := drawn(t, named); labelsOf(p.xScale) != "gd momentum " || p.xLabel != "" {
		t.Errorf("labels %q, %q", labelsOf(p.xScale), p.xLabel)
	}
}

func TestHistogramBins(t *testing.T) {
	for _, c := range []struct {
		name   string
		h      Histogram
		edges  []float64
		counts []float64
	}{
		{"whole numbers", Histogram{Values: []float64{1, 1, 2, 3, 3, 3}}, []float64{0.5, 1.5, 2.5, 3.5}, []float64{2, 1, 3}},
		{"one value", Histogram{Values: []float64{2, 2}}, []float64{1.5, 2.5}, []float64{2}},
		{"given number", Histogram{Values: []float64{0, 0.1, 0.9, 1}, Bins: 2}, []float64{0, 0.5, 1}, []float64{2, 2}},
		{"not finite", Histogram{Values: []float64{1, math.NaN(), math.Inf(1)}}, []float64{0.5, 1.5}, []float64{1}},
	} {
		edges := binsOf([][]float64{c.h.Values}, c.h.Bins, false, false)
		counts, _ := c.h.counted(edges)
		if !reflect.DeepEqual(edges, c.edges) || !reflect.DeepEqual(counts, c.counts) {
			t.Errorf("%s: %v %v, want %v %v", c.name, edges, counts, c.edges, c.counts)
		}
	}
	h := Histogram{Name: "steps"}
	for i := range 1000 {
		h.Values = append(h.Values, math.Tan(float64(i-500)/400))
	}
	edges := h.edgesIn(view{})
	counts, _ := h.counted(edges)
	sum := 0.0
	for _, c := range counts {
		sum += c
	}
	if sum != 1000 || len(counts) < 5 || len(counts) > 60 || edges[0] > h.Values[0] || edges[len(edges)-1] < h.Values[999] {
		t.Errorf("%d bins with %g values from %g to %g", len(counts), sum, edges[0], edges[len(edges)-1])
	}
}

func TestBasins(t *testing.T) {
	halves := Basins{Ends: [][2]float64{{-1, 0}, {1, 0}}, Names: []string{"left", "right"}, Across: 10, F: func(x, y []float64, end []int, steps []float64) {
		for i := range x {
			end[i], steps[i] = 0, 10
			if x[i] > 0 {
				end[i], steps[i] = 1, 20
			}
			if y[i] > 1.7 {
				end[i] = -1
			}
		}
	}}
	f := New(halves)
	f.X, f.Y = Range{-2, 2}, Range{-2, 2}
	m, err := halves.prepare(&stage{ctx: context.Background(), view: f.view(t.Context())})
	if err != nil {
		t.Fatal(err)
	}
	tiles := m.(*mosaic)
	if tiles.end[0] != 0 || tiles.end[9] != 1 || tiles.end[99] != -1 || tiles.shade[0] != 0 || tiles.shade[9] != shadesOfTime-1 {
		t.Errorf("ends %v, shades %v", tiles.end, tiles.shade)
	}
	if _, l := drawn(t, f); !reflect.DeepEqual(legendNames(l), []string{"left", "right", "no end"}) {
		t.Errorf("legend %q", legendNames(l))
	}
}

// Cells of one colour show no seam, whatever the size of pixels.
func TestBasinsHaveNoSeams(t *testing.T) {
	for _, dpi := range []int{60, 96, 144, 192} {
		f := New(Basins{Across: 97, F: func(x, y []float64, end []int, steps []float64) {}, Ends: nil})
		f.DPI, f.HideLegend = dpi, true
		picture, err := f.PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(picture.Data))
		if err != nil {
			t.Fatal(err)
		}
		size := img.Bounds().Size()
		for y := size.Y / 4; y < size.Y*3/4; y++ {
			for x := size.X / 4; x < size.X*3/4; x++ {
				if img.At(x, y) != img.At(size.X/2, size.Y/2) {
					t.Fatalf("at %d dots per inch the pixel (%d, %d) is %v", dpi, x, y, img.At(x, y))
				}
			}
		}
	}
}

func TestStreamLinesFollowTheField(t *testing.T) {
	f := New(Streamlines{F: func(x, y, u, v []float64) {
		for i := range x {
			u[i], v[i] = -y[i], x[i]
		}
	}})
	p, _ := drawn(t, f)
	w, err := newFlow(p, f.Layers[0].(Streamlines).F)
	if err != nil {
		t.Fatal(err)
	}
	lines := w.lines()
	if len(lines) < 10 || len(lines) > 200 {
		t.Errorf("%d lines", len(lines))
	}
	middle := p.at(0, 0)
	for _, line := range lines {
		r := distanceOf(line[0], middle)
		for _, q := range line {
			if math.Abs(distanceOf(q, middle)-r) > 3+0.05*r {
				t.Fatalf("a line around the middle goes from radius %g to %g", r, distanceOf(q, middle))
			}
		}
	}
}

func TestArrowsStopWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := New(Arrows{F: func(x, y, u, v []float64) {
		for i := range u {
			u[i] = 1
		}
		cancel()
	}})
	if _, err := f.PNG(ctx); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}

func TestLabelsOnLines(t *testing.T) {
	f := New(Contours{F: field(func(x, y float64) float64 { return x }), Name: "f"})
	d, err := f.drawing(sheet{Canvas: canvasOf(nowhere{}, 480, 480), ctx: context.Background()}, area(480, 480))
	if err != nil {
		t.Fatal(err)
	}
	ground := d.marks[0].(*landscape)
	if ground.unlabelled {
		t.Error("level lines alone have no labels")
	}
	if a := upright(3); math.Abs(a) > math.Pi/2 {
		t.Errorf("a label stands at %g", a)
	}
	f.Add(Arrows{F: func(x, y, u, v []float64) {}})
	d, _ = f.drawing(sheet{Canvas: canvasOf(nowhere{}, 480, 480), ctx: context.Background()}, area(480, 480))
	if !d.marks[0].(*landscape).unlabelled {
		t.Error("labels run into arrows")
	}
}

func TestNeutralColorAtTheSaddle(t *testing.T) {
	f := New(Contours{F: field(func(x, y float64) float64 { return x*x*x - 3*x + y*y })},
		CriticalPoints{Points: []CriticalPoint{{At: [2]float64{-1, 0}, Kind: Saddle}, {At: [2]float64{1, 0}}}})
	marks, err := f.prepare(context.Background(), f.view(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	if l := marks[0].(*landscape).levels; !l.diverging || l.values[l.neutral] != 2 {
		t.Errorf("neutral level %g of %v, want 2", l.values[l.neutral], l.values)
	}
}

func TestGridSharesWhatRepeats(t *testing.T) {
	var parts []*Figure
	for i := range 4 {
		part := New(Contours{F: field(saddle), Name: "f"}, Path{Points: straight(5, -1, -1, 0.1*float64(i), 0.3)})
		part.X, part.Y, part.XLabel, part.YLabel, part.Title = Range{-2, 2}, Range{-2, 2}, "x", "y", fmt.Sprint("part ", i)
		parts = append(parts, part)
	}
	g := Grid(2, parts...)
	drawings := drawingsOf(t, g)
	for i, d := range drawings {
		if got, want := []bool{d.p.hideX, d.p.hideY, d.p.hideBar}, []bool{i < 2, i%2 == 1, i%2 == 0}; !reflect.DeepEqual(got, want) {
			t.Errorf("part %d hides %v, want %v", i, got, want)
		}
		if d.p.frame.Size() != drawings[0].p.frame.Size() {
			t.Errorf("part %d is of another size: %v, %v", i, d.p.frame.Size(), drawings[0].p.frame.Size())
		}
	}
	if drawings[0].p.frame.Min.Y != drawings[1].p.frame.Min.Y || drawings[0].p.frame.Min.X != drawings[2].p.frame.Min.X {
		t.Error("frames are not in line")
	}
	parts[1].Y = Range{-1, 3}
	if d := drawingsOf(t, Grid(2, parts...)); d[1].p.hideY || !d[3].p.hideY {
		t.Error("an axis is hidden that is not shared, or the other way round")
	}
	if w, h := g.size(t.Context()); w != 840 || h != 840 {
		t.Errorf("size %d×%d", w, h)
	}
}

// drawingsOf lays a grid out.
func drawingsOf(t *testing.T, g *Figure) []*drawing {
	t.Helper()
	w, h := g.size(t.Context())
	s := sheet{Canvas: canvasOf(nowhere{}, w, h), ctx: context.Background()}
	drawings, err := g.arranged(s, area(w, h))
	if err != nil {
		t.Fatal(err)
	}
	return drawings
}

func TestSurfaceHidesWhatIsBehind(t *testing.T) {
	s := newSpace(Range{-1, 1}, Range{-1, 1}, Range{-1, 1}, true, StandardCamera)
	s.fit(area(600, 400))
	for _, c := range s.corners() {
		if q := s.place(c); !within(area(601, 401), q.Add(vg.Point{X: 0.5, Y: 0.5})) {
			t.Errorf("corner %v lies at %v, beyond the sheet", c, q)
		}
	}
	if s.at(0, 0, 1).Y <= s.at(0, 0, -1).Y || s.at(0, 0, -1).Y <= s.at(0, 0, s.floor()).Y {
		t.Error("up is down")
	}
	r, err := Surface{F: field(saddle), Across: 10}.relief(context.Background(), view{x: Range{-1, 1}, y: Range{-1, 1}, alike: true}, words(reason.English), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.parts) != 100 {
		t.Errorf("%d patches, want 100", len(r.parts))
	}
	near, far := r.space.nearness(1, -1), r.space.nearness(-1, 1)
	if near <= far {
		t.Error("what is in front is drawn first")
	}
	if z := r.height(0.5, 0.25); math.Abs(z-(0.25-0.0625)) > 1e-3 {
		t.Errorf("height %g", z)
	}
	if !math.IsNaN(r.height(2, 0)) {
		t.Error("there is a height beyond the view")
	}
}

func TestPathsOnSurfaces(t *testing.T) {
	r, err := Surface{F: field(func(x, y float64) float64 { return math.Sqrt(y + 1) }), Across: 4}.relief(context.Background(), view{x: Range{-1, 1}, y: Range{-2, 1}}, words(reason.English), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.space.furnish(area(600, 400), [3]string{"x", "y"})
	count := func(l Path, dashes []vg.Length) int {
		r.parts = nil
		p := &panel{sheet: sheet{Canvas: canvasOf(nowhere{}, 600, 400), ctx: context.Background()}, view: view{x: r.space.x, y: r.space.y}}
		r.addPath(p, l.Points[:l.finiteSteps()], draw.LineStyle{Width: 2, Dashes: dashes})
		return len(r.parts)
	}
	inside := count(Path{Points: [][2]float64{{-1, 0}, {0, 0}}}, nil)
	if inside < 60 || inside > 200 {
		t.Errorf("half a side is drawn in %d parts", inside)
	}
	if n := count(Path{Points: [][2]float64{{-1, 0}, {0, 0}, {0, 1e300}}}, nil); n <= inside {
		t.Errorf("what leaves the view is not drawn up to its end: %d parts", n)
	}
	if n := count(Path{Points: [][2]float64{{0, -1.9}, {0.5, -1.5}}}, nil); n != 0 {
		t.Errorf("a path where the function is undefined has %d parts", n)
	}
	if whole, dashed := count(Path{Points: [][2]float64{{-1, 0}, {1, 0}}}, []vg.Length{1e6, 1}), count(Path{Points: [][2]float64{{-1, 0}, {1, 0}}}, []vg.Length{6, 6}); float64(dashed) > 0.85*float64(whole) {
		t.Errorf("a dashed path has %d of %d parts", dashed, whole)
	}
	plain := func(x, y float64) float64 { return x*x + y*y }
	figure := New(Contours{F: field(plain), Name: "f"}, Ellipse{Name: "H", A: [2][2]float64{{2, 0}, {0, 1}}}, Surface{F: field(plain), Name: "f"}, CriticalPoints{Points: []CriticalPoint{{Label: "here"}}})
	checkDrawing(t, "an ellipse on a surface", figure)
	if says := figure.Describe(t.Context()); strings.Contains(says, "contours") || !strings.Contains(says, "ellipse") || !strings.Contains(says, "surface") {
		t.Errorf("it says %q", says)
	}
	if count(Path{}, nil)+count(Path{Points: [][2]float64{{math.NaN(), 0}, {0, 0}}}, nil) != 0 {
		t.Error("an empty path is drawn")
	}
}

func TestAnimation(t *testing.T) {
	points := descend(rosenbrock, -1.2, 1, 1e-3, 0.9, 300)
	var values []float64
	for _, q := range points {
		values = append(values, rosenbrock(q[0], q[1]))
	}
	f := New(Contours{F: field(rosenbrock), Name: "f"}, Path{Name: "momentum", Points: points, Values: values})
	a := Animation{Figure: f}
	if shown := a.shown(); len(shown) != mostFrames || shown[0] != 0 || shown[mostFrames-1] != 300 {
		t.Errorf("%d frames from %d to %d", len(shown), shown[0], shown[len(shown)-1])
	}
	f.DPI, a.Most = 48, 6
	picture, err := a.PNG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(picture.Data, []byte("fcTL")); n != 6 {
		t.Errorf("%d frames, want 6", n)
	}
	if _, err := png.Decode(bytes.NewReader(picture.Data)); err != nil {
		t.Error(err)
	}
	surface := New(Surface{F: field(saddle)}, Path{Points: straight(4, 0, 0, 0.3, 0.3)})
	surface.DPI = 48
	if _, err := (Animation{Figure: surface}).PNG(context.Background()); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.PNG(ctx); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}

func TestUptoKeepsTheView(t *testing.T) {
	f := New(Contours{F: field(saddle)}, Path{Points: straight(10, 0, 0, 1, 1)})
	g := f.Upto(t.Context(), 3)
	if n := len(g.Layers[1].(Path).Points); n != 4 {
		t.Errorf("%d points, want 4", n)
	}
	if v, w := f.view(t.Context()), g.view(t.Context()); v.x != w.x || v.y != w.y {
		t.Errorf("the view changes from %v to %v", v, w)
	}
	if n := len(f.Layers[1].(Path).Points); n != 10 {
		t.Error("the figure itself is changed")
	}
}

// Frames at full size must be so small that a run of a hundred steps stays far
// below a megabyte.
func TestAnimationIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("draws frames at full size")
	}
	f := New(Contours{F: field(rosenbrock), Name: "f"}, Path{Points: descend(rosenbrock, -1.2, 1, 1e-3, 0.9, 10)})
	picture, err := Animation{Figure: f}.PNG(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(picture.Data); n > 150_000 {
		t.Errorf("11 frames take %d bytes", n)
	}
}

func TestAnimationAsGIF(t *testing.T) {
	f := New(Contours{F: field(saddle), Name: "f"}, Path{Points: descend(saddle, 0.5, 0.1, 0.1, 0, 12), Values: make([]float64, 13)})
	f.Width, f.DPI = 300, 96
	picture, err := Animation{Figure: f}.GIF(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	film, err := gif.DecodeAll(bytes.NewReader(picture.Data))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(film.Image); n != 13 || film.LoopCount != 0 {
		t.Errorf("%d frames, repeated %d times", n, film.LoopCount)
	}
	if film.Delay[12] != 300 || film.Delay[0] > 20 || film.Config.Width != picture.Width {
		t.Errorf("delays %v, width %d", film.Delay, film.Config.Width)
	}
	if later := film.Image[3].Rect; later == film.Image[0].Rect {
		t.Errorf("frame 3 has all of %v, not what changes", later)
	}
}

// A run that overflows is shown from its first value to its last finite one.
func TestOverflowingRun(t *testing.T) {
	overflowing := make([]float64, 700)
	for i := range overflowing {
		overflowing[i] = math.Pow(4, float64(i))
	}
	f := New(Series{Name: "f", Values: overflowing})
	v := f.view(t.Context())
	if !v.logY || !(v.y.Min <= 1) || !(v.y.Max >= 1e299) || math.IsInf(v.y.Max, 0) {
		t.Errorf("the axis goes from %g to %g, logarithmic %v", v.y.Min, v.y.Max, v.logY)
	}
	if n := len(logScale(v.y, 10).ticks); n > 1000 {
		t.Errorf("%d ticks", n)
	}
	if text := f.Describe(t.Context()); !strings.Contains(text, "∞") {
		t.Errorf("%q does not say that it is infinite", text)
	}
}

// Bars on a logarithmic axis stand on the frame, and what is between line and
// frame is filled, not what is above.
func TestHistogramOnLogarithmicAxis(t *testing.T) {
	f := New(Histogram{Name: "u", Values: []float64{1, 1, 1, 1, 1, 1, 1, 1, 3.5, 4.9, 5}, Bins: 4})
	f.LogY = Logarithmic
	p := &panel{view: f.view(t.Context()), frame: vg.Rectangle{Max: vg.Point{X: 300, Y: 200}}}
	m, err := f.Layers[0].prepare(&stage{view: p.view})
	if err != nil {
		t.Fatal(err)
	}
	if p.view.y.Min >= 1 || p.view.y.Min < 0.2 {
		t.Errorf("the axis begins at %g, so that a count of one has no height or nearly all", p.view.y.Min)
	}
	line := m.(*tally).outline(p)
	for i, want := range []vg.Length{0, p.y(8), p.y(8), 0, 0, p.y(1), p.y(1), p.y(2), p.y(2), 0} {
		if math.Abs(float64(line[i].Y-want)) > 1e-9 {
			t.Errorf("corner %d is at height %g, not %g", i, line[i].Y, want)
		}
	}
}

// What is the rounding of a zero is drawn as a zero, and no sign is told of it.
func TestBarsDrawZeros(t *testing.T) {
	for _, c := range []struct{ values, want []float64 }{
		{[]float64{4, 1, 1e-13, -2e-15}, []float64{4, 1, 0, 0}},
		{[]float64{4, 1, 1e-13, 2e-15}, []float64{4, 1, 0, 0}},
		{[]float64{-4e-8, 3e-20, 0}, []float64{-4e-8, 0, 0}},
		{[]float64{1, 1e-4, 1e-8, 1e-12, 1e-16}, []float64{1, 1e-4, 1e-8, 1e-12, 1e-16}},
		{[]float64{1, -1e-9}, []float64{1, -1e-9}},
		{[]float64{0, 0}, []float64{0, 0}},
		{nil, nil},
	} {
		l := Bars{Name: "λ", Values: c.values}
		if got := l.known(); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%v is drawn as %v, not %v", c.values, got, c.want)
		}
	}
	f := New(Bars{Name: "λ", Values: []float64{4, 1, 1e-13, -2e-15}})
	p, l := drawn(t, f)
	if p.view.logY || len(l.entries) > 0 || f.Describe(t.Context()) != "λ: 4 bars from 0 to 4, 0 of them negative, 2 shown as 0, so small beside the largest that they may be rounding" {
		t.Errorf("logarithmic %v, legend %q, %q", p.view.logY, legendNames(l), f.Describe(t.Context()))
	}
}

// A curve that is drawn over a part of the window ends there.
func TestCurveOverItsRange(t *testing.T) {
	line := func(x, out []float64) { copy(out, x) }
	f := New(Curve{Name: "a", F: line, Over: Range{-2, 2}}, Curve{Name: "b", F: line, Over: Range{0, 3}})
	if v := f.view(t.Context()); v.x != (Range{-2, 3}) {
		t.Errorf("the window is %v", v.x)
	}
	if got, want := f.Describe(t.Context()), "curve a on [-2, 2], between -2 and 2, rising, curve b on [0, 3], between 0 and 3, rising"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	f.X = Range{-9, -5}
	checkDrawing(t, "curves out of the window", f)
}
