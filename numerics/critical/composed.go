package critical

import (
	"context"
	"strings"

	"saddle/numerics/critical/factors"
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
func (l *Study) composed() *composition {
	u := factors.Inner(l.f.Value)
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
func (l *Study) decideComposed(ctx context.Context, v *Verdict) {
	c := l.composed()
	if c == nil {
		return
	}
	order, sign := c.leading()
	if order == 0 {
		if order, sign = 1, factors.Monotone(c.outer, c.t); sign == 0 {
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
func (l *Study) concludeOdd(v *Verdict, c *composition, w *Verdict, order, sign int) {
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
func (l *Study) concludeEven(v *Verdict, c *composition, w *Verdict, order, sign int) {
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
