package dense

import (
	"math"
	"slices"
)

// Models with a limited step: the minimiser s of gᵀs + sᵀHs/2 with ‖s‖ ≤ D, and that of gᵀs + sᵀHs/2 + M/6 ‖s‖³. Both are
// s(ν) = -Σ qᵢ (qᵢ·g)/(λᵢ + ν) with a ν ≥ max(0, -λ₁) at which ‖s(ν)‖ falls below D, or below 2ν/M (Conn, Gould and Toint
// 2000, Trust-Region Methods, §7.3; Cartis, Gould and Toint 2011, Math. Prog. 127, 245, §6.1). Where g has no part along q₁
// there may be no such ν: then q₁ makes up the length (the hard case).
//
// The model is scaled by powers of two so that neither squares nor cubes overflow, and a step that lies inside is refined
// with residuals of twice the precision, so that the model's value is right to rounding also where H is nearly singular.

// TrustStep sets s to the minimiser within the radius, for a g of n entries and a symmetric n×n matrix h; NaN where the
// model is not finite, the radius is negative, or it is infinite and the model has no minimum. Directions along which the
// model is flat, to the rounding of h and g, are left alone.
func (w *Workspace) TrustStep(s, g, h []float64, radius float64, n int) {
	m := &w.model
	switch ok := m.open(w, g, h, n); {
	case !ok || !(radius >= 0):
		fill(s, math.NaN())
	case radius == 0:
		clear(s)
	case m.newton() && length(m.c) <= math.Ldexp(radius, m.hScale-m.gScale):
		m.rescale(m.gScale - m.hScale)
		m.along(0)
		m.lift(s, radius, 0)
	case math.IsInf(radius, 1):
		fill(s, math.NaN())
	default:
		_, scale := math.Frexp(radius)
		m.rescale(scale)
		limit := math.Ldexp(radius, -scale)
		m.within(limit, 0)
		m.lift(s, radius, 0)
	}
}

// CubicStep sets s to the minimiser of the model with the cubic term of the weight M, for a g of n entries and a symmetric
// n×n matrix h; NaN where the model is not finite, the weight is negative, or it is 0 and the model has no minimum.
func (w *Workspace) CubicStep(s, g, h []float64, weight float64, n int) {
	m := &w.model
	switch ok := m.open(w, g, h, n); {
	case !ok || !(weight >= 0):
		fill(s, math.NaN())
	case math.IsInf(weight, 1):
		clear(s)
	case weight == 0 && !m.newton():
		fill(s, math.NaN())
	default:
		scale := m.cubicScale(weight)
		m.rescale(scale)
		m.within(math.Inf(1), math.Ldexp(weight, 3*scale-m.energy))
		m.lift(s, math.Inf(1), math.Ldexp(weight, 3*scale-m.energy))
	}
}

// model is a gradient and a Hessian in the Hessian's eigenbasis, scaled: s = 2^scale t, and gᵀs + sᵀHs/2 is 2^energy times
// the model of t.
type model struct {
	n                       int
	g, h                    []float64 // scaled
	lambda, slopes          []float64 // eigenvalues, ascending, and Vᵀg
	vectors                 []float64
	c, t                    []float64 // coordinates in the eigenbasis and in the variables
	residual, trial, border []float64
	gScale, hScale          int // g and h were divided by these powers of two first
	scale, energy           int
	base, shift             float64 // ν = base + shift, base = max(0, -λ₁)
}

// unit is the distance of 1 from the next number.
const unit = 0x1p-52

// lowest stands for the exponent of zero: below every other one, with room for sums.
const lowest = -5000

// open takes the model down; ok is false where it is not finite.
func (m *model) open(w *Workspace, g, h []float64, n int) (ok bool) {
	m.n, m.base, m.shift = n, 0, 0
	for _, a := range []*[]float64{&m.g, &m.lambda, &m.slopes, &m.c, &m.t, &m.residual, &m.trial, &m.border} {
		*a = resize(*a, n)
	}
	m.h, m.vectors = resize(m.h, n*n), resize(m.vectors, n*n)
	if !Finite(g[:n]) || !Finite(h[:n*n]) {
		return false
	}
	copy(m.g, g)
	for i := range n {
		for j := range n {
			m.h[i*n+j] = h[i*n+j]/2 + h[j*n+i]/2
		}
	}
	m.gScale, m.hScale = scaled(m.g), scaled(m.h)
	m.scale, m.energy = m.gScale-m.hScale, 2*m.gScale-m.hScale
	w.Eigen(m.lambda, m.vectors, m.h, n)
	for i := range n {
		m.slopes[i] = 0
		for j := range n {
			m.slopes[i] += m.vectors[j*n+i] * m.g[j]
		}
	}
	m.flatten()
	return Finite(m.lambda)
}

