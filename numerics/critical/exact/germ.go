package exact

import (
	"math/big"

	"saddle/numerics/critical/germ"
	"saddle/numerics/expr"
)

// Germ is a polynomial about a critical point, the value there taken off.
type Germ struct {
	f polynomial
	n int
}

// At reads f about p; ok is false where f is no polynomial, or p no critical point of it when numbers stand for the short
// fractions and decimals that they are rounded from.
func At(f *expr.Function, p []float64) (g *Germ, ok bool) {
	const mostVariables = 12
	if len(p) > mostVariables {
		return nil, false
	}
	value, ok := read(f, p)
	if !ok {
		return nil, false
	}
	delete(value, string(make([]byte, len(p))))
	for e := range value {
		if total([]byte(e)) == 1 {
			return nil, false
		}
	}
	return &Germ{value, len(p)}, true
}

func total(exponents []byte) int {
	sum := 0
	for _, e := range exponents {
		sum += int(e)
	}
	return sum
}

// Constant reports whether the polynomial is the same everywhere.
func (g *Germ) Constant() bool { return len(g.f) == 0 }

// Unchanging reports whether the polynomial is the same all along every line in direction d, given by short fractions.
func (g *Germ) Unchanging(d []float64) (same bool) {
	defer catch(func() { same = false })
	slope := polynomial{}
	for i, x := range d {
		slope = slope.plus(g.f.partial(i), meant(x))
	}
	return len(slope) == 0
}

// Decide tells which signs the polynomial takes close to the point, where its Hessian is singular and has eigenvalues of one
// sign only, besides zero. Unlike those of a series, the answers Above and Below are proven: on the curve in direction Flat the
// polynomial does not change. Alone tells that there is no other critical point near: none where one variable is flat and the
// polynomial changes along it.
func (g *Germ) Decide() (answer germ.Answer, alone bool) {
	defer catch(func() { answer, alone = germ.Answer{}, false })
	s := g.split()
	switch {
	case s == nil || len(s.flat) == 0:
		return germ.Answer{}, false
	case len(s.flat) > 1:
		return s.several(), false
	}
	answer = s.single()
	return answer, answer.Sides == germ.Positive || answer.Sides == germ.Negative || answer.Sides == germ.Both
}

// splitting parts the variables into some in which the Hessian is definite, as many as its rank, and the others, flat: along a
// curve in these the polynomial is stationary in the former (the splitting lemma: Poston and Stewart 1978, Catastrophe Theory,
// §4.5). What it is along such curves decides.
type splitting struct {
	*Germ
	curved, flat []int
	sign         int          // of the Hessian in the curved variables; 0 where there are none
	inverse      [][]*big.Rat // of that part of the Hessian
	slopes       []polynomial // the derivatives by the curved variables
	budget       int          // products of numbers that are left
}

// split is nil where the Hessian has eigenvalues of both signs.
func (g *Germ) split() *splitting {
	const mostProducts = 1_000_000
	s := &splitting{Germ: g, budget: mostProducts}
	hessian := g.hessian()
	s.curved, s.flat = basis(hessian)
	block := make([][]*big.Rat, len(s.curved))
	for i, row := range s.curved {
		for _, column := range s.curved {
			block[i] = append(block[i], hessian[row][column])
		}
		s.slopes = append(s.slopes, g.f.partial(row))
	}
	var definite bool
	if s.sign, definite = definiteness(block); !definite {
		return nil
	}
	s.inverse = inverted(block)
	return s
}

func (g *Germ) hessian() [][]*big.Rat {
	h := make([][]*big.Rat, g.n)
	for i := range h {
		h[i] = make([]*big.Rat, g.n)
		for j := range h[i] {
			exponents := make([]byte, g.n)
			exponents[i]++
			exponents[j]++
			h[i][j] = new(big.Rat)
			if c, ok := g.f[string(exponents)]; ok {
				h[i][j].Set(c)
			}
			if i == j {
				h[i][j].Add(h[i][j], h[i][j])
			}
		}
	}
	return h
}

// single decides where one variable is flat: by the first term along the curve. The point is a zero, of the order of that
// term, of as many polynomials as there are variables; by Bézout's theorem an isolated zero has no order beyond a bound, so
// where there is no term up to it the curve is one of critical points and the polynomial vanishes along it.
func (s *splitting) single() germ.Answer {
	l := s.along([]int64{1})
	tangent := s.tangent([]int64{1})
	switch {
	case l.open:
		return germ.Answer{}
	case l.order == 0:
		return germ.Answer{Sides: s.flatSides(), Order: s.f.degree(all(s.n)...), Flat: tangent}
	case l.order%2 == 1 || l.sign == -s.sign:
		return s.both(l, tangent)
	case l.sign > 0:
		return germ.Answer{Sides: germ.Positive, Order: l.order, Rising: tangent}
	}
	return germ.Answer{Sides: germ.Negative, Order: l.order, Falling: tangent}
}

// several decides where the polynomial takes the other sign along some line of flat variables, or where there are two of
// these and it vanishes along more lines than a form of the order that it can have at most, being not zero, could.
func (s *splitting) several() germ.Answer {
	bound := s.bound()
	const mostLines = 120
	zeros, lines := 0, min(bound+1, mostLines)
	if s.sign == 0 {
		return germ.Answer{} // what series know of
	}
	var flat []float64
	for k := range lines {
		direction := s.line(k)
		l := s.along(direction)
		switch tangent := s.tangent(direction); {
		case l.open:
			return germ.Answer{}
		case l.order == 0:
			zeros, flat = zeros+1, tangent
		case l.order%2 == 1 || l.sign != s.sign:
			return s.both(l, tangent)
		}
	}
	if zeros == bound+1 && len(s.flat) == 2 {
		return germ.Answer{Sides: s.flatSides(), Order: bound, Flat: flat}
	}
	return germ.Answer{}
}

func (s *splitting) flatSides() germ.Sides {
	switch {
	case s.sign > 0:
		return germ.Above
	case s.sign < 0:
		return germ.Below
	}
	return germ.Flat
}

// line is the k-th of different lines in the flat variables.
func (s *splitting) line(k int) []int64 {
	d := make([]int64, len(s.flat))
	power := int64(1)
	b := int64((k + 1) / 2)
	if k%2 == 0 {
		b = -b
	}
	for i := range d {
		d[i] = power
		if power *= b; power > 1000 || power < -1000 {
			power = int64(k%7) - 3
		}
	}
	return d
}

// both is the answer where the polynomial has the other sign along a curve.
func (s *splitting) both(l leading, tangent []float64) germ.Answer {
	opposite := make([]float64, len(tangent))
	for i, x := range tangent {
		opposite[i] = 0 - x
	}
	answer := germ.Answer{Sides: germ.Both, Order: l.order}
	switch {
	case l.order%2 == 1 && l.sign > 0:
		answer.Falling, answer.Rising = opposite, tangent
	case l.order%2 == 1:
		answer.Falling, answer.Rising = tangent, opposite
	case l.sign < 0:
		answer.Falling, answer.Rising = tangent, s.steepest()
	default:
		answer.Falling, answer.Rising = s.steepest(), tangent
	}
	return answer
}

// steepest is the axis of a curved variable: on it the Hessian has the sign that it has.
func (s *splitting) steepest() []float64 {
	if len(s.curved) == 0 {
		return nil
	}
	axis := make([]float64, s.n)
	axis[s.curved[0]] = 1
	return axis
}
