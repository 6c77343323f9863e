package minimize

import (
	"math"

	"saddle/numerics/critical"
)

// fallen reports whether f falls without end, or ever less, on the way from the start, and then ends the search. next is where the walk
// would go on to, at which f is -∞; nil where no step leads lower.
func (s *search) fallen(next []float64) bool {
	target := s.At
	if next != nil {
		target = next
	}
	way := &ray{landscape: s.landscape, from: s.start, to: target, x: make([]float64, s.n)}
	switch {
	case way.sinks():
		if next != nil {
			s.At = way.point(1 - math.Ldexp(1, -40))
			s.Value = s.at(s.At)
			s.GradientNorm = math.NaN()
		}
		s.end(critical.Undecided, "minimize.unbounded.border", s.rounded(target))
	case next != nil, way.isLong() && way.fallsOn():
		s.end(critical.Undecided, "minimize.unbounded", s.Value, distance(s.At, s.start))
	case way.isLong() && way.fades():
		s.end(critical.Undecided, "minimize.fades", s.Value, distance(s.At, s.start))
	default:
		return false
	}
	return true
}

// rounded is a point towards which f falls, with zeros for what is tiny beside the way there, if f has no value then.
func (s *search) rounded(target []float64) []float64 {
	way := distance(target, s.start)
	round := append([]float64(nil), target...)
	for i, x := range round {
		if math.Abs(x) < 1e-12*way {
			round[i] = 0
		}
	}
	if value := s.at(round); value-value == 0 {
		return target
	}
	return round
}

// ray is a straight way from one point through another, as which it counts 0 and 1.
type ray struct {
	*landscape
	from, to, x []float64
}

func (r *ray) point(t float64) []float64 {
	for i, x := range r.from {
		r.x[i] = x + t*(r.to[i]-x)
	}
	return append([]float64(nil), r.x...)
}

func (r *ray) value(t float64) float64 {
	for i, x := range r.from {
		r.x[i] = x + t*(r.to[i]-x)
	}
	return r.at(r.x)
}

// sinks reports whether f falls towards the end of the way by no less whenever the distance from it is divided by 2⁸, as
// log(x) and -1/x do towards 0, and what has a least value or a jump does not.
func (r *ray) sinks() bool {
	const near, step, times = 8, 8, 4
	value, before := r.value(1-math.Ldexp(1, -near)), 0.0
	for k := 1; k <= times; k++ {
		next := r.value(1 - math.Ldexp(1, -near-k*step))
		fall := value - next
		if !(fall > 0.97*before) || !(fall > 1e-9*math.Abs(value)) {
			return false
		}
		value, before = next, fall
	}
	return true
}

// isLong reports whether the way leads far out.
func (r *ray) isLong() bool { return distance(r.from, r.to) > 1e3*(1+norm(r.from)) }

// How often the length of a way is halved at most, and doubled, to see how f falls along it.
const (
	mostHalved = 60
	doubled    = 40
)

// halved is how often the length of the way can be halved before it is about as long as the numbers at its start.
func (r *ray) halved() int {
	_, doublings := math.Frexp(distance(r.from, r.to) / (1 + norm(r.from)))
	return min(mostHalved, doublings-3)
}

// falls are by how much f falls from half of some length to the whole, for lengths that are doubled each time, as far as f has a value.
func (r *ray) falls() (all []float64) {
	halved := r.halved()
	before := r.value(math.Ldexp(1, -halved-1))
	for k := -halved; k <= doubled; k++ {
		next := r.value(math.Ldexp(1, k))
		if math.IsNaN(next) || math.IsInf(next, 1) || !finite(r.x) {
			break
		}
		all = append(all, before-next)
		if before = next; math.IsInf(next, -1) {
			break
		}
	}
	return all
}

// fallsOn reports whether f falls each time by about as much as at first or more, as -log(x) does.
func (r *ray) fallsOn() bool {
	falls := r.falls()
	for _, fall := range falls {
		if !(fall > 0.98*falls[0]) || fall <= 0 {
			return false
		}
	}
	return len(falls) >= r.halved()
}

// fades reports whether f falls each time, but less and less.
func (r *ray) fades() bool {
	falls := r.falls()
	noise := 1e-14 * math.Abs(r.value(1))
	for k, fall := range falls {
		if !(fall >= -noise) || k > 0 && fall > falls[k-1]+noise {
			return false
		}
	}
	return len(falls) > r.halved()
}
