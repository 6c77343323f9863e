package minimize

import (
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// bend tells which way a formula is known to bend, by how it is composed (Grant, Boyd and Ye 2006, Disciplined Convex
// Programming); both for what is linear.
type bend struct{ convex, concave bool }

func (b bend) linear() bool { return b.convex && b.concave }

func (b bend) and(c bend) bend { return bend{b.convex && c.convex, b.concave && c.concave} }

func (b bend) times(factor float64) bend {
	if factor < 0 {
		return bend{b.concave, b.convex}
	}
	return b
}

// isConvex reports whether f is known to be convex.
func isConvex(f *expr.Function) bool {
	return (&bending{known: map[*expr.Node]bend{}}).of(f.Value).convex
}

// bending remembers how the parts of a formula bend.
type bending struct{ known map[*expr.Node]bend }

func (k *bending) of(n *expr.Node) bend {
	if n.IsConst() {
		return bend{true, true}
	}
	if b, ok := k.known[n]; ok {
		return b
	}
	b := k.look(n)
	k.known[n] = b
	return b
}

func (k *bending) look(n *expr.Node) bend {
	args := n.Args()
	switch n.Op() {
	case expr.OpVariable:
		return bend{true, true}
	case expr.OpSum:
		return k.sum(n)
	case expr.OpProduct:
		return k.product(args)
	case expr.OpPower:
		return k.power(n, args)
	case expr.OpMax:
		return bend{convex: k.of(args[0]).convex && k.of(args[1]).convex}
	case expr.OpMin:
		return bend{concave: k.of(args[0]).concave && k.of(args[1]).concave}
	case expr.OpApply:
		return k.applied(n.Func(), args[0])
	case expr.OpStack, expr.OpTotal, expr.OpFill, expr.OpGather:
		all := bend{true, true}
		for _, a := range args {
			all = all.and(k.of(a))
		}
		return all
	case expr.OpElement, expr.OpRow:
		for _, place := range args[1:] {
			if !place.IsConst() {
				return bend{}
			}
		}
		return k.of(args[0])
	}
	return bend{}
}

// sum bends as all of its terms, the products of two linear ones as the quadratic form that they make together.
func (k *bending) sum(n *expr.Node) bend {
	all := bend{true, true}
	var form quadraticForm
	for i, a := range n.Args() {
		p, q := n.Coefficient(i)
		u, v, ok := k.linearFactors(a)
		if !ok || !form.add(u, v, p/q) {
			all = all.and(k.of(a).times(p))
		}
	}
	return all.and(form.bend())
}

// linearFactors are the two linear factors of a product, or of a square.
func (k *bending) linearFactors(n *expr.Node) (u, v *expr.Node, ok bool) {
	args := n.Args()
	switch {
	case !n.Shape().IsScalar():
		return nil, nil, false
	case n.Op() == expr.OpProduct && len(args) == 2:
		u, v = args[0], args[1]
	case n.Op() == expr.OpPower && args[1].IsConst() && args[1].Float() == 2:
		u, v = args[0], args[0]
	default:
		return nil, nil, false
	}
	return u, v, !u.IsConst() && !v.IsConst() && u.Shape().IsScalar() && v.Shape().IsScalar() && k.of(u).linear() && k.of(v).linear()
}

// quadraticForm is Σ cᵢⱼ uᵢ uⱼ of linear formulas u.
type quadraticForm struct {
	of      []*expr.Node
	entries map[[2]int]float64
}

// largestForm is how many linear formulas are taken together.
const largestForm = 100

// add adds c u v; it reports whether there was room.
func (f *quadraticForm) add(u, v *expr.Node, c float64) bool {
	i, j := f.number(u), f.number(v)
	if i < 0 || j < 0 {
		return false
	}
	if f.entries == nil {
		f.entries = map[[2]int]float64{}
	}
	f.entries[[2]int{i, j}] += c / 2
	f.entries[[2]int{j, i}] += c / 2
	return true
}

func (f *quadraticForm) number(u *expr.Node) int {
	if i := slices.Index(f.of, u); i >= 0 {
		return i
	}
	if len(f.of) == largestForm {
		return -1
	}
	f.of = append(f.of, u)
	return len(f.of) - 1
}

// bend is convex for a form without negative eigenvalues: where it has no mixed products exactly, else with room for rounding.
func (f *quadraticForm) bend() bend {
	n, mixed := len(f.of), false
	if n == 0 {
		return bend{true, true}
	}
	b, a := bend{true, true}, mat.NewDense(n, n, nil)
	for at, x := range f.entries {
		mixed = mixed || at[0] != at[1] && x != 0
		b = b.and(bend{x >= 0, x <= 0})
		a.Set(at[0], at[1], x)
	}
	if !mixed {
		return b
	}
	d, err := spectral.Symmetric(a)
	if err != nil {
		return bend{}
	}
	const room = 1e-12
	least, most := d.Values[0], d.Values[n-1]
	margin := room * float64(n) * math.Max(math.Abs(least), math.Abs(most))
	return bend{convex: least > margin, concave: most < -margin}
}

// product bends as its only factor that is not a known number.
func (k *bending) product(args []*expr.Node) bend {
	factor, b, found := 1.0, bend{}, false
	for _, a := range args {
		switch {
		case a.IsConst() && a.Shape().IsScalar():
			factor *= a.Float()
		case found || a.IsConst():
			return bend{}
		default:
			b, found = k.of(a), true
		}
	}
	return b.times(factor)
}

func (k *bending) power(n *expr.Node, args []*expr.Node) bend {
	if !args[1].IsConst() || !args[1].Shape().IsScalar() {
		return bend{}
	}
	base, e := k.of(args[0]), args[1].Float()
	even := e == 2*math.Trunc(e/2)
	switch {
	case e > 0 && even && base.linear(), e >= 1 && base.convex && args[0].NonNegative():
		return bend{convex: true}
	case e == 0.5 && k.squares(args[0]):
		return bend{convex: true}
	case e > 0 && e < 1 && base.concave && !negativeAllowed(e):
		return bend{concave: true}
	case n.NonNegative() && e < 0 && even && base.concave && args[0].NonNegative():
		return bend{convex: true}
	}
	return bend{}
}

// negativeAllowed reports whether a power may be read of negative numbers, as x^(2/3) is: its cusp is not concave.
func negativeAllowed(e float64) bool { return e != 0.5 }

// squares tells a sum of squares of what is linear, the root of which is a norm.
func (k *bending) squares(n *expr.Node) bool {
	switch n.Op() {
	case expr.OpSum:
		for i, a := range n.Args() {
			if factor, _ := n.Coefficient(i); factor < 0 || !(a.IsConst() || k.squares(a)) {
				return false
			}
		}
		return true
	case expr.OpTotal:
		return k.squares(n.Args()[0])
	case expr.OpPower:
		return n.Args()[1].IsConst() && n.Args()[1].Shape().IsScalar() && n.Args()[1].Float() == 2 && k.of(n.Args()[0]).linear()
	}
	return false
}

func (k *bending) applied(fn expr.Func, a *expr.Node) bend {
	b := k.of(a)
	switch fn {
	case expr.Abs:
		return bend{convex: b.linear() || b.convex && a.NonNegative()}
	case expr.Exp:
		return bend{convex: b.convex}
	case expr.Log:
		return bend{concave: b.concave}
	}
	return bend{}
}

// convexMinimum is why a point is a minimum of a convex function: 0 lies in the hull of the gradients around it (Rockafellar 1970,
// Convex Analysis, §27). ok is false where that is not seen.
func (c *corners) convexMinimum(p *place, scale float64) (why *critical.Verdict, ok bool) {
	gradients, largest := c.around(p, 1e-7*scale), 0.0
	for _, g := range gradients {
		size := norm(g)
		if size == 0 {
			return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Reason: reason.Of("minimize.convex.flat")}, true
		}
		largest = math.Max(largest, size)
	}
	if len(gradients) == 0 || !c.holdsZero(p, gradients, 1e-7*scale, 1e-6*largest) {
		return nil, false
	}
	if c.n <= mostStrict && surrounds(gradients, 1e-3*largest) {
		return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Strict: true, Reason: reason.Of("minimize.convex.strict")}, true
	}
	return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Reason: reason.Of("minimize.convex")}, true
}

