package power

import "math"

// pair is the sum of two numbers, of which the second is below half a unit of the first (T. J. Dekker, A floating-point
// technique for extending the available precision, Numerische Mathematik 18, 1971).
type pair struct{ high, low float64 }

// sum is a + b without loss.
func sum(a, b float64) pair {
	s := a + b
	c := s - a
	return pair{s, a - (s - c) + (b - c)}
}

// quickSum is a + b without loss where |a| ≥ |b|.
func quickSum(a, b float64) pair {
	s := a + b
	return pair{s, b - (s - a)}
}

func (a pair) plus(b pair) pair {
	s := sum(a.high, b.high)
	return quickSum(s.high, s.low+(a.low+b.low))
}

func (a pair) times(b pair) pair {
	p := a.high * b.high
	return quickSum(p, math.FMA(a.high, b.high, -p)+(float64(a.high*b.low)+float64(a.low*b.high)))
}

func (a pair) negative() pair { return pair{-a.high, -a.low} }
