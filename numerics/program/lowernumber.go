package program

import (
	"math"

	"saddle/numerics/expr"
)

func (l *lowering) lower(s *scope, n *expr.Node) value {
	switch n.Op() {
	case expr.OpSum:
		return l.sum(s, n)
	case expr.OpProduct:
		return l.multiple(s, 1, 1, n)
	case expr.OpPower:
		return l.power(s, n)
	case expr.OpApply:
		if n.Func() == expr.Log && !l.literal && isExponentialSum(n.Args()[0]) {
			return l.logarithm(s, n)
		}
		return l.apply(s, n.Func(), l.of(s, n.Args()[0]))
	case expr.OpMin, expr.OpMax, expr.OpMod, expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpSelect:
		return l.operate(s, numberOps[n.Op()], 0, l.all(s, n.Args())...)
	case expr.OpCompare:
		args := l.all(s, n.Args())
		return l.emit(s, Instruction{Op: Compare, A: args[0].reg, B: args[1].reg, C: int32(n.Relation())}, 1)
	case expr.OpElement:
		return l.element(s, n)
	case expr.OpSumLoop, expr.OpMapLoop:
		l.loop(s, n)
		return s.memo[n]
	case expr.OpVariable, expr.OpIndex, expr.OpUnknown:
		panic(unbound{n.Name()})
	}
	return l.array(s, n)
}

var numberOps = map[expr.Op]Op{
	expr.OpMin: Min, expr.OpMax: Max, expr.OpMod: Mod, expr.OpAnd: And, expr.OpOr: Or, expr.OpNot: Not, expr.OpSelect: Choose,
}

// sum adds the terms from left to right. A negative first term changes places with a positive second one.
func (l *lowering) sum(s *scope, n *expr.Node) value {
	return l.terms(s, n, func(p, q float64, a *expr.Node) value { return l.multiple(s, p, q, a) })
}

// terms adds what multiple gives for p/q times each argument.
func (l *lowering) terms(s *scope, n *expr.Node, multiple func(p, q float64, a *expr.Node) value) value {
	args := n.Args()
	order := []int{0, 1}
	first, _ := n.Coefficient(0)
	if len(args) > 1 {
		if second, _ := n.Coefficient(1); first < 0 && second > 0 {
			order = []int{1, 0}
		}
	}
	var total value
	for k := range args {
		at := k
		if k < 2 && len(args) > 1 {
			at = order[k]
		}
		p, q := n.Coefficient(at)
		switch {
		case k == 0:
			total = multiple(p, q, args[at])
		case p < 0:
			total = l.operate(s, Sub, 0, total, multiple(-p, q, args[at]))
		default:
			total = l.operate(s, Add, 0, total, multiple(p, q, args[at]))
		}
	}
	return total
}

// multiple is p/q times a node, with one division by all factors that stand in a denominator.
func (l *lowering) multiple(s *scope, p, q float64, n *expr.Node) value {
	if n.IsConst() && n.Shape().IsScalar() {
		return l.constant(times(p, q, n.Float()))
	}
	return l.quotient(s, p, q, factorsOf(n))
}

func factorsOf(n *expr.Node) []*expr.Node {
	if n.Op() == expr.OpProduct {
		return n.Args()
	}
	return []*expr.Node{n}
}

// quotient is p/q times the product of factors.
func (l *lowering) quotient(s *scope, p, q float64, factors []*expr.Node) value {
	if sum, exponentials, others := distributed(factors); sum != nil && !l.literal {
		return l.scaled(s, p, q, l.distribute(s, sum, exponentials, others))
	}
	above, below, ok := l.exponentialQuotient(s, factors)
	if ok {
		factors = nil
	}
	for _, f := range factors {
		if x, e, ok := constantPower(f); ok && e < 0 && chained(e) {
			below = append(below, l.raise(s, l.of(s, x), -e))
		} else {
			above = append(above, l.of(s, f))
		}
	}
	if len(below) == 0 {
		return l.scaled(s, p, q, l.product(s, above))
	}
	sign := math.Copysign(1, p)
	if p = math.Abs(p); p != 1 || len(above) == 0 {
		above = append([]value{l.constant(sign * p)}, above...)
		sign = 1
	}
	if q != 1 {
		below = append([]value{l.constant(q)}, below...)
	}
	quotient := l.operate(s, Div, 0, l.product(s, above), l.product(s, below))
	return l.scaled(s, sign, 1, quotient)
}

