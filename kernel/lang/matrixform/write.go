package matrixform

import (
	"math/big"
	"strconv"

	"saddle/kernel/lang/syntax"
)

var nowhere syntax.Span

// write is a vector as an expression.
func (v vector) write(variable *syntax.Name) syntax.Expr {
	var parts []part
	for _, t := range v {
		var base syntax.Expr = variable
		switch {
		case t.known != nil:
			base = asFactor(t.known)
		case t.group != nil:
			base = &syntax.Paren{Inner: t.group.write(variable)}
		}
		parts = append(parts, part{c: t.c, factors: t.factors, base: base})
	}
	return sumOf(parts, numberExpr(new(big.Rat), false))
}

// writeMatrices is a sum of matrices, and of squares of vectors, as an expression.
func writeMatrices(all []matrix, squares []rankOne, variable *syntax.Name) syntax.Expr {
	var parts []part
	for _, m := range all {
		var base syntax.Expr
		if len(m.factors) == 0 {
			base = &syntax.Name{Text: "I", Shown: "I"}
		}
		parts = append(parts, part{c: m.c, factors: m.factors, base: base})
	}
	for _, s := range squares {
		u := s.u.write(variable)
		if len(s.u) > 1 || len(s.u[0].factors) > 0 || s.u[0].group != nil {
			u = &syntax.Paren{Inner: syntax.Unwrap(u)}
		}
		parts = append(parts, part{c: s.c, square: u})
	}
	if len(parts) == 0 {
		return nil
	}
	return syntax.Unwrap(sumOf(parts, nil))
}

// part is a term to be written: a coefficient, matrices, and perhaps a vector.
type part struct {
	c       coefficient
	factors []factor
	base    syntax.Expr
	square  syntax.Expr // u of u uᵀ; nil: there is none
}

// sumOf is a sum, the first positive term in front.
func sumOf(parts []part, empty syntax.Expr) syntax.Expr {
	if len(parts) == 0 {
		return empty
	}
	var sum syntax.Expr
	for k, p := range positiveFirst(parts) {
		negative := p.c.number.Sign() < 0
		p.c.number = new(big.Rat).Abs(p.c.number)
		x := p.write(negative && k == 0)
		switch {
		case k == 0:
			sum = x
		case negative:
			sum = syntax.MakeBinary("-", sum, x, false, nowhere)
		default:
			sum = syntax.MakeBinary("+", sum, x, false, nowhere)
		}
	}
	return sum
}

// positiveFirst brings the first positive term, if there is one, to the front.
func positiveFirst(parts []part) []part {
	for k, p := range parts {
		if p.c.number.Sign() > 0 {
			return append(append([]part{p}, parts[:k:k]...), parts[k+1:]...)
		}
	}
	return parts
}

// write is a term with a positive number: the number in front, what it is divided by at the end. One that is negative has a sign
// before it.
func (p part) write(negative bool) syntax.Expr {
	above, below := p.c.number.Num(), p.c.number.Denom()
	number := new(big.Rat).SetInt(above)
	if p.c.decimal {
		number, below = p.c.number, big.NewInt(1)
	}
	var factors []syntax.Expr
	if number.Cmp(big.NewRat(1, 1)) != 0 {
		factors = append(factors, numberExpr(number, p.c.decimal))
	}
	factors = append(factors, p.above()...)
	if negative {
		factors[0] = syntax.MakeUnary("-", factors[0], nowhere)
	}
	return quotient(productOf(factors), p.c.under(below))
}

// above are the factors of the numerator behind its number.
func (p part) above() (factors []syntax.Expr) {
	for _, x := range p.c.above {
		factors = append(factors, asFactor(x))
	}
	for _, f := range p.factors {
		factors = append(factors, f.write())
	}
	if p.base != nil {
		factors = append(factors, p.base)
	}
	if p.square != nil {
		factors = append(factors, p.square, &syntax.Prime{Operand: p.square})
	}
	for _, x := range gathered(p.c.after) {
		factors = append(factors, asFactor(x))
	}
	return factors
}

// under are what a coefficient is divided by, with the denominator of its number.
func (c coefficient) under(denominator *big.Int) (under []syntax.Expr) {
	if denominator.Cmp(big.NewInt(1)) != 0 {
		under = append(under, numberExpr(new(big.Rat).SetInt(denominator), false))
	}
	for _, x := range gathered(c.below) {
		under = append(under, asFactor(x))
	}
	return under
}

// gathered are factors with equal ones as powers.
func gathered(factors []syntax.Expr) (list []syntax.Expr) {
	counts := map[string]int64{}
	for _, x := range factors {
		counts[syntax.Text(x)]++
	}
	for _, x := range factors {
		if n := counts[syntax.Text(x)]; n > 0 {
			list = append(list, raised(x, n))
			counts[syntax.Text(x)] = 0
		}
	}
	return list
}

// quotient is an expression divided by the product of others, if there are any.
func quotient(above syntax.Expr, under []syntax.Expr) syntax.Expr {
	if len(under) == 0 {
		return above
	}
	divisor := productOf(under)
	if len(under) > 1 {
		divisor = &syntax.Paren{Inner: divisor}
	}
	return syntax.MakeBinary("/", above, divisor, false, nowhere)
}

func productOf(factors []syntax.Expr) syntax.Expr {
	product := factors[0]
	for _, x := range factors[1:] {
		product = syntax.MakeBinary("*", product, x, true, nowhere)
	}
	return product
}

func (f factor) write() syntax.Expr {
	if f.transposed {
		return &syntax.Prime{Operand: asFactor(f.x)}
	}
	return asFactor(f.x)
}

// asFactor is an expression with the brackets that it needs inside a product.
func asFactor(x syntax.Expr) syntax.Expr {
	switch x := x.(type) {
	case *syntax.Unary:
		if x.Op == "√" {
			return x
		}
	case *syntax.Binary:
		if x.Op == "^" {
			return x
		}
	case *syntax.If:
	default:
		return x
	}
	return &syntax.Paren{Inner: x}
}

func numberExpr(r *big.Rat, decimal bool) syntax.Expr {
	v, _ := r.Float64()
	text := r.RatString()
	if decimal || !r.IsInt() {
		text = strconv.FormatFloat(v, 'g', -1, 64)
	}
	return &syntax.Number{Value: v, Text: text}
}
