package expr

// pull gives each argument of n its contribution, when n has the adjoint a: a times the derivative of n by the argument.
func (r *reverse) pull(n, a *Node, give func(arg, contribution *Node)) {
	switch n.op {
	case OpSum:
		for k, arg := range n.args {
			give(arg, scale(n.coefs[k], a))
		}
	case OpProduct:
		pullProduct(n, a, give)
	case OpPower:
		pullPower(n, a, give)
	case OpApply:
		if derivative := derivatives[n.fn]; derivative != nil {
			give(n.args[0], Times(a, derivative(n.args[0], n)))
		}
	case OpMin, OpMax, OpMod, OpSelect:
		pullChoice(n, a, give)
	case OpSumLoop, OpMapLoop:
		r.pullLoop(n, a, give)
	case OpCompare, OpAnd, OpOr, OpNot:
	case OpOpaque:
		if !n.truth {
			pullOpaque(n, a, give)
		}
	default:
		pullArray(n, a, give)
	}
}

func pullProduct(n, a *Node, give func(arg, contribution *Node)) {
	for k, arg := range n.args {
		give(arg, Times(a, allBut(n.args, k)))
	}
}

// allBut is the product of all factors of a product but one; they are in order and share no base already.
func allBut(factors []*Node, k int) *Node {
	others := append(factors[:k:k], factors[k+1:]...)
	if len(others) == 1 {
		return others[0]
	}
	return symbolic(&Node{op: OpProduct, shape: shapeOf(others), args: others})
}

func pullPower(n, a *Node, give func(arg, contribution *Node)) {
	x, e := n.args[0], n.args[1]
	give(x, Times(a, powerDerivative(x, e)))
	if e.graph != nil {
		give(e, Times(a, Times(n, Apply(Log, x))))
	}
}

func pullChoice(n, a *Node, give func(arg, contribution *Node)) {
	x, y := n.args[0], n.args[1]
	switch n.op {
	case OpSelect:
		give(n.args[1], Select(x, a, zeros(a.shape)))
		give(n.args[2], Select(x, zeros(a.shape), a))
	case OpMod:
		give(x, a)
		give(y, Neg(Times(a, Apply(Floor, DivEach(x, y)))))
	case OpMin:
		first, second := branches(a, y, x)
		give(x, first)
		give(y, second)
	case OpMax:
		first, second := branches(a, x, y)
		give(x, first)
		give(y, second)
	}
}

// branches parts a by whether x ≥ y.
func branches(a, x, y *Node) (where, elsewhere *Node) {
	if a.shape.IsScalar() {
		c := compareScalars(GreaterEqual, x, y)
		return Select(c, a, Const(0)), Select(c, Const(0), a)
	}
	c := Apply(step, SubEach(x, y))
	return Times(a, c), Times(a, SubEach(Const(1), c))
}

func pullArray(n, a *Node, give func(arg, contribution *Node)) {
	x := n.args[0]
	switch n.op {
	case OpStack:
		start := 0
		for _, part := range n.args {
			size := part.shape.Size()
			give(part, take(a, part.shape, count(start, size, 1)))
			start += size
		}
	case OpElement:
		give(x, scatter(x.shape, a, n.args[1:]))
	case OpRow:
		give(x, scatterRow(x.shape, a, n.args[1]))
	case OpScatter:
		give(x, at(a, n.args[1:]))
	case OpScatterRow:
		give(x, Row(a, n.args[1]))
	case OpGather:
		give(x, spread(a, x.shape, n.ints))
	case OpSpread:
		give(x, take(a, x.shape, n.ints))
	case OpFill:
		give(x, Total(a))
	case OpTotal:
		give(x, fill(x.shape, a))
	default:
		pullAlgebra(n, a, give)
	}
}

func pullAlgebra(n, a *Node, give func(arg, contribution *Node)) {
	x := n.args[0]
	switch n.op {
	case OpMatrixProduct:
		give(x, Mul(a, Transpose(n.args[1])))
		give(n.args[1], Mul(Transpose(x), a))
	case OpSolve:
		b := Solve(Transpose(x), a)
		give(n.args[1], b)
		give(x, Neg(matrixProduct(b, Transpose(n))))
	case OpInverse:
		t := Transpose(n)
		give(x, Neg(matrixProduct(t, matrixProduct(a, t))))
	case OpDeterminant:
		give(x, Times(Times(a, n), Transpose(Inverse(x))))
	case OpEigenvalues:
		v := Eigenvectors(x)
		give(x, matrixProduct(v, matrixProduct(DiagonalMatrix(a), Transpose(v))))
	case OpEigenvectors:
		rotation := Times(gaps(x), matrixProduct(Transpose(n), a))
		give(x, symmetricPart(matrixProduct(n, matrixProduct(rotation, Transpose(n)))))
	case OpTrustStep, OpCubicStep:
		pullStep(n, a, give)
	default:
		panic(&DerivativeError{Of: describe(n)})
	}
}

// pullLoop runs the sweep inside the body and sums what it gives over the index.
func (r *reverse) pullLoop(n, a *Node, give func(arg, contribution *Node)) {
	body, lo, hi, i := n.args[0], n.args[1], n.args[2], n.args[3]
	seed, factor := a, Const(1)
	switch {
	case n.op == OpMapLoop && body.shape.IsScalar():
		seed = Element(a, Sub(i, lo))
	case n.op == OpMapLoop:
		seed = Row(a, Sub(i, lo))
	case n.shape.IsScalar():
		seed, factor = Const(1), a
	}
	adjoints := r.sweep(body, seed, i.free)
	for _, input := range r.operands(n) {
		if contributions, ok := adjoints[input]; ok {
			give(input, Times(factor, sumLoop(total(input.shape, contributions), lo, hi, i)))
		}
	}
}
