package eval

import (
	"math"

	"saddle/numerics/expr"
)

// staysWithin reports whether a symbolic index is made of the indices of loops such that it is a whole number from 1 to
// length in every turn.
func (e *evaluation) staysWithin(n *expr.Node, length int) bool {
	low, high, whole := e.reach(n)
	return whole && low >= 1 && high <= float64(length)
}

// reach encloses the numbers that a formula of loop indices takes; whole tells that all of them are whole.
func (e *evaluation) reach(n *expr.Node) (low, high float64, whole bool) {
	if n.Shape().Rank != 0 || n.IsTruth() {
		return 0, 0, false
	}
	if n.IsConst() {
		x := n.Float()
		return x, x, x == math.Trunc(x)
	}
	for _, i := range e.indices {
		if i.node == n {
			return i.low, i.high, i.low == math.Trunc(i.low)
		}
	}
	switch n.Op() {
	case expr.OpSum:
		return e.reachOfSum(n)
	case expr.OpProduct:
		return e.reachOfProduct(n)
	}
	return 0, 0, false
}

func (e *evaluation) reachOfSum(n *expr.Node) (low, high float64, whole bool) {
	for k, term := range n.Args() {
		p, q := n.Coefficient(k)
		a, b, ok := e.reach(term)
		if c := p / q; ok && c == math.Trunc(c) {
			low, high = low+min(c*a, c*b), high+max(c*a, c*b)
			continue
		}
		return 0, 0, false
	}
	return low, high, true
}

func (e *evaluation) reachOfProduct(n *expr.Node) (low, high float64, whole bool) {
	low, high = 1, 1
	for _, factor := range n.Args() {
		a, b, ok := e.reach(factor)
		if !ok {
			return 0, 0, false
		}
		low, high = min(low*a, low*b, high*a, high*b), max(low*a, low*b, high*a, high*b)
	}
	return low, high, true
}
