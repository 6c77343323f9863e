package plotting

import (
	"bytes"
	"context"
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/raster"
)

// Animation shows the paths of a figure step by step: the way so far fading,
// the step and, where a path has Values, f; in the end the whole picture for
// three seconds, then again from the start.
type Animation struct {
	Figure *Figure
	Rate   int // frames a second, at most 12; 0: 8
	Most   int // frames, at most 120, steps being left out evenly; 0: 120

	prepare func(*raster.Animation) // nil: as it is
	encode  func(film *raster.Animation, cover *raster.Canvas, dpi float64, b *bytes.Buffer) error
}

// film is an animation without frames.
func (a Animation) film(samples ...*raster.Canvas) *raster.Animation {
	film := raster.NewAnimation(samples...)
	if a.prepare != nil {
		a.prepare(film)
	}
	return film
}

const (
	fastest    = 12
	mostFrames = 120
	usualRate  = 8
	lastFrame  = 3 // seconds
	freshSteps = 12
)

// Upto is the figure with its paths up to a step, in the ranges of the whole:
// what a slider over the steps shows.
func (f *Figure) Upto(step int) *Figure {
	g := *f
	g.parts = nil
	for _, part := range f.parts {
		g.parts = append(g.parts, part.Upto(step))
	}
	if len(f.Layers) > 0 {
		v := f.view()
		g.X, g.Y = v.x, v.y
	}
	g.Layers = nil
	for _, layer := range f.Layers {
		if l, ok := layer.(Path); ok {
			l.Points = l.Points[:min(max(step+1, 0), len(l.Points))]
			layer = l
		}
		g.Layers = append(g.Layers, layer)
	}
	return &g
}

// steps is the number of the last step of the figure's longest path.
func (a Animation) steps() int { return a.Figure.lastStep() }

func (f *Figure) lastStep() int {
	n := 0
	for _, layer := range f.Layers {
		if l, ok := layer.(Path); ok {
			n = max(n, len(l.Points)-1)
		}
	}
	for _, part := range f.parts {
		n = max(n, part.lastStep())
	}
	return n
}

// shown lists the steps that have a frame, the last one included.
func (a Animation) shown() []int {
	n := a.steps()
	most := mostFrames
	if a.Most > 0 {
		most = min(a.Most, mostFrames)
	}
	frames := min(n+1, most)
	list := make([]int, frames)
	for i := range list {
		list[i] = n
		if frames > 1 {
			list[i] = i * n / (frames - 1)
		}
	}
	return list
}

// Describe is the figure's sentence with the number of frames.
func (a Animation) Describe() string {
	w := words(a.Figure.Language)
	return a.Figure.Describe() + w.say(", in %d frames", len(a.shown()))
}

// PNG draws an animated PNG. Where only its first picture is shown, that is
// the whole figure.
func (a Animation) PNG(ctx context.Context) (Picture, error) {
	a.encode = func(film *raster.Animation, cover *raster.Canvas, dpi float64, b *bytes.Buffer) error {
		return film.Encode(b, cover, dpi)
	}
	return a.drawn(ctx)
}

// GIF draws an animated GIF, for where animated PNG is not known.
func (a Animation) GIF(ctx context.Context) (Picture, error) {
	a.prepare = (*raster.Animation).ForGIF
	a.encode = func(film *raster.Animation, _ *raster.Canvas, _ float64, b *bytes.Buffer) error {
		return film.EncodeGIF(b)
	}
	return a.drawn(ctx)
}

func (a Animation) drawn(ctx context.Context) (Picture, error) {
	f := a.Figure
	if _, space := f.surface(); space || len(f.parts) > 0 {
		return a.redrawn(ctx)
	}
	dpi := float64(first(f.DPI, defaultDPI))
	r, c, err := a.newReel(ctx)
	if err != nil {
		return Picture{}, err
	}
	ground, err := newCanvas(c.width, c.height, dpi)
	if err != nil {
		return Picture{}, err
	}
	if err := c.drawOn(ctx, ground); err != nil {
		return Picture{}, err
	}
	film, cover, err := r.shoot(ground)
	if err != nil {
		return Picture{}, err
	}
	var b bytes.Buffer
	if err := a.encode(film, cover, dpi, &b); err != nil {
		return Picture{}, err
	}
	return Picture{b.Bytes(), c.width, c.height}, nil
}

