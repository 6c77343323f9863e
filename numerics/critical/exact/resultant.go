package exact

import (
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Two polynomials of u and v that vanish together at a point have a resultant, a polynomial of u alone, that vanishes there too; so where the
// resultants of the partial derivatives, of either variable, have no zero but one in a box, f has no second critical point in it.

// Bounds of the work: of the size of Sylvester's matrix, and of the degree of its determinant.
const (
	mostRows     = 24
	mostResulted = 120
)

// OnlyCritical reports whether p is proven to be a critical point of a polynomial of two numbers, and the only one in a box.
func OnlyCritical(f *expr.Function, p []float64, box interval.Box) (only bool) {
	if len(p) != 2 {
		return false
	}
	defer catch(func() { only = false })
	value, sure, ok := readSurely(f, p)
	if !ok || !sure {
		return false
	}
	return onlyZero([2]polynomial{value.partial(0), value.partial(1)}, p, box)
}

// OnlyZero reports whether p is proven to be a common zero of two polynomials of two numbers, entry by entry of some equations, and the only
// one in a box.
func OnlyZero(variables, equations []*expr.Node, p []float64, box interval.Box) (only bool) {
	if len(p) != 2 {
		return false
	}
	defer catch(func() { only = false })
	r := readingAt(variables, p)
	var all []polynomial
	for _, u := range equations {
		all = append(all, r.value(u)...)
	}
	return len(all) == 2 && !r.rough && onlyZero([2]polynomial(all), p, box)
}

// onlyZero is OnlyZero of polynomials about p.
func onlyZero(pair [2]polynomial, p []float64, box interval.Box) bool {
	for _, u := range pair {
		if _, constant := u[string([]byte{0, 0})]; constant || len(u) == 0 {
			return false
		}
	}
	for i, r := range box {
		lo, hi := new(big.Rat).SetFloat64(r.Lo), new(big.Rat).SetFloat64(r.Hi)
		if lo == nil || hi == nil {
			return false
		}
		resultant := resultantOf(pair, 1-i)
		for len(resultant) > 0 && resultant[0].Sign() == 0 {
			resultant = resultant[1:] // the zero at p
		}
		others, _ := exact.RealZeros(resultant, lo.Sub(lo, meant(p[i])), hi.Sub(hi, meant(p[i])))
		if others == nil || len(others) > 0 {
			return false
		}
	}
	return true
}

// resultantOf are the coefficients of the resultant that variable i is eliminated with, none where it is 0 or too much work.
func resultantOf(pair [2]polynomial, i int) []*big.Rat {
	m, n := pair[0].degree(i), pair[1].degree(i)
	most := pair[0].degree(1-i)*n + pair[1].degree(1-i)*m
	if m+n == 0 || m+n > mostRows || most > mostResulted {
		return nil
	}
	values := make([]*big.Rat, most+1)
	for k := range values {
		at := big.NewRat(int64(k-most/2), 1)
		values[k] = determinant(sylvester(pair[0].along(i, at), pair[1].along(i, at), m, n))
	}
	return interpolated(values, int64(-(most / 2)))
}

// along are the coefficients of a polynomial of variable i, the other one having a value.
func (p polynomial) along(i int, other *big.Rat) []*big.Rat {
	coefficients := make([]*big.Rat, p.degree(i)+1)
	for k := range coefficients {
		coefficients[k] = new(big.Rat)
	}
	for e, c := range p {
		term := new(big.Rat).Set(c)
		for range e[1-i] {
			term.Mul(term, other)
		}
		k := int(e[i])
		coefficients[k].Add(coefficients[k], term)
	}
	return coefficients
}

// sylvester is the matrix of the multiples of two polynomials of degrees m and n.
func sylvester(p, q []*big.Rat, m, n int) [][]*big.Rat {
	rows := make([][]*big.Rat, m+n)
	for i := range rows {
		rows[i] = make([]*big.Rat, m+n)
		for k := range rows[i] {
			rows[i][k] = new(big.Rat)
		}
		a, shift := p, i
		if i >= n {
			a, shift = q, i-n
		}
		for k, c := range a {
			rows[i][shift+k].Set(c)
		}
	}
	return rows
}

// determinant is computed by elimination, in place.
func determinant(a [][]*big.Rat) *big.Rat {
	d := big.NewRat(1, 1)
	for k := range a {
		pivot := k
		for pivot < len(a) && a[pivot][k].Sign() == 0 {
			pivot++
		}
		if pivot == len(a) {
			return new(big.Rat)
		}
		if pivot != k {
			a[pivot], a[k] = a[k], a[pivot]
			d.Neg(d)
		}
		d.Mul(d, a[k][k])
		for i := k + 1; i < len(a); i++ {
			if a[i][k].Sign() == 0 {
				continue
			}
			factor := new(big.Rat).Quo(a[i][k], a[k][k])
			for j := k; j < len(a); j++ {
				a[i][j].Sub(a[i][j], new(big.Rat).Mul(factor, a[k][j]))
			}
		}
	}
	return d
}

// interpolated are the coefficients of the polynomial with values at first, first + 1, …, by divided differences.
func interpolated(values []*big.Rat, first int64) []*big.Rat {
	differences := append([]*big.Rat(nil), values...)
	for order := 1; order < len(values); order++ {
		for k := len(values) - 1; k >= order; k-- {
			d := new(big.Rat).Sub(differences[k], differences[k-1])
			differences[k] = d.Quo(d, big.NewRat(int64(order), 1))
		}
	}
	coefficients := []*big.Rat{}
	for k := len(differences) - 1; k >= 0; k-- { // c (x - node) + d
		node := big.NewRat(first+int64(k), 1)
		next := make([]*big.Rat, len(coefficients)+1)
		for i := range next {
			next[i] = new(big.Rat)
			if i > 0 {
				next[i].Set(coefficients[i-1])
			}
			if i < len(coefficients) {
				next[i].Sub(next[i], new(big.Rat).Mul(node, coefficients[i]))
			}
		}
		next[0].Add(next[0], differences[k])
		coefficients = next
	}
	return coefficients
}
