package expr

// A sum of terms that each read a few entries of the point has a Hessian that is mostly zeros. It is the sum of the small
// Hessians of the terms, each put at the places that its term reads: k² entries a term instead of a row for each variable.
// A sum over an index stays one loop.

// mostRead is how many entries of the point a term may read for its Hessian to be formed by itself.
const mostRead = writtenRows

// curvature is a Hessian under construction, by all entries of xs one after the other.
type curvature struct {
	xs      []*Node
	size    int           // entries of all xs
	starts  map[*Node]int // of each of xs: its first entry
	entries map[*Node]int // of each scalar that an array is spelled out in
	reverse *reverse      // knows what depends on xs

	loops  []*Node         // matrices: sums over an index
	places []int           // flat, of the entries below
	fixed  map[int][]*Node // what is added at a place that is known
	rest   []*Node         // terms that read more
}

// hessianOfSum is the Hessian of a sum most of whose terms read a few entries; false where nothing is gained.
func hessianOfSum(y *Node, xs []*Node) (*Node, bool) {
	if y.graph == nil {
		return nil, false
	}
	c := &curvature{
		xs: xs, size: flat(xs).shape.Size(), starts: map[*Node]int{}, entries: map[*Node]int{}, reverse: newReverse(xs), fixed: map[int][]*Node{},
	}
	start := 0
	for _, x := range xs {
		c.starts[x] = start
		for k, leaf := range leavesOf(x) {
			if leaf.shape.IsScalar() {
				c.entries[leaf] = start + k
			}
		}
		start += x.shape.Size()
	}
	c.terms(unit, y)
	if len(c.loops) == 0 && len(c.places) == 0 {
		return nil, false
	}
	return c.total(), true
}

// terms takes c·y apart.
func (c *curvature) terms(coefficient ratio, y *Node) {
	switch {
	case !c.reverse.isActive(y):
	case y.op == OpSum && y.shape.IsScalar():
		for k, t := range y.args {
			c.terms(coefficient.times(y.coefs[k]), t)
		}
	case y.op == OpTotal && y.args[0].IsExplicit():
		for _, t := range y.args[0].Entries() {
			c.terms(coefficient, t)
		}
	default:
		if !c.term(coefficient, y) {
			c.rest = append(c.rest, scale(coefficient, y))
		}
	}
}

// term adds the Hessian of one term; false when it reads too much.
func (c *curvature) term(coefficient ratio, y *Node) bool {
	if y.op == OpTotal {
		loop, ok := loopOverEntries(y.args[0])
		if !ok {
			return false
		}
		y = loop
	}
	if y.op != OpSumLoop {
		reads, ok := c.reads(y)
		return ok && c.small(scale(coefficient, y), reads, func(h *Node) *Node { return h })
	}
	body, lo, hi, i := y.args[0], y.args[1], y.args[2], y.args[3]
	if !body.shape.IsScalar() || c.reverse.isActive(lo) || c.reverse.isActive(hi) {
		return false
	}
	reads, ok := c.reads(body)
	return ok && c.small(scale(coefficient, body), reads, func(h *Node) *Node { return sumLoop(h, lo, hi, i) })
}

// read is an entry of the point that a term reads, and its place, a number that may depend on the index of a loop.
type read struct{ entry, place *Node }

// small forms the Hessian of a term by what it reads. Whole makes what is added up of an entry or a matrix, the sum over the
// index for the body of a loop.
func (c *curvature) small(term *Node, reads []read, whole func(*Node) *Node) bool {
	entries := make([]*Node, len(reads))
	for k, r := range reads {
		entries[k] = r.entry
	}
	s := Shape{2, c.size, c.size}
	matrix := zeros(s)
	for a, slope := range Gradient(term, entries...) {
		second := Gradient(slope, entries...) // by all, so that what was read already counts as a symbol of its own
		for k, h := range second[a:] {
			if h.is(0) {
				continue
			}
			p, q := reads[a].place, reads[a+k].place
			if allConst(p, q) {
				c.add(p, q, whole(h))
				continue
			}
			matrix = plus(matrix, scatter(s, h, []*Node{p, q}))
			if k > 0 {
				matrix = plus(matrix, scatter(s, h, []*Node{q, p}))
			}
		}
	}
	if !matrix.is(0) {
		c.loops = append(c.loops, whole(matrix))
	}
	return true
}

// add adds an entry at (p, q) and at (q, p).
func (c *curvature) add(p, q, h *Node) {
	i, j := int(p.number), int(q.number)
	at := min(i, j)*c.size + max(i, j)
	if _, ok := c.fixed[at]; !ok {
		c.places = append(c.places, at)
	}
	c.fixed[at] = append(c.fixed[at], h)
}

// reads are the entries that a term reads, each one by itself and outside the loops in it; false when it reads more.
func (c *curvature) reads(term *Node) ([]read, bool) {
	var found []read
	seen := map[*Node]bool{}
	var walk func(n *Node) bool
	walk = func(n *Node) bool {
		if seen[n] || !c.reverse.isActive(n) {
			return true
		}
		seen[n] = true
		if place, ok := c.place(n); ok {
			found = append(found, read{n, place})
			return len(found) <= mostRead
		}
		if c.reverse.leaves[n] || n.op == OpSumLoop || n.op == OpMapLoop || !n.shape.IsScalar() {
			return false
		}
		for _, a := range n.args {
			if !walk(a) {
				return false
			}
		}
		return true
	}
	return found, walk(term)
}

// place is where in the point a node that is one entry of it stands.
func (c *curvature) place(n *Node) (*Node, bool) {
	if k, ok := c.entries[n]; ok {
		return Const(float64(k)), true
	}
	if n.op != OpElement {
		return nil, false
	}
	x := n.args[0]
	start, ok := c.starts[x]
	if !ok || c.reverse.isActive(n.args[1]) {
		return nil, false
	}
	at := n.args[1]
	if len(n.args) == 3 {
		if c.reverse.isActive(n.args[2]) {
			return nil, false
		}
		at = plus(scale(ratioOf(float64(x.shape.Cols)), at), n.args[2])
	}
	return plus(at, Const(float64(start))), true
}

// total adds everything up; what reads more is differentiated row by row.
func (c *curvature) total() *Node {
	s := Shape{2, c.size, c.size}
	var parts []*Node
	if len(c.rest) > 0 {
		parts = append(parts, hessianByRows(addUp(c.rest), c.xs, c.size))
	}
	if len(c.places) > 0 {
		var entries []*Node
		var positions []int
		for _, at := range c.places {
			sum := addUp(c.fixed[at])
			entries, positions = append(entries, sum), append(positions, at)
			if i, j := at/c.size, at%c.size; i != j {
				entries, positions = append(entries, sum), append(positions, j*c.size+i)
			}
		}
		parts = append(parts, sparse(s, entries, positions))
	}
	parts = append(parts, c.loops...)
	sum := parts[0]
	for _, p := range parts[1:] {
		sum = plus(sum, p)
	}
	return sum
}

// sparse is an array of zeros but for some entries.
func sparse(s Shape, entries []*Node, positions []int) *Node {
	vector := stackOf(Vector(len(entries)), entries)
	if vector.graph == nil {
		return spread(vector, s, positions)
	}
	return symbolic(&Node{op: OpSpread, shape: s, args: []*Node{vector}, ints: positions})
}
