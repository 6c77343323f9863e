package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// Restrict is what series are on the surface on which the regular ones vanish, in the variables that are left: regular[k] is
// solved for variable columns[k], on which no other one depends to first order.
func Restrict(s *jet.Space, regular, rest []jet.Jet, columns []int) (*jet.Space, []jet.Jet) {
	null, solved := restDirections(s.Variables, columns)
	r := s.Beside(len(null), s.Order)
	w := make([]jet.Jet, len(solved))
	for k := range w {
		w[k] = r.Const(jet.Ball{})
	}
	for range s.Order {
		at := pointOf(r, null, solved, w)
		for k, a := range regular {
			excess := substitute(s, r, a, at)
			w[k] = sharp(r.Sub(w[k], r.Scale(excess, jet.Exact(1/a[1+columns[k]].Mid))))
		}
	}
	at := pointOf(r, null, solved, w)
	doubt := r.Const(jet.Ball{})
	for k, a := range regular {
		doubt = r.Add(doubt, r.Scale(sized(substitute(s, r, a, at)), jet.Exact(2/math.Abs(a[1+columns[k]].Mid))))
	}
	restricted := make([]jet.Jet, len(rest))
	for i, a := range rest {
		restricted[i] = substitute(s, r, a, at)
		for _, column := range columns {
			slope := r.Mul(sized(substitute(s, r, derivative(s, a, column), at)), sized(doubt))
			for j := range restricted[i] {
				restricted[i][j].Rad += slope[j].Mid + slope[j].Rad
			}
		}
	}
	return r, restricted
}

// Partials are the derivatives of a series by its variables, in the space of one order less; where they may be zero at the point
// they are taken to be.
func Partials(s *jet.Space, a jet.Jet) (*jet.Space, []jet.Jet) {
	lower := s.Beside(s.Variables, s.Order-1)
	all := make([]jet.Jet, s.Variables)
	for i := range all {
		all[i] = cleaned(derivative(s, a, i)[:lower.Size()])
	}
	return lower, all
}

// restDirections are the axes of the variables that are not solved for, and of those that are.
func restDirections(n int, columns []int) (null, solved [][]float64) {
	taken := make([]bool, n)
	for _, column := range columns {
		taken[column] = true
		solved = append(solved, axis(n, column))
	}
	for i := range n {
		if !taken[i] {
			null = append(null, axis(n, i))
		}
	}
	return null, solved
}
