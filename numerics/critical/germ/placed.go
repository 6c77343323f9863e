package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// placed moves a direction in which a form of degree k nearly vanishes onto the exact zero near it. A zero of a form that
// has one sign is a multiple one, which descent finds to half the digits at best; it is a simple zero of a higher
// derivative, which is found to all.
func placed(s *jet.Space, form jet.Jet, d []float64, k int) ([]float64, bool) {
	if snapped := onAxes(d); exactZero(s, form, snapped) {
		return snapped, true
	}
	if s.Variables != 2 {
		return d, nondegenerate(s, form, d)
	}
	for multiplicity := k; multiplicity >= 2; multiplicity -= 2 {
		if at, ok := multipleZero(s, form, d, multiplicity); ok {
			return at, true
		}
	}
	return d, false
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

// exactZero tells whether the form and its slope vanish at d without any rounding.
func exactZero(s *jet.Space, form jet.Jet, d []float64) bool {
	for i := range d {
		if s.Value(derivative(s, form, i), d) != (jet.Ball{}) {
			return false
		}
	}
	return s.Value(form, d) == (jet.Ball{})
}

// nondegenerate tells whether the form rises at d in all directions, so that d is as exact as any number is.
func nondegenerate(s *jet.Space, form jet.Jet, d []float64) bool {
	f := newSphereForm(s, form)
	g, radial := f.gradient(d), 0.0
	for i := range d {
		radial += g[i] * d[i]
	}
	h := f.tangentHessian(d, radial)
	curvatures, err := eigenvalues(h)
	return err == nil && curvatures[0] > 1e-3
}

// multipleZero looks for a zero of the given multiplicity near d in the plane, and tells whether there is one.
func multipleZero(s *jet.Space, form jet.Jet, d []float64, multiplicity int) ([]float64, bool) {
	for range 20 {
		c := acrossDirection(s, form, d)
		shift := -c[multiplicity-1].Mid / (float64(multiplicity) * c[multiplicity].Mid)
		if !(math.Abs(shift) < 0.1) {
			return nil, false
		}
		d = normalised([]float64{d[0] - shift*d[1], d[1] + shift*d[0]})
		if math.Abs(shift) < 1e-15 {
			break
		}
	}
	c := acrossDirection(s, form, d)
	for _, coefficient := range c[:multiplicity] {
		if math.Abs(coefficient.Mid) > 16*coefficient.Rad+0x1p-50*form.Norm() {
			return nil, false
		}
	}
	return d, !c[multiplicity].Zero()
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
