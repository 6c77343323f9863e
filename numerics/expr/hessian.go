package expr

import "math/bits"

// writtenRows is the number of rows up to which a matrix of derivatives is written out entry by entry. A larger one is a
// loop over its rows, built once with the row as a symbol.
const writtenRows = 16

// Hessian is the matrix of second derivatives of the number y by all entries of xs, one after the other. It is exactly
// symmetric. Written out, each pair of mixed derivatives is one node. With more than 16 variables, the Hessian of a sum whose
// terms read a few entries each is the sum of their small Hessians, and row k of any other is the Hessian-vector product with
// the k-th unit vector, in a loop.
func Hessian(y *Node, xs ...*Node) *Node {
	return hessianFrom(y, xs, func() *Node { return flat(Gradient(y, xs...)) })
}

// hessianFrom is Hessian with the gradient from where it may be known.
func hessianFrom(y *Node, xs []*Node, slopes func() *Node) *Node {
	n := flat(xs).shape.Size()
	if n > writtenRows {
		if h, ok := hessianOfSum(y, xs); ok {
			return h
		}
		return hessianByRows(y, xs, n)
	}
	gradient := slopes()
	entries := make([]*Node, n*n)
	for i := range n {
		row := flat(Gradient(gradient.entry(i), xs...))
		for j := range n {
			if j < i {
				entries[i*n+j] = entries[j*n+i]
			} else {
				entries[i*n+j] = row.entry(j)
			}
		}
	}
	return stackOf(Shape{2, n, n}, entries)
}

// hessianByRows is the Hessian by n entries as Hessian-vector products.
func hessianByRows(y *Node, xs []*Node, n int) *Node {
	return mirrored(rowsOf(y, xs, n, func(y, unit *Node) *Node { return flat(HVP(y, xs, partsOf(unit, xs))) }))
}

// Jacobian is the matrix of the derivatives of the entries of y (rows) by all entries of xs, one after the other
// (columns).
func Jacobian(y *Node, xs ...*Node) *Node {
	m, n := y.shape.Size(), flat(xs).shape.Size()
	switch {
	case m <= writtenRows:
		rows := make([]*Node, m)
		for k := range rows {
			rows[k] = flat(Gradient(y.entry(k), xs...))
		}
		return concat(Shape{2, m, n}, rows)
	case n < m:
		columns := rowsOf(y, xs, n, func(y, unit *Node) *Node { return Flatten(Directional(y, xs, partsOf(unit, xs), 1)) })
		return Transpose(columns)
	}
	return rowsOf(y, xs, m, func(y, unit *Node) *Node { return flat(Gradient(Dot(Flatten(y), unit), xs...)) })
}

// rowsOf stacks row(y, e_k) for the n unit vectors e_k. Row gets y with its loops one deeper than the loop over k, since
// they will be inside it.
func rowsOf(y *Node, xs []*Node, n int, row func(y, unit *Node) *Node) *Node {
	if y.graph == nil {
		return zeros(Shape{2, n, flat(xs).shape.Size()})
	}
	g := y.graph
	outer := g.depth
	defer func() { g.depth = outer }()
	g.depth = max(outer, bits.Len64(y.free))
	deeper := &substitution{memo: map[*Node]*Node{}, shift: 1}
	for _, x := range xs {
		deeper.replace(x, x)
	}
	i, body := g.trace("i", func(i *Node) *Node {
		return row(deeper.of(y), scatter(Vector(n), one, []*Node{i}))
	})
	return mapLoop(body, Const(0), Const(float64(n-1)), i)
}

// partsOf takes a vector apart into the shapes of xs.
func partsOf(v *Node, xs []*Node) []*Node {
	parts := make([]*Node, len(xs))
	start := 0
	for k, x := range xs {
		size := x.shape.Size()
		parts[k] = take(v, x.shape, count(start, size, 1))
		start += size
	}
	return parts
}

// mirrored replaces the entries below the diagonal by those above it.
func mirrored(a *Node) *Node {
	n := a.shape.Rows
	positions := make([]int, n*n)
	for i := range n {
		for j := range n {
			positions[i*n+j] = min(i, j)*n + max(i, j)
		}
	}
	return take(a, a.shape, positions)
}
