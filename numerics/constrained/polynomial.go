package constrained

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// polynomial is a sum of terms, by the exponents of the variables, one byte each.
type polynomial map[string]*big.Rat

// mostTerms and highestDegree bound the work.
const (
	mostTerms     = 400
	highestDegree = 40
)

// add adds a term; it is false where that makes too many.
func (p polynomial) add(exponents string, c *big.Rat) bool {
	sum := c
	if old, ok := p[exponents]; ok {
		sum = new(big.Rat).Add(old, c)
	}
	if sum.Sign() == 0 {
		delete(p, exponents)
		return true
	}
	p[exponents] = sum
	return len(p) <= mostTerms
}

// times is a product; nil where it is too large.
func (p polynomial) times(q polynomial) polynomial {
	product := polynomial{}
	for e, a := range p {
		for f, b := range q {
			exponents := []byte(e)
			for i := range exponents {
				if exponents[i] += f[i]; exponents[i] > highestDegree {
					return nil
				}
			}
			if !product.add(string(exponents), new(big.Rat).Mul(a, b)) {
				return nil
			}
		}
	}
	return product
}

// degree is the highest of its terms.
func (p polynomial) degree() int {
	highest := 0
	for e := range p {
		highest = max(highest, degreeOf(e))
	}
	return highest
}

func degreeOf(exponents string) (sum int) {
	for _, e := range []byte(exponents) {
		sum += int(e)
	}
	return sum
}

// reader reads numbers as polynomials of letters.
type reader struct {
	n     int
	known map[*expr.Node]polynomial
}

// polynomialsOf are numbers as polynomials of the entries of variables; false where one is none, or too large.
func polynomialsOf(variables, numbers []*expr.Node) (list []polynomial, ok bool) {
	r := &reader{known: map[*expr.Node]polynomial{}}
	var letters []*expr.Node
	for _, v := range variables {
		letters = append(letters, v.Entries()...)
	}
	r.n = len(letters)
	for i, letter := range letters {
		unit := make([]byte, r.n)
		unit[i] = 1
		r.known[letter] = polynomial{string(unit): big.NewRat(1, 1)}
	}
	for _, u := range numbers {
		p := r.read(u)
		if p == nil {
			return nil, false
		}
		list = append(list, p)
	}
	return list, true
}

// constant is a number as a polynomial; nil where it is none.
func (r *reader) constant(x float64) polynomial {
	c := new(big.Rat).SetFloat64(x)
	if c == nil {
		return nil
	}
	p := polynomial{}
	p.add(string(make([]byte, r.n)), c)
	return p
}

// read is nil for what is no polynomial.
func (r *reader) read(u *expr.Node) polynomial {
	if known, ok := r.known[u]; ok {
		return known
	}
	var p polynomial
	switch {
	case !u.Shape().IsScalar() || u.IsTruth():
	case u.IsConst():
		p = r.constant(u.Float())
	case u.Op() == expr.OpSum:
		p = r.sum(u)
	case u.Op() == expr.OpProduct:
		p = r.constant(1)
		for _, factor := range u.Args() {
			q := r.read(factor)
			if p == nil || q == nil {
				return nil
			}
			p = p.times(q)
		}
	case u.Op() == expr.OpPower && u.Args()[1].IsConst():
		p = r.power(u.Args()[0], u.Args()[1].Float())
	}
	r.known[u] = p
	return p
}

func (r *reader) sum(u *expr.Node) polynomial {
	sum := polynomial{}
	for k, term := range u.Args() {
		q := r.read(term)
		numerator, divisor := u.Coefficient(k)
		above, below := new(big.Rat).SetFloat64(numerator), new(big.Rat).SetFloat64(divisor)
		if q == nil || above == nil || below == nil || below.Sign() == 0 {
			return nil
		}
		factor := new(big.Rat).Quo(above, below)
		for e, c := range q {
			if !sum.add(e, new(big.Rat).Mul(factor, c)) {
				return nil
			}
		}
	}
	return sum
}

func (r *reader) power(base *expr.Node, exponent float64) polynomial {
	b := r.read(base)
	if b == nil || exponent != math.Trunc(exponent) || exponent < 0 || exponent > highestDegree {
		return nil
	}
	p := r.constant(1)
	for range int(exponent) {
		if p = p.times(b); p == nil {
			return nil
		}
	}
	return p
}

// far is a polynomial of u and t, with x_k = s/t and the other x = u/t, times so high a power of t that it has a value at t = 0 too.
type far struct {
	terms []farTerm
}

type farTerm struct {
	coefficient interval.Interval
	powers      []int // of u, in the order of the variables without the k-th, then of t
}

func (p polynomial) far(k int, sign float64) far {
	var f far
	d := p.degree()
	for e, c := range p {
		x, exact := c.Float64()
		term := farTerm{coefficient: interval.Exactly(x)}
		if !exact {
			term.coefficient = interval.Of(math.Nextafter(x, math.Inf(-1)), math.Nextafter(x, math.Inf(1)))
		}
		if sign < 0 && e[k]%2 == 1 {
			term.coefficient = interval.Neg(term.coefficient)
		}
		for i := range len(e) {
			if i != k {
				term.powers = append(term.powers, int(e[i]))
			}
		}
		term.powers = append(term.powers, d-degreeOf(e))
		f.terms = append(f.terms, term)
	}
	return f
}

// over encloses its values over a box of u and t.
func (f far) over(x interval.Box) interval.Interval {
	sum := interval.Interval{}
	for _, term := range f.terms {
		product := term.coefficient
		for i, power := range term.powers {
			if power > 0 {
				product = interval.Mul(product, interval.Power(x[i], interval.Exactly(float64(power))))
			}
		}
		sum = interval.Add(sum, product)
	}
	return sum
}
