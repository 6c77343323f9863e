package expansion

import (
	"math"
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// value is what a node is worth: series, an entry each, or a truth.
type value struct {
	entries []series
	truth   bool
}

type evaluation struct {
	*space
	side []float64 // the direction in which a choice at its edge is taken; nil: the one at the point itself
	edge bool      // a choice was met at its edge
	memo []map[*expr.Node]value
}

func (e *evaluation) value(n *expr.Node) value {
	if n.IsConst() {
		return e.constants(n)
	}
	memo := e.memo[depthOf(n)]
	if v, ok := memo[n]; ok {
		return v
	}
	v := e.compute(n)
	memo[n] = v
	return v
}

// depthOf is one more than the deepest loop whose index a node depends on.
func depthOf(n *expr.Node) int {
	depth := 0
	for free := n.Free(); free != 0; free >>= 1 {
		depth++
	}
	return depth
}

func (e *evaluation) constants(n *expr.Node) value {
	if n.IsTruth() {
		return value{truth: n.Truth()}
	}
	data := n.Data()
	entries := make([]series, len(data))
	for i, x := range data {
		entries[i] = e.constant(e.double(x))
	}
	return value{entries: entries}
}

// number is the series of a scalar.
func (e *evaluation) number(n *expr.Node) series { return e.value(n).entries[0] }

// known is the constant term of a scalar, to float64.
func (e *evaluation) known(n *expr.Node) float64 {
	x, _ := e.head(e.number(n)).Float64()
	return x
}

func (e *evaluation) compute(n *expr.Node) value {
	switch n.Op() {
	case expr.OpCompare, expr.OpAnd, expr.OpOr, expr.OpNot:
		return value{truth: e.decide(n)}
	case expr.OpSelect:
		branch := n.Args()[2]
		if e.value(n.Args()[0]).truth {
			branch = n.Args()[1]
		}
		return value{entries: repeated(e.value(branch).entries, n.Shape().Size())}
	case expr.OpSumLoop, expr.OpMapLoop:
		return value{entries: e.loop(n)}
	}
	if rule, ok := arrayRules[n.Op()]; ok {
		return value{entries: rule(e, n)}
	}
	if n.Op() == expr.OpProduct {
		return value{entries: e.quotient(n)}
	}
	rule, ok := entryRules[n.Op()]
	if !ok {
		panic(failure{ErrUnsupported})
	}
	return value{entries: e.entrywise(n, n.Args(), rule)}
}

// repeated makes a scalar count for every entry.
func repeated(entries []series, size int) []series {
	if len(entries) == size {
		return entries
	}
	all := make([]series, size)
	for k := range all {
		all[k] = entries[0]
	}
	return all
}

// entrywise applies a rule to the arguments entry by entry.
func (e *evaluation) entrywise(n *expr.Node, operands []*expr.Node, rule func(e *evaluation, n *expr.Node, args []series) series) []series {
	args := make([][]series, len(operands))
	for i, a := range operands {
		args[i] = e.value(a).entries
	}
	result := make([]series, n.Shape().Size())
	row := make([]series, len(args))
	for k := range result {
		for i, a := range args {
			row[i] = a[k%len(a)]
		}
		result[k] = rule(e, n, row)
	}
	return result
}

// loop evaluates the body for each value of the index.
func (e *evaluation) loop(n *expr.Node) []series {
	args := n.Args()
	depth := n.Depth() + 1
	for len(e.memo) <= depth {
		e.memo = append(e.memo, map[*expr.Node]value{})
	}
	var result []series
	if n.Op() == expr.OpSumLoop {
		result = e.zeros(n.Shape().Size())
	}
	for i, last := e.known(args[1]), e.known(args[2]); i <= last; i++ {
		e.poll(1)
		for _, deeper := range e.memo[depth:] {
			clear(deeper)
		}
		e.memo[depth][args[3]] = value{entries: []series{e.float(i)}}
		body := e.value(args[0]).entries
		if n.Op() == expr.OpMapLoop {
			result = append(result, body...)
			continue
		}
		for k := range result {
			result[k] = e.add(result[k], body[k%len(body)])
		}
	}
	return result
}

func (e *evaluation) zeros(size int) []series {
	return repeated([]series{e.float(0)}, size)
}

// entryRules are the operations that work entry by entry.
var entryRules map[expr.Op]func(e *evaluation, n *expr.Node, args []series) series

func init() {
	entryRules = map[expr.Op]func(e *evaluation, n *expr.Node, args []series) series{
		expr.OpSum:   sumRule,
		expr.OpPower: func(e *evaluation, _ *expr.Node, args []series) series { return e.raise(args[0], args[1]) },
		expr.OpApply: func(e *evaluation, n *expr.Node, args []series) series { return e.apply(n.Func(), args[0]) },
		expr.OpMax: func(e *evaluation, _ *expr.Node, args []series) series {
			return e.chosen(e.sign(e.sub(args[0], args[1])) < 0, args[1], args[0])
		},
		expr.OpMin: func(e *evaluation, _ *expr.Node, args []series) series {
			return e.chosen(e.sign(e.sub(args[0], args[1])) > 0, args[1], args[0])
		},
		expr.OpMod: func(e *evaluation, _ *expr.Node, args []series) series {
			whole := e.step(expr.Floor, e.div(args[0], args[1]))
			return e.sub(args[0], e.mul(args[1], whole))
		},
	}
}

func sumRule(e *evaluation, n *expr.Node, args []series) series {
	factors := make([]*big.Float, len(args))
	for k := range args {
		numerator, divisor := n.Coefficient(k)
		factors[k] = e.double(numerator)
		e.mark(factors[k].Quo(factors[k], e.double(divisor)))
	}
	return e.combine(append([]series(nil), args...), factors)
}

// quotient is a product, divided once by all that stands in its denominator, so that common zeros cancel.
func (e *evaluation) quotient(n *expr.Node) []series {
	operands, exponents := dividends(n.Args())
	return e.entrywise(n, operands, func(e *evaluation, _ *expr.Node, args []series) series {
		above, below := e.float(1), e.float(1)
		for k, a := range args {
			if exponents[k] == 0 {
				above = e.mul(above, a)
				continue
			}
			below = e.mul(below, e.power(a, e.double(exponents[k]), e.sideSign()))
		}
		if below.isConstant() && len(below.forms) == 1 && below.low == 0 {
			return e.scale(above, e.mark(e.blank().Quo(big.NewFloat(1), below.forms[0][0])))
		}
		return e.div(above, below)
	})
}

// dividends are the factors, those that stand below the bar without their exponent, whose size is its own; that of the others is 0.
func dividends(factors []*expr.Node) (operands []*expr.Node, exponents []float64) {
	for _, f := range factors {
		if f.Op() == expr.OpPower && f.Args()[1].IsConst() && f.Args()[1].Shape().IsScalar() && f.Args()[1].Float() < 0 {
			operands, exponents = append(operands, f.Args()[0]), append(exponents, -f.Args()[1].Float())
			continue
		}
		operands, exponents = append(operands, f), append(exponents, 0)
	}
	return operands, exponents
}

// raise is a^b; an exponent that varies is read as exp(b log a).
func (e *evaluation) raise(a, b series) series {
	if b.isConstant() {
		return e.power(a, e.head(b), e.sideSign())
	}
	return e.exp(e.mul(b, e.log(a)))
}

func (e *evaluation) apply(f expr.Func, a series) series {
	if rule, ok := smooth[f]; ok {
		return rule(e.space, a)
	}
	switch f {
	case expr.Abs:
		return e.chosen(e.sign(a) < 0, e.neg(a), a)
	case expr.Sign, expr.Floor, expr.Ceil, expr.Round:
		return e.step(f, a)
	}
	if f.String() == "step" {
		return e.float(f.Value(float64(e.sign(a))))
	}
	panic(failure{ErrUnsupported})
}

// double is the number that a double stands for.
func (s *space) double(x float64) *big.Float {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		panic(failure{ErrSingular})
	}
	if s.turns {
		if multiple := s.pi(x); multiple != nil {
			return multiple
		}
	}
	return s.blank().SetFloat64(x)
}

// pi is π, for what is nearest to a simple multiple of it; nil for anything else.
func (s *space) pi(x float64) *big.Float {
	for q := 1.0; q <= 12; q++ {
		p := math.Round(x / math.Pi * q)
		if p != 0 && math.Abs(p) <= 1000 && math.Abs(p*math.Pi/q-x) <= 2e-16*math.Abs(x) {
			s.rounded = true
			y := exact.Pi(s.prec)
			return y.Quo(y.Mul(y, big.NewFloat(p)), big.NewFloat(q))
		}
	}
	return nil
}