// redrawn is the animation of a surface or a grid: every frame is drawn as a
// figure of its own, so there are fewer of them.
func (a Animation) redrawn(ctx context.Context) (Picture, error) {
	a.Most = min(first(a.Most, redrawnFrames), redrawnFrames)
	f := a.Figure
	width, height := f.Size()
	dpi := float64(first(f.DPI, defaultDPI))
	canvas := func(step int) (*raster.Canvas, error) {
		c, err := newCanvas(width, height, dpi)
		if err != nil {
			return nil, err
		}
		return c, f.Upto(step).drawOn(ctx, c, width, height)
	}
	cover, err := canvas(a.steps())
	if err != nil {
		return Picture{}, err
	}
	film := a.film(cover)
	shown := a.shown()
	for i, step := range shown {
		c, err := canvas(step)
		if err != nil {
			return Picture{}, err
		}
		if err := film.Add(c, a.seconds(i == len(shown)-1)); err != nil {
			return Picture{}, err
		}
	}
	var b bytes.Buffer
	if err := a.encode(film, cover, dpi, &b); err != nil {
		return Picture{}, err
	}
	return Picture{b.Bytes(), width, height}, nil
}

const redrawnFrames = 40

// seconds is how long a frame is shown.
func (a Animation) seconds(last bool) float64 {
	if last {
		return lastFrame
	}
	return 1 / float64(min(first(a.Rate, usualRate), fastest))
}

// reel draws the frames of an animation.
type reel struct {
	Animation
	*drawing
	trails []*trail
}

// newReel lays out what does not move, with room for the paths.
func (a Animation) newReel(ctx context.Context) (*reel, composition, error) {
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
	r := &reel{Animation: a, drawing: d}
	var still []mark
	trial := *d.p // tells the legend where the paths will be
	for _, m := range d.marks {
		t, ok := m.(*trail)
		if !ok {
			still = append(still, m)
			continue
		}
		r.trails = append(r.trails, t)
		if err := t.draw(&trial); err != nil {
			return nil, c, err
		}
	}
	d.marks, d.p.busy = still, trial.busy
	return r, c, nil
}

// shoot draws the frames; cover is the whole picture.
func (r *reel) shoot(ground *raster.Canvas) (film *raster.Animation, cover *raster.Canvas, err error) {
	shown := r.shown()
	cover, middle, canvas := ground.Clone(), ground.Clone(), ground.Clone()
	if err := r.whole(cover); err != nil {
		return nil, nil, err
	}
	r.frame(middle, shown[len(shown)/2])
	film = r.film(ground, cover, middle)
	for _, step := range shown[:len(shown)-1] {
		if err := r.p.ctx.Err(); err != nil {
			return nil, nil, err
		}
		canvas.CopyFrom(ground)
		r.frame(canvas, step)
		if err := film.Add(canvas, r.seconds(false)); err != nil {
			return nil, nil, err
		}
	}
	return film, cover, film.Add(cover, r.seconds(true))
}

// whole draws the paths as the figure itself has them.
func (r *reel) whole(canvas *raster.Canvas) error {
	p := *r.p
	p.Canvas.Canvas = canvas
	for _, t := range r.trails {
		if err := t.draw(&p); err != nil {
			return err
		}
	}
	r.writeStatus(&p, r.steps())
	return nil
}

// frame draws the paths up to a step.
func (r *reel) frame(canvas *raster.Canvas, step int) {
	p := *r.p
	p.Canvas.Canvas = canvas
	for _, t := range r.trails {
		t.drawUpto(&p, step)
	}
	r.writeStatus(&p, step)
}

func (r *reel) writeStatus(p *panel, step int) {
	text := r.p.words.say("step %d", step)
	if len(r.trails) == 1 {
		if t := r.trails[0]; step < len(t.Values) {
			text += "   f = " + short(t.Values[step], 4)
		}
	}
	p.write(text, tickSize, ink, vg.Point{X: p.frame.Max.X, Y: p.frame.Max.Y + 6}, anchor{1, 0})
}

// drawUpto draws the path up to a step: what is older, paler.
func (t *trail) drawUpto(p *panel, step int) {
	var line []vg.Point
	for _, q := range t.Points[:min(step+1, len(t.Points))] {
		if !finitePair(q) {
			break
		}
		line = append(line, p.at(bounded(q[0], p.view.x), bounded(q[1], p.view.y)))
	}
	if len(line) == 0 {
		return
	}
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
			p.haloed(part.style, piece)
		}
	}
	if start := line[0]; within(p.frame, start) {
		p.circle(start, 5, paper, nil, 0)
		p.circle(start, 4, paper, t.style.Color, 2)
	}
	if head := line[len(line)-1]; within(p.frame, head) {
		p.circle(head, 5, t.style.Color, paper, 1.4)
	}
}
