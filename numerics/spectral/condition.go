package spectral

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Condition is κ₂ = σmax/σmin of the square matrix a, +Inf where σmin is 0, and whether a is singular to working precision:
// its rows and columns brought to one size by powers of two, κ₂ is 1/(n u) or more, so that no digit of a solution or an
// inverse need be right (Higham 2002, Accuracy and Stability of Numerical Algorithms, §7.3). A diagonal matrix is not,
// whatever its condition. The error is a *ShapeError, a *NotFiniteError or a *NoConvergenceError.
func Condition(a mat.Matrix) (kappa float64, singular bool, err error) {
	n, columns := a.Dims()
	if n != columns || n == 0 {
		return 0, false, &ShapeError{Rows: n, Columns: columns}
	}
	copied := mat.DenseCopyOf(a)
	for k, x := range copied.RawMatrix().Data {
		if x-x != 0 {
			return 0, false, &NotFiniteError{Row: k/n + 1, Column: k%n + 1, Value: x}
		}
	}
	whole := mat.DenseCopyOf(copied)
	scaleStrided(whole.RawMatrix().Data, 0, n*n, 1)
	if kappa, err = quotientOfSingularValues(whole); err != nil {
		return 0, false, err
	}
	balance(copied.RawMatrix().Data, n)
	scaled, err := quotientOfSingularValues(copied)
	const unit = 0x1p-53
	return kappa, scaled*float64(n)*unit >= 1, err
}

func quotientOfSingularValues(a *mat.Dense) (float64, error) {
	var svd mat.SVD
	if !svd.Factorize(a, mat.SVDNone) {
		return 0, &NoConvergenceError{Order: a.RawMatrix().Rows}
	}
	values := svd.Values(nil)
	if least := values[len(values)-1]; least > 0 {
		return values[0] / least, nil
	}
	return math.Inf(1), nil
}

// balance multiplies rows and columns by powers of two, so that the largest entries are near 1.
func balance(a []float64, n int) {
	for range 3 {
		for i := range n {
			scaleStrided(a, i*n, n, 1)
		}
		for j := range n {
			scaleStrided(a, j, n, n)
		}
	}
}

// scaleStrided divides count entries by the power of two above the largest.
func scaleStrided(a []float64, from, count, stride int) {
	largest := 0.0
	for k := range count {
		largest = math.Max(largest, math.Abs(a[from+k*stride]))
	}
	_, exponent := math.Frexp(largest)
	for k := range count {
		a[from+k*stride] = math.Ldexp(a[from+k*stride], -exponent)
	}
}
