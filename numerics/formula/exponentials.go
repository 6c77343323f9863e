package formula

import (
	"math/big"

	"saddle/numerics/expr"
)

// inExponentials writes hyperbolic sines and cosines that stand beside exponentials, or both beside each other, by exponentials:
// (cosh(x) + sinh(x)) exp(x) is exp(2x).
func (f *field) inExponentials(r fraction) fraction {
	k := circles[1]
	if !f.mixes(k, r) {
		return r
	}
	half := number(big.NewRat(1, 2))
	return f.eachAngle(k, r, func(v fraction, sine, cosine, tangent int) fraction {
		up := f.exponential(f.symbols[cosine].argument)
		down := f.inverse(up)
		forms := map[int]fraction{
			sine:   f.multiply(half, f.add(up, f.multiply(number(minusOne), down))),
			cosine: f.multiply(half, f.add(up, down)),
		}
		return f.mapped(v, func(m monomial, c *big.Rat) fraction {
			term := fraction{num: poly{m.with(sine, 0).with(cosine, 0): c}}
			for i, g := range forms {
				term = f.multiply(term, f.raise(g, m.at(i)))
			}
			return term
		})
	})
}

// mixes reports whether a fraction holds hyperbolic functions of a circle, few enough to be multiplied out, beside exponentials or
// both beside each other, and no tangents.
func (f *field) mixes(k circle, r fraction) bool {
	const mostDegree = 3
	polys := []poly{r.num}
	for _, d := range r.den {
		polys = append(polys, d.base)
	}
	kinds := map[expr.Func]bool{}
	exponentials := false
	for _, p := range polys {
		for _, i := range p.symbols() {
			switch s := f.symbols[i]; {
			case s.kind == exponentialKind:
				exponentials = true
			case k.has(s) && (s.fn == k.tangent || p.degree(i) > mostDegree):
				return false
			case k.has(s):
				kinds[s.fn] = true
			}
		}
	}
	return len(kinds) == 2 || len(kinds) == 1 && exponentials
}
