package minimize

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Steps have come to an end where so many in a row bring no more than a small part of the whole fall: the rest is for Newton's
// method along the corners.
const (
	window = 20
	idle   = 1e-10
)

// descend goes downhill from p by BFGS steps with a weak Wolfe line search, which needs no derivative at the corners.
func (c *corners) descend(p *place, most int) (steps int) {
	n := c.n
	inverse := mat.NewDense(n, n, nil)
	there, direction := c.newPlace(), make([]float64, n)
	first, start, marked := true, p.value, p.value
	for steps = 0; steps < most && c.ctx.Err() == nil; steps++ {
		if steps%window == window-1 {
			if !(marked-p.value > idle*(start-p.value)) {
				return steps
			}
			marked = p.value
		}
		size := norm(p.gradient)
		if size == 0 {
			return steps
		}
		if first {
			restart(inverse, p, size)
		}
		d := mat.NewVecDense(n, direction)
		d.MulVec(inverse, mat.NewVecDense(n, p.gradient))
		d.ScaleVec(-1, d)
		if slope := dot(direction, p.gradient); !(slope < 0) || !c.search(p, there, direction, slope) {
			if first {
				return steps
			}
			first = true
			continue
		}
		update(inverse, p, there, first)
		first = false
		*p, *there = *there, *p
	}
	return steps
}

// restart makes the inverse Hessian a multiple of I, with which the first step is as long as the point, or 1 at the origin; size is
// that of the gradient.
func restart(inverse *mat.Dense, p *place, size float64) {
	length := norm(p.x)
	if length == 0 {
		length = 1
	}
	inverse.Zero()
	for i := range p.x {
		inverse.Set(i, i, length/size)
	}
}

// search sets there to a point along the direction at which f has fallen and the slope has risen (Lewis and Overton 2013,
// algorithm 2.6).
func (c *corners) search(p, there *place, direction []float64, slope float64) bool {
	const enough, flatter, most = 1e-4, 0.5, 100
	low, high, t := 0.0, math.Inf(1), 1.0
	for range most {
		moved := false
		for i, x := range p.x {
			there.x[i] = x + t*direction[i]
			moved = moved || there.x[i] != x
		}
		if !moved {
			return false
		}
		switch regular := c.study(there, false) && !c.between(p.x, there.x); {
		case !regular || !(there.value < p.value+enough*t*slope):
			high = t
		case dot(there.gradient, direction) < flatter*slope:
			low = t
		default:
			return true
		}
		if t = 2 * low; high < math.Inf(1) {
			t = (low + high) / 2
		}
		if math.IsInf(t, 1) {
			return false
		}
	}
	return false
}

// update is the BFGS formula for the inverse of the Hessian; the first time its scale is set.
func update(inverse *mat.Dense, p, there *place, first bool) {
	n := len(p.x)
	s, y := mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
	for i := range n {
		s.SetVec(i, there.x[i]-p.x[i])
		y.SetVec(i, there.gradient[i]-p.gradient[i])
	}
	along := mat.Dot(s, y)
	if !(along > 0) {
		return
	}
	if first {
		inverse.Zero()
		for i := range n {
			inverse.Set(i, i, along/mat.Dot(y, y))
		}
	}
	var hy mat.VecDense
	hy.MulVec(inverse, y)
	inverse.RankOne(inverse, -1/along, &hy, s)
	inverse.RankOne(inverse, -1/along, s, &hy)
	inverse.RankOne(inverse, (1+mat.Dot(y, &hy)/along)/along, s, s)
}
