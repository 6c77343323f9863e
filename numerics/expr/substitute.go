package expr

import "math/bits"

// Substitute replaces the nodes from[k] by to[k] throughout y: variables, stacks of variables, loop indices or any other
// nodes. A stack of variables is replaced entry by entry. With constants for all variables the result is a constant. The
// replacements may belong to another graph, which then must be that of all variables left.
func Substitute(y *Node, from, to []*Node) *Node {
	return SubstituteAll([]*Node{y}, from, to)[0]
}

// SubstituteAll is Substitute for several expressions at once.
func SubstituteAll(ys, from, to []*Node) []*Node {
	s := &substitution{memo: map[*Node]*Node{}}
	for k, f := range from {
		if f.shape.Size() != to[k].shape.Size() {
			misfit("substitution", f, to[k])
		}
		s.replace(f, to[k])
	}
	results := make([]*Node, len(ys))
	for k, y := range ys {
		results[k] = s.of(y)
	}
	return results
}

type substitution struct {
	memo  map[*Node]*Node
	graph *Graph // of the replacements, nil when they are constants
	shift int    // how much deeper the loops of the result are, so that they bind no index of a replacement
}

func (s *substitution) replace(from, to *Node) {
	if from.op == OpStack && from.IsExplicit() {
		for k, e := range from.args {
			s.memo[e] = to.entry(k)
		}
	}
	s.memo[from] = to
	if to.graph != nil {
		s.graph = to.graph
		s.shift = max(s.shift, bits.Len64(to.free))
	}
}

func (s *substitution) of(n *Node) *Node {
	if n.graph == nil {
		return n
	}
	if r, ok := s.memo[n]; ok {
		return r
	}
	r := s.rebuild(n)
	s.memo[n] = r
	return r
}

func (s *substitution) rebuild(n *Node) *Node {
	if n.op == OpSumLoop || n.op == OpMapLoop {
		return s.loop(n)
	}
	if n.isInput() && len(n.args) == 0 || n.op == OpIndex {
		return n
	}
	if f, x, negative, ok := Accurate(n); ok {
		if v := s.of(x); v.graph == nil {
			return signed(negative, Apply(f, v))
		}
	}
	args := make([]*Node, len(n.args))
	changed := false
	for k, a := range n.args {
		args[k] = s.of(a)
		changed = changed || args[k] != a
	}
	if !changed {
		return n
	}
	return rebuild(n, args)
}

func signed(negative bool, n *Node) *Node {
	if negative {
		return Neg(n)
	}
	return n
}

// loop rebuilds a loop. Its index gets a new depth when a replacement brings indices of its own.
func (s *substitution) loop(n *Node) *Node {
	i := n.args[3]
	g := s.graph
	if g == nil {
		g = n.graph
	}
	if s.shift > 0 || g != n.graph {
		s.memo[i] = g.index(i.name, n.Depth()+s.shift)
	}
	body, lo, hi, index := s.of(n.args[0]), s.of(n.args[1]), s.of(n.args[2]), s.of(i)
	if body == n.args[0] && lo == n.args[1] && hi == n.args[2] {
		return n
	}
	if n.op == OpMapLoop {
		return mapLoop(body, lo, hi, index)
	}
	return sumLoop(body, lo, hi, index)
}

// rebuild makes the node again with other arguments of the same shapes.
func rebuild(n *Node, args []*Node) *Node {
	switch n.op {
	case OpSum:
		sum := scale(n.coefs[0], args[0])
		for k := 1; k < len(args); k++ {
			sum = plus(sum, scale(n.coefs[k], args[k]))
		}
		return sum
	case OpProduct:
		return Product(args...)
	case OpPower:
		return PowEach(args[0], args[1])
	case OpApply:
		return Apply(n.fn, args[0])
	case OpMin, OpMax, OpMod:
		return extreme(n.op, args[0], args[1])
	case OpCompare:
		return compareScalars(n.rel, args[0], args[1])
	case OpAnd:
		return And(args[0], args[1])
	case OpOr:
		return Or(args[0], args[1])
	case OpNot:
		return Not(args[0])
	case OpSelect:
		return Select(args[0], args[1], args[2])
	case OpOpaque:
		return n.opaque.Call(args...)
	case OpUnknown:
		return owner(args).Unknown(n.name, n.shape, args...)
	}
	return rebuildArray(n, args)
}

func rebuildArray(n *Node, args []*Node) *Node {
	switch n.op {
	case OpStack:
		return concat(n.shape, args)
	case OpElement:
		return at(args[0], args[1:])
	case OpRow:
		return Row(args[0], args[1])
	case OpScatter:
		return scatter(n.shape, args[0], args[1:])
	case OpScatterRow:
		return scatterRow(n.shape, args[0], args[1])
	case OpGather:
		return take(args[0], n.shape, n.ints)
	case OpSpread:
		return spread(args[0], n.shape, n.ints)
	case OpFill:
		return fill(n.shape, args[0])
	case OpTotal:
		return Total(args[0])
	case OpMatrixProduct:
		return matrixProduct(args[0], args[1])
	case OpSolve:
		return Solve(args[0], args[1])
	case OpInverse:
		return Inverse(args[0])
	case OpDeterminant:
		return Det(args[0])
	case OpEigenvalues:
		return Eigenvalues(args[0])
	case OpEigenvectors:
		return Eigenvectors(args[0])
	case OpTrustStep:
		return TrustStep(args[0], args[1], args[2])
	case OpCubicStep:
		return CubicStep(args[0], args[1], args[2])
	}
	panic("expr: no rule to rebuild a node")
}
