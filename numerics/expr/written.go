package expr

// A written node stands on paper: it is as it was put together, with no law applied and no order changed, and is there to be
// printed by Text and LaTeX. Its parts may be nodes of a graph. It must not be computed with.

// paper is the graph of all written nodes; it holds none of them.
var paper = NewGraph()

// Coefficient is p/q with whole p and q, or a decimal p over 1.
type Coefficient struct{ P, Q float64 }

// Written is a term of a written sum.
type Written struct {
	Coefficient
	Node *Node
}

// WrittenNumber is a term without a factor.
func WrittenNumber(c Coefficient) Written { return Written{c, one} }

// WrittenSum adds terms in the order in which they are to be read.
func WrittenSum(terms ...Written) *Node {
	n := &Node{op: OpSum, shape: Scalar, graph: paper, name: inOrder}
	for _, t := range terms {
		n.args, n.coefs = append(n.args, t.Node), append(n.coefs, ratio{t.P, t.Q})
	}
	return n
}

// inOrder marks a sum whose terms are printed in their order.
const inOrder = "in order"

// WrittenProduct multiplies factors in the order in which they are to be read; powers below zero stand in a denominator.
func WrittenProduct(factors ...*Node) *Node {
	if len(factors) == 1 {
		return factors[0]
	}
	return &Node{op: OpProduct, shape: Scalar, graph: paper, args: factors}
}

// WrittenPower is x to a constant power.
func WrittenPower(x *Node, e float64) *Node {
	if e == 1 {
		return x
	}
	return WrittenRaise(x, Const(e))
}

// WrittenRaise is x to the power e.
func WrittenRaise(x, e *Node) *Node {
	return &Node{op: OpPower, shape: Scalar, graph: paper, args: []*Node{x, e}}
}

// WrittenApply is an elementary function of x.
func WrittenApply(f Func, x *Node) *Node {
	return &Node{op: OpApply, fn: f, shape: Scalar, graph: paper, args: []*Node{x}}
}

// WrittenLike is the operation of n on other arguments.
func WrittenLike(n *Node, args ...*Node) *Node {
	m := *n
	m.args, m.graph = args, paper
	return &m
}

// WrittenName is a letter for a number: π, e.
func WrittenName(name string) *Node {
	return &Node{op: OpVariable, shape: Scalar, graph: paper, name: name}
}

// IsWritten reports whether the operation of n itself is written.
func IsWritten(n *Node) bool { return n.graph == paper }

// WrittenStack is an array of a shape with its entries row by row.
func WrittenStack(s Shape, entries ...*Node) *Node {
	return &Node{op: OpStack, shape: s, graph: paper, args: entries}
}
