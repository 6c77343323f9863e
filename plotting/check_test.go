package plotting

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// inspector is a canvas that draws nothing and notes whatever is not finite or
// lies beyond the sheet.
type inspector struct {
	width, height float64
	at            [6]float64
	stack         [][6]float64
	shapes        int
	faults        []string
	texts         []writing
}

// writing is a text on the sheet.
type writing struct {
	text string
	box  vg.Rectangle
}

func (c *inspector) SetLineWidth(vg.Length)                 {}
func (c *inspector) SetLineDash([]vg.Length, vg.Length)     {}
func (c *inspector) SetColor(color.Color)                   {}
func (c *inspector) FillString(font.Face, vg.Point, string) {}
func (c *inspector) DrawImage(vg.Rectangle, image.Image)    {}
func (c *inspector) Push()                                  { c.stack = append(c.stack, c.at) }

func (c *inspector) Pop() {
	c.at, c.stack = c.stack[len(c.stack)-1], c.stack[:len(c.stack)-1]
}

func (c *inspector) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	m := c.at
	c.at = [6]float64{m[0]*cos + m[2]*sin, m[1]*cos + m[3]*sin, -m[0]*sin + m[2]*cos, -m[1]*sin + m[3]*cos, m[4], m[5]}
}

func (c *inspector) Translate(p vg.Point) {
	m := c.at
	c.at[4] += m[0]*float64(p.X) + m[2]*float64(p.Y)
	c.at[5] += m[1]*float64(p.X) + m[3]*float64(p.Y)
}

func (c *inspector) Scale(x, y float64) {
	c.at[0], c.at[1], c.at[2], c.at[3] = c.at[0]*x, c.at[1]*x, c.at[2]*y, c.at[3]*y
}

func (c *inspector) Stroke(path vg.Path) { c.inspect(path) }
func (c *inspector) Fill(path vg.Path)   { c.inspect(path) }

// Tell notes a text, and whether it stands on another.
func (c *inspector) Tell(text string, box vg.Rectangle) {
	if strings.TrimSpace(text) == "" {
		return
	}
	var around extent
	var upwards extent
	for _, p := range []vg.Point{box.Min, box.Max, {X: box.Min.X, Y: box.Max.Y}, {X: box.Max.X, Y: box.Min.Y}} {
		x, y := c.place(p)
		around.include(x)
		upwards.include(y)
	}
	w := writing{text, vg.Rectangle{
		Min: vg.Point{X: vg.Length(around.Min), Y: vg.Length(upwards.Min)},
		Max: vg.Point{X: vg.Length(around.Max), Y: vg.Length(upwards.Max)},
	}}
	for _, o := range c.texts {
		if overlap(o.box, w.box) {
			c.faults = append(c.faults, fmt.Sprintf("%q at %v stands on %q at %v", w.text, w.box.Min, o.text, o.box.Min))
		}
	}
	c.texts = append(c.texts, w)
}

func (c *inspector) place(p vg.Point) (x, y float64) {
	return c.at[0]*float64(p.X) + c.at[2]*float64(p.Y) + c.at[4], c.at[1]*float64(p.X) + c.at[3]*float64(p.Y) + c.at[5]
}

func (c *inspector) inspect(path vg.Path) {
	c.shapes++
	for _, comp := range path {
		if comp.Type == vg.CloseComp {
			continue
		}
		x, y := c.place(comp.Pos)
		if !(x >= -0.01 && y >= -0.01 && x <= c.width+0.01 && y <= c.height+0.01) && len(c.faults) < 3 {
			c.faults = append(c.faults, fmt.Sprintf("shape %d reaches (%g, %g)", c.shapes, x, y))
		}
	}
}

// checkDrawing draws a figure and reports what is not on the sheet: numbers
// that are not finite, texts that are cut off.
func checkDrawing(t *testing.T, name string, f *Figure) {
	t.Helper()
	composed, err := f.compose(context.Background())
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	w, h := composed.width, composed.height
	c := &inspector{width: float64(w), height: float64(h), at: [6]float64{1, 0, 0, 1, 0, 0}}
	if err := composed.drawOn(context.Background(), c); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, fault := range c.faults {
		t.Errorf("%s: on a sheet of %d×%d, %s", name, w, h, fault)
	}
	if len(c.stack) > 0 {
		t.Errorf("%s: %d states are left on the stack", name, len(c.stack))
	}
}

