package expr

import (
	"cmp"
	"slices"
)

// Taylor arithmetic: every node gets the coefficients of its expansion in a displacement h of the variables, the k-th a
// homogeneous polynomial of degree k. Along one direction, h = t·d, that is a number; with all of h left open it is a
// form with one term for each monomial of degree k. Sums and products combine coefficients; a function y of x has
// k·y_k = Σ_j j·x_j·(y')_(k-j), where y' is the derivative as a node of its own, expanded to a lower order (Griewank and
// Walther, Evaluating Derivatives, chapter 13).

// Directional is the derivative of the given order of t ↦ y(xs + t·ds) at t = 0, with the shape of y. Each direction has
// the shape of its variable.
func Directional(y *Node, xs, ds []*Node, order int) *Node {
	c := Series(y, xs, ds, order)[order]
	factorial := 1.0
	for k := 2; k <= order; k++ {
		factorial *= float64(k)
	}
	return scale(ratio{factorial, 1}, c)
}

// Series are the Taylor coefficients of t ↦ y(xs + t·ds) at t = 0, from the value of y up to the given order.
func Series(y *Node, xs, ds []*Node, order int) []*Node {
	e := newExpansion(xs, nil)
	for k, x := range xs {
		e.move(x, func(i int) form { return form{{"", ds[k].entry(i)}} }, form{{"", ds[k]}})
	}
	coefficients := make([]*Node, order+1)
	for k, f := range e.of(y, order)[:order+1] {
		coefficients[k] = f.single(y.shape)
	}
	return coefficients
}

// HVP is the Hessian of the number y by xs times the direction ds, in the parts of xs: the derivative of the gradient
// along ds. It costs a few gradients and forms no matrix.
func HVP(y *Node, xs, ds []*Node) []*Node {
	gradient := Gradient(y, xs...)
	for k, g := range gradient {
		gradient[k] = Directional(g, xs, ds, 1)
	}
	return gradient
}

// Polynomial is Σ Coefficient · Π h_i^Powers[i] over its terms, in order of degree.
type Polynomial []Monomial

// Monomial is one term of a Polynomial; Powers has an entry for each entry of the variables.
type Monomial struct {
	Powers      []int
	Coefficient *Node
}

// Taylor is the expansion of the number y in a displacement of all entries of xs, up to the given total order. With at
// nil the coefficients are expressions in xs; otherwise they are taken at these values, one for each of xs, and are
// numbers when those are. Terms that are zero are left out.
func Taylor(y *Node, xs, at []*Node, order int) Polynomial {
	e := newExpansion(xs, at)
	n := flat(xs).shape.Size()
	first := 0
	for _, x := range xs {
		start := first
		e.move(x, func(i int) form { return form{{unitPower(n, start+i), one}} }, nil)
		first += x.shape.Size()
	}
	var p Polynomial
	for _, f := range e.of(y, order)[:order+1] {
		for _, m := range f {
			p = append(p, Monomial{powersOf(m.powers, n), m.node})
		}
	}
	return p
}

// form is a homogeneous polynomial, a coefficient for each monomial; powers is one byte a variable, or empty for the
// number 1 and along a single direction. Its monomials are in descending order of powers.
type form []monomial

type monomial struct {
	powers string
	node   *Node
}

func unitPower(n, i int) string {
	b := make([]byte, n)
	b[i] = 1
	return string(b)
}

func powersOf(s string, n int) []int {
	powers := make([]int, n)
	for i := range len(s) {
		powers[i] = int(s[i])
	}
	return powers
}

func multiplyPowers(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	c := []byte(a)
	for i := range c {
		c[i] += b[i]
	}
	return string(c)
}

func (f form) each(apply func(*Node) *Node) form {
	var r form
	for _, m := range f {
		if n := apply(m.node); !n.is(0) {
			r = append(r, monomial{m.powers, n})
		}
	}
	return r
}

func (f form) plus(g form) form {
	r := slices.Clone(f)
	for _, m := range g {
		k, found := slices.BinarySearchFunc(r, m.powers, func(a monomial, powers string) int { return cmp.Compare(powers, a.powers) })
		if !found {
			r = slices.Insert(r, k, m)
			continue
		}
		r[k].node = plus(r[k].node, m.node)
	}
	return slices.DeleteFunc(r, func(m monomial) bool { return m.node.is(0) })
}

// times multiplies forms with the given product of coefficients.
func (f form) times(g form, product func(a, b *Node) *Node) form {
	var r form
	for _, a := range f {
		for _, b := range g {
			r = r.plus(form{{multiplyPowers(a.powers, b.powers), product(a.node, b.node)}})
		}
	}
	return r
}

// over divides by k.
func (f form) over(k int) form {
	return f.each(func(n *Node) *Node { return scale(ratio{1, float64(k)}, n) })
}

// single is the coefficient of a form along one direction.
func (f form) single(s Shape) *Node {
	if len(f) == 0 {
		return zeros(s)
	}
	return fill(s, f[0].node)
}

// expansion holds the coefficients found so far.
type expansion struct {
	active *reverse
	values *substitution
	known  map[*Node][]form
}

