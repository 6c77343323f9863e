package expr

import "math"

// Relation compares two numbers.
type Relation uint8

// The relations. Near is the language's ≈: within 1e-9, relative above 1 and absolute below.
const (
	Equal Relation = iota
	Unequal
	Less
	LessEqual
	Greater
	GreaterEqual
	Near
)

var relations = [...]struct {
	sign string
	hold func(a, b float64) bool
}{
	Equal:        {"==", func(a, b float64) bool { return a == b }},
	Unequal:      {"!=", func(a, b float64) bool { return a != b }},
	Less:         {"<", func(a, b float64) bool { return a < b }},
	LessEqual:    {"<=", func(a, b float64) bool { return a <= b }},
	Greater:      {">", func(a, b float64) bool { return a > b }},
	GreaterEqual: {">=", func(a, b float64) bool { return a >= b }},
	Near:         {"≈", near},
}

// nearTolerance is what ≈ allows.
const nearTolerance = 1e-9

func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= nearTolerance*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

// String is the sign in the language.
func (r Relation) String() string { return relations[r].sign }

// Holds compares two numbers.
func (r Relation) Holds(a, b float64) bool { return relations[r].hold(a, b) }

// Compare is the truth of a relation of two numbers; Equal, Unequal and Near also take arrays of one shape, which are
// equal when all entries are.
func Compare(r Relation, a, b *Node) *Node {
	s := broadcast(r.String(), []*Node{a, b})
	switch {
	case s.IsScalar():
		return compareScalars(r, a, b)
	case r == Unequal:
		return Not(Compare(Equal, a, b))
	case r != Equal && r != Near || a.shape != b.shape:
		misfit(r.String(), a, b)
	}
	if allConst(a, b) {
		return Truth(holdEverywhere(r, a.Data(), b.Data()))
	}
	all := Truth(true)
	for k := range s.Size() {
		all = And(all, compareScalars(r, a.entry(k), b.entry(k)))
	}
	return all
}

// holdEverywhere reports whether a relation holds of all entries, one by one.
func holdEverywhere(r Relation, a, b []float64) bool {
	for k, x := range a {
		if !r.Holds(x, b[k]) {
			return false
		}
	}
	return true
}

func compareScalars(r Relation, a, b *Node) *Node {
	if allConst(a, b) {
		return Truth(r.Holds(a.number, b.number))
	}
	return symbolic(&Node{op: OpCompare, truth: true, rel: r, shape: Scalar, args: []*Node{a, b}})
}

// And is the truth of a and b.
func And(a, b *Node) *Node {
	needTruths("and", a, b)
	switch {
	case a.graph == nil && a.Truth() || a == b:
		return b
	case a.graph == nil || b.graph == nil && b.Truth():
		return a
	case b.graph == nil:
		return b
	}
	return symbolic(&Node{op: OpAnd, truth: true, shape: Scalar, args: []*Node{a, b}})
}

// Or is the truth of a or b.
func Or(a, b *Node) *Node {
	needTruths("or", a, b)
	switch {
	case a.graph == nil && !a.Truth() || a == b:
		return b
	case a.graph == nil || b.graph == nil && !b.Truth():
		return a
	case b.graph == nil:
		return b
	}
	return symbolic(&Node{op: OpOr, truth: true, shape: Scalar, args: []*Node{a, b}})
}

// Not is the truth of not a.
func Not(a *Node) *Node {
	needTruths("not", a)
	switch {
	case a.graph == nil:
		return Truth(!a.Truth())
	case a.op == OpNot:
		return a.args[0]
	}
	return symbolic(&Node{op: OpNot, truth: true, shape: Scalar, args: []*Node{a}})
}

func needTruths(op string, nodes ...*Node) {
	for _, n := range nodes {
		if !n.truth {
			panic(&KindError{Op: op})
		}
	}
}

// Select is a where the condition is true and b where it is false: two numbers, two truths, or two arrays of one shape
// (a number beside an array counts for every entry). What the branch that is not taken would give has no influence, not
// even when it is NaN.
func Select(condition, a, b *Node) *Node {
	needTruths("if", condition)
	if a.truth != b.truth {
		panic(&KindError{Op: "if", Truth: true})
	}
	if condition.graph == nil {
		return chosen(condition.Truth(), a, b)
	}
	if same(a, b) {
		return a
	}
	if a.truth {
		return Or(And(condition, a), And(Not(condition), b))
	}
	s := broadcast("if", []*Node{a, b})
	if s.IsScalar() || !a.IsExplicit() || !b.IsExplicit() || s.Size() > explicitEntries {
		return choose(condition, a, b)
	}
	return entriesAt(s, func(k int) *Node { return choose(condition, a.entry(k), b.entry(k)) })
}

func chosen(condition bool, a, b *Node) *Node {
	s := a.shape
	if !a.truth {
		s = broadcast("if", []*Node{a, b})
	}
	if condition {
		return fill(s, a)
	}
	return fill(s, b)
}

func choose(condition, a, b *Node) *Node {
	a, b = assume(condition, true, a), assume(condition, false, b)
	if same(a, b) {
		return a
	}
	s := shapeOf([]*Node{a, b})
	if isSparse(a) && b.is(0) || a.is(0) && isSparse(b) {
		return chooseSparse(condition, a, b)
	}
	return symbolic(&Node{op: OpSelect, shape: s, args: []*Node{condition, a, b}})
}

// isSparse reports whether a node is an array of which only some entries are not zero.
func isSparse(n *Node) bool { return n.op == OpScatter || n.op == OpScatterRow || n.op == OpSpread }

// chooseSparse chooses between the value of a sparse array and zero, so that the array stays sparse.
func chooseSparse(condition, a, b *Node) *Node {
	if a.op == OpConstant {
		return rebuild(b, append([]*Node{Select(condition, zeros(b.args[0].shape), b.args[0])}, b.args[1:]...))
	}
	return rebuild(a, append([]*Node{Select(condition, a.args[0], zeros(a.args[0].shape))}, a.args[1:]...))
}

// assume simplifies a choice by a condition whose value is known.
func assume(condition *Node, value bool, n *Node) *Node {
	switch {
	case n.op != OpSelect || n.args[0] != condition:
		return n
	case value:
		return n.args[1]
	}
	return n.args[2]
}

// Max is the larger of two numbers, entry by entry; NaN if either is.
func Max(a, b *Node) *Node { return extreme(OpMax, a, b) }

// Min is the smaller of two numbers, entry by entry; NaN if either is.
func Min(a, b *Node) *Node { return extreme(OpMin, a, b) }

// Mod is a - b ⌊a/b⌋, entry by entry: between 0 and b.
func Mod(a, b *Node) *Node { return extreme(OpMod, a, b) }

var extremes = map[Op]struct {
	name  string
	value func(a, b float64) float64
}{
	OpMax: {"max", math.Max},
	OpMin: {"min", math.Min},
	OpMod: {"mod", Modulo},
}

// Modulo is a - b ⌊a/b⌋, which has the sign of b.
func Modulo(a, b float64) float64 {
	m := math.Mod(a, b)
	if m != 0 && (m < 0) != (b < 0) {
		m += b
	}
	return m
}

func extreme(op Op, a, b *Node) *Node {
	e := extremes[op]
	return pairwise(e.name, a, b, e.value, func(a, b *Node) *Node {
		if op != OpMod && same(a, b) {
			return a
		}
		return symbolic(&Node{op: op, shape: shapeOf([]*Node{a, b}), args: []*Node{a, b}})
	})
}
