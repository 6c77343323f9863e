package expr

import (
	"math"
	"math/big"
	"slices"

	"saddle/numerics/exact"
	"saddle/numerics/expr/dense"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/floats"
)

// widest is the quotient of the sizes of entries from which on elimination in float64s may lose all that the small ones say:
// scaling does not bring the entries of such a matrix to one size.
const widest = 0x1p40

// isSpread reports whether a constant matrix is small enough to be factored exactly, and has to be.
func isSpread(a *Node) bool {
	if a.shape.Rows > mostExact || a.dust != nil || !dense.Finite(a.data) {
		return false
	}
	least, largest := math.Inf(1), 0.0
	for _, x := range a.data {
		if size := math.Abs(x); size != 0 {
			least, largest = min(least, size), max(largest, size)
		}
	}
	return largest/widest > least
}

// cancels is the part of a whole below which a number has lost digits to cancellation in float64s.
const cancels = 0x1p-10

// cancelled reports whether a determinant is small beside the largest one of rows as long as those of a (Hadamard's bound), so that
// rounding has taken digits from it and from what is solved with a.
func cancelled(det float64, a *Node) bool {
	bound, n := 1.0, a.shape.Rows
	for i := range n {
		bound *= floats.Norm(a.data[i*n:(i+1)*n], 2)
	}
	return !(math.Abs(det) > cancels*bound)
}

// isUneven reports whether an entry of a column is small beside the largest one there: an error that is small for the column is not
// for it.
func isUneven(x []float64, cols int) bool {
	largest := make([]float64, cols)
	for k, v := range x {
		largest[k%cols] = max(largest[k%cols], math.Abs(v))
	}
	for k, v := range x {
		if size := math.Abs(v); size != 0 && size < cancels*largest[k%cols] {
			return true
		}
	}
	return false
}

// mayBeExact reports whether a constant matrix is known exactly and small enough to be factored so.
func mayBeExact(a *Node) bool {
	return a.shape.Rows <= mostExact && a.shape.Cols <= mostExact && a.dust == nil && dense.Finite(a.data)
}

// solution is the constant X with A X = B, its entries NaN where A is singular. Where elimination in float64s may have lost digits of
// a small system it is that of exact elimination, each number the float64 nearest to it.
func solution(a, b *Node) *Node {
	n, cols := b.shape.Rows, b.shape.Cols
	isExact, spread := mayBeExact(a) && mayBeExact(b), isSpread(a)
	data := make([]float64, len(b.data))
	if !isExact || !spread {
		new(dense.Workspace).Solve(data, a.data, b.data, n, cols)
	}
	if isExact && (spread || isUneven(data, cols) || cancelled(new(dense.Workspace).Determinant(a.data, n), a)) {
		if x, _ := exact.Solve(rationals(a.data), rationals(b.data), n, cols); x != nil || spread {
			return Array(b.shape, nearest(x, len(b.data)))
		}
	}
	return solved(a, b, data)
}

// determinant is that of a constant matrix, computed exactly where float64s may lose digits of it.
func determinant(a *Node) float64 {
	det := new(dense.Workspace).Determinant(a.data, a.shape.Rows)
	if mayBeExact(a) && (isSpread(a) || cancelled(det, a)) {
		_, known := exact.Solve(rationals(a.data), nil, a.shape.Rows, 0)
		return nearest([]*big.Rat{known}, 1)[0]
	}
	return det
}

// sharpened puts the true eigenvalues of the symmetric part of a small constant matrix in place of those found in float64s, where some
// are small beside others and so have lost digits.
func sharpened(a *Node, values []float64) bool {
	sizes := sizes(values)
	if !mayBeExact(a) || !(slices.Min(sizes) < cancels*slices.Max(sizes)) {
		return false
	}
	found := make([]complex128, len(values))
	for k, x := range values {
		found[k] = complex(x, 0)
	}
	sharp, ok := spectral.Sharpened(symmetricData(a), found)
	if !ok {
		return false
	}
	for k, z := range sharp {
		values[k] = real(z)
	}
	slices.Sort(values)
	return true
}

// isShort reports whether no entry of a constant has been rounded.
func isShort(a *Node) bool {
	return !slices.ContainsFunc(a.data, func(x float64) bool { return !spectral.IsShort(x) })
}

func rationals(xs []float64) []*big.Rat {
	list := make([]*big.Rat, len(xs))
	for k, x := range xs {
		list[k] = new(big.Rat).SetFloat64(x)
	}
	return list
}

// nearest are the n float64s nearest to the numbers of a list, NaN where there is none.
func nearest(list []*big.Rat, n int) []float64 {
	xs := make([]float64, n)
	for k := range xs {
		xs[k] = math.NaN()
		if list != nil {
			xs[k], _ = list[k].Float64()
		}
	}
	return xs
}
