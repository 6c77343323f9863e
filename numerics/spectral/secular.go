package spectral

import "math"

// secular is the equation 1/ρ + Σ zᵢ²/(dᵢ - λ) = 0, ρ > 0 and d ascending, of which the roots are the eigenvalues of
// diag(d) + ρ z zᵀ: one between each two of d, and one above.
type secular struct {
	d, z    []float64
	inverse float64   // 1/ρ
	above   float64   // how far the last root is above d at most
	gaps    []float64 // row j: dᵢ - λⱼ, to full relative precision
	away    []float64 // d as seen from the nearest of them
}

// newSecular is an equation with k terms, in room for k² numbers.
func newSecular(rho float64, k int, room []float64) *secular {
	return &secular{d: make([]float64, k), z: make([]float64, k), inverse: 1 / rho, gaps: room[:k*k], away: make([]float64, k)}
}

// roots are all of them, ascending.
func (s *secular) roots() []float64 {
	length := 0.0
	for _, z := range s.z {
		length += z * z
	}
	s.above = length / s.inverse * (1 + 16*epsilon)
	roots := make([]float64, len(s.d))
	for j := range roots {
		roots[j] = s.root(j)
	}
	return roots
}

// terms are the two halves of the sum at some λ, of the terms up to some place and of those behind, with their slopes.
type terms struct{ low, lowSlope, high, highSlope float64 }

// value is the left side of the equation.
func (s *secular) value(t terms) float64 { return s.inverse + t.low + t.high }

// root is number j: sought as a distance from the nearest of d, so that no digit of any dᵢ - λ is lost.
func (s *secular) root(j int) float64 {
	row := s.gaps[j*len(s.d):][:len(s.d)]
	origin, low, high, at := s.bracket(j, row)
	split := min(j, max(len(s.d)-2, 0))
	before := math.Inf(1)
	const mostSteps = 100
	for range mostSteps {
		t := s.at(at, split, row)
		value := s.value(t)
		if s.settled(at, value, t) {
			break
		}
		if value < 0 {
			low = at
		} else {
			high = at
		}
		next := s.step(at, low, high, row[split:], value, t)
		if slow := math.Abs(value) > before/2; slow || math.IsNaN(next) {
			next = low + (high-low)/2
		}
		if before = math.Abs(value); next <= low || next >= high || next == at {
			break
		}
		at = next
	}
	return s.d[origin] + at
}

// bracket chooses the nearest of d to root j, by the sign in the middle between its neighbours, and finds bounds of the distance, and a
// first guess by the terms of the neighbours, the others taken as they are in the middle.
func (s *secular) bracket(j int, row []float64) (origin int, low, high, guess float64) {
	if j == len(s.d)-1 {
		s.seenFrom(j)
		return j, 0, s.above, s.above / 2
	}
	s.seenFrom(j)
	gap := s.away[j+1]
	value := s.value(s.at(gap/2, j, row))
	left, right := s.z[j]*s.z[j], s.z[j+1]*s.z[j+1]
	rest := value - left/row[j] - right/row[j+1]
	origin, high = j, gap/2
	a, b := rest*gap+left+right, left*gap
	if value < 0 {
		s.seenFrom(j + 1)
		origin, low, high = j+1, -gap/2, 0
		a, b = -rest*gap+left+right, -right*gap
	}
	if guess = between(a, b, rest, low, high); math.IsNaN(guess) {
		guess = low + (high-low)/2
	}
	return origin, low, high, guess
}

// seenFrom takes the distances of d from one of them.
func (s *secular) seenFrom(origin int) {
	for i, d := range s.d {
		s.away[i] = d - s.d[origin]
	}
}

// at evaluates the sum, and what it divides by, at a distance from the origin.
func (s *secular) at(distance float64, split int, row []float64) (t terms) {
	t.low, t.lowSlope = s.part(distance, 0, split+1, row)
	t.high, t.highSlope = s.part(distance, split+1, len(row), row)
	return t
}

func (s *secular) part(distance float64, from, to int, row []float64) (sum, slope float64) {
	row = row[from:to]
	z, away := s.z[from:to][:len(row)], s.away[from:to][:len(row)]
	for i := range row {
		gap := away[i] - distance
		quotient := z[i] / gap
		row[i] = gap
		sum += z[i] * quotient
		slope += quotient * quotient
	}
	return sum, slope
}

// settled reports whether a value is no more than rounding.
func (s *secular) settled(at, value float64, t terms) bool {
	n := float64(len(s.d))
	sizes := math.Abs(t.low) + math.Abs(t.high)
	return math.Abs(value) <= epsilon*(s.inverse+(8+n/4)*sizes+math.Abs(at)*(t.lowSlope+t.highSlope))
}

// step goes to the root of c + s₁/(p₁ - η) + s₂/(p₂ - η), which has the value and the slope of each half, with its pole at the
// nearest of d: the middle way (Li 1993, LAPACK Working Note 89). It is NaN where that is not between the bounds.
func (s *secular) step(at, low, high float64, poles []float64, value float64, t terms) float64 {
	p, q := poles[0], poles[0]
	if len(poles) > 1 {
		q = poles[1]
	}
	a := (p+q)*value - p*q*(t.lowSlope+t.highSlope)
	b := p * q * value
	c := value - p*t.lowSlope - q*t.highSlope
	return at + between(a, b, c, low-at, high-at)
}

// between is the root of c x² - a x + b between two bounds, NaN where none is.
func between(a, b, c, low, high float64) float64 {
	q := (a + math.Copysign(math.Sqrt(math.Max(a*a-4*b*c, 0)), a)) / 2
	for _, x := range [2]float64{b / q, q / c} {
		if x > low && x < high {
			return x
		}
	}
	return math.NaN()
}

// vectors writes the unit eigenvectors, one a column, entry i to row place[i]: those of the matrix with other z, almost the same, that has
// the roots found as its exact eigenvalues (Löwner's formula), so that they are orthogonal however near the roots are.
func (s *secular) vectors(into []float64, place []int) {
	k := len(s.d)
	weights := s.weights()
	for j := range k {
		row, length := s.gaps[j*k:(j+1)*k], 0.0
		for i, gap := range row {
			row[i] = weights[i] / gap
			length += row[i] * row[i]
		}
		length = math.Sqrt(length)
		for i, v := range row {
			into[place[i]*k+j] = v / length
		}
	}
}

// weights are the entries of z that the roots belong to.
func (s *secular) weights() []float64 {
	k := len(s.d)
	weights := make([]float64, k)
	for i := range weights {
		weights[i] = s.gaps[i*k+i]
	}
	for j := range k {
		row := s.gaps[j*k : (j+1)*k]
		for i, gap := range row {
			if i != j {
				weights[i] *= gap / (s.d[i] - s.d[j])
			}
		}
	}
	for i, w := range weights {
		weights[i] = math.Copysign(math.Sqrt(math.Abs(w)), s.z[i])
	}
	return weights
}
