package constrained

import (
	"maps"
	"math/big"

	"saddle/numerics/expr"
)

// LevelOn is the number that a polynomial is wherever polynomials g are zero, where division by one after the other leaves a number.
func LevelOn(variables []*expr.Node, f *expr.Node, on []*expr.Node) (level float64, ok bool) {
	list, ok := polynomialsOf(variables, append([]*expr.Node{f}, on...))
	if !ok {
		return 0, false
	}
	rest := list[0]
	for _, g := range list[1:] {
		if rest = rest.restBy(g); rest == nil {
			return 0, false
		}
	}
	if rest.degree() > 0 {
		return 0, false
	}
	for _, c := range rest {
		level, _ = c.Float64()
	}
	return level, true
}

// restBy is what division by g leaves: no term of it is a multiple of the leading one of g. Nil where that takes too much work.
func (p polynomial) restBy(g polynomial) polynomial {
	if len(g) == 0 {
		return p
	}
	leading, left := g.leading(), maps.Clone(p)
	rest := polynomial{}
	for range mostTerms {
		if len(left) == 0 {
			return rest
		}
		highest := left.leading()
		c := left[highest]
		quotient, divides := over(highest, leading)
		if !divides {
			rest.add(highest, c)
			delete(left, highest)
			continue
		}
		factor := polynomial{quotient: new(big.Rat).Neg(new(big.Rat).Quo(c, g[leading]))}
		product := factor.times(g)
		if product == nil {
			return nil
		}
		for e, a := range product {
			if !left.add(e, a) {
				return nil
			}
		}
	}
	return nil
}

// leading is the term of the highest degree, the last of these in the order of the variables.
func (p polynomial) leading() (highest string) {
	first := true
	for e := range p {
		if a, b := degreeOf(e), degreeOf(highest); first || a > b || a == b && e > highest {
			highest, first = e, false
		}
	}
	return highest
}

// over is one product of powers over another, where that is one.
func over(above, below string) (quotient string, divides bool) {
	exponents := []byte(above)
	for i := range exponents {
		if exponents[i] < below[i] {
			return "", false
		}
		exponents[i] -= below[i]
	}
	return string(exponents), true
}
