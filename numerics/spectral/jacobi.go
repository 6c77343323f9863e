package spectral

import "math"

// Jacobi decomposes the symmetric n×n matrix a, row by row, by cyclic plane rotations, without allocating.
//
// values (n) receives the eigenvalues, ascending; vectors (n×n, row by row) the unit eigenvectors as columns, signs as in
// Decomposition. a is destroyed. It is the slow but most accurate method: matrices of small whole numbers come out exact
// where their eigenvalues are, and the small eigenvalues of a positive definite matrix keep their relative accuracy
// (Demmel and Veselić 1992, SIAM J. Matrix Anal. Appl. 13, 1204). A matrix with NaN or Inf ends with NaN values.
func Jacobi(n int, a, values, vectors []float64) {
	identity(n, vectors)
	for range maxSweeps {
		if !sweep(n, a, vectors) {
			break
		}
	}
	for i := range n {
		values[i] = a[i*n+i]
	}
	ascend(n, values, vectors)
	orient(n, n, vectors)
}

// maxSweeps is far above the six to ten that quadratic convergence needs; it only ends the loop on NaN.
const maxSweeps = 60

// sweep rotates every pair (p, q) once and reports whether any entry was still worth a rotation.
func sweep(n int, a, vectors []float64) bool {
	rotated := false
	for p := 0; p < n-1; p++ {
		for q := p + 1; q < n; q++ {
			apq := a[p*n+q]
			if negligible(apq, a[p*n+p], a[q*n+q]) {
				a[p*n+q], a[q*n+p] = 0, 0
				continue
			}
			rotate(n, p, q, a, vectors)
			rotated = true
		}
	}
	return rotated
}

// negligible is the relative test |apq| ≤ u √|app aqq|; the smaller diagonal entry decides alone when it is zero.
func negligible(apq, app, aqq float64) bool {
	const unit = 0x1p-54
	return math.Abs(apq) <= unit*math.Sqrt(math.Abs(app))*math.Sqrt(math.Abs(aqq)) || math.Abs(apq) < 0x1p-1022
}

// rotate zeroes a[p,q] by the smaller of the two possible angles (Golub and Van Loan, 4th ed., §8.5.2).
func rotate(n, p, q int, a, vectors []float64) {
	app, aqq, apq := a[p*n+p], a[q*n+q], a[p*n+q]
	tau := (aqq - app) / (2 * apq)
	t := math.Copysign(1, tau) / (math.Abs(tau) + math.Hypot(1, tau))
	c := 1 / math.Sqrt(1+t*t)
	s := t * c
	for k := range n {
		if k == p || k == q {
			continue
		}
		akp, akq := a[k*n+p], a[k*n+q]
		low, high := c*akp-s*akq, s*akp+c*akq
		a[k*n+p], a[p*n+k] = low, low
		a[k*n+q], a[q*n+k] = high, high
	}
	a[p*n+p], a[q*n+q] = app-t*apq, aqq+t*apq
	a[p*n+q], a[q*n+p] = 0, 0
	for k := range n {
		vkp, vkq := vectors[k*n+p], vectors[k*n+q]
		vectors[k*n+p], vectors[k*n+q] = c*vkp-s*vkq, s*vkp+c*vkq
	}
}

func identity(n int, vectors []float64) {
	for i := range vectors[:n*n] {
		vectors[i] = 0
	}
	for i := range n {
		vectors[i*n+i] = 1
	}
}

// ascend sorts the values by insertion, which keeps the order of equal ones, and moves the columns along.
func ascend(n int, values, vectors []float64) {
	for i := 1; i < n; i++ {
		for j := i; j > 0 && values[j] < values[j-1]; j-- {
			values[j], values[j-1] = values[j-1], values[j]
			for k := range n {
				vectors[k*n+j], vectors[k*n+j-1] = vectors[k*n+j-1], vectors[k*n+j]
			}
		}
	}
}

// orient flips each column whose entry of largest magnitude is negative. Magnitudes that differ by rounding only count as
// equal, and then the first decides, so that (1, -1)/√2 comes out the same from every method.
func orient(rows, columns int, vectors []float64) {
	for j := range columns {
		lead := vectors[j]
		for k := 1; k < rows; k++ {
			if v := vectors[k*columns+j]; math.Abs(v) > math.Abs(lead)*(1+1e-9) {
				lead = v
			}
		}
		if lead >= 0 {
			continue
		}
		for k := range rows {
			vectors[k*columns+j] = -vectors[k*columns+j]
		}
	}
}