// holdsZero reports whether 0 lies in the hull of the gradients around p within a distance: what comes closest leads downhill, and
// the gradient that way is one more of them.
func (c *corners) holdsZero(p *place, gradients [][]float64, reach, distance float64) bool {
	q, target := c.newPlace(), make([]float64, c.n)
	for range 20 {
		mean := closest(gradients, target)
		size := norm(mean)
		if size <= distance {
			return true
		}
		for i, x := range p.x {
			q.x[i] = x - reach*mean[i]/size
		}
		if !c.study(q, false) {
			return false
		}
		gradients = append(gradients, append([]float64(nil), q.gradient...))
	}
	return false
}

// mostStrict is up to how many variables a minimum is asked whether it is strict.
const mostStrict = 12

// around are the gradients at points all round p.
func (c *corners) around(p *place, reach float64) (all [][]float64) {
	q := c.newPlace()
	random := rand.New(rand.NewPCG(6, 6))
	for range 40 + 20*c.n {
		for i, x := range p.x {
			q.x[i] = x + reach*random.NormFloat64()
		}
		if c.study(q, false) {
			all = append(all, append([]float64(nil), q.gradient...))
		}
	}
	return all
}

// surrounds reports whether the hull of some points holds all points within a distance of 0 along the axes.
func surrounds(points [][]float64, reach float64) bool {
	target := make([]float64, len(points[0]))
	for i := range target {
		for _, side := range []float64{-reach, reach} {
			target[i] = side
			if norm(closest(points, target)) > 1e-9*reach {
				return false
			}
		}
		target[i] = 0
	}
	return true
}

