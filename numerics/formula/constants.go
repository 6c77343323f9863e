package formula

import (
	"math"
	"math/big"
	"strconv"
	"sync"

	"saddle/numerics/expr"
)

// constant is a number of the formula, as exactly as its digits tell: a whole number, a decimal that was typed, a quotient
// that was rounded, or a multiple of π, a root or a logarithm. What is next to a decimal was computed from decimals, as 0.1*3 is.
func (f *field) constant(x float64) fraction {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		panic(errTooLong)
	}
	if r, typed := rationalOf(x); r != nil {
		f.decimals = f.decimals || typed
		return number(r)
	}
	if c := simpleQuotient(x); c != nil && !c.IsInt() {
		f.recognised, f.decimals = true, f.decimals || dividesTenths(c)
		return number(c)
	}
	for _, unit := range listed() {
		if c := simpleQuotient(x / unit.value); c != nil {
			f.recognised = true
			return f.multiply(number(c), unit.of(f))
		}
	}
	f.rough, f.decimals = true, true
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'g', -1, 64))
	return number(r)
}

// rationalOf is the quotient that a number is; typed tells a decimal.
func rationalOf(x float64) (r *big.Rat, typed bool) {
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return new(big.Rat).SetFloat64(x), false
	}
	text := strconv.FormatFloat(x, 'e', -1, 64)
	if len(text) <= len("-1.23456789012e-00") {
		r, _ = new(big.Rat).SetString(text)
		return r, x != math.Trunc(4*x)/4
	}
	for q := 3.0; q <= 360; q++ {
		if p := math.Round(x * q); p/q == x && math.Abs(p) < 1e6 {
			return big.NewRat(int64(p), int64(q)), false
		}
	}
	return nil, false
}

// exponentOf is the quotient that an exponent is; nil for any other number.
func exponentOf(e float64) *big.Rat {
	if r, _ := rationalOf(e); r != nil {
		return r
	}
	return simpleQuotient(e)
}

// dividesTenths reports whether a simple quotient is one of tenths, not of halves or quarters: a decimal if it was not computed exactly.
func dividesTenths(c *big.Rat) bool {
	return new(big.Int).Rem(c.Denom(), big.NewInt(5)).Sign() == 0
}

// simpleQuotient is a quotient with a divisor up to 12 that has all digits of x.
func simpleQuotient(x float64) *big.Rat {
	for q := 1.0; q <= 12; q++ {
		p := math.Round(x * q)
		if p != 0 && math.Abs(p) <= 1000 && math.Abs(p/q-x) <= 4e-16*math.Abs(x) {
			return big.NewRat(int64(p), int64(q))
		}
	}
	return nil
}

// irrational is a number that formulas hold, and the fraction that it is.
type irrational struct {
	value float64
	of    func(f *field) fraction
}

// listed are those that are looked for.
var listed = sync.OnceValue(listIrrationals)

func listIrrationals() []irrational {
	pi := func(f *field) fraction {
		return ofSymbol(f.symbol("π", symbol{kind: constantKind, node: expr.WrittenName("π")}))
	}
	list := powersOf(math.Pi, pi, 1, 2, -1, -2)
	list = append(list, powersOf(math.E, func(f *field) fraction { return f.exponential(whole1) }, 1, 2, -1, -2)...)
	rootOfPi := func(f *field) fraction {
		return ofSymbol(f.symbol("√π", symbol{kind: constantKind, node: expr.WrittenPower(expr.WrittenName("π"), 0.5)}))
	}
	list = append(list, powersOf(math.Sqrt(math.Pi), rootOfPi, 1, -1)...)
	list = append(list, powersOf(math.Sqrt(2/math.Pi), func(f *field) fraction {
		r, _ := f.constantRoot(big.NewRat(2, 1), 1, 2)
		return f.multiply(r, f.raise(rootOfPi(f), -1))
	}, 1)...)
	for _, n := range []int64{2, 3, 5, 6, 7, 10} {
		list = append(list, powersOf(math.Log(float64(n)), func(f *field) fraction { return f.function(expr.Log, number(big.NewRat(n, 1))) }, 1, 2, -1, -2)...)
		root := func(f *field) fraction { r, _ := f.constantRoot(big.NewRat(n, 1), 1, 2); return r }
		list = append(list, powersOf(math.Sqrt(float64(n)), root, 1)...)
	}
	for _, n := range []int64{2, 3} {
		root := func(f *field) fraction { r, _ := f.constantRoot(big.NewRat(n, 1), 1, 3); return r }
		list = append(list, powersOf(math.Cbrt(float64(n)), root, 1, 2)...)
	}
	return list
}

