package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drape is a path laid on a surface, its shadow on the floor below.
type drape struct {
	*relief
	style   draw.LineStyle
	tangled bool    // it is too long to show its steps
	length  float64 // of what has been drawn, in pixels, for the dashes
}

// foothold is a point of a drape on the sheet.
type foothold struct {
	at       vg.Point
	nearness float64
}

// nearer brings what lies on the surface in front of the patches it lies on.
const nearer = 0.06

// lift raises what lies on the surface off it, towards the camera.
func (r *relief) lift() float64 { return -0.012 * r.space.below() * r.space.z.span() }

// foothold is a point on the surface; ok is false where there is none.
func (r *relief) foothold(x, y float64) (s foothold, ok bool) {
	z := r.height(x, y)
	return foothold{r.space.at(x, y, z+r.lift()), r.space.nearness(x, y)}, !math.IsNaN(z)
}

// flat are points of the plane as points of a sheet, which has the same ways to
// cut lines.
func (v view) flat(points [][2]float64) []vg.Point {
	line := make([]vg.Point, len(points))
	for i, q := range points {
		line[i] = vg.Point{X: vg.Length(bounded(q[0], v.x)), Y: vg.Length(bounded(q[1], v.y))}
	}
	return line
}

// rectangle is what is in view, likewise.
func (v view) rectangle() vg.Rectangle {
	return vg.Rectangle{
		Min: vg.Point{X: vg.Length(v.x.Min), Y: vg.Length(v.y.Min)},
		Max: vg.Point{X: vg.Length(v.x.Max), Y: vg.Length(v.y.Max)},
	}
}

// addPath lays the points of a path on the surface, as far as they are in view.
func (r *relief) addPath(p *panel, points [][2]float64, style draw.LineStyle) {
	d := &drape{relief: r, style: style}
	line := p.view.flat(points)
	pieces := clipped(p.view.rectangle(), line)
	d.addShadow(p, pieces)
	var last []foothold
	for _, piece := range pieces {
		if p.ctx.Err() != nil {
			return
		}
		for _, stretch := range d.stretches(piece) {
			d.addStretch(stretch)
			last = stretch
		}
	}
	if !d.tangled {
		d.addSteps(line)
	}
	d.addEnds(line, last)
}

// addShadow draws the path on the floor, and tells by its length there whether
// it is tangled.
func (d *drape) addShadow(p *panel, pieces [][]vg.Point) {
	shadows := make([][]vg.Point, len(pieces))
	for i, piece := range pieces {
		for _, q := range piece {
			shadows[i] = append(shadows[i], d.space.at(float64(q.X), float64(q.Y), d.space.floor()))
		}
	}
	p.StrokeLines(draw.LineStyle{Color: grey(0x70), Width: 1.3}, shadows...)
	if d.tangled = inAll(shadows) > tangle; d.tangled {
		d.style.Width, d.style.Dashes = 1, nil
	}
}

// stretches cuts a line into short pieces, which are hidden each for itself,
// and parts it where there is no surface.
func (d *drape) stretches(line []vg.Point) [][]foothold {
	var all [][]foothold
	var stretch []foothold
	flush := func() {
		if len(stretch) > 1 {
			all = append(all, stretch)
		}
		stretch = nil
	}
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		n := d.cuts(a, b)
		for k := range n + 1 {
			q := a.Add(b.Sub(a).Scale(vg.Length(k) / vg.Length(n)))
			s, ok := d.foothold(float64(q.X), float64(q.Y))
			switch {
			case !ok:
				flush()
			case k == n || len(stretch) == 0 || distanceOf(stretch[len(stretch)-1].at, s.at) > 0.4:
				stretch = append(stretch, s)
			}
		}
	}
	flush()
	return all
}

// cuts is how many pieces a line between two points of the plane is cut into.
func (d *drape) cuts(a, b vg.Point) int {
	fine := 120.0
	switch {
	case d.style.Dashes != nil:
		fine = 360
	case d.tangled:
		fine = 44
	}
	long := math.Max(math.Abs(float64(b.X-a.X))/d.space.x.span(), math.Abs(float64(b.Y-a.Y))/d.space.y.span())
	return 1 + int(long*fine)
}

// addStretch adds the pieces of a line, on a white rim.
func (d *drape) addStretch(stretch []foothold) {
	style := d.style
	style.Dashes = nil
	for i := 1; i < len(stretch); i++ {
		a, b := stretch[i-1], stretch[i]
		near := (a.nearness+b.nearness)/2 + nearer
		long := distanceOf(a.at, b.at)
		if !d.tangled {
			rim := style
			rim.Color, rim.Width = paper, style.Width+1.6
			d.parts = append(d.parts, part{near, func(s *sheet) { s.StrokeLines(rim, []vg.Point{a.at, b.at}) }})
		}
		if inDash(d.style.Dashes, d.length+long/2) {
			d.parts = append(d.parts, part{near + 0.01, func(s *sheet) { s.StrokeLines(style, []vg.Point{a.at, b.at}) }})
		}
		d.length += long
	}
}

// inDash reports whether a place along a dashed line is drawn.
func inDash(dashes []vg.Length, at float64) bool {
	whole := 0.0
	for _, d := range dashes {
		whole += float64(d)
	}
	if whole == 0 {
		return true
	}
	at = math.Mod(at, whole)
	for i, d := range dashes {
		if at -= float64(d); at < 0 {
			return i%2 == 0
		}
	}
	return true
}

// addSteps puts a dot on every step while they are few, but where they would
// run into one blot.
func (d *drape) addSteps(line []vg.Point) {
	if len(line) > fewSteps {
		return
	}
	var before vg.Point
	for i, q := range line {
		s, ok := d.foothold(float64(q.X), float64(q.Y))
		if i == 0 || i == len(line)-1 || !ok || distanceOf(before, s.at) <= 5 {
			continue
		}
		before = s.at
		d.parts = append(d.parts, part{s.nearness + 1.5*nearer, func(sh *sheet) { sh.stepDot(s.at, d.style.Color) }})
	}
}

// addEnds marks the start and the end, or where the path leaves the view on
// its last stretch.
func (d *drape) addEnds(line []vg.Point, last []foothold) {
	if len(line) == 0 {
		return
	}
	start, end := line[0], line[len(line)-1]
	if s, ok := d.foothold(float64(start.X), float64(start.Y)); ok {
		d.parts = append(d.parts, part{s.nearness + 2*nearer, func(sh *sheet) { sh.startDot(s.at, d.style.Color) }})
	}
	if len(line) < 2 {
		return
	}
	if s, ok := d.foothold(float64(end.X), float64(end.Y)); ok {
		d.parts = append(d.parts, part{s.nearness + 2*nearer, func(sh *sheet) { sh.endDot(s.at, d.style.Color) }})
	} else if len(last) > 0 {
		d.addArrow(last)
	}
}

// addArrow puts an arrowhead at the end of a stretch.
func (d *drape) addArrow(stretch []foothold) {
	points := make([]vg.Point, len(stretch))
	for i, s := range stretch {
		points[i] = s.at
	}
	tip := stretch[len(stretch)-1]
	tail := along(points, max(0, pieceLength(points)-12))
	angle := math.Atan2(float64(tip.at.Y-tail.Y), float64(tip.at.X-tail.X))
	d.parts = append(d.parts, part{tip.nearness + 2*nearer, func(s *sheet) { s.arrowHead(tip.at, angle, 13, d.style.Color, paper) }})
}
