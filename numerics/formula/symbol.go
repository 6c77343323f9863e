package formula

import (
	"fmt"
	"math/big"

	"saddle/numerics/expr"
)

// kind is what a symbol stands for.
type kind uint8

const (
	constantKind    kind = iota // a number that is no quotient: π, √2, log 2
	variableKind                // a variable
	rootKind                    // base^(1/q)
	exponentialKind             // e^exponent
	raisedKind                  // node^exponent
	functionKind                // an elementary function of an argument
	otherKind                   // anything else, as it is
)

// symbol is what polynomials are made of: the variables, and functions of them with laws of their own.
type symbol struct {
	kind     kind
	node     *expr.Node // as it is printed; of a power, its base
	fn       expr.Func
	argument fraction // of a function
	base     fraction // of a root
	q        int      // of a root
	exponent fraction // of a power
}

// field is all symbols of a formula.
type field struct {
	*work
	symbols  []symbol
	byKey    map[string]int
	memo     map[*expr.Node]fraction
	units    map[string]*big.Rat // of the exponents of each exponential
	degrees  map[string]int      // of the roots of each base
	decimals bool                // decimals were typed
	rough    bool                // there are numbers that are not known exactly

	recognised bool // numbers were found to be multiples of π, a root, …
	written    map[string]*expr.Node
}

func newField(w *work, units map[string]*big.Rat, degrees map[string]int) *field {
	return &field{work: w, byKey: map[string]int{}, memo: map[*expr.Node]fraction{}, units: units, degrees: degrees, written: map[string]*expr.Node{}}
}

// errAgain asks to read the formula again: a root or an exponential is a power of a smaller one than was known before.
var errAgain = fmt.Errorf("formula: read again")

func (f *field) symbol(key string, s symbol) int {
	if i, ok := f.byKey[key]; ok {
		return i
	}
	if len(f.symbols) >= mostSymbols {
		panic(errTooLong)
	}
	f.symbols = append(f.symbols, s)
	f.byKey[key] = len(f.symbols) - 1
	return len(f.symbols) - 1
}

// mostSymbols bounds the variables and functions of one formula.
const mostSymbols = 40

func (f *field) nodeSymbol(n *expr.Node, k kind) int {
	return f.symbol(fmt.Sprintf("node %p", n), symbol{kind: k, node: n})
}

// function is an elementary function of a fraction that is in lowest terms.
func (f *field) function(fn expr.Func, argument fraction) fraction {
	key := fn.String() + argument.key()
	if i, ok := f.byKey[key]; ok {
		return ofSymbol(i)
	}
	return ofSymbol(f.symbol(key, symbol{kind: functionKind, fn: fn, argument: argument, node: expr.WrittenApply(fn, f.best(argument))}))
}

// of is the symbol of a function of an argument, -1 where there is none.
func (f *field) find(fn expr.Func, argument fraction) int {
	if i, ok := f.byKey[fn.String()+argument.key()]; ok {
		return i
	}
	return -1
}

// root is base^(p/q) for a base that is no constant.
func (f *field) root(base fraction, p, q int) fraction {
	c, rest := base.num.primitive()
	outside := whole(1)
	if r, ok := rationalRoot(c, q); ok {
		outside, base = constant(r), fraction{rest, base.den}
	}
	key := base.key()
	if degree := max(1, f.degrees[key]); degree%q != 0 {
		f.degrees[key] = degree * q / common(degree, q)
		panic(errAgain)
	}
	degree := f.degrees[key]
	i := f.symbol("root "+key, symbol{kind: rootKind, base: base, q: degree})
	p *= degree / q
	scale := f.raise(fraction{num: outside}, p*q/degree)
	if len(base.den) > 0 {
		k := floor(p, degree)
		return f.multiply(scale, f.multiply(f.raise(base, k), f.raise(ofSymbol(i), p-k*degree)))
	}
	return f.multiply(scale, f.raise(ofSymbol(i), p))
}

