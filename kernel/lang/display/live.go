package display

import (
	"context"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/plotting"
)

// How pictures are seen, and what is found in them.
type (
	Sight   = plotting.Sight
	Place   = plotting.Place
	Camera  = plotting.Camera
	Finding = plotting.Finding
	Memory  = plotting.Memory
	Base    = plotting.Base
	Part    = plotting.Part
)

// Live is a picture that can be drawn again from another side, and that says what is at its points. Its methods may be
// called at any time.
type Live struct {
	plotting.Picture // as it was drawn

	mu         sync.Mutex // held while the figure is asked
	figure     *plotting.Figure
	remembered *plotting.Figure // once it has been drawn again
	onlooker   *onlooker
}

// Seen is the picture in another sight.
func (l *Live) Seen(ctx context.Context, s Sight) (plotting.Picture, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.remembered == nil {
		l.remembered = l.figure.Remembering()
	}
	l.onlooker.ctx = ctx
	picture, err := l.remembered.Seen(s).PNG(ctx)
	if ctx.Err() != nil {
		l.remembered = nil // what it remembers is not whole
	}
	return picture, err
}

// Turns reports whether there is a surface in the picture.
func (l *Live) Turns() bool { return l.figure.Turns() }

// Probe says what is at a point of the picture's place of a number; see plotting.Figure.Probe.
func (l *Live) Probe(place int, at, near [2]float64) (Finding, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.onlooker.ctx = context.Background()
	return l.figure.Probe(place, at, near)
}

// seen is a figure as the notebook sees it, and whether another picture will follow it soon.
func (s *show) seen(f *value.Figure) (figure *plotting.Figure, quick bool) {
	figure = s.plot(f)
	sight := Sight{}
	if s.options.Sight != nil {
		sight = s.options.Sight()
	}
	figure = figure.Seen(sight)
	if sight.Quick {
		return figure, true
	}
	return figure.Remembering(), false // what is said of it asks as the picture does
}
