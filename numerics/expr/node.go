package expr

import (
	"math"

	"saddle/numerics/exact"
)

// Op is what a node does with its arguments. Arrays take part entry by entry, scalars beside arrays count for every
// entry, in OpSum, OpProduct, OpPower, OpApply, OpMin, OpMax, OpMod and OpSelect.
type Op uint8

// The operations.
const (
	OpConstant      Op = iota
	OpVariable         // a scalar, or an array too large to be spelled out
	OpIndex            // the index of a loop; Depth says of which
	OpRandom           // drawn anew each time a program runs
	OpSample           // rows of a constant table, drawn anew each time
	OpUnknown          // an unnamed function's value in a printed rule
	OpSum              // Σ Coefficient(k) · arg k, left to right
	OpProduct          // of all args
	OpPower            // arg 0 to the power arg 1
	OpApply            // an elementary function, Func
	OpMin              // of two args
	OpMax              // of two args
	OpMod              // arg 0 - arg 1 ⌊arg 0 / arg 1⌋
	OpCompare          // two scalars by Relation, a truth
	OpAnd              // of two truths
	OpOr               // of two truths
	OpNot              // of one truth
	OpSelect           // arg 1 where arg 0 is true, else arg 2
	OpStack            // the entries of all args, in order, row-major
	OpElement          // entry of the array arg 0 at index arg 1, or at row arg 1 and column arg 2; 0-based
	OpRow              // row arg 1 of the matrix arg 0, a vector; 0-based
	OpScatter          // an array of zeros with arg 0 at index arg 1, or at row arg 1 and column arg 2
	OpScatterRow       // a matrix of zeros with the vector arg 0 as its row arg 1
	OpGather           // entries of arg 0 at the flat Positions
	OpSpread           // an array of zeros with the entries of arg 0 added at the flat Positions
	OpFill             // an array with every entry arg 0
	OpTotal            // the sum of all entries of arg 0
	OpMatrixProduct    // of two arrays; a vector is a column
	OpSolve            // X with arg 0 · X = arg 1
	OpInverse          // of a matrix
	OpDeterminant      // of a matrix
	OpEigenvalues      // of a symmetric matrix, ascending
	OpEigenvectors     // of a symmetric matrix, unit columns
	OpTrustStep        // the s with ‖s‖ ≤ arg 2 that minimises arg 0 · s + s · arg 1 s/2
	OpCubicStep        // the s that minimises arg 0 · s + s · arg 1 s/2 + arg 2 ‖s‖³/6
	OpSumLoop          // the sum of arg 0 over the index arg 3, from arg 1 to arg 2
	OpMapLoop          // arg 0 for each value of the index arg 3, from arg 1 to arg 2, stacked
	OpOpaque           // what an Opaque computes of all args
)

// Node is a number, a vector, a matrix or a truth: a constant, or an expression over the variables of one Graph. It
// never changes.
type Node struct {
	op     Op
	truth  bool
	fn     Func
	rel    Relation
	shape  Shape
	args   []*Node
	coefs  []ratio
	number float64
	from   origin // of a known number
	data   []float64
	forms  func() ([]exact.Form, bool) // of a constant: what it is exactly; nil: not known
	dust   []float64                   // of a constant: how far rounding may have moved each entry away from 0; nil where none is known to be dust
	ints   []int
	name   string
	label  string // of a constant: the name of what it was given to; "": none
	opaque *Opaque
	graph  *Graph // nil for a constant
	id     int    // arguments come before what is made of them
	free   uint64 // the depths of the loop indices it depends on
	hash   uint64
	rough  bool // of a constant: an inverse or a solution of which too little is certain to tell zeros

	open        bool // depends on a variable or a random number, not on loop indices alone
	choices     int  // in how many parts it is zero where a choice is made so; 0 where not
	nonNegative bool // known to be at least 0 wherever it is defined
}

// Op is what the node does.
func (n *Node) Op() Op { return n.op }

// Shape is the form of the value.
func (n *Node) Shape() Shape { return n.shape }

// Args are the operands; not to be changed.
func (n *Node) Args() []*Node { return n.args }

// Func is the elementary function of an OpApply.
func (n *Node) Func() Func { return n.fn }

// Relation is the comparison of an OpCompare.
func (n *Node) Relation() Relation { return n.rel }

