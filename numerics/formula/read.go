package formula

import (
	"math/big"

	"saddle/numerics/expr"
)

// read is a scalar formula as a fraction in the symbols.
func (f *field) read(n *expr.Node) fraction {
	if r, ok := f.memo[n]; ok {
		return r
	}
	f.spend(1)
	r := f.lowestMonomials(f.reduced(f.compute(n)))
	f.memo[n] = r
	return r
}

func (f *field) compute(n *expr.Node) fraction {
	if n.IsConst() {
		return f.constant(n.Float())
	}
	args := n.Args()
	switch n.Op() {
	case expr.OpVariable:
		return f.variable(n)
	case expr.OpSum:
		sum := fraction{num: poly{}}
		for k, a := range args {
			p, q := n.Coefficient(k)
			c := f.multiply(f.constant(p), f.inverse(f.constant(q)))
			sum = f.add(sum, f.multiply(c, f.read(a)))
		}
		return sum
	case expr.OpProduct:
		product := number(big.NewRat(1, 1))
		for _, a := range args {
			product = f.multiply(product, f.read(a))
		}
		return product
	case expr.OpPower:
		return f.readPower(args[0], args[1])
	case expr.OpApply:
		return f.apply(n.Func(), args[0])
	case expr.OpSelect:
		return f.rewritten(n, args[0], f.simplified(args[1]), f.simplified(args[2]))
	case expr.OpMin, expr.OpMax, expr.OpMod:
		return f.rewritten(n, f.simplified(args[0]), f.simplified(args[1]))
	}
	return ofSymbol(f.nodeSymbol(n, otherKind))
}

// rewritten is the operation of n, on simpler arguments.
func (f *field) rewritten(n *expr.Node, args ...*expr.Node) fraction {
	i := f.nodeSymbol(n, otherKind)
	f.symbols[i].node = expr.WrittenLike(n, args...)
	return ofSymbol(i)
}

// simplified is a part of the formula in its best form.
func (f *field) simplified(n *expr.Node) *expr.Node {
	if n.IsConst() || !n.Shape().IsScalar() || n.IsTruth() {
		return n
	}
	return f.best(f.lowest(f.read(n)))
}

// variable is a variable; where its roots are in the formula, a power of the smallest.
func (f *field) variable(n *expr.Node) fraction {
	i := f.nodeSymbol(n, variableKind)
	x := ofSymbol(i)
	if degree := f.degrees[x.key()]; degree > 1 {
		r := f.symbol("root "+x.key(), symbol{kind: rootKind, base: x, q: degree})
		return f.raise(ofSymbol(r), degree)
	}
	return x
}

func (f *field) readPower(base, exponent *expr.Node) fraction {
	b := f.lowest(f.read(base))
	if exponent.IsConst() {
		if e := exponentOf(exponent.Float()); e != nil {
			if i := singleSymbol(b); i >= 0 || len(b.num) > 0 {
				if r, ok := f.rational(f.unrooted(b), e); ok {
					return r
				}
			}
		}
		return f.raised(b, f.constant(exponent.Float()))
	}
	return f.raised(b, f.lowest(f.read(exponent)))
}

// unrooted is a variable where the base is the whole power of its root.
func (f *field) unrooted(b fraction) fraction {
	if len(b.den) > 0 || len(b.num) != 1 {
		return b
	}
	m := b.num.leading()
	i := len(m) - 1
	if m == "" || f.symbols[i].kind != rootKind || m != monomial("").with(i, f.symbols[i].q) || singleSymbol(f.symbols[i].base) < 0 {
		return b
	}
	if b.num[m].Cmp(big.NewRat(1, 1)) != 0 {
		return b
	}
	return f.symbols[i].base
}

// raised is a power whose exponent is not a simple number: whole terms of the exponent are powers of their own.
func (f *field) raised(base, exponent fraction) fraction {
	name := "(" + base.key() + ")"
	return f.powerOf(name, symbol{kind: raisedKind, node: f.best(base), base: base}, exponent, func(term fraction, c *big.Rat) (fraction, bool) {
		if _, ok := term.known(); !ok {
			return fraction{}, false
		}
		return f.rational(f.unrooted(base), c)
	})
}

func (f *field) apply(fn expr.Func, x *expr.Node) fraction {
	one := number(big.NewRat(1, 1))
	minus := number(big.NewRat(-1, 1))
	u := f.lowest(f.read(x))
	switch fn {
	case expr.Exp:
		return f.exponential(u)
	case expr.SechSquared:
		return f.add(one, f.multiply(minus, f.raise(f.function(expr.Tanh, u), 2)))
	case expr.OneMinusSquare:
		return f.add(one, f.multiply(minus, f.raise(u, 2)))
	case expr.Log1p:
		return f.function(expr.Log, f.lowest(f.add(one, u)))
	case expr.Expm1:
		return f.add(f.exponential(u), minus)
	case expr.OneMinusCosine:
		return f.add(one, f.multiply(minus, f.function(expr.Cos, u)))
	case expr.RootLessOne:
		r, _ := f.rational(f.add(one, u), big.NewRat(1, 2))
		return f.add(r, minus)
	case expr.Sign:
		return f.function(fn, oddPart(u))
	}
	return f.function(fn, u)
}

// oddPart is a product without its even powers, and without its size: it has the sign of u wherever u is not zero, and is
// zero where u is.
func oddPart(u fraction) fraction {
	if len(u.den) > 0 || len(u.num) != 1 {
		return u
	}
	m := u.num.leading()
	odd := monomial("")
	for i := range len(m) {
		if m[i] > 0 && m[i]%2 == 0 {
			return u
		}
		odd = odd.with(i, int(m[i])%2)
	}
	return fraction{num: poly{odd: big.NewRat(int64(u.num[m].Sign()), 1)}}
}

// reduced replaces the powers of a root that are powers of its base, in the numerator.
func (f *field) reduced(r fraction) fraction {
	for _, i := range r.num.symbols() {
		s := f.symbols[i]
		if r.num.degree(i) < s.q || s.kind != rootKind && s.kind != constantKind || s.q == 0 || singleSymbol(s.base) >= 0 && f.symbols[singleSymbol(s.base)].kind == variableKind {
			continue
		}
		sum := fraction{num: poly{}}
		for e, c := range r.num.coefficients(i) {
			if c.isZero() {
				continue
			}
			power := f.multiply(f.raise(s.base, e/s.q), f.raise(ofSymbol(i), e%s.q))
			sum = f.add(sum, f.multiply(fraction{num: c}, power))
		}
		return f.reduced(f.multiply(sum, fraction{whole(1), r.den}))
	}
	return r
}
