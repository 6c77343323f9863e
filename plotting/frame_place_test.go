package plotting

import (
	"bytes"
	"context"
	"image"
	"image/color"
	draws "image/draw"
	"image/png"
	"math"
	"strings"
	"testing"
)

// drawnAt is the colour of a PNG at a share of its size.
func drawnAt(t *testing.T, data []byte, x, y float64) color.Color {
	t.Helper()
	picture := decoded(t, data)
	size := picture.Bounds().Size()
	return picture.At(int(x*float64(size.X)), int(y*float64(size.Y)))
}

// TestPlaces finds a dot where its place says that its point is: in a plane, on log axes, in grids, in small pictures.
func TestPlaces(t *testing.T) {
	dotted := func(x, y float64) *Figure {
		return New(Scatter{X: []float64{x}, Y: []float64{y}}, Scatter{X: []float64{x / 3, 3 * x}, Y: []float64{y / 5, 5 * y}})
	}
	logarithmic := New(Curve{X: []float64{1, 20, 500}, Y: []float64{1e6, 300, 1}})
	logarithmic.LogX, logarithmic.LogY = Logarithmic, Logarithmic
	small := dotted(1, 2)
	small.Width = 150
	wide := dotted(1, 2)
	wide.Width, wide.Height = 700, 300
	for name, test := range map[string]struct {
		f     *Figure
		place int
		at    [2]float64
	}{
		"plain": {dotted(1, 2), 0, [2]float64{1, 2}}, "log": {logarithmic, 0, [2]float64{20, 300}},
		"small": {small, 0, [2]float64{1, 2}}, "wide": {wide, 0, [2]float64{1, 2}},
		"grid":  {Grid(2, dotted(1, 2), dotted(-4, 5), dotted(7, 7)), 1, [2]float64{-4, 5}},
		"third": {Grid(2, dotted(1, 2), dotted(-4, 5), dotted(7, 7)), 2, [2]float64{7, 7}},
		"plane": {New(Contours{F: field(saddle), Name: "f"}, Scatter{X: []float64{0.3}, Y: []float64{0.6}}), 0, [2]float64{0.3, 0.6}},
	} {
		picture, err := test.f.PNG(context.Background())
		if err != nil {
			t.Fatal(name, err)
		}
		if len(picture.Places) != len(test.f.leaves()) {
			t.Fatalf("%s: %d places", name, len(picture.Places))
		}
		p := picture.Places[test.place]
		u := p.Left + share(p.X.Range, p.X.Log, test.at[0])*(p.Right-p.Left)
		v := p.Bottom - share(p.Y.Range, p.Y.Log, test.at[1])*(p.Bottom-p.Top)
		dot := drawnAt(t, picture.Data, u, v)
		beside := drawnAt(t, picture.Data, u+0.06, v+0.06)
		if dot == beside {
			t.Errorf("%s: there is no dot at (%.3f, %.3f) of the picture: %v, %+v", name, u, v, dot, p)
		}
	}
}

// TestBase lays later pictures over the first: what they show is as if each were whole.
func TestBase(t *testing.T) {
	sight := Sight{Quick: true, Memory: &Memory{}, Base: &Base{}}
	draw := func(s Sight, width int, end [2]float64) Picture {
		f := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: [][2]float64{{0.1, 0.1}, end}})
		f.Width = width
		picture, err := f.Seen(s).PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return picture
	}
	first := draw(sight, 400, [2]float64{0.2, 0.4})
	if first.Part != (Part{}) {
		t.Fatal("the first is a part:", first.Part)
	}
	sight.Places = first.Places
	for _, end := range [][2]float64{{0.3, -0.2}, {0.2, 0.4}, {0.1, 0.5}} {
		later := draw(sight, 400, end)
		whole := draw(Sight{Places: first.Places, Quick: true}, 400, end)
		laid := image.NewRGBA(image.Rect(0, 0, later.Part.Width, later.Part.Height))
		draws.Draw(laid, laid.Bounds(), decoded(t, first.Data), image.Point{}, draws.Src)
		draws.Draw(laid, later.Part.Rect, decoded(t, later.Data), image.Point{}, draws.Src)
		if n := unlikePixels(laid, decoded(t, whole.Data)); n > 0 || len(later.Data) > len(whole.Data)*2/3 {
			t.Errorf("to %v, %v: %d pixels differ; %d bytes, the whole has %d", end, later.Part, n, len(later.Data), len(whole.Data))
		}
	}
	if wider := draw(sight, 500, [2]float64{0.1, 0.5}); wider.Part != (Part{}) {
		t.Error("a picture of another size is laid over the first:", wider.Part)
	}
}

