package factors

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
)

// line is a sum of terms that are no sums, in the order in which they stand, with exact coefficients, and of a constant.
type line struct {
	terms        []*expr.Node
	coefficients map[*expr.Node]*big.Rat
	rest         *big.Rat
}

// linear is a number as a sum; without terms where it has a coefficient that is no number.
func linear(n *expr.Node) *line {
	l := &line{coefficients: map[*expr.Node]*big.Rat{}, rest: new(big.Rat)}
	if !l.add(n, big.NewRat(1, 1)) {
		return &line{rest: new(big.Rat)}
	}
	return l
}

// add adds a multiple of a number.
func (l *line) add(n *expr.Node, times *big.Rat) bool {
	switch {
	case n.IsConst():
		c := new(big.Rat).SetFloat64(n.Float())
		if c == nil {
			return false
		}
		l.rest.Add(l.rest, c.Mul(c, times))
	case n.Op() == expr.OpSum:
		for k, term := range n.Args() {
			p, q := n.Coefficient(k)
			c, d := new(big.Rat).SetFloat64(p), new(big.Rat).SetFloat64(q)
			if c == nil || d == nil || d.Sign() == 0 || !l.add(term, c.Mul(c.Quo(c, d), times)) {
				return false
			}
		}
	default:
		if l.coefficients[n] == nil {
			l.terms, l.coefficients[n] = append(l.terms, n), new(big.Rat)
		}
		l.coefficients[n].Add(l.coefficients[n], times)
	}
	return true
}

// over is the number by which all terms are multiples of another sum's; nil where there is none.
func (l *line) over(of *line) (a *big.Rat) {
	if len(l.terms) != len(of.terms) {
		return nil
	}
	for _, term := range of.terms {
		c, d := of.coefficients[term], l.coefficients[term]
		if d == nil || c.Sign() == 0 || d.Sign() == 0 {
			return nil
		}
		if ratio := new(big.Rat).Quo(d, c); a == nil {
			a = ratio
		} else if a.Cmp(ratio) != 0 {
			return nil
		}
	}
	return a
}

// shortest is the sum divided by what its coefficients have in common, the first positive, and that number: 4x² + 4y² - 4 is 4 times
// x² + y² - 1. Nil where the numbers grow too large for that.
func (l *line) shortest() (sum, times *expr.Node) {
	if len(l.terms) == 0 {
		return nil, nil
	}
	content := new(big.Rat)
	for _, term := range l.terms {
		content = common(content, l.coefficients[term])
	}
	if content = common(content, l.rest); content.Sign() == 0 {
		return nil, nil
	}
	if l.coefficients[l.terms[0]].Sign() < 0 {
		content.Neg(content)
	}
	rest, times := rational(new(big.Rat).Quo(l.rest, content)), rational(content)
	sum = expr.Const(0)
	for _, term := range l.terms {
		c := rational(new(big.Rat).Quo(l.coefficients[term], content))
		if c == nil || rest == nil || times == nil {
			return nil, nil
		}
		sum = expr.Add(sum, expr.Times(c, term))
	}
	return expr.Add(sum, rest), times
}

// common is the largest number of which two are whole multiples; either may be 0.
func common(a, b *big.Rat) *big.Rat {
	if a.Sign() == 0 {
		return new(big.Rat).Abs(b)
	}
	if b.Sign() == 0 {
		return new(big.Rat).Abs(a)
	}
	p := new(big.Int).Mul(a.Num(), b.Denom())
	q := new(big.Int).Mul(b.Num(), a.Denom())
	return new(big.Rat).SetFrac(new(big.Int).GCD(nil, nil, p.Abs(p), q.Abs(q)), new(big.Int).Mul(a.Denom(), b.Denom()))
}

// rational is a constant that is exactly a rational number: a quotient of two that floating point has; nil where there is none.
func rational(r *big.Rat) *expr.Node {
	if r == nil {
		return nil
	}
	p, exact := new(big.Float).SetInt(r.Num()).Float64()
	q, alike := new(big.Float).SetInt(r.Denom()).Float64()
	if exact != big.Exact || alike != big.Exact || math.IsInf(p, 0) || math.IsInf(q, 0) {
		return nil
	}
	if q == 1 {
		return expr.Const(p)
	}
	return expr.Div(expr.Const(p), expr.Const(q))
}
