package expr

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Graph holds the symbolic nodes of one trace, each expression once. It is not for use by several goroutines at once.
type Graph struct {
	nodes map[uint64][]*Node
	count int
	depth int // of the loops being traced
	asked int // for nodes, also those that were there
	stop  func() bool
}

// NewGraph is an empty graph.
func NewGraph() *Graph { return &Graph{nodes: map[uint64][]*Node{}} }

// Len is the number of nodes made so far.
func (g *Graph) Len() int { return g.count }

// SetInterrupt sets a function that is asked now and then while nodes are made; once it answers true, the constructor or
// the derivative at work panics with ErrInterrupted, which Catch returns. It may look at Len to bound the memory. Nil
// asks nothing.
func (g *Graph) SetInterrupt(stop func() bool) { g.stop = stop }

// patience is how many nodes are asked for between two looks at the interrupt.
const patience = 1 << 10

// ask counts a node that is asked for.
func (g *Graph) ask() {
	if g.asked++; g.asked%patience == 0 {
		g.poll()
	}
}

func (g *Graph) poll() {
	if g.Interrupted() {
		panic(ErrInterrupted)
	}
}

// Interrupted asks the interrupt of g, which may be nil: what computes with the formulas of g asks it too.
func (g *Graph) Interrupted() bool { return g != nil && g.stop != nil && g.stop() }

// Beside is an empty graph with the interrupt of g, which may be nil.
func (g *Graph) Beside() *Graph {
	beside := NewGraph()
	if g != nil {
		beside.stop = g.stop
	}
	return beside
}

// explicitEntries is the size up to which an array variable is spelled out in scalars.
const explicitEntries = 256

// Variable is a new variable; two calls make two variables even if the names are the same. An array of up to 256
// entries is a stack of scalar variables named name₁, name₂, … or name₁₁, name₁₂, …; a larger one is one node.
func (g *Graph) Variable(name string, s Shape) *Node {
	if s.IsScalar() || s.Size() > explicitEntries {
		return g.add(&Node{op: OpVariable, shape: s, name: name})
	}
	entries := make([]*Node, s.Size())
	for k := range entries {
		entries[k] = g.add(&Node{op: OpVariable, shape: Scalar, name: name + entrySubscript(s, k)})
	}
	return stackOf(s, entries)
}

// Unknown is the value of a function that is not known, for printing rules: Unknown("∇f", shape, θ) prints ∇f(θ).
func (g *Graph) Unknown(name string, s Shape, args ...*Node) *Node {
	return g.intern(&Node{op: OpUnknown, shape: s, name: name, args: args})
}

func entrySubscript(s Shape, k int) string {
	if s.IsVector() {
		return Subscript(k + 1)
	}
	i, j := k/s.Cols+1, k%s.Cols+1
	if i > 9 || j > 9 {
		return Subscript(i) + "," + Subscript(j)
	}
	return Subscript(i) + Subscript(j)
}

// Subscript writes a whole number in subscript digits.
func Subscript(k int) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(k) {
		if c == '-' {
			b.WriteRune('₋')
		} else {
			b.WriteRune('₀' + c - '0')
		}
	}
	return b.String()
}

// add numbers a node and puts it in the graph without looking for an equal one.
func (g *Graph) add(n *Node) *Node {
	n.graph, n.id = g, g.count
	n.open = n.open || n.isInput()
	g.count++
	g.ask()
	if n.hash == 0 {
		n.hash = mix(uint64(n.id)+1, uint64(n.op))
	}
	return n
}

// intern returns the node of the graph equal to n, which becomes it when there is none.
func (g *Graph) intern(n *Node) *Node {
	g.ask()
	n.hash = n.fingerprint()
	for _, m := range g.nodes[n.hash] {
		if m.equal(n) {
			return m
		}
	}
	for _, a := range n.args {
		n.free |= a.free
		n.open = n.open || a.open
	}
	switch n.op {
	case OpIndex:
		n.free = 1 << n.Depth()
	case OpSumLoop, OpMapLoop:
		n.free &^= 1 << n.Depth()
	}
	n.nonNegative = findSign(n)
	n.choices = choicesOf(n)
	g.nodes[n.hash] = append(g.nodes[n.hash], n)
	return g.add(n)
}