// TestSight keeps the ranges of a plane, turns a surface, and draws the same picture from memory as without.
func TestSight(t *testing.T) {
	f := func(points ...[2]float64) *Figure {
		return New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: points})
	}
	ctx := context.Background()
	first, err := f([2]float64{0.1, 0.1}, [2]float64{0.2, 0.4}).PNG(ctx)
	if err != nil {
		t.Fatal(err)
	}
	far := f([2]float64{3, 3}, [2]float64{0.2, 0.4})
	kept, err := far.Seen(Sight{Places: first.Places}).PNG(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if kept.Places[0].X != first.Places[0].X || kept.Places[0].Y != first.Places[0].Y {
		t.Errorf("the ranges moved from %v to %v", first.Places[0], kept.Places[0])
	}
	memory := &Memory{}
	for i, end := range [][2]float64{{0.2, 0.4}, {0.3, -0.2}, {0.1, 0.5}} {
		anew := f([2]float64{0.1, 0.1}, end).Seen(Sight{Places: first.Places})
		whole, err := anew.PNG(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, quick := range []bool{true, false} {
			recalled := f([2]float64{0.1, 0.1}, end).Seen(Sight{Places: first.Places, Quick: quick, Memory: memory})
			picture, err := recalled.PNG(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if n := unlike(t, picture.Data, whole.Data); n > 0 {
				t.Errorf("picture %d from memory differs from itself in %d pixels", i, n)
			}
			if says, want := recalled.Describe(ctx), anew.Describe(ctx); says != want {
				t.Errorf("of picture %d from memory %q is said, want %q", i, says, want)
			}
		}
	}
	other := New(Contours{F: field(func(x, y float64) float64 { return x*x - y*y + 1e-3*x }), Name: "f"}, Path{Name: "gd", Points: [][2]float64{{0.1, 0.1}, {0.1, 0.5}}})
	recalled, anew := other.Seen(Sight{Places: first.Places, Quick: true, Memory: memory}), other.Seen(Sight{Places: first.Places})
	if says, want := recalled.Describe(ctx), anew.Describe(ctx); says != want {
		t.Errorf("of another function %q is said, want %q", says, want)
	}
	quick, _ := recalled.PNG(ctx)
	whole, _ := anew.PNG(ctx)
	if n := unlike(t, quick.Data, whole.Data); n > 0 {
		t.Errorf("another function is drawn over the ground of the one before: %d pixels", n)
	}
	surface := New(Surface{F: field(saddle), Name: "f"})
	before, _ := surface.PNG(ctx)
	after, _ := surface.Seen(Sight{Cameras: map[int]Camera{0: {Azimuth: 10, Elevation: 60}}}).PNG(ctx)
	if got := after.Places[0].Camera; got == nil || got.Azimuth != 10 || unlike(t, before.Data, after.Data) == 0 {
		t.Errorf("the surface has not turned: %v", got)
	}
	if !surface.Turns() || far.Turns() {
		t.Error("a surface turns, contours do not")
	}
}

// unlike counts the pixels in which two pictures differ.
func unlike(t *testing.T, a, b []byte) int {
	t.Helper()
	return unlikePixels(decoded(t, a), decoded(t, b))
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func unlikePixels(p, q image.Image) (n int) {
	if p.Bounds() != q.Bounds() {
		return math.MaxInt
	}
	for y := range p.Bounds().Max.Y {
		for x := range p.Bounds().Max.X {
			if p.At(x, y) != q.At(x, y) {
				n++
			}
		}
	}
	return n
}

// TestProbe asks figures what they have at points.
func TestProbe(t *testing.T) {
	near := [2]float64{0.05, 0.05}
	plane := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: [][2]float64{{0.1, 0.1}, {0.5, 0.75}}, Values: []float64{0, -0.3125}, Steps: []int{0, 7}})
	curve := New(Curve{Name: "q", F: func(x, out []float64) {
		for i := range x {
			out[i] = x[i] * x[i]
		}
	}})
	steps := New(Series{Name: "f", Values: []float64{4, 2, 1}, First: 1})
	for _, test := range []struct {
		f     *Figure
		place int
		at    [2]float64
		want  string
		mark  bool
	}{
		{plane, 0, [2]float64{-0.500321, 0.25}, "f(-0.5, 0.25) = 0.1875", false},
		{plane, 0, [2]float64{0.51, 0.76}, "gd, step 7: (0.5, 0.75)   f = -0.3125", true},
		{curve, 0, [2]float64{0.5, 0.26}, "q: (0.5, 0.25)", true},
		{curve, 0, [2]float64{0.5, 0.9}, "", false},
		{steps, 0, [2]float64{2.01, 2.01}, "f, step 2: 2", true},
		{Grid(2, steps, plane), 1, [2]float64{1, 0}, "f(1, 0) = 1", false},
		{New(Surface{F: field(saddle)}), 0, [2]float64{0, 0}, "", false},
		{plane, 5, [2]float64{0, 0}, "", false}, {plane, -1, [2]float64{0, 0}, "", false},
		{New(Contours{F: field(math.Pow), Name: "p"}), 0, [2]float64{-1, 0.5}, "p(-1, 0.5) = undefined", false},
	} {
		found, ok := test.f.Probe(test.place, test.at, near)
		if ok != (test.want != "") || found.Text != test.want || found.Mark != test.mark {
			t.Errorf("at %v: %+v, %v, not %q", test.at, found, ok, test.want)
		}
	}
	chinese := New(Path{Name: "gd", Points: [][2]float64{{1, 1}}})
	chinese.Language = 1
	if found, _ := chinese.Probe(0, [2]float64{1, 1}, near); !strings.Contains(found.Text, "第 0 步") {
		t.Errorf("in Chinese: %q", found.Text)
	}
}

// TestPlanesStandStill draws a path that ends elsewhere: the plane of the picture before stays where it holds the path and is hardly
// larger than the path's own.
func TestPlanesStandStill(t *testing.T) {
	draw := func(end float64, before []Place) Range {
		f := New(Contours{F: field(saddle), Name: "f"}, Path{Name: "gd", Points: [][2]float64{{-1, -1}, {end, end}}})
		picture, err := f.Seen(Sight{Before: before}).PNG(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return picture.Places[0].X.Range
	}
	own := draw(1, nil)
	if smaller := draw(0.8, nil); smaller == own {
		t.Fatal("the two paths have one plane")
	}
	before := []Place{{Plane: true, X: Axis{Range: own}, Y: Axis{Range: own}}}
	if got := draw(0.8, before); got != own {
		t.Errorf("a path that is a little shorter has %v in place of %v", got, own)
	}
	for _, end := range []float64{0.1, 1.5} {
		if got, want := draw(end, before), draw(end, nil); got != want {
			t.Errorf("a path to %v has %v in place of its own %v", end, got, want)
		}
	}
}
