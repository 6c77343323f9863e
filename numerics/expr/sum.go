package expr

import (
	"math"
	"slices"
)

// A sum is a linear combination of terms that are not constants themselves, in the order in which they were written; the
// constant term is a multiple of the node one. 2x is the combination of one term. A sum added on the right stays a term
// of its own unless like terms meet, since x + (y - z) can have digits that (x + y) - z has lost.

// term is a multiple of a node.
type term struct {
	coef ratio
	node *Node
}

// Add is a + b: of two numbers, of two arrays of one shape, or of a vector and a number, which is added to every entry.
func Add(a, b *Node) *Node {
	refuseMatrixAndNumber("+", a, b)
	return plus(a, b)
}

// Sub is a - b for what Add takes.
func Sub(a, b *Node) *Node {
	refuseMatrixAndNumber("-", a, b)
	return minus(a, b)
}

// AddEach is a .+ b: like Add, and it takes a matrix and a number too.
func AddEach(a, b *Node) *Node { return plus(a, b) }

// SubEach is a .- b: like Sub, and it takes a matrix and a number too.
func SubEach(a, b *Node) *Node { return minus(a, b) }

// Neg is -a.
func Neg(a *Node) *Node { return scale(ratio{-1, 1}, a) }

// Sum adds numbers or arrays of one shape from left to right; no terms make the number 0.
func Sum(terms ...*Node) *Node {
	if len(terms) == 0 {
		return Const(0)
	}
	for _, t := range terms {
		refuseMatrixAndNumber("+", terms[0], t)
	}
	return addUp(terms)
}

// addUp adds at least one node. Numbers are collected into one sum, without a node for each partial one.
func addUp(nodes []*Node) *Node {
	s := broadcast("+", nodes)
	if !s.IsScalar() || allConst(nodes...) {
		sum := nodes[0]
		for _, n := range nodes[1:] {
			sum = plus(sum, n)
		}
		return sum
	}
	terms := termsOf(nodes[0])
	const some = 64 // each is set against all before it, which takes long where there are thousands
	for k, n := range nodes[1:] {
		if k%some == some-1 && n.graph != nil {
			n.graph.poll()
		}
		terms = include(terms, n, unit)
	}
	return linear(s, terms)
}

func refuseMatrixAndNumber(op string, a, b *Node) {
	if a.shape.IsMatrix() && b.shape.IsScalar() || a.shape.IsScalar() && b.shape.IsMatrix() {
		misfit(op, a, b)
	}
}

func plus(a, b *Node) *Node {
	if bothKnown(a, b) {
		return addKnown(a, b, 1)
	}
	return pairwise("+", a, b, func(x, y float64) float64 { return x + y }, func(a, b *Node) *Node { return combine(a, b, unit) })
}

func minus(a, b *Node) *Node {
	if bothKnown(a, b) {
		return addKnown(a, b, -1)
	}
	return pairwise("-", a, b, func(x, y float64) float64 { return x - y }, func(a, b *Node) *Node { return combine(a, b, unit.neg()) })
}

// combine is a + c·b, of which one is symbolic.
func combine(a, b *Node, c ratio) *Node {
	return linear(shapeOf([]*Node{a, b}), include(termsOf(a), b, c))
}

// include adds c·n to a sum: as its terms when one of them is in the sum already, else as one term.
func include(terms []term, n *Node, c ratio) []term {
	right := termsOf(n)
	if len(right) > 1 && !meet(terms, right) {
		right = []term{{unit, n}}
	}
	for _, t := range right {
		terms = collect(terms, term{t.coef.times(c), t.node})
	}
	return terms
}

// scale is c·a.
func scale(c ratio, a *Node) *Node {
	if a.truth {
		panic(&KindError{Op: "*", Truth: true})
	}
	if a.graph == nil && a.shape.IsScalar() && a.dust == nil && !a.rough {
		return scaledKnown(c, a)
	}
	if a.graph == nil {
		return viewOf(a, mapData(a, c.of), scaledDust(a, math.Abs(c.value())))
	}
	if a.op == OpStack && a.IsExplicit() {
		return entriesAt(a.shape, func(k int) *Node { return scale(c, a.args[k]) })
	}
	if c == unit {
		return a
	}
	if isMask(a) {
		return eachBranch(a, func(b *Node, _ bool) *Node { return scale(c, b) })
	}
	if a.choices > 0 && !c.finite() {
		return infinitely(c, a)
	}
	terms := termsOf(a)
	if len(terms) > 1 && c != unit.neg() {
		return linear(a.shape, []term{{c, a}})
	}
	for k := range terms {
		terms[k].coef = terms[k].coef.times(c)
	}
	return linear(a.shape, terms)
}

