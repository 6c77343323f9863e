package expr

// array finds the k-th coefficient of what is linear in its array arguments, of loops and of matrix operations.
func (e *expansion) array(n *Node, k int) form {
	switch n.op {
	case OpSumLoop, OpMapLoop:
		lo, hi, i := e.values.of(n.args[1]), e.values.of(n.args[2]), e.values.of(n.args[3])
		return e.at(n.args[0], k).each(func(c *Node) *Node {
			if n.op == OpMapLoop {
				return mapLoop(fill(n.args[0].shape, c), lo, hi, i)
			}
			return sumLoop(fill(n.shape, c), lo, hi, i)
		})
	case OpStack:
		return e.stack(n, k)
	case OpElement, OpScatter, OpGather, OpSpread, OpFill, OpTotal:
		args := make([]*Node, len(n.args))
		for i, a := range n.args[1:] {
			args[i+1] = e.values.of(a)
		}
		return e.at(n.args[0], k).each(func(c *Node) *Node {
			args[0] = fill(n.args[0].shape, c)
			return rebuild(n, args)
		})
	}
	return e.algebra(n, k)
}

// stack puts the coefficients of the parts in their places.
func (e *expansion) stack(n *Node, k int) form {
	var sum form
	start := 0
	for _, part := range n.args {
		positions := count(start, part.shape.Size(), 1)
		sum = sum.plus(e.at(part, k).each(func(c *Node) *Node { return spread(fill(part.shape, c), n.shape, positions) }))
		start += len(positions)
	}
	return sum
}

func (e *expansion) algebra(n *Node, k int) form {
	x := n.args[0]
	switch n.op {
	case OpMatrixProduct:
		var sum form
		for j := 0; j <= k; j++ {
			sum = sum.plus(e.at(x, j).times(e.at(n.args[1], k-j), matrixProduct))
		}
		return sum
	case OpSolve:
		right := e.at(n.args[1], k).plus(e.products(x, n, k).each(Neg))
		return right.each(func(b *Node) *Node { return Solve(e.values.of(x), b) })
	case OpInverse:
		inverse := e.values.of(n)
		return e.products(x, n, k).each(func(b *Node) *Node { return Neg(matrixProduct(inverse, b)) })
	case OpDeterminant:
		return e.chain(x, Times(n, Transpose(Inverse(x))), k, func(a, b *Node) *Node { return Total(Times(a, b)) })
	case OpEigenvalues:
		v := Eigenvectors(x)
		return e.chain(x, v, k, func(a, b *Node) *Node { return eigenvalueChange(b, a) })
	}
	panic(&DerivativeError{Of: describe(n)})
}

// products is Σ_(j≥1) x_j y_(k-j), in matrix products.
func (e *expansion) products(x, y *Node, k int) form {
	var sum form
	for j := 1; j <= k; j++ {
		sum = sum.plus(e.at(x, j).times(e.at(y, k-j), matrixProduct))
	}
	return sum
}

// eigenvalueChange is the diagonal of v' a v.
func eigenvalueChange(v, a *Node) *Node {
	return Diagonal(matrixProduct(Transpose(v), matrixProduct(a, v)))
}

// describe names what has no derivative.
func describe(n *Node) string {
	if n.op == OpUnknown {
		return n.name
	}
	return "eigenvectors"
}
