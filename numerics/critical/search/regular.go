package search

import (
	"saddle/numerics/expr/dense"
	"saddle/numerics/interval"
)

// injective reports whether every matrix in an enclosure of a Jacobian, row by row, is regular, in such a way that no value is taken
// twice: times the inverse of the middle it is diagonally dominant.
func injective(jacobian []interval.Interval, n int) bool {
	inverse, scratch := make([]float64, n*n), make([]float64, n*n)
	for k, h := range jacobian {
		if inverse[k] = h.Mid(); !h.Finite() || h.Doubts != 0 {
			return false
		}
	}
	if !dense.Invert(inverse, scratch, n) {
		return false
	}
	for i := range n {
		others, pivot := 0.0, interval.Interval{}
		for j := range n {
			sum := interval.Interval{}
			for k := range n {
				sum = interval.Add(sum, interval.Mul(interval.Exactly(inverse[i*n+k]), jacobian[k*n+j]))
			}
			if i == j {
				pivot = sum
			} else {
				others += sum.Size()
			}
		}
		if !(pivot.Lo > others*(1+1e-12)) {
			return false
		}
	}
	return true
}

// regular reports whether no matrix in an enclosure is singular, by the determinant. Of a Jacobian on a box, that proves that no value is
// taken twice: u(a) - u(b) is such a matrix times a - b.
func regular(jacobian []interval.Interval, n int) bool {
	d := determinant(jacobian, n)
	return d.Doubts == 0 && d.Finite() && (d.Lo > 0 || d.Hi < 0)
}

// determinant is expanded along the first row.
func determinant(a []interval.Interval, n int) interval.Interval {
	if n == 1 {
		return a[0]
	}
	sum := interval.Exactly(0)
	for k := range n {
		var minor []interval.Interval
		for i := 1; i < n; i++ {
			minor = append(append(minor, a[i*n:i*n+k]...), a[i*n+k+1:(i+1)*n]...)
		}
		term := interval.Mul(a[k], determinant(minor, n-1))
		if k%2 == 1 {
			term = interval.Neg(term)
		}
		sum = interval.Add(sum, term)
	}
	return sum
}
