package plotting

import (
	"cmp"
	"context"
	"slices"

	"saddle/numerics/reason"
)

// Animation shows the paths of a figure step by step: the way so far fading,
// the step and, where a path has Values, f; in the end the whole picture for
// three seconds, then again from the start.
type Animation struct {
	Figure *Figure
	Rate   int // frames a second, at most 12; 0: 8
	Most   int // frames, at most 120, steps being left out evenly; 0: 120

	Progress func(done int) // is told how many frames are drawn; nil: nobody
}

const (
	fastest    = 12
	mostFrames = 120
	usualRate  = 8
	lastFrame  = 3 // seconds
	freshSteps = 12
)

// stepped is a layer that a moving picture shows step by step.
type stepped interface {
	lastStep() int
	// stepAt is the last step up to one that there is a point of.
	stepAt(step int) int
	upto(step int) Layer
}

// Upto is the figure with its paths up to a step, in the ranges of the whole:
// what a slider over the steps shows.
func (f *Figure) Upto(ctx context.Context, step int) *Figure {
	g := *f
	g.parts = nil
	for _, part := range f.parts {
		g.parts = append(g.parts, part.Upto(ctx, step))
	}
	if len(f.Layers) > 0 {
		v := f.view(ctx)
		g.X, g.Y = v.x, v.y
	}
	g.Layers = nil
	for _, layer := range f.Layers {
		if l, ok := layer.(stepped); ok {
			layer = l.upto(step)
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
		if l, ok := layer.(stepped); ok {
			n = max(n, l.lastStep())
		}
	}
	for _, part := range f.parts {
		n = max(n, part.lastStep())
	}
	return n
}

// stepAt is the last step up to one that a path of the figure has a point of.
func (f *Figure) stepAt(step int) int {
	n := 0
	for _, layer := range f.Layers {
		if l, ok := layer.(stepped); ok {
			n = max(n, l.stepAt(step))
		}
	}
	for _, part := range f.parts {
		n = max(n, part.stepAt(step))
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
			list[i] = a.Figure.stepAt(i * n / (frames - 1))
		}
	}
	return slices.Compact(list)
}

// Frames is how many frames there are.
func (a Animation) Frames() int { return len(a.sparing().shown()) }

// sparing is the animation with fewer frames where each is a figure of its own.
func (a Animation) sparing() Animation {
	if a.redraws() {
		a.Most = min(cmp.Or(a.Most, redrawnFrames), redrawnFrames)
	}
	return a
}

// redraws reports whether every frame is drawn as a figure of its own: of a
// surface or a grid.
func (a Animation) redraws() bool {
	_, space := a.Figure.inSpace()
	return space || len(a.Figure.parts) > 0
}

// Describe is the figure's sentence with the number of frames.
func (a Animation) Describe(ctx context.Context) string {
	w := words(a.Figure.Language)
	return a.Figure.Describe(ctx) + w.counted(a.Frames(), reason.Both(", in %d frame", "，共 %d 帧"), reason.Both(", in %d frames", "，共 %d 帧"), a.Frames())
}

// PNG draws an animated PNG. Where only its first picture is shown, that is
// the whole figure.
func (a Animation) PNG(ctx context.Context) (Picture, error) {
	r, err := a.Reel(ctx)
	if err != nil {
		return Picture{}, err
	}
	return r.PNG(ctx)
}

// GIF draws an animated GIF, for where animated PNG is not known.
func (a Animation) GIF(ctx context.Context) (Picture, error) {
	r, err := a.Reel(ctx)
	if err != nil {
		return Picture{}, err
	}
	return r.GIF(ctx)
}

// seconds is how long a frame is shown.
func (a Animation) seconds(last bool) float64 {
	if last {
		return lastFrame
	}
	return 1 / float64(min(cmp.Or(a.Rate, usualRate), fastest))
}
