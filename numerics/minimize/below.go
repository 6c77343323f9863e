package minimize

import "math"

// below goes along a direction of falling, or against it, whichever falls more, as far as doubling the step goes on to fall;
// nil where none does. It begins with steps that cannot be seen, so that it asks for no scale.
func (s *search) below(direction []float64) []float64 {
	if direction == nil {
		return nil
	}
	size := norm(s.At)
	if size == 0 {
		size = 1e-12
	}
	var best []float64
	lowest := s.Value
	for _, sign := range []float64{1, -1} {
		there, value := s.downhill(direction, sign, 1e-12*size)
		if value < lowest {
			best, lowest = there, value
		}
	}
	return best
}

// downhill is the last point of a way on which f falls with each doubling of the step, after those too short to tell.
func (s *search) downhill(direction []float64, sign, step float64) (best []float64, lowest float64) {
	const doublings = 200
	noise := 1e-15 * math.Abs(s.Value)
	lowest = s.Value
	for range doublings {
		there := along(s.At, direction, sign*step)
		value := s.at(there)
		step *= 2
		switch {
		case value < lowest-noise && !math.IsInf(value, 0) && !s.between(s.At, there):
			best, lowest = there, value
		case best != nil || !(value <= s.Value+noise):
			return best, lowest
		}
	}
	return best, lowest
}

func along(at, direction []float64, step float64) []float64 {
	there := make([]float64, len(at))
	for i := range at {
		there[i] = at[i] + step*direction[i]
	}
	return there
}

func norm(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum = math.Hypot(sum, x)
	}
	return sum
}

func distance(a, b []float64) float64 {
	difference := make([]float64, len(a))
	for i := range a {
		difference[i] = a[i] - b[i]
	}
	return norm(difference)
}