// scaled divides numbers by the power of two that makes the largest about 1, and returns its exponent.
func scaled(a []float64) int {
	largest := 0.0
	for _, x := range a {
		largest = math.Max(largest, math.Abs(x))
	}
	if largest == 0 {
		return lowest
	}
	_, exponent := math.Frexp(largest)
	for i, x := range a {
		a[i] = math.Ldexp(x, -exponent)
	}
	return exponent
}

// flatten sets to zero curvatures, with slopes, that are no more than the rounding of what they are computed from. Those of
// a diagonal matrix are exact.
func (m *model) flatten() {
	if m.diagonal() {
		return
	}
	noise := 4 * float64(m.n) * unit
	curved := noise * math.Max(math.Abs(m.lambda[0]), math.Abs(m.lambda[m.n-1]))
	sloped := noise * length(m.slopes)
	for i, lambda := range m.lambda {
		switch {
		case math.Abs(lambda) > curved:
		case math.Abs(m.slopes[i]) <= sloped:
			m.lambda[i], m.slopes[i] = 0, 0
		default: // the error of a Rayleigh quotient is the square of the eigenvector's
			m.vector(i, m.t)
			m.lambda[i] = m.curvature(m.t)
		}
	}
	m.lambda[0] = slices.Min(m.lambda) // what rounding may have put out of order
}

// vector copies an eigenvector.
func (m *model) vector(i int, dst []float64) {
	for j := range dst {
		dst[j] = m.vectors[j*m.n+i]
	}
}

func (m *model) diagonal() bool {
	for i := range m.n {
		for j := range i {
			if m.h[i*m.n+j] != 0 {
				return false
			}
		}
	}
	return true
}

// newton sets the coordinates to those of the minimum of the model without a limit, if it has one.
func (m *model) newton() bool {
	for i, lambda := range m.lambda {
		switch {
		case m.slopes[i] == 0 && lambda >= 0:
			m.c[i] = 0
		case lambda > 0:
			m.c[i] = -m.slopes[i] / lambda
		default:
			return false
		}
	}
	return Finite(m.c)
}

// cubicScale is about the exponent of the length of the step with the cubic term: that of g/λ or √(g/M), whichever is
// less, or of 2|λ₁|/M.
func (m *model) cubicScale(weight float64) int {
	_, e := math.Frexp(weight)
	if weight == 0 {
		return m.gScale - m.hScale
	}
	scale := (m.gScale - e) / 2
	if m.hScale > lowest {
		scale = min(scale, m.gScale-m.hScale)
	}
	if _, negative := math.Frexp(m.lambda[0]); m.lambda[0] < 0 {
		scale = max(scale, m.hScale+negative-e)
	}
	return max(scale, lowest/2)
}

// rescale makes the model one of t = 2^-scale s, of a size of about 1.
func (m *model) rescale(scale int) {
	slope, curve := m.gScale+scale, m.hScale+2*scale
	m.scale, m.energy = scale, max(slope, curve)
	multiply(slope-m.energy, m.g, m.slopes)
	multiply(curve-m.energy, m.h, m.lambda)
}

func multiply(exponent int, arrays ...[]float64) {
	if exponent == 0 {
		return
	}
	for _, a := range arrays {
		for i, x := range a {
			a[i] = math.Ldexp(x, exponent)
		}
	}
}

func length(a []float64) float64 {
	largest := 0.0
	for _, x := range a {
		largest = math.Max(largest, math.Abs(x))
	}
	if largest == 0 || math.IsInf(largest, 0) || math.IsNaN(largest) {
		return largest
	}
	_, e := math.Frexp(largest)
	sum := 0.0
	for _, x := range a {
		y := math.Ldexp(x, -e)
		sum += y * y
	}
	return math.Ldexp(math.Sqrt(sum), e)
}
