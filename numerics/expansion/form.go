package expansion

import (
	"context"
	"math/big"
)

// form is a homogeneous polynomial, its coefficients in the order of the space's monomials of that degree; nil is zero. Of
// one variable it is a single number. Forms never change.
type form []*big.Float

// space is what the series of one expansion share: the variables, the digits, and how far series go.
type space struct {
	ctx       context.Context
	variables int
	order     int // of the expansions of constants and variables
	prec      uint
	turns     bool               // doubles next to simple multiples of π are read as those
	monomials [][][]int          // the exponents, by degree
	places    []map[string]int   // of the exponents in monomials
	sums      map[[2]int][][]int // of two degrees: the places of the products of their monomials
	scratch   big.Float
	rounded   bool // a number may not be exact
	vanished  bool // a sum was zero after that
	products  int
}

func newSpace(ctx context.Context, variables, order int, prec uint) *space {
	return &space{ctx: ctx, variables: variables, order: order, prec: prec, sums: map[[2]int][][]int{}}
}

// ofDegree are the exponents of all monomials of a degree, the first variable's highest first.
func (s *space) ofDegree(degree int) [][]int {
	for d := len(s.monomials); d <= degree; d++ {
		all := monomials(s.variables, d)
		places := map[string]int{}
		for k, m := range all {
			places[keyOf(m)] = k
		}
		s.monomials, s.places = append(s.monomials, all), append(s.places, places)
	}
	return s.monomials[degree]
}

// monomials are the exponents of all monomials of a degree, in descending order.
func monomials(variables, degree int) (all [][]int) {
	exponents := make([]int, variables)
	var fill func(i, left int)
	fill = func(i, left int) {
		if i == variables-1 {
			exponents[i] = left
			all = append(all, append([]int(nil), exponents...))
			return
		}
		for e := left; e >= 0; e-- {
			exponents[i] = e
			fill(i+1, left-e)
		}
	}
	fill(0, degree)
	return all
}

func keyOf(exponents []int) string {
	b := make([]byte, len(exponents))
	for i, e := range exponents {
		b[i] = byte(e)
	}
	return string(b)
}

// placesOfProducts tells where the product of monomial i of one degree and monomial j of another stands among those of
// their sum.
func (s *space) placesOfProducts(a, b int) [][]int {
	key := [2]int{a, b}
	if table, ok := s.sums[key]; ok {
		return table
	}
	left, right := s.ofDegree(a), s.ofDegree(b)
	s.ofDegree(a + b)
	table := make([][]int, len(left))
	sum := make([]int, s.variables)
	for i, x := range left {
		table[i] = make([]int, len(right))
		for j, y := range right {
			for k := range sum {
				sum[k] = x[k] + y[k]
			}
			table[i][j] = s.places[a+b][keyOf(sum)]
		}
	}
	s.sums[key] = table
	return table
}

func (s *space) blank() *big.Float { return new(big.Float).SetPrec(s.prec) }

// roundedIf notes what may have been rounded.
func (s *space) roundedIf(inexact bool) { s.rounded = s.rounded || inexact }

// mark notes whether the last operation on x has rounded it.
func (s *space) mark(x *big.Float) *big.Float {
	s.roundedIf(x.Acc() != big.Exact)
	return x
}

func (s *space) constantForm(x *big.Float) form {
	if x.Sign() == 0 {
		return nil
	}
	return form{x}
}

// accumulator gathers a form as a sum, with the size of the largest summand, by which what is left of a cancellation is
// told from rounding.
type accumulator struct {
	*space
	sum     form
	largest int // binary exponent
	terms   int
}

func (s *space) accumulator() *accumulator { return &accumulator{space: s, largest: big.MinExp} }

func (a *accumulator) reserve(n int) {
	for len(a.sum) < n {
		a.sum = append(a.sum, new(big.Float)) // without digits until something is added
	}
}

func (a *accumulator) add(k int, x *big.Float) {
	if x.Sign() != 0 {
		a.largest = max(a.largest, x.MantExp(nil))
		a.mark(a.sum[k].Add(a.sum[k], x))
		a.terms++
	}
}

