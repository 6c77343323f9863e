package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// Table is data with named columns, of numbers or of texts.
type Table struct {
	Names []string
	Rows  *expr.Node // the columns of numbers: a known matrix, or a vector when there is one column; nil: there is none
	Texts [][]string // for each column its texts, nil for one of numbers; nil: there is no column of texts
}

// Describe implements Value.
func (t *Table) Describe() message.Phrase {
	return message.Say("kind.table", t.Count(), len(t.Names))
}

// HasTexts reports whether some column holds texts, so that the table is no matrix.
func (t *Table) HasTexts() bool { return t.Texts != nil }

// Count is how many rows there are.
func (t *Table) Count() int {
	if t.Rows != nil {
		return t.Rows.Shape().Rows
	}
	for _, texts := range t.Texts {
		return len(texts)
	}
	return 0
}

// place is which of the columns of numbers a column is, from 0; ok is false for one of texts.
func (t *Table) place(column int) (place int, ok bool) {
	if t.Texts == nil {
		return column, true
	}
	for _, texts := range t.Texts[:column] {
		if texts == nil {
			place++
		}
	}
	return place, t.Texts[column] == nil
}

// Index is the place of a column, from 0; ok is false where there is none of the name.
func (t *Table) Index(name string) (column int, ok bool) {
	for j, n := range t.Names {
		if n == name {
			return j, true
		}
	}
	return 0, false
}

// Column is the column of numbers of a name as a vector.
func (t *Table) Column(name string) (*expr.Node, bool) {
	j, ok := t.Index(name)
	if !ok {
		return nil, false
	}
	q, ok := t.At(j).(Quantity)
	return q.Node, ok
}

// At is a column, counted from 0: a vector, or a list of texts.
func (t *Table) At(column int) Value {
	place, isNumbers := t.place(column)
	switch {
	case !isNumbers:
		list := make(List, len(t.Texts[column]))
		for i, text := range t.Texts[column] {
			list[i] = Text(text)
		}
		return list
	case t.Rows.Shape().IsVector():
		return Quantity{Node: t.Rows}
	}
	return Quantity{Node: expr.Column(t.Rows, expr.Const(float64(place)))}
}

// Row is a row, counted from 0.
func (t *Table) Row(k int) Row {
	r := Row{Table: t, Number: k}
	switch {
	case t.Rows == nil:
	case t.Rows.Shape().IsVector():
		r.Node = expr.Element(t.Rows, expr.Const(float64(k)))
	default:
		r.Node = expr.Row(t.Rows, expr.Const(float64(k)))
	}
	return r
}

// Pick is the table of some rows, given by their places from 0, in this order.
func (t *Table) Pick(rows []int) *Table {
	picked := &Table{Names: t.Names}
	if t.Rows != nil {
		picked.Rows = PickRows(t.Rows, rows)
	}
	if t.Texts == nil {
		return picked
	}
	picked.Texts = make([][]string, len(t.Texts))
	for j, texts := range t.Texts {
		if texts == nil {
			continue
		}
		picked.Texts[j] = make([]string, len(rows))
		for i, k := range rows {
			picked.Texts[j][i] = texts[k]
		}
	}
	return picked
}

// PickRows is some rows of a known matrix, or entries of a known vector, in an order.
func PickRows(data *expr.Node, rows []int) *expr.Node {
	columns := data.Shape().Cols
	entries := make([]float64, 0, len(rows)*columns)
	for _, row := range rows {
		entries = append(entries, data.Data()[row*columns:(row+1)*columns]...)
	}
	return expr.Array(expr.Shape{Rank: data.Shape().Rank, Rows: len(rows), Cols: columns}, entries)
}

// Row is a row of a table: its entries by the names of the columns, and where all are numbers the vector of them.
type Row struct {
	Table  *Table
	Node   *expr.Node // of the columns of numbers: a vector, or a number when there is one column; nil: there is none
	Number int        // of the row, from 0, where the table has texts
}

// Describe implements Value.
func (r Row) Describe() message.Phrase { return message.Say("kind.row", len(r.Table.Names)) }

// Fields implements Fielded: the names of the columns.
func (r Row) Fields() []string { return r.Table.Names }

// Field implements Fielded.
func (r Row) Field(name string) Value {
	if j, ok := r.Table.Index(name); ok {
		return r.At(j)
	}
	return nil
}

// At is the entry of a column, counted from 0: a number or a text.
func (r Row) At(column int) Value {
	place, isNumber := r.Table.place(column)
	switch {
	case !isNumber:
		return Text(r.Table.Texts[column][r.Number])
	case r.Node.Shape().Rank == 0:
		return Quantity{Node: r.Node}
	}
	return Quantity{Node: expr.Element(r.Node, expr.Const(float64(place)))}
}

// Entries are the numbers and texts in the order of the columns.
func (r Row) Entries() []Value {
	entries := make([]Value, len(r.Table.Names))
	for j := range entries {
		entries[j] = r.At(j)
	}
	return entries
}