var whole1 = number(big.NewRat(1, 1))

func powersOf(value float64, of func(f *field) fraction, exponents ...int) []irrational {
	var list []irrational
	for _, e := range exponents {
		list = append(list, irrational{math.Pow(value, float64(e)), func(f *field) fraction { return f.raise(of(f), e) }})
	}
	return list
}

// constantRoot is c^(p/q) for a positive c, false for any other: whole powers are taken out of the root.
func (f *field) constantRoot(c *big.Rat, p, q int) (fraction, bool) {
	if c.Sign() <= 0 {
		return fraction{}, false
	}
	inside, outside := takenOut(c, q)
	root := number(outside)
	if inside.Cmp(big.NewInt(1)) != 0 {
		base := number(new(big.Rat).SetInt(inside))
		i := f.symbol("root "+strconv.Itoa(q)+base.key(), symbol{kind: rootKind, base: base, q: q})
		root = f.multiply(root, ofSymbol(i))
	}
	if p < 0 {
		k := floor(p, q)
		rest, _ := f.constantRoot(c, p-k*q, q)
		return f.multiply(f.raise(number(c), k), rest), true
	}
	return f.reduced(f.raise(root, p)), true
}

// takenOut writes c^(1/q) as outside · inside^(1/q), with inside whole and without small qth powers as factors.
func takenOut(c *big.Rat, q int) (inside *big.Int, outside *big.Rat) {
	inside = new(big.Int).Exp(c.Denom(), big.NewInt(int64(q-1)), nil)
	inside.Mul(inside, c.Num())
	outside = new(big.Rat).SetFrac(big.NewInt(1), c.Denom())
	for d := int64(2); d < mostDivisor; d++ {
		power := new(big.Int).Exp(big.NewInt(d), big.NewInt(int64(q)), nil)
		for power.Cmp(inside) <= 0 && new(big.Int).Rem(inside, power).Sign() == 0 {
			inside.Quo(inside, power)
			outside.Mul(outside, big.NewRat(d, 1))
		}
	}
	return inside, outside
}

// mostDivisor bounds the numbers whose powers are taken out of roots.
const mostDivisor = 100

// coefficient is a number as a formula writes it.
func (f *field) coefficient(c *big.Rat) expr.Coefficient {
	value, _ := c.Float64()
	if f.decimals && (f.rough || terminates(c)) {
		return expr.Coefficient{P: value, Q: 1}
	}
	p, exactP := new(big.Float).SetInt(c.Num()).Float64()
	q, exactQ := new(big.Float).SetInt(c.Denom()).Float64()
	const most = 1 << 53
	switch {
	case exactP == big.Exact && exactQ == big.Exact && math.Abs(p) < most && q < most && (!f.decimals || q < 1e4):
		return expr.Coefficient{P: p, Q: q}
	case f.decimals:
		return expr.Coefficient{P: value, Q: 1}
	}
	panic(errTooLong)
}

// terminates reports whether a quotient is a decimal.
func terminates(c *big.Rat) bool {
	d := new(big.Int).Set(c.Denom())
	for _, p := range []int64{2, 5} {
		for new(big.Int).Rem(d, big.NewInt(p)).Sign() == 0 {
			d.Quo(d, big.NewInt(p))
		}
	}
	return d.Cmp(big.NewInt(1)) == 0
}

// exactly writes the numbers of a constant that are quotients, or multiples of π, a root or a logarithm, as such; a constant
// without any is left as it is.
func exactly(n *expr.Node) *expr.Node {
	numbers := n.Clean()
	entries := make([]*expr.Node, len(numbers))
	some := false
	for k, x := range numbers {
		f := newField(&work{left: mostWork}, map[string]*big.Rat{}, map[string]int{})
		entries[k] = expr.Const(x)
		if math.IsNaN(x) || math.IsInf(x, 0) || x == math.Trunc(x) {
			continue
		}
		within(func() {
			if r := f.constant(x); !f.decimals {
				entries[k], some = f.best(r), true
			}
		})
	}
	switch {
	case !some:
		return n
	case n.Shape().IsScalar():
		return entries[0]
	}
	return expr.WrittenStack(n.Shape(), entries...)
}
