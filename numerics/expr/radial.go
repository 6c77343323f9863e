package expr

// Radial is y, a formula of the entries of an explicit vector, as a formula of the sum of their squares, for which square
// is put. It is false where y depends on the vector in another way too.
func Radial(y, x, square *Node) (*Node, bool) {
	s := radial{square: square, squares: map[*Node]bool{}, entries: map[*Node]bool{}, memo: map[*Node]*Node{}}
	for _, entry := range x.Entries() {
		s.squares[power2(entry, 2)], s.entries[entry] = true, true
	}
	result := s.of(y)
	return result, result != nil
}

// Length is a variable that is at least 0.
func (g *Graph) Length(name string) *Node {
	r := g.Variable(name, Scalar)
	r.nonNegative = true
	return r
}

type radial struct {
	square           *Node
	squares, entries map[*Node]bool
	memo             map[*Node]*Node
}

// of is a node in terms of the sum of squares, nil where that cannot be had.
func (s *radial) of(n *Node) *Node {
	if n.graph == nil {
		return n
	}
	if known, ok := s.memo[n]; ok {
		return known
	}
	var result *Node
	switch {
	case s.entries[n]:
	case n.op == OpSum && s.hasSquare(n):
		result = s.sum(n)
	default:
		result = s.rebuilt(n)
	}
	s.memo[n] = result
	return result
}

func (s *radial) rebuilt(n *Node) *Node {
	args := make([]*Node, len(n.args))
	for k, a := range n.args {
		if args[k] = s.of(a); args[k] == nil {
			return nil
		}
	}
	if len(args) == 0 {
		return n
	}
	return rebuild(n, args)
}

func (s *radial) hasSquare(n *Node) bool {
	for _, a := range n.args {
		if s.squares[a] {
			return true
		}
	}
	return false
}

// sum takes the squares out of a sum; they must all be there with one coefficient.
func (s *radial) sum(n *Node) *Node {
	var c ratio
	found, rest := 0, Const(0)
	for k, a := range n.args {
		if s.squares[a] {
			if found > 0 && n.coefs[k] != c {
				return nil
			}
			c = n.coefs[k]
			found++
			continue
		}
		other := s.of(a)
		if other == nil {
			return nil
		}
		rest = plus(rest, scale(n.coefs[k], other))
	}
	if found < len(s.squares) {
		return nil
	}
	return plus(rest, scale(c, s.square))
}
