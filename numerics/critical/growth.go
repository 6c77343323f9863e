package critical

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// decideByGrowth decides a point at which the formulas of the derivatives have no value, from how the parts of f grow beside
// it: x √|x| changes as |x|^1.5, which is less than linear, so that ∇f = 0 at 0, and it has the sign of x. It reports whether
// that decides.
func (l *Study) decideByGrowth(v *Verdict) bool {
	if l.jump || l.patched || !l.value.Finite() || len(l.p) > largestExpanded {
		return false
	}
	g := newGrowth(l.f, l.p)
	total, ok := g.around(l.f.Value)
	if !ok || !(total > 1) {
		return false
	}
	falling, rising, closed := g.alongAxes(l.f.Value)
	if (falling == nil || rising == nil) && (len(l.p) > 1 || !closed) {
		return false
	}
	v.withoutHessian()
	switch {
	case falling != nil && rising != nil:
		v.Kind, v.Falling, v.Rising, v.Reason = SaddlePoint, falling, rising, reason.Of("critical.growth.saddle", falling, rising)
	case rising != nil:
		v.Kind, v.Strict, v.Reason = LocalMinimum, true, reason.Of("critical.growth.minimum")
	default:
		v.Kind, v.Strict, v.Reason = LocalMaximum, true, reason.Of("critical.growth.maximum")
	}
	v.Gradient, v.GradientNorm = make([]float64, len(l.p)), 0
	return true
}

// alongAxes are directions of the axes in which f falls and rises, nil where there is none; closed reports whether it does one
// of them on both sides along all axes.
func (g *growth) alongAxes(f *expr.Node) (falling, rising []float64, closed bool) {
	closed = true
	for i := range g.at {
		along, ok := g.along(f, i)
		if !ok || along.none {
			closed = false
			continue
		}
		for side, sign := range along.signs {
			d := make([]float64, len(g.at))
			d[i] = float64(2*side - 1)
			if sign < 0 {
				falling = d
			} else {
				rising = d
			}
		}
	}
	return falling, rising, closed
}

// growth tells how expressions grow beside a point.
type growth struct {
	at     []float64
	places map[*expr.Node]int // of the variables' numbers
	free   map[*expr.Node]uint64
	f      *expr.Function
}

func newGrowth(f *expr.Function, p []float64) *growth {
	g := &growth{p, map[*expr.Node]int{}, map[*expr.Node]uint64{}, f}
	i := 0
	for _, x := range f.Variables {
		for _, entry := range x.Entries() {
			g.places[entry] = i
			i++
		}
	}
	return g
}

// valueAt is an expression at the point.
func (g *growth) valueAt(n *expr.Node) float64 {
	return (&expr.Function{Variables: g.f.Variables, Value: n}).At(g.at).Float()
}

// definite is the sign of a number that rounding cannot have given it; 0 where it may have.
func definite(x float64) int {
	const rounding = 1e-9
	switch {
	case x > rounding && !math.IsInf(x, 1):
		return 1
	case x < -rounding && !math.IsInf(x, -1):
		return -1
	}
	return 0
}

// isPlain reports whether n is a number that is no part of a loop.
func isPlain(y *expr.Node) bool { return y.Shape().IsScalar() && !y.IsTruth() && y.Free() == 0 }

// linear are the slopes of a sum of variables and constants, and whether it is zero at the point; ok is false for any other sum.
func (g *growth) linear(n *expr.Node) (slopes []float64, zero, ok bool) {
	slopes = make([]float64, len(g.at))
	value := new(big.Rat)
	for k, term := range n.Args() {
		p, q := n.Coefficient(k)
		x := math.NaN()
		if i, isVariable := g.places[term]; isVariable {
			slopes[i] += p / q
			x = g.at[i]
		} else if term.IsConst() {
			x = term.Float()
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, false, false
		}
		part := new(big.Rat).Quo(ratOf(p), ratOf(q))
		value.Add(value, part.Mul(part, ratOf(x)))
	}
	return slopes, value.Sign() == 0, true
}

func ratOf(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

// around is a power of the distance that what y changes by, or y itself where it is zero at the point, does not exceed; for
// sums the constants are left out. ok is false where none is known.
func (g *growth) around(y *expr.Node) (power float64, ok bool) {
	if y.Op() != expr.OpSum {
		return g.order(y)
	}
	power = math.Inf(1)
	for _, term := range y.Args() {
		if term.IsConst() {
			continue
		}
		o, ok := g.order(term)
		if !ok {
			return 0, false
		}
		power = min(power, o)
	}
	return power, true
}

// order is a power of the distance that |y| does not exceed, but for a factor.
func (g *growth) order(y *expr.Node) (power float64, ok bool) {
	if !isPlain(y) {
		return 0, false
	}
	if y.IsConst() {
		return 0, !math.IsNaN(y.Float())
	}
	if i, isVariable := g.places[y]; isVariable {
		if g.at[i] == 0 {
			return 1, true
		}
		return 0, true
	}
	switch y.Op() {
	case expr.OpSum:
		return g.orderOfSum(y)
	case expr.OpProduct:
		return g.orderOfProduct(y)
	case expr.OpPower:
		return g.orderOfPower(y.Args()[0], y.Args()[1])
	case expr.OpApply:
		return g.orderOf(y.Func(), y.Args()[0])
	}
	return 0, false
}

func (g *growth) orderOfProduct(y *expr.Node) (power float64, ok bool) {
	for _, factor := range y.Args() {
		o, ok := g.order(factor)
		if !ok {
			return 0, false
		}
		power += o
	}
	return power, true
}

func (g *growth) orderOfSum(y *expr.Node) (power float64, ok bool) {
	if _, zero, linear := g.linear(y); linear {
		if zero {
			return 1, true
		}
		return 0, true
	}
	power = math.Inf(1)
	for _, term := range y.Args() {
		o, ok := g.order(term)
		if !ok {
			return 0, false
		}
		power = min(power, o)
	}
	return power, true
}

func (g *growth) orderOfPower(base, exponent *expr.Node) (power float64, ok bool) {
	o, ok := g.order(base)
	if !ok || !exponent.IsConst() {
		return 0, false
	}
	if exponent.Float() < 0 { // no less than what it divides by
		return 0, o == 0 && definite(g.valueAt(base)) != 0
	}
	return o * exponent.Float(), true
}

func (g *growth) orderOf(f expr.Func, x *expr.Node) (power float64, ok bool) {
	o, ok := g.order(x)
	if !ok || o < 0 {
		return 0, false
	}
	switch f {
	case expr.Abs, expr.Sin, expr.Tanh, expr.Atan, expr.Sinh:
		return o, true
	case expr.Exp, expr.Cos, expr.Cosh, expr.Sign:
		return 0, true
	}
	return 0, false
}
