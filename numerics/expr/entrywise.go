package expr

// entrywise applies a scalar constructor to every entry of the arguments, a scalar counting for every entry. Arrays
// that are spelled out give an array that is spelled out; when one is opaque, so is the result, made by opaque.
func entrywise(op string, args []*Node, scalar func(entries []*Node) *Node, opaque func(Shape) *Node) *Node {
	s := broadcast(op, args)
	if s.IsScalar() {
		return scalar(args)
	}
	for _, a := range args {
		if !a.IsExplicit() {
			return opaque(s)
		}
	}
	if s.Size() > explicitEntries && !allConst(args...) {
		return opaque(s)
	}
	return eachEntry(s, args, scalar)
}

func eachEntry(s Shape, args []*Node, scalar func([]*Node) *Node) *Node {
	entries := make([]*Node, s.Size())
	at := make([]*Node, len(args))
	for k := range entries {
		for i, a := range args {
			at[i] = a.entry(k)
		}
		entries[k] = scalar(at)
	}
	return stackOf(s, entries)
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
