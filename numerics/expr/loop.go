package expr

import "slices"

// A loop has a body that was built once, with the loop's index as a symbol. Indices are known by the nesting depth of
// their loop, so that equal loops are one node; the index of a loop is deeper than any index its body gets from outside.

// unrolled is the number of terms up to which a loop is written out, so that formulas read well.
const unrolled = 16

// SumOver is the sum of body(i) for i from lo to hi, both included, named name in formulas. Up to 16 terms, and when g
// is nil any number, are written out with body called for each; a longer sum calls body once with a symbolic index and
// stays a loop. The bounds may depend on the indices of loops around it.
func SumOver(g *Graph, name string, lo, hi *Node, body func(i *Node) *Node) *Node {
	if writtenOut(g, lo, hi) {
		var terms []*Node
		for _, i := range indices(lo, hi) {
			terms = append(terms, body(i))
		}
		return Sum(terms...)
	}
	i, b := g.trace(name, body)
	return sumLoop(b, lo, hi, i)
}

// KeptSumOver is SumOver that leaves short sums loops too, for a formula that is printed.
func KeptSumOver(g *Graph, name string, lo, hi *Node, body func(i *Node) *Node) *Node {
	i, b := g.trace(name, body)
	return sumLoop(b, lo, hi, i)
}

// MapOver stacks body(i) for i from lo to hi: numbers into a vector, vectors into a matrix of rows. The bounds must be
// constant; otherwise it works as SumOver does.
func MapOver(g *Graph, name string, lo, hi *Node, body func(i *Node) *Node) *Node {
	if writtenOut(g, lo, hi) {
		var items []*Node
		for _, i := range indices(lo, hi) {
			items = append(items, body(i))
		}
		return stackItems(items)
	}
	if !allConst(lo, hi) {
		misfit("[ for ]", lo, hi)
	}
	i, b := g.trace(name, body)
	return mapLoop(b, lo, hi, i)
}

func stackItems(items []*Node) *Node {
	if len(items) == 0 || items[0].shape.IsScalar() {
		for _, n := range items {
			if !n.shape.IsScalar() {
				misfit("[ for ]", items[0], n)
			}
		}
		return Stack(items...)
	}
	return Rows(items...)
}

func writtenOut(g *Graph, lo, hi *Node) bool {
	return allConst(lo, hi) && (g == nil || hi.number-lo.number < unrolled)
}

func indices(lo, hi *Node) []*Node {
	var all []*Node
	for x := lo.number; x <= hi.number; x++ {
		all = append(all, Const(x))
	}
	return all
}

// trace builds the body of a loop with its index as a symbol.
func (g *Graph) trace(name string, body func(i *Node) *Node) (index, result *Node) {
	index = g.index(name, g.depth)
	g.depth++
	defer func() { g.depth-- }()
	return index, body(index)
}

func (g *Graph) index(name string, depth int) *Node {
	return g.intern(&Node{op: OpIndex, shape: Scalar, name: name, ints: []int{depth}})
}

// sumLoop is the sum of a body over its index, with what does not depend on the index taken out.
func sumLoop(body, lo, hi, i *Node) *Node {
	if body.free&i.free == 0 {
		return Times(body, count1(lo, hi))
	}
	if c, b := split(body); c != unit {
		return scale(c, sumLoop(b, lo, hi, i))
	}
	if outside, inside := invariant(body, i); len(outside) > 0 {
		return Times(Product(outside...), sumLoop(Product(inside...), lo, hi, i))
	}
	loop := &Node{op: OpSumLoop, shape: body.shape, ints: i.ints, args: []*Node{body, lo, hi, i}}
	return closed(symbolic(loop))
}

// count1 is the number of whole numbers from lo to hi.
func count1(lo, hi *Node) *Node { return Max(Const(0), Add(Sub(hi, lo), Const(1))) }

