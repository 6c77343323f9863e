package critical

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// composition is f as a function of one inner expression alone: f = F(u).
type composition struct {
	inner *expr.Function // u, of the variables of f
	outer *expr.Node     // F, of t
	t     *expr.Node
	value jet.Ball // of u at the point
}

// composed finds the innermost expression that f depends on alone, nil where that is a variable only or f itself.
func (l *local) composed() *composition {
	u := soleInner(l.f.Value)
	if u == nil {
		return nil
	}
	c := &composition{inner: &expr.Function{Name: "u", Variables: l.f.Variables, Value: u}}
	c.t = expr.NewGraph().Variable("t", expr.Scalar)
	if expr.Catch(func() { c.outer = expr.Substitute(l.f.Value, []*expr.Node{u}, []*expr.Node{c.t}) }) != nil || c.outer.IsConst() {
		return nil
	}
	space := jet.NewSpace(len(l.p), 0)
	result, err := space.Evaluate(u, l.at(space), nil)
	if err != nil || !result.Entries[0][0].Finite() {
		return nil
	}
	c.value = result.Entries[0][0]
	return c
}

// soleInner is the innermost expression, no variable and not y itself, that every way from y to its variables leads through.
// Ways are counted with random weights: all of them lead through a node where the sums to it and from it multiply to the whole.
func soleInner(y *expr.Node) *expr.Node {
	random := rand.New(rand.NewPCG(1, 2))
	order, seen := []*expr.Node(nil), map[*expr.Node]bool{}
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if seen[n] || n.IsConst() {
			return
		}
		seen[n] = true
		for _, a := range n.Args() {
			walk(a)
		}
		order = append(order, n)
	}
	walk(y)
	const largest = 5000
	if len(order) > largest {
		return nil
	}
	down, up := map[*expr.Node]uint64{}, map[*expr.Node]uint64{y: 1}
	for _, n := range order {
		if len(n.Args()) == 0 {
			down[n] = random.Uint64() | 1
		}
		for _, a := range n.Args() {
			down[n] += down[a]
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		for _, a := range order[k].Args() {
			up[a] += up[order[k]]
		}
	}
	for _, n := range order {
		if n != y && len(n.Args()) > 0 && n.Shape().IsScalar() && n.Free() == 0 && !n.IsTruth() && up[n]*down[n] == down[y] {
			return n
		}
	}
	return nil
}

// leading is the order and the sign of the first term of F - F(u) in u - u(p), 0 where none is found.
func (c *composition) leading() (order, sign int) {
	const highest = 40
	space := jet.NewSpace(1, highest)
	result, err := space.Evaluate(c.outer, space.Along([]*expr.Node{c.t}, []jet.Jet{space.Variable(0, c.value)}), nil)
	if err != nil || result.Edge {
		return 0, 0
	}
	for k, a := range result.Entries[0] {
		switch {
		case !a.Finite():
			return 0, 0
		case k > 0 && !a.Zero():
			return k, a.Sign()
		}
	}
	return 0, 0
}

// decideComposed classifies a critical point of f = F(u) by what kind of point it is for u and by the first term of F.
func (l *local) decideComposed(ctx context.Context, v *Verdict) {
	c := l.composed()
	if c == nil {
		return
	}
	order, sign := c.leading()
	if order == 0 {
		if order, sign = 1, monotone(c.outer, c.t); sign == 0 {
			return
		}
	}
	w, err := classify(ctx, c.inner, l.p, l.radius, false)
	if err != nil {
		return
	}
	if order%2 == 1 {
		l.concludeOdd(v, c, w, order, sign)
	} else {
		l.concludeEven(v, c, w, order, sign)
	}
}

