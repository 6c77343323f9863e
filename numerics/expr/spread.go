package expr

import (
	"math"
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr/dense"
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

// solution is the constant X with A X = B, its entries NaN where A is singular.
func solution(a, b *Node) *Node {
	if isSpread(a) && b.shape.Cols <= mostExact && b.dust == nil && dense.Finite(b.data) {
		x, _ := exact.Solve(rationals(a.data), rationals(b.data), b.shape.Rows, b.shape.Cols)
		return Array(b.shape, nearest(x, len(b.data)))
	}
	data := make([]float64, len(b.data))
	new(dense.Workspace).Solve(data, a.data, b.data, b.shape.Rows, b.shape.Cols)
	return solved(a, b, data)
}

// determinant is that of a constant matrix.
func determinant(a *Node) float64 {
	if isSpread(a) {
		_, det := exact.Solve(rationals(a.data), nil, a.shape.Rows, 0)
		return nearest([]*big.Rat{det}, 1)[0]
	}
	return new(dense.Workspace).Determinant(a.data, a.shape.Rows)
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
