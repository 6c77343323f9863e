package display

import (
	"slices"
	"strconv"

	"saddle/kernel/lang/value"
)

// iterates shows the steps of runs as a table: a row a step, the columns of each run beside those of the one before.
func (s *show) iterates(v value.Iterates) {
	const fewText, fewHTML = 20, 50
	s.text(alignedTable(s.iterateRows(v, fewText)))
	rows := s.iterateRows(v, fewHTML)
	t := namedTable(rows[0])
	for _, row := range rows[1:] {
		t.add(row)
	}
	s.html(t.html())
}

// iterateRows are the head and the rows, of a long table the first and last few.
func (s *show) iterateRows(v value.Iterates, few int) [][]string {
	head, columns := s.iterateHead(v)
	rows := [][]string{head}
	for _, row := range firstAndLast(v.Last-v.First+1, few) {
		if row < 0 {
			rows = append(rows, slices.Repeat([]string{"…"}, len(head)))
			continue
		}
		k := v.First + row
		cells := []string{strconv.Itoa(k)}
		for i, r := range v.Runs {
			cells = append(cells, s.iterateCells(r, columns[i], k)...)
		}
		rows = append(rows, cells)
	}
	return rows
}

// iterateHead is the head of the table, and which columns each run has.
func (s *show) iterateHead(v value.Iterates) (head []string, columns []runColumns) {
	columns = make([]runColumns, len(v.Runs))
	head = []string{"k"}
	for i, r := range v.Runs {
		columns[i] = columnsOf(r.Record)
		names := columns[i].names(r)
		if len(v.Runs) > 1 {
			names = s.withOptimizer(r, names)
		}
		head = append(head, names...)
	}
	return head, columns
}

// withOptimizer says before each name of a column which optimizer it is of.
func (s *show) withOptimizer(r *value.Run, names []string) []string {
	for i := range names {
		names[i] = optimizerLabel(r.Optimizer, s) + ": " + names[i]
	}
	return names
}

// iterateCells are the cells of a run at step k, empty where it was over by then.
func (s *show) iterateCells(r *value.Run, columns runColumns, k int) []string {
	if k > r.Record.Steps {
		return make([]string, columns.width())
	}
	return s.runCells(r, columns, k)
}
