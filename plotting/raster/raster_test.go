package raster

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

func rectangle(x0, y0, x1, y1 vg.Length) vg.Path {
	return vg.Rectangle{Min: vg.Point{X: x0, Y: y0}, Max: vg.Point{X: x1, Y: y1}}.Path()
}

// darkness is the sum of black over a white canvas, in device pixels.
func darkness(c *Canvas) float64 {
	sum := 0.0
	for _, p := range c.pixels {
		sum += 1 - float64(p&0xFF)/255
	}
	return sum
}

func blackOn(width, height, scale float64) *Canvas {
	c := New(width, height, scale, color.White)
	c.SetShades(steps)
	c.SetColor(color.Black)
	return c
}

func TestFillCoversItsArea(t *testing.T) {
	c := blackOn(100, 100, 2)
	c.Fill(rectangle(10, 20, 40, 70))
	if got := darkness(c); got != 4*30*50 {
		t.Errorf("area %g, want 6000", got)
	}
	// the origin is at the bottom left
	if c.pixels[(200-2*21)*200+2*11] != 0 || c.pixels[2*11*200+2*11] == 0 {
		t.Error("the rectangle is upside down")
	}
	var disc vg.Path
	disc.Move(vg.Point{X: 80, Y: 50})
	disc.Arc(vg.Point{X: 50, Y: 50}, 30, 0, 2*math.Pi)
	disc.Close()
	c = blackOn(100, 100, 2)
	c.Fill(disc)
	if got, want := darkness(c), math.Pi*60*60; math.Abs(got-want) > 0.005*want {
		t.Errorf("disc of %g, want %g", got, want)
	}
}

func TestHolesAndOverlaps(t *testing.T) {
	c := blackOn(100, 100, 1)
	c.Fill(append(rectangle(0, 0, 50, 50), vg.Path{
		{Type: vg.MoveComp, Pos: vg.Point{X: 10, Y: 10}}, {Type: vg.LineComp, Pos: vg.Point{X: 10, Y: 20}},
		{Type: vg.LineComp, Pos: vg.Point{X: 20, Y: 20}}, {Type: vg.LineComp, Pos: vg.Point{X: 20, Y: 10}}, {Type: vg.CloseComp},
	}...))
	if got := darkness(c); got != 2400 {
		t.Errorf("a hole the other way round leaves %g, want 2400", got)
	}
	c = blackOn(100, 100, 1)
	c.Fill(append(rectangle(0, 0, 50, 50), rectangle(25, 25, 60, 60)...))
	if got, want := darkness(c), float64(50*50+35*35-25*25); got != want {
		t.Errorf("overlapping shapes cover %g, want %g", got, want)
	}
}

func TestShapesBeyondTheEdges(t *testing.T) {
	c := blackOn(50, 50, 1)
	c.Fill(rectangle(-1e6, -1e6, 1e6, 1e6))
	if got := darkness(c); got != 2500 {
		t.Errorf("a shape around the canvas covers %g", got)
	}
	c = blackOn(50, 50, 1)
	c.Fill(rectangle(60, 10, 70, 20))
	c.Fill(rectangle(-20, 10, -10, 20))
	c.Fill(vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: vg.Length(math.NaN())}}, {Type: vg.LineComp}, {Type: vg.CloseComp}})
	if got := darkness(c); got != 0 {
		t.Errorf("shapes outside cover %g", got)
	}
	c.Fill(rectangle(-10, 10, 10, 20))
	if got := darkness(c); got != 100 {
		t.Errorf("a shape half outside covers %g, want 100", got)
	}
}

func TestStrokeHasItsWidth(t *testing.T) {
	for _, angle := range []float64{0, 0.3, math.Pi / 4, 1.2, math.Pi / 2} {
		c := blackOn(100, 100, 2)
		c.SetLineWidth(3)
		sin, cos := math.Sincos(angle)
		var p vg.Path
		p.Move(vg.Point{X: vg.Length(50 - 30*cos), Y: vg.Length(50 - 30*sin)})
		p.Line(vg.Point{X: vg.Length(50 + 30*cos), Y: vg.Length(50 + 30*sin)})
		c.Stroke(p)
		if got := darkness(c); math.Abs(got-4*60*3) > 12 {
			t.Errorf("at angle %g a line of 60×3 covers %g, want 720", angle, got)
		}
	}
}

func TestCornersAreFilled(t *testing.T) {
	c := blackOn(100, 100, 2)
	c.SetLineWidth(10)
	var p vg.Path
	p.Move(vg.Point{X: 20, Y: 20})
	p.Line(vg.Point{X: 60, Y: 20})
	p.Line(vg.Point{X: 60, Y: 60})
	c.Stroke(p)
	want := 4 * (2*40*10 - 25 + math.Pi*25/4) // two bars, their overlap once, a round corner
	if got := darkness(c); math.Abs(got-want) > 0.01*want {
		t.Errorf("a corner covers %g, want %g", got, want)
	}
}

