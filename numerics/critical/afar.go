package critical

import (
	"math"

	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"
)

// Near a degenerate point a term of high degree is too small to be seen: x² - y²⁰ is as flat along y as x². Further away it is
// not, so what is said of a flat direction must hold there too.

// scale is the length that distances from p are measured by.
func (l *local) scale() float64 {
	size := 1.0
	for _, x := range l.p {
		size = math.Max(size, math.Abs(x))
	}
	return size
}

// holdsAfar looks for what contradicts that f is nowhere below f(p), or nowhere above, or constant: that no curve of critical
// points goes on far from p, or values on the wrong side, in many directions and where f goes down (up) from there. Where
// nothing does, that is no proof; a work that is too much counts as a contradiction.
func (l *local) holdsAfar(a germ.Answer) bool {
	const far = 0.5
	directions := sides(len(l.p))
	if a.Flat != nil {
		directions = append(directions, a.Flat, scaled(a.Flat, -1))
	}
	if !l.anyCritical(directions, far*l.scale()) {
		return false
	}
	for _, distance := range []float64{far, far / 4} {
		for _, d := range directions {
			if l.refutedFrom(l.moved(d, distance*l.scale()), distance*l.scale(), a.Sides) {
				return false
			}
		}
	}
	return l.by.effort.Charge(0) == nil
}

// refutedFrom goes down, or up, from q as long as it stays about as far from p, and tells whether f is on the wrong side.
func (l *local) refutedFrom(q *local, distance float64, sides germ.Sides) bool {
	for range 8 {
		if q == nil || l.farFrom(q, distance) {
			return false
		}
		switch sign := jet.Sum(q.value, jet.Scaled(l.value, -1)).Sign(); {
		case sides == germ.Flat && sign != 0, sides == germ.Above && sign < 0, sides == germ.Below && sign > 0:
			return true
		}
		step := q.slide(sides == germ.Below)
		if step == nil {
			return false
		}
		q = q.moved(step, 1)
	}
	return false
}

// slide is the step -|H|⁻¹∇f down, or its opposite, |H| being the Hessian with its eigenvalues made positive.
func (l *local) slide(up bool) []float64 {
	s, err := readSpectrum(l.hessianMatrix(), l.hessianError)
	if err != nil {
		return nil
	}
	n := len(l.p)
	largest := math.Max(math.Abs(s.Values[0]), math.Abs(s.Values[n-1]))
	step := make([]float64, n)
	for k, value := range s.Values {
		direction, along := s.Vector(k), 0.0
		for i, g := range l.gradient {
			along += direction[i] * g.Mid
		}
		by := -along / (math.Abs(value) + 1e-6*largest)
		if up {
			by = -by
		}
		for i := range step {
			step[i] += by * direction[i]
		}
	}
	return step
}
