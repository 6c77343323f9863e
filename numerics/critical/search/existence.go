package search

import (
	"math"

	"saddle/numerics/interval"
)

// sole looks for the critical point in a box that holds at most one. It fails where Newton's method finds none or the proof
// does not succeed; the box may then be empty all the same.
func (p *enclosure) sole(x, whole interval.Box) (root, bool) {
	z, ok := p.descendTo(x)
	if !ok {
		return root{}, false
	}
	enclosure, ok := p.verified(z, whole)
	if !ok {
		return root{}, false
	}
	if enclosure.Within(x) {
		return root{enclosure, p.widened(x.Clone(), whole)}, true
	}
	if joint := enclosure.Hull(x); p.regularOn(joint) {
		return root{enclosure, joint}, true
	}
	return root{}, false
}

// descendTo is where Newton's method on the gradient goes from the middle of a box, if it does not leave its surroundings.
func (p *enclosure) descendTo(x interval.Box) ([]float64, bool) {
	z := make([]float64, p.n)
	for i, r := range x {
		z[i] = r.Mid()
	}
	const mostSteps = 30
	for range mostSteps {
		length, ok := p.newtonStep(z)
		if !ok || !surrounds(x, z) {
			return nil, false
		}
		if length < 1e-15 {
			break
		}
	}
	return z, true
}

// newtonStep moves z by -H⁻¹∇f and returns the length relative to z.
func (p *enclosure) newtonStep(z []float64) (length float64, ok bool) {
	gradient, hessian, ok := p.derivativesAt(z)
	if !ok {
		return 0, false
	}
	return p.newton.Step(z, gradient, hessian)
}

// derivativesAt are the gradient and the Hessian row by row at a point, until they are asked for again.
func (p *enclosure) derivativesAt(z []float64) (gradient, hessian []float64, ok bool) {
	if p.slopes.Run(z, p.at) != nil || p.bends.Run(z, p.bend) != nil {
		return nil, nil, false
	}
	return p.at[1:], p.bend, true
}

// surrounds reports whether z is no further outside the box than the box is wide.
func surrounds(x interval.Box, z []float64) bool {
	for i, r := range x {
		if width := r.Width() + 1e-14*r.Size(); z[i] < r.Lo-width || z[i] > r.Hi+width {
			return false
		}
	}
	return true
}

// verified is a small box around z that is proven to hold exactly one critical point.
func (p *enclosure) verified(z []float64, whole interval.Box) (interval.Box, bool) {
	return interval.Narrowest(z, func(i int) float64 { return math.Max(math.Abs(z[i]), whole[i].Width()/1024) }, p.holdsOne)
}

// holdsOne is Krawczyk's test of a box.
func (p *enclosure) holdsOne(box interval.Box) bool {
	p.gradient.Run(box, p.slope)
	if !p.smooth() {
		return false
	}
	p.hessian.Run(box, p.bent)
	if !p.bounded() || !p.precondition(box) {
		return false
	}
	return p.newton.HoldsOne(box)
}

// widened enlarges a box with at most one critical point as long as that can be proven, to spare its neighbours.
func (p *enclosure) widened(x, whole interval.Box) interval.Box {
	return x.Widened(whole, p.regularOn)
}
