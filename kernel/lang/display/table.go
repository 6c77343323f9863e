package display

import (
	"strconv"

	"saddle/kernel/lang/value"
)

// table shows the names of the columns and the first and last rows.
func (s *show) table(t *value.Table) {
	head := append([]string{""}, t.Names...)
	rows := [][]string{head}
	out := newTable(head)
	for _, i := range firstAndLast(t.Count(), 5) {
		row := s.tableRow(t, i)
		rows = append(rows, row)
		out.add(row)
	}
	s.text(alignedTable(rows) + "\n" + s.say("table.rows", t.Count()))
	s.html(out.html())
}

// tableRow is the number of a row and its entries; of those left out, i < 0, dots.
func (s *show) tableRow(t *value.Table, i int) []string {
	row := make([]string, len(t.Names)+1)
	for j := range row {
		switch {
		case i < 0:
			row[j] = "…"
		case j == 0:
			row[j] = strconv.Itoa(i + 1)
		default:
			row[j] = s.options.Format.PlainIn(t.Row(i).At(j-1), s.options.Locale)
		}
	}
	return row
}
