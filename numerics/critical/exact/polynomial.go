// Package exact decides degenerate critical points of polynomials in rational arithmetic: what the point is along the curve on
// which all but the flat direction is stationary, to any order, with a proof where the polynomial does not change there at all.
//
// It reads no series of other functions: those are jet's, with error bounds, and what they mean is germ's to say.
//
//	g, ok := exact.At(f, []float64{0, 0})   // f(x, y) = y² - 2x²y + x⁴ - x⁴⁰
//	answer, _ := g.Decide()                 // answer.Sides is germ.Both
package exact

import (
	"math/big"

	"saddle/numerics/expr"
)

// polynomial is a sum of terms by the exponents of the variables, one byte each; no coefficient is zero.
type polynomial map[string]*big.Rat

// Bounds of the work: of a polynomial's degree in one variable, and of its terms.
const (
	highestDegree = 200
	mostTerms     = 1500
)

// tooMuch is panicked with where a polynomial grows beyond what is worth the work, or is none.
type tooMuch struct{}

// catch is deferred: where it was too much it lets the answer be open.
func catch(open func()) {
	switch failure := recover().(type) {
	case nil:
	case tooMuch:
		open()
	default:
		panic(failure)
	}
}

func constant(c *big.Rat, n int) polynomial {
	p := polynomial{}
	p.add(string(make([]byte, n)), c)
	return p
}

// add adds one term.
func (p polynomial) add(exponents string, c *big.Rat) {
	if c.Sign() == 0 {
		return
	}
	sum := c
	if old, ok := p[exponents]; ok {
		if sum = new(big.Rat).Add(old, c); sum.Sign() == 0 {
			delete(p, exponents)
			return
		}
	}
	if p[exponents] = sum; len(p) > mostTerms {
		panic(tooMuch{})
	}
}

// plus is p + c q.
func (p polynomial) plus(q polynomial, c *big.Rat) polynomial {
	sum := make(polynomial, len(p)+len(q))
	for exponents, a := range p {
		sum[exponents] = a
	}
	for exponents, b := range q {
		sum.add(exponents, new(big.Rat).Mul(b, c))
	}
	return sum
}

func (p polynomial) times(q polynomial) polynomial {
	product := polynomial{}
	for e, a := range p {
		for f, b := range q {
			exponents := make([]byte, len(e))
			for i := range exponents {
				if k := int(e[i]) + int(f[i]); k <= highestDegree {
					exponents[i] = byte(k)
				} else {
					panic(tooMuch{})
				}
			}
			product.add(string(exponents), new(big.Rat).Mul(a, b))
		}
	}
	return product
}

func (p polynomial) power(k, n int) polynomial {
	result := constant(big.NewRat(1, 1), n)
	for range k {
		result = result.times(p)
	}
	return result
}

// partial is the derivative by variable i.
func (p polynomial) partial(i int) polynomial {
	d := polynomial{}
	for e, a := range p {
		if e[i] == 0 {
			continue
		}
		lower := []byte(e)
		lower[i]--
		d[string(lower)] = new(big.Rat).Mul(a, big.NewRat(int64(e[i]), 1))
	}
	return d
}

// degree is the highest degree in the chosen variables together.
func (p polynomial) degree(variables ...int) int {
	highest := 0
	for e := range p {
		sum := 0
		for _, i := range variables {
			sum += int(e[i])
		}
		highest = max(highest, sum)
	}
	return highest
}

// read is a function as a polynomial in u about p, x = p + u; ok is false where it is none, or too large.
func read(f *expr.Function, p []float64) (value polynomial, ok bool) {
	value, _, ok = readSurely(f, p)
	return value, ok
}

// readSurely is read; sure is false where some number of the formula has too many digits to be known exactly.
func readSurely(f *expr.Function, p []float64) (value polynomial, sure, ok bool) {
	defer catch(func() { value, ok = nil, false })
	r := readingAt(f.Variables, p)
	value = r.value(f.Value)[0]
	return value, !r.rough, true
}

// readingAt reads polynomials in u about p, x = p + u.
func readingAt(variables []*expr.Node, p []float64) *reading {
	r := &reading{n: len(p), memo: map[*expr.Node][]polynomial{}}
	i := 0
	for _, variable := range variables {
		entries := make([]polynomial, variable.Shape().Size())
		for k := range entries {
			unit := make([]byte, len(p))
			unit[i] = 1
			entries[k] = polynomial{string(unit): big.NewRat(1, 1)}.plus(constant(meant(p[i]), len(p)), big.NewRat(1, 1))
			i++
		}
		r.bind(variable, entries)
	}
	return r
}
