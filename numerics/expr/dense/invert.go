package dense

import "math"

// Invert replaces a matrix, row by row, by its inverse (Gauss and Jordan, with row exchanges); false where it is singular.
// scratch has the size of the matrix.
func Invert(a, scratch []float64, n int) bool {
	clear(scratch)
	for i := range n {
		scratch[i*n+i] = 1
	}
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[pivot*n+k]) {
				pivot = i
			}
		}
		if !(math.Abs(a[pivot*n+k]) > 0) {
			return false
		}
		for j := range n {
			a[k*n+j], a[pivot*n+j] = a[pivot*n+j], a[k*n+j]
			scratch[k*n+j], scratch[pivot*n+j] = scratch[pivot*n+j], scratch[k*n+j]
		}
		eliminateColumn(a, scratch, n, k)
	}
	copy(a, scratch)
	return Finite(a)
}

// eliminateColumn makes column k of a that of the identity, doing the same to b.
func eliminateColumn(a, b []float64, n, k int) {
	factor := 1 / a[k*n+k]
	for j := range n {
		a[k*n+j] *= factor
		b[k*n+j] *= factor
	}
	for i := range n {
		f := a[i*n+k]
		if i == k || f == 0 {
			continue
		}
		for j := range n {
			a[i*n+j] -= f * a[k*n+j]
			b[i*n+j] -= f * b[k*n+j]
		}
	}
}
