package minimize

import (
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// fadesBeyond reports whether f goes on falling ever more slowly beyond the place, along Newton's step or against the gradient, as far
// as numbers go, and then ends the search: what rounding hides there is no minimum.
func (s *search) fadesBeyond() bool {
	p := s.newPlace()
	copy(p.x, s.At)
	if !s.study(p, true) {
		return false
	}
	steepest := scaledBy(-1e-2*s.scale(p.x)/norm(p.gradient), p.gradient)
	for _, step := range [][]float64{newtonStep(p), steepest} {
		if far, value, ok := s.fadesAlong(p, step); ok {
			s.end(critical.Undecided, "minimize.fades", value, far)
			return true
		}
	}
	return false
}

// newtonStep is -|H|⁺∇f, which leads downhill along every eigenvector.
func newtonStep(p *place) []float64 {
	n := len(p.x)
	step := make([]float64, n)
	d, err := spectral.Symmetric(mat.NewDense(n, n, p.hessian))
	if err != nil {
		return step
	}
	for k, curvature := range d.Values {
		if v := d.Vector(k); curvature != 0 {
			along := dot(v, p.gradient) / math.Abs(curvature)
			for i := range step {
				step[i] -= along * v[i]
			}
		}
	}
	return step
}

// fadesAlong follows a step that is doubled each time until the slope along it can no longer be told from zero: it stays negative
// and gets ever smaller, and f nowhere rises. It returns how far that is from the start of the search, and f there.
func (s *search) fadesAlong(p *place, step []float64) (far, value float64, ok bool) {
	const least, many, most = 5, 40, 1100
	size := norm(step)
	if !(size > 1e-6*s.scale(p.x)) || math.IsInf(size, 1) {
		return 0, 0, false
	}
	unit := scaledBy(1/size, step)
	q := s.newPlace()
	slope, low, noise := dot(p.gradient, unit), p.value, lost*math.Abs(p.value)
	for k := range most {
		copy(q.x, along(p.x, unit, math.Ldexp(size, k)))
		if !s.study(q, false) || s.between(p.x, q.x) {
			break
		}
		next := dot(q.gradient, unit)
		if next == 0 && k >= least {
			return distance(q.x, s.start), q.value, k >= many || !s.constantAt(q.x)
		}
		if !(next < 0 && next > slope) || q.value > low+noise {
			return 0, 0, false
		}
		slope, low = next, q.value
		far, value, ok = distance(q.x, s.start), q.value, k >= many && !math.IsInf(far, 1)
	}
	return far, value, ok
}
