package jet

import (
	"math"
	"slices"

	"saddle/numerics/expr"
)

// Space is the polynomials in a number of variables up to an order, with the table that multiplies them.
type Space struct {
	Variables, Order int
	exponents        [][]int
	index            map[string]int
	products         []product
	effort           *Effort // nil for no bound
	room, chunk      []Ball  // what polynomials to come are cut from, and what that is the rest of
	batch            int     // how many there was room for at first
	used             []Ball  // the chunk of an evaluation that is over, for the next one
	memo             map[*expr.Node]value
	constants        map[*expr.Node]value // of the formulas that were evaluated
}

// product says that coefficients left and right of two factors add to coefficient to of their product.
type product struct{ left, right, to int }

// Jet is a polynomial of a Space about a point: its coefficients, not its derivatives, by degree, then lexicographically.
type Jet []Ball

// NewSpace makes the polynomials in so many variables, of degree up to order.
func NewSpace(variables, order int) *Space {
	s := &Space{Variables: variables, Order: order, index: map[string]int{}}
	for degree := range order + 1 {
		s.enumerate(make([]int, variables), 0, degree)
	}
	for i, e := range s.exponents {
		s.index[key(e)] = i
	}
	sum := make([]int, variables)
	for i, left := range s.exponents {
		for j, right := range s.exponents {
			if degree(left)+degree(right) > order {
				break
			}
			for k := range sum {
				sum[k] = left[k] + right[k]
			}
			s.products = append(s.products, product{i, j, s.index[key(sum)]})
		}
	}
	return s
}

// enumerate appends the exponents of the given degree, the first variable's powers highest first.
func (s *Space) enumerate(e []int, from, left int) {
	if from >= len(e)-1 {
		if len(e) == 0 {
			if left == 0 {
				s.exponents = append(s.exponents, []int{})
			}
			return
		}
		e[from] = left
		s.exponents = append(s.exponents, slices.Clone(e))
		e[from] = 0
		return
	}
	for power := left; power >= 0; power-- {
		e[from] = power
		s.enumerate(e, from+1, left-power)
	}
	e[from] = 0
}

func key(exponents []int) string {
	b := make([]byte, len(exponents))
	for i, e := range exponents {
		b[i] = byte(e)
	}
	return string(b)
}

func degree(exponents []int) int {
	sum := 0
	for _, e := range exponents {
		sum += e
	}
	return sum
}

// Size is the number of coefficients.
func (s *Space) Size() int { return len(s.exponents) }

// Exponents are the powers of the variables that coefficient i belongs to; not to be changed.
func (s *Space) Exponents(i int) []int { return s.exponents[i] }

// Degree is the degree of coefficient i.
func (s *Space) Degree(i int) int { return degree(s.exponents[i]) }

// Index is the place of the coefficient with these exponents, or -1.
func (s *Space) Index(exponents ...int) int {
	if i, ok := s.index[key(exponents)]; ok {
		return i
	}
	return -1
}

// Const is a constant polynomial.
func (s *Space) Const(c Ball) Jet {
	j := s.blank()
	j[0] = c
	return j
}

// blank is a new polynomial without terms. Many are made at once, for most live no longer than their neighbours.
func (s *Space) blank() Jet {
	const most = 1024 // coefficients at once
	n := s.Size()
	if len(s.room) < n {
		s.batch = max(min(2*s.batch+4, most/max(n, 1)), 1)
		s.chunk = make([]Ball, s.batch*n)
		s.room = s.chunk
	}
	j := s.room[:n:n]
	s.room = s.room[n:]
	return j
}

// Variable is at + the variable i, counted from 0.
func (s *Space) Variable(i int, at Ball) Jet {
	j := s.Const(at)
	if s.Order > 0 {
		j[1+i] = Exact(1)
	}
	return j
}

// Add is a + b.
func (s *Space) Add(a, b Jet) Jet {
	s.Spend(float64(len(a)))
	sum := s.blank()
	for i := range a {
		sum[i] = add(a[i], b[i])
	}
	return sum
}

// Sub is a - b.
func (s *Space) Sub(a, b Jet) Jet {
	s.Spend(float64(len(a)))
	difference := s.blank()
	for i := range a {
		difference[i] = sub(a[i], b[i])
	}
	return difference
}

// addScaled is sum + c a, in place of sum.
func (s *Space) addScaled(sum, a Jet, c Ball) {
	s.Spend(2 * float64(len(a)))
	if a.constant() {
		a = a[:1] // what is exactly zero adds nothing
	}
	for i := range a {
		sum[i] = add(sum[i], mul(a[i], c))
	}
}

// Scale is c a.
func (s *Space) Scale(a Jet, c Ball) Jet {
	s.Spend(float64(len(a)))
	scaled := s.blank()
	for i := range a {
		scaled[i] = mul(a[i], c)
	}
	return scaled
}

