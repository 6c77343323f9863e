package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// space maps a box of values to a sheet: a camera looks at the box' middle from
// an azimuth and an elevation, with a little perspective. Its axes are
// numbered: 0 and 1 on the floor, 2 upright.
type space struct {
	x, y, z Range
	heights Range      // the part of z that the surface takes; the rest is room between it and the floor
	half    [3]float64 // half the box' sides as drawn
	right   [3]float64
	up      [3]float64
	toward  [3]float64 // to the camera
	scale   float64
	middle  vg.Point
}

// cameraDistance is in units of half the box.
const cameraDistance = 9

// newSpace is a box around heights over a plane, with some room between them
// and the floor.
func newSpace(x, y, heights Range, alike bool, from Camera) *space {
	s := &space{x: x, y: y, z: heights, heights: heights, half: [3]float64{1, 1, 0.62}}
	if alike {
		longer := max(x.span(), y.span())
		s.half[0], s.half[1] = x.span()/longer, y.span()/longer
	}
	sinA, cosA := math.Sincos(from.Azimuth * math.Pi / 180)
	sinE, cosE := math.Sincos(from.Elevation * math.Pi / 180)
	s.toward = [3]float64{cosE * cosA, cosE * sinA, sinE}
	s.right = [3]float64{-sinA, cosA, 0}
	s.up = [3]float64{-sinE * cosA, -sinE * sinA, cosE}
	s.scale = 1
	if room := 0.35 * heights.span(); s.below() > 0 {
		s.z.Max += room
	} else {
		s.z.Min -= room
	}
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
func (s *space) at(x, y, z float64) vg.Point { return s.place(s.unit(x, y, z)) }

func (s *space) place(p [3]float64) vg.Point {
	f := s.scale * cameraDistance / (cameraDistance - dot(p, s.toward))
	return vg.Point{X: s.middle.X + vg.Length(f*dot(p, s.right)), Y: s.middle.Y + vg.Length(f*dot(p, s.up))}
}

// nearness orders points of the ground plane from back to front: by how far
// the camera stands from them, seen from above. For the graph of a function
// that is also the order in which its parts hide others.
func (s *space) nearness(x, y float64) float64 {
	p := s.unit(x, y, s.z.Min)
	return -math.Hypot(p[0]-cameraDistance*s.toward[0], p[1]-cameraDistance*s.toward[1])
}

func dot(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

// fit scales the box to a rectangle.
func (s *space) fit(area vg.Rectangle) {
	s.scale, s.middle = 1, vg.Point{}
	unit, size := s.extent(), area.Size()
	s.scale = max(1, min(float64(size.X)/unit.x.span(), float64(size.Y)/unit.y.span()))
	s.middle = vg.Point{
		X: (area.Min.X+area.Max.X)/2 - vg.Length(s.scale*unit.x.middle()),
		Y: (area.Min.Y+area.Max.Y)/2 - vg.Length(s.scale*unit.y.middle()),
	}
}

// extent is what the box covers on the sheet.
func (s *space) extent() box {
	var b box
	for _, c := range s.corners() {
		q := s.place(c)
		b.include(float64(q.X), float64(q.Y))
	}
	return b
}

func (s *space) corners() [][3]float64 {
	var corners [][3]float64
	for _, x := range bothSides {
		for _, y := range bothSides {
			for _, z := range bothSides {
				corners = append(corners, [3]float64{x * s.half[0], y * s.half[1], z * s.half[2]})
			}
		}
	}
	return corners
}

// bothSides are the sides of the box along an axis: of its least and of its
// largest values.
var bothSides = [2]float64{-1, 1}

func (s *space) axis(k int) Range { return [3]Range{s.x, s.y, s.z}[k] }

// marked is the part of an axis that has ticks.
func (s *space) marked(k int) Range { return [3]Range{s.x, s.y, s.heights}[k] }

// below is the side of the floor: the one away from the camera.
func (s *space) below() float64 {
	if s.toward[2] < 0 {
		return 1
	}
	return -1
}

// floor is the height at which the level lines lie.
func (s *space) floor() float64 {
	if s.below() > 0 {
		return s.z.Max
	}
	return s.z.Min
}

// sees reports whether the camera is beyond a face of the box and so looks at
// its outside.
func (s *space) sees(axis int, side float64) bool {
	return side*cameraDistance*s.toward[axis] > s.half[axis]
}

// face is the outline of a face on the sheet.
func (s *space) face(axis int, side float64) vg.Path {
	a, b := (axis+1)%3, (axis+2)%3
	var points []vg.Point
	for _, c := range [][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		var p [3]float64
		p[axis], p[a], p[b] = side*s.half[axis], c[0]*s.half[a], c[1]*s.half[b]
		points = append(points, s.place(p))
	}
	return polygon(points...)
}

// edge is an edge of the box: the axis along which it runs, and its sides
// along the two others.
type edge struct {
	along int
	side  [3]float64
}

// on places a value of an edge's axis on the edge.
func (s *space) on(e edge, v float64) vg.Point {
	p := [3]float64{e.side[0] * s.half[0], e.side[1] * s.half[1], e.side[2] * s.half[2]}
	p[e.along] = s.half[e.along] * (2*share(s.axis(e.along), false, v) - 1)
	return s.place(p)
}

// outline lists the edges along an axis that are seen against the paper:
// between a face that shows its outside and one that shows its inside. An axis
// that points at the camera has none.
func (s *space) outline(along int) []edge {
	var edges []edge
	a, b := (along+1)%3, (along+2)%3
	for _, p := range bothSides {
		for _, q := range bothSides {
			if s.sees(a, p) != s.sees(b, q) {
				e := edge{along: along}
				e.side[a], e.side[b] = p, q
				edges = append(edges, e)
			}
		}
	}
	return edges
}

// outward is the direction on the sheet that leads from an edge of the outline
// straight away from the box.
func (s *space) outward(e edge) vg.Point {
	r := s.axis(e.along)
	from, to := s.on(e, r.Min), s.on(e, r.Max)
	d := to.Sub(from)
	long := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
	if long == 0 {
		return vg.Point{Y: -1}
	}
	n := vg.Point{X: d.Y / long, Y: -d.X / long}
	if inside := s.place([3]float64{}).Sub(from); inside.X*n.X+inside.Y*n.Y > 0 {
		n = n.Scale(-1)
	}
	return n
}

// Camera is where a surface is seen from, in degrees: Azimuth turns around the
// upright axis, 0 looking from the end of the first axis and 90 from the end of
// the second; Elevation is the height over the floor, negative below it.
type Camera struct{ Azimuth, Elevation float64 }

// StandardCamera sees a saddle's two ways at once.
var StandardCamera = Camera{-58, 28}
