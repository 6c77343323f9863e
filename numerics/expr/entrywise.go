package expr

// pairwise combines two numbers or two arrays entry by entry, a number counting for every entry of an array. Constants
// are folded. Arrays that are spelled out give one that is spelled out; when one is opaque, so is the result.
func pairwise(op string, a, b *Node, fold func(x, y float64) float64, build func(a, b *Node) *Node) *Node {
	s := broadcast(op, []*Node{a, b})
	switch {
	case a.graph == nil && b.graph == nil:
		return foldPairs(s, a, b, fold)
	case s.IsScalar():
		return build(a, b)
	case !a.IsExplicit() || !b.IsExplicit() || s.Size() > explicitEntries:
		return fill(s, build(a, b))
	}
	return entriesAt(s, func(k int) *Node {
		x, y := a.entry(k), b.entry(k)
		if x.graph == nil && y.graph == nil {
			return Const(fold(x.number, y.number))
		}
		return build(x, y)
	})
}

// foldPairs combines two constants.
func foldPairs(s Shape, a, b *Node, fold func(x, y float64) float64) *Node {
	if s.IsScalar() {
		return Const(fold(a.number, b.number))
	}
	data := make([]float64, s.Size())
	for k := range data {
		data[k] = fold(a.numberAt(k), b.numberAt(k))
	}
	return Array(s, data)
}

// numberAt is entry k of a constant.
func (n *Node) numberAt(k int) float64 {
	if n.shape.IsScalar() {
		return n.number
	}
	return n.data[k]
}

// broadcast is the one shape of all arguments that are not scalars.
func broadcast(op string, args []*Node) Shape {
	s := Scalar
	for _, a := range args {
		if a.truth {
			panic(&KindError{Op: op, Truth: true})
		}
		switch {
		case a.shape.IsScalar() || a.shape == s:
		case s.IsScalar():
			s = a.shape
		default:
			misfit(op, args...)
		}
	}
	return s
}

// stackOf is the array of the given scalar entries, a constant when all of them are.
func stackOf(s Shape, entries []*Node) *Node {
	if s.IsScalar() {
		return entries[0]
	}
	if !allConst(entries...) {
		return symbolic(&Node{op: OpStack, shape: s, args: entries})
	}
	data := make([]float64, len(entries))
	for k, e := range entries {
		data[k] = e.number
	}
	return Array(s, data)
}
