package plotting

import (
	"bytes"
	"cmp"
	"context"
	"math"
	"sync"

	"saddle/numerics/reason"
	"saddle/plotting/raster"
)

// Reel is an animation that has been laid out: it plays as a whole, and stops
// at any step. What it needs of the functions of a figure it has asked for when
// it was made; a grid asks again for each frame. Its methods may be called at
// any time.
type Reel struct {
	Steps         int    // number of the last step
	Label         string // what counts them: "step"
	Width, Height int    // in CSS pixels

	animation Animation
	shown     []int // the steps that have a frame
	dpi       float64
	mu        sync.Mutex // held while a frame is drawn
	scene     scene
}

// scene draws the figure with its paths up to a step; at the last step it is
// the whole figure.
type scene interface {
	stop(ctx context.Context, step int) (*raster.Canvas, error)
	// rest lets go of what only an animation as a whole is drawn faster with.
	rest() (rested bool)
}

// Reel lays the animation out.
func (a Animation) Reel(ctx context.Context) (*Reel, error) {
	if larger, small := a.Figure.enlarged(ctx); small {
		return a.reduced(ctx, larger)
	}
	r := &Reel{animation: a, Steps: a.steps(), Label: words(a.Figure.Language).say(reason.Both("step", "步")), dpi: float64(cmp.Or(a.Figure.DPI, defaultDPI))}
	if a.redraws() {
		r.animation = a.sparing()
		r.shown = r.animation.shown()
		r.Width, r.Height = a.Figure.size(ctx)
		r.scene = redrawn{a.Figure.Remembering(), r.Width, r.Height, r.dpi}
		return r, ctx.Err()
	}
	scene, c, err := a.backdrop(ctx)
	if err != nil {
		return nil, err
	}
	r.Width, r.Height, r.scene, r.shown = c.width, c.height, scene, a.shown()
	ground, err := newCanvas(c.width, c.height, r.dpi)
	if err != nil {
		return nil, err
	}
	if err := c.drawOn(ctx, ground); err != nil {
		return nil, err
	}
	scene.ground = ground
	scene.packed, err = ground.Pack(ctx)
	return r, err
}

// reduced lays out an animation that is too small for its texts: larger, in as
// many fewer dots per inch.
func (a Animation) reduced(ctx context.Context, larger *Figure) (*Reel, error) {
	width, _ := a.Figure.size(ctx)
	height, k := a.Figure.Height, float64(width)/float64(larger.Width)
	larger.DPI = max(1, int(math.Round(k*float64(cmp.Or(larger.DPI, defaultDPI)))))
	a.Figure = larger
	r, err := a.Reel(ctx)
	if err != nil {
		return nil, err
	}
	r.Width, r.Height = width, cmp.Or(height, int(math.Round(k*float64(r.Height))))
	return r, nil
}

// Frame is a PNG of the figure with its paths up to a step, the whole figure
// from the last step on.
func (r *Reel) Frame(ctx context.Context, step int) (Picture, error) {
	canvas, err := r.stop(ctx, step)
	if err != nil {
		return Picture{}, err
	}
	var b bytes.Buffer
	if err := canvas.EncodePNG(ctx, &b, r.dpi); err != nil {
		return Picture{}, err
	}
	return Picture{Data: b.Bytes(), Width: r.Width, Height: r.Height}, nil
}

// PNG is the animation as an animated PNG; see Animation.PNG.
func (r *Reel) PNG(ctx context.Context) (Picture, error) {
	return r.develop(ctx, nil, func(film *raster.Animation, cover *raster.Canvas, b *bytes.Buffer) error {
		return film.Encode(ctx, b, cover, r.dpi)
	})
}

// GIF is the animation as an animated GIF.
func (r *Reel) GIF(ctx context.Context) (Picture, error) {
	return r.develop(ctx, (*raster.Animation).ForGIF, func(film *raster.Animation, _ *raster.Canvas, b *bytes.Buffer) error {
		return film.EncodeGIF(b)
	})
}

// develop draws every frame; prepare is called before the first.
func (r *Reel) develop(ctx context.Context, prepare func(*raster.Animation), encode func(*raster.Animation, *raster.Canvas, *bytes.Buffer) error) (Picture, error) {
	shown := r.shown
	cover, err := r.stop(ctx, r.Steps)
	if err != nil {
		return Picture{}, err
	}
	middle, err := r.stop(ctx, shown[len(shown)/2])
	if err != nil {
		return Picture{}, err
	}
	film, err := raster.NewAnimation(ctx, cover, middle)
	if err != nil {
		return Picture{}, err
	}
	if prepare != nil {
		prepare(film)
	}
	if err := r.addSteps(ctx, film); err != nil {
		return Picture{}, err
	}
	if err := film.Add(ctx, cover, r.animation.seconds(true)); err != nil {
		return Picture{}, err
	}
	var b bytes.Buffer
	if err := encode(film, cover, &b); err != nil {
		return Picture{}, err
	}
	r.rest()
	return Picture{Data: b.Bytes(), Width: r.Width, Height: r.Height}, ctx.Err()
}

// addSteps adds a picture of each step that is shown, but of the last.
func (r *Reel) addSteps(ctx context.Context, film *raster.Animation) error {
	for done, step := range r.shown[:len(r.shown)-1] {
		if tell := r.animation.Progress; tell != nil {
			tell(done)
		}
		canvas, err := r.stop(ctx, step)
		if err != nil {
			return err
		}
		if err := film.Add(ctx, canvas, r.animation.seconds(false)); err != nil {
			return err
		}
	}
	return nil
}

// rest lets go of what only an animation as a whole is drawn faster with.
func (r *Reel) rest() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.scene.rest() {
		r.animation.Figure = nil
	}
}

func (r *Reel) stop(ctx context.Context, step int) (*raster.Canvas, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return r.scene.stop(ctx, min(max(step, 0), r.Steps))
}

// redrawn is the scene of a surface or a grid: every frame is drawn as a figure
// of its own, so there are fewer of them.
type redrawn struct {
	figure        *Figure
	width, height int
	dpi           float64
}

const redrawnFrames = 40

func (s redrawn) stop(ctx context.Context, step int) (*raster.Canvas, error) {
	canvas, err := newCanvas(s.width, s.height, s.dpi)
	if err != nil {
		return nil, err
	}
	return canvas, s.figure.Upto(ctx, step).drawOn(ctx, canvas, s.width, s.height)
}

// rest implements scene: each frame needs all.
func (redrawn) rest() (rested bool) { return false }