// What a student may draw by accident.
func TestHardFigures(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bowl := Contours{F: field(func(x, y float64) float64 { return x*x + y*y }), Name: "f"}
	over := func(f func(x, y float64) float64) *Figure { return New(Contours{F: field(f), Name: "f"}) }
	curve := func(f func(x float64) float64) *Figure {
		return New(Curve{Name: "f", F: func(x, out []float64) {
			for i := range x {
				out[i] = f(x[i])
			}
		}})
	}
	small := New(bowl, Path{Name: "a path with a long name", Points: straight(9, -1, -1, 0.2, 0.2)})
	small.Width, small.Height, small.Title, small.XLabel, small.YLabel = 220, 160, "A rather long title in a small picture", "x", "y"
	many := New(bowl)
	for i := range 14 {
		sin, cos := math.Sincos(float64(i))
		many.Add(Path{Name: fmt.Sprintf("run %d of gradient descent", i), Points: straight(30, 0, 0, 0.1*cos, 0.1*sin)})
	}
	many.Title = "一个非常长的标题：十四个不同学习率的优化过程在同一个函数上的比较与讨论（包括动量法与牛顿法）以及更多的文字"
	narrow := over(func(x, y float64) float64 { return 1e9 + 1e-3*(x*x+y*y) })
	narrow.X, narrow.Y = Range{1e6, 1e6 + 4}, Range{-2e-7, 2e-7}
	limits := New(Series{Values: []float64{1, 2}})
	limits.Y, limits.LogY = Range{-1, 5}, Logarithmic
	wild := New(Path{Name: "wild", Points: [][2]float64{{0, 0}, {1e300, -1e300}, {-1e308, 1e308}, {1, 1}}})
	wild.X, wild.Y = Range{-2, 2}, Range{-2, 2}
	long := strings.Repeat("(x^2 - 2.5e-3 y) exp(-x) + ", 12)
	longNames := New(Contours{F: bowl.F, Name: long}, Path{Name: long, Points: straight(9, -1, -1, 0.2, 0.2)})
	longNames.Title, longNames.XLabel, longNames.YLabel = long, long, long
	longSurface := New(Surface{F: bowl.F, Name: long}, Path{Name: long, Points: straight(9, -1, -1, 0.2, 0.2)})
	longSurface.Title, longSurface.XLabel, longSurface.YLabel = long, long, long
	longGrid := Grid(2, longNames, longSurface, New(Curve{Name: long, F: func(x, out []float64) {}}))
	longGrid.Title = long
	for name, f := range map[string]*Figure{
		"long names": longNames, "a surface with long names": longSurface, "a grid with long names": longGrid,
		"nothing":              New(),
		"undefined":            over(func(x, y float64) float64 { return nan }),
		"infinite":             over(func(x, y float64) float64 { return inf }),
		"both infinities":      over(func(x, y float64) float64 { return inf * x }),
		"overflow":             over(func(x, y float64) float64 { return math.Exp(300 * x) }),
		"largest":              over(func(x, y float64) float64 { return x * 1e308 }),
		"smallest":             over(func(x, y float64) float64 { return x * 1e-308 }),
		"steps":                over(func(x, y float64) float64 { return math.Floor(x) }),
		"one point":            over(func(x, y float64) float64 { return map[bool]float64{true: nan, false: 1}[x < 1.99] }),
		"checkerboard":         over(func(x, y float64) float64 { return math.Mod(math.Floor(50*x)+math.Floor(50*y), 2) }),
		"narrow":               narrow,
		"small":                small,
		"many runs":            many,
		"wild path":            wild,
		"empty path":           New(Path{Name: "none"}),
		"no finite point":      New(bowl, Path{Points: [][2]float64{{nan, nan}, {inf, 0}}}),
		"one step":             New(Path{Points: [][2]float64{{3, 4}}}),
		"same point":           New(bowl, Path{Points: straight(100, 1, 1, 0, 0)}),
		"numbered":             New(bowl, Path{Numbers: true, Points: straight(10, 0, 0, 0.1, 0)}),
		"long path":            New(bowl, Path{Points: straight(5000, -2, -2, 8e-4, 8e-4)}),
		"empty series":         New(Series{Name: "f"}),
		"one value":            New(Series{Name: "f", Values: []float64{3}}),
		"no value":             New(Series{Name: "f", Values: []float64{nan, inf}}),
		"zeros":                New(Series{Name: "f", Values: []float64{0, 0, 0}}),
		"huge values":          New(Series{Name: "f", Values: []float64{1, -2, 3, -1e3, 1e6, -1e9, 1e300}}),
		"tiny values":          New(Series{Name: "f", Values: []float64{1e-300, 2e-300}}),
		"impossible logarithm": limits,
		"undefined curve":      curve(func(float64) float64 { return nan }),
		"constant curve":       curve(func(float64) float64 { return 2 }),
		"jump":                 curve(func(x float64) float64 { return math.Copysign(1, x) }),
		"steep curve":          curve(func(x float64) float64 { return math.Exp(300 * x) }),
		"zero matrix":          New(Ellipse{}),
		"unit matrix":          New(Ellipse{A: [2][2]float64{{1, 0}, {0, 1}}}),
		"extreme matrix":       New(Ellipse{A: [2][2]float64{{1e9, 0}, {0, -1e-9}}}),
		"zero polar":           New(Polar{}),
		"no bars":              New(Bars{}),
		"undefined bars":       New(Bars{Values: []float64{nan, 1, inf}}),
		"zero bars":            New(Bars{Values: []float64{0, 0}}),
		"thousand bars":        New(Bars{Values: evenly(Range{-1, 5}, 1000)}),
		"no histogram":         New(Histogram{}),
		"one-valued histogram": New(Histogram{Values: []float64{2, 2, 2, nan}}),
		"real histogram":       New(Histogram{Values: evenly(Range{-1e-9, 1e-9}, 99), Bins: 7}),
		"no data":              New(Scatter{}),
		"undefined data":       New(Scatter{X: []float64{1, nan}, Y: []float64{nan, 1}}),
		"zero field":           New(Arrows{F: func(x, y, u, v []float64) {}}, Streamlines{F: func(x, y, u, v []float64) {}}),
		"undefined field": New(Arrows{F: func(x, y, u, v []float64) { u[0] = nan }}, Streamlines{F: func(x, y, u, v []float64) {
			for i := range u {
				u[i], v[i] = math.Sqrt(x[i]), 1e300
			}
		}}),
		"flat surface":      New(Surface{F: field(func(x, y float64) float64 { return 1 })}),
		"undefined surface": New(Surface{F: field(func(x, y float64) float64 { return nan })}),
		"surface from below": New(Surface{F: field(saddle), Camera: &Camera{200, -20}},
			Path{Points: [][2]float64{{0, 0}, {9, 9}, {nan, 1}}}),
		"pole as a surface": New(Surface{F: field(func(x, y float64) float64 { return 1 / (x * y) })}),
		"empty grid":        Grid(0),
		"uneven grid":       Grid(2, New(bowl), New(Series{Values: []float64{1}}), small),
		"grid of grids":     Grid(2, Grid(1, New(bowl), New(bowl)), New()),
	} {
		checkDrawing(t, name, f)
		if f.Describe(t.Context()) == "" {
			t.Errorf("%s: nothing is said of it", name)
		}
		f.Language = reason.Chinese
		f.Describe(t.Context())
	}
}

// Whatever ticks a size of the picture leads to, there is room for them.
func TestTicksHaveRoom(t *testing.T) {
	for _, low := range []float64{-0.25, -12.5, -0.00125, 99990, 1e-7} {
		f := New(Series{Name: "f", Values: []float64{low, low + 2.2*math.Abs(low), low + 1.1*math.Abs(low)}})
		f.YLabel = "f(θ)"
		for height := 120; height < 560; height += 11 {
			f.Width, f.Height = 260+height%150, height
			checkDrawing(t, fmt.Sprintf("from %g in %d×%d", low, f.Width, height), f)
			checkDrawing(t, fmt.Sprintf("from %g in a grid of height %d", low, height), Grid(2, f, f, f))
		}
	}
}
