package eval

import (
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// mostKinks is how many derivatives of one cell are looked at for corners.
const mostKinks = 100

// derivativeAtChoice looks at a derivative that was taken where branches of the function meet. Where they do so smoothly,
// as those of the sinc with its value at 0 filled in, the derivative is theirs; at a corner or a jump a note says so.
func (e *evaluation) derivativeAtChoice(mark value.Mark, t Trace, p Point) (smooth value.Value, ok bool) {
	if e.within != nil || e.cornersSought == mostKinks || !p.IsKnown() || !mayHaveCorners(t.Value) {
		return nil, false
	}
	e.cornersSought++
	key := cornerOf(t, p)
	if key == "" {
		return nil, false
	}
	if smooth, ok = e.besideCorner(mark, t, p); !ok {
		e.note(key, e.placeText(p))
	}
	return smooth, ok
}

// noteCorners says where a derivative was taken at a corner of its function, or at a jump.
func (e *evaluation) noteCorners(t Trace, p Point) {
	if e.out.Note == nil || e.within != nil || e.cornersSought == mostKinks || !p.IsKnown() || !mayHaveCorners(t.Value) {
		return
	}
	e.cornersSought++
	if key := cornerOf(t, p); key != "" {
		e.note(key, e.placeText(p))
	}
}

// cornerOf is the note for the first kink of a function that a point lies on; empty where there is none.
func cornerOf(t Trace, p Point) string {
	for _, kink := range expr.Kinks(t.Value) {
		switch key := cornerAt(kink, t.Variables, p.Parts); {
		case key == "note.jump" && t.Value.Shape().IsScalar() && t.isClosed() && !critical.Leaps(t.Function("f"), p.Flat()):
			return "note.corner" // several jumps at one place may cancel
		case key != "":
			return key
		}
	}
	return ""
}

// mayHaveCorners tells a formula with choices from one that is smooth by its look. A formula with very many choices is
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
