package critical

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/critical/jet"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// lineOrder is up to which order f is expanded along a straight line.
const lineOrder = 10

// alongLine is the sign of the first term of that series from the second order on, and its order; zero where all terms up to
// the order may be zero.
func (l *Study) alongLine(d []float64, most int) (sign, order int) {
	for k, c := range l.line(d, most) {
		if k < 2 || k == 2 && 2*math.Abs(c.Mid) <= l.blur {
			continue
		}
		if sign := c.Sign(); sign != 0 {
			return sign, k
		}
	}
	return 0, 0
}

// saddleOnLines looks for a straight line in the null space along which f falls, and for one along which it rises, where the
// Hessian knows none, by terms up to an order: then the point is a saddle point. Between them the lines see every term of odd
// order.
func (l *Study) saddleOnLines(v *Verdict, s *spectrum, most int) bool {
	falling, rising := s.ends()
	deepest, lines := 2, nullLines(s)
	doubts := l.lineDoubts(s, most)
	for _, d := range lines {
		if falling != nil && rising != nil {
			break
		}
		sign, order := l.alongNull(d, doubts)
		deepest = max(deepest, order)
		if falling == nil && (sign < 0 || order%2 == 1) {
			falling = directed(d, sign < 0)
		}
		if rising == nil && (sign > 0 || order%2 == 1) {
			rising = directed(d, sign > 0)
		}
	}
	if falling == nil || rising == nil {
		return false
	}
	v.Kind, v.Strict, v.Falling, v.Rising = SaddlePoint, s.negative > 0, falling, rising
	v.Isolated = l.isolated()
	v.Reason = reason.Of("critical.higher.saddle", s.rounded(), deepest, falling, rising)
	return true
}

// directed is d or its opposite.
func directed(d []float64, forward bool) []float64 {
	if forward {
		return d
	}
	return scaled(d, -1)
}

// nullLines are directions in the null space of a Hessian: its basis and some at random, which with probability one meet
// every form of odd degree.
func nullLines(s *spectrum) [][]float64 {
	basis := make([][]float64, s.zero)
	for i, place := range s.nullIndices() {
		basis[i] = s.Vector(place)
	}
	lines := basis
	random := rand.New(rand.NewPCG(1, uint64(len(basis))))
	for range 12 {
		d := make([]float64, len(s.Values))
		for _, b := range basis {
			by := random.NormFloat64()
			for i := range d {
				d[i] += by * b[i]
			}
		}
		lines = append(lines, scaled(d, 1/mat.Norm(mat.NewVecDense(len(d), d), 2)))
	}
	return lines
}

// ends are directions in which the Hessian is known to be negative and positive, nil where it is in none.
func (s *spectrum) ends() (falling, rising []float64) {
	if s.negative > 0 {
		falling = s.Vector(0)
	}
	if s.positive > 0 {
		rising = s.Vector(len(s.Values) - 1)
	}
	return falling, rising
}

// lineDoubts are, for each order, how large a coefficient may be for a direction that is only nearly in the null space, as
// every computed one is: the error of the direction times the coefficients of other lines.
func (l *Study) lineDoubts(s *spectrum, most int) []float64 {
	const margin = 100 // for what the lines looked at do not meet
	turn := margin * s.nullError()
	doubts := make([]float64, most+1)
	doubts[2] = s.bound
	if turn == 0 {
		return doubts
	}
	for _, d := range sides(len(l.p)) {
		for k, c := range l.line(d, most) {
			doubts[k] = math.Max(doubts[k], turn*float64(k)*(math.Abs(c.Mid)+c.Rad))
		}
	}
	return doubts
}

// nullError is by how much the vectors of the null space may be turned: the error of the matrix by the gap to the other
// eigenvalues (Davis and Kahan 1970); 0 where all of the space is null.
func (s *spectrum) nullError() float64 {
	gap, largest := math.Inf(1), 0.0
	for i, value := range s.Values {
		if i < s.negative || i >= s.negative+s.zero {
			gap, largest = math.Min(gap, math.Abs(value)), math.Max(largest, math.Abs(value))
		}
	}
	if largest == 0 {
		return 0
	}
	return (s.bound + float64(len(s.Values))*roundoff*largest) / gap
}

// alongNull is the sign of the first term, and its order, along a direction in the null space: the terms up to the second
// order are zero, and the others too as far as the direction is in doubt, that of the third also where a shift of the point
// may have made it.
func (l *Study) alongNull(d, doubts []float64) (sign, order int) {
	c := l.line(d, len(doubts)-1)
	if c == nil {
		return 0, 0
	}
	third, fourth := math.Abs(c[3].Mid), math.Abs(c[4].Mid)
	shift := third / (4 * fourth)
	if third > 0 && 4*fourth*math.Pow(shift, 3) <= 4*l.slopNorm() && 6*fourth*shift*shift <= 4*doubts[2] {
		c[3] = jet.Ball{}
	}
	for k, coefficient := range c[3:] {
		coefficient.Rad += doubts[3+k]
		if sign := coefficient.Sign(); sign != 0 && seen(c, doubts, 3+k) {
			return sign, 3 + k
		}
	}
	return 0, 0
}

// seen reports whether there is a distance at which the term of an order is larger than all others: than those of lower order as
// far as they are in doubt, though taken for zero.
func seen(c jet.Jet, doubts []float64, order int) bool {
	const larger = 8
	nearest, farthest := 0.0, math.Inf(1)
	for k := 3; k < len(c); k++ {
		ratio := larger * (math.Abs(c[k].Mid) + c[k].Rad + doubts[k]) / math.Abs(c[order].Mid)
		switch {
		case k < order:
			nearest = math.Max(nearest, math.Pow(ratio, 1/float64(order-k)))
		case k > order && ratio > 0:
			farthest = math.Min(farthest, math.Pow(ratio, 1/float64(order-k)))
		}
	}
	return nearest < farthest
}
