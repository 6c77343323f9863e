package plotting

import (
	"context"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// composition is a figure whose size in CSS pixels is decided.
type composition struct {
	figure        *Figure
	width, height int
	ready         *drawing // laid out already; nil: not yet
}

// compose decides the size. A single pair of axes to one scale is laid out for
// that: its height follows from its width, unless it is given.
func (f *Figure) compose(ctx context.Context) (composition, error) {
	c := composition{figure: f}
	c.width, c.height = f.Size()
	if _, space := f.surface(); space || len(f.parts) > 0 || f.Height > 0 || !f.view().alike || f.shrunk(c.width, c.height) < 1 {
		return c, ctx.Err()
	}
	s := sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: ctx, words: words(f.Language)}
	d, err := f.drawing(s, c.area())
	if err != nil {
		return c, err
	}
	c.ready = d
	c.fit()
	return c, nil
}

// fit gives the figure the height at which its frame is as wide as there is
// room for.
func (c *composition) fit() {
	p := c.ready.p
	size := p.Size()
	room := vg.Point{
		X: size.X - vg.Length(p.margins.left+p.margins.right),
		Y: size.Y - vg.Length(p.margins.bottom+p.margins.top),
	}
	wanted := room.X / vg.Length(p.view.x.span()/p.view.y.span())
	c.height = min(max(c.height+int(wanted-room.Y), c.width/2), c.width*highest/100)
	p.Rectangle = c.area()
	c.ready.arrangeAgain()
}

// highest is the largest height in per cent of the width.
const highest = 135

func (c *composition) area() vg.Rectangle {
	return vg.Rectangle{Max: vg.Point{X: vg.Length(c.width), Y: vg.Length(c.height)}}
}

// drawOn draws the figure on a canvas of its size, whose unit is a CSS pixel.
func (c *composition) drawOn(ctx context.Context, canvas vg.Canvas) error {
	if c.ready == nil {
		return c.figure.drawOn(ctx, canvas, c.width, c.height)
	}
	c.ready.p.Canvas.Canvas = canvas
	c.ready.p.rectangle(c.area(), paper)
	return c.ready.draw()
}
