package exact

import (
	"math/big"
	"slices"
)

// RealZero is a zero of a polynomial: the only one of those from Lo to Hi, which are the zero itself where they are equal.
type RealZero struct {
	Lo, Hi *big.Rat
	Times  int // as often as it counts
}

// RealZeros are the zeros of a polynomial, given by its coefficients from the constant on, in a closed interval, in rising order, each
// enclosed to a part 2⁻¹²⁰ of its size; looked is how many intervals that took. It is nil for the polynomial 0.
// The multiple zeros are parted from the others by their powers, and each is found by Descartes' rule of signs and bisection (Collins and
// Akritas 1976).
func RealZeros(coefficients []*big.Rat, lo, hi *big.Rat) (zeros []RealZero, looked int) {
	p := quotients(coefficients).trimmed()
	if len(p) == 0 || lo.Cmp(hi) > 0 {
		return nil, 0
	}
	zeros = []RealZero{}
	if p.degree() == 0 {
		return zeros, 1
	}
	for k, factor := range p.squareFree() {
		if factor.degree() < 1 {
			continue
		}
		isolation := isolation{p: factor.whole(), times: k + 1, lo: lo, hi: hi}
		isolation.closed()
		zeros, looked = append(zeros, isolation.zeros...), looked+isolation.looked
	}
	slices.SortFunc(zeros, func(a, b RealZero) int { return a.Lo.Cmp(b.Lo) })
	return zeros, looked
}

// HasMultipleZero reports whether a polynomial has a zero, real or not, that counts more than once.
func HasMultipleZero(coefficients []*big.Rat) bool {
	p := quotients(coefficients).trimmed()
	return p.degree() > 0 && !p.isSquareFree() && p.gcd(p.derivative()).degree() > 0
}

// Derivative are the coefficients of the derivative of a polynomial, both from the constant on.
func Derivative(coefficients []*big.Rat) []*big.Rat { return quotients(coefficients).derivative() }

// ValueAt is the value of a polynomial, given by its coefficients from the constant on.
func ValueAt(coefficients []*big.Rat, x *big.Rat) *big.Rat { return quotients(coefficients).at(x) }

func (p quotients) at(x *big.Rat) *big.Rat {
	y := new(big.Rat)
	for k := len(p) - 1; k >= 0; k-- {
		y.Add(y.Mul(y, x), p[k])
	}
	return y
}

// isolation parts the zeros of a polynomial without multiple ones.
type isolation struct {
	p      integers
	times  int
	lo, hi *big.Rat
	zeros  []RealZero
	looked int
}

// integers are the coefficients of a polynomial from the constant on.
type integers []*big.Int

// whole is a multiple of p by a positive number.
func (p quotients) whole() integers {
	common := big.NewInt(1)
	for _, c := range p {
		common.Mul(common, new(big.Int).Quo(c.Denom(), new(big.Int).GCD(nil, nil, common, c.Denom())))
	}
	q := make(integers, len(p))
	for k, c := range p {
		q[k] = new(big.Int).Mul(c.Num(), new(big.Int).Quo(common, c.Denom()))
	}
	return q
}

// signAt is the sign of p(x).
func (p integers) signAt(x *big.Rat) int {
	y, power := new(big.Int), big.NewInt(1)
	for k := len(p) - 1; k >= 0; k-- {
		y.Add(y.Mul(y, x.Num()), new(big.Int).Mul(p[k], power))
		power = new(big.Int).Mul(power, x.Denom())
	}
	return y.Sign()
}

// closed finds the zeros from lo to hi.
func (s *isolation) closed() {
	if s.p.signAt(s.lo) == 0 {
		s.exactly(s.lo)
	}
	if s.lo.Cmp(s.hi) == 0 {
		return
	}
	unit := make(quotients, len(s.p)) // p(lo + (hi - lo) x)
	for k, c := range s.p {
		unit[k] = new(big.Rat).SetInt(c)
	}
	unit = unit.shifted(s.lo)
	width, power := new(big.Rat).Sub(s.hi, s.lo), big.NewRat(1, 1)
	for k := range unit {
		unit[k].Mul(unit[k], power)
		power = new(big.Rat).Mul(power, width)
	}
	s.between(unit.whole(), new(big.Int), 0)
	if s.p.signAt(s.hi) == 0 {
		s.exactly(s.hi)
	}
}

func (s *isolation) exactly(x *big.Rat) {
	s.zeros = append(s.zeros, RealZero{x, x, s.times})
}

