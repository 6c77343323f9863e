package spectral

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"

	"saddle/numerics/exact"
)

// mostSharpened bounds the matrices whose eigenvalues are computed without rounding.
const mostSharpened = 6

// Sharpened are the eigenvalues of the n×n matrix a, row by row, each the number nearest to the true one, in the places of the values
// that a method in float64s has found: those are good to a part of the largest one only. False where a is too large or not finite, or
// no such eigenvalues are found.
func Sharpened(a []float64, values []complex128) ([]complex128, bool) {
	n := len(values)
	isOpen := func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }
	if n > mostSharpened || slices.ContainsFunc(a, isOpen) {
		return nil, false
	}
	left := exact.Spectrum(a, n)
	if left == nil {
		return nil, false
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cmplx.Abs(values[j]), cmplx.Abs(values[i])) })
	sharp := make([]complex128, n)
	for _, i := range order {
		nearest := 0
		for k, z := range left {
			if cmplx.Abs(z-values[i]) < cmplx.Abs(left[nearest]-values[i]) {
				nearest = k
			}
		}
		sharp[i] = left[nearest]
		left = slices.Delete(left, nearest, nearest+1)
	}
	return sharp, true
}

// sharpen puts the true eigenvalues in place of those that were found, and reports whether they are known.
func (g *General) sharpen(a []float64) bool {
	sharp, ok := Sharpened(a, g.Values)
	if ok {
		g.Values = sharp
	}
	return ok
}

// IsShort reports whether a number takes so few digits that it was hardly rounded, such as 3 and 0.25.
func IsShort(x float64) bool { return float64(float32(x)) == x }

// entryError is about how far the rounding of the entries of a matrix may have moved an eigenvalue, |y|'E|x| over the cosine between
// its left and right eigenvectors y and x, at most what it can move a multiple one; short entries have none.
func entryError(a []float64, right, left []complex128) float64 {
	const unit = 0x1p-52
	n := len(right)
	moved, size := 0.0, 0.0
	for i := range n {
		for j := range n {
			if x := math.Abs(a[i*n+j]); !IsShort(x) {
				moved += unit * x * cmplx.Abs(left[i]) * cmplx.Abs(right[j])
				size = math.Max(size, x)
			}
		}
	}
	cosine := cmplx.Abs(inner(left, right))
	if moved == 0 {
		return 0
	}
	return math.Min(moved/cosine, math.Pow(4*unit*float64(n), 1/float64(n))*float64(n)*size)
}
