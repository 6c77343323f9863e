package raster

import (
	"math"

	"gonum.org/v1/plot/vg"
)

type point struct{ x, y float64 }

// affine maps (x, y) to (a x + c y + e, b x + d y + f).
type affine struct{ a, b, c, d, e, f float64 }

func (m affine) apply(x, y float64) point {
	return point{m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f}
}

// after is n followed by m.
func (m affine) after(n affine) affine {
	return affine{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// size is how many device pixels a unit is long.
func (m affine) size() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// flatten turns a path into lines of device points, kept in c.points; c.ends
// holds the end of each, negative where the line is closed.
func (c *Canvas) flatten(path vg.Path) {
	c.points, c.ends = c.points[:0], c.ends[:0]
	start := 0
	finish := func(closed bool) {
		if len(c.points) > start {
			end := len(c.points)
			if closed {
				end = -end
			}
			c.ends = append(c.ends, end)
		}
		start = len(c.points)
	}
	for _, comp := range path {
		p := c.state.at.apply(float64(comp.Pos.X), float64(comp.Pos.Y))
		switch comp.Type {
		case vg.MoveComp:
			finish(false)
			c.points = append(c.points, p)
		case vg.LineComp:
			c.points = append(c.points, p)
		case vg.ArcComp:
			c.arc(comp)
		case vg.CurveComp:
			c.curve(comp, p)
		case vg.CloseComp:
			finish(true)
		}
	}
	finish(false)
}

// eachLine hands out the lines that flatten made.
func (c *Canvas) eachLine(do func(line []point, closed bool)) {
	start := 0
	for _, end := range c.ends {
		closed := end < 0
		if closed {
			end = -end
		}
		do(c.points[start:end:end], closed)
		start = end
	}
}

func (c *Canvas) arc(comp vg.PathComp) {
	radius := float64(comp.Radius)
	n := 2 + int(math.Abs(comp.Angle)*math.Sqrt(radius*c.state.at.size())*1.5)
	for i := 0; i <= n; i++ {
		sin, cos := math.Sincos(comp.Start + comp.Angle*float64(i)/float64(n))
		c.points = append(c.points, c.state.at.apply(float64(comp.Pos.X)+radius*cos, float64(comp.Pos.Y)+radius*sin))
	}
}

// curve appends a quadratic or cubic as short lines.
func (c *Canvas) curve(comp vg.PathComp, end point) {
	if len(c.points) == 0 {
		return
	}
	from := c.points[len(c.points)-1]
	control := func(i int) point {
		return c.state.at.apply(float64(comp.Control[i].X), float64(comp.Control[i].Y))
	}
	p, q := control(0), control(len(comp.Control)-1)
	if len(comp.Control) == 1 {
		q = point{(end.x + 2*p.x) / 3, (end.y + 2*p.y) / 3}
		p = point{(from.x + 2*p.x) / 3, (from.y + 2*p.y) / 3}
	}
	bend := math.Hypot(from.x-2*p.x+q.x, from.y-2*p.y+q.y) + math.Hypot(p.x-2*q.x+end.x, p.y-2*q.y+end.y)
	n := 1 + int(math.Sqrt(bend)*1.5)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		s := 1 - t
		a, b, d, e := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
		c.points = append(c.points, point{a*from.x + b*p.x + d*q.x + e*end.x, a*from.y + b*p.y + d*q.y + e*end.y})
	}
}
