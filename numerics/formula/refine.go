package formula

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
)

// refined is the critical point near at to some 60 digits, by Newton's method in many digits; nil where that does not settle close
// by.
func (p *Points) refined(at []float64) []*big.Float {
	x := make([]*big.Float, len(at))
	for k, v := range at {
		x[k] = blank().SetFloat64(v)
	}
	const rounds, settled = 10, -190
	for range rounds {
		step := p.newtonStep(x)
		if step == nil {
			return nil
		}
		small := true
		for k := range x {
			x[k].Sub(x[k], step[k])
			if !isNear(x[k], at[k]) {
				return nil
			}
			small = small && (step[k].Sign() == 0 || step[k].MantExp(nil) < settled)
		}
		if small {
			return x
		}
	}
	return nil
}

// isNear reports whether a number is one that a search in float64 may have stopped at.
func isNear(x *big.Float, at float64) bool {
	const far = 1e-5
	v, _ := x.Float64()
	return math.Abs(v-at) <= far*max(1, math.Abs(at))
}

// newtonStep is H⁻¹ g at a point; nil where there is none.
func (p *Points) newtonStep(x []*big.Float) []*big.Float {
	n := len(x)
	g, h := Evaluate(p.gradient, p.variables, x), Evaluate(p.hessian, p.variables, x)
	if len(g) != n || len(h) != n*n {
		return nil
	}
	return solved(h, g, n)
}

// solved is the solution of H s = g by elimination with pivots, both of which it uses up; nil where H is singular.
func solved(h, g []*big.Float, n int) []*big.Float {
	for k := range n {
		pivot := pivotOf(h, k, n)
		if h[pivot*n+k].Sign() == 0 {
			return nil
		}
		g[k], g[pivot] = g[pivot], g[k]
		for j := range n {
			h[k*n+j], h[pivot*n+j] = h[pivot*n+j], h[k*n+j]
		}
		clearColumn(h, g, k, n)
	}
	s := make([]*big.Float, n)
	for k := range n {
		s[k] = blank().Quo(g[k], h[k*n+k])
	}
	return s
}

// pivotOf is the row, from k on, with the largest number in column k.
func pivotOf(h []*big.Float, k, n int) int {
	pivot := k
	for i := k + 1; i < n; i++ {
		if blank().Abs(h[i*n+k]).Cmp(blank().Abs(h[pivot*n+k])) > 0 {
			pivot = i
		}
	}
	return pivot
}

// clearColumn takes row k from the others so often that nothing is left in column k.
func clearColumn(h, g []*big.Float, k, n int) {
	for i := range n {
		if i == k {
			continue
		}
		c := blank().Quo(h[i*n+k], h[k*n+k])
		for j := k; j < n; j++ {
			h[i*n+j] = blank().Sub(h[i*n+j], blank().Mul(c, h[k*n+j]))
		}
		g[i] = blank().Sub(g[i], blank().Mul(c, g[k]))
	}
}

// KnownAt is what is known exactly at a point of parts, one for each variable, whose numbers are quotients or known exactly: the
// point, the value of f there and the eigenvalues of its Hessian near some.
func KnownAt(f *expr.Node, variables, at []*expr.Node, near []float64) (c Critical) {
	var values []*big.Float
	for _, part := range at {
		known, ok := manyDigits(part)
		if !ok {
			return c
		}
		values = append(values, known...)
	}
	c.At, _ = identified(values)
	NewPoints(f, variables).readAt(values, near, &c)
	return c
}
