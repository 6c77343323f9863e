package plotting

import (
	"context"
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/raster"
)

// backdrop is the scene of a figure in the plane: what does not move is drawn
// once.
type backdrop struct {
	*drawing
	trails []*trail
	ground *raster.Canvas // nil: packed only
	packed *raster.Packed
	steps  int
}

// backdrop lays out what does not move, with room for the paths.
func (a Animation) backdrop(ctx context.Context) (*backdrop, composition, error) {
	c := composition{figure: a.Figure}
	c.width, c.height = a.Figure.Size()
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
		t, ok := m.(*trail)
		if !ok {
			still = append(still, m)
			continue
		}
		g.trails = append(g.trails, t)
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
	for _, t := range g.trails {
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
	text := p.words.say("step %d", step)
	if len(g.trails) == 1 {
		if t := g.trails[0]; step < len(t.Values) {
			text += "   f = " + short(t.Values[step], 4)
		}
	}
	p.write(text, tickSize, ink, vg.Point{X: p.frame.Max.X, Y: p.frame.Max.Y + 6}, anchor{1, 0})
}

// drawUpto draws the path up to a step: what is older, paler.
func (t *trail) drawUpto(p *panel, step int) {
	line := t.line(p)
	if len(line) == 0 {
		return
	}
	line = line[:min(step+1, len(line))]
	fresh := max(len(line)-1-freshSteps, 0)
	faded := t.style
	if clr, ok := t.style.Color.(color.RGBA); ok {
		faded.Color = blend(clr, paper, 0.55)
	}
	for _, part := range []struct {
		line  []vg.Point
		style draw.LineStyle
	}{{line[:fresh+1], faded}, {line[fresh:], t.style}} {
		for _, piece := range clipped(p.frame, thinned(part.line)) {
			t.stroke(&p.sheet, part.style, piece)
		}
	}
	if start := line[0]; within(p.frame, start) {
		p.startDot(start, t.style.Color)
	}
	if head := line[len(line)-1]; within(p.frame, head) {
		p.circle(head, 5, t.style.Color, paper, 1.4)
	}
}
