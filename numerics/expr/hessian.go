package expr

// Jacobian is the matrix of the derivatives of the entries of y (rows) by all entries of xs, one after the other
// (columns).
func Jacobian(y *Node, xs ...*Node) *Node {
	rows := make([]*Node, y.shape.Size())
	for k := range rows {
		rows[k] = Flatten(flat(Gradient(y.entry(k), xs...)))
	}
	return Reshape(concatRows(rows), Shape{2, len(rows), rows[0].shape.Size()})
}

func concatRows(rows []*Node) *Node { return Stack(rows...) }

// Hessian is the matrix of second derivatives of the number y by all entries of xs, one after the other. It is symmetric
// by construction: each pair of mixed derivatives is one node.
func Hessian(y *Node, xs ...*Node) *Node {
	point := flat(xs)
	gradient := flat(Gradient(y, xs...))
	n := point.shape.Size()
	entries := make([]*Node, n*n)
	for i := range n {
		row := Gradient(gradient.entry(i), point)[0]
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
