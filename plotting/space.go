package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// space maps a box of values to a sheet: a camera looks at the box' middle from
// an azimuth and an elevation, with a little perspective.
type space struct {
	x, y, z Range
	half    [3]float64 // half the box' sides as drawn
	right   [3]float64
	up      [3]float64
	toward  [3]float64 // to the camera
	scale   float64
	middle  vg.Point
}

// cameraDistance is in units of half the box.
const cameraDistance = 9

func newSpace(x, y, z Range, alike bool, azimuth, elevation float64) *space {
	s := &space{x: x, y: y, z: z, half: [3]float64{1, 1, 0.62}}
	if alike {
		longer := max(x.span(), y.span())
		s.half[0], s.half[1] = x.span()/longer, y.span()/longer
	}
	sinA, cosA := math.Sincos(azimuth * math.Pi / 180)
	sinE, cosE := math.Sincos(elevation * math.Pi / 180)
	s.toward = [3]float64{cosE * cosA, cosE * sinA, sinE}
	s.right = [3]float64{-sinA, cosA, 0}
	s.up = [3]float64{-sinE * cosA, -sinE * sinA, cosE}
	s.scale = 1
	return s
}

// unit is a point in coordinates from -half to half.
func (s *space) unit(x, y, z float64) [3]float64 {
	return [3]float64{
		s.half[0] * (2*share(s.x, false, x) - 1),
		s.half[1] * (2*share(s.y, false, y) - 1),
		s.half[2] * (2*share(s.z, false, z) - 1),
	}
}

// at places a point on the sheet.
func (s *space) at(x, y, z float64) vg.Point {
	p := s.unit(x, y, z)
	f := s.scale * cameraDistance / (cameraDistance - dot(p, s.toward))
	return vg.Point{X: s.middle.X + vg.Length(f*dot(p, s.right)), Y: s.middle.Y + vg.Length(f*dot(p, s.up))}
}

// nearness orders points of the ground plane from back to front. For the
// graph of a function that is also the order in which its parts hide others.
func (s *space) nearness(x, y float64) float64 {
	p := s.unit(x, y, s.z.Min)
	return p[0]*s.toward[0] + p[1]*s.toward[1]
}

