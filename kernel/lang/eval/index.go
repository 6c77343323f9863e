package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// index is operand[i] or operand[i, j], counted from 1; runs are indexed by step, from 0.
func (e *evaluation) index(x *syntax.Index, s *scope) value.Value {
	switch v := e.eval(x.Operand, s).(type) {
	case value.Quantity:
		return e.indexArray(x, v.Node, s)
	case value.Range:
		return e.indexArray(x, rangeVector(v), s)
	case *value.Table:
		return e.indexArray(x, v.Rows, s)
	case value.Tuple:
		return e.indexTuple(x, v.Items(), s)
	case *value.Run:
		return e.indexRun(x, v, s)
	case value.Callable:
		panic(message.New("TypeError", "index.function", v.Label()).At(s.source, x.Span()).
			Advise("index.call-advice", v.Label(), indicesText(x)))
	default:
		s.fail("TypeError", x.Operand.Span(), "index.of", v.Describe())
	}
	return nil
}

func indicesText(x *syntax.Index) string {
	texts := make([]string, len(x.Indices))
	for i, index := range x.Indices {
		texts[i] = ":"
		if index != nil {
			texts[i] = syntax.Text(index)
		}
	}
	return join(texts, ", ")
}

func (e *evaluation) indexArray(x *syntax.Index, node *expr.Node, s *scope) value.Value {
	shape := node.Shape()
	switch {
	case node.IsTruth() || shape.Rank == 0:
		s.fail("TypeError", x.Operand.Span(), "index.of", value.Quantity{Node: node}.Describe())
	case len(x.Indices) == 1 && shape.Rank == 1:
		return value.Quantity{Node: e.entry(node, x.Indices[0], s)}
	case len(x.Indices) == 1:
		return value.Quantity{Node: e.submatrix(node, e.selection(x.Indices[0], shape.Rows, s), e.selection(nil, shape.Cols, s))}
	case len(x.Indices) == 2 && shape.Rank == 2:
		if i, ok := e.symbolicIndex(x.Indices[0], s); ok {
			return value.Quantity{Node: e.symbolicRow(x, node, i, s)}
		}
		rows := e.selection(x.Indices[0], shape.Rows, s)
		return value.Quantity{Node: e.submatrix(node, rows, e.selection(x.Indices[1], shape.Cols, s))}
	}
	s.fail("ShapeError", x.Span(), "index.count", value.Quantity{Node: node}.Describe(), len(x.Indices))
	return nil
}

// symbolicRow is A[i, j] or A[i, :] where i is the index of a loop.
func (e *evaluation) symbolicRow(x *syntax.Index, node, i *expr.Node, s *scope) *expr.Node {
	if j, ok := e.symbolicIndex(x.Indices[1], s); ok {
		return expr.Element2(node, i, j)
	}
	columns := e.selection(x.Indices[1], node.Shape().Cols, s)
	entries := make([]*expr.Node, len(columns.positions))
	for k, j := range columns.positions {
		entries[k] = expr.Element2(node, i, expr.Const(float64(j)))
	}
	if columns.single {
		return entries[0]
	}
	return expr.Stack(entries...)
}

// entry is v[i], or the vector v[i..j] of several entries.
func (e *evaluation) entry(node *expr.Node, index syntax.Expr, s *scope) *expr.Node {
	if i, ok := e.symbolicIndex(index, s); ok {
		return expr.Element(node, i)
	}
	at := e.selection(index, node.Shape().Rows, s)
	if at.single {
		return entryOf(node, at.positions[0])
	}
	return expr.Take(node, expr.Vector(len(at.positions)), at.positions)
}

// symbolicIndex is an index that depends on the index of a loop that stays a loop; counted from 0.
func (e *evaluation) symbolicIndex(index syntax.Expr, s *scope) (*expr.Node, bool) {
	if index == nil || !e.looping {
		return nil, false
	}
	n, ok := asQuantity(e.eval(index, s))
	if !ok || n.IsConst() || n.Shape().Rank != 0 || n.Free() == 0 {
		return nil, false
	}
	return expr.Sub(n, expr.Const(1)), true
}

// submatrix is A[i, j]: a number, a row or column as a vector, or a matrix.
func (e *evaluation) submatrix(node *expr.Node, rows, columns selection) *expr.Node {
	var positions []int
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

// selection is what an index picks along one dimension: positions from 0. A plain number picks a single entry.
type selection struct {
	positions []int
	single    bool
}

// selection reads one index; a nil one is ":" and picks all.
func (e *evaluation) selection(index syntax.Expr, length int, s *scope) selection {
	if index == nil {
		all := make([]int, length)
		for i := range all {
			all[i] = i
		}
		return selection{positions: all}
	}
	v := e.eval(index, s)
	node, ok := asQuantity(v)
	switch {
	case !ok || node.IsTruth() || node.Shape().Rank == 2:
		s.fail("TypeError", index.Span(), "index.by", v.Describe())
	case !node.IsConst():
		s.fail("TypeError", index.Span(), "trace.index")
	}
	picked := selection{single: node.Shape().Rank == 0}
	for _, x := range node.Data() {
		picked.positions = append(picked.positions, e.position(x, length, index, s))
	}
	return picked
}

func (e *evaluation) position(x float64, length int, index syntax.Expr, s *scope) int {
	switch {
	case x != math.Trunc(x):
		s.fail("IndexError", index.Span(), "index.whole", x)
	case x < 1 || x > float64(length):
		failure := message.New("IndexError", "index.range", x, length).At(s.source, index.Span())
		if x == 0 {
			failure.Advise("index.one-based")
		}
		panic(failure)
	}
	return int(x) - 1
}

func (e *evaluation) indexTuple(x *syntax.Index, items []value.Value, s *scope) value.Value {
	if len(x.Indices) != 1 {
		s.fail("ShapeError", x.Span(), "index.tuple", len(items))
	}
	at := e.selection(x.Indices[0], len(items), s)
	if !at.single {
		s.fail("TypeError", x.Indices[0].Span(), "index.tuple", len(items))
	}
	return items[at.positions[0]]
}
