package plotting

import (
	"context"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// composition is a figure whose size in CSS pixels is decided.
type composition struct {
	figure        *Figure
	width, height int
	ready         *drawing   // laid out already; nil: not yet
	parts         []*drawing // of a grid, likewise
	// reduced is the same figure larger, of which this one is drawn smaller by
	// scale; nil: this one is large enough.
	reduced *composition
	scale   float64
	places  *placing // is told of its frames; nil: nobody is
}

// compose decides the size. Axes to one scale are laid out for that: their
// height follows from their width, unless it is given.
func (f *Figure) compose(ctx context.Context) (composition, error) {
	c := composition{figure: f}
	c.width, c.height = f.size(ctx)
	if larger, small := f.enlarged(ctx); small {
		return c, c.reduce(ctx, larger)
	}
	if f.Height > 0 {
		return c, ctx.Err()
	}
	s := sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: ctx, words: words(f.Language)}
	if len(f.parts) > 0 {
		return c, c.fitGrid(s)
	}
	if _, space := f.inSpace(); space || !f.view(ctx).alike {
		return c, ctx.Err()
	}
	d, err := f.drawing(s, c.area())
	if err != nil {
		return c, err
	}
	c.ready = d
	c.fit()
	return c, nil
}

// reduce makes it the same figure in a larger size, drawn smaller; its height
// follows from that, unless it is given.
func (c *composition) reduce(ctx context.Context, larger *Figure) error {
	inner, err := larger.compose(ctx)
	if err != nil {
		return err
	}
	c.reduced, c.scale = &inner, float64(c.width)/float64(inner.width)
	if c.figure.Height == 0 {
		c.height = int(math.Ceil(float64(inner.height) * c.scale))
	}
	c.scale = min(c.scale, float64(c.height)/float64(inner.height))
	return nil
}

// Below this size, of each cell of a grid, the texts of a figure have no room.
const leastWidth, leastHeight = 300, 225

// enlarged is the figure in the size in which its texts have room; small tells
// whether that is larger than its own.
func (f *Figure) enlarged(ctx context.Context) (larger *Figure, small bool) {
	columns, rows := 1, 1
	if len(f.parts) > 0 {
		columns, rows = f.columns, f.rows()
	}
	width, _ := f.size(ctx)
	k := float64(width) / float64(leastWidth*columns)
	if f.Height > 0 {
		k = min(k, float64(f.Height)/float64(leastHeight*rows))
	}
	if k >= 1 {
		return f, false
	}
	g := *f
	g.Width, g.Height = int(math.Ceil(float64(width)/k)), int(math.Ceil(float64(f.Height)/k))
	return &g, true
}

// fitGrid gives a grid the height that its frames need. Where all axes are to
// one scale, all frames stay of one size; else each row is as high as the
// highest in it wants to be.
func (c *composition) fitGrid(s sheet) error {
	f := *c.figure
	drawings, err := f.arranged(s, f.below(c.area()))
	if err != nil {
		return err
	}
	spare, planes := vg.Length(math.Inf(1)), 0
	for _, d := range drawings {
		if d != nil && d.p.view.alike {
			spare, planes = min(spare, d.room-d.p.frame.Size().Y), planes+1
		}
	}
	if planes == len(drawings) {
		c.height -= int(spare) * f.rows()
	} else {
		f.heights = f.wantedHeights(s.ctx, drawings, float64(c.width/f.columns))
		c.height = 0
		for _, h := range f.heights {
			c.height += int(h)
		}
		c.height += int(f.gridTitleRoom(float64(c.width)))
	}
	c.figure, c.parts = &f, drawings
	f.settle(drawings, f.below(c.area()))
	return s.ctx.Err()
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
	wanted := room.X / vg.Length(p.view.ratio())
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
	if c.reduced != nil {
		s := sheet{Canvas: draw.Canvas{Canvas: canvas}}
		s.blank(c.area())
		canvas.Push()
		defer canvas.Pop()
		canvas.Scale(c.scale, c.scale)
		c.reduced.places = c.places.within(float64(c.width)/c.scale, float64(c.height)/c.scale)
		return c.reduced.drawOn(ctx, canvas)
	}
	if c.parts != nil {
		return c.drawParts(ctx, canvas)
	}
	if c.ready == nil {
		return c.figure.drawNoting(ctx, canvas, c.area(), c.places)
	}
	c.ready.p.Canvas.Canvas, c.ready.p.places = canvas, c.places
	c.ready.p.blank(c.area())
	return c.ready.draw()
}

// drawParts draws a grid that has been laid out.
func (c *composition) drawParts(ctx context.Context, canvas vg.Canvas) error {
	s := sheet{Canvas: draw.Canvas{Canvas: canvas, Rectangle: c.area()}, ctx: ctx, words: words(c.figure.Language), places: c.places}
	s.blank(c.area())
	c.figure.drawGridTitle(s, c.area())
	return c.figure.drawCells(s, c.parts, c.figure.below(c.area()))
}
