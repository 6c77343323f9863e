package expr

import "math/bits"

// loopOverEntries writes the sum of the entries of a vector that is computed entry by entry as a sum over an index; false
// for what is not.
func loopOverEntries(vector *Node) (*Node, bool) {
	if vector.graph == nil || !vector.shape.IsVector() {
		return nil, false
	}
	g := vector.graph
	outer := g.depth
	defer func() { g.depth = outer }()
	g.depth = max(outer, bits.Len64(vector.free))
	ok := false
	i, body := g.trace("i", func(i *Node) *Node {
		var entry *Node
		entry, ok = entryWhere(vector, i)
		return entry
	})
	if !ok {
		return nil, false
	}
	return sumLoop(body, Const(0), Const(float64(vector.shape.Size()-1)), i), true
}

// entryWhere is entry i, a symbol, of a vector as a formula in single entries.
func entryWhere(n, i *Node) (*Node, bool) {
	switch {
	case n.shape.IsScalar():
		return n, true
	case !n.shape.IsVector():
		return nil, false
	case n.graph == nil || n.op == OpVariable || n.IsExplicit():
		return Element(n, i), true
	case n.op == OpFill:
		return n.args[0], true
	case n.op == OpGather:
		return entryOfGather(n, i)
	case n.op == OpSum, n.op == OpProduct, n.op == OpPower, n.op == OpApply, n.op == OpMin, n.op == OpMax, n.op == OpMod, n.op == OpSelect:
		args := make([]*Node, len(n.args))
		for k, a := range n.args {
			entry, ok := entryWhere(a, i)
			if !ok {
				return nil, false
			}
			args[k] = entry
		}
		return rebuild(n, args), true
	}
	return nil, false
}

// entryOfGather is for positions that are evenly spaced.
func entryOfGather(n, i *Node) (*Node, bool) {
	first, step := n.ints[0], 0
	if len(n.ints) > 1 {
		step = n.ints[1] - first
	}
	for k, p := range n.ints {
		if p != first+k*step {
			return nil, false
		}
	}
	at := plus(scale(ratio{float64(step), 1}, i), Const(float64(first)))
	return entryWhere(n.args[0], at)
}
