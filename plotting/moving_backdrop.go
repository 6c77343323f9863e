package plotting

import (
	"context"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
	"saddle/plotting/raster"
)

// backdrop is the scene of a figure in the plane: what does not move is drawn
// once.
type backdrop struct {
	*drawing
	moving []moving
	ground *raster.Canvas // nil: packed only
	packed *raster.Packed
	steps  int
}

// moving is a mark that is drawn step by step.
type moving interface {
	mark
	numbered
	drawUpto(p *panel, step int)
	stepAt(step int) int
	// valueAt is what is written beside the number of the step.
	valueAt(step int) (value float64, ok bool)
}

// backdrop lays out what does not move, with room for the paths.
func (a Animation) backdrop(ctx context.Context) (*backdrop, composition, error) {
	c := composition{figure: a.Figure}
	c.width, c.height = a.Figure.size(ctx)
	s := sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: ctx, words: words(a.Figure.Language)}
	d, err := a.Figure.drawing(s, c.area())
	if err != nil {
		return nil, c, err
	}
	c.ready = d
	d.p.status = true
	d.arrangeAgain()
	if a.Figure.Height == 0 && d.p.view.alike {
		c.fit()
	}
	g := &backdrop{drawing: d, steps: a.steps()}
	var still []mark
	trial := *d.p // tells the legend where the paths will be
	for _, m := range d.marks {
		t, ok := m.(moving)
		if !ok {
			still = append(still, m)
			continue
		}
		g.moving = append(g.moving, t)
		if err := t.draw(&trial); err != nil {
			return nil, c, err
		}
	}
	d.marks, d.p.busy = still, trial.busy
	return g, c, nil
}

// stop implements scene.
func (g *backdrop) stop(ctx context.Context, step int) (*raster.Canvas, error) {
	canvas, err := g.blank()
	if err != nil {
		return nil, err
	}
	p := *g.p
	p.Canvas.Canvas, p.ctx, p.busy = canvas, ctx, nil
	for _, t := range g.moving {
		if step < g.steps {
			t.drawUpto(&p, step)
		} else if err := t.draw(&p); err != nil {
			return nil, err
		} else {
			t.number(&p)
		}
	}
	g.writeStatus(&p, step)
	return canvas, nil
}

// blank is a canvas with what does not move.
func (g *backdrop) blank() (*raster.Canvas, error) {
	if g.ground != nil {
		return g.ground.Clone(), nil
	}
	return g.packed.Unpack()
}

func (g *backdrop) writeStatus(p *panel, step int) {
	reached := 0
	for _, t := range g.moving {
		reached = max(reached, t.stepAt(step))
	}
	text := p.words.say(reason.Both("step %d", "第 %d 步"), reached)
	if len(g.moving) == 1 {
		if value, ok := g.moving[0].valueAt(step); ok {
			text += "   f = " + short(value, 4)
		}
	}
	p.write(text, tickSize, ink, vg.Point{X: p.frame.Max.X, Y: p.frame.Max.Y + 6}, anchor{1, 0})
}

// rest implements scene.
func (g *backdrop) rest() (rested bool) {
	g.ground, g.marks, g.drawing.figure, g.p.busy = nil, nil, nil, nil
	g.p.Canvas.Canvas = nowhere{}
	return true
}
