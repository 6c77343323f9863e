package expr

// array finds the k-th coefficient of what is linear in its array arguments, of loops and of matrix operations.
func (e *expansion) array(n *Node, k int) form {
	switch n.op {
	case OpOpaque:
		return e.opaque(n, k)
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
	case OpElement, OpRow, OpScatter, OpScatterRow, OpGather, OpSpread, OpFill, OpTotal:
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
		return e.rates(x, k)[k-1].each(Diagonal).over(k)
	case OpEigenvectors:
		rotation := convolve(e.of(gaps(x), k-1), e.rates(x, k), k-1, Times)
		return convolve(e.of(n, k-1), rotation, k-1, matrixProduct)[k-1].over(k)
	}
	panic(&DerivativeError{Of: describe(n)})
}

// rates are the coefficients of v' ẋ v up to degree k-1, where ẋ is the rate of change of the symmetric part of x and the
// columns of v are its eigenvectors.
func (e *expansion) rates(x *Node, k int) []form {
	v := Eigenvectors(x)
	rate := make([]form, k)
	for j := range rate {
		rate[j] = e.at(x, j+1).each(func(c *Node) *Node { return scale(ratio{float64(j + 1), 1}, symmetricPart(c)) })
	}
	return convolve(convolve(e.of(Transpose(v), k-1), rate, k-1, matrixProduct), e.of(v, k-1), k-1, matrixProduct)
}

// products is Σ_(j≥1) x_j y_(k-j), in matrix products.
func (e *expansion) products(x, y *Node, k int) form {
	var sum form
	for j := 1; j <= k; j++ {
		sum = sum.plus(e.at(x, j).times(e.at(y, k-j), matrixProduct))
	}
	return sum
}

// describe names what has no derivative.
func describe(n *Node) string {
	if n.op == OpUnknown {
		return n.name
	}
	return "this"
}