func TestDashes(t *testing.T) {
	c := blackOn(100, 100, 1)
	c.SetLineWidth(2)
	c.SetLineDash([]vg.Length{6, 4}, 0)
	var p vg.Path
	p.Move(vg.Point{X: 0, Y: 50})
	p.Line(vg.Point{X: 33, Y: 50})
	p.Line(vg.Point{X: 100, Y: 50})
	c.Stroke(p)
	if got := darkness(c); math.Abs(got-120) > 1 {
		t.Errorf("dashes cover %g, want 120", got)
	}
}

func TestTransformsNest(t *testing.T) {
	c := blackOn(100, 100, 1)
	c.Push()
	c.Translate(vg.Point{X: 50, Y: 50})
	c.Rotate(math.Pi / 2)
	c.Scale(2, 1)
	c.Fill(rectangle(0, 0, 10, 5)) // to x 45…50, y 50…70
	c.Pop()
	if got := darkness(c); math.Abs(got-100) > 0.5 {
		t.Errorf("covers %g, want 100", got)
	}
	if c.pixels[(99-60)*100+47] != 0 {
		t.Error("the rectangle is not where it was moved")
	}
	c.Fill(rectangle(0, 0, 1, 1))
	if c.pixels[99*100] != 0 {
		t.Error("Pop has not restored the transform")
	}
}

func TestShades(t *testing.T) {
	for _, n := range []int{1, 2, 4, 8, 16} {
		c := blackOn(100, 100, 2)
		c.SetShades(n)
		c.Fill(vg.Path{{Type: vg.MoveComp}, {Type: vg.LineComp, Pos: vg.Point{X: 100, Y: 37}}, {Type: vg.LineComp, Pos: vg.Point{X: 100}}, {Type: vg.CloseComp}})
		if got := len(paletted(t, c).Palette); got > n+1 {
			t.Errorf("%d colours with %d shades", got, n)
		}
	}
}

func TestPaletteKeepsWhatIsSeenMost(t *testing.T) {
	c := New(300, 300, 1, color.White)
	flat := color.RGBA{10, 200, 30, 255}
	c.SetColor(flat)
	c.Fill(rectangle(0, 0, 300, 100))
	for i := range 20000 { // noise of far more than 256 colours
		c.pixels[i] = uint32(i*7919) & 0xFFFFFF
	}
	picture := paletted(t, c)
	if len(picture.Palette) != 256 {
		t.Errorf("%d colours", len(picture.Palette))
	}
	if got := picture.At(5, 299); got != flat {
		t.Errorf("the flat colour became %v", got)
	}
	if got := picture.At(5, 150); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("white became %v", got)
	}
}

func TestPNGRoundTrip(t *testing.T) {
	c := blackOn(40, 30, 2)
	c.Fill(rectangle(5, 5, 20, 20))
	var b bytes.Buffer
	if err := EncodePNG(context.Background(), &b, paletted(t, c), 192); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	decoded, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if decoded.Bounds() != image.Rect(0, 0, 80, 60) {
		t.Errorf("size %v", decoded.Bounds())
	}
	want := c.RGBA()
	for y := range 60 {
		for x := range 80 {
			r, g, bl, _ := decoded.At(x, y).RGBA()
			w := want.RGBAAt(x, y)
			if uint8(r>>8) != w.R || uint8(g>>8) != w.G || uint8(bl>>8) != w.B {
				t.Fatalf("pixel (%d, %d) differs", x, y)
			}
		}
	}
	at := bytes.Index(data, []byte("pHYs"))
	if perMetre := binary.BigEndian.Uint32(data[at+4:]); perMetre != 7559 {
		t.Errorf("%d pixels per metre, want 7559", perMetre)
	}
}

func TestCoarseCanvasesAreSmoother(t *testing.T) {
	for scale, want := range map[float64]int{1: 4, 2: 1, 3: 1} {
		if c := New(10, 10, scale, color.White); c.finer != want {
			t.Errorf("%d times the shades at scale %g, want %d", c.finer, scale, want)
		}
	}
}

