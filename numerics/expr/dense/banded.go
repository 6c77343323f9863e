package dense

import "math"

// narrow is the part of its order up to which the bandwidth of a matrix makes elimination within the band worth while, and
// banded the order from which on it is looked for.
const (
	narrow = 1.0 / 8
	banded = 32
)

// bandwidths are how far below and above the diagonal the entries of an n×n matrix reach.
func bandwidths(a []float64, n int) (below, above int) {
	for i := range n {
		row := a[i*n : (i+1)*n]
		for j := range i - below {
			if row[j] != 0 {
				below = i - j
				break
			}
		}
		for j := n - 1; j > i+above; j-- {
			if row[j] != 0 {
				above = j - i
				break
			}
		}
	}
	return below, above
}

// factorBand is LAPACK's Getrf for a matrix with entries no further than below and above from the diagonal: Gaussian
// elimination with partial pivoting, in n·below·(below + above) operations (Golub and Van Loan, Matrix Computations, §4.3.3).
func factorBand(a []float64, n, below, above int, pivots []int) bool {
	regular := true
	for k := range n {
		last := min(k+below, n-1)
		p := k
		for i := k + 1; i <= last; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[p*n+k]) {
				p = i
			}
		}
		pivots[k] = p
		if a[p*n+k] == 0 {
			regular = false
			continue
		}
		if p != k {
			swapRows(a[k*n:(k+1)*n], a[p*n:(p+1)*n])
		}
		end := min(k+below+above, n-1) + 1
		top := a[k*n : (k+1)*n]
		for i := k + 1; i <= last; i++ {
			row := a[i*n : (i+1)*n]
			factor := row[k] / top[k]
			row[k] = factor
			if factor == 0 {
				continue
			}
			for j := k + 1; j < end; j++ {
				row[j] -= float64(factor * top[j])
			}
		}
	}
	return regular
}

func swapRows(a, b []float64) {
	for j := range a {
		a[j], b[j] = b[j], a[j]
	}
}
