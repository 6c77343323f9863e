package matrixform

import (
	"math/big"
	"slices"
	"strings"

	"saddle/kernel/lang/syntax"
)

// coefficient is a number times known numbers over known numbers.
type coefficient struct {
	number       *big.Rat
	decimal      bool // a decimal was typed
	above, below []syntax.Expr
	after        []syntax.Expr // numbers that depend on the variable, which stand at the end
}

var (
	unit     = coefficient{number: big.NewRat(1, 1)}
	two      = coefficient{number: big.NewRat(2, 1)}
	minusOne = coefficient{number: big.NewRat(-1, 1)}
)

func (c coefficient) times(d coefficient) coefficient {
	return coefficient{new(big.Rat).Mul(c.number, d.number), c.decimal || d.decimal, slices.Concat(c.above, d.above), slices.Concat(c.below, d.below), slices.Concat(c.after, d.after)}
}

func (c coefficient) over(d coefficient) coefficient {
	return coefficient{new(big.Rat).Quo(c.number, d.number), c.decimal || d.decimal, slices.Concat(c.above, d.below), slices.Concat(c.below, d.above), c.after}
}

// letters is what two coefficients have in common whose terms can be added.
func (c coefficient) letters() string {
	return texts(c.above) + "/" + texts(c.below) + "/" + texts(c.after)
}

func texts(all []syntax.Expr) string {
	var parts []string
	for _, x := range all {
		parts = append(parts, syntax.Text(x))
	}
	slices.Sort(parts)
	return strings.Join(parts, ",")
}

// factor is a known matrix, or its transpose.
type factor struct {
	x          syntax.Expr
	transposed bool
	shape      Shape // of x
}

func (f factor) key() string {
	if f.transposed {
		return syntax.Text(f.x) + "'"
	}
	return syntax.Text(f.x)
}

func (f factor) turned() factor {
	f.transposed = !f.transposed && !f.shape.Symmetric
	return f
}

// columns is how many numbers a vector must have that the factor is multiplied by.
func (f factor) columns() int {
	if f.transposed {
		return f.shape.Rows
	}
	return f.shape.Cols
}

// matrix is a product of known matrices; without any it is the identity.
type matrix struct {
	c       coefficient
	factors []factor
}

func (m matrix) key() string {
	var keys []string
	for _, f := range m.factors {
		keys = append(keys, f.key())
	}
	return strings.Join(keys, " ")
}

func (m matrix) transposed() matrix {
	turned := matrix{c: m.c}
	for _, f := range slices.Backward(m.factors) {
		turned.factors = append(turned.factors, f.turned())
	}
	return turned
}

// times is the matrix times a vector, which stays together where it is a sum.
func (m matrix) times(v vector) vector {
	if len(m.factors) == 0 {
		return v.scaled(m.c)
	}
	if len(v) > 1 {
		v = vector{{c: unit, group: v}}
	}
	product := make(vector, len(v))
	for k, t := range v {
		t.c, t.factors = t.c.times(m.c), slices.Concat(m.factors, t.factors)
		product[k] = t
	}
	return product
}

// term is known matrices times the variable, a known vector, or a sum that stays together.
type term struct {
	c       coefficient
	factors []factor
	known   syntax.Expr // a vector; nil: the variable, or a group
	group   vector
}

func (t term) key() string {
	base := "·"
	switch {
	case t.known != nil:
		base = syntax.Text(t.known)
	case t.group != nil:
		base = "(" + t.group.key() + ")"
	}
	return matrix{factors: t.factors}.key() + " " + base
}

// jacobian is the derivative of the term, as a sum.
func (t term) jacobian() []matrix {
	switch {
	case t.known != nil:
		return nil
	case t.group == nil:
		return []matrix{{t.c, t.factors}}
	}
	var sum []matrix
	for _, m := range t.group.jacobian() {
		sum = append(sum, matrix{t.c.times(m.c), slices.Concat(t.factors, m.factors)})
	}
	return sum
}

// vector is a sum of terms.
type vector []term

func (v vector) key() string {
	var keys []string
	for _, t := range v {
		keys = append(keys, t.c.number.RatString()+" "+t.c.letters()+" "+t.key())
	}
	return strings.Join(keys, " + ")
}

func (v vector) scaled(c coefficient) vector {
	scaled := make(vector, len(v))
	for k, t := range v {
		t.c = t.c.times(c)
		scaled[k] = t
	}
	return scaled
}

