package expr

import "math"

// NonNegative reports whether every entry is known to be at least 0 wherever it is defined.
func (n *Node) NonNegative() bool { return nonNegative(n) }

// nonNegative reports whether a node is known to be at least 0 wherever it is defined.
func nonNegative(n *Node) bool {
	if n.graph != nil {
		return n.nonNegative
	}
	for _, x := range n.Data() {
		if !(x >= 0) {
			return false
		}
	}
	return true
}

// findSign decides nonNegative for a new node from what is known of its arguments.
func findSign(n *Node) bool {
	switch n.op {
	case OpPower:
		e := n.args[1]
		return e.graph == nil && e.shape.IsScalar() && (math.Mod(e.number, 2) == 0 || !whole(e.number)) ||
			nonNegative(n.args[0])
	case OpApply:
		return n.fn.rule().nonNegative
	case OpSum:
		for k, a := range n.args {
			if n.coefs[k].p < 0 || !nonNegative(a) {
				return false
			}
		}
		return true
	case OpProduct, OpStack, OpMin, OpTotal, OpFill:
		return allNonNegative(n.args)
	case OpMax:
		return nonNegative(n.args[0]) || nonNegative(n.args[1])
	case OpSelect:
		return allNonNegative(n.args[1:])
	case OpSumLoop, OpMapLoop, OpElement, OpRow, OpGather, OpScatter, OpScatterRow, OpSpread:
		return nonNegative(n.args[0])
	}
	return false
}

func allNonNegative(nodes []*Node) bool {
	for _, n := range nodes {
		if !nonNegative(n) {
			return false
		}
	}
	return true
}
