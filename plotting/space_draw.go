package plotting

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// relief is a surface being drawn.
type relief struct {
	*landscape
	field Field
	space *space
	axes  []boxAxis
	parts []part
	// captions are written last, where nothing hides them.
	captions []func(*panel)
	tones    colormap
	from     Camera
}

// part is a part of the picture; they are drawn from back to front.
type part struct {
	nearness float64
	draw     func(*sheet)
}

// laid is a layer that lies on the surface of its figure; its mark is named.
type laid interface {
	Layer
	// lay adds the parts of the layer to those of the surface.
	lay(*relief, *panel, *stage)
}

// names are the legend entries of what lies on the surface.
func (r *relief) names(ctx context.Context, f *Figure) ([]entry, error) {
	var entries []entry
	st := &stage{ctx: ctx, view: f.view(ctx), words: words(f.Language), strokes: strokes{ground: r.ground()}}
	for _, layer := range f.Layers {
		l, ok := layer.(laid)
		if !ok {
			continue
		}
		m, err := l.prepare(st)
		if err != nil {
			return nil, err
		}
		for _, e := range m.(named).entries() {
			if e.name != "" {
				entries = append(entries, e)
			}
		}
	}
	return entries, nil
}

// drawIn draws box, floor, surface and what lies on it.
func (r *relief) drawIn(p *panel, f *Figure) error {
	r.space.drawBox(&p.sheet, r.axes)
	r.drawFloor(p)
	r.drawFloorHoles(p)
	st := &stage{ctx: p.ctx, view: p.view, words: p.words, strokes: strokes{ground: r.ground()}}
	for _, layer := range f.Layers {
		if l, ok := layer.(laid); ok {
			l.lay(r, p, st)
		}
	}
	slices.SortStableFunc(r.parts, func(a, b part) int { return cmp.Compare(a.nearness, b.nearness) })
	for i, piece := range r.parts {
		if i%100 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		piece.draw(&p.sheet)
	}
	for _, a := range r.axes {
		for _, l := range a.labels {
			p.claim(l.box)
		}
	}
	for _, caption := range r.captions {
		caption(p)
	}
	return nil
}

// silhouette is points all over the surface, as they stand on the sheet.
func (r *relief) silhouette() []vg.Point {
	var points []vg.Point
	for _, x := range evenly(r.space.x, 25) {
		for _, y := range evenly(r.space.y, 25) {
			if z := r.height(x, y); !math.IsNaN(z) {
				points = append(points, r.space.at(x, y, z))
			}
		}
	}
	return points
}

// LiesOnSurface reports whether a layer has a place on the surface of its
// figure; others are left out there.
func LiesOnSurface(l Layer) bool {
	_, ok := l.(laid)
	return ok
}