// isInput reports whether the node stands for something that is not known before a program runs.
func (n *Node) isInput() bool {
	return n.op == OpVariable || n.op == OpRandom || n.op == OpSample || n.op == OpUnknown
}

// symbolic interns a node in the graph of its arguments.
func symbolic(n *Node) *Node { return owner(n.args).intern(n) }

// owner is the graph of the arguments.
func owner(args []*Node) *Graph {
	var g *Graph
	for _, a := range args {
		switch {
		case a.graph == nil || a.graph == g:
		case g == nil:
			g = a.graph
		default:
			panic("expr: nodes of two graphs in one expression")
		}
	}
	if g == nil {
		panic("expr: an operation on constants was not folded")
	}
	return g
}

func allConst(args ...*Node) bool {
	for _, a := range args {
		if a.graph != nil {
			return false
		}
	}
	return true
}

// same reports whether two nodes are the same expression: one node of a graph, or equal constants.
func same(a, b *Node) bool {
	if a == b {
		return true
	}
	if a.graph != nil || b.graph != nil || a.truth != b.truth || a.shape != b.shape {
		return false
	}
	if a.shape.IsScalar() {
		return math.Float64bits(a.number) == math.Float64bits(b.number)
	}
	return sameData(a.data, b.data)
}

func sameData(a, b []float64) bool {
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
}

// equal compares everything but the arguments' inside, which hash-consing has already made unique.
func (n *Node) equal(m *Node) bool {
	return n.op == m.op && n.truth == m.truth && n.fn == m.fn && n.rel == m.rel && n.shape == m.shape &&
		n.name == m.name && n.opaque == m.opaque && slices.Equal(n.ints, m.ints) &&
		(slices.Equal(n.coefs, m.coefs) && slices.EqualFunc(n.args, m.args, same) || n.op == OpSum && sameTerms(n, m))
}

// fewTerms is the number of terms up to which sums in another order are found to be equal.
const fewTerms = 16

// sameTerms reports whether two sums have the same terms in any order. What was written first is then used for both.
func sameTerms(n, m *Node) bool {
	if len(n.args) != len(m.args) || len(n.args) > fewTerms {
		return false
	}
	for k, a := range n.args {
		if !slices.ContainsFunc(count(0, len(m.args), 1), func(j int) bool { return same(a, m.args[j]) && n.coefs[k] == m.coefs[j] }) {
			return false
		}
	}
	return true
}

func (n *Node) fingerprint() uint64 {
	h := mix(uint64(n.op)<<16|uint64(n.fn)<<8|uint64(n.rel), uint64(n.shape.Rows)<<32|uint64(n.shape.Cols)<<2|uint64(n.shape.Rank))
	for _, c := range []byte(n.name) {
		h = mix(h, uint64(c))
	}
	if n.op == OpSum {
		return mix(h, n.termsKey()) | 1
	}
	for _, i := range n.ints {
		h = mix(h, uint64(i))
	}
	for _, a := range n.args {
		h = mix(h, a.key())
	}
	return h | 1
}

// termsKey is a number that sums of the same terms share, in whatever order.
func (n *Node) termsKey() uint64 {
	sum := uint64(0)
	for k, a := range n.args {
		sum += mix(mix(a.key(), math.Float64bits(n.coefs[k].p)), math.Float64bits(n.coefs[k].q))
	}
	return sum
}

// key is a number that equal arguments share.
func (n *Node) key() uint64 {
	switch {
	case n.graph != nil:
		return n.hash
	case n.shape.IsScalar():
		return math.Float64bits(n.number)
	case len(n.data) > 0:
		return mix(uint64(len(n.data)), math.Float64bits(n.data[0]))
	}
	return 0
}

func mix(h, x uint64) uint64 {
	h ^= x
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
}
