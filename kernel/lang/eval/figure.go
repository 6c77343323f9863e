package eval

import (
	"cmp"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// figureSum is the sum of two figures.
func figureSum(x *syntax.Binary, left, right value.Value, s *scope) (value.Value, bool) {
	a, okA := left.(*value.Figure)
	b, okB := right.(*value.Figure)
	switch {
	case x.Op != "+" || !okA || !okB:
		return nil, false
	case a.IsGrid():
		s.fail("TypeError", x.Left.Span(), "plot.grid-sum")
	case b.IsGrid():
		s.fail("TypeError", x.Right.Span(), "plot.grid-sum")
	}
	sum := a.Plus(b)
	if sum.Misplaced() {
		s.fail("TypeError", x.Right.Span(), "plot.space")
	}
	if p, q := sum.PathsApart(); p != nil {
		panic(message.New("TypeError", "plot.planes").At(s.source, x.Right.Span()).
			Advise("plot.planes-advice", cmp.Or(p.Alias, "…"), cmp.Or(q.Alias, "…")))
	}
	return sum, true
}
