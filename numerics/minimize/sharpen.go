package minimize

import (
	"math"
	"slices"

	"saddle/numerics/expr/dense"
)

// byQuadratics goes on from the lowest point by the minima of quadratic functions through values around it: where f is smooth
// there, though no formula tells its slopes, a simplex ends long before.
func (v *values) byQuadratics() {
	const most, rounds = 12, 20
	if len(v.x) > most {
		return
	}
	for range rounds {
		before := v.low
		for _, part := range []float64{1e-2, 1e-3, 1e-4} {
			if v.over() {
				return
			}
			v.quadratic(part)
		}
		if !(v.low < before-1e-9*math.Abs(before)) {
			return
		}
	}
}

// quadratic tries the minimum of the quadratic function through values at a distance, a part of the point's size, and points on
// the way to it.
func (v *values) quadratic(part float64) {
	n := len(v.x)
	x := slices.Clone(v.x)
	h := part * math.Max(norm(x), 1e-3)
	slopes, curved := v.differences(x, h)
	step := make([]float64, n)
	var work dense.Workspace
	if work.TrustStep(step, slopes, curved, 1e3, n); !finite(step) {
		return
	}
	for shorter := 1.0; shorter > 0.1; shorter /= 2 {
		y := slices.Clone(x)
		for i, s := range step {
			y[i] += shorter * h * s
		}
		v.at(y)
	}
}

// differences are the gradient and the Hessian by differences of values around the lowest point x, in steps of h.
func (v *values) differences(x []float64, h float64) (slopes, curved []float64) {
	n, f := len(x), v.low
	value := func(i, j int, a, b float64) float64 {
		y := slices.Clone(x)
		y[i] += a * h
		y[j] += b * h
		return v.at(y)
	}
	slopes, curved = make([]float64, n), make([]float64, n*n)
	ends := make([]float64, n)
	for i := range n {
		up, down := value(i, i, 1, 0), value(i, i, -1, 0)
		ends[i] = up
		slopes[i] = (up - down) / 2
		curved[i*n+i] = up - 2*f + down
		for j := range i {
			curved[i*n+j] = value(i, j, 1, 1) - up - ends[j] + f
			curved[j*n+i] = curved[i*n+j]
		}
	}
	return slopes, curved
}

// sharpen moves a corner that slopes show within a distance to where f is lowest around it, along the axes, with steps down to the
// last digits. Coordinates that are zero within rounding are.
func (c *corners) sharpen(p *place, within, scale float64) {
	q := slices.Clone(p.x)
	low := p.value
	try := func(i int, x float64) bool {
		before := q[i]
		if q[i] = x; x == before {
			return false
		}
		if value := c.at(q); value < low {
			low = value
			return true
		}
		q[i] = before
		return false
	}
	for step := within; step > 1e-17*scale && c.ctx.Err() == nil; step /= 2 {
		for i := range q {
			_ = try(i, q[i]+step) || try(i, q[i]-step)
		}
	}
	for i, x := range q {
		if math.Abs(x) < 1e-14*scale {
			try(i, 0)
		}
	}
	if low < p.value {
		copy(p.x, q)
		c.study(p, false)
	}
}
