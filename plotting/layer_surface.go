package plotting

import (
	"cmp"
	"context"
	"math"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Surface is the graph of a function of two variables in space: hidden parts
// hidden, coloured by height and lightly shaded, its level lines on the floor
// below. Paths, CriticalPoints and Ellipses of the same figure lie on it; other
// layers have no place in space and are left out.
type Surface struct {
	F      Field
	Name   string  // of the function, above the colour bar
	Camera *Camera // nil: StandardCamera
	// Across is the number of patches along the longer side; 0: 44.
	Across  int
	Neutral *float64 // as for Contours, and so are the next
	Levels  []float64
	Count   int
	Log     Scale
	Colours string
}

func (Surface) fillsGround()                   {}
func (l Surface) texts() []string              { return []string{l.Name} }
func (l Surface) reach(b *bounds)              { Contours{F: l.F}.reach(b) }
func (l Surface) prepare(*stage) (mark, error) { return &unseen{}, nil }

func (l Surface) facts(v view, w words) string {
	text := w.say(reason.Both("surface of %s on %s", "%s 在 %s 上的曲面"), cmp.Or(l.Name, w.say(aFunction)), v.box())
	if few := l.contours().plain(v, w); few != "" {
		return text + few
	}
	return text + l.contours().heights(v, w)
}

// unseen is the mark of a layer that has no place among axes.
type unseen struct{}

func (*unseen) rank() int         { return rankGround }
func (*unseen) draw(*panel) error { return nil }

// replaces implements spatial: contours of the figure lie on the floor.
func (l Surface) replaces(layer Layer) bool {
	_, ok := layer.(Contours)
	return ok
}

// drawSpace implements spatial.
func (l Surface) drawSpace(f *Figure, s sheet, area vg.Rectangle) error {
	v := f.view(s.ctx)
	r, err := l.relief(s.ctx, v, words(f.Language), f.saddles(v))
	if err != nil {
		return err
	}
	place := v.place()
	place.Plane, place.Camera = false, &r.from
	s.places.note(area, place)
	p := &panel{sheet: s, view: v}
	p.Rectangle = area
	bar := r.bar()
	p.bar = &bar
	entries, err := r.names(s.ctx, f)
	if err != nil {
		return err
	}
	p.legendAt = f.LegendAt
	names := p.spaceLegend(f, entries, area.Size())
	top := margin + 6.0 + float64(entryHeight*len(names.rows)) + f.titleRoom(float64(area.Size().X))
	p.frame = vg.Rectangle{
		Min: area.Min.Add(vg.Point{X: margin, Y: margin}),
		Max: area.Max.Sub(vg.Point{X: vg.Length(margin + p.barWidth(false)), Y: vg.Length(top)}),
	}
	r.axes = r.space.furnish(p.frame, [3]string{f.XLabel, f.YLabel})
	if err := r.drawIn(p, f); err != nil {
		return err
	}
	if names.rows == nil {
		p.keepClear(r.silhouette()...)
		p.reserved = p.raised(names.box(p))
		names.draw(p)
	}
	bar.drawBeside(p)
	corner := vg.Point{X: area.Min.X + margin, Y: area.Max.Y - margin}
	corner.Y -= vg.Length(f.titleRoom(float64(area.Size().X)))
	f.drawTitle(p, corner.Add(vg.Point{Y: 8}))
	drawRowsAt(&p.sheet, names.rows, corner)
	return nil
}

// spaceLegend is the legend of a surface: above it where it is wide, unless the figure has another place for it.
func (p *panel) spaceLegend(f *Figure, entries []entry, size vg.Point) legend {
	const widestBox = 0.45 // of the picture's width
	if f.HideLegend {
		return legend{}
	}
	names := legend{entries: entries}
	if p.legendAt == "" || p.legendAt == "above" || float64(names.size().X) > widestBox*float64(size.X) {
		names.rows = p.words.rowsIn(entries, float64(size.X)-2*margin, float64(size.Y)*mostLegend)
	}
	return names
}

// raised is a box as much higher or lower, in the frame, as keeps it off the
// texts.
func (p *panel) raised(box vg.Rectangle) vg.Rectangle {
	around := vg.Point{X: 4, Y: 4}
	for _, step := range []vg.Length{4, -4} {
		for at := box; at.Max.Y < p.frame.Max.Y && at.Min.Y > p.frame.Min.Y; at = at.Add(vg.Point{Y: step}) {
			if !p.hasText(vg.Rectangle{Min: at.Min.Sub(around), Max: at.Max.Add(around)}) {
				return at
			}
		}
	}
	return box
}

// contours are the level lines on the floor.
func (l Surface) contours() Contours {
	return Contours{F: l.F, Name: l.Name, Neutral: l.Neutral, Levels: l.Levels, Count: l.Count, Log: l.Log, Colours: l.Colours}
}

// relief samples the surface and chooses its levels and its box.
func (l Surface) relief(ctx context.Context, v view, w words, saddles [][2]float64) (*relief, error) {
	m, err := l.contours().landscape(ctx, v, w, saddles)
	if err != nil {
		return nil, err
	}
	low, high := -1.0, 1.0
	if m.samples.low < m.samples.high || m.samples.low != 0 {
		low, high = m.samples.low, m.samples.high
	}
	if high-low <= 1e-12*max(math.Abs(low), math.Abs(high)) {
		r := roomy(extent{Range: Range{low, high}, some: true}, 0)
		low, high = r.Min, r.Max
	}
	camera := StandardCamera
	if l.Camera != nil {
		camera = *l.Camera
	}
	r := &relief{landscape: m, field: l.F, tones: viridis, from: camera}
	if named, ok := colourMaps[l.Colours]; ok {
		r.tones = named
	} else if m.levels.diverging {
		r.tones = blueRed
	}
	r.space = newSpace(v.x, v.y, Range{low, high}, v.alike, camera)
	r.addPatches(cmp.Or(l.Across, 44))
	return r, nil
}

func (l Surface) remembering() Layer {
	l.F = remembered(l.F)
	return l
}

// from implements turned.
func (l Surface) from(s Sight, place int) Layer {
	if c, ok := s.Cameras[place]; ok {
		l.Camera = &c
	}
	if s.Quick {
		l.Across = quickAcross
	}
	return l
}
