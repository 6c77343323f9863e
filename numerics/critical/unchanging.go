package critical

import (
	"math"

	"saddle/numerics/critical/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
)

// provenAlong reports whether f is the same all along every line in direction d: by its structure, every way to a variable leading
// through linear forms that d does not change, for a polynomial by its exact slope, or else by the laws of its functions, such as
// sin² + cos² = 1.
func provenAlong(f *expr.Function, p, d []float64) bool {
	if stillAlong(f, d) {
		return true
	}
	if g, ok := exact.At(f, p); ok {
		return g.Unchanging(d)
	}
	return levelByLaws(f, d)
}

// levelByLaws reports whether the derivative of f along d is written as zero.
func levelByLaws(f *expr.Function, d []float64) (level bool) {
	failure := expr.Catch(func() {
		slope := expr.Directional(f.Value, f.Variables, directionOf(f.Variables, d), 1)
		level = isZero(formula.Simplify(slope))
	})
	return level && failure == nil
}

func isZero(n *expr.Node) bool { return n.IsConst() && n.Shape().IsScalar() && n.Float() == 0 }

// directionOf are the parts of d that belong to the variables.
func directionOf(variables []*expr.Node, d []float64) []*expr.Node {
	parts := make([]*expr.Node, len(variables))
	for k, variable := range variables {
		size := variable.Shape().Size()
		parts[k] = expr.Array(variable.Shape(), d[:size:size])
		d = d[size:]
	}
	return parts
}

// rates are how fast the entries of an expression change along a direction, where these are numbers; nil where they are not.
type rates []float64

// still tells that nothing changes.
func (r rates) still() bool { return r != nil && allZero(r) }

// stillAlong follows a direction through the operations of f, as far as they are linear.
func stillAlong(f *expr.Function, d []float64) bool {
	memo := map[*expr.Node]rates{}
	for _, variable := range f.Variables {
		size := variable.Shape().Size()
		memo[variable] = d[:size:size]
		if variable.IsExplicit() && size > 1 {
			for k, entry := range variable.Entries() {
				memo[entry] = rates{d[k]}
			}
		}
		d = d[size:]
	}
	var rate func(y *expr.Node) rates
	rate = func(y *expr.Node) rates {
		if known, ok := memo[y]; ok {
			return known
		}
		r := rates(nil)
		if y.IsConst() || len(y.Args()) == 0 {
			r = make(rates, y.Shape().Size())
		} else {
			r = rateOf(y, rate)
		}
		memo[y] = r
		return r
	}
	return rate(f.Value).still()
}

// rateOf is the rate of an operation from those of its arguments.
func rateOf(y *expr.Node, rate func(y *expr.Node) rates) rates {
	args, size := y.Args(), y.Shape().Size()
	still := true
	for _, a := range args {
		still = rate(a).still() && still
	}
	if still {
		return make(rates, size)
	}
	switch y.Op() {
	case expr.OpSum:
		return rateOfSum(y, rate)
	case expr.OpStack:
		all := make(rates, 0, size)
		for _, a := range args {
			r := rate(a)
			if r == nil {
				return nil
			}
			all = append(all, r...)
		}
		return all
	case expr.OpMatrixProduct:
		return rateOfProduct(args[0], rate(args[1]), size)
	case expr.OpElement:
		if r := rate(args[0]); r != nil && len(args) == 2 && args[1].IsConst() {
			k := int(args[1].Float())
			return r[k : k+1]
		}
	}
	return nil
}

// rateOfSum adds rates; a sum that is lost in the rounding of its terms is zero, for a coefficient stands for any number that
// rounds to it.
func rateOfSum(y *expr.Node, rate func(y *expr.Node) rates) rates {
	sum, sizes := make(rates, y.Shape().Size()), make([]float64, y.Shape().Size())
	for k, a := range y.Args() {
		r := rate(a)
		if r == nil {
			return nil
		}
		numerator, divisor := y.Coefficient(k)
		for i := range sum {
			term := numerator / divisor * r[min(i, len(r)-1)]
			sum[i], sizes[i] = sum[i]+term, sizes[i]+math.Abs(term)
		}
	}
	return sum.cleared(sizes)
}

// rateOfProduct is that of a constant matrix times what changes.
func rateOfProduct(left *expr.Node, r rates, size int) rates {
	inner := left.Shape().Cols
	if r == nil || !left.IsConst() || len(r) != inner || size != left.Shape().Rows {
		return nil
	}
	product, sizes := make(rates, size), make([]float64, size)
	for i := range product {
		for k, x := range r {
			term := left.Data()[i*inner+k] * x
			product[i], sizes[i] = product[i]+term, sizes[i]+math.Abs(term)
		}
	}
	return product.cleared(sizes)
}

// cleared writes rates as zero that are lost in the rounding of terms of the given sizes.
func (r rates) cleared(sizes []float64) rates {
	const roundings = 8 * roundoff
	for i := range r {
		if math.Abs(r[i]) <= roundings*sizes[i] {
			r[i] = 0
		}
	}
	return r
}
