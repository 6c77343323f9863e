package formula

import (
	"math"
	"math/big"
	"math/rand/v2"

	"saddle/numerics/expr"
)

// prec is the precision of a comparison in bits; agreement is asked for to 50 digits.
const (
	prec      = 220
	agreement = 166
)

// Same reports whether two formulas have one value at random points with 50 digits, wherever the first has one. Constants are
// what their digits tell: 0.1 is 1/10. Parts that are no elementary functions of numbers count as letters. It is false too
// where no point was found at which the first has a value.
func Same(a, b *expr.Node) bool {
	rng := rand.New(rand.NewPCG(5, 17))
	const tries, enough = 40, 4
	met := 0
	for k := 0; k < tries && met < enough; k++ {
		at := &point{rng: rng, letters: map[*expr.Node]*big.Float{}, spread: spreads[k%len(spreads)], alike: true}
		x := at.value(a)
		if x == nil {
			continue
		}
		y := at.value(b)
		if y == nil || !agree(x, y) {
			return false
		}
		met++
	}
	return met > 0
}

// spreads are ranges of letters: many formulas have a value in one of them only.
var spreads = [][2]float64{{-2, 2}, {0.1, 3}, {0, 1}, {1, 4}, {-3, 0}, {-1, 1}, {2, 20}}

func agree(x, y *big.Float) bool {
	d := new(big.Float).Sub(x, y)
	if d.Sign() == 0 {
		return true
	}
	size := 1
	for _, v := range []*big.Float{x, y} {
		if v.Sign() != 0 {
			size = max(size, v.MantExp(nil))
		}
	}
	return d.MantExp(nil) < size-agreement
}

// point is a value for each letter.
type point struct {
	rng     *rand.Rand
	letters map[*expr.Node]*big.Float
	spread  [2]float64
	alike   bool // two forms are compared: a function of which few digits are known may be any function
}

func blank() *big.Float { return new(big.Float).SetPrec(prec) }

func whole64(n int64) *big.Float { return blank().SetInt64(n) }

// value is what a formula is worth at the point; nil where it has no value.
func (p *point) value(n *expr.Node) *big.Float {
	if x, ok := p.letters[n]; ok {
		return x
	}
	x := p.compute(n)
	if x != nil && x.IsInf() {
		x = nil
	}
	p.letters[n] = x
	return x
}

func (p *point) compute(n *expr.Node) *big.Float {
	if n.IsConst() {
		return constantValue(n.Float())
	}
	switch n.Op() {
	case expr.OpSum:
		return p.sum(n)
	case expr.OpProduct:
		return p.product(n)
	case expr.OpPower:
		return p.power(n)
	case expr.OpApply:
		if f := n.Func(); !p.alike && f >= expr.Gamma && f <= expr.Pentagamma {
			return nil // there are no more digits than those of a float64
		}
		return apply(n.Func(), p.value(n.Args()[0]))
	case expr.OpSelect:
		return p.selected(n)
	case expr.OpMin, expr.OpMax:
		return p.extreme(n)
	case expr.OpVariable:
		if x, ok := letterValue(n); ok {
			return x
		}
	}
	if p.rng == nil {
		return nil
	}
	low, high := p.spread[0], p.spread[1]
	return blank().SetFloat64(low + (high-low)*p.rng.Float64())
}

func (p *point) product(n *expr.Node) *big.Float {
	product := whole64(1)
	for _, a := range n.Args() {
		x := p.value(a)
		if x == nil {
			return nil
		}
		product.Mul(product, x)
	}
	return product
}

func (p *point) selected(n *expr.Node) *big.Float {
	holds, ok := p.truth(n.Args()[0])
	switch {
	case !ok:
		return nil
	case holds:
		return p.value(n.Args()[1])
	}
	return p.value(n.Args()[2])
}

func (p *point) sum(n *expr.Node) *big.Float {
	sum := blank()
	for k, a := range n.Args() {
		x := p.value(a)
		if x == nil {
			return nil
		}
		numerator, divisor := n.Coefficient(k)
		above, below := constantValue(numerator), constantValue(divisor)
		if above == nil || below == nil {
			return nil
		}
		c := blank().Quo(above, below)
		sum.Add(sum, c.Mul(c, x))
	}
	return sum
}

func (p *point) extreme(n *expr.Node) *big.Float {
	x, y := p.value(n.Args()[0]), p.value(n.Args()[1])
	if x == nil || y == nil {
		return nil
	}
	if (x.Cmp(y) < 0) == (n.Op() == expr.OpMin) {
		return x
	}
	return y
}

func (p *point) truth(n *expr.Node) (holds, ok bool) {
	if n.IsConst() {
		return n.Truth(), true
	}
	args := n.Args()
	switch n.Op() {
	case expr.OpNot:
		holds, ok = p.truth(args[0])
		return !holds, ok
	case expr.OpAnd, expr.OpOr:
		a, okA := p.truth(args[0])
		b, okB := p.truth(args[1])
		if n.Op() == expr.OpAnd {
			return a && b, okA && okB
		}
		return a || b, okA && okB
	case expr.OpCompare:
		x, y := p.value(args[0]), p.value(args[1])
		if x == nil || y == nil {
			return false, false
		}
		return n.Relation().Holds(float64(x.Cmp(y)), 0), true
	}
	return false, false
}

func (p *point) power(n *expr.Node) *big.Float {
	x := p.value(n.Args()[0])
	if x == nil {
		return nil
	}
	if e := n.Args()[1]; e.IsConst() {
		if r := exponentOf(e.Float()); r != nil {
			return rationalPower(x, r)
		}
	}
	y := p.value(n.Args()[1])
	switch {
	case y == nil || x.Sign() < 0 || x.Sign() == 0 && y.Sign() <= 0:
		return nil
	case x.Sign() == 0:
		return blank()
	}
	return exponential(y, apply(expr.Log, x))
}

// exponential is e^(xy); nil where it is too large.
func exponential(x, y *big.Float) *big.Float {
	if y == nil {
		return nil
	}
	return apply(expr.Exp, blank().Mul(x, y))
}

func rationalPower(x *big.Float, r *big.Rat) *big.Float {
	switch {
	case !r.IsInt() && x.Sign() < 0 || r.Sign() < 0 && x.Sign() == 0:
		return nil
	case x.Sign() == 0 && r.Sign() > 0:
		return blank()
	case !r.IsInt():
		return exponential(blank().SetRat(r), apply(expr.Log, x))
	case !r.Num().IsInt64() || abs(r.Num()).Int64() > 1000:
		return nil
	}
	n := r.Num().Int64()
	y := whole64(1)
	for range max(n, -n) {
		y.Mul(y, x)
	}
	if n < 0 {
		return blank().Quo(whole64(1), y)
	}
	return y
}

// constantValue is the number that a constant stands for, nil where it is none.
func constantValue(x float64) *big.Float {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	f := newField(&work{left: mostWork}, map[string]*big.Rat{}, map[string]int{})
	r := f.constant(x)
	if c, ok := r.known(); ok {
		return blank().SetRat(c)
	}
	node := f.best(r)
	return (&point{letters: map[*expr.Node]*big.Float{}}).value(node)
}