// between finds the zeros in an open interval, the k-th of the 2^depth parts of the whole; q is the polynomial on it as one from 0 to 1.
func (s *isolation) between(q integers, k *big.Int, depth uint) {
	s.looked++
	switch q.variations() {
	case 0:
		return
	case 1:
		s.narrow(s.place(k, depth), s.place(new(big.Int).Add(k, big.NewInt(1)), depth))
		return
	}
	left := make(integers, len(q))
	for i, c := range q {
		left[i] = new(big.Int).Lsh(c, uint(len(q)-1-i))
	}
	right, first := left.beyondOne(), new(big.Int).Lsh(k, 1)
	second := new(big.Int).Add(first, big.NewInt(1))
	s.between(left, first, depth+1)
	if right[0].Sign() == 0 {
		s.exactly(s.place(second, depth+1))
	}
	s.between(right, second, depth+1)
}

// place is lo + (hi - lo) k/2^depth.
func (s *isolation) place(k *big.Int, depth uint) *big.Rat {
	x := new(big.Rat).SetFrac(k, new(big.Int).Lsh(big.NewInt(1), depth))
	x.Mul(x, new(big.Rat).Sub(s.hi, s.lo))
	return x.Add(x, s.lo)
}

// variations are the changes of sign in the coefficients of (1 + x)ⁿ q(1/(1 + x)): as many as q has zeros between 0 and 1, or an even number
// more; none, or one, is exact.
func (q integers) variations() int {
	reversed := slices.Clone(q)
	slices.Reverse(reversed)
	changes, last := 0, 0
	for _, c := range reversed.beyondOne() {
		sign := c.Sign()
		if sign != 0 && last != 0 && sign != last {
			changes++
		}
		if sign != 0 {
			last = sign
		}
	}
	return changes
}

// beyondOne is q(x + 1).
func (q integers) beyondOne() integers {
	shifted := make(integers, len(q))
	for k, c := range q {
		shifted[k] = new(big.Int).Set(c)
	}
	for i := range shifted {
		for k := len(q) - 2; k >= i; k-- {
			shifted[k].Add(shifted[k], shifted[k+1])
		}
	}
	return shifted
}

func middleOf(lo, hi *big.Rat) *big.Rat {
	middle := new(big.Rat).Add(lo, hi)
	return middle.Mul(middle, big.NewRat(1, 2))
}

// narrow bisects an open interval with one zero.
func (s *isolation) narrow(lo, hi *big.Rat) {
	before := s.signAfter(lo)
	for !isNarrow(lo, hi) {
		middle := middleOf(lo, hi)
		if lo.Sign() < 0 && hi.Sign() > 0 {
			middle = new(big.Rat)
		}
		switch s.p.signAt(middle) {
		case 0:
			s.exactly(middle)
			return
		case before:
			lo = middle
		default:
			hi = middle
		}
	}
	if simple := simplest(lo, hi); s.p.signAt(simple) == 0 {
		s.exactly(simple)
		return
	}
	s.zeros = append(s.zeros, RealZero{lo, hi, s.times})
}

// isNarrow reports whether an interval is no wider than 2⁻¹²⁰ of its lower end.
func isNarrow(lo, hi *big.Rat) bool {
	width := new(big.Rat).Sub(hi, lo)
	width.Mul(width, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 120)))
	return width.Cmp(new(big.Rat).Abs(lo)) <= 0
}

// signAfter is the sign just above a number, which may be a zero.
func (s *isolation) signAfter(x *big.Rat) int {
	if sign := s.p.signAt(x); sign != 0 {
		return sign
	}
	slope := make(integers, len(s.p)-1)
	for k := range slope {
		slope[k] = new(big.Int).Mul(s.p[k+1], big.NewInt(int64(k+1)))
	}
	return slope.signAt(x)
}

// shifted is p(x + by).
func (p quotients) shifted(by *big.Rat) quotients {
	q := make(quotients, len(p))
	for k, c := range p {
		q[k] = new(big.Rat).Set(c)
	}
	for i := range q {
		for k := len(q) - 2; k >= i; k-- {
			q[k].Add(q[k], new(big.Rat).Mul(by, q[k+1]))
		}
	}
	return q
}

// simplest is the number with the least denominator between two that are not equal, by their continued fractions.
func simplest(lo, hi *big.Rat) *big.Rat {
	switch {
	case lo.Sign() < 0 && hi.Sign() > 0:
		return new(big.Rat)
	case hi.Sign() <= 0:
		x := simplest(new(big.Rat).Neg(hi), new(big.Rat).Neg(lo))
		return x.Neg(x)
	}
	whole := new(big.Int).Quo(lo.Num(), lo.Denom())
	floor := new(big.Rat).SetInt(whole)
	if lo.Cmp(floor) == 0 {
		return floor
	}
	if next := new(big.Rat).Add(floor, big.NewRat(1, 1)); next.Cmp(hi) <= 0 {
		return next
	}
	inside := simplest(new(big.Rat).Inv(new(big.Rat).Sub(hi, floor)), new(big.Rat).Inv(new(big.Rat).Sub(lo, floor)))
	return inside.Add(floor, inside.Inv(inside))
}
