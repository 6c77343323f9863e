package critical

import (
	"math"

	"saddle/numerics/critical/jet"
)

// A point may be critical within rounding and yet lie beside the critical point that is meant: where the Hessian there is
// singular the gradient vanishes so fast that many numbers around pass for it. Beside x³ or x⁴ there is a curvature that is
// not there at 0. So what such a shift may have made is taken to be zero.

// Exact reports whether the gradient is zero without any rounding.
func (l *Study) Exact() bool {
	for _, g := range l.gradient {
		if g != (jet.Ball{}) {
			return false
		}
	}
	return true
}

// How far from the critical point of a singular Hessian a number counts as that point, as a part of its size: a few units in
// the last place tell whether it is one, and then as many as a search may be off.
const (
	fewUnits  = 0x1p-47
	manyUnits = 0x1p-40
)

// loosened is the point known less exactly, where it then may be one with a singular Hessian; else the point itself. A number
// that is short in binary is taken as it is.
func (l *Study) loosened() *Study {
	size := 0.0
	for _, x := range l.p {
		if jet.Rounded(x) != jet.Exact(x) {
			size = math.Max(size, math.Abs(x))
		}
	}
	if size == 0 || !l.Smooth() || l.Exact() || !l.singularWithin(fewUnits*size) {
		return l
	}
	wide, err := l.by.studyWithin(l.p, manyUnits*size)
	if err != nil || !wide.Smooth() {
		return l
	}
	return wide
}

// singularWithin reports whether a point no further away than a radius may be critical and have a singular Hessian.
func (l *Study) singularWithin(radius float64) bool {
	wide, err := l.by.studyWithin(l.p, radius)
	if err != nil || !wide.Zero() {
		return false
	}
	s, err := readSpectrum(wide.hessianMatrix(), wide.hessianError)
	return err == nil && s.zero > 0
}

// slopNorm is how long the gradient may be at the point, 0 where it is exactly zero.
func (l *Study) slopNorm() float64 {
	norm := 0.0
	if !l.Exact() {
		for i := range l.gradient {
			norm = math.Hypot(norm, l.slop(i))
		}
	}
	return norm
}

// doubt moves the eigenvalues that a shift of the point may have made to those that may be zero.
func (l *Study) doubt(s *spectrum) {
	n := len(s.Values)
	largest := math.Max(math.Abs(s.Values[0]), math.Abs(s.Values[n-1]))
	if l.Exact() || largest == 0 {
		return
	}
	for k, value := range s.Values {
		small := k < s.negative || k >= s.negative+s.zero
		if small && l.shifted(s.Vector(k), value) {
			l.blur = math.Max(l.blur, math.Abs(value))
		}
	}
	if l.blur == 0 {
		return
	}
	for s.negative > 0 && s.Values[s.negative-1] >= -l.blur {
		s.negative, s.zero = s.negative-1, s.zero+1
	}
	for s.positive > 0 && s.Values[n-s.positive] <= l.blur {
		s.positive, s.zero = s.positive-1, s.zero+1
	}
	s.bound = math.Max(s.bound, l.blur)
}

// shifted reports whether the curvature in direction d may come of a shift along d, out of a term of higher order there.
func (l *Study) shifted(d []float64, curvature float64) bool {
	slop := 0.0
	for i, x := range d {
		slop += math.Abs(x) * l.slop(i)
	}
	const margin = 4
	for m, c := range l.line(d, 6) {
		size := math.Abs(c.Mid)
		if m < 3 || c.Zero() {
			continue
		}
		pairs := float64(m*(m-1)) / 2
		shift := math.Pow(math.Abs(curvature)/2/(pairs*size), 1/float64(m-2))
		if float64(m)*size*math.Pow(shift, float64(m-1)) <= margin*slop {
			return true
		}
	}
	return false
}

// blurred is a series with the curvatures that doubt moved made uncertain.
func (l *Study) blurred(s *jet.Space, a jet.Jet) jet.Jet {
	if l.blur == 0 {
		return a
	}
	b := append(jet.Jet(nil), a...)
	exponents := make([]int, s.Variables)
	for i := range exponents {
		exponents[i] = 2
		b[s.Index(exponents...)].Rad += l.blur
		exponents[i] = 0
	}
	return b
}
