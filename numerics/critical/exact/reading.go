package exact

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
)

// reading turns formulas into polynomials, arrays entry by entry.
type reading struct {
	n     int
	memo  map[*expr.Node][]polynomial
	rough bool // some number in the formula is not known exactly
}

// bind sets a variable, and the scalar variables that an array of them is made of.
func (r *reading) bind(variable *expr.Node, entries []polynomial) {
	r.memo[variable] = entries
	if variable.IsExplicit() && !variable.Shape().IsScalar() {
		for k, entry := range variable.Entries() {
			r.memo[entry] = entries[k : k+1]
		}
	}
}

func (r *reading) value(y *expr.Node) []polynomial {
	if known, ok := r.memo[y]; ok {
		return known
	}
	var value []polynomial
	if y.IsConst() {
		if y.IsTruth() {
			panic(tooMuch{})
		}
		for _, x := range y.Data() {
			value = append(value, constant(r.meant(x), r.n))
		}
	} else {
		value = r.compute(y)
	}
	r.memo[y] = value
	return value
}

func (r *reading) meant(x float64) *big.Rat {
	r.rough = r.rough || isRough(x)
	return meant(x)
}

func (r *reading) compute(y *expr.Node) []polynomial {
	args := y.Args()
	switch y.Op() {
	case expr.OpSum:
		return r.entrywise(y, constant(new(big.Rat), r.n), func(sum, a polynomial, k int) polynomial {
			numerator, divisor := y.Coefficient(k)
			return sum.plus(a, new(big.Rat).Quo(r.meant(numerator), r.meant(divisor)))
		})
	case expr.OpProduct:
		return r.entrywise(y, constant(big.NewRat(1, 1), r.n), func(product, a polynomial, _ int) polynomial { return product.times(a) })
	case expr.OpPower:
		return r.powers(args[0], args[1].Float())
	case expr.OpTotal:
		return r.total(args[0])
	case expr.OpMatrixProduct:
		return r.matrixProduct(args[0], args[1], y.Shape().Size())
	}
	return r.arrange(y)
}

// arrange puts entries together, or takes some of them.
func (r *reading) arrange(y *expr.Node) (some []polynomial) {
	args := y.Args()
	switch y.Op() {
	case expr.OpStack:
		for _, a := range args {
			some = append(some, r.value(a)...)
		}
		return some
	case expr.OpElement:
		return r.element(args)
	case expr.OpGather:
		for _, k := range y.Positions() {
			some = append(some, r.value(args[0])[k])
		}
		return some
	}
	panic(tooMuch{})
}

func (r *reading) powers(base *expr.Node, k float64) (powers []polynomial) {
	if k != math.Trunc(k) || !(k >= 0 && k <= highestDegree) {
		panic(tooMuch{})
	}
	for _, a := range r.value(base) {
		powers = append(powers, a.power(int(k), r.n))
	}
	return powers
}

func (r *reading) total(array *expr.Node) []polynomial {
	sum := polynomial{}
	for _, a := range r.value(array) {
		sum = sum.plus(a, big.NewRat(1, 1))
	}
	return []polynomial{sum}
}

// entrywise folds the arguments of a node, scalars counting for every entry.
func (r *reading) entrywise(y *expr.Node, start polynomial, fold func(so polynomial, a polynomial, k int) polynomial) []polynomial {
	result := make([]polynomial, y.Shape().Size())
	for i := range result {
		result[i] = start
		for k, arg := range y.Args() {
			a := r.value(arg)
			result[i] = fold(result[i], a[min(i, len(a)-1)], k)
		}
	}
	return result
}

func (r *reading) element(args []*expr.Node) []polynomial {
	for _, index := range args[1:] {
		if !index.IsConst() {
			panic(tooMuch{})
		}
	}
	at := int(args[1].Float())
	if len(args) == 3 {
		at = at*args[0].Shape().Cols + int(args[2].Float())
	}
	return r.value(args[0])[at : at+1]
}

func (r *reading) matrixProduct(left, right *expr.Node, size int) []polynomial {
	a, b := r.value(left), r.value(right)
	inner, columns := left.Shape().Cols, right.Shape().Cols
	if inner != right.Shape().Rows || left.Shape().Rows*columns != size {
		panic(tooMuch{})
	}
	product := make([]polynomial, size)
	for i := range product {
		product[i] = polynomial{}
		for k := range inner {
			product[i] = product[i].plus(a[i/columns*inner+k].times(b[k*columns+i%columns]), big.NewRat(1, 1))
		}
	}
	return product
}