func floor(p, q int) int {
	k := p / q
	if p%q < 0 {
		k--
	}
	return k
}

func common(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// rationalRoot is the q-th root of a positive number where it is a quotient.
func rationalRoot(c *big.Rat, q int) (*big.Rat, bool) {
	a, okA := wholeRoot(c.Num(), q)
	b, okB := wholeRoot(c.Denom(), q)
	if !okA || !okB {
		return nil, false
	}
	return new(big.Rat).SetFrac(a, b), true
}

func wholeRoot(n *big.Int, q int) (*big.Int, bool) {
	low, high := new(big.Int), new(big.Int).Set(n)
	for low.Cmp(high) < 0 {
		middle := new(big.Int).Add(low, high)
		middle.Add(middle, big.NewInt(1)).Rsh(middle, 1)
		if new(big.Int).Exp(middle, big.NewInt(int64(q)), nil).Cmp(n) > 0 {
			high.Sub(middle, big.NewInt(1))
		} else {
			low = middle
		}
	}
	return low, new(big.Int).Exp(low, big.NewInt(int64(q)), nil).Cmp(n) == 0
}

// exponential is e^u, a product of powers of the exponentials of the terms of u.
func (f *field) exponential(u fraction) fraction {
	return f.powerOf("e", symbol{kind: exponentialKind}, u, func(term fraction, c *big.Rat) (fraction, bool) {
		i := singleSymbol(term)
		if i < 0 || f.symbols[i].kind != functionKind || f.symbols[i].fn != expr.Log {
			return fraction{}, false
		}
		return f.rational(f.symbols[i].argument, c)
	})
}

// powerOf is a power with the exponent u, term by term; special says where a term has a law of its own.
func (f *field) powerOf(name string, s symbol, u fraction, special func(term fraction, c *big.Rat) (fraction, bool)) fraction {
	product := number(big.NewRat(1, 1))
	for _, m := range u.num.order() {
		term, c := f.lowest(fraction{poly{m: big.NewRat(1, 1)}, u.den}), u.num[m]
		if r, ok := special(term, c); ok {
			product = f.multiply(product, r)
			continue
		}
		key := name + "^" + term.key()
		unit, ok := f.units[key]
		if !ok {
			unit = new(big.Rat).Abs(c)
			f.units[key] = unit
		}
		n := new(big.Rat).Quo(c, unit)
		if !n.IsInt() {
			g := fraction{num: poly{"": c, "\x01": unit}}.num.content()
			f.units[key] = g
			panic(errAgain)
		}
		if abs(n.Num()).Cmp(big.NewInt(highest)) > 0 {
			panic(errTooLong)
		}
		s.exponent = fraction{term.num.scaled(unit), term.den}
		product = f.multiply(product, f.raise(ofSymbol(f.symbol(key, s)), int(n.Num().Int64())))
	}
	return product
}

// singleSymbol is the symbol that a fraction is, -1 where it is anything else.
func singleSymbol(f fraction) int {
	if len(f.den) > 0 || len(f.num) != 1 {
		return -1
	}
	m := f.num.leading()
	if m == "" || m != monomial("").with(len(m)-1, 1) || f.num[m].Cmp(big.NewRat(1, 1)) != 0 {
		return -1
	}
	return len(m) - 1
}

// rational is a fraction to a power p/q of small p and q.
func (f *field) rational(base fraction, e *big.Rat) (fraction, bool) {
	const most = 40
	if abs(e.Num()).Cmp(big.NewInt(most)) > 0 || e.Denom().Cmp(big.NewInt(most)) > 0 {
		return fraction{}, false
	}
	p, q := int(e.Num().Int64()), int(e.Denom().Int64())
	if q == 1 {
		return f.raise(base, p), true
	}
	if c, ok := base.known(); ok {
		return f.constantRoot(c, p, q)
	}
	return f.root(base, p, q), true
}