func (v vector) jacobian() []matrix {
	var sum []matrix
	for _, t := range v {
		sum = append(sum, t.jacobian()...)
	}
	return sum
}

// product is c uᵀ v, or a function of such products, of which the slope is c.
type product struct {
	c    coefficient
	u, v vector

	inner []product    // of a function; nil: it is none
	bend  *coefficient // the second derivative of the function
}

// rankOne is c u uᵀ.
type rankOne struct {
	c coefficient
	u vector
}

// hessian is the second derivative of a number, as a sum of matrices and of squares of gradients.
func hessian(products []product) (matrices []matrix, squares []rankOne) {
	var plain vector
	for _, p := range products {
		if p.inner == nil {
			plain = append(plain, p.gradient()...)
			continue
		}
		inner, below := hessian(p.inner)
		for _, m := range inner {
			m.c = m.c.times(p.c)
			matrices = append(matrices, m)
		}
		for _, s := range below {
			s.c = s.c.times(p.c)
			squares = append(squares, s)
		}
		if slope := gradientOf(p.inner); len(slope) > 0 {
			squares = append(squares, squareOf(*p.bend, slope))
		}
	}
	return append(collected(plain).jacobian(), matrices...), squares
}

// gradientOf is the gradient of a sum of products.
func gradientOf(products []product) vector {
	var sum vector
	for _, p := range products {
		sum = append(sum, p.gradient()...)
	}
	return collected(sum)
}

// squareOf is c u uᵀ with the number of a single term in front.
func squareOf(c coefficient, u vector) rankOne {
	if len(u) == 1 {
		c = c.times(u[0].c).times(u[0].c)
		u = vector{u[0]}
		u[0].c = unit
	}
	return rankOne{c, u}
}

// collected adds the terms that differ by their number alone, and those of a matrix and of its transpose.
func collected(v vector) vector {
	var sum vector
	for _, t := range v {
		k := slices.IndexFunc(sum, func(o term) bool { return o.key() == t.key() && o.c.letters() == t.c.letters() })
		if k < 0 {
			sum = append(sum, t)
			continue
		}
		sum[k].c = added(sum[k].c, t.c)
	}
	sum = slices.DeleteFunc(sum, func(t term) bool { return t.c.number.Sign() == 0 })
	for i := 0; i < len(sum); i++ {
		for j := i + 1; j < len(sum); j++ {
			if both, ok := withTranspose(matrix{sum[i].c, sum[i].factors}, matrix{sum[j].c, sum[j].factors}); ok && sum[i].base() == sum[j].base() {
				sum[i].factors = both.factors
				sum = slices.Delete(sum, j, j+1)
			}
		}
	}
	return sum
}

// base is the key of what the matrices of a term are multiplied by.
func (t term) base() string {
	t.factors = nil
	return t.key()
}

func added(a, b coefficient) coefficient {
	a.number, a.decimal = new(big.Rat).Add(a.number, b.number), a.decimal || b.decimal
	return a
}

// collectedMatrices is collected for matrices.
func collectedMatrices(all []matrix) []matrix {
	var sum []matrix
	for _, m := range all {
		k := slices.IndexFunc(sum, func(o matrix) bool { return o.key() == m.key() && o.c.letters() == m.c.letters() })
		if k < 0 {
			sum = append(sum, m)
			continue
		}
		sum[k].c = added(sum[k].c, m.c)
	}
	return slices.DeleteFunc(sum, func(m matrix) bool { return m.c.number.Sign() == 0 })
}

// withTranspose is B + Bᵀ of a matrix B and its transpose with one coefficient.
func withTranspose(a, b matrix) (matrix, bool) {
	if len(a.factors) != 1 || len(b.factors) != 1 || a.c.number.Cmp(b.c.number) != 0 || a.c.letters() != b.c.letters() {
		return matrix{}, false
	}
	p, q := a.factors[0], b.factors[0]
	if syntax.Text(p.x) != syntax.Text(q.x) || p.transposed == q.transposed {
		return matrix{}, false
	}
	sum := syntax.MakeBinary("+", p.x, &syntax.Prime{Operand: p.x}, false, syntax.Span{})
	shape := p.shape
	shape.Symmetric = true
	return matrix{a.c, []factor{{x: &syntax.Paren{Inner: sum}, shape: shape}}}, true
}
