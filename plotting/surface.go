package plotting

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
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
	Neutral *float64 // as for Contours
}

// Camera is where a surface is seen from, in degrees: Azimuth turns around the
// upright axis, 0 looking from the end of the first axis and 90 from the end of
// the second; Elevation is the height over the floor, negative below it.
type Camera struct{ Azimuth, Elevation float64 }

// StandardCamera sees a saddle's two ways at once.
var StandardCamera = Camera{-58, 28}

func (Surface) fillsGround()                   {}
func (l Surface) texts() []string              { return []string{l.Name} }
func (l Surface) reach(b *bounds)              { Contours{F: l.F}.reach(b) }
func (l Surface) prepare(*stage) (mark, error) { return &unseen{}, nil }

func (l Surface) facts(v view, w words) string {
	return w.say("surface of %s on %s", first(l.Name, w.say("a function")), v.box())
}

// unseen is the mark of a layer that has no place among axes.
type unseen struct{}

func (*unseen) rank() int         { return rankGround }
func (*unseen) draw(*panel) error { return nil }

// surface finds the figure's surface.
func (f *Figure) surface() (Surface, bool) {
	for _, layer := range f.Layers {
		if s, ok := layer.(Surface); ok {
			return s, true
		}
	}
	return Surface{}, false
}

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
}

// part is a part of the picture; they are drawn from back to front.
type part struct {
	nearness float64
	draw     func(*sheet)
}

// drawSurface draws the figure of a surface into a rectangle.
func (f *Figure) drawSurface(s sheet, area vg.Rectangle, surface Surface) error {
	v := f.view()
	r, err := surface.relief(s.ctx, v, words(f.Language), f.saddles(v))
	if err != nil {
		return err
	}
	p := &panel{sheet: s, view: v}
	p.Rectangle = area
	bar := r.bar()
	p.bar = &bar
	names := p.words.rowsIn(r.names(f), float64(area.Size().X)-2*margin, float64(area.Size().Y)*mostLegend)
	if f.HideLegend {
		names = nil
	}
	top := margin + 6.0 + float64(entryHeight*len(names)) + f.titleRoom(float64(area.Size().X))
	p.frame = vg.Rectangle{
		Min: area.Min.Add(vg.Point{X: margin, Y: margin}),
		Max: area.Max.Sub(vg.Point{X: vg.Length(margin + p.barWidth(false)), Y: vg.Length(top)}),
	}
	r.axes = r.space.furnish(p.frame, [3]string{f.XLabel, f.YLabel})
	if err := r.drawIn(p, f); err != nil {
		return err
	}
	barHeight := p.frame.Size().Y * 0.6
	middle := (p.frame.Min.Y + p.frame.Max.Y) / 2
	p.frame.Min.Y, p.frame.Max.Y = middle-barHeight/2, middle+barHeight/2
	if len(bar.colors) > 0 {
		bar.draw(p)
	}
	corner := vg.Point{X: area.Min.X + margin, Y: area.Max.Y - margin}
	corner.Y -= vg.Length(f.titleRoom(float64(area.Size().X)))
	f.drawTitle(p, corner.Add(vg.Point{Y: 8}))
	drawRowsAt(&p.sheet, names, corner)
	return nil
}

// names are the legend entries of what lies on the surface.
func (r *relief) names(f *Figure) []entry {
	var entries []entry
	st := &stage{view: f.view(), words: words(f.Language), strokes: strokes{ground: r.ground()}}
	for _, layer := range f.Layers {
		var m mark
		switch l := layer.(type) {
		case Path:
			m, _ = l.prepare(st)
		case CriticalPoints:
			m, _ = l.prepare(st)
		case Ellipse:
			m, _ = l.prepare(st)
		default:
			continue
		}
		for _, e := range m.(named).entries() {
			if e.name != "" {
				entries = append(entries, e)
			}
		}
	}
	return entries
}

// relief samples the surface and chooses its levels and its box.
func (l Surface) relief(ctx context.Context, v view, w words, saddles [][2]float64) (*relief, error) {
	m, err := Contours{F: l.F, Name: l.Name, Neutral: l.Neutral}.landscape(ctx, v, w, saddles)
	if err != nil {
		return nil, err
	}
	low, high := -1.0, 1.0
	if sorted := sortedSample(m.samples.z); len(sorted) > 0 {
		low, high = withoutTails(sorted)
	}
	if high-low <= 1e-12*max(math.Abs(low), math.Abs(high)) {
		low, high = low-1, high+1
	}
	camera := StandardCamera
	if l.Camera != nil {
		camera = *l.Camera
	}
	r := &relief{landscape: m, field: l.F, tones: viridis}
	if m.levels.diverging {
		r.tones = blueRed
	}
	r.space = newSpace(v.x, v.y, Range{low, high}, v.alike, camera)
	r.addPatches(first(l.Across, 44))
	return r, nil
}

// drawIn draws box, floor, surface and what lies on it.
func (r *relief) drawIn(p *panel, f *Figure) error {
	r.space.drawBox(&p.sheet, r.axes)
	r.drawFloor(p)
	r.drawFloorHoles(p)
	st := &stage{ctx: p.ctx, view: p.view, words: p.words, strokes: strokes{ground: r.ground()}}
	for _, layer := range f.Layers {
		switch l := layer.(type) {
		case Path:
			r.addPath(p, l, st.strokes.next())
		case CriticalPoints:
			for _, q := range l.Points {
				r.addPoint(q)
			}
		case Ellipse:
			r.addConic(p, &conic{l, l.scaleIn(p.view), p.words})
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

func (r *relief) addPoint(q CriticalPoint) {
	v := r.space
	z := r.height(q.At[0], q.At[1])
	if math.IsNaN(z) {
		return
	}
	at := v.at(q.At[0], q.At[1], z+r.lift())
	r.parts = append(r.parts, part{v.nearness(q.At[0], q.At[1]) + 4*nearer, func(s *sheet) { s.beacon(q.Kind, at) }})
	if q.Label != "" {
		r.captions = append(r.captions, func(p *panel) { p.labelBeside(q.Label, at) })
	}
}