func TestAnimation(t *testing.T) {
	ground := New(50, 50, 1, color.White)
	frame := ground.Clone()
	frame.SetColor(color.RGBA{200, 0, 0, 255})
	frame.Fill(rectangle(10, 10, 20, 20))
	a, err := NewAnimation(context.Background(), ground, frame)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Canvas{ground, frame, frame, ground} {
		if err := a.Add(context.Background(), c, 0.25); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := a.Encode(context.Background(), &b, frame, 96); err != nil {
		t.Fatal(err)
	}
	kinds := chunkKinds(t, b.Bytes())
	want := "IHDR pHYs PLTE tRNS acTL IDAT fcTL fdAT fcTL fdAT fcTL fdAT fcTL fdAT IEND"
	if kinds != want {
		t.Errorf("chunks %s, want %s", kinds, want)
	}
	decoded, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if r, g, _, alpha := decoded.At(15, 35).RGBA(); r>>8 != 200 || g != 0 || alpha != 0xFFFF {
		t.Error("the cover is not the last picture")
	}
	indexed, err := a.index(context.Background(), frame)
	if err != nil {
		t.Fatal(err)
	}
	if part := a.changes(indexed, 50); part.Rect != image.Rect(10, 30, 20, 40) {
		t.Errorf("changes in %v", part.Rect)
	}
}

// chunkKinds lists the kinds of a PNG's chunks and checks their sums.
func chunkKinds(t *testing.T, data []byte) string {
	t.Helper()
	var kinds []string
	for at := 8; at < len(data); {
		n := int(binary.BigEndian.Uint32(data[at:]))
		if got := crc32.ChecksumIEEE(data[at+4 : at+8+n]); got != binary.BigEndian.Uint32(data[at+8+n:]) {
			t.Errorf("wrong sum of chunk %d", len(kinds))
		}
		kinds = append(kinds, string(data[at+4:at+8]))
		at += 12 + n
	}
	return strings.Join(kinds, " ")
}

func paletted(t *testing.T, c *Canvas) *image.Paletted {
	t.Helper()
	picture, err := c.Paletted(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// TestPack puts a picture away and back.
func TestPack(t *testing.T) {
	c := New(40, 30, 2, color.White)
	c.SetColor(color.RGBA{200, 10, 10, 255})
	c.Fill(vg.Rectangle{Min: vg.Point{X: 5, Y: 5}, Max: vg.Point{X: 20, Y: 12}}.Path())
	kept, err := c.Pack(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	again, err := kept.Unpack()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(again.pixels, c.pixels) || again.Width != c.Width {
		t.Error("the picture has changed")
	}
	again.Fill(vg.Rectangle{Max: vg.Point{X: 40, Y: 30}}.Path())
	if other, err := kept.Unpack(); err != nil || !slices.Equal(other.pixels, c.pixels) {
		t.Errorf("drawing on one changes the other, %v", err)
	}
}

// TestInterruptedEncoding stops everything that goes over all pixels.
func TestInterruptedEncoding(t *testing.T) {
	c := New(40, 30, 1, color.White)
	picture := paletted(t, c)
	a, err := NewAnimation(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, paletting := c.Paletted(ctx)
	_, packing := c.Pack(ctx)
	_, preparing := NewAnimation(ctx, c)
	var b bytes.Buffer
	for i, err := range []error{paletting, packing, preparing, EncodePNG(ctx, &b, picture, 96), a.Add(ctx, c, 1), a.Encode(ctx, &b, c, 96)} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%d: %v", i, err)
		}
	}
}

func TestCopyFrom(t *testing.T) {
	drawn, blank := blackOn(10, 10, 2), New(10, 10, 2, color.White)
	drawn.Fill(rectangle(0, 0, 10, 10))
	if !blank.CopyFrom(drawn, vg.Rectangle{Min: vg.Point{X: 2, Y: 5}, Max: vg.Point{X: 4, Y: 8}}) {
		t.Fatal("canvases of one size are not alike")
	}
	for _, at := range []struct {
		x, y  int // from the top
		black bool
	}{{4, 4, true}, {7, 9, true}, {4, 12, false}, {12, 4, false}, {0, 0, false}} {
		if black := blank.RGBA().RGBAAt(at.x, at.y).R == 0; black != at.black {
			t.Errorf("the pixel (%d, %d) is black: %v", at.x, at.y, black)
		}
	}
	if blank.CopyFrom(New(10, 10, 1, color.White), vg.Rectangle{}) {
		t.Error("a canvas of another size is taken for alike")
	}
}

// TestFree: a new canvas is blank, whatever the size of one whose pixels it takes over.
func TestFree(t *testing.T) {
	for range 20 { // whether it does is for the collector to say
		used := blackOn(30, 20, 2)
		used.Fill(rectangle(0, 0, 30, 20))
		used.Free()
		for _, width := range []float64{30, 20, 40} {
			c := New(width, 20, 2, color.White)
			if len(c.pixels) != c.Width*c.Height || darkness(c) != 0 {
				t.Fatalf("%g pixels across: not blank", width)
			}
		}
	}
}
