package formula

import (
	"cmp"
	"math/big"
	"slices"

	"saddle/numerics/expr"
)

// addend is a term of a sum before it is written.
type addend struct {
	product
	degree    float64 // in the variables
	leading   []float64
	functions int // that it holds
}

// addendOf is a product with its place among the terms of a sum.
func (f *field) addendOf(p product) addend {
	places := f.places()
	a := addend{product: p, leading: make([]float64, len(places))}
	for _, g := range p.factors {
		m := g.base.highestTerm(f)
		for i := range len(m) {
			e := float64(int(m[i]) * g.e)
			if e == 0 {
				continue
			}
			s := f.symbols[i]
			if s.kind == rootKind {
				if j := singleSymbol(s.base); j >= 0 {
					e /= float64(s.q)
					i, s = j, f.symbols[j]
				}
			}
			switch s.kind {
			case variableKind:
				a.degree += e
				a.leading[places[i]] += e
			case constantKind:
			default:
				a.functions++
			}
		}
	}
	return a
}

// places are the variables in the order in which they were made, as a function names them.
func (f *field) places() map[int]int {
	var variables []int
	for i, s := range f.symbols {
		if s.kind == variableKind {
			variables = append(variables, i)
		}
	}
	slices.SortFunc(variables, func(i, j int) int { return f.symbols[i].node.ID() - f.symbols[j].node.ID() })
	places := map[int]int{}
	for k, i := range variables {
		places[i] = k
	}
	return places
}

// highestTerm is the monomial of the highest degree in the variables.
func (p poly) highestTerm(f *field) monomial {
	best, top := monomial(""), -1
	for _, m := range p.order() {
		degree := 0
		for i := range len(m) {
			if f.symbols[i].kind == variableKind {
				degree += int(m[i])
			}
		}
		if degree > top {
			best, top = m, degree
		}
	}
	return best
}

// byDegree is the order of the terms of a sum: descending powers, functions before constants.
func byDegree(a, b addend) int {
	if a.degree != b.degree {
		return cmp.Compare(b.degree, a.degree)
	}
	return amongEqual(a, b)
}

// amongEqual is the order of terms of one degree.
func amongEqual(a, b addend) int {
	for i := range a.leading {
		if a.leading[i] != b.leading[i] {
			return cmp.Compare(b.leading[i], a.leading[i])
		}
	}
	return cmp.Compare(b.functions, a.functions)
}

// added writes a sum of products. The first term is positive where one is: the sum is turned round where its last one is.
func (f *field) added(terms []addend) *expr.Node {
	slices.SortStableFunc(terms, byDegree)
	f.startPositive(terms)
	written := make([]expr.Written, len(terms))
	for k, t := range terms {
		written[k] = f.write(t.product)
	}
	n := len(written)
	if n > 1 && written[0].P < 0 {
		if written[n-1].P > 0 {
			slices.SortStableFunc(terms, func(a, b addend) int {
				if a.degree != b.degree {
					return cmp.Compare(a.degree, b.degree)
				}
				return amongEqual(a, b)
			})
			for k, t := range terms {
				written[k] = f.write(t.product)
			}
		}
		if k := slices.IndexFunc(written, func(t expr.Written) bool { return t.P > 0 }); k > 0 {
			first := written[k]
			written = slices.Insert(slices.Delete(written, k, k+1), 0, first)
		}
	}
	if n == 1 {
		return alone(written[0])
	}
	return expr.WrittenSum(written...)
}

// startPositive turns a factor of the first term round where all terms are negative: (2 - x²) sin(x) - 2x cos(x).
func (f *field) startPositive(terms []addend) {
	if len(terms) < 2 || slices.ContainsFunc(terms, func(t addend) bool { return t.c.Sign() > 0 }) {
		return
	}
	for k, g := range terms[0].factors {
		if len(g.base) > 1 && g.e == 1 && f.isMixed(g.base) {
			terms[0].factors = slices.Clone(terms[0].factors)
			terms[0].factors[k].base = g.base.scaled(minusOne)
			terms[0].c = new(big.Rat).Neg(terms[0].c)
			return
		}
	}
}

// isMixed reports whether a sum has terms of both signs.
func (f *field) isMixed(p poly) bool {
	return !f.startsNegative(p) && !f.startsNegative(p.scaled(minusOne))
}

// sumOf writes a polynomial term by term.
func (f *field) sumOf(p poly) *expr.Node {
	return f.added(f.terms(p, nil))
}

// terms are those of a polynomial over a common denominator.
func (f *field) terms(p poly, den []factor) []addend {
	var terms []addend
	for _, m := range p.order() {
		terms = append(terms, f.addendOf(product{c: p[m], factors: append(factorsOf(m), inverted(den)...)}))
	}
	return terms
}

func factorsOf(m monomial) []factor {
	var all []factor
	for i := range len(m) {
		if m[i] > 0 {
			all = append(all, factor{symbolPoly(i), int(m[i])})
		}
	}
	return all
}

func inverted(den []factor) []factor {
	all := make([]factor, len(den))
	for k, d := range den {
		all[k] = factor{d.base, -d.e}
	}
	return all
}

var minusOne = big.NewRat(-1, 1)
