// Package spectral finds eigenvalues and eigenvectors of symmetric matrices and says what they prove about the signs.
//
// It is not a linear-algebra library: products, solves and factorisations belong to gonum. It knows nothing of
// functions either: a Hessian too large to form comes in as a procedure that multiplies it by a vector.
//
//	d, err := spectral.Symmetric(mat.NewDense(2, 2, []float64{2, 1, 1, 2}))
//	d.Values     // 1, 3
//	d.Vectors    // columns (1, -1)/√2 and (1, 1)/√2
//	d.Signs(0)   // PositiveDefinite
package spectral

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Decomposition is A = V diag(λ) Vᵀ of a symmetric n×n matrix.
type Decomposition struct {
	Values  []float64  // λ, ascending
	Vectors *mat.Dense // n×n; column i is the unit eigenvector of Values[i], its entry of largest magnitude positive
	Bound   float64    // every value is within Bound of an eigenvalue of A: the rounding error of the decomposition itself
}

// JacobiLimit is the order up to which rotations, which are more accurate, are also about as fast as LAPACK's tridiagonal way.
const JacobiLimit = 32

// dividingFrom is the order from which it pays to divide a matrix in two.
const dividingFrom = 64

// symmetryTolerance is the difference between mirrored entries, relative to the largest entry, that is taken for rounding.
const symmetryTolerance = 1e-10

// Symmetric decomposes a. Mirrored entries may differ by rounding (1e-10 of the largest entry) and are averaged.
// The error is a *ShapeError, a *NotFiniteError or an *AsymmetryError. a is not changed; a 0×0 matrix has no eigenvalues.
func Symmetric(a mat.Matrix) (*Decomposition, error) {
	sym, err := symmetrised(a)
	if err != nil {
		return nil, err
	}
	n := sym.SymmetricDim()
	d := &Decomposition{Values: make([]float64, n), Bound: decompositionError(sym)}
	if n == 0 {
		d.Vectors = &mat.Dense{}
		return d, nil
	}
	d.Vectors = mat.NewDense(n, n, nil)
	work, vectors := make([]float64, n*n), d.Vectors.RawMatrix().Data
	mat.NewDense(n, n, work).Copy(sym)
	converged := true
	switch {
	case n <= JacobiLimit:
		Jacobi(n, work, d.Values, vectors)
		return d, nil
	case n < dividingFrom:
		var eigen mat.EigenSym
		if converged = eigen.Factorize(sym, true); converged {
			eigen.Values(d.Values)
			eigen.VectorsTo(d.Vectors)
		}
	default:
		converged = byDividing(n, work, d.Values, vectors)
	}
	if !converged {
		return nil, &NoConvergenceError{Order: n}
	}
	orient(n, n, vectors)
	return d, nil
}

// Vector returns a copy of the unit eigenvector of Values[i], counted from 0.
func (d *Decomposition) Vector(i int) []float64 { return mat.Col(nil, i, d.Vectors) }

// Condition returns κ = max|λ| / min|λ|, +Inf for a singular matrix and 1 for an empty one.
func (d *Decomposition) Condition() float64 {
	if len(d.Values) == 0 {
		return 1
	}
	smallest, largest := math.Inf(1), 0.0
	for _, value := range d.Values {
		smallest = math.Min(smallest, math.Abs(value))
		largest = math.Max(largest, math.Abs(value))
	}
	if smallest == 0 {
		return math.Inf(1)
	}
	return largest / smallest
}

// decompositionError bounds the backward error of all methods: a small multiple of n u ‖A‖F (Golub and Van Loan, 4th ed., §8.1, §8.5; Gu
// and Eisenstat 1995).
func decompositionError(sym *mat.SymDense) float64 {
	const unit = 0x1p-53
	n := sym.SymmetricDim()
	if n == 0 || diagonal(sym) {
		return 0
	}
	return 4 * unit * float64(n) * mat.Norm(sym, 2)
}

func diagonal(sym *mat.SymDense) bool {
	n := sym.SymmetricDim()
	for i := range n {
		for j := i + 1; j < n; j++ {
			if sym.At(i, j) != 0 {
				return false
			}
		}
	}
	return true
}

// symmetrised copies a, mirrored entries averaged, or says why a is not a finite symmetric matrix.
func symmetrised(a mat.Matrix) (*mat.SymDense, error) {
	n, columns := a.Dims()
	if n != columns {
		return nil, &ShapeError{Rows: n, Columns: columns}
	}
	if n == 0 {
		return &mat.SymDense{}, nil
	}
	entries := make([]float64, n*n)
	mat.NewDense(n, n, entries).Copy(a)
	largest := 0.0
	for k, value := range entries {
		if math.IsNaN(value) || math.IsInf(value, 0) {
			return nil, &NotFiniteError{Row: k/n + 1, Column: k%n + 1, Value: value}
		}
		largest = math.Max(largest, math.Abs(value))
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			upper, lower := entries[i*n+j], entries[j*n+i]
			if math.Abs(upper-lower) > symmetryTolerance*largest {
				return nil, &AsymmetryError{Row: i + 1, Column: j + 1, Upper: upper, Lower: lower}
			}
			entries[i*n+j] = upper + (lower-upper)/2
		}
	}
	return mat.NewSymDense(n, entries), nil
}