func (l *lowering) product(s *scope, factors []value) value {
	p := factors[0]
	for _, f := range factors[1:] {
		p = l.operate(s, Mul, 0, p, f)
	}
	return p
}

// scaled is p/q times v: a division where that is exact to half a unit, else a multiplication.
func (l *lowering) scaled(s *scope, p, q float64, v value) value {
	switch {
	case p == 1 && q == 1:
		return v
	case p == -1 && q == 1:
		return l.operate(s, Neg, 0, v)
	case math.Abs(p) == 1 && !powerOfTwo(q):
		return l.operate(s, Div, 0, v, l.constant(p*q))
	}
	return l.operate(s, Mul, 0, v, l.constant(p/q))
}

// times is the number that scaled computes.
func times(p, q, x float64) float64 {
	if math.Abs(p) == 1 {
		return p * x / q
	}
	return x * (p / q)
}

func powerOfTwo(q float64) bool {
	fraction, _ := math.Frexp(q)
	return fraction == 0.5
}

// constantPower takes a power with a constant exponent apart.
func constantPower(n *expr.Node) (x *expr.Node, e float64, ok bool) {
	if n.Op() != expr.OpPower || !n.Args()[1].IsConst() || !n.Args()[1].Shape().IsScalar() {
		return nil, 0, false
	}
	return n.Args()[0], n.Args()[1].Float(), true
}

func (l *lowering) power(s *scope, n *expr.Node) value {
	x, e, ok := constantPower(n)
	switch {
	case !ok:
		return l.operate(s, Power, 0, l.all(s, n.Args())...)
	case e == -1:
		return l.multiple(s, 1, 1, n)
	}
	return l.raise(s, l.of(s, x), e)
}

// raise is x to a constant power: what one rounding cannot spoil as a product or a root, any other as expr.Power does it.
func (l *lowering) raise(s *scope, x value, e float64) value {
	if e == 0.5 || e == 1 || e == 2 {
		return l.chain(s, x, e)
	}
	return l.operate(s, Power, 0, x, l.constant(e))
}

// chained reports whether a power can be taken by multiplications, with a square root when it is half-whole.
func chained(e float64) bool { return math.Abs(e) <= expr.ManyFactors && 2*e == math.Trunc(2*e) }

// chain is x to a positive power by repeated squaring, with a square root when it is half-whole.
func (l *lowering) chain(s *scope, x value, e float64) value {
	var factors []value
	square := x
	for n := int(e); n > 0; n >>= 1 {
		if n&1 == 1 {
			factors = append(factors, square)
		}
		if n > 1 {
			square = l.operate(s, Mul, 0, square, square)
		}
	}
	if e != math.Trunc(e) {
		factors = append(factors, l.operate(s, Sqrt, 0, x))
	}
	return l.product(s, factors)
}

func (l *lowering) apply(s *scope, f expr.Func, x value) value {
	in := Instruction{Op: Apply, A: x.reg, C: int32(f)}
	if x.n != 1 {
		in.Vector, in.N, in.M = true, x.n, 1
	}
	return l.emit(s, in, x.n)
}

// element reads an array at an index that is known when the program runs.
func (l *lowering) element(s *scope, n *expr.Node) value {
	args, shape := n.Args(), n.Args()[0].Shape()
	array := l.of(s, args[0])
	place := args[1:]
	if place[0].IsConst() && place[len(place)-1].IsConst() {
		k := int32(place[0].Float())
		if len(place) == 2 {
			k = k*int32(shape.Cols) + int32(place[1].Float())
		}
		return value{array.reg + k, 1}
	}
	i := l.of(s, place[0])
	if len(place) == 1 {
		return l.emit(s, Instruction{Op: Load, A: array.reg, B: i.reg, N: array.n}, 1)
	}
	j := l.of(s, place[1])
	return l.emit(s, Instruction{Op: Load2, A: array.reg, B: i.reg, C: j.reg, N: int32(shape.Rows), M: int32(shape.Cols)}, 1)
}
