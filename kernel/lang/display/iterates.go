package display

import (
	"slices"
	"strconv"

	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// iterates shows the steps of runs as a table: a row a step, the columns of each run beside those of the one before.
func (s *show) iterates(v value.Iterates) {
	const fewText, fewHTML = 20, 50
	s.text(alignedTable(s.iterateRows(v, fewText)))
	rows := s.iterateRows(v, fewHTML)
	t := newTable(rows[0])
	for _, row := range rows[1:] {
		t.add(row)
	}
	s.html(t.html())
}

// iterateRows are the head and the rows, of a long table the first and last few.
func (s *show) iterateRows(v value.Iterates, few int) [][]string {
	columns := make([]runPart, len(v.Runs))
	head := []string{"k"}
	for i, r := range v.Runs {
		columns[i] = partOf(r)
		head = append(head, s.iterateHead(r, columns[i], len(v.Runs) > 1)...)
	}
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

// runPart are the columns of a run in a table of its steps.
type runPart struct{ before, after []*descent.History }

func partOf(r *value.Run) runPart {
	before, after := runColumns(r.Record)
	return runPart{before, after}
}

// iterateHead names the columns of a run, with its optimizer where there are several.
func (s *show) iterateHead(r *value.Run, part runPart, several bool) []string {
	label := r.Objective.Label()
	var head []string
	for _, series := range part.before {
		head = append(head, r.Optimizer.Shown(series.Name))
	}
	head = append(head, label, "‖∇"+label+"‖")
	for _, series := range part.after {
		head = append(head, r.Optimizer.Shown(series.Name))
	}
	if several {
		for i := range head {
			head[i] = optimizerLabel(r.Optimizer, s) + ": " + head[i]
		}
	}
	return head
}

func (s *show) iterateCells(r *value.Run, part runPart, k int) []string {
	width := len(part.before) + len(part.after) + 2
	if k > r.Record.Steps {
		return make([]string, width)
	}
	return s.runRow(r, part.before, part.after, k)[1:]
}
