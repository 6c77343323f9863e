package dense

import "math"

// within sets the coordinates and the shift for a step of at most the radius, or, for a weight above 0, with the cubic term.
func (m *model) within(radius, weight float64) {
	m.base, m.shift = math.Max(0, -m.lambda[0]), 0
	if m.along(0); length(m.c) > m.limit(0, radius, weight) {
		m.shift = m.root(radius, weight)
		m.along(m.shift)
		return
	}
	if m.lambda[0] < 0 {
		m.lengthen(m.limit(0, radius, weight))
	}
}

// limit is the length that a step with the shift ν = base + shift may have.
func (m *model) limit(shift, radius, weight float64) float64 {
	if weight > 0 {
		return 2 * (m.base + shift) / weight
	}
	return radius
}

// along sets the coordinates of s(base + shift); a slope where nothing curves makes an infinite one.
func (m *model) along(shift float64) {
	for i, lambda := range m.lambda {
		if m.c[i] = 0; m.slopes[i] != 0 {
			m.c[i] = -m.slopes[i] / (lambda + m.base + shift)
		}
	}
}

// mostSecular ends the search for the root; Newton's method takes about six steps, and halving 60 to 1100.
const mostSecular = 1200

// root is the shift above 0 at which the length of the step is the limit. It is enclosed, Newton's method on
// 1/‖s‖ - 1/limit goes to it, and where that leaves the enclosure this is halved.
func (m *model) root(radius, weight float64) float64 {
	low, high := m.enclosure(radius, weight)
	shift := low
	for range mostSecular {
		m.along(shift)
		size := length(m.c)
		value := 1/size - 1/m.limit(shift, radius, weight)
		if value < 0 {
			low = shift
		} else {
			high = shift
		}
		next := shift - value/m.slope(shift, size, weight)
		if !(next > low && next < high) {
			next = middle(low, high)
		}
		if !(next > low && next < high) || math.Abs(next-shift) <= unit/2*shift {
			break
		}
		shift = next
	}
	return shift
}

// slope is the derivative of 1/‖s‖ - 1/limit by the shift.
func (m *model) slope(shift, size, weight float64) float64 {
	sum := 0.0
	for i, x := range m.c {
		if x != 0 {
			part := x / size
			sum += part * part / (m.lambda[i] + m.base + shift)
		}
	}
	sum /= size
	if weight > 0 {
		sum += weight / 2 / (m.base + shift) / (m.base + shift)
	}
	return sum
}

// enclosure bounds the root: each coordinate alone is no longer than the limit, and all together no longer than if no
// direction curved.
func (m *model) enclosure(radius, weight float64) (low, high float64) {
	for i, slope := range m.slopes {
		d := m.lambda[i] + m.base
		if slope == 0 {
			continue
		}
		if weight > 0 { // (base + shift)(d + shift) ≥ M|slope|/2
			product := weight / 2 * math.Abs(slope)
			over := product - m.base*d
			low = math.Max(low, 2*over/(m.base+d+math.Sqrt((m.base-d)*(m.base-d)+4*product)))
		} else {
			low = math.Max(low, math.Abs(slope)/radius-d)
		}
	}
	high = length(m.slopes) / radius
	if weight > 0 {
		high = math.Sqrt(weight / 2 * length(m.slopes))
	}
	return low * (1 - 4*unit), high * (1 + float64(4+m.n)*unit)
}

func middle(low, high float64) float64 {
	if low > 0 && high > 4*low {
		return math.Sqrt(low) * math.Sqrt(high)
	}
	return low + (high-low)/2
}

// lengthen makes up the length along q₁, towards lower values, or as q₁ points where both ways are equal.
func (m *model) lengthen(limit float64) {
	first := m.c[0]
	m.c[0] = 0
	rest := length(m.c)
	missing := math.Sqrt(math.Max(0, limit-rest)) * math.Sqrt(limit+rest)
	if m.c[0] = math.Max(missing, math.Abs(first)); m.slopes[0] > 0 {
		m.c[0] = -m.c[0]
	}
}

// lift sets s to the step of the coordinates, refined, and never one that makes the model larger or leaves the radius.
func (m *model) lift(s []float64, radius, weight float64) {
	m.spread(m.t)
	m.refine(math.Ldexp(radius, -m.scale), weight)
	m.lower(weight)
	for i, x := range m.t {
		s[i] = math.Ldexp(x, m.scale)
	}
	for size := length(s); size > radius; size = length(s) {
		for i := range s {
			s[i] *= math.Min(radius/size, 1-unit/2)
		}
	}
}

