package bound

import (
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// mostTerms is how many equations a loop may give.
const mostTerms = 10_000

func (r Reader) ofTotal(y *expr.Node, at side) (Bound, bool) {
	return r.repeated(y.Args()[0], float64(y.Args()[0].Shape().Size()), at)
}

// repeated is the bound of a sum of so many numbers with the bound of one.
func (r Reader) repeated(one *expr.Node, times float64, at side) (Bound, bool) {
	b, ok := r.extreme(one, at)
	b.Value = interval.Mul(interval.Exactly(times), b.Value)
	return b, ok
}

// ofSquareLength is zero for v·v.
func (r Reader) ofSquareLength(y *expr.Node, at side) (Bound, bool) {
	u, v := y.Args()[0], y.Args()[1]
	if at != below || !y.Shape().IsScalar() || u != v && !transposed(u, v) {
		return Bound{}, false
	}
	return zeroOf(v), true
}

// transposed reports whether u is the vector v as a row.
func transposed(u, v *expr.Node) bool {
	if u.Op() != expr.OpGather || u.Args()[0] != v || u.Shape().Size() != v.Shape().Size() {
		return false
	}
	for k, position := range u.Positions() {
		if position != k {
			return false
		}
	}
	return true
}

func (r Reader) ofSumLoop(y *expr.Node, at side) (Bound, bool) {
	times, ok := trips(y)
	if !ok {
		return Bound{}, false
	}
	b, ok := r.repeated(y.Args()[0], times, at)
	if !ok {
		return Bound{}, false
	}
	return b.spread(y), true
}

func (r Reader) ofMapLoop(y *expr.Node, at side) (Bound, bool) {
	if _, ok := trips(y); !ok {
		return Bound{}, false
	}
	b, ok := r.extreme(y.Args()[0], at)
	if !ok {
		return Bound{}, false
	}
	return b.spread(y), true
}

// trips is how often a loop runs.
func trips(loop *expr.Node) (float64, bool) {
	lo, hi := loop.Args()[1].Float(), loop.Args()[2].Float()
	times := hi - lo + 1
	return times, times >= 1 && times <= mostTerms
}

// spread writes the equations of a loop's body for all values of its index.
func (b Bound) spread(loop *expr.Node) Bound {
	lo, hi, index := loop.Args()[1], loop.Args()[2], loop.Args()[3]
	all := make([]*expr.Node, len(b.Equations))
	for k, equation := range b.Equations {
		all[k] = expr.MapOver(loop.Graph(), index.Name(), lo, hi, func(i *expr.Node) *expr.Node {
			return expr.Flatten(expr.Substitute(equation, []*expr.Node{index}, []*expr.Node{i}))
		})
	}
	return Bound{b.Value, all, b.Sharp}
}