// invariant parts the factors of a product of numbers into those that do not depend on the index and the others.
func invariant(body, i *Node) (outside, inside []*Node) {
	if body.op != OpProduct || !body.shape.IsScalar() {
		return nil, nil
	}
	for _, f := range body.args {
		if f.free&i.free == 0 {
			outside = append(outside, f)
		} else {
			inside = append(inside, f)
		}
	}
	return outside, inside
}

func mapLoop(body, lo, hi, i *Node) *Node {
	if body.truth || body.shape.IsMatrix() {
		misfit("[ for ]", body)
	}
	n := len(indices(lo, hi))
	s := Vector(n)
	if body.shape.IsVector() {
		s = MatrixShape(n, body.shape.Rows)
	}
	if body.free&i.free == 0 && body.shape.IsScalar() {
		return fill(s, body)
	}
	loop := &Node{op: OpMapLoop, shape: s, ints: i.ints, args: []*Node{body, lo, hi, i}}
	return closed(symbolic(loop))
}

// closed evaluates a loop in which nothing is unknown.
func closed(loop *Node) *Node {
	if loop.open || loop.free != 0 {
		checkIndices(loop.args[0], ranges(nil, loop))
		return loop
	}
	body, i := loop.args[0], loop.args[3]
	var items []*Node
	for k, x := range indices(loop.args[1], loop.args[2]) {
		if k%patience == 0 {
			loop.graph.poll()
		}
		items = append(items, Substitute(body, []*Node{i}, []*Node{x}))
	}
	if loop.op == OpMapLoop {
		return stackItems(items)
	}
	sum := zeros(body.shape)
	for _, t := range items {
		sum = plus(sum, t)
	}
	return sum
}

// bounds are the values an index takes.
type bounds struct{ lo, hi float64 }

// ranges adds the constant range of a loop's index to those around it.
func ranges(outer map[*Node]bounds, loop *Node) map[*Node]bounds {
	inner := map[*Node]bounds{}
	for i, b := range outer {
		inner[i] = b
	}
	if lo, hi := loop.args[1], loop.args[2]; allConst(lo, hi) {
		inner[loop.args[3]] = bounds{lo.number, hi.number}
	}
	return inner
}

// checkIndices panics with an IndexError where a body, outside any choice, indexes beyond an array for a value that the
// index surely takes.
func checkIndices(body *Node, known map[*Node]bounds) {
	seen := map[*Node]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.graph == nil || seen[n] || n.free == 0 {
			return
		}
		seen[n] = true
		if n.op == OpElement || n.op == OpRow {
			checkElement(n, known)
		}
		args := n.args
		if n.op == OpSelect || n.op == OpSumLoop || n.op == OpMapLoop {
			args = args[:1]
		}
		for _, a := range args {
			if n.op != OpSelect {
				walk(a)
			}
		}
	}
	walk(body)
}

func checkElement(n *Node, known map[*Node]bounds) {
	array := n.args[0].shape
	size := []int{array.Rows, array.Cols}
	if n.op == OpElement && len(n.args) == 2 {
		size = []int{array.Size()}
	}
	for axis, i := range n.args[1:] {
		b, ok := reach(i, known)
		if !ok || b.lo >= 0 && b.hi < float64(size[axis]) {
			continue
		}
		worst := b.hi
		if b.lo < 0 {
			worst = b.lo
		}
		panic(&IndexError{Index: int(worst), Size: size[axis], Axis: axis})
	}
}

// reach is the range of an index that is i, or a sum of one index and a number.
func reach(i *Node, known map[*Node]bounds) (bounds, bool) {
	b, ok := known[i]
	if ok || i.op != OpSum || len(i.args) != 2 {
		return b, ok
	}
	k := slices.IndexFunc(i.args, func(a *Node) bool { return a.op == OpIndex })
	if k < 0 || i.coefs[k] != unit || i.args[1-k].graph != nil {
		return b, false
	}
	b, ok = known[i.args[k]]
	shift := i.coefs[1-k].value()
	return bounds{b.lo + shift, b.hi + shift}, ok
}
