package jet

import (
	"math"

	"saddle/numerics/expr"
)

// A quotient of series that both vanish at the point has a series itself where the lowest form of the denominator divides
// what it must, as in sin(x)/x or sin(x² + y²)/(x² + y²).

// denominator is what factor k of a product divides by, where that may be zero at the point and is no constant.
func (e *evaluation) denominator(n *expr.Node, k int) (under Jet, ok bool) {
	factor := n.Args()[k]
	if factor.Op() != expr.OpPower || !n.Shape().IsScalar() || !factor.Args()[1].IsConst() {
		return nil, false
	}
	exponent := factor.Args()[1].Float()
	const largest = 16
	if !(exponent < 0) || exponent != math.Trunc(exponent) || exponent < -largest {
		return nil, false
	}
	base := e.number(factor.Args()[0])
	if !base[0].Zero() || base.constant() {
		return nil, false
	}
	under = e.Const(Exact(1))
	for range int(-exponent) {
		under = e.Mul(under, base)
	}
	return under, true
}

// Quotient is a / b, also where both vanish at the point and b divides a: degree by degree, each form of the quotient is what is
// left of a divided by the lowest form of b. The highest terms, which would need terms of a beyond the order, are unknown; all
// are where b does not divide a.
func (s *Space) Quotient(a, b Jet) Jet {
	if !b[0].Zero() {
		return s.Div(a, b)
	}
	b = s.beyondDoubt(b)
	lowest := s.lowest(b)
	if lowest == 0 {
		return s.Const(unknown).unknownAbove(s, -1)
	}
	divisor, quotient, rest := s.Part(b, lowest), s.Const(Ball{}), append(Jet(nil), a...)
	for i, c := range rest {
		if s.Degree(i) < lowest && !c.Zero() {
			return s.Const(unknown).unknownAbove(s, -1)
		}
	}
	for d := 0; d+lowest <= s.Order; d++ {
		form, ok := s.divided(s.Part(rest, d+lowest), divisor)
		if !ok {
			return quotient.unknownAbove(s, d-1)
		}
		quotient = s.Add(quotient, form)
		rest = s.Sub(rest, s.Mul(form, b))
	}
	return quotient.unknownAbove(s, s.Order-lowest)
}

// beyondDoubt takes the coefficients that may be zero, up to the first degree with others, for zero.
func (s *Space) beyondDoubt(a Jet) Jet {
	clean := append(Jet(nil), a...)
	for i, c := range clean {
		if !c.Zero() {
			return clean
		}
		clean[i] = Ball{}
	}
	return clean
}

// divided is the polynomial that makes a form a out of the form b, where there is one within rounding.
func (s *Space) divided(a, b Jet) (quotient Jet, ok bool) {
	quotient, rest := s.Const(Ball{}), append(Jet(nil), a...)
	lead := s.leading(b)
	exponents := make([]int, s.Variables)
	for i := range rest {
		if rest[i].Zero() {
			continue
		}
		for k, power := range s.exponents[i] {
			if exponents[k] = power - s.exponents[lead][k]; exponents[k] < 0 {
				return nil, false
			}
		}
		term := s.Const(Ball{})
		term[s.Index(exponents...)] = div(rest[i], b[lead])
		quotient = s.Add(quotient, term)
		rest = s.Sub(rest, s.Mul(term, b))
	}
	return quotient, true
}

// leading is the first term of a form that is not zero: its terms are in lexicographic order, which products keep.
func (s *Space) leading(form Jet) int {
	for i, c := range form {
		if !c.Zero() {
			return i
		}
	}
	return 0
}
