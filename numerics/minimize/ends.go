package minimize

import (
	"math"

	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// ends are the corners through a place beyond which f has no value, turned so that they are positive where it has one.
type ends struct {
	*corners
	active []gap
	j      *mat.Dense // their gradients, row by row
	inward []float64  // a direction in which all of them grow
}

// endsThrough is nil where f goes on beyond one of the corners, or on neither side.
func (c *corners) endsThrough(p *place, active []gap, j *mat.Dense, scale float64) *ends {
	const reach = 1e-7
	e := &ends{corners: c, active: active, j: mat.DenseCopyOf(j), inward: make([]float64, c.n)}
	dual := pseudoInverse(j)
	signs := make([]float64, len(active))
	for k := range active {
		across := column(dual, k)
		size := norm(across)
		value := func(side float64) float64 { return c.at(along(p.x, across, side*reach*scale/size)) }
		up, down := value(1), value(-1)
		if math.IsNaN(up) == math.IsNaN(down) && len(active) == 1 {
			return nil
		}
		if signs[k] = 1; math.IsNaN(up) && !math.IsNaN(down) {
			signs[k] = -1
		}
		for i, x := range across {
			e.inward[i] += signs[k] * x / size
		}
	}
	if math.IsNaN(c.at(along(p.x, e.inward, reach*scale))) {
		return nil
	}
	for k, sign := range signs {
		across := column(dual, k)
		out := along(along(p.x, e.inward, reach*scale), across, -2*sign*reach*scale/norm(across))
		if !math.IsNaN(c.at(out)) {
			return nil
		}
		for i := range c.n {
			e.j.Set(k, i, sign*j.At(k, i))
		}
	}
	return e
}

// inside is the place next to p within the domain at which f has derivatives; nil where there is none.
func (e *ends) inside(p *place, least, scale float64) *place {
	q := e.newPlace()
	for reach := least; reach < 1e-6; reach *= 100 {
		copy(q.x, along(p.x, e.inward, reach*scale))
		if e.study(q, true) {
			return q
		}
	}
	return nil
}

// atMinimum reports whether f rises from p into its domain, by slopes that do not fade towards the ends, and, by its curvature, along
// them.
func (e *ends) atMinimum(p *place, scale float64) bool {
	const closest, near, nearer = 1e-30, 1e-7, 1e-9
	first, second, last := e.inside(p, near, scale), e.inside(p, nearer, scale), e.inside(p, closest, scale)
	if first == nil || second == nil {
		return false
	}
	zero := mat.NewVecDense(len(e.active), nil)
	_, _, far := split(e.j, zero, first.gradient)
	_, free, close := split(e.j, zero, second.gradient)
	for k := range e.active {
		if !(close[k] < 0) || !(close[k] <= 0.9*far[k]) {
			return false
		}
	}
	if free == nil {
		return true
	}
	for _, beside := range []*place{last, second, first} { // the closest may be lost in rounding
		if beside == nil {
			continue
		}
		if step, positive := e.alongEnds(beside, free); positive && norm(step) <= 1e-6*scale {
			return true
		}
	}
	return false
}

// alongEnds is Newton's step along the ends from a place beside them, and whether f curves up in all these directions.
func (e *ends) alongEnds(q *place, free *mat.Dense) (step []float64, positive bool) {
	n := e.n
	_, _, multipliers := split(e.j, mat.NewVecDense(len(e.active), nil), q.gradient)
	clear(e.weighs)
	copy(e.weighs, q.x)
	for k, g := range e.active {
		sign := math.Copysign(1, dot(e.j.RawRowView(k), g.gradient))
		e.weighs[n+g.number] += sign * multipliers[k]
	}
	if e.most.Run(e.weighs, e.curved) != nil {
		return nil, false
	}
	w := mat.NewDense(n, n, nil)
	for i, x := range q.hessian {
		w.RawMatrix().Data[i] = x + e.curved[i]
	}
	reduced := reduce(w, free)
	d, err := spectral.Symmetric(reduced)
	if err != nil || !(d.Values[0] > 1e-8*math.Abs(d.Values[len(d.Values)-1])) {
		return nil, false
	}
	step = tangential(w, free, q.gradient, make([]float64, n))
	return step, step != nil
}

// slide moves p along the ends to where f is least on them, by Newton's method; nil where that fails.
func (e *ends) slide(p *place, scale float64) *place {
	q := e.newPlace()
	copy(q.x, p.x)
	for range 20 {
		beside := e.inside(q, 1e-30, scale)
		if beside == nil {
			return nil
		}
		_, free, _ := split(e.j, mat.NewVecDense(len(e.active), nil), beside.gradient)
		if free == nil {
			break
		}
		step, positive := e.alongEnds(beside, free)
		if !positive {
			return nil
		}
		for i, s := range step {
			q.x[i] += s
		}
		if norm(step) <= 1e-15*scale {
			break
		}
	}
	e.study(q, false)
	if !(q.value <= p.value+lost*math.Abs(p.value)) {
		return nil
	}
	return q
}
