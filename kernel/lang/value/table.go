package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// Table is data with named columns of numbers.
type Table struct {
	Names []string
	Rows  *expr.Node // a known matrix, or a vector when there is one column
}

// Describe implements Value.
func (t *Table) Describe() message.Phrase {
	return message.Say("kind.table", t.Rows.Shape().Rows, t.Rows.Shape().Cols)
}

// Column is the column of a name as a vector.
func (t *Table) Column(name string) (*expr.Node, bool) {
	for j, n := range t.Names {
		if n != name {
			continue
		}
		if t.Rows.Shape().IsVector() {
			return t.Rows, true
		}
		return expr.Column(t.Rows, expr.Const(float64(j))), true
	}
	return nil, false
}
