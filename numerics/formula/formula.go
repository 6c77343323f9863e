// Package formula writes formulas as a textbook prints them: the shortest of several forms that have the same value.
//
// A scalar formula is read as a fraction of polynomials with rational coefficients in symbols: its variables, and functions
// of them with laws of their own (exp(u) exp(v) = exp(u + v), (√u)² = u, sin² + cos² = 1). Common factors are cancelled, and
// the result is written over one denominator, expanded, factored, and collected by each symbol; the shortest form wins. It
// is compared with the formula as it came at random points with 50 digits before it is shown.
//
//	formula.Simplify(n) // of 1/(x + 1) - (x - 1)/(x + 1)²: 2/(x + 1)²
//
// What comes out is there to be printed; what came in is what to compute with.
package formula

import (
	"math/big"

	"saddle/numerics/expr"
)

// mostWork bounds the steps of one formula, some milliseconds; allWork those of all entries of an array.
const (
	mostWork = 20000
	allWork  = 4 * mostWork
)

// Simplify is a number in its shortest form, for expr.Text and expr.LaTeX, or an array that is spelled out with each of its
// entries so. What is not found to be shorter within a bounded number of steps is left as it is.
func Simplify(n *expr.Node) *expr.Node {
	n = expr.WithoutGuards(n)
	switch {
	case n.IsTruth() || !n.IsExplicit():
		return n
	case n.IsConst():
		return exactly(n)
	}
	left := allWork
	if n.Shape().IsScalar() {
		return simplify(n, &left)
	}
	known := map[*expr.Node]*expr.Node{}
	entries := make([]*expr.Node, n.Shape().Size())
	for k, e := range n.Entries() {
		if known[e] == nil {
			known[e] = simplify(e, &left)
			if e.IsConst() {
				known[e] = exactly(e)
			}
		}
		entries[k] = known[e]
	}
	return expr.WrittenStack(n.Shape(), entries...)
}

// simplify takes the steps off what is left.
func simplify(n *expr.Node, left *int) *expr.Node {
	budget := min(mostWork, *left)
	if n.IsConst() || n.Op() == expr.OpVariable || budget <= 0 {
		return n
	}
	w := &work{left: budget}
	best, recognised := shortest(n, w)
	if whole, ok := chosen(n, left); ok {
		within(func() { best.offer(whole) })
	}
	*left -= budget - max(0, w.left)
	if best.node == nil || !recognised && lengthOf(n) < best.length || !Same(n, best.node) {
		return n
	}
	return best.node
}

// shortest is the shortest form that is found; recognised tells that it has numbers that the formula has in decimals.
func shortest(n *expr.Node, w *work) (best choice, recognised bool) {
	best.work = w
	units, degrees := map[string]*big.Rat{}, map[string]int{}
	const readings = 8
	for range readings {
		f := newField(w, units, degrees)
		again := false
		done := within(func() { again = f.attempt(n, &best) })
		recognised = recognised || f.recognised
		if !done || !again {
			break
		}
	}
	return best, recognised
}

// attempt reads the formula and offers its forms; again asks to read it anew.
func (f *field) attempt(n *expr.Node, best *choice) (again bool) {
	defer func() {
		if r := recover(); r == errAgain {
			again = true
		} else if r != nil {
			panic(r)
		}
	}()
	for _, v := range f.variants(f.read(n)) {
		f.forms(f.lowest(v), best)
	}
	return false
}
