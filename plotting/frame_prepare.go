package plotting

import (
	"context"
	"slices"

	"gonum.org/v1/plot/vg/draw"
)

// What layers may have besides: they fill the frame; they mark saddles.
type (
	groundLayer interface{ fillsGround() }
	saddled     interface{ saddlesIn(view) [][2]float64 }
)

// What marks may have besides: a ground that lines are coloured to stand out
// from; lines as which they are drawn over the ground of another; labels that
// can be left out.
type (
	colored  interface{ ground() ground }
	overlaid interface{ over(draw.LineStyle) mark }
	labelled interface{ dropLabels() }
)

// prepare makes the marks of the layers, sorted by rank. What fills the ground
// comes first, because lines take their colours after it.
func (f *Figure) prepare(ctx context.Context, v view) ([]mark, error) {
	return f.prepareAs(ctx, v, nil)
}

// prepareAs is prepare in a grid, whose runs have looks.
func (f *Figure) prepareAs(ctx context.Context, v view, looks runLooks) ([]mark, error) {
	st := &stage{ctx: ctx, view: v, words: words(f.Language), saddles: f.saddles(v), memory: f.sight.Memory, place: f.place, looks: looks}
	if !f.isGround() && !looks.tellApart(f.Layers) {
		st.looks = nil
	}
	marks := make([]mark, len(f.Layers))
	for _, grounds := range []bool{true, false} {
		for i, layer := range f.Layers {
			if _, isGround := layer.(groundLayer); isGround != grounds {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m, err := layer.prepare(st)
			if err != nil {
				return nil, err
			}
			marks[i] = st.settle(m)
		}
	}
	if slices.ContainsFunc(marks, crowds) {
		for _, m := range marks {
			if l, ok := m.(labelled); ok {
				l.dropLabels() // arrows and labels would run into each other
			}
		}
	}
	for _, m := range slices.Clone(marks) {
		if b, ok := m.(backed); ok && b.back() != nil {
			marks = append(marks, b.back())
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.rank() - b.rank() })
	return marks, nil
}

// isGround reports whether a layer fills the frame.
func (f *Figure) isGround() bool {
	return slices.ContainsFunc(f.Layers, func(l Layer) bool {
		_, ok := l.(groundLayer)
		return ok
	})
}

// crowds reports whether a mark is spread over the frame: arrows, lines of a flow, dots.
func crowds(m mark) bool {
	d, ok := m.(*dots)
	return m.rank() == rankField || ok && !d.Above
}

// backed is a mark with something behind all lines: a band around a median.
type backed interface{ back() mark }

// settle gives the ground to the first mark that fills it; others that can be
// lines become lines.
func (st *stage) settle(m mark) mark {
	g, ok := m.(colored)
	if !ok {
		return m
	}
	if l, ok := m.(overlaid); ok && st.filled {
		style := st.strokes.next()
		style.Width = 1.2
		return l.over(style)
	}
	st.filled, st.strokes.ground = true, g.ground()
	st.under = m
	return m
}

// saddles lists the saddles that are marked in a view.
func (f *Figure) saddles(v view) [][2]float64 {
	var saddles [][2]float64
	for _, layer := range f.Layers {
		if l, ok := layer.(saddled); ok {
			saddles = append(saddles, l.saddlesIn(v)...)
		}
	}
	return saddles
}
