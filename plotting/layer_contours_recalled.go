package plotting

import (
	"fmt"
	"hash/fnv"
	"math"

	"gonum.org/v1/plot/vg"

	"saddle/plotting/raster"
)

// memorised is where a landscape is kept, and what it was made of; the zero
// value is nowhere.
type memorised struct {
	memory *Memory
	name   string
	of     uint64
}

// recalled is the landscape over samples, from memory where the samples and all
// that is asked of it are the same.
func (c Contours) recalled(st *stage, s *samples) *landscape {
	if st.memory == nil {
		return c.over(s, st.view, st.words, st.saddles)
	}
	m := memorised{st.memory, fmt.Sprint("landscape ", st.place, " ", c.Name), c.gist(st, s)}
	if old, ok := m.memory.recall(m.name, m.of).(*landscape); ok {
		spareValues.Put(s.z)
		again := *old
		again.unlabelled = false
		return &again
	}
	l := c.over(s, st.view, st.words, st.saddles)
	if st.ctx.Err() == nil { // else the function may not have been asked everywhere
		l.memory = m
		m.memory.keep(m.name, m.of, l)
	}
	return l
}

// gist tells landscapes apart by their samples, as they were taken, and by what
// is asked of them.
func (c Contours) gist(st *stage, s *samples) uint64 {
	neutral := math.NaN()
	if c.Neutral != nil {
		neutral = *c.Neutral
	}
	h := fnv.New64a()
	fmt.Fprint(h, keyOf(s.x, s.y, s.z), keyOf(c.Levels, []float64{neutral}), st.saddles, c.Name, c.Count, c.Log, c.Unfilled, c.Colours, st.words, st.view)
	return h.Sum64()
}

// drawnGround is a landscape as it was drawn on a canvas.
type drawnGround struct {
	canvas *raster.Canvas
	frame  vg.Rectangle
}

// redrawn puts what was drawn before onto the same place of an equal canvas, and
// reports whether there was something.
func (m memorised) redrawn(p *panel) bool {
	canvas, ok := p.Canvas.Canvas.(*raster.Canvas)
	if !ok {
		return false
	}
	old, ok := m.memory.recall("ground of "+m.name, m.of).(drawnGround)
	return ok && old.frame == p.frame && canvas.CopyFrom(old.canvas, p.frame)
}

// drawn keeps what has just been drawn, instead of what was kept.
func (m memorised) drawn(p *panel) {
	canvas, ok := p.Canvas.Canvas.(*raster.Canvas)
	if !ok || m.memory == nil {
		return
	}
	old := m.memory.keep("ground of "+m.name, m.of, drawnGround{canvas.Clone(), p.frame})
	if old, ok := old.(drawnGround); ok {
		old.canvas.Free()
	}
}
