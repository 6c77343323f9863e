package eval

import (
	"math"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// index is operand[i] or operand[i, j], counted from 1; runs are indexed by step, from 0.
func (e *evaluation) index(x *syntax.Index, s *scope) value.Value {
	if field, ok := x.Operand.(*syntax.Field); ok && len(x.Indices) > 0 {
		return e.indexField(x, field, s)
	}
	return e.indexValue(x, e.eval(x.Operand, s), s)
}

func (e *evaluation) indexValue(x *syntax.Index, operand value.Value, s *scope) value.Value {
	switch v := operand.(type) {
	case value.Quantity:
		return e.indexArray(x, v.Node, s)
	case value.Range:
		e.fitsRange(v, s, x.Operand.Span())
		return e.indexArray(x, rangeVector(v), s)
	case *value.Table:
		return e.indexRows(x, v, s)
	case value.Row:
		return e.indexRow(x, v, s)
	case value.Tuple:
		return e.indexTuple(x, v.Items(), s)
	case *value.Run:
		return e.indexRun(x, v, s)
	case *searched:
		return e.indexSearched(x, v, s)
	case value.Minimum, value.Placed, *Located:
		point, _ := AsQuantity(v)
		return e.indexArray(x, point, s)
	}
	panic(notIndexed(x, operand, s.source))
}

func (e *evaluation) indexRows(x *syntax.Index, t *value.Table, s *scope) value.Value {
	e.refuseColumnText(x, t, s)
	if t.HasTexts() {
		return e.indexTable(x, t, s)
	}
	return e.indexArray(x, t.Rows, s)
}

func (e *evaluation) indexRow(x *syntax.Index, row value.Row, s *scope) value.Value {
	if n, ok := AsQuantity(row); ok {
		return e.indexArray(x, n, s)
	}
	return e.indexTuple(x, row.Entries(), s)
}

// notIndexed is what is said of an index behind what has no entries: f[1] may be meant as f(1).
func notIndexed(x *syntax.Index, operand value.Value, source *message.Source) *message.Error {
	switch v := operand.(type) {
	case *value.Derivative:
		return message.New("TypeError", "index.function", v.Label()).At(source, x.Span()).
			Advise("call.write", calledText(v)+"["+indicesText(x)+"]")
	case value.Callable:
		return message.New("TypeError", "index.function", v.Label()).At(source, x.Span()).
			Advise("index.call-advice", v.Label(), indicesText(x))
	}
	return message.New("TypeError", "index.of", operand.Describe()).At(source, x.Operand.Span()).Advise("index.of-advice")
}

func indicesText(x *syntax.Index) string {
	texts := make([]string, len(x.Indices))
	for i, index := range x.Indices {
		texts[i] = ":"
		if index != nil {
			texts[i] = syntax.Text(index)
		}
	}
	return strings.Join(texts, ", ")
}

func (e *evaluation) indexArray(x *syntax.Index, node *expr.Node, s *scope) value.Value {
	shape := node.Shape()
	switch {
	case node.IsTruth() || shape.Rank == 0:
		failure := message.New("TypeError", "index.of", value.Quantity{Node: node}.Describe()).At(s.source, x.Operand.Span()).
			Advise("index.of-advice")
		if name, ok := x.Operand.(*syntax.Name); ok {
			failure.Advise("index.number-advice", name.Shown)
		}
		panic(failure)
	case len(x.Indices) == 1 && shape.Rank == 1:
		return value.Quantity{Node: entry(node, e.selection("", x.Indices[0], shape.Rows, s))}
	case len(x.Indices) == 1:
		return value.Quantity{Node: e.submatrix(node, e.selection("row", x.Indices[0], shape.Rows, s), e.selection("", nil, shape.Cols, s), s, x.Span())}
	case len(x.Indices) == 2 && shape.Rank == 2:
		rows := e.selection("row", x.Indices[0], shape.Rows, s)
		return value.Quantity{Node: e.submatrix(node, rows, e.selection("column", x.Indices[1], shape.Cols, s), s, x.Span())}
	}
	panic(e.indexCount(x, node).At(s.source, x.Open))
}

// refuseColumnText answers data["x"], where a column is asked for as in other languages.
func (e *evaluation) refuseColumnText(x *syntax.Index, table *value.Table, s *scope) {
	for _, index := range x.Indices {
		text, ok := index.(*syntax.String)
		if !ok {
			continue
		}
		failure := message.New("TypeError", "index.by", message.Say("kind.text")).At(s.source, text.Span())
		if _, known := table.Index(text.Value); known {
			failure.Advise("call.write", syntax.Text(x.Operand)+"."+text.Value)
		} else {
			failure.Advise("field.list", table.Names)
		}
		panic(failure)
	}
}

// indexCount says how many indices an array takes.
func (e *evaluation) indexCount(x *syntax.Index, node *expr.Node) *message.Error {
	operand := syntax.Text(x.Operand)
	failure := message.New("ShapeError", "index.count", value.Quantity{Node: node}.Describe(), len(x.Indices))
	if node.Shape().Rank == 1 {
		return failure.Advise("index.vector-advice", operand)
	}
	return failure.Advise("index.matrix-advice", operand)
}

// entry is v[i], or the vector v[i..j] of several entries.
func entry(node *expr.Node, at selection) *expr.Node {
	switch {
	case at.symbol != nil:
		return expr.Element(node, at.symbol)
	case at.single:
		return entryOf(node, at.positions[0])
	}
	return expr.Take(node, expr.Vector(len(at.positions)), at.positions)
}

// submatrix is A[i, j]: a number, a row or column as a vector, or a matrix.
func (e *evaluation) submatrix(node *expr.Node, rows, columns selection, s *scope, span syntax.Span) *expr.Node {
	if rows.symbol != nil || columns.symbol != nil {
		return symbolicPart(node, rows, columns)
	}
	e.fits(len(rows.positions)*len(columns.positions), s, span)
	positions := make([]int, 0, len(rows.positions)*len(columns.positions))
	for _, i := range rows.positions {
		for _, j := range columns.positions {
			positions = append(positions, i*node.Shape().Cols+j)
		}
	}
	switch {
	case rows.single && columns.single:
		return expr.Take(node, expr.Scalar, positions)
	case rows.single || columns.single:
		return expr.Take(node, expr.Vector(len(positions)), positions)
	}
	return expr.Take(node, expr.MatrixShape(len(rows.positions), len(columns.positions)), positions)
}

// entryOf is the entry of a vector at a position from 0.
func entryOf(node *expr.Node, position int) *expr.Node {
	return expr.Element(node, expr.Const(float64(position)))
}

// symbolicPart is a number, row or column of a matrix at an index of a loop.
func symbolicPart(node *expr.Node, rows, columns selection) *expr.Node {
	switch {
	case rows.one() && columns.one():
		return expr.Element2(node, rows.node(), columns.node())
	case rows.one():
		return expr.Take(expr.Row(node, rows.node()), expr.Vector(len(columns.positions)), columns.positions)
	}
	return expr.Take(expr.Column(node, columns.node()), expr.Vector(len(rows.positions)), rows.positions)
}

// selection is what an index picks along one dimension: positions from 0. A plain number picks a single entry; in a
// loop whose index is a symbol the position may be one too.
type selection struct {
	positions []int
	single    bool
	symbol    *expr.Node
}

// one reports whether the selection is a single position, known or not.
func (at selection) one() bool { return at.single || at.symbol != nil }

// node is the single position.
func (at selection) node() *expr.Node {
	if at.symbol != nil {
		return at.symbol
	}
	return expr.Const(float64(at.positions[0]))
}

// selection reads one index; a nil one is ":" and picks all.
func (e *evaluation) selection(what string, index syntax.Expr, length int, s *scope) selection {
	if index == nil {
		return selection{positions: upTo(length)}
	}
	v := e.eval(index, s)
	node, ok := e.asQuantity(v, s, index.Span())
	switch {
	case !ok || node.IsTruth() || node.Shape().Rank == 2:
		s.fail("TypeError", index.Span(), "index.by", v.Describe())
	case !node.IsConst() && e.staysWithin(node, length):
		return selection{symbol: expr.Sub(node, expr.Const(1))}
	case !node.IsConst():
		e.refuseStepNumber(node, index, s)
		panic(message.New("TypeError", "trace.index").At(s.source, index.Span()).Advise("trace.index-advice"))
	}
	picked := selection{single: node.Shape().Rank == 0}
	for _, x := range node.Data() {
		picked.positions = append(picked.positions, e.position(what, x, length, index, s))
	}
	return picked
}

func upTo(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func (e *evaluation) position(what string, x float64, length int, index syntax.Expr, s *scope) int {
	switch {
	case x != math.Trunc(x):
		s.fail("IndexError", index.Span(), "index.whole", x)
	case x < 1 || x > float64(length):
		panic(outside(what, x, length).At(s.source, index.Span()))
	}
	return int(x) - 1
}

// outside says that there is no entry of an index, and which is meant where other languages count otherwise.
func outside(what string, x float64, length int) *message.Error {
	key := "index.range"
	switch what {
	case "row":
		key = "index.range-row"
	case "column":
		key = "index.range-column"
	case "item":
		key = "index.range-item"
	}
	failure := message.New("IndexError", key, x, length)
	switch {
	case length == 0:
		return message.New("IndexError", "index.empty")
	case x == 0:
		failure.Advise("index.one-based")
	case x < 0 && -x <= float64(length):
		failure.Advise("index.from-end", length+1+int(x), -int(x))
	}
	return failure
}

func (e *evaluation) indexTuple(x *syntax.Index, items []value.Value, s *scope) value.Value {
	if len(x.Indices) != 1 {
		s.fail("ShapeError", x.Span(), "index.tuple", len(items))
	}
	at := e.selection("item", x.Indices[0], len(items), s)
	if !at.single {
		s.fail("TypeError", x.Indices[0].Span(), "index.tuple", len(items))
	}
	return items[at.positions[0]]
}
