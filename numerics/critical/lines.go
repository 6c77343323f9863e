package critical

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/critical/jet"
	"saddle/numerics/critical/reason"

	"gonum.org/v1/gonum/mat"
)

// lineOrder is up to which order f is expanded along a straight line.
const lineOrder = 10

// line is the series of f along the straight line from p in direction d, nil where there is none.
func (l *local) line(d []float64, order int) jet.Jet {
	if l.by.effort.Charge(jet.Work(1, order, l.f.Value)) != nil {
		return nil
	}
	space := jet.NewSpace(1, order)
	series := make([]jet.Jet, len(l.p))
	for i, x := range l.p {
		series[i] = space.Add(space.Const(jet.Rounded(x)), space.Scale(space.Variable(0, jet.Ball{}), jet.Exact(d[i])))
	}
	result, err := space.Evaluate(l.f.Value, space.Along(l.f.Variables, series), nil)
	if err != nil || result.Edge {
		return nil
	}
	return result.Entries[0]
}

// alongLine is the sign of the first term of that series from the second order on, and its order; zero where all terms up to
// the order may be zero.
func (l *local) alongLine(d []float64, most int) (sign, order int) {
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
// Hessian knows none: then the point is a saddle point. Between them the lines see every term of third order.
func (l *local) saddleOnLines(v *Verdict, s *spectrum) bool {
	falling, rising, deepest := v.Falling, v.Rising, 2
	for _, d := range nullLines(s) {
		if falling != nil && rising != nil {
			break
		}
		sign, order := l.alongNull(d)
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
	v.Isolated = l.accumulates(nil) == none
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

// alongNull is alongLine for a direction in the null space: of the terms up to the fourth order those of the second are
// zero, and those of the third too where a shift of the point may have made them.
func (l *local) alongNull(d []float64) (sign, order int) {
	c := l.line(d, 4)
	if c == nil {
		return 0, 0
	}
	c[1], c[2] = jet.Ball{}, jet.Ball{}
	third, fourth := math.Abs(c[3].Mid), math.Abs(c[4].Mid)
	if shift := third / (4 * fourth); third > 0 && 4*fourth*math.Pow(shift, 3) <= 4*l.slopNorm() {
		c[3] = jet.Ball{}
	}
	for k, coefficient := range c[3:] {
		if sign := coefficient.Sign(); sign != 0 {
			return sign, 3 + k
		}
	}
	return 0, 0
}
