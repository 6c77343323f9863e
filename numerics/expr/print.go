package expr

import "math"

// Text is the formula in the language's own syntax: 2x - 4y, x^2 y, exp(x), sqrt(x). What would make it longer than a
// few pages is left out, with … in its place; see Length.
func Text(n *Node) string { return printer{text{}, new(int)}.of(WithoutGuards(n)).s }

// LaTeX is the formula as a lecturer writes it, without surrounding signs, no longer than Text.
func LaTeX(n *Node) string { return printer{latex{}, new(int)}.of(WithoutGuards(n)).s }

// longest is how many symbols Text and LaTeX print.
const longest = 10000

// Length is the number of symbols of the formula when it is written out, at most 1e9: a formula whose parts occur many
// times can be exponentially longer than its graph.
func Length(n *Node) int {
	known := map[*Node]int{}
	var length func(n *Node) int
	length = func(n *Node) int {
		if n.graph == nil {
			return n.shape.Size()
		}
		if k, ok := known[n]; ok {
			return k
		}
		total := 1
		for _, a := range n.args {
			total = min(total+length(a), 1e9)
		}
		known[n] = total
		return total
	}
	return length(n)
}

// strength is how tightly the outermost operation of a printed piece binds.
type strength int

const (
	choice strength = iota
	disjunction
	conjunction
	negation
	comparison
	additive
	multiplicative
	exponential
	atomic
)

// piece is a printed part of a formula.
type piece struct {
	s     string
	binds strength
	head  string // of a function's call: the name, so that a power can stand behind it
	open  bool   // reaches as far to the right as it can, as a sum with bounds does
}

// notation is what text and LaTeX do differently.
type notation interface {
	number(x float64) string
	name(s string) string
	group(s string) string
	fraction(numerator, denominator piece) piece
	join(factors []piece) piece
	power(base, exponent piece) piece
	root(inner piece) piece
	call(name string, args ...piece) piece
	relation(r Relation) string
	word(s string) string
	ellipsis() string
	source(o *Opaque) string
	cases(conditions, values []piece) piece
	index(array piece, place []piece) piece
	loop(body, index, lo, hi piece) piece
	each(body, index, lo, hi piece) piece
	loopIn(body, index, over piece) piece
	eachIn(body, index, over piece) piece
	vector(entries []piece) piece
	matrix(rows [][]piece) piece
	transpose(a piece) piece
	norm(a piece) piece
	dot(a, b piece) piece
}

type printer struct {
	notation
	printed *int // symbols so far
}

func (p printer) of(n *Node) piece {
	if *p.printed++; *p.printed > longest {
		return piece{s: p.ellipsis(), binds: atomic}
	}
	switch n.op {
	case OpConstant:
		return p.constant(n)
	case OpIndex:
		if _, ok := rowsBehind(n); ok {
			return piece{s: p.name("k"), binds: atomic}
		}
		return piece{s: p.name(n.name), binds: atomic}
	case OpVariable:
		return piece{s: p.name(n.name), binds: atomic}
	case OpSum:
		return p.sum(n)
	case OpProduct:
		return p.multiple(unit, n)
	case OpPower:
		return p.powerOf(n)
	case OpApply:
		return p.apply(n)
	case OpMin, OpMax, OpMod:
		return p.call(extremes[n.op].name, p.chain(n.op, n)...)
	case OpCompare, OpAnd, OpOr, OpNot, OpSelect:
		return p.logic(n)
	}
	return p.array(n)
}

func (p printer) all(nodes []*Node) []piece {
	pieces := make([]piece, len(nodes))
	for k, n := range nodes {
		pieces[k] = p.of(n)
	}
	return pieces
}

// chain lists the arguments of max(max(a, b), c) as a, b, c.
func (p printer) chain(op Op, n *Node) []piece {
	if n.op != op || op == OpMod && n.args[0].op == OpMod {
		return []piece{p.of(n)}
	}
	return append(p.chain(op, n.args[0]), p.of(n.args[1]))
}

// bound puts a piece in parentheses unless it binds at least so tightly.
func (p printer) bound(a piece, least strength) string {
	if a.binds < least {
		return p.group(a.s)
	}
	return a.s
}

func (p printer) constant(n *Node) piece {
	switch {
	case n.truth && n.number != 0:
		return piece{s: p.word("true"), binds: atomic}
	case n.truth:
		return piece{s: p.word("false"), binds: atomic}
	case n.shape.IsScalar():
		return p.scalar(n.number)
	case n.name != "":
		return piece{s: p.name(n.name), binds: atomic}
	case n.shape.Size() > 100:
		return piece{s: p.name("data"), binds: atomic}
	}
	return p.entries(n)
}

// scalar prints a number; one that is a multiple of π or a quotient that was rounded prints as such.
func (p printer) scalar(x float64) piece {
	r := ratio{math.Abs(x), 1}
	if !shortDecimal(x) {
		r = ratioOf(r.p)
	}
	a := p.numberOver(r)
	if math.Signbit(x) && x != 0 {
		return piece{s: "-" + p.bound(a, multiplicative), binds: additive}
	}
	return a
}

func (p printer) numberOver(r ratio) piece {
	if r.q == 1 {
		return piece{s: p.number(r.p), binds: atomic}
	}
	return p.fraction(piece{s: p.number(r.p), binds: atomic}, piece{s: p.number(r.q), binds: atomic})
}

func (p printer) apply(n *Node) piece {
	x := p.of(n.args[0])
	switch n.fn {
	case SechSquared:
		square := p.power(p.call("tanh", x), piece{s: "2", binds: atomic})
		return piece{s: "1 - " + square.s, binds: additive}
	case OneMinusSquare:
		return piece{s: "1 - " + p.power(p.atom(x), piece{s: "2", binds: atomic}).s, binds: additive}
	}
	return p.call(n.fn.String(), x)
}

func (p printer) logic(n *Node) piece {
	switch n.op {
	case OpCompare:
		a, b := p.of(n.args[0]), p.of(n.args[1])
		return piece{s: p.bound(a, additive) + " " + p.relation(n.rel) + " " + p.bound(b, additive), binds: comparison}
	case OpAnd:
		return p.connected(n, "and", conjunction)
	case OpOr:
		return p.connected(n, "or", disjunction)
	case OpNot:
		return piece{s: p.word("not") + " " + p.bound(p.of(n.args[0]), negation), binds: negation}
	}
	var conditions, values []piece
	for ; n.op == OpSelect; n = n.args[2] {
		conditions = append(conditions, p.of(n.args[0]))
		values = append(values, p.of(n.args[1]))
	}
	return p.cases(conditions, append(values, p.of(n)))
}

func (p printer) connected(n *Node, word string, binds strength) piece {
	a, b := p.of(n.args[0]), p.of(n.args[1])
	return piece{s: p.bound(a, binds) + " " + p.word(word) + " " + p.bound(b, binds), binds: binds}
}
