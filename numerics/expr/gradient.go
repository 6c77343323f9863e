package expr

import (
	"cmp"
	"maps"
	"slices"
)

// Gradient is the derivative of the number y by each of xs: variables, arrays of variables or other nodes, with the
// shape of each. It is exact and costs a few evaluations of y, whatever the number of variables (reverse mode). Where a
// function has a corner it is the derivative of the branch taken. It panics with a DerivativeError for what has none.
func Gradient(y *Node, xs ...*Node) []*Node {
	if !y.shape.IsScalar() || y.truth {
		misfit("∇", y)
	}
	r := newReverse(xs)
	adjoints := r.sweep(y, Const(1), 0)
	gradient := make([]*Node, len(xs))
	for k, x := range xs {
		gradient[k] = r.adjointOf(x, adjoints)
	}
	return gradient
}

// reverse propagates adjoints, the derivatives of y by its parts, from y down to the leaves.
type reverse struct {
	leaves map[*Node]bool
	active map[*Node]bool    // whether a node depends on a leaf
	inputs map[*Node][]*Node // of a loop: the active nodes from outside that its body uses
}

func newReverse(xs []*Node) *reverse {
	r := &reverse{map[*Node]bool{}, map[*Node]bool{}, map[*Node][]*Node{}}
	for _, x := range xs {
		if x.graph == nil {
			continue
		}
		for _, leaf := range leavesOf(x) {
			r.leaves[leaf], r.active[leaf] = true, true
		}
	}
	return r
}

// leavesOf are the nodes to stop at: the entries of an array that is spelled out, or the node itself.
func leavesOf(x *Node) []*Node {
	if x.op != OpStack || !x.IsExplicit() {
		return []*Node{x}
	}
	return slices.DeleteFunc(slices.Clone(x.args), (*Node).IsConst)
}

func (r *reverse) adjointOf(x *Node, adjoints map[*Node][]contribution) *Node {
	if x.op == OpStack && x.IsExplicit() {
		return entriesAt(x.shape, func(k int) *Node { return total(Scalar, adjoints[x.args[k]]) })
	}
	return total(x.shape, adjoints[x])
}

// contribution is what one use of a node adds to its adjoint.
type contribution struct {
	place int // of the use in the formula
	node  *Node
}

// total adds contributions in the order of the formula.
func total(s Shape, contributions []contribution) *Node {
	slices.SortStableFunc(contributions, func(a, b contribution) int { return cmp.Compare(a.place, b.place) })
	if len(contributions) == 0 {
		return zeros(s)
	}
	nodes := make([]*Node, len(contributions))
	for k, c := range contributions {
		nodes[k] = c.node
	}
	return addUp(nodes)
}

// sweep returns the contributions to the adjoints of all leaves and of all nodes that do not depend on the index of
// which bound is the bit, when y has the adjoint seed.
func (r *reverse) sweep(y, seed *Node, bound uint64) map[*Node][]contribution {
	adjoints := map[*Node][]contribution{}
	if !r.isActive(y) {
		return adjoints
	}
	adjoints[y] = []contribution{{0, seed}}
	places := r.inside(y, bound)
	for _, n := range slices.SortedFunc(maps.Keys(places), func(a, b *Node) int { return cmp.Compare(b.id, a.id) }) {
		if contributions, ok := adjoints[n]; ok {
			delete(adjoints, n)
			r.pull(n, total(n.shape, contributions), func(arg, c *Node) {
				if r.isActive(arg) && !c.is(0) {
					adjoints[arg] = append(adjoints[arg], contribution{places[n], conform(c, arg.shape)})
				}
			})
		}
	}
	return adjoints
}

// inside are the active nodes between y and the leaves or the border of the loop, with their places in the formula.
func (r *reverse) inside(y *Node, bound uint64) map[*Node]int {
	places := map[*Node]int{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if _, seen := places[n]; seen || !r.isActive(n) || r.leaves[n] || bound != 0 && n.free&bound == 0 {
			return
		}
		places[n] = len(places)
		for _, a := range r.operands(n) {
			walk(a)
		}
	}
	walk(y)
	return places
}

// operands are the arguments of a node; of a loop, what its body uses from outside.
func (r *reverse) operands(n *Node) []*Node {
	if n.op != OpSumLoop && n.op != OpMapLoop {
		return n.args
	}
	if inputs, ok := r.inputs[n]; ok {
		return inputs
	}
	bound := n.args[3].free
	var inputs []*Node
	seen := map[*Node]bool{}
	var walk func(a *Node)
	walk = func(a *Node) {
		if seen[a] || !r.isActive(a) {
			return
		}
		seen[a] = true
		if a.free&bound == 0 || r.leaves[a] {
			inputs = append(inputs, a)
			return
		}
		for _, b := range r.operands(a) {
			walk(b)
		}
	}
	walk(n.args[0])
	r.inputs[n] = inputs
	return inputs
}

func (r *reverse) isActive(n *Node) bool {
	if n.graph == nil {
		return false
	}
	active, ok := r.active[n]
	if !ok {
		active = slices.ContainsFunc(n.args, r.isActive)
		r.active[n] = active
	}
	return active
}

// conform gives an adjoint the shape of what it belongs to: a number used beside an array gets the sum over all entries.
func conform(c *Node, s Shape) *Node {
	switch {
	case c.shape == s:
		return c
	case s.IsScalar():
		return Total(c)
	case c.shape.Size() == s.Size():
		return Reshape(c, s)
	}
	return fill(s, c)
}