func newExpansion(xs, at []*Node) *expansion {
	e := &expansion{active: newReverse(xs), values: &substitution{memo: map[*Node]*Node{}}, known: map[*Node][]form{}}
	for k := range at {
		e.values.replace(xs[k], at[k])
	}
	return e
}

// move sets the first-order coefficient of a variable, entry by entry where it is spelled out.
func (e *expansion) move(x *Node, entry func(i int) form, whole form) {
	if x.graph == nil {
		return
	}
	if x.op == OpStack && x.IsExplicit() {
		for i, v := range x.args {
			if v.graph != nil {
				e.known[v] = []form{constantForm(e.values.of(v)), entry(i)}
			}
		}
		return
	}
	switch {
	case whole != nil:
	case x.shape.IsScalar():
		whole = entry(0)
	default:
		misfit("taylor", x)
	}
	e.known[x] = []form{constantForm(e.values.of(x)), whole}
}

func constantForm(n *Node) form {
	if n.is(0) {
		return nil
	}
	return form{{"", n}}
}

// of is the list of the coefficients of n, at least up to the given order.
func (e *expansion) of(n *Node, order int) []form {
	known := e.known[n]
	if len(known) == 0 {
		known = append(known, constantForm(e.values.of(n)))
		e.known[n] = known
	}
	for k := len(known); k <= order; k++ {
		var c form
		if e.active.isActive(n) && !e.active.leaves[n] {
			c = e.coefficient(n, k)
		}
		known = append(known, c)
		e.known[n] = known
	}
	return known
}

// at is the k-th coefficient of n.
func (e *expansion) at(n *Node, k int) form { return e.of(n, k)[k] }

// coefficient finds the k-th coefficient of n, for k ≥ 1.
func (e *expansion) coefficient(n *Node, k int) form {
	switch n.op {
	case OpSum:
		var sum form
		for i, a := range n.args {
			sum = sum.plus(e.at(a, k).each(func(x *Node) *Node { return fill(n.shape, scale(n.coefs[i], x)) }))
		}
		return sum
	case OpProduct:
		return e.product(n, k)
	case OpPower:
		return e.power(n, k)
	case OpApply:
		if derivative := derivatives[n.fn]; derivative != nil {
			return e.chain(n.args[0], derivative(n.args[0], n), k, Times)
		}
		return nil
	case OpSelect:
		return e.branches(n, k)
	case OpMin, OpMax, OpMod:
		return e.choice(n, k)
	}
	return e.array(n, k)
}

// chain is (1/k) Σ_j j·x_j·d_(k-j), the k-th coefficient of a function of x with the derivative d.
func (e *expansion) chain(x, d *Node, k int, product func(a, b *Node) *Node) form {
	var sum form
	for j := 1; j <= k; j++ {
		if xj := e.at(x, j); len(xj) > 0 {
			t := xj.times(e.at(d, k-j), product)
			sum = sum.plus(t.each(func(n *Node) *Node { return scale(reduce(float64(j), float64(k)), n) }))
		}
	}
	return sum
}

// product multiplies all factors up to degree k.
func (e *expansion) product(n *Node, k int) form {
	partial := e.of(n.args[0], k)
	for _, a := range n.args[1:] {
		partial = convolve(partial, e.of(a, k), k, Times)
	}
	return partial[k].each(func(x *Node) *Node { return fill(n.shape, x) })
}

// convolve multiplies two expansions up to an order.
func convolve(a, b []form, order int, product func(a, b *Node) *Node) []form {
	c := make([]form, order+1)
	for k := range c {
		for j := 0; j <= k; j++ {
			c[k] = c[k].plus(a[j].times(b[k-j], product))
		}
	}
	return c
}

func (e *expansion) power(n *Node, k int) form {
	x, exponent := n.args[0], n.args[1]
	var sum form
	if e.active.isActive(x) {
		sum = e.chain(x, powerDerivative(x, exponent), k, Times)
	}
	if e.active.isActive(exponent) {
		sum = sum.plus(e.chain(exponent, Times(n, Apply(Log, x)), k, Times))
	}
	return sum.each(func(c *Node) *Node { return fill(n.shape, c) })
}

// branches expands the branch of a select that is taken; the other may have no value.
func (e *expansion) branches(n *Node, k int) form {
	condition := e.values.of(n.args[0])
	if condition.graph == nil {
		branch := n.args[2]
		if condition.Truth() {
			branch = n.args[1]
		}
		return e.at(branch, k).each(func(c *Node) *Node { return fill(n.shape, c) })
	}
	nothing := zeros(n.shape)
	then := e.at(n.args[1], k).each(func(c *Node) *Node { return Select(condition, fill(n.shape, c), nothing) })
	return then.plus(e.at(n.args[2], k).each(func(c *Node) *Node { return Select(condition, nothing, fill(n.shape, c)) }))
}

// choice expands the branch taken.
func (e *expansion) choice(n *Node, k int) form {
	var sum form
	pullChoice(n, fill(n.shape, one), func(arg, weight *Node) {
		w := e.values.of(weight)
		sum = sum.plus(e.at(arg, k).each(func(c *Node) *Node { return Times(w, c) }))
	})
	return sum
}
