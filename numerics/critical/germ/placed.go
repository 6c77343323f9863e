package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// placed moves a direction in which a form of degree k nearly vanishes onto the exact zero near it. A zero of a form that
// has one sign is a multiple one, which descent finds to half the digits at best; it is a simple zero of a higher
// derivative, which is found to all.
func placed(s *jet.Space, form jet.Jet, d []float64, k int) (place, bool) {
	if snapped := onAxes(d); exactZero(s, form, snapped) {
		off := 0.0
		if !alongAxis(snapped) {
			off = placing
		}
		return place{snapped, off}, true
	}
	if s.Variables != 2 {
		curvature := leastCurvature(s, form, d)
		return place{d, placing + 4*slopeError(s, form, d)/(curvature*form.Norm())}, curvature > 1e-3
	}
	for multiplicity := k; multiplicity >= 2; multiplicity -= 2 {
		if at, ok := multipleZero(s, form, d, multiplicity); ok {
			return at, true
		}
	}
	return place{}, false
}

// place is a direction, and by how much its components may be off.
type place struct {
	at  []float64
	off float64
}

// placing is how exactly a direction is known at best that is not along an axis.
const placing = 0x1p-46

// alongAxis reports whether all but one of the components are zero.
func alongAxis(d []float64) bool {
	others := 0
	for _, x := range d {
		if x != 0 {
			others++
		}
	}
	return others == 1
}

// slopeError is how much of the slope of a form at d may come of the errors of its coefficients.
func slopeError(s *jet.Space, form jet.Jet, d []float64) float64 {
	worst := 0.0
	for i := range d {
		worst = math.Max(worst, s.Value(derivative(s, form, i), d).Rad)
	}
	return worst
}

// onAxes sets the small components of a direction to zero.
func onAxes(d []float64) []float64 {
	snapped := make([]float64, len(d))
	for i, x := range d {
		if math.Abs(x) > 1e-2 {
			snapped[i] = x
		}
	}
	return normalised(snapped)
}

// exactZero reports whether the form and its slope vanish at d without any rounding.
func exactZero(s *jet.Space, form jet.Jet, d []float64) bool {
	for i := range d {
		if s.Value(derivative(s, form, i), d) != (jet.Ball{}) {
			return false
		}
	}
	return s.Value(form, d) == (jet.Ball{})
}

// leastCurvature is how much the form, scaled to a largest coefficient of 1, rises at least from a zero d of it: where that is
// something, d is as exact as the coefficients are. It is 0 where it cannot be told.
func leastCurvature(s *jet.Space, form jet.Jet, d []float64) float64 {
	f := newSphereForm(s, form)
	g, radial := f.gradient(d), 0.0
	for i := range d {
		radial += g[i] * d[i]
	}
	curvatures, err := eigenvalues(f.tangentHessian(d, radial))
	if err != nil {
		return 0
	}
	return curvatures[0]
}

// multipleZero looks for a zero of the given multiplicity near d in the plane, and reports whether there is one.
func multipleZero(s *jet.Space, form jet.Jet, d []float64, multiplicity int) (place, bool) {
	for range 20 {
		c := acrossDirection(s, form, d)
		shift := -c[multiplicity-1].Mid / (float64(multiplicity) * c[multiplicity].Mid)
		if !(math.Abs(shift) < 0.1) {
			return place{}, false
		}
		d = normalised([]float64{d[0] - shift*d[1], d[1] + shift*d[0]})
		if math.Abs(shift) < 1e-15 {
			break
		}
	}
	c := acrossDirection(s, form, d)
	for _, coefficient := range c[:multiplicity] {
		if math.Abs(coefficient.Mid) > 16*coefficient.Rad+0x1p-50*form.Norm() {
			return place{}, false
		}
	}
	next, last := c[multiplicity-1], c[multiplicity]
	return place{d, placing + 4*(math.Abs(next.Mid)+next.Rad)/(float64(multiplicity)*math.Abs(last.Mid))}, !last.Zero()
}

// acrossDirection are the coefficients of form(d + s d⊥) in powers of s, d⊥ being d turned by a right angle.
func acrossDirection(s *jet.Space, form jet.Jet, d []float64) jet.Jet {
	line := s.Beside(1, s.Order)
	at := make([]jet.Jet, 2)
	for i, slope := range []float64{-d[1], d[0]} {
		at[i] = line.Add(line.Const(jet.Exact(d[i])), line.Scale(line.Variable(0, jet.Ball{}), jet.Exact(slope)))
	}
	return substitute(s, line, form, at)
}