// Mul is a b up to the order.
func (s *Space) Mul(a, b Jet) Jet {
	if a.constant() {
		return s.Scale(b, a[0])
	}
	if b.constant() {
		return s.Scale(a, b[0])
	}
	s.Spend(float64(len(s.products)))
	p := s.blank()
	for _, t := range s.products {
		if a[t.left].vanishes(b[t.right]) || b[t.right].vanishes(a[t.left]) {
			continue
		}
		p[t.to] = add(p[t.to], mul(a[t.left], b[t.right]))
	}
	return p
}

// vanishes reports whether a is exactly zero beside something known, so that a times it is.
func (a Ball) vanishes(beside Ball) bool { return a == (Ball{}) && beside.Finite() }

// Div is a / b; its coefficients are unknown where b may vanish.
func (s *Space) Div(a, b Jet) Jet {
	if b.constant() {
		quotient := s.blank()
		for i := range a {
			quotient[i] = div(a[i], b[0])
		}
		return quotient
	}
	return s.Mul(a, s.Compose(b, reciprocal(b[0], s.Order)))
}

// Compose is h(a), given the Taylor coefficients h[k] = h⁽ᵏ⁾(a₀)/k!, k up to the order, at the constant term a₀ of a. Where
// h has only so many derivatives, the terms that these do not determine are unknown.
func (s *Space) Compose(a Jet, h []Ball) Jet {
	rest := s.blank()
	copy(rest[1:], a[1:])
	lowest := s.lowest(rest)
	if lowest == 0 {
		return s.Const(h[0])
	}
	top := s.Order / lowest
	derivatives := slices.IndexFunc(h, func(c Ball) bool { return !c.Finite() })
	if derivatives == 0 {
		return s.Const(unknown).unknownAbove(s, 0)
	}
	if derivatives < 0 || (derivatives-1)*lowest >= s.Order {
		return s.horner(rest, h[:top+1])
	}
	return s.horner(rest, h[:derivatives]).unknownAbove(s, (derivatives-1)*lowest)
}

// horner is the polynomial with coefficients h in a.
func (s *Space) horner(a Jet, h []Ball) Jet {
	top := len(h) - 1
	result := s.Const(h[top])
	for k := top - 1; k >= 0; k-- {
		result = s.Mul(result, a)
		result[0] = add(result[0], h[k])
	}
	return result
}

// unknownAbove forgets the coefficients above a degree.
func (a Jet) unknownAbove(s *Space, degree int) Jet {
	for i := range a {
		if s.Degree(i) > degree {
			a[i] = unknown
		}
	}
	return a
}

// lowest is the lowest degree above zero of a term that is not exactly zero, 0 where there is none.
func (s *Space) lowest(a Jet) int {
	for i := 1; i < len(a); i++ {
		if a[i] != (Ball{}) {
			return s.Degree(i)
		}
	}
	return 0
}

// constant reports whether every coefficient but the first is exactly zero.
func (a Jet) constant() bool {
	for _, c := range a[1:] {
		if c != (Ball{}) {
			return false
		}
	}
	return true
}

// Finite reports whether something is known of every coefficient.
func (a Jet) Finite() bool {
	for _, c := range a {
		if !c.Finite() {
			return false
		}
	}
	return true
}

// Gradient are the first derivatives.
func (s *Space) Gradient(a Jet) []Ball { return slices.Clone(a[1 : 1+s.Variables]) }

// Hessian are the second derivatives, row by row.
func (s *Space) Hessian(a Jet) []Ball {
	n := s.Variables
	h := make([]Ball, n*n)
	at := 1 + n
	for i := range n {
		h[i*n+i] = scale(a[at], 2)
		at++
		for j := i + 1; j < n; j++ {
			h[i*n+j], h[j*n+i] = a[at], a[at]
			at++
		}
	}
	return h
}

// Part is the homogeneous part of a of one degree, as a polynomial of the same space.
func (s *Space) Part(a Jet, d int) Jet {
	part := make(Jet, len(a))
	for i := range a {
		if s.Degree(i) == d {
			part[i] = a[i]
		}
	}
	return part
}

// Value evaluates a at a displacement from its point.
func (s *Space) Value(a Jet, u []float64) Ball {
	sum := Ball{}
	for i, c := range a {
		if c == (Ball{}) {
			continue
		}
		term := c
		for k, power := range s.exponents[i] {
			for range power {
				term = scale(term, u[k])
			}
		}
		sum = add(sum, term)
	}
	return sum
}

// Norm is the largest coefficient in size.
func (a Jet) Norm() float64 {
	norm := 0.0
	for _, c := range a {
		norm = math.Max(norm, math.Abs(c.Mid))
	}
	return norm
}