// spread writes the coordinates in the variables.
func (m *model) spread(dst []float64) {
	for i := range dst {
		dst[i] = dot(m.vectors[i*m.n:(i+1)*m.n], m.c)
	}
}

// refine corrects the step by its residual -(g + (H + ν)t), which is computed in twice the precision, as long as that makes
// the model lower: Newton's method on the conditions for t, and for a ν that depends on it.
func (m *model) refine(radius, weight float64) {
	const most = 30
	best := m.value(m.t, weight)
	for range most {
		before := m.shift
		m.remains(m.t, weight)
		m.divide(m.residual, m.trial)
		change := m.change(radius, weight)
		for i, x := range m.t {
			m.trial[i] += x
			if change != 0 {
				m.trial[i] -= change * m.border[i]
			}
		}
		m.shift += change
		lower := m.value(m.trial, weight)
		if !(lower < best) || m.shift < 0 || length(m.trial) > radius*(1+1e-9) {
			m.shift = before
			return
		}
		best = lower
		copy(m.t, m.trial)
	}
}

// change is by how much ν changes with a correction, in trial, of the step: so that it keeps the length of the radius, or by
// the growth of M‖t‖/2. It sets border to (H + ν)⁻¹t.
func (m *model) change(radius, weight float64) float64 {
	if m.shift == 0 {
		return 0
	}
	m.divide(m.t, m.border)
	along, across, size := dot(m.t, m.trial), dot(m.t, m.border), length(m.t)
	if weight > 0 {
		growth := weight / 2 / size
		return growth * along / (1 + growth*across)
	}
	return (along - (radius-size)*(radius+size)/2) / across
}

// divide sets dst to (H + ν)⁻¹ v, in the directions in which that is positive.
func (m *model) divide(v, dst []float64) {
	for i := range m.c {
		m.c[i] = 0
		if d := m.lambda[i] + m.base + m.shift; d > 0 {
			for j, x := range v {
				m.c[i] += m.vectors[j*m.n+i] * x / d
			}
		}
	}
	m.spread(dst)
}

// remains sets the residual of a step.
func (m *model) remains(t []float64, weight float64) {
	nu := precise{high: m.base}
	nu.add(m.shift)
	if weight > 0 {
		nu = precise{high: weight / 2 * length(t)}
	}
	for i := range t {
		sum := precise{high: m.g[i]}
		sum.addDot(m.h[i*m.n:(i+1)*m.n], t)
		sum.addProduct(nu.high, t[i])
		sum.addProduct(nu.low, t[i])
		m.residual[i] = -sum.value()
	}
}

// value is the model's.
func (m *model) value(t []float64, weight float64) float64 {
	slope, curve, size := m.line(t)
	return slope + (curve/2 + weight/6*size*size*size)
}

// line is gᵀt, tᵀHt and ‖t‖.
func (m *model) line(t []float64) (slope, curve, size float64) {
	var sum precise
	sum.addDot(m.g, t)
	return sum.value(), m.curvature(t), length(t)
}

// lower shortens, lengthens or turns round a step that is not the lowest on its line, or leaves none.
func (m *model) lower(weight float64) {
	a, q, size := m.line(m.t)
	k := weight / 6 * size * size * size
	factor := 1.0
	switch {
	case a > 0 && q >= 0 || a == 0 && q > 0:
		factor = 0
	case a > 0:
		factor = -1
	case a+q/2+k > 0 || weight == 0 && q > -1.1*a:
		factor = root(a, q, 3*k)
	}
	for i := range m.t {
		m.t[i] *= factor
	}
}

// root is the larger τ with a + q τ + c τ² = 0, for a ≤ 0 ≤ c.
func root(a, q, c float64) float64 {
	spread := math.Sqrt(q*q - 4*a*c)
	if q > 0 {
		return -2 * a / (q + spread)
	}
	return (spread - q) / (2 * c)
}

// curvature is vᵀHv to its last digits.
func (m *model) curvature(v []float64) float64 {
	var sum precise
	for i, x := range v {
		var row precise
		row.addDot(m.h[i*m.n:(i+1)*m.n], v)
		sum.addProduct(row.high, x)
		sum.addProduct(row.low, x)
	}
	return sum.value()
}