// concludeOdd is the verdict where F rises or falls through u(p): f has the values of u, or their opposite.
func (l *local) concludeOdd(v *Verdict, c *composition, w *Verdict, order, sign int) {
	v.Falling, v.Rising = w.Falling, w.Rising
	kind := w.Kind
	if sign < 0 {
		v.Falling, v.Rising = w.Rising, w.Falling
		kind = opposite(kind)
	}
	text := expr.Text(c.inner.Value)
	switch {
	case kind == NotCritical && order > 1 && v.Falling != nil && v.Rising != nil:
		v.Kind, v.Strict, v.Isolated = SaddlePoint, false, len(l.p) == 1
		v.Reason = reason.Of("critical.composed.through", text, order, v.Falling, v.Rising)
	case kind == SaddlePoint:
		v.Kind, v.Strict, v.Isolated = SaddlePoint, w.Strict && order == 1, w.Isolated && (order == 1 || len(l.p) == 1)
		v.Reason = reason.Of("critical.composed.saddle", text, order)
	case kind == LocalMinimum, kind == LocalMaximum:
		v.Kind, v.Strict, v.Isolated = kind, w.Strict, w.Isolated
		key := wordOf(kind, v.Strict)
		if openStrictness(w) {
			key += ".open"
		}
		v.Reason = reason.Of("critical.composed."+key, text, order)
	}
}

// concludeEven is the verdict where F has an extremum at u(p): f has one, a strict one where u has this value nowhere else.
func (l *local) concludeEven(v *Verdict, c *composition, w *Verdict, order, sign int) {
	v.Kind, v.Falling = LocalMinimum, nil
	if sign < 0 {
		v.Kind, v.Rising = LocalMaximum, nil
	}
	extremum := w.Kind == LocalMinimum || w.Kind == LocalMaximum
	through := w.Kind == SaddlePoint || w.Kind == NotCritical
	single := len(l.p) == 1
	v.Strict = extremum && w.Strict || through && single
	v.Isolated = v.Strict && (w.Isolated || through)
	key := wordOf(v.Kind, v.Strict)
	if !extremum && !through || extremum && openStrictness(w) {
		key += ".open"
	}
	v.Reason = reason.Of("critical.composed."+key, expr.Text(c.inner.Value), order)
}

// openStrictness reports whether a verdict on an extremum leaves open whether it is a strict one.
func openStrictness(v *Verdict) bool {
	switch v.Reason.Key {
	case "critical.bounded.minimum", "critical.bounded.maximum", "critical.bounded.near.minimum", "critical.bounded.near.maximum":
		return !v.Strict
	}
	return strings.HasSuffix(v.Reason.Key, ".open")
}

func opposite(kind Kind) Kind {
	switch kind {
	case LocalMinimum:
		return LocalMaximum
	case LocalMaximum:
		return LocalMinimum
	}
	return kind
}

// wordOf names an extremum in the keys of reasons.
func wordOf(kind Kind, strict bool) string {
	word := "minimum"
	if kind == LocalMaximum {
		word = "maximum"
	}
	if strict {
		return "strict." + word
	}
	return word
}

// monotone is 1 where an expression of t rises with t wherever it is defined, -1 where it falls, 0 where
// neither is known; where it has no series there, as √t at 0, its operations may tell.
func monotone(y, t *expr.Node) int {
	if y == t {
		return 1
	}
	args := y.Args()
	switch y.Op() {
	case expr.OpApply:
		switch y.Func() {
		case expr.Exp, expr.Log, expr.Log10, expr.Asin, expr.Atan, expr.Sinh, expr.Tanh, expr.Log1p, expr.Expm1:
			return monotone(args[0], t)
		case expr.Acos:
			return -monotone(args[0], t)
		}
	case expr.OpPower:
		return monotonePower(args[0], args[1], t)
	case expr.OpSum:
		total := 0
		for k, term := range args {
			if term.IsConst() {
				continue
			}
			p, _ := y.Coefficient(k)
			sign := monotone(term, t)
			if p < 0 {
				sign = -sign
			}
			if sign == 0 || total != 0 && sign != total {
				return 0
			}
			total = sign
		}
		return total
	}
	return 0
}

// monotonePower knows powers with a constant exponent that is no even number, of a base that rises or falls.
func monotonePower(base, exponent, t *expr.Node) int {
	if !exponent.IsConst() {
		return 0
	}
	switch p := exponent.Float(); {
	case p != math.Trunc(p) && p > 0, math.Mod(p, 2) == 1:
		return monotone(base, t)
	case p != math.Trunc(p) && p < 0:
		return -monotone(base, t)
	}
	return 0
}
