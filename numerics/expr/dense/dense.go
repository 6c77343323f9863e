// Package dense is the linear algebra of small and middling matrices stored row by row in a []float64: what the
// expression graph folds constants with and what a program runs, so that both give the same digits. It wraps gonum's
// LAPACK with a workspace that is reused, so that a step of an optimizer allocates nothing. It knows no expressions.
//
//	var w dense.Workspace
//	w.Solve(x, a, b, 2, 1) // x with a x = b
package dense

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/lapack64"
)

// Workspace holds the buffers. The zero value is ready; it is not for use by several goroutines at once.
type Workspace struct {
	// Accurate asks for eigenvalues by rotations up to a larger order, where they take longer: then small eigenvalues of a
	// definite matrix keep their digits beside large ones.
	Accurate bool

	lu      []float64
	pivots  []int
	rows    []int // exponents of two that the rows and columns of lu were divided by
	columns []int
	values  []float64
	vectors []float64
	work    []float64
	model   model
}

// Product sets dst (rows×cols) to a (rows×inner) times b (inner×cols). dst overlaps neither.
func Product(dst, a, b []float64, rows, inner, cols int) {
	if rows == 0 || cols == 0 || inner == 0 {
		clear(dst)
		return
	}
	if cols == 1 && inner < blocked {
		for i := range rows {
			dst[i] = dot(a[i*inner:(i+1)*inner], b)
		}
		return
	}
	if cols == 1 {
		x := blas64.Vector{N: inner, Inc: 1, Data: b}
		blas64.Gemv(blas.NoTrans, 1, general(a, rows, inner), x, 0, blas64.Vector{N: rows, Inc: 1, Data: dst})
		return
	}
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, general(a, rows, inner), general(b, inner, cols), 0, general(dst, rows, cols))
}

// TransposedProduct sets dst to the transpose of a (len(b)×n, row by row) times b. Dst, of n entries, overlaps neither.
func TransposedProduct(dst, a, b []float64, n int) {
	x := blas64.Vector{N: len(b), Inc: 1, Data: b}
	blas64.Gemv(blas.Trans, 1, general(a, len(b), n), x, 0, blas64.Vector{N: n, Inc: 1, Data: dst})
}

// AddTransposedProduct adds to dst what TransposedProduct sets it to.
func AddTransposedProduct(dst, a, b []float64, n int) {
	x := blas64.Vector{N: len(b), Inc: 1, Data: b}
	blas64.Gemv(blas.Trans, 1, general(a, len(b), n), x, 1, blas64.Vector{N: n, Inc: 1, Data: dst})
}

// blocked is the length from which dot products are left to BLAS, which adds in several lanes.
const blocked = 32

// dot adds from left to right, as the loop written by hand does.
func dot(a, b []float64) float64 {
	sum := 0.0
	for i, x := range a {
		sum += float64(x * b[i])
	}
	return sum
}

// Solve sets x (n×cols) to the solution of a x = b for a square a, NaN when a is singular. x may be b.
func (w *Workspace) Solve(x, a, b []float64, n, cols int) {
	if !w.factor(a, n) {
		fill(x, math.NaN())
		return
	}
	copy(x, b)
	w.backSolve(x, n, cols)
}

// substitute solves by the factors alone.
func (w *Workspace) substitute(x []float64, n, cols int) {
	lapack64.Getrs(blas.NoTrans, general(w.lu, n, n), general(x, n, cols), w.pivots)
}

// Inverse sets x to the inverse of the n×n matrix a, NaN when a is singular.
func (w *Workspace) Inverse(x, a []float64, n int) {
	if !w.factor(a, n) {
		fill(x, math.NaN())
		return
	}
	clear(x)
	for i := range n {
		x[i*n+i] = 1
	}
	w.backSolve(x, n, n)
}

// Determinant is that of the n×n matrix a.
func (w *Workspace) Determinant(a []float64, n int) float64 {
	w.factor(a, n)
	det, power := 1.0, 0
	for i := range n {
		mantissa, e := math.Frexp(det * w.lu[i*n+i])
		det, power = mantissa, power+e+w.rows[i]+w.columns[i]
		if w.pivots[i] != i {
			det = -det
		}
	}
	return math.Ldexp(det, power)
}

// factor computes the LU decomposition of a and reports whether a is not singular.
func (w *Workspace) factor(a []float64, n int) bool {
	w.lu = append(w.lu[:0], a[:n*n]...)
	w.equilibrate(n)
	w.pivots = resize(w.pivots, n)
	if n >= banded {
		if below, above := bandwidths(w.lu, n); below+above < int(narrow*float64(n)) {
			return factorBand(w.lu, n, below, above, w.pivots)
		}
	}
	return lapack64.Getrf(general(w.lu, n, n), w.pivots)
}

// Eigen sets values to the eigenvalues of the symmetric n×n matrix a in ascending order and, unless it is nil, vectors to
// its unit eigenvectors as columns, each with its largest entry positive (the first of equally large ones). Of a matrix
// that is not symmetric it takes the symmetric part. Entries that are not finite make the result NaN.
func (w *Workspace) Eigen(values, vectors, a []float64, n int) {
	w.lu = append(w.lu[:0], a[:n*n]...)
	if !Finite(w.lu) {
		fill(values, math.NaN())
		fill(vectors, math.NaN())
		return
	}
	power := 0
	if isExtreme(w.lu) {
		power = exponent(w.lu)
		shift(w.lu, -power)
	}
	symmetrise(w.lu, n)
	if !w.decompose(values, vectors, n) {
		fill(values, math.NaN())
		fill(vectors, math.NaN())
		return
	}
	if power != 0 {
		shift(values, power)
	}
}

// symmetrise replaces mirrored entries by their mean.
func symmetrise(a []float64, n int) {
	for i := range n {
		for j := range i {
			mean := a[i*n+j]/2 + a[j*n+i]/2
			a[i*n+j], a[j*n+i] = mean, mean
		}
	}
}

// Eigenvectors is Eigen when only the vectors are wanted.
func (w *Workspace) Eigenvectors(vectors, a []float64, n int) {
	w.values = resize(w.values, n)
	w.Eigen(w.values, vectors, a, n)
}

// tied is how close to the largest entry an entry counts as equally large.
const tied = 1 - 1e-9

// orient gives each column the sign that makes its largest entry positive.
func orient(vectors []float64, n int) {
	for j := range n {
		largest := 0.0
		for i := range n {
			if v := vectors[i*n+j]; math.Abs(v)*tied > math.Abs(largest) {
				largest = v
			}
		}
		if largest >= 0 {
			continue
		}
		for i := range n {
			vectors[i*n+j] = 0 - vectors[i*n+j]
		}
	}
}

func general(a []float64, rows, cols int) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: max(1, cols), Data: a}
}

// Finite reports whether every number is one: no NaN, no infinity.
func Finite(a []float64) bool {
	for _, x := range a {
		if x-x != 0 {
			return false
		}
	}
	return true
}

func fill(a []float64, x float64) {
	for i := range a {
		a[i] = x
	}
}

func resize[T any](a []T, n int) []T {
	if cap(a) < n {
		return make([]T, n)
	}
	return a[:n]
}
