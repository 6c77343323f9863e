package critical

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/critical/jet"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// piece is what f is just beside a point in one direction.
type piece struct {
	side     []float64
	value    jet.Ball
	gradient []jet.Ball
	hessian  []jet.Ball
}

// lookAround finds what f is on the sides of a point that lies on the edge of a choice.
func (l *Study) lookAround(s *jet.Space) {
	for _, side := range sides(len(l.p)) {
		a, err := l.beside(s, side)
		if err != nil {
			return
		}
		l.pieces = append(l.pieces, piece{side, a[0], s.Gradient(a), s.Hessian(a)})
	}
	l.compare()
}

// beside is the series of f on a side, of the second order; quotients that vanish above and below take terms of higher order.
func (l *Study) beside(s *jet.Space, side []float64) (jet.Jet, error) {
	result, err := s.Evaluate(l.f.Value, l.at(s), offEdge(side))
	const higher = 8
	if err != nil || result.Entries[0].Finite() || !l.by.effort.Allows(jet.Work(len(l.p), higher, l.f.Value)) {
		return firstOf(result), err
	}
	fine := l.by.effort.Within(len(l.p), higher)
	if result, err = fine.Evaluate(l.f.Value, l.at(fine), offEdge(side)); err != nil {
		return nil, err
	}
	return result.Entries[0][:s.Size()], nil
}

func firstOf(r jet.Result) jet.Jet {
	if len(r.Entries) == 0 {
		return nil
	}
	return r.Entries[0]
}

// sides are directions in opposite pairs: the axes, the diagonals between them and a few at random.
func sides(n int) (all [][]float64) {
	for i := range n {
		d := make([]float64, n)
		d[i] = 1
		all = append(all, bothWays(d)...)
	}
	for i := 0; i < n && n <= 6; i++ {
		for j := range i {
			for _, sign := range []float64{1, -1} {
				d := make([]float64, n)
				d[i], d[j] = math.Sqrt2/2, sign*math.Sqrt2/2
				all = append(all, bothWays(d)...)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, uint64(n)))
	for range 12 {
		d := make([]float64, n)
		for i := range d {
			d[i] = random.NormFloat64()
		}
		all = append(all, bothWays(d)...)
	}
	return all
}

// bothWays are a direction and its opposite.
func bothWays(d []float64) [][]float64 {
	opposite := make([]float64, len(d))
	for i, x := range d {
		opposite[i] = -x
	}
	return [][]float64{d, opposite}
}

// offEdge turns a direction a little, since f often has its edges along the axes and diagonals.
func offEdge(side []float64) []float64 {
	turned := make([]float64, len(side))
	for i, x := range side {
		turned[i] = x + 1e-4*math.Sin(float64(7*i+3))
	}
	return turned
}

// compare notes where the pieces differ: in value, then in gradient. Pieces that agree to second order are forgotten.
func (l *Study) compare() {
	curved := false
	for i, q := range l.pieces {
		if l.value.Finite() && !q.value.Finite() && l.joins(q.side) {
			l.patched = true
			continue
		}
		if differs(q.value, l.value) {
			l.jump = true
		}
		for k := range l.p {
			if differs(q.gradient[k], l.pieces[0].gradient[k]) {
				l.corner = [2]int{0, i}
			}
		}
		for k := range q.hessian {
			curved = curved || differs(q.hessian[k], l.pieces[0].hessian[k])
		}
	}
	if l.jump || l.patched || l.corner != [2]int{} {
		return
	}
	l.gradient, l.hessian = l.pieces[0].gradient, l.pieces[0].hessian
	if !curved {
		l.pieces = nil
	}
}

// joins reports whether f comes close to its value at p from a side on which its formula has no value at p itself, as sin(x)/x.
func (l *Study) joins(side []float64) bool {
	here := l.f.At(l.p).Float()
	for _, distance := range []float64{0x1p-12, 0x1p-20, 0x1p-28, 0x1p-36} {
		q := make([]float64, len(l.p))
		for i, d := range offEdge(side) {
			q[i] = l.p[i] + distance*l.scale()*d
		}
		const close = 1e-5
		if math.Abs(l.f.At(q).Float()-here) <= close*(1+math.Abs(here)) {
			return true
		}
	}
	return false
}

// curvature is dᵀHd of a piece along the side d on which it lies.
func (q piece) curvature() jet.Ball {
	n := len(q.side)
	sum := jet.Ball{}
	for i := range n {
		for j := range n {
			sum = jet.Sum(sum, jet.Scaled(q.hessian[i*n+j], q.side[i]*q.side[j]))
		}
	}
	return sum
}

func (q piece) signs() spectral.Signs {
	n := len(q.side)
	s, err := readSpectrum(mat.NewDense(n, n, mids(q.hessian)), func(i, j int) float64 { return q.hessian[i*n+j].Rad })
	if err != nil {
		return spectral.Semidefinite
	}
	return s.Signs(s.bound - s.Bound)
}
