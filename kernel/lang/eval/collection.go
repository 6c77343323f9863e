package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// vector evaluates (a, b, …): numbers make a vector, equal vectors make a matrix of rows, a range is the vector of its
// numbers, and functions, optimizers and the like make a list.
func (e *evaluation) vector(x *syntax.Vector, s *scope) value.Value {
	if len(x.Entries) == 0 {
		return value.Vector(nil)
	}
	values := make([]value.Value, len(x.Entries))
	for i, entry := range x.Entries {
		values[i] = e.eval(entry, s)
	}
	if allThings(values) {
		return value.List(values)
	}
	nodes := e.quantities(values, x.Entries, s)
	if _, ok := x.Entries[0].(*syntax.Range); len(x.Entries) == 1 && ok { // [1..3] lists the numbers
		return value.Quantity{Node: nodes[0]}
	}
	place := func(i int) syntax.Span { return x.Entries[i].Span() }
	if x.Bracket {
		return e.list(nodes, place, s, x.Span())
	}
	return e.stack(nodes, place, s, x.Span())
}

// quantities reads values as numbers and arrays; entries are where they stand.
func (e *evaluation) quantities(values []value.Value, entries []syntax.Expr, s *scope) []*expr.Node {
	nodes := make([]*expr.Node, len(values))
	for i, v := range values {
		n, ok := e.asQuantity(v, s, entries[i].Span())
		if !ok {
			panic(e.notQuantity(v).At(s.source, entries[i].Span()))
		}
		nodes[i] = n
	}
	return nodes
}

// allThings tells several functions, optimizers, runs or texts, which make a list: (gd, momentum, adam).
func allThings(values []value.Value) bool {
	for _, v := range values {
		switch v.(type) {
		case *value.Function, *value.Builtin, *value.Derivative, *value.Traced, *value.Optimizer, *value.Run, *value.Figure, value.Text:
		default:
			return false
		}
	}
	return len(values) > 1
}

// list makes what [ ] holds: a list of known vectors of unlike length, or what stack makes.
func (e *evaluation) list(nodes []*expr.Node, place func(int) syntax.Span, s *scope, span syntax.Span) value.Value {
	if !unlike(nodes) {
		return e.stack(nodes, place, s, span)
	}
	e.fits(len(nodes), s, span)
	list := make(value.List, len(nodes))
	for i, n := range nodes {
		list[i] = value.Quantity{Node: n}
	}
	return list
}

// stack makes a vector of numbers or a matrix of rows of equally long vectors.
func (e *evaluation) stack(nodes []*expr.Node, place func(int) syntax.Span, s *scope, span syntax.Span) value.Value {
	e.fits(len(nodes), s, span)
	if len(nodes) == 0 {
		return value.Vector(nil)
	}
	first := nodes[0].Shape()
	for i, n := range nodes {
		if n.Shape() != first || first.Rank == 2 || n.IsTruth() {
			panic(notStacked(n, i).At(s.source, place(i)))
		}
	}
	if first.Rank == 0 {
		return value.Quantity{Node: expr.Stack(nodes...)}
	}
	e.fits(len(nodes)*first.Rows, s, span)
	return value.Quantity{Node: expr.Rows(nodes...), Listed: true}
}

// notStacked is what is said of entry i, from 0, that does not fit those before it.
func notStacked(n *expr.Node, i int) *message.Error {
	failure := message.New("ShapeError", "shape.entries", value.Quantity{Node: n}.Describe(), i+1).Advise("shape.entries-advice")
	if n.IsTruth() {
		failure.Advise("type.truth-advice")
	}
	return failure
}

// unlike reports whether nodes are known vectors, not all of one length.
func unlike(nodes []*expr.Node) bool {
	some := false
	for _, n := range nodes {
		if n.Shape().Rank != 1 || n.IsTruth() || !n.IsConst() {
			return false
		}
		some = some || n.Shape() != nodes[0].Shape()
	}
	return some
}

func (e *evaluation) matrix(x *syntax.Matrix, s *scope) value.Value {
	rows := make([][]*expr.Node, len(x.Rows))
	for i, row := range x.Rows {
		if len(row) != len(x.Rows[0]) {
			panic(message.New("ShapeError", "shape.rows", i+1, len(row), len(x.Rows[0])).
				At(s.source, row[0].Span().To(row[len(row)-1].Span())).Advise("shape.rows-advice"))
		}
		rows[i] = make([]*expr.Node, len(row))
		for j, entry := range row {
			n := e.quantity(entry, s)
			if n.Shape().Rank != 0 || n.IsTruth() {
				panic(message.New("ShapeError", "shape.entry", value.Quantity{Node: n}.Describe()).At(s.source, entry.Span()).
					Advise("shape.entry-advice"))
			}
			rows[i][j] = n
		}
	}
	return value.Quantity{Node: expr.Matrix(rows)}
}

func (e *evaluation) parts(x *syntax.Parts, s *scope) value.Value {
	var p value.Parts
	for i, name := range x.Names {
		if _, twice := p.Part(name.Text); twice {
			panic(message.New("NameError", "name.twice", name.Text).At(s.source, name.Span()).Advise("name.twice-advice"))
		}
		p.Names = append(p.Names, name.Text)
		p.Values = append(p.Values, value.Quantity{Node: e.quantity(x.Values[i], s)})
	}
	return p
}
