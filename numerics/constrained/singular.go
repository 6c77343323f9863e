package constrained

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// singular reports whether a singular point of one constraint is alone. Near p, where g(p) = 0 and ∇g(p) = 0, a point x = p + d with
// ∇g(x) = -ν ∇f(x) has d = -ν A⁻¹∇f(x) for a matrix A of second derivatives of g between, and g(x) = ½ d'B d = ½ ν² w'B w with
// w = A⁻¹∇f(x). Where w'Bw is not zero over a box, g(x) = 0 only for ν = 0, and that is p.
type singular struct {
	n     int
	at    *interval.Machine // g and ∇g
	over  *interval.Machine // ∇f and ∇²g
	point []interval.Interval
	out   []interval.Interval
}

func newSingular(p Problem) *singular {
	s := &singular{n: p.Dimension()}
	err := expr.Catch(func() {
		at, failed := program.Compile(p.Variables, []*expr.Node{p.On[0], p.gradientsOf(p.On[0])})
		if failed != nil {
			return
		}
		over, failed := program.Compile(p.Variables, []*expr.Node{p.gradientsOf(p.F), expr.Hessian(p.On[0], p.Variables...)})
		if failed != nil {
			return
		}
		s.at, s.over = interval.NewMachine(at), interval.NewMachine(over)
	})
	if err != nil || s.over == nil {
		return nil
	}
	s.point, s.out = make([]interval.Interval, 1+s.n), make([]interval.Interval, s.n+s.n*s.n)
	return s
}

// alone reports whether a point is a singular point of the constraint, without rounding, and no other point of a box fulfils
// Lagrange's rule or is singular.
func (s *singular) alone(x interval.Box, at []float64) bool {
	here := make(interval.Box, s.n)
	for i, z := range at {
		here[i] = interval.Exactly(z)
	}
	s.at.Run(here, s.point)
	for _, u := range s.point {
		if u != interval.Exactly(0) {
			return false
		}
	}
	s.over.Run(x.Hull(here), s.out)
	for _, u := range s.out {
		if u.Doubts != 0 || !u.Finite() {
			return false
		}
	}
	b := s.out[s.n:]
	w, ok := eliminate(append([]interval.Interval(nil), b...), append([]interval.Interval(nil), s.out[:s.n]...))
	if !ok {
		return false
	}
	form := interval.Interval{}
	for i := range s.n {
		for j := range s.n {
			form = interval.Add(form, interval.Mul(b[i*s.n+j], interval.Mul(w[i], w[j])))
		}
	}
	return !form.Contains(0)
}

// eliminate encloses the solutions of all systems of linear equations with a matrix and a right side within intervals; it fails where
// a matrix may be singular. Both are used up.
func eliminate(a, right []interval.Interval) ([]interval.Interval, bool) {
	n := len(right)
	for k := range n {
		if !pivot(a, right, k) {
			return nil, false
		}
		for i := k + 1; i < n; i++ {
			factor := interval.Div(a[i*n+k], a[k*n+k])
			for j := k + 1; j < n; j++ {
				a[i*n+j] = interval.Sub(a[i*n+j], interval.Mul(factor, a[k*n+j]))
			}
			right[i] = interval.Sub(right[i], interval.Mul(factor, right[k]))
		}
	}
	for k := n - 1; k >= 0; k-- {
		for j := k + 1; j < n; j++ {
			right[k] = interval.Sub(right[k], interval.Mul(a[k*n+j], right[j]))
		}
		right[k] = interval.Div(right[k], a[k*n+k])
	}
	return right, true
}

// pivot brings the row whose entry in the column k is farthest from zero to the place k; false where that entry may be zero.
func pivot(a, right []interval.Interval, k int) bool {
	n, best := len(right), k
	for i := k + 1; i < n; i++ {
		if least(a[i*n+k]) > least(a[best*n+k]) {
			best = i
		}
	}
	if a[best*n+k].Contains(0) {
		return false
	}
	for j := range n {
		a[k*n+j], a[best*n+j] = a[best*n+j], a[k*n+j]
	}
	right[k], right[best] = right[best], right[k]
	return true
}

// least is the smallest size of the numbers of an interval.
func least(a interval.Interval) float64 {
	if a.Contains(0) {
		return 0
	}
	return math.Min(math.Abs(a.Lo), math.Abs(a.Hi))
}
