package spectral

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/gonum"
)

// byDividing decomposes the symmetric n×n matrix a, row by row, which is destroyed: by reflections it becomes tridiagonal, that is
// divided, and the reflections turn its eigenvectors back. values and vectors are as in Jacobi, but for the signs; false where
// the QL method of the smallest parts does not converge.
func byDividing(n int, a, values, vectors []float64) bool {
	scale := scaled(a)
	lapack, beside, reflections := gonum.Implementation{}, make([]float64, n-1), make([]float64, n-1)
	work := make([]float64, 64*n)
	lapack.Dsytrd(blas.Lower, n, a, n, values, beside, reflections, work, len(work))
	t := newTridiagonal(values, beside, vectors)
	if !t.decompose(0, n) {
		return false
	}
	lapack.Dorgtr(blas.Lower, n, a, n, reflections, work, len(work))
	const strip = 32 // rows at a time: small products are not worth several processors
	for row := 0; row < n; row += strip {
		part := blas64.General{Rows: min(strip, n-row), Cols: n, Stride: n}
		turned := part
		part.Data, turned.Data = a[row*n:], vectors[row*n:]
		blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, part, blas64.General{Rows: n, Cols: n, Stride: n, Data: t.vectors}, 0, turned)
	}
	for i := range values {
		values[i] = math.Ldexp(values[i], scale)
	}
	return true
}

// scaled divides by the power of two, returned as its exponent, that brings the largest entry near 1; of the very smallest numbers
// nearer than it was.
func scaled(a []float64) int {
	largest := 0.0
	for _, x := range a {
		largest = max(largest, math.Abs(x))
	}
	_, exponent := math.Frexp(largest)
	exponent = max(exponent, -1000)
	factor := math.Ldexp(1, -exponent)
	for k := range a {
		a[k] *= factor
	}
	return exponent
}
