package program

import "saddle/numerics/expr"

// loopKey is what loops share that run as one: the index, its range, and the level, which is equal only for loops of
// which none needs the result of another.
type loopKey struct {
	index, lo, hi *expr.Node
	from, to      float64 // the bounds where they are constants
	level         int
}

func (l *lowering) key(n *expr.Node) loopKey {
	args := n.Args()
	k := loopKey{index: args[3], lo: args[1], hi: args[2], level: l.level(n)}
	if k.lo.IsConst() {
		k.from, k.lo = k.lo.Float(), nil
	}
	if k.hi.IsConst() {
		k.to, k.hi = k.hi.Float(), nil
	}
	return k
}

// level is how many loops have to run one after the other for the value of n.
func (l *lowering) level(n *expr.Node) int {
	if n.IsConst() {
		return 0
	}
	level, ok := l.levels[n]
	if ok {
		return level
	}
	for _, a := range n.Args() {
		level = max(level, l.level(a))
	}
	if isLoop(n) {
		level++
	}
	l.levels[n] = level
	return level
}

func isLoop(n *expr.Node) bool { return n.Op() == expr.OpSumLoop || n.Op() == expr.OpMapLoop }

// collect finds the loops that run directly in a scope.
func (l *lowering) collect(s *scope, nodes []*expr.Node) {
	for _, n := range expr.Below(nodes...) {
		if isLoop(n) && highest(n.Free()) == s.bit {
			k := l.key(n)
			s.groups[k] = append(s.groups[k], n)
		}
	}
}

// loop runs n together with all loops of its group.
func (l *lowering) loop(s *scope, n *expr.Node) {
	group := s.groups[l.key(n)]
	args := n.Args()
	inner := newScope(s, args[3])
	index := l.allocate(1)
	inner.memo[args[3]] = index
	lo, hi := l.of(s, args[1]), l.of(s, args[2])
	l.collect(inner, bodies(group))
	for _, m := range group {
		s.memo[m] = l.body(s, inner, m, index, lo)
	}
	l.splice(s, inner.code, index, lo, hi)
}

func bodies(group []*expr.Node) []*expr.Node {
	nodes := make([]*expr.Node, len(group))
	for k, n := range group {
		nodes[k] = n.Args()[0]
	}
	return nodes
}

// body lowers one loop's body and returns where its result will be.
func (l *lowering) body(outer, inner *scope, n *expr.Node, index, lo value) value {
	body := n.Args()[0]
	result := l.allocate(n.Shape().Size())
	if n.Op() == expr.OpMapLoop {
		x := l.of(inner, body)
		l.add(inner, Instruction{Op: StoreAt, Dst: result.reg, A: x.reg, B: index.reg, C: lo.reg, N: result.n, M: x.n})
		return result
	}
	l.add(outer, Instruction{Op: Zero, Dst: result.reg, N: result.n})
	l.accumulate(inner, result, body)
	return result
}

// accumulate adds a body to the result; entries of an array that are zero are left alone.
func (l *lowering) accumulate(s *scope, result value, body *expr.Node) {
	switch {
	case body.Shape().IsScalar():
		l.addTo(s, result, l.of(s, body))
	case body.IsExplicit():
		for k, e := range body.Entries() {
			l.addTo(s, value{result.reg + int32(k), 1}, l.of(s, e))
		}
	case body.Op() == expr.OpSum:
		for k, t := range body.Args() {
			p, q := body.Coefficient(k)
			l.accumulateTerm(s, result, p, q, t)
		}
	default:
		l.accumulateTerm(s, result, 1, 1, body)
	}
}

func (l *lowering) accumulateTerm(s *scope, result value, p, q float64, t *expr.Node) {
	if t.Op() == expr.OpScatter || t.Op() == expr.OpScatterRow {
		l.scatter(s, result, l.multiple(s, p, q, t.Args()[0]), t)
		return
	}
	l.addTo(s, result, l.multiple(s, p, q, t))
}

func (l *lowering) addTo(s *scope, result, x value) {
	in := Instruction{Op: Add, Dst: result.reg, A: result.reg, B: x.reg}
	if result.n != 1 {
		in.Vector, in.N, in.M = true, result.n, 1
		if x.n != 1 {
			in.M = 3
		}
	}
	l.add(s, in)
}

// splice puts the code of a loop behind that of its surroundings.
func (l *lowering) splice(s *scope, code []Instruction, index, lo, hi value) {
	begin := int32(len(s.code))
	shift := begin + 1
	end := shift + int32(len(code))
	s.code = append(s.code, Instruction{Op: Begin, Dst: index.reg, A: lo.reg, B: hi.reg, C: end})
	for _, in := range code {
		if in.Op == Begin || in.Op == End {
			in.C += shift
		}
		s.code = append(s.code, in)
	}
	s.code = append(s.code, Instruction{Op: End, Dst: index.reg, B: hi.reg, C: begin})
}
