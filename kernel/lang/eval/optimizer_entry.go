package eval

import (
	"math"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// In a rule's line x[i] = … the name stands from there on for what it was with one entry changed: values never change, the
// name takes another one.

// checkEntry refuses θ[t+1] = … where t is nothing: the next step has no index. Names are those that the rule knows.
func (e *evaluation) checkEntry(line syntax.Line, names []string, settings []value.Setting) {
	if line.Entry == nil {
		return
	}
	for _, setting := range settings {
		names = append(names, setting.Name)
	}
	for _, name := range syntax.FreeNames(line.Entry) {
		if _, known := e.lookup(name, e.top); known || slices.Contains(names, name) {
			continue
		}
		if len(line.Entry.Indices) == 1 && isNext(line.Entry.Indices[0], name) {
			refuseRecurrence(line, e.top)
		}
	}
	e.splittable(line.Entry, names, nil)
}

// isNext reports whether an expression is t + 1 of a name t.
func isNext(x syntax.Expr, name string) bool {
	sum, ok := x.(*syntax.Binary)
	if !ok || sum.Op != "+" {
		return false
	}
	step, isName := sum.Left.(*syntax.Name)
	one, isNumber := sum.Right.(*syntax.Number)
	return isName && isNumber && step.Text == name && one.Value == 1
}

// assignEntry gives the name of a line its value with one entry changed.
func (b *builder) assignEntry(line syntax.Line) {
	name := line.Names[0]
	before := b.entries(line)
	v := b.value(line)
	entry, ok := AsQuantity(v)
	if !ok || entry.IsTruth() || entry.Shape().Rank != 0 {
		b.refuseNext(line)
		panic(message.New("TypeError", "optimizer.entry", syntax.Text(line.Entry), v.Describe()).At(b.scope.source, line.Body.Span()).
			Advise("optimizer.entry-advice", name.Shown, syntax.Text(line.Body)))
	}
	after := changed(before, b.place(line, before.Shape()), entry)
	b.set(line, name, value.Quantity{Node: after})
}

// refuseNext answers θ[t+1] = …, of all entries, where t is the step number.
func (b *builder) refuseNext(line syntax.Line) {
	number, ok := b.step, b.step != "" && line.Names[0].Text == b.point && len(line.Entry.Indices) == 1
	if ok && isNext(line.Entry.Indices[0], number) {
		refuseRecurrence(line, b.scope)
	}
}

func refuseRecurrence(line syntax.Line, s *scope) {
	panic(message.New("ParseError", "syntax.recurrence", syntax.Text(line.Entry)).At(s.source, line.Entry.Span()).
		Advise("syntax.subscript-sign.advice"))
}

// entries are the vector or matrix that a line changes an entry of: the point, a start-variable or a name set above.
func (b *builder) entries(line syntax.Line) *expr.Node {
	name := line.Names[0]
	v, ok := b.scope.names[name.Text]
	if !ok || b.settings[name.Text] != nil {
		panic(message.New("NameError", "optimizer.entry-name", name.Shown).At(b.scope.source, name.Span()).
			Advise("optimizer.entry-name-advice", name.Shown))
	}
	n, ok := AsQuantity(v)
	switch {
	case !ok || n.IsTruth() || n.Shape().Rank == 0:
		panic(message.New("TypeError", "index.of", v.Describe()).At(b.scope.source, name.Span()).Advise("optimizer.entry-name-advice", name.Shown))
	case len(line.Entry.Indices) != n.Shape().Rank:
		panic(b.indexCount(line.Entry, n).At(b.scope.source, line.Entry.Open))
	}
	return n
}

// place is the position of a line's entry, from 0, row by row; it may depend on the step.
func (b *builder) place(line syntax.Line, shape expr.Shape) *expr.Node {
	lengths := []int{shape.Rows, shape.Cols}
	place := expr.Const(0)
	for k, index := range line.Entry.Indices {
		at := b.entryIndex(index, lengths[k])
		place = expr.Add(expr.Mul(place, expr.Const(float64(lengths[k]))), at)
	}
	return place
}

// entryIndex is one index of an entry, from 0; NaN, in a step, where it is none.
func (b *builder) entryIndex(index syntax.Expr, length int) *expr.Node {
	v := b.value(syntax.Line{Body: index})
	n, ok := AsQuantity(v)
	if !ok || n.IsTruth() || n.Shape().Rank != 0 {
		b.scope.fail("TypeError", index.Span(), "index.by", v.Describe())
	}
	if n.IsConst() {
		return expr.Const(float64(b.position("", n.Float(), length, index, b.scope)))
	}
	within := expr.And(expr.Compare(expr.LessEqual, expr.Const(1), n), expr.Compare(expr.LessEqual, n, expr.Const(float64(length))))
	whole := expr.Compare(expr.Equal, n, expr.Apply(expr.Floor, n))
	return expr.Select(expr.And(within, whole), expr.Sub(n, expr.Const(1)), expr.Const(math.NaN()))
}

// changed is an array with another entry at a position, row by row; NaN where the position is.
func changed(array, place, entry *expr.Node) *expr.Node {
	shape := array.Shape()
	if place.IsConst() {
		k, flat := int(place.Float()), expr.Flatten(array)
		whole := expr.Stack(expr.Slice(flat, 0, k), entry, expr.Slice(flat, k+1, shape.Size()))
		return expr.Take(whole, shape, upTo(shape.Size()))
	}
	o := &expr.Opaque{Text: "entry", LaTeX: `\text{entry}`, Shape: shape, Value: func(in, out []float64) error {
		size := len(out)
		copy(out, in[:size])
		if at := in[size]; at == at {
			out[int(at)] = in[size+1]
			return nil
		}
		for k := range out {
			out[k] = math.NaN()
		}
		return nil
	}}
	return o.Call(array, place, entry)
}
