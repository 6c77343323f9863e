package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// indexTable is data[k], data[k, j] or data[:, j] of a table with columns of texts; one of numbers alone is a matrix.
func (e *evaluation) indexTable(x *syntax.Index, t *value.Table, s *scope) value.Value {
	if len(x.Indices) > 2 {
		s.fail("ShapeError", x.Open, "index.count", t.Describe(), len(x.Indices))
	}
	rows := e.selection("row", x.Indices[0], t.Count(), s)
	if len(x.Indices) == 1 {
		if rows.symbol == nil && rows.single {
			return t.Row(rows.positions[0])
		}
		return t.Pick(rows.positions)
	}
	columns := e.selection("column", x.Indices[1], len(t.Names), s)
	if rows.symbol != nil || !columns.single {
		panic(message.New("TypeError", "table.texts").At(s.source, x.Operand.Span()).Advise("table.texts-advice", syntax.Text(x.Operand), t.Names[0]))
	}
	column := columns.positions[0]
	if rows.single {
		return t.Row(rows.positions[0]).At(column)
	}
	return t.Pick(rows.positions).At(column)
}

// rowOf gives the entries of a row to the names of a loop.
func (e *evaluation) rowOf(loop syntax.Loop, row value.Row, s *scope) map[string]value.Value {
	entries := row.Entries()
	if len(entries) != len(loop.Names) {
		last := loop.Names[len(loop.Names)-1]
		panic(message.New("ShapeError", "loop.names", len(loop.Names), row.Describe()).
			At(s.source, loop.Names[0].Span().To(last.Span())).Advise("loop.names-advice", len(entries)))
	}
	names := make(map[string]value.Value, len(entries))
	for i, entry := range entries {
		names[loop.Names[i].Text] = entry
	}
	return names
}