// addScaled adds c · f.
func (a *accumulator) addScaled(f form, c *big.Float) {
	a.reserve(len(f))
	for k, x := range f {
		a.add(k, a.mark(a.scratch.SetPrec(a.prec).Mul(x, c)))
	}
}

// addProduct adds f · g of the given degrees, or takes it off where the sign is -1.
func (a *accumulator) addProduct(f, g form, degreeF, degreeG, sign int) {
	if f == nil || g == nil {
		return
	}
	a.poll(len(f) * len(g))
	product := &a.scratch
	if len(f) == 1 && len(g) == 1 {
		a.reserve(1)
		a.add(0, signed(a.mark(product.SetPrec(a.prec).Mul(f[0], g[0])), sign))
		return
	}
	table := a.placesOfProducts(degreeF, degreeG)
	a.reserve(len(a.monomials[degreeF+degreeG]))
	for i, x := range f {
		if x.Sign() == 0 {
			continue
		}
		for j, y := range g {
			a.add(table[i][j], signed(a.mark(product.SetPrec(a.prec).Mul(x, y)), sign))
		}
	}
}

func signed(x *big.Float, sign int) *big.Float {
	if sign < 0 {
		return x.Neg(x)
	}
	return x
}

// form is the sum. A coefficient that is smaller than the rounding of its largest summand is zero.
func (a *accumulator) form() form {
	const lost = 24 // bits that a chain of operations may have lost
	zero := true
	for _, x := range a.sum {
		if x.Sign() != 0 && a.terms > 1 && x.MantExp(nil) < a.largest-int(a.prec)+lost {
			x.SetInt64(0)
		}
		if x.Sign() == 0 && x.Prec() > 0 && a.rounded {
			a.vanished = true
		}
		zero = zero && x.Sign() == 0
	}
	if zero {
		return nil
	}
	return a.sum
}

func (s *space) times(f form, c float64) form {
	p, factor := make(form, len(f)), big.NewFloat(c)
	for k, x := range f {
		p[k] = s.mark(s.blank().Mul(x, factor))
	}
	return p
}

// over divides a form by a number.
func (s *space) over(f form, c *big.Float) form {
	if f == nil {
		return nil
	}
	q := make(form, len(f))
	for k, x := range f {
		q[k] = s.mark(s.blank().Quo(x, c))
	}
	return q
}

// exactQuotient divides the form f by the form g, of the given degrees; ok is false where g is no factor of f.
func (s *space) exactQuotient(f, g form, degreeF, degreeG int) (q form, ok bool) {
	if f == nil {
		return nil, true
	}
	if len(g) == 1 {
		return s.over(f, g[0]), true
	}
	if degreeF < degreeG {
		return nil, false
	}
	degree := degreeF - degreeG
	table := s.placesOfProducts(degree, degreeG)
	lead := 0
	for g[lead].Sign() == 0 {
		lead++
	}
	rest, size := make(form, len(f)), big.MinExp
	for k, x := range f {
		rest[k] = s.blank().Set(x)
		if x.Sign() != 0 {
			size = max(size, x.MantExp(nil))
		}
	}
	q = make(form, len(s.monomials[degree]))
	for i := range q { // in descending order of monomials, so each is settled once
		q[i] = s.mark(s.blank().Quo(rest[table[i][lead]], g[lead]))
		for j, y := range g {
			at := rest[table[i][j]]
			at.Sub(at, s.scratch.SetPrec(s.prec).Mul(q[i], y))
		}
	}
	for _, x := range rest {
		if x.Sign() != 0 && x.MantExp(nil) > size-int(s.prec)/2 {
			return nil, false
		}
	}
	return q, true
}

// poll counts work and ends it when the context does.
func (s *space) poll(products int) {
	const between = 1 << 14
	if s.products += products; s.products >= between {
		s.products = 0
		if err := s.ctx.Err(); err != nil {
			panic(failure{err})
		}
	}
}
