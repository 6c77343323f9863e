package library

import (
	"math"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// entryNames names the numbers of a point: the variables, or the entries of those that are vectors.
func entryNames(l eval.Layout) []string {
	var names []string
	for i, name := range l.Names {
		if l.Shapes[i].Rank == 0 {
			names = append(names, name)
			continue
		}
		for k := range l.Shapes[i].Size() {
			names = append(names, name+expr.Subscript(k+1))
		}
	}
	return names
}

// boxOf reads the range of every variable: x = -3..3 for a number, x = (-3, -3)..(3, 3) for a vector. The point is in the
// middle of the box.
func boxOf(c *eval.Call, f value.Callable, names []string) (middle eval.Point, box interval.Box) {
	middle.Layout = eval.Layout{Form: eval.Spread, Names: names}
	for _, name := range names {
		low, high := sideOf(c, f, names, name)
		shape := expr.Scalar
		if b, ok := given(c, name).(value.Box); ok {
			shape = expr.Vector(len(b.Low))
			middle.Form = eval.Named
		}
		centre := make([]float64, len(low))
		for k := range low {
			box = append(box, interval.Of(low[k], high[k]))
			centre[k] = low[k]/2 + high[k]/2
		}
		middle.Shapes = append(middle.Shapes, shape)
		middle.Parts = append(middle.Parts, expr.Array(shape, centre))
	}
	if len(names) == 1 {
		middle.Form = eval.Whole
	}
	return middle, box
}

// sideOf is the range of one variable, number by number.
func sideOf(c *eval.Call, f value.Callable, names []string, name string) (low, high []float64) {
	arg, ok := c.Setting(name)
	if !ok {
		failure := message.New("TypeError", "setting.missing", c.Entry.Name, name).At(c.Source(), c.Open)
		if len(names) == 1 {
			panic(failure.Advise("search.box-one-advice", f.Label(), name, c.Entry.Name))
		}
		panic(failure.Advise("search.box-advice", f.Label(), boxText(names), c.Entry.Name))
	}
	low, high = endsOf(c, arg)
	for k := range low {
		if math.IsInf(low[k], 0) || math.IsInf(high[k], 0) {
			panic(message.New("DomainError", "range.finite", name).At(c.Source(), arg.Span).Advise("search.box-advice", f.Label(), boxText(names), c.Entry.Name))
		}
		if !(high[k] > low[k]) {
			panic(emptyRange(c, arg, name, low[k], high[k]).Advise("range.order-advice"))
		}
	}
	return low, high
}

// emptyRange says that a range has nothing inside.
func emptyRange(c *eval.Call, arg eval.Argument, name string, low, high float64) *message.Error {
	key := "range.order"
	if low == high {
		key = "range.point"
	}
	return message.New("DomainError", key, name).At(c.Source(), arg.Span)
}

// endsOf are the ends of a side: two vectors of a box, two numbers of a range.
func endsOf(c *eval.Call, arg eval.Argument) (low, high []float64) {
	if b, ok := arg.Value.(value.Box); ok {
		return b.Low, b.High
	}
	r := rangeIn(c, arg)
	return []float64{r.Low}, []float64{r.High}
}

// boxText is an example of ranges for variables.
func boxText(names []string) string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = name + " = -3..3"
	}
	return strings.Join(texts, ", ")
}

// sideText is an example of the range of a variable of a shape: from -3 to 3 in every entry.
func sideText(shape expr.Shape) string {
	if shape.Rank == 0 {
		return "-3..3"
	}
	low, high := make([]string, shape.Size()), make([]string, shape.Size())
	for k := range low {
		low[k], high[k] = "-3", "3"
	}
	return "(" + strings.Join(low, ", ") + ")..(" + strings.Join(high, ", ") + ")"
}

// meantBox is critical_points(f, x = -2..2, y = -1..1) for a call that does not name the variables: its ranges are given as such, as
// pairs, or by their ends. One is meant for all variables. Empty where they are not as many.
func meantBox(c *eval.Call, texts []string) string {
	f, ok := c.Positional[0].Value.(value.Callable)
	sides := sidesMeant(c.Positional[1:], texts[1:])
	if !ok || len(sides) == 0 {
		return ""
	}
	names := value.ShownVariables(f)
	if len(sides) != 1 && len(sides) != len(names) || len(names) != f.Arity() {
		return ""
	}
	parts := texts[:1:1]
	for i, name := range names {
		parts = append(parts, name+" = "+sides[min(i, len(sides)-1)])
	}
	return c.Entry.Name + "(" + strings.Join(parts, ", ") + ")"
}

// sidesMeant are the ranges that arguments stand for: -2..2, (-2, 2), or -2, 2; nil where one is none.
func sidesMeant(args []eval.Argument, texts []string) (sides []string) {
	if eval.AllNumbers(args) {
		for i := 0; i+1 < len(args); i += 2 {
			sides = append(sides, texts[i]+".."+texts[i+1])
		}
		if len(args)%2 == 1 {
			return nil
		}
		return sides
	}
	for i, arg := range args {
		_, isRange := arg.Value.(value.Range)
		switch pair, isPair := arg.From.(*syntax.Vector); {
		case isRange:
			sides = append(sides, texts[i])
		case isPair && len(pair.Entries) == 2:
			sides = append(sides, syntax.Text(pair.Entries[0])+".."+syntax.Text(pair.Entries[1]))
		default:
			return nil
		}
	}
	return sides
}

// refuseSides answers plot(f, -2, 2), plot(f, [-2, 2]) and plot(f, -2..2, -1..1).
func refuseSides(c *eval.Call) {
	if len(c.Positional) < 2 {
		return // as nearly every picture
	}
	texts := eval.TextsOf(c.Positional)
	if texts == nil {
		return
	}
	meant := meantBox(c, texts)
	if meant == "" {
		return
	}
	failure := message.New("TypeError", "plot.sides").At(c.Source(), c.Positional[1].Span.To(c.Positional[len(texts)-1].Span))
	pair, isPair := c.Positional[1].From.(*syntax.Vector)
	picture := c.Entry.Name + "(" + texts[0] + ")"
	switch {
	case !isPair || pair.Bracket || len(texts) > 2:
		panic(failure.Advise("call.write", meant))
	case !isRising(c.Positional[1].Value):
		panic(failure.Advise("call.write", picture+" + mark("+texts[1]+")"))
	}
	panic(failure.Advise("plot.sides-point", meant, picture, texts[1]))
}

// isRising reports whether a value is a pair of numbers, the smaller first.
func isRising(v value.Value) bool {
	q, ok := v.(value.Quantity)
	return ok && q.Node.IsConst() && q.Node.Shape() == expr.Vector(2) && q.Node.Data()[0] < q.Node.Data()[1]
}