// infinitely is c·a for an infinite c and a node that vanishes by choice: where it does, the product is zero too.
func infinitely(c ratio, a *Node) *Node {
	if a.op == OpSelect {
		return eachBranch(a, func(b *Node, _ bool) *Node { return scale(c, b) })
	}
	sum := zeros(a.shape)
	for k, t := range a.args {
		sum = plus(sum, scale(c.times(a.coefs[k]), t))
	}
	return sum
}

// termsOf takes a sum apart; anything else is one term.
func termsOf(a *Node) []term {
	switch {
	case a.graph == nil && a.shape.IsScalar():
		if a.number == 0 {
			return nil
		}
		return []term{{a.ratio(), one}}
	case a.op == OpSum:
		terms := make([]term, len(a.args), len(a.args)+1)
		for k, n := range a.args {
			terms[k] = term{a.coefs[k], n}
		}
		return terms
	case a.is(0):
		return nil
	}
	return []term{{unit, a}}
}

// split takes the coefficient off a single term.
func split(a *Node) (ratio, *Node) {
	if a.op == OpSum && len(a.args) == 1 {
		return a.coefs[0], a.args[0]
	}
	return unit, a
}

// meet reports whether two sums share a term.
func meet(left, right []term) bool {
	for _, r := range right {
		for _, l := range left {
			if same(l.node, r.node) {
				return true
			}
		}
	}
	return false
}

// collect adds a term to a sum: to a like term if there is one, also inside a sum that is a term itself.
func collect(terms []term, t term) []term {
	for k := range terms {
		if same(terms[k].node, t.node) {
			if c := terms[k].coef.plus(t.coef); !c.isZero() {
				terms[k].coef = c
				return terms
			}
			return append(terms[:k], terms[k+1:]...)
		}
	}
	for k := range terms {
		if joined, ok := join(terms[k], t); ok {
			return collect(append(terms[:k:k], terms[k+1:]...), joined)
		}
	}
	for k, nested := range terms {
		if n := nested.node; n.op == OpSum && len(n.args) > 1 && slices.ContainsFunc(n.args, func(a *Node) bool { return same(a, t.node) }) {
			return collect(splice(terms, k, nested.coef, termsOf(n)), t)
		}
	}
	return append(terms, t)
}

// join makes one term of two where they fit together.
func join(a, b term) (term, bool) {
	if joined, ok := joinChoices(a, b); ok {
		return joined, true
	}
	return onOneDenominator(a, b)
}

// splice replaces the k-th term by the terms of the sum it is a multiple of.
func splice(terms []term, k int, c ratio, inner []term) []term {
	var flat []term
	flat = append(flat, terms[:k]...)
	for _, t := range inner {
		flat = collect(flat, term{t.coef.times(c), t.node})
	}
	for _, t := range terms[k+1:] {
		flat = collect(flat, t)
	}
	return flat
}

// joinChoices merges two choices by one condition that exclude each other.
func joinChoices(a, b term) (term, bool) {
	if !isMask(a.node) || !isMask(b.node) || a.node.args[0] != b.node.args[0] || a.node.args[1].is(0) == b.node.args[1].is(0) {
		return term{}, false
	}
	if a.node.args[1].is(0) {
		a, b = b, a
	}
	c, node := coefficientOf(Select(a.node.args[0], scale(a.coef, a.node.args[1]), scale(b.coef, b.node.args[2])))
	return term{c, node}, true
}

// linear is the node of a collected sum.
func linear(s Shape, terms []term) *Node {
	if len(terms) == 0 {
		return zeros(s)
	}
	if len(terms) == 1 {
		t := terms[0]
		switch {
		case t.node.graph == nil:
			return fill(s, scale(t.coef, t.node))
		case t.coef == unit:
			return fill(s, t.node)
		case t.node.op == OpSum && (len(t.node.args) == 1 || t.coef == unit.neg()):
			return fill(s, scale(t.coef, t.node))
		}
	}
	n := &Node{op: OpSum, shape: s, args: make([]*Node, len(terms)), coefs: make([]ratio, len(terms))}
	for k, t := range terms {
		n.args[k], n.coefs[k] = t.node, t.coef
	}
	return symbolic(n)
}

// mapData applies f to every entry of a constant.
func mapData(a *Node, f func(float64) float64) *Node {
	if a.shape.IsScalar() {
		return Const(f(a.number))
	}
	data := make([]float64, len(a.data))
	for k, x := range a.data {
		data[k] = f(x)
	}
	return Array(a.shape, data)
}
