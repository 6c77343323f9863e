package exact

import "math/big"

// Factored tells the sign that a polynomial keeps around the point where it is not zero: that of c mᵏ s² (1 + …), m being a
// product of even powers of variables and s any polynomial; 0 where it is not of this form. Others reports whether it is zero at
// other points ever closer to this one; where it is false that is not known.
func (g *Germ) Factored() (sign int, others bool) {
	if len(g.f) == 0 {
		return 0, false
	}
	defer catch(func() { sign, others = 0, false })
	common, rest := g.f.withoutMonomial(g.n)
	for _, k := range common {
		if k%2 == 1 {
			return 0, false
		}
	}
	others = total(common) > 0 && g.n > 1
	if c, ok := rest[string(make([]byte, g.n))]; ok {
		return c.Sign(), others
	}
	root, sign := rest.root(g.n)
	if sign == 0 {
		return 0, false
	}
	return sign, others || root.changesSign(g.n)
}

// withoutMonomial is the polynomial divided by the largest product of powers of variables that divides all of its terms.
func (p polynomial) withoutMonomial(n int) (common []byte, rest polynomial) {
	for e := range p {
		if common == nil {
			common = []byte(e)
		}
		for i := range common {
			common[i] = min(common[i], e[i])
		}
	}
	rest = make(polynomial, len(p))
	for e, c := range p {
		rest[string(without([]byte(e), common))] = c
	}
	return common, rest
}

// without is the exponents of a quotient.
func without(a, b []byte) []byte {
	quotient := make([]byte, len(a))
	for i := range a {
		quotient[i] = a[i] - b[i]
	}
	return quotient
}

// root is s and the sign of c in p = c s², sign 0 where p is none: term by term from the first on, as a root is taken by hand.
func (p polynomial) root(n int) (s polynomial, sign int) {
	first := p.first()
	half := make([]byte, n)
	for i, k := range []byte(first) {
		if k%2 == 1 {
			return nil, 0
		}
		half[i] = k / 2
	}
	c := p[first]
	unit := new(big.Rat).Inv(c)
	s = polynomial{string(half): big.NewRat(1, 1)}
	left := polynomial{}.plus(p, unit).plus(s.times(s), big.NewRat(-1, 1))
	for range len(p) {
		if len(left) == 0 {
			return s, c.Sign()
		}
		next := left.first()
		if !divides(half, next) {
			return nil, 0
		}
		term := polynomial{string(without([]byte(next), half)): new(big.Rat).Mul(left[next], big.NewRat(1, 2))}
		twice := s.plus(s, big.NewRat(1, 1)).plus(term, big.NewRat(1, 1))
		left = left.plus(twice.times(term), big.NewRat(-1, 1))
		s = s.plus(term, big.NewRat(1, 1))
	}
	return nil, 0
}

// first is the exponents of the term that comes first in the order of the alphabet.
func (p polynomial) first() string {
	highest := ""
	for e := range p {
		highest = max(highest, e)
	}
	return highest
}

func divides(divisor []byte, e string) bool {
	for i, k := range divisor {
		if e[i] < k {
			return false
		}
	}
	return true
}

// changesSign reports whether the polynomial, zero at the point, has values of both signs on lines through it: then it is zero
// between them, ever closer to the point.
func (p polynomial) changesSign(n int) bool {
	if n < 2 || len(p) == 0 {
		return false
	}
	const perVariable, mostLines = 5, 3125
	lines := 1
	for range n {
		if lines *= perVariable; lines > mostLines {
			return false
		}
	}
	signs := map[int]bool{}
	for k := range lines {
		direction := make([]int64, n)
		for i := range direction {
			direction[i], k = int64(k%perVariable)-perVariable/2, k/perVariable
		}
		signs[p.signAlong(direction)] = true
	}
	return signs[1] && signs[-1]
}

// signAlong is the sign that the polynomial has on a line just beside the point, 0 where it is zero all along it.
func (p polynomial) signAlong(direction []int64) int {
	byOrder := series{}
	for e, c := range p {
		value := new(big.Rat).Set(c)
		for i, k := range []byte(e) {
			power := new(big.Int).Exp(big.NewInt(direction[i]), big.NewInt(int64(k)), nil)
			value.Mul(value, new(big.Rat).SetInt(power))
		}
		byOrder.add(total([]byte(e)), value)
	}
	return firstOf(byOrder).sign
}
