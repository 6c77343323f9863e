package eval

import (
	"math"
	"math/rand/v2"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// IsSymmetric reports whether a square matrix is symmetric, but for rounding: a symbolic one at a few random points, as far as
// it has values there.
func (by Arithmetic) IsSymmetric(a *expr.Node) bool {
	if a.IsConst() {
		return isSymmetric(a)
	}
	if mirrored(a) {
		return true
	}
	const points = 3
	random := rand.New(rand.NewPCG(1, 1))
	for range points {
		if at, ok := by.e.atRandom(a, random); ok && !isSymmetric(at) {
			return false
		}
	}
	return true
}

// mirrored reports whether the entries of a symbolic matrix are written out, the same formula on both sides of the diagonal.
func mirrored(a *expr.Node) bool {
	if !a.IsExplicit() {
		return false
	}
	n, entries := a.Shape().Rows, a.Entries()
	for i := range n {
		for j := range i {
			if entries[i*n+j] != entries[j*n+i] {
				return false
			}
		}
	}
	return true
}

// atRandom is a node at a random point; ok is false where it has no finite value there.
func (e *evaluation) atRandom(n *expr.Node, random *rand.Rand) (at *expr.Node, ok bool) {
	var symbols, values []*expr.Node
	for _, s := range expr.Symbols([]*expr.Node{n}) {
		entries := make([]float64, s.Shape().Size())
		for k := range entries {
			entries[k] = 0.5 + random.Float64()
		}
		if s.Op() == expr.OpIndex {
			entries[0] = e.firstOf(s)
		}
		symbols, values = append(symbols, s), append(values, expr.Array(s.Shape(), entries))
	}
	err := expr.Catch(func() { at = expr.Substitute(n, symbols, values) })
	return at, err == nil && at.IsConst() && value.AllFinite(at.Data())
}

// isSymmetric allows what rounding leaves between two entries that should be equal: a small part of them, and of the largest entry, that
// may have been on the way to them, so little that small entries beside it still tell.
func isSymmetric(a *expr.Node) bool {
	const rounding, lost = 1e-12, 1e-14
	n, entries := a.Shape().Rows, a.Data()
	largest := 0.0
	for _, x := range entries {
		largest = max(largest, x, -x)
	}
	for i := range n {
		for j := range i {
			u, v := entries[i*n+j], entries[j*n+i]
			if d := math.Abs(u - v); d > rounding*max(u, -u, v, -v)+lost*largest {
				return false
			}
		}
	}
	return true
}
