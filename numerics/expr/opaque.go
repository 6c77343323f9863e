package expr

import "slices"

// Opaque is a computation that no formula writes out: a search, a run, a recursion that the values decide. As a node it is
// a function of its arguments like any other, worth what Value computes of their numbers.
type Opaque struct {
	// Text and LaTeX are how it prints: as the language writes it.
	Text, LaTeX string

	// Letters are the names in Text that stand for arguments. They print as what they stand for.
	Letters []Letter

	// Guard says that the value is 1 or none: a factor that tells where a formula holds, and does not print.
	Guard bool

	// Shape and Truth are those of the value.
	Shape Shape
	Truth bool

	// Value computes the entries of the value, row by row, from all entries of the arguments, one after the other. What has
	// no value is NaN; an error ends the program that asks, as an interrupt does. It may be called from several goroutines.
	Value func(in, out []float64) error

	// Pull gives what each argument contributes to the adjoints of what it is made of, when the node n, with these
	// arguments, has the adjoint a. A contribution is zero where it is nil. A nil Pull says that there is no derivative, and
	// Refusal why.
	Pull    func(n, a *Node) []*Node
	Refusal error

	Missing error // what it means where the value is NaN; nil for nothing in particular
}

// Letter is a name in the text of an opaque value, and which argument it stands for.
type Letter struct {
	Name  string
	Arg   int
	Bound bool // the text has a variable of its own of this name too
}

// Call is the opaque value of some arguments: a node of their graph, or computed at once where all of them are constants.
func (o *Opaque) Call(args ...*Node) *Node {
	if allConst(args...) {
		return o.fold(args)
	}
	return symbolic(&Node{op: OpOpaque, shape: o.Shape, truth: o.Truth, opaque: o, args: args})
}

// fold computes the value of constants.
func (o *Opaque) fold(args []*Node) *Node {
	var in []float64
	for _, a := range args {
		in = append(in, a.Data()...)
	}
	out := make([]float64, o.Shape.Size())
	if o.Value(in, out) != nil {
		panic(ErrInterrupted)
	}
	if o.Truth {
		return Truth(out[0] != 0)
	}
	return Array(o.Shape, out)
}

// Opaque is the computation of an OpOpaque.
func (n *Node) Opaque() *Opaque { return n.opaque }

// pullOpaque passes an adjoint through by the computation's own rule.
func pullOpaque(n, a *Node, give func(arg, contribution *Node)) {
	if n.opaque.Pull == nil {
		panic(&DerivativeError{Of: n.opaque.Text, Why: n.opaque.Refusal})
	}
	for k, c := range n.opaque.Pull(n, a) {
		if c != nil {
			give(n.args[k], c)
		}
	}
}

// opaque finds the k-th coefficient of an opaque value: entry by entry, with the gradient of each entry by the arguments.
func (e *expansion) opaque(n *Node, k int) form {
	var sum form
	for entry := range n.shape.Size() {
		place := func(c *Node) *Node {
			if n.shape.IsScalar() {
				return c
			}
			return spread(c, n.shape, []int{entry})
		}
		pullOpaque(n, place(one), func(arg, slope *Node) {
			product := func(a, b *Node) *Node { return Total(Times(a, b)) }
			sum = sum.plus(e.chain(arg, conform(slope, arg.shape), k, product).each(place))
		})
	}
	return sum
}

// Outside are the largest parts of some formulas that depend on none of the inner nodes and are not constant, each once, in
// the order of the formulas. Where there is none, the formulas are closed: they depend on the inner nodes alone. An index of
// a loop inside the formulas is no part of its own.
func Outside(ys, inner []*Node) []*Node {
	active := newReverse(inner)
	var parts []*Node
	seen := map[*Node]bool{}
	var walk func(n *Node, bound uint64)
	walk = func(n *Node, bound uint64) {
		switch {
		case n.graph == nil || seen[n] || active.leaves[n]:
			return
		case !active.isActive(n) && n.free&bound == 0:
			seen[n] = true
			parts = append(parts, n)
			return
		case n.op == OpIndex:
			return
		}
		seen[n] = true
		if n.op == OpSumLoop || n.op == OpMapLoop {
			bound |= n.args[3].free
		}
		for _, a := range n.args {
			walk(a, bound)
		}
	}
	for _, y := range ys {
		walk(y, 0)
	}
	return slices.Clip(parts)
}

// Opaques are the opaque values in a formula, each once.
func Opaques(y *Node) []*Node {
	var found []*Node
	seen := map[*Node]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.graph == nil || seen[n] {
			return
		}
		seen[n] = true
		for _, a := range n.args {
			walk(a)
		}
		if n.op == OpOpaque {
			found = append(found, n)
		}
	}
	walk(y)
	return found
}

// Symbols are the variables, loop indices, random numbers and unknowns that some formulas are made of, each once.
func Symbols(ys []*Node) []*Node {
	var symbols []*Node
	seen := map[*Node]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.graph == nil || seen[n] {
			return
		}
		seen[n] = true
		if n.isInput() || n.op == OpIndex {
			symbols = append(symbols, n)
			return
		}
		for _, a := range n.args {
			walk(a)
		}
	}
	for _, y := range ys {
		walk(y)
	}
	return symbols
}

// Below are the nodes that some formulas are made of, but for constants, each once and behind its arguments; the formulas are the
// last of them.
func Below(ys ...*Node) []*Node {
	const usual = 24 // nodes
	below, seen := make([]*Node, 0, usual), make(map[*Node]bool, usual)
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		for _, a := range n.args {
			walk(a)
		}
		below = append(below, n)
	}
	for _, y := range ys {
		walk(y)
	}
	return below
}