func dot(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

// fit scales the box to a rectangle.
func (s *space) fit(area vg.Rectangle) {
	var box extent
	var tall extent
	for _, c := range s.corners() {
		q := s.at(c[0], c[1], c[2])
		box.include(float64(q.X))
		tall.include(float64(q.Y))
	}
	size := area.Size()
	s.scale = min(float64(size.X)/box.span(), float64(size.Y)/tall.span())
	s.middle = vg.Point{
		X: (area.Min.X+area.Max.X)/2 - vg.Length(s.scale*box.middle()),
		Y: (area.Min.Y+area.Max.Y)/2 - vg.Length(s.scale*tall.middle()),
	}
}

func (s *space) corners() [][3]float64 {
	var corners [][3]float64
	for _, x := range []float64{s.x.Min, s.x.Max} {
		for _, y := range []float64{s.y.Min, s.y.Max} {
			for _, z := range []float64{s.z.Min, s.z.Max} {
				corners = append(corners, [3]float64{x, y, z})
			}
		}
	}
	return corners
}

// back and front are the sides of a range away from and towards the camera.
func back(r Range, toward float64) float64 {
	if toward > 0 {
		return r.Min
	}
	return r.Max
}

func front(r Range, toward float64) float64 {
	if toward > 0 {
		return r.Max
	}
	return r.Min
}

// drawBox draws the floor, the two walls behind, their grid lines, and the
// ticks along the edges in front.
func (s *space) drawBox(p *sheet, f *Figure) {
	bx, by := back(s.x, s.toward[0]), back(s.y, s.toward[1])
	fx, fy := front(s.x, s.toward[0]), front(s.y, s.toward[1])
	bottom := back(s.z, s.toward[2])
	faces := [][4][3]float64{
		{{s.x.Min, s.y.Min, bottom}, {s.x.Max, s.y.Min, bottom}, {s.x.Max, s.y.Max, bottom}, {s.x.Min, s.y.Max, bottom}},
		{{bx, s.y.Min, s.z.Min}, {bx, s.y.Max, s.z.Min}, {bx, s.y.Max, s.z.Max}, {bx, s.y.Min, s.z.Max}},
		{{s.x.Min, by, s.z.Min}, {s.x.Max, by, s.z.Min}, {s.x.Max, by, s.z.Max}, {s.x.Min, by, s.z.Max}},
	}
	for i, face := range faces {
		p.shape(s.face(face), []color.Color{floorFill, grey(0xF8), grey(0xF5)}[i], frameFaint, 1)
	}
	xs, ys, zs := linearScale(s.x, 6), linearScale(s.y, 6), linearScale(s.z, 5)
	line := func(a, b [3]float64) {
		p.StrokeLines(draw.LineStyle{Color: gridInk, Width: 1}, []vg.Point{s.at(a[0], a[1], a[2]), s.at(b[0], b[1], b[2])})
	}
	for _, t := range xs.ticks {
		line([3]float64{t.value, s.y.Min, bottom}, [3]float64{t.value, s.y.Max, bottom})
		line([3]float64{t.value, by, s.z.Min}, [3]float64{t.value, by, s.z.Max})
	}
	for _, t := range ys.ticks {
		line([3]float64{s.x.Min, t.value, bottom}, [3]float64{s.x.Max, t.value, bottom})
		line([3]float64{bx, t.value, s.z.Min}, [3]float64{bx, t.value, s.z.Max})
	}
	for _, t := range zs.ticks {
		line([3]float64{bx, s.y.Min, t.value}, [3]float64{bx, s.y.Max, t.value})
		line([3]float64{s.x.Min, by, t.value}, [3]float64{s.x.Max, by, t.value})
	}
	s.drawEdge(p, xs, f.XLabel, func(v float64) vg.Point { return s.at(v, fy, bottom) }, func(v float64) vg.Point { return s.at(v, by, bottom) }, s.x)
	s.drawEdge(p, ys, f.YLabel, func(v float64) vg.Point { return s.at(fx, v, bottom) }, func(v float64) vg.Point { return s.at(bx, v, bottom) }, s.y)
	s.drawUpright(p, zs, [][2]float64{{bx, fy}, {fx, by}, {fx, fy}})
}

// drawUpright draws the ticks of the third axis along the leftmost of some
// corners, unless it is seen from so high that there is no room for them.
func (s *space) drawUpright(p *sheet, ticks scale, corners [][2]float64) {
	corner := corners[0]
	for _, c := range corners[1:] {
		if s.at(c[0], c[1], s.z.Min).X < s.at(corner[0], corner[1], s.z.Min).X-1 {
			corner = c
		}
	}
	edge := func(v float64) vg.Point { return s.at(corner[0], corner[1], v) }
	top := edge(s.z.Max)
	if distanceOf(edge(s.z.Min), top) < leastEdge {
		return
	}
	note := ticks.note
	ticks.note = ""
	s.drawEdge(p, ticks, "", edge, func(v float64) vg.Point { return edge(v).Add(vg.Point{X: 40}) }, s.z)
	if note != "" {
		p.write(note, smallSize, ink, top.Add(vg.Point{X: -4, Y: 8}), anchor{0.5, 0})
	}
}

// leastEdge is the length in pixels below which an axis has no ticks.
const leastEdge = 45

func (s *space) face(corners [4][3]float64) vg.Path {
	var points []vg.Point
	for _, c := range corners {
		points = append(points, s.at(c[0], c[1], c[2]))
	}
	return polygon(points...)
}

// drawEdge draws the ticks of an axis along an edge, on the side away from
// the inside of the box.
func (s *space) drawEdge(p *sheet, ticks scale, label string, edge, inside func(float64) vg.Point, r Range) {
	style := draw.LineStyle{Color: frameInk, Width: 1}
	p.StrokeLines(style, []vg.Point{edge(r.Min), edge(r.Max)})
	if distanceOf(edge(r.Min), edge(r.Max)) < leastEdge {
		ticks.ticks = nil // seen from its end
	}
	outward := func(v float64) vg.Point {
		d := edge(v).Sub(inside(v))
		n := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
		if n == 0 {
			return vg.Point{Y: -1}
		}
		return d.Scale(1 / n)
	}
	widest := 0.0
	var before vg.Point
	for i, t := range ticks.ticks {
		if t.label == "" {
			continue
		}
		o := outward(t.value)
		from := edge(t.value)
		if i > 0 && distanceOf(from, before) < smallSize {
			continue // seen from this side the axis is too short for all
		}
		before = from
		p.StrokeLines(style, []vg.Point{from, from.Add(o.Scale(4))})
		width := textWidth(t.label, smallSize)
		widest = max(widest, width)
		p.write(t.label, smallSize, ink, beyondEdge(from, o, 8), towards(o))
	}
	if label == "" {
		label = ticks.note
	} else if ticks.note != "" {
		label += "  (" + ticks.note + ")"
	}
	if label != "" {
		middle := r.middle()
		o := outward(middle)
		p.write(label, labelSize, ink, beyondEdge(edge(middle), o, 20+0.6*widest), towards(o))
	}
}

func beyondEdge(from, outward vg.Point, d float64) vg.Point {
	return from.Add(outward.Scale(vg.Length(d)))
}

// towards anchors a text so that it lies beyond a point in a direction.
func towards(d vg.Point) anchor {
	return anchor{(1 - float64(d.X)) / 2, (1 - float64(d.Y)) / 2}
}
