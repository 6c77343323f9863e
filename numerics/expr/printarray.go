package expr

import (
	"slices"
	"strings"
)

// array prints what has arrays as its value or its arguments.
func (p printer) array(n *Node) piece {
	switch n.op {
	case OpStack:
		return p.stack(n)
	case OpElement:
		if term, ok := entryOfSum(n); ok {
			return p.of(term)
		}
		if entry, ok := p.rowEntry(n); ok {
			return entry
		}
		return p.index(p.labelled(n.args[0]), p.places(n.args[1:]))
	case OpRow:
		if entry, ok := p.rowEntry(n); ok {
			return entry
		}
		return p.index(p.labelled(n.args[0]), append(p.places(n.args[1:]), piece{s: ":", binds: atomic}))
	case OpGather:
		return p.gathered(n)
	case OpTotal:
		return p.total(n)
	case OpMatrixProduct:
		return p.joined(p.all(matrixFactors(n)))
	case OpSolve:
		return p.joined([]piece{p.inverse(n.args[0]), p.of(n.args[1])})
	case OpInverse:
		return p.inverse(n.args[0])
	case OpSumLoop, OpMapLoop:
		return p.loopOf(n)
	case OpOpaque:
		return p.opaque(n)
	case OpUnknown:
		return p.unknown(n)
	case OpRandom:
		return p.call(distributionNames[n.ints[0]])
	}
	return p.call(arrayNames[n.op], p.all(n.args)...)
}

var distributionNames = map[int]string{int(Normal): "randn", int(Uniform): "rand"}

var arrayNames = map[Op]string{
	OpSample: "sample", OpScatter: "place", OpScatterRow: "place", OpSpread: "place", OpFill: "fill", OpDeterminant: "det",
	OpEigenvalues: "eigenvalues", OpEigenvectors: "eigenvectors", OpTrustStep: "trust_step", OpCubicStep: "cubic_step",
}

// stack prints an array spelled out; one of variables that make a whole vector or matrix prints as its name.
func (p printer) stack(n *Node) piece {
	if stem, ok := stemOf(n); ok {
		return piece{s: p.name(stem), binds: atomic}
	}
	if !n.IsExplicit() {
		return p.vector(p.all(n.args))
	}
	return p.entries(n)
}

func (p printer) entries(n *Node) piece {
	all := p.all(n.Entries())
	if n.shape.IsVector() {
		return p.vector(all)
	}
	return p.matrix(slices.Collect(slices.Chunk(all, n.shape.Cols)))
}

// stemOf recognises all entries of one array variable in order.
func stemOf(n *Node) (string, bool) {
	if !n.IsExplicit() || len(n.args) < 2 || n.args[0].op != OpVariable {
		return "", false
	}
	stem, ok := strings.CutSuffix(n.args[0].name, entrySubscript(n.shape, 0))
	for k, e := range n.args {
		ok = ok && e.op == OpVariable && e.name == stem+entrySubscript(n.shape, k)
	}
	return stem, ok
}

// places are the indices counted from 1, as the language does.
func (p printer) places(place []*Node) []piece {
	pieces := make([]piece, len(place))
	for k, i := range place {
		pieces[k] = p.of(plus(i, one))
	}
	return pieces
}

// gathered prints a transpose, a row, a column or a slice.
func (p printer) gathered(n *Node) piece {
	a := n.args[0]
	array := p.labelled(a)
	rows, cols := a.shape.Rows, a.shape.Cols
	all := piece{s: ":", binds: atomic}
	at := func(k int) piece { return piece{s: p.number(float64(k + 1)), binds: atomic} }
	size, first := len(n.ints), n.ints[0]
	switch {
	case size == rows*cols && Transpose(a) == n:
		return p.transpose(array)
	case a.shape.IsMatrix() && size == cols && first%cols == 0 && slices.Equal(n.ints, count(first, cols, 1)):
		return p.index(array, []piece{at(first / cols), all})
	case a.shape.IsMatrix() && size == rows && first < cols && slices.Equal(n.ints, count(first, rows, cols)):
		return p.index(array, []piece{all, at(first)})
	case slices.Equal(n.ints, count(first, size, 1)):
		return p.index(array, []piece{{s: at(first).s + ".." + at(first+size-1).s, binds: atomic}})
	}
	return p.call("entries", array)
}

func (p printer) total(n *Node) piece {
	x := n.args[0]
	if _, ok := lengthOf(n); ok {
		return p.raised(n, 1)
	}
	if x.op == OpProduct && len(x.args) == 2 && x.args[0].shape == x.args[1].shape {
		return p.dot(p.of(x.args[0]), p.of(x.args[1]))
	}
	return p.call("sum", p.of(x))
}

// matrixFactors lists the factors of products of matrices, which need no parentheses.
func matrixFactors(n *Node) []*Node {
	if n.op != OpMatrixProduct {
		return []*Node{n}
	}
	return append(matrixFactors(n.args[0]), matrixFactors(n.args[1])...)
}

func (p printer) inverse(a *Node) piece {
	base := p.of(a)
	return p.power(p.atom(base), piece{s: "-1", binds: additive})
}

func (p printer) loopOf(n *Node) piece {
	if r, ok := rowsBehind(n.args[3]); ok {
		index, over := p.rowsPieces(r)
		if n.op == OpMapLoop {
			return p.eachIn(p.of(n.args[0]), index, over)
		}
		return p.loopIn(p.of(n.args[0]), index, over)
	}
	body, lo, hi, i := p.of(n.args[0]), p.of(n.args[1]), p.of(n.args[2]), p.of(n.args[3])
	if n.op == OpMapLoop {
		return p.each(body, i, lo, hi)
	}
	return p.loop(body, i, lo, hi)
}

func (p printer) unknown(n *Node) piece {
	args := make([]string, len(n.args))
	for k, a := range n.args {
		args[k] = p.of(a).s
	}
	if len(args) == 0 {
		return piece{s: p.name(n.name), binds: atomic}
	}
	return piece{s: p.name(n.name) + p.group(strings.Join(args, ", ")), binds: atomic}
}
