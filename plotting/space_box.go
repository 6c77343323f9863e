package plotting

import (
	"image/color"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// boxAxis is an axis of the box around a surface: an edge of its outline, where
// nothing hides what stands beside it.
type boxAxis struct {
	edge    edge
	outward vg.Point
	scale   scale
	labels  []label
}

// label is a text in its place.
type label struct {
	text string
	size float64
	at   vg.Point // the left end of the baseline
	box  vg.Rectangle
}

// furnish scales the box to the middle of a rectangle so that its axes' labels
// fit in beside it, and returns the axes.
func (s *space) furnish(area vg.Rectangle, names [3]string) []boxAxis {
	for i, name := range names {
		names[i] = elided(name, labelSize, 0.4*float64(area.Size().X))
	}
	s.fit(area)
	for range 20 { // a smaller box has other labels
		bare, all := s.extent(), s.extent()
		for _, a := range s.axes(names) {
			all.union(a.extent())
		}
		beside := vg.Point{X: vg.Length(all.x.span() - bare.x.span()), Y: vg.Length(all.y.span() - bare.y.span())}
		room := area.Size().Sub(beside)
		shrink := min(float64(room.X)/bare.x.span(), float64(room.Y)/bare.y.span())
		if shrink >= 1 {
			s.middle.X += (area.Min.X+area.Max.X)/2 - vg.Length(all.x.middle())
			s.middle.Y += (area.Min.Y+area.Max.Y)/2 - vg.Length(all.y.middle())
			break
		}
		s.scale *= max(0.99*shrink, 0.5)
	}
	return s.axes(names)
}

// extent is what the labels of an axis cover.
func (a boxAxis) extent() box {
	var b box
	for _, l := range a.labels {
		b.include(float64(l.box.Min.X), float64(l.box.Min.Y))
		b.include(float64(l.box.Max.X), float64(l.box.Max.Y))
	}
	return b
}

// axes chooses an edge for each axis, the upright one first, and labels them.
func (s *space) axes(names [3]string) []boxAxis {
	var axes []boxAxis
	for _, along := range []int{2, 0, 1} {
		edges := s.outline(along)
		if len(edges) == 0 {
			continue
		}
		best := edges[0]
		for _, e := range edges[1:] {
			if s.cost(e, axes) < s.cost(best, axes)-0.5 {
				best = e
			}
		}
		axes = append(axes, s.labelled(best, names[along], axes))
	}
	return axes
}

// cost says how far, in pixels, an edge is from the best place for an axis: at
// the left for the upright one; for the others at the floor, else low in the
// picture, away from the upright one.
func (s *space) cost(e edge, axes []boxAxis) float64 {
	middle := s.on(e, s.axis(e.along).middle())
	switch {
	case e.along == 2:
		return float64(middle.X)
	case e.side[2] == s.below():
		return -1e6
	case len(axes) > 0 && axes[0].edge.along == 2:
		return float64(middle.Y) - distanceOf(middle, s.on(axes[0].edge, s.z.middle()))
	}
	return float64(middle.Y + middle.X)
}

// labelled puts ticks and a name along an edge, beside the axes that stand
// already: as many as have room. The upright axis is named by the colour bar;
// at its end stands only what its numbers have in common.
func (s *space) labelled(e edge, name string, others []boxAxis) boxAxis {
	a := boxAxis{edge: e, outward: s.outward(e)}
	var taken []label
	for _, other := range others {
		taken = append(taken, other.labels...)
	}
	long := s.long(e)
	if long >= leastEdge {
		for most := min(int(long/34), 7); most > 0 && a.labels == nil; most-- {
			a.scale = scaleFor(s.marked(e.along), false, false, most)
			a.labels = s.tickLabels(a, taken)
		}
	}
	taken = append(taken, a.labels...)
	switch note := a.scale.note; {
	case note != "" && e.along == 2:
		a.labels = append(a.labels, s.noteLabel(a, taken))
	case note != "" && name != "":
		a.labels = append(a.labels, s.nameLabel(a, name+"  ("+note+")", taken))
	case note+name != "" && e.along != 2:
		a.labels = append(a.labels, s.nameLabel(a, note+name, taken))
	}
	return a
}

// long is the length of an edge in pixels.
func (s *space) long(e edge) float64 {
	r := s.axis(e.along)
	return distanceOf(s.on(e, r.Min), s.on(e, r.Max))
}

// leastEdge is the length in pixels below which an axis has no ticks.
const leastEdge = 45

// tickLabels are the labels of the ticks, without those that have no room
// beside taken ones; none at all where they touch each other.
func (s *space) tickLabels(a boxAxis, taken []label) []label {
	var labels []label
	for _, t := range a.scale.ticks {
		l := labelBeside(t.label, smallSize, s.on(a.edge, t.value), a.outward, 8)
		if l.touches(labels, 4) {
			return nil
		}
		if t.label != "" && !l.touches(taken, 9) {
			labels = append(labels, l)
		}
	}
	return labels
}

// nameLabel puts the name of an axis beyond the labels of its ticks, and
// further away while other labels are there.
func (s *space) nameLabel(a boxAxis, name string, taken []label) label {
	middle := s.on(a.edge, s.axis(a.edge.along).middle())
	beyond := 8.0
	for _, l := range a.labels {
		beyond = max(beyond, l.far(middle, a.outward)+6)
	}
	return freeLabel(taken, func(further float64) label {
		return labelBeside(name, labelSize, middle, a.outward, beyond+further)
	})
}

// noteLabel puts what the numbers of an axis have in common beyond its end.
func (s *space) noteLabel(a boxAxis, taken []label) label {
	r := s.axis(a.edge.along)
	low, high := s.on(a.edge, r.Min), s.on(a.edge, r.Max)
	up := high.Sub(low).Scale(1 / vg.Length(distanceOf(low, high)))
	return freeLabel(taken, func(further float64) label {
		return labelBeside(a.scale.note, smallSize, high.Add(up.Scale(vg.Length(10+further))), a.outward, 8)
	})
}

// freeLabel is a label as far from its first place as needed to keep clear of
// those that are there.
func freeLabel(taken []label, place func(further float64) label) label {
	l := place(0)
	for further := 3.0; further < 60 && l.touches(taken, 4); further += 3 {
		l = place(further)
	}
	return l
}

// labelBeside puts a text beside a line through a point, at a distance from
// the point in a direction away from the line.
func labelBeside(text string, size float64, from, outward vg.Point, distance float64) label {
	at := from.Add(outward.Scale(vg.Length(distance)))
	l := labelAt(text, size, at, towards(outward))
	return l.moved(outward.Scale(max(0, vg.Length(distance)-3-l.near(from, outward))))
}

// towards anchors a text so that it lies beyond a point in a direction.
func towards(d vg.Point) anchor {
	return anchor{(1 - float64(d.X)) / 2, (1 - float64(d.Y)) / 2}
}

func labelAt(text string, size float64, at vg.Point, a anchor) label {
	width := textWidth(text, size)
	at.X -= vg.Length(a.x * width)
	at.Y -= vg.Length(a.y * capHeight * size)
	return label{text, size, at, vg.Rectangle{
		Min: at.Sub(vg.Point{Y: vg.Length(0.2 * size)}),
		Max: at.Add(vg.Point{X: vg.Length(width), Y: vg.Length(capHeight * size)}),
	}}
}

func (l label) moved(d vg.Point) label {
	l.at, l.box.Min, l.box.Max = l.at.Add(d), l.box.Min.Add(d), l.box.Max.Add(d)
	return l
}

// near and far are the least and the largest distance of a label from a point
// in a direction.
func (l label) near(from, direction vg.Point) vg.Length {
	return vg.Length(-l.far(from, direction.Scale(-1)))
}

func (l label) far(from, direction vg.Point) float64 {
	corner := l.box.Min
	if direction.X > 0 {
		corner.X = l.box.Max.X
	}
	if direction.Y > 0 {
		corner.Y = l.box.Max.Y
	}
	d := corner.Sub(from)
	return float64(d.X*direction.X + d.Y*direction.Y)
}

// touches reports whether a label is over or under one of others or less than a
// gap beside it.
func (l label) touches(others []label, gap vg.Length) bool {
	wide := l.box
	wide.Min.X, wide.Max.X = wide.Min.X-gap, wide.Max.X+gap
	return slices.ContainsFunc(others, func(o label) bool { return overlap(wide, o.box) })
}

// drawBox draws the faces behind with their grid lines, and the axes.
func (s *space) drawBox(p *sheet, axes []boxAxis) {
	var scales [3]scale
	for k := range scales {
		scales[k] = linearScale(s.marked(k), 5)
	}
	for _, a := range axes {
		if len(a.scale.ticks) > 0 {
			scales[a.edge.along] = a.scale
		}
	}
	for axis, fill := range []color.Color{grey(0xF8), grey(0xF5), floorFill} {
		for _, side := range bothSides {
			if s.sees(axis, side) || axis == 2 && side != s.below() {
				continue
			}
			p.shape(s.face(axis, side), fill, frameFaint, 1)
			s.drawNet(p, axis, side, scales)
		}
	}
	for _, a := range axes {
		s.drawAxis(p, a)
	}
}

// drawNet draws the grid lines on a face.
func (s *space) drawNet(p *sheet, axis int, side float64, scales [3]scale) {
	for _, along := range []int{(axis + 1) % 3, (axis + 2) % 3} {
		across := 3 - axis - along
		for _, t := range scales[along].ticks {
			e := edge{along: along}
			e.side[axis] = side
			e.side[across] = -1
			from := s.on(e, t.value)
			e.side[across] = 1
			p.StrokeLines(draw.LineStyle{Color: gridInk, Width: 1}, []vg.Point{from, s.on(e, t.value)})
		}
	}
}

func (s *space) drawAxis(p *sheet, a boxAxis) {
	style := draw.LineStyle{Color: frameInk, Width: 1}
	r := s.axis(a.edge.along)
	p.StrokeLines(style, []vg.Point{s.on(a.edge, r.Min), s.on(a.edge, r.Max)})
	for _, t := range a.scale.ticks {
		from := s.on(a.edge, t.value)
		p.StrokeLines(style, []vg.Point{from, from.Add(a.outward.Scale(tickLength))})
	}
	for _, l := range a.labels {
		p.write(l.text, l.size, ink, l.at, leftBase)
	}
}
