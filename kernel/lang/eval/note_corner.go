package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// mostKinks is how many derivatives of one cell are looked at for corners.
const mostKinks = 100

// derivativeAtChoice looks at a derivative that was taken where branches of the function meet. Where they do so smoothly,
// as those of the sinc with its value at 0 filled in, the derivative is theirs; at a corner or a jump a note says so.
func (e *evaluation) derivativeAtChoice(d *value.Derivative, t Trace, p Point) (smooth value.Value, ok bool) {
	if e.within != nil || e.cornersSought == mostKinks || !p.IsKnown() || !mayHaveCorners(t.Value) {
		return nil, false
	}
	e.cornersSought++
	order := 1
	if d.Mark == value.Hessian {
		order = 2
	}
	key, missing := cornerOf(t, p, order)
	if key == "" && !onKink(t, p) {
		return nil, false
	}
	if smooth, ok = e.besideCorner(d.Mark, t, p); ok {
		return smooth, true
	}
	if key == "" {
		key, missing = e.partedSides(t, p, order)
	}
	if key != "" {
		if _, primes := primesOf(d); primes > 1 {
			missing = primes
		}
		e.noteCorner(key, missing, p)
	}
	return nil, false
}

// onKink reports whether branches of a function meet at a point. Even where they do so smoothly, their formula, differentiated,
// need not have the value that it has on both sides: cos |x|, |x| sign(x); nor need a corner show in it: x sign(x).
func onKink(t Trace, p Point) bool {
	return slices.ContainsFunc(expr.Kinks(t.Value), func(kink expr.Kink) bool {
		return kink.Jump != nil && hasZero(expr.Substitute(kink.At, t.Variables, p.Parts).Data())
	})
}

// noteCorners says where derivatives up to an order were taken at a corner of their function, or at a jump, or where they end.
func (e *evaluation) noteCorners(t Trace, p Point, order int) {
	if e.out.Note == nil || e.within != nil || e.cornersSought == mostKinks || !p.IsKnown() || !mayHaveCorners(t.Value) {
		return
	}
	e.cornersSought++
	if key, missing := cornerOf(t, p, order); key != "" {
		e.noteCorner(key, missing, p)
	}
}

// noteCorner says it of a corner, or of a derivative of an order from the second on that is missing.
func (e *evaluation) noteCorner(key string, missing int, p Point) {
	if missing > 1 {
		e.note("note.corner.order", e.placeText(p), missing)
		return
	}
	e.note(key, e.placeText(p))
}

// cornerOf is the note for the first kink of a function that a point lies on, and the order of the derivative that is missing
// there, up to a last one; empty where there is none.
func cornerOf(t Trace, p Point, last int) (key string, missing int) {
	kinks := expr.Kinks(t.Value)
	if key = firstCorner(kinks, t, p); key != "" {
		return key, 1
	}
	for order := 2; order <= min(last, mostOrders); order++ {
		for _, kink := range kinks {
			if partsAt(kink, t.Variables, p, order) {
				return "note.corner", order
			}
		}
	}
	return "", 0
}

// mostOrders is up to which order it is looked whether derivatives differ on the sides of a point.
const mostOrders = 8

// partsAt reports whether the branches that meet in a kink may have different derivatives of an order at a point.
func partsAt(kink expr.Kink, variables []*expr.Node, p Point, order int) bool {
	if kink.Jump == nil || kink.Weight == nil || kink.Jump.Shape().Rank > 0 || kink.Weight.Shape().Rank > 0 ||
		!hasZero(expr.Substitute(kink.At, variables, p.Parts).Data()) {
		return false
	}
	difference := expr.Mul(kink.Weight, kink.Jump)
	for _, side := range directions(p.Size()) {
		d := make([]*expr.Node, len(p.Shapes))
		for i, shape := range p.Shapes {
			d[i] = expr.Array(shape, side[:shape.Size()])
			side = side[shape.Size():]
		}
		if !allZero(expr.Substitute(expr.Directional(difference, variables, d, order), variables, p.Parts).Data()) {
			return true
		}
	}
	return false
}

// firstCorner is the note for the first kink at which f jumps or has no gradient.
func firstCorner(kinks []expr.Kink, t Trace, p Point) string {
	for _, kink := range kinks {
		switch key := cornerAt(kink, t.Variables, p.Parts); {
		case key == "note.jump" && t.Value.Shape().IsScalar() && t.isClosed() && !critical.Leaps(t.Function("f"), p.Flat()):
			return "note.corner" // several jumps at one place may cancel
		case key != "":
			return key
		}
	}
	return ""
}

// mayHaveCorners reports whether a formula has choices; else it is smooth by its look. A formula with very many choices is
// not looked into.
func mayHaveCorners(n *expr.Node) bool {
	const most = 64
	seen, choices := map[*expr.Node]bool{}, 0
	var look func(*expr.Node)
	look = func(n *expr.Node) {
		if seen[n] || choices > most {
			return
		}
		seen[n] = true
		switch n.Op() {
		case expr.OpMax, expr.OpMin, expr.OpMod, expr.OpSelect:
			choices++
		case expr.OpApply:
			switch n.Func() {
			case expr.Abs, expr.Sign, expr.Floor, expr.Ceil, expr.Round:
				choices++
			}
		}
		for _, arg := range n.Args() {
			look(arg)
		}
	}
	look(n)
	return choices > 0 && choices <= most
}

// cornerAt is the note for a kink that a point lies on; empty where the two branches meet smoothly.
func cornerAt(kink expr.Kink, variables, parts []*expr.Node) string {
	at := func(n *expr.Node) []float64 { return expr.Substitute(n, variables, parts).Data() }
	if kink.Jump == nil || !hasZero(at(kink.At)) || kink.Weight != nil && allZero(at(kink.Weight)) {
		return ""
	}
	if !allZero(at(kink.Jump)) {
		return "note.jump"
	}
	if kink.Jump.Shape().Rank > 0 {
		return "note.corner"
	}
	for _, slope := range expr.Gradient(kink.Jump, variables...) {
		if !allZero(at(slope)) {
			return "note.corner"
		}
	}
	return ""
}

func allZero(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}

// placeText is a point as a note names it: x = 0, or (x, y) = (0, 0).
func (e *evaluation) placeText(p Point) string {
	switch v := p.Gather(p.Parts).(type) {
	case value.Parts:
		return e.chosen.Format.Plain(v)
	default:
		if len(p.Names) == 1 {
			return p.Names[0] + " = " + e.chosen.Format.Plain(v)
		}
		return "(" + strings.Join(p.Names, ", ") + ") = " + e.chosen.Format.Plain(v)
	}
}
