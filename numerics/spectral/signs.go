package spectral

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Signs is what the signs of the eigenvalues say of a symmetric matrix.
type Signs string

// The words are those of a lecture; what a rounding bound leaves open counts as zero.
const (
	PositiveDefinite Signs = "positive definite" // all λ > 0
	NegativeDefinite Signs = "negative definite" // all λ < 0
	Indefinite       Signs = "indefinite"        // some λ < 0, some λ > 0, others may be zero
	Semidefinite     Signs = "semidefinite"      // no proven sign change, and some λ that may be zero
)

// Signs reads the signs of the eigenvalues of a matrix known within uncertainty (in the 2-norm; 0 for an exact matrix):
// an eigenvalue counts as zero unless it exceeds uncertainty + d.Bound. An empty matrix is Semidefinite.
func (d *Decomposition) Signs(uncertainty float64) Signs {
	negative, zero, positive := d.Inertia(uncertainty)
	switch {
	case negative > 0 && positive > 0:
		return Indefinite
	case zero > 0 || negative+positive == 0:
		return Semidefinite
	case positive > 0:
		return PositiveDefinite
	default:
		return NegativeDefinite
	}
}

// Inertia counts the eigenvalues that are proven negative, not proven to be other than zero, and proven positive.
func (d *Decomposition) Inertia(uncertainty float64) (negative, zero, positive int) {
	bound := uncertainty + d.Bound
	for _, value := range d.Values {
		switch {
		case value < -bound:
			negative++
		case value > bound:
			positive++
		default:
			zero++
		}
	}
	return negative, zero, positive
}

// Scaled decomposes S A S, S diagonal and positive, which has as many negative, zero and positive eigenvalues as A
// (Sylvester's law of inertia) and rows of like size, whatever the sizes in A. So it can decide signs that rounding hides
// in A itself when the variables are on different scales. uncertainty bounds the error of every entry of a, nil for an
// exact matrix; the second result bounds the error of S A S in the 2-norm, as Signs and Inertia take it.
func Scaled(a, uncertainty mat.Matrix) (*Decomposition, float64, error) {
	sym, err := symmetrised(a)
	if err != nil {
		return nil, 0, err
	}
	scale := equilibrate(sym)
	n := len(scale)
	norm := 0.0
	for i := range n {
		row := 0.0
		for j := range n {
			if uncertainty != nil {
				row += uncertainty.At(i, j) * scale[i] * scale[j]
			}
		}
		norm = math.Max(norm, row)
	}
	for i := range n {
		for j := i; j < n; j++ {
			sym.SetSym(i, j, sym.At(i, j)*scale[i]*scale[j])
		}
	}
	d, err := Symmetric(sym)
	return d, norm, err
}

// equilibrate returns powers of two s, which scale without rounding, such that the rows of diag(s) A diag(s) have largest
// entries near 1 (Ruiz 2001, RAL-TR-2001-034). A row of zeros keeps s = 1.
func equilibrate(sym *mat.SymDense) []float64 {
	n := sym.SymmetricDim()
	scale := make([]float64, n)
	for i := range scale {
		scale[i] = 1
	}
	next := make([]float64, n)
	for range 20 {
		for i := range n {
			largest := 0.0
			for j := range n {
				largest = math.Max(largest, math.Abs(sym.At(i, j))*scale[i]*scale[j])
			}
			next[i] = scale[i]
			if largest > 0 {
				next[i] /= math.Sqrt(largest)
			}
		}
		copy(scale, next)
	}
	for i, s := range scale {
		scale[i] = math.Exp2(math.Round(math.Log2(s)))
	}
	return scale
}