// closest leads from a target to the hull of some points: the mean of the points that comes closest is found by non-negative
// least squares (Lawson and Hanson 1974, Solving Least Squares Problems, algorithm 23.10), with a last
// equation for the sum of the weights.
func closest(points [][]float64, target []float64) []float64 {
	n, unit := len(target), 0.0
	for _, p := range points {
		unit = math.Max(unit, norm(p))
	}
	entry := func(i, k int) float64 {
		if i == n {
			return unit
		}
		return points[k][i] - target[i]
	}
	weights, taken := make([]float64, len(points)), []int(nil)
	for range 3 * (n + 1) {
		rest := make([]float64, n+1)
		rest[n] = unit
		for _, k := range taken {
			for i := range rest {
				rest[i] -= weights[k] * entry(i, k)
			}
		}
		best, most := -1, 1e-12*unit*unit
		for k := range points {
			along := 0.0
			for i, r := range rest {
				along += r * entry(i, k)
			}
			if along > most && weights[k] == 0 {
				best, most = k, along
			}
		}
		if best < 0 {
			break
		}
		taken = append(taken, best)
		if taken = fit(weights, taken, entry, n+1, unit); taken == nil {
			break
		}
	}
	mean, sum := make([]float64, n), 0.0
	for k, w := range weights {
		sum += w
		for i := range mean {
			mean[i] += w * (points[k][i] - target[i])
		}
	}
	return scaledBy(1/sum, mean)
}

// fit sets the weights of the points that are taken to those that fit best, and lets go of points until none of them is negative.
func fit(weights []float64, taken []int, entry func(i, k int) float64, rows int, unit float64) []int {
	for len(taken) > 0 {
		a, b := mat.NewDense(rows, len(taken), nil), mat.NewVecDense(rows, nil)
		for j, k := range taken {
			for i := range rows {
				a.Set(i, j, entry(i, k))
			}
		}
		b.SetVec(rows-1, unit)
		var svd mat.SVD
		var best mat.VecDense
		if !svd.Factorize(a, mat.SVDThin) {
			return nil
		}
		svd.SolveVecTo(&best, b, svd.Rank(1e-12))
		part, blocked := 1.0, false
		for j, k := range taken {
			if next := best.AtVec(j); next <= 0 {
				part, blocked = math.Min(part, weights[k]/(weights[k]-next)), true
			}
		}
		var kept []int
		for j, k := range taken {
			weights[k] += part * (best.AtVec(j) - weights[k])
			if blocked && weights[k] <= 1e-15 {
				weights[k] = 0
				continue
			}
			kept = append(kept, k)
		}
		if taken = kept; !blocked {
			return taken
		}
	}
	return taken
}
