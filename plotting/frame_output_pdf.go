//go:build !js

package plotting

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
	"saddle/plotting/typeset"
)

// PDF draws the figure as a page of its size, which tells its title and what it
// shows. Its texts are outlines, and over each lies the text itself, unseen, to
// be found, copied and read aloud.
func (f *Figure) PDF(ctx context.Context) (Picture, error) {
	return f.vector(ctx, func(w, h vg.Length) vg.CanvasWriterTo {
		c := newPDFCanvas(w, h)
		says := f.Describe(ctx)
		title := f.Title
		if title == "" {
			title = says
		}
		c.doc.SetTitle(title, true)
		c.doc.SetSubject(says, true)
		if f.Language == reason.Chinese {
			c.doc.SetLang("zh")
		} else {
			c.doc.SetLang("en")
		}
		return c
	})
}

// pdfCanvas draws a page in points.
type pdfCanvas struct {
	doc    *fpdf.Fpdf
	w, h   vg.Length
	line   vg.Length // width of lines
	images int
}

const pdfFont = "texts"

func newPDFCanvas(w, h vg.Length) *pdfCanvas {
	c := &pdfCanvas{
		doc: fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: float64(w), Ht: float64(h)}}),
		w:   w, h: h,
	}
	c.doc.SetMargins(0, 0, 0)
	c.doc.SetCatalogSort(true) // equal figures are equal files
	c.doc.SetCreationDate(time.Unix(0, 0).UTC())
	c.doc.SetModificationDate(time.Unix(0, 0).UTC())
	c.doc.AddUTF8FontFromBytes(pdfFont, "", typeset.Latin())
	c.doc.AddPage()
	c.doc.SetFont(pdfFont, "", 10)
	c.Push()
	c.doc.TransformTranslate(0, float64(h))
	c.Scale(1, -1)
	vg.Initialize(c)
	return c
}

func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.line = w
	c.doc.SetLineWidth(float64(w))
}

func (c *pdfCanvas) SetLineDash(dashes []vg.Length, offset vg.Length) {
	pattern := make([]float64, len(dashes))
	for i, d := range dashes {
		pattern[i] = float64(d)
	}
	c.doc.SetDashPattern(pattern, float64(offset))
}

func (c *pdfCanvas) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	r, g, b, a := clr.RGBA()
	c.doc.SetFillColor(int(r>>8), int(g>>8), int(b>>8))
	c.doc.SetDrawColor(int(r>>8), int(g>>8), int(b>>8))
	if alpha := float64(a) / math.MaxUint16; alpha != c.alpha() {
		c.doc.SetAlpha(alpha, "Normal")
	}
}

func (c *pdfCanvas) alpha() float64 {
	alpha, _ := c.doc.GetAlpha()
	return alpha
}

func (c *pdfCanvas) Push() { c.doc.TransformBegin() }
func (c *pdfCanvas) Pop()  { c.doc.TransformEnd() }

func (c *pdfCanvas) Translate(p vg.Point)   { c.doc.TransformTranslate(float64(p.X), float64(p.Y)) }
func (c *pdfCanvas) Scale(x, y float64)     { c.doc.TransformScale(100*x, 100*y, 0, 0) }
func (c *pdfCanvas) Rotate(angle float64)   { c.doc.TransformRotate(-angle*180/math.Pi, 0, 0) }
func (c *pdfCanvas) Size() (w, h vg.Length) { return c.w, c.h }

func (c *pdfCanvas) Stroke(path vg.Path) {
	if c.line > 0 {
		c.draw(path, "D")
	}
}

func (c *pdfCanvas) Fill(path vg.Path) { c.draw(path, "F") }

// draw fills or strokes a path.
func (c *pdfCanvas) draw(path vg.Path, style string) {
	var start vg.Point
	at := func(p vg.Point) (x, y float64) { return float64(p.X), float64(p.Y) }
	for _, step := range path {
		x, y := at(step.Pos)
		switch step.Type {
		case vg.MoveComp:
			start = step.Pos
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.CurveComp:
			cx, cy := at(step.Control[0])
			if len(step.Control) == 1 {
				c.doc.CurveTo(cx, cy, x, y)
				continue
			}
			dx, dy := at(step.Control[1])
			c.doc.CurveBezierCubicTo(cx, cy, dx, dy, x, y)
		case vg.ArcComp:
			c.arc(step)
		case vg.CloseComp:
			c.doc.LineTo(at(start))
			c.doc.ClosePath()
		}
	}
	c.doc.DrawPath(style)
}

// arc draws an arc in pieces of a quarter turn or less, each as a cubic.
func (c *pdfCanvas) arc(a vg.PathComp) {
	pieces := math.Ceil(math.Abs(a.Angle) / (math.Pi / 2))
	turn := a.Angle / pieces
	handle := float64(a.Radius) * 4 / 3 * math.Tan(turn/4)
	on := func(angle float64) (x, y, dx, dy float64) {
		sin, cos := math.Sincos(angle)
		return float64(a.Pos.X) + float64(a.Radius)*cos, float64(a.Pos.Y) + float64(a.Radius)*sin, -handle * sin, handle * cos
	}
	x, y, dx, dy := on(a.Start)
	c.doc.LineTo(x, y)
	for k := 1.0; k <= pieces; k++ {
		u, v, du, dv := on(a.Start + k*turn)
		c.doc.CurveBezierCubicTo(x+dx, y+dy, u-du, v-dv, u, v)
		x, y, dx, dy = u, v, du, dv
	}
}

// FillString implements vg.Canvas; texts come as outlines.
func (c *pdfCanvas) FillString(font.Face, vg.Point, string) {}

// DrawImage implements vg.Canvas.
func (c *pdfCanvas) DrawImage(r vg.Rectangle, picture image.Image) {
	var b bytes.Buffer
	if png.Encode(&b, picture) != nil {
		return
	}
	c.images++
	name, options := strconv.Itoa(c.images), fpdf.ImageOptions{ImageType: "png"}
	c.doc.RegisterImageOptionsReader(name, options, &b)
	c.doc.ImageOptions(name, float64(r.Min.X), float64(r.Min.Y), float64(r.Size().X), float64(r.Size().Y), false, options, 0, "")
}

// Tell lays a text, unseen, over its outlines.
func (c *pdfCanvas) Tell(text string, box vg.Rectangle) {
	text = strings.Map(func(r rune) rune {
		if r > math.MaxUint16 {
			return '□' // beyond what the font can number
		}
		return r
	}, text)
	size := float64(box.Size().Y) / capHeight
	if text == "" || !(size > 0) {
		return
	}
	c.doc.SetFontUnitSize(size)
	wide := 100.0
	if natural := c.doc.GetStringWidth(text); natural > 0 {
		wide *= float64(box.Size().X) / natural
	}
	c.Push()
	c.Translate(box.Min)
	c.doc.TransformScale(wide, -100, 0, 0)
	c.doc.SetTextRenderingMode(3)
	c.doc.Text(0, 0, text)
	c.doc.SetTextRenderingMode(0)
	c.Pop()
}

// WriteTo implements vg.CanvasWriterTo.
func (c *pdfCanvas) WriteTo(w io.Writer) (int64, error) {
	c.Pop()
	counted := &counter{w: w}
	err := c.doc.Output(counted)
	return counted.n, err
}

// counter counts what is written.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
