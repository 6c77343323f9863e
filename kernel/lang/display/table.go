package display

import (
	"strconv"

	"saddle/kernel/lang/value"
)

// table shows the names of the columns and the first and last rows.
func (s *show) table(t *value.Table) {
	columns := len(t.Names)
	entries := t.Rows.Data()
	head := append([]string{""}, t.Names...)
	rows := [][]string{head}
	out := newTable(head)
	for _, i := range firstAndLast(t.Rows.Shape().Rows, 5) {
		row := make([]string, columns+1)
		for j := range row {
			switch {
			case i < 0:
				row[j] = "…"
			case j == 0:
				row[j] = strconv.Itoa(i + 1)
			default:
				row[j] = s.options.Format.Number(entries[i*columns+j-1])
			}
		}
		rows = append(rows, row)
		out.add(row)
	}
	s.text(alignedTable(rows) + "\n" + s.say("table.rows", t.Rows.Shape().Rows))
	s.html(out.html())
}
