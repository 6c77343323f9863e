package eval

import (
	"cmp"
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// figureSum is the sum of two figures.
func figureSum(x *syntax.Binary, left, right value.Value, s *scope) (value.Value, bool) {
	a, okA := left.(*value.Figure)
	b, okB := right.(*value.Figure)
	switch {
	case okA != okB && x.Op == "+":
		panic(notFigures(x, left, right, s))
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

// notFigures says that a figure is added to a figure, and how the other side becomes one.
func notFigures(x *syntax.Binary, left, right value.Value, s *scope) *message.Error {
	other, v := x.Right, right
	if _, isFigure := right.(*value.Figure); isFigure {
		other, v = x.Left, left
	}
	failure := message.New("TypeError", "plot.sum", v.Describe()).At(s.source, other.Span())
	layer := drawnAs(v, syntax.Text(other))
	switch run, isRun := v.(*value.Run); {
	case layer == "":
		return failure
	case isRun && other == x.Right && isCallOf(x.Left, "surface"):
		if surface := x.Left.(*syntax.Call); len(surface.Args) > 0 && syntax.Text(surface.Args[0].Value) == run.Objective.Label() {
			return failure.Advise("habit.write", withArgument(surface, syntax.Text(other)))
		}
		layer = "grid(" + syntax.Text(x.Left) + ", " + layer + ")"
	case other == x.Left:
		layer += " + " + syntax.Text(x.Right)
	default:
		layer = syntax.Text(x.Left) + " + " + layer
	}
	return failure.Advise("habit.write", layer)
}

// drawnAs is the call that draws a value, whose text is given; "" for one that nothing draws.
func drawnAs(v value.Value, text string) string {
	q, isQuantity := v.(value.Quantity)
	_, isRun := v.(*value.Run)
	_, isFunction := v.(value.Callable)
	switch {
	case isRun || isFunction:
		return "plot(" + text + ")"
	case !isQuantity || q.Node.IsTruth():
		return ""
	case q.Node.Shape().IsScalar():
		return "hline(" + text + ")"
	case q.Node.Shape().Size() == 2:
		return "mark(" + text + ")"
	}
	return "plot(" + text + ")"
}

func isCallOf(x syntax.Expr, name string) bool {
	call, ok := x.(*syntax.Call)
	if !ok {
		return false
	}
	callee, isName := call.Callee.(*syntax.Name)
	return isName && callee.Text == name
}

// withArgument is a call with one argument more behind those without a name.
func withArgument(call *syntax.Call, text string) string {
	at := 0
	for at < len(call.Args) && call.Args[at].Name == nil {
		at++
	}
	inside := make([]string, 0, len(call.Args)+1)
	for _, arg := range call.Args {
		one := *call
		one.Args = []syntax.Arg{arg}
		written := syntax.Text(&one)
		inside = append(inside, strings.TrimSuffix(strings.TrimPrefix(written, syntax.Text(call.Callee)+"("), ")"))
	}
	return syntax.Text(call.Callee) + "(" + strings.Join(slices.Insert(inside, at, text), ", ") + ")"
}