// Name is the name of a variable, a loop index or an unknown.
func (n *Node) Name() string { return n.name }

// Graph is the graph of a symbolic node, nil for a constant.
func (n *Node) Graph() *Graph { return n.graph }

// ID numbers the nodes of a graph in the order in which they were made, so arguments come before what uses them.
func (n *Node) ID() int { return n.id }

// Coefficient is the factor of the k-th argument of an OpSum as a quotient; the divisor is positive.
func (n *Node) Coefficient(k int) (numerator, divisor float64) { return n.coefs[k].p, n.coefs[k].q }

// Positions are the flat row-major indices of an OpGather or OpSpread; not to be changed.
func (n *Node) Positions() []int { return n.ints }

// Depth is the nesting depth of the loop that an OpIndex, OpSumLoop or OpMapLoop belongs to, from 0 at the outside.
func (n *Node) Depth() int { return n.ints[0] }

// Free is the set of loop depths whose index the value depends on, as bits.
func (n *Node) Free() uint64 { return n.free }

// IsConst reports whether the value is known.
func (n *Node) IsConst() bool { return n.graph == nil }

// IsTruth reports whether the node is a truth rather than a number.
func (n *Node) IsTruth() bool { return n.truth }

// Float is the value of a constant scalar, and NaN for anything else.
func (n *Node) Float() float64 {
	if n.graph != nil || !n.shape.IsScalar() {
		return math.NaN()
	}
	return n.number
}

// Truth is the value of a constant truth, and false for anything else.
func (n *Node) Truth() bool { return n.graph == nil && n.truth && n.number != 0 }

// Data are the entries of a constant, row by row, one for a scalar; nil for a symbolic node. Not to be changed.
func (n *Node) Data() []float64 {
	if n.graph != nil {
		return nil
	}
	if n.shape.IsScalar() {
		return []float64{n.number}
	}
	return n.data
}

// IsExplicit reports whether every entry is known as a scalar node of its own: constants, scalars and stacks of scalars.
func (n *Node) IsExplicit() bool {
	return n.graph == nil || n.shape.IsScalar() || n.op == OpStack && len(n.args) == n.shape.Size()
}

// Entries are the entries of the value as scalar nodes, row by row.
func (n *Node) Entries() []*Node {
	if n.op == OpStack && n.IsExplicit() {
		return n.args
	}
	entries := make([]*Node, n.shape.Size())
	for k := range entries {
		entries[k] = n.entry(k)
	}
	return entries
}

// entry is the k-th entry, row by row; a scalar is every entry of itself.
func (n *Node) entry(k int) *Node {
	switch {
	case n.shape.IsScalar():
		return n
	case n.graph == nil:
		return withForm(viewOf(n, Const(n.data[k]), n.dustAt(k)), n, k)
	case n.IsExplicit():
		return n.args[k]
	}
	return elementAt(n, k)
}

// Const is the number x.
func Const(x float64) *Node { return &Node{op: OpConstant, shape: Scalar, number: x} }

// Array is a constant vector or matrix with its entries row by row; data is kept, not copied, and must not change.
func Array(s Shape, data []float64) *Node {
	if len(data) != s.Size() {
		panic("expr: Array has the wrong number of entries")
	}
	if s.IsScalar() {
		return Const(data[0])
	}
	return &Node{op: OpConstant, shape: s, data: data}
}

// Named is a constant array that prints as a name instead of its entries; anything else is returned as it is.
func Named(a *Node, name string) *Node {
	if a.graph != nil || a.shape.IsScalar() {
		return a
	}
	b := *a
	b.name = name
	return &b
}

// Truth is the constant truth b.
func Truth(b bool) *Node {
	n := &Node{op: OpConstant, shape: Scalar, truth: true}
	if b {
		n.number = 1
	}
	return n
}

var one = Const(1)

// is reports whether n is the constant x, in every entry.
func (n *Node) is(x float64) bool {
	if n.graph != nil || n.truth {
		return false
	}
	if n.shape.IsScalar() {
		return n.number == x
	}
	for _, v := range n.data {
		if v != x {
			return false
		}
	}
	return true
}

// zeros is the constant zero of a shape.
func zeros(s Shape) *Node {
	if s.IsScalar() {
		return Const(0)
	}
	return Array(s, make([]float64, s.Size()))
}
