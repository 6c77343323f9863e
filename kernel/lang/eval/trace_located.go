package eval

import (
	"strconv"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// Implicit is the search for critical points of a function that depends on letters of a function around it.
type Implicit struct {
	c     Call
	t     Trace
	call  syntax.Expr // as it stands in the text
	later *delayed    // as a value
}

// Implicit is the call, for a function that OpenAt has traced, as such a search.
func (by Calculus) Implicit(t Trace) *Implicit {
	around := by.e.path[len(by.e.path)-1]
	return &Implicit{*by.call, t, around.x, &delayed{captured: by.e.capturedBy(around.x, around.s), like: by.call.Entry.Answers}}
}

// Point is a critical point of f, which find finds for letters u from starts, as a formula of the letters. The place is where
// in the answer of the call it is: .at, or nothing where it is the answer.
func (i *Implicit) Point(place string, starts []*expr.Node, find func(f *expr.Function, u, starts []float64) ([]float64, error)) *Located {
	t, call := i.t, i.later.spelled()
	s := &critical.Stationary{
		Text: call.text + place, LaTeX: call.latex + `\text{` + place + `}`, Letters: i.later.letters(call), Find: find, Starts: starts,
		Missing: message.New("DomainError", "derivative.implicit", syntax.Text(i.call)).At(i.c.scope.source, i.c.Site).Advise("derivative.implicit-advice"),
	}
	at := expr.Flatten(s.Point(t.Value, t.Variables)).Entries()
	parts := make([]*expr.Node, len(t.Shapes))
	for i, shape := range t.Shapes {
		parts[i] = shaped(at[:shape.Size()], shape)
		at = at[shape.Size():]
	}
	return &Located{i.later, t.Gather(parts), expr.Substitute(t.Value, t.Variables, parts)}
}

// Points are several critical points, of which find finds the k-th, from 1, for letters u.
func (i *Implicit) Points(find func(k int, f *expr.Function, u []float64) ([]float64, error)) value.Value {
	known := map[int]*Located{}
	return &searched{i.later, func(k int) *Located {
		if known[k] == nil {
			known[k] = i.Point("["+strconv.Itoa(k)+"].at", nil, func(f *expr.Function, u, _ []float64) ([]float64, error) {
				return find(k, f, u)
			})
		}
		return known[k]
	}}
}

// OpenAt traces the function of a search inside a trace; open reports whether it depends on what is symbolic there, or starts
// there.
func (by Calculus) OpenAt(f value.Callable, p Point) (t Trace, open bool) {
	if by.e.graph == nil {
		return t, false
	}
	t = by.Objective(f, p)
	return t, by.call.isOpen(t, p)
}

// isOpen reports whether a search depends on what is symbolic, in a call that stands as such in the text.
func (c *Call) isOpen(t Trace, p Point) bool {
	if len(c.e.path) == 0 || t.isClosed() && p.IsKnown() {
		return false
	}
	call, ok := c.e.path[len(c.e.path)-1].x.(*syntax.Call)
	return ok && call.Span() == c.Site
}

// indexSearched is one of the critical points of a search that depends on letters.
func (e *evaluation) indexSearched(x *syntax.Index, found *searched, s *scope) value.Value {
	if len(x.Indices) == 1 && x.Indices[0] != nil {
		k, ok := AsQuantity(e.eval(x.Indices[0], s))
		if ok && k.IsConst() && k.Shape().Rank == 0 && k.Float() >= 1 && k.Float() == float64(int(k.Float())) {
			return found.point(int(k.Float()))
		}
	}
	e.notYet(found, s, x.Operand.Span())
	return nil
}

// explainMissing fails where a part of a formula has no value at a known point and knows what that means.
func (e *evaluation) explainMissing(n *expr.Node, variables []*expr.Node, p Point) {
	for _, part := range expr.Opaques(n) {
		if part.Opaque().Missing == nil {
			continue
		}
		if found := expr.Substitute(part, variables, p.Parts); found.IsConst() && !value.AllFinite(found.Data()) {
			panic(refusedBy(part.Opaque().Missing))
		}
	}
}
