package display

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// ensemble shows runs over seeds: how f is spread at their ends, the first and last of them, and the median of f against the
// step.
func (s *show) ensemble(e *value.Ensemble) error {
	format := s.options.Format
	final := e.Final()
	q := value.Quartiles(final)
	least, largest := slices.Index(final, slices.Min(final)), slices.Index(final, slices.Max(final))
	first := e.Runs[0]
	head := s.say("ensemble.summary", len(e.Runs), optimizerLabel(first.Optimizer, s), first.Objective.Label(), e.Steps(),
		format.Number(q[1]), format.Number(q[0]), format.Number(q[2]))
	extremes := s.say("ensemble.extremes", first.Objective.Label(), format.Number(final[least]), format.Number(e.Seeds[least]),
		s.finalText(final[largest]), format.Number(e.Seeds[largest]))
	lines := head + "\n" + extremes + s.semicolon() + s.endings(e)
	rows := s.outcomeRows(e, 3)
	s.text(lines + "\n" + alignedTable(rows))
	s.html("<p>" + strings.ReplaceAll(escape(lines), "\n", "<br>") + "</p>" + htmlRows(s.outcomeRows(e, 5)))
	series := e.Series()
	figure := &value.Figure{Layers: []value.Layer{series}}
	figure.Settings.YLabel, series.Name = series.Name, first.Optimizer.Settled()
	return s.picture(figure)
}

// finalText is f at the end of a run, a word for what diverged.
func (s *show) finalText(f float64) string {
	if math.IsInf(f, 1) {
		return "∞"
	}
	return s.options.Format.Number(f)
}

// endings counts how the runs ended.
func (s *show) endings(e *value.Ensemble) string {
	count := map[descent.Status]int{}
	var order []descent.Status
	for _, r := range e.Runs {
		if count[r.Record.Status] == 0 {
			order = append(order, r.Record.Status)
		}
		count[r.Record.Status]++
	}
	var texts []string
	for _, status := range order {
		texts = append(texts, s.say("ensemble."+string(status), count[status]))
	}
	return strings.Join(texts, s.say("ensemble.comma"))
}

// outcomes shows how each run ended, a row a run.
func (s *show) outcomes(e *value.Ensemble) {
	const fewText, fewHTML = 20, 50
	s.text(alignedTable(s.outcomeRows(e, fewText)))
	s.html(htmlRows(s.outcomeRows(e, fewHTML)))
}

func htmlRows(rows [][]string) string {
	t := newTable(rows[0])
	for _, row := range rows[1:] {
		t.add(row)
	}
	return t.html()
}

// outcomeRows are the head and the rows, of many runs the first and last few.
func (s *show) outcomeRows(e *value.Ensemble, few int) [][]string {
	label, point := e.Runs[0].Objective.Label(), e.Runs[0].Record.Points
	wide := point.Shape.Size() > narrow
	head := []string{s.say("ensemble.seed"), s.say("compare.steps"), label, "‖∇" + label + "‖"}
	if !wide {
		head = append(head, e.Runs[0].Optimizer.Shown(point.Name))
	}
	rows := [][]string{append(head, s.say("compare.status"))}
	for _, i := range firstAndLast(len(e.Runs), few) {
		if i < 0 {
			rows = append(rows, slices.Repeat([]string{"…"}, len(rows[0])))
			continue
		}
		rows = append(rows, s.outcomeRow(e, i, wide))
	}
	return rows
}

// outcomeRow tells how run i ended; the point is left out where it is wide.
func (s *show) outcomeRow(e *value.Ensemble, i int, wide bool) []string {
	format, record := s.options.Format, e.Runs[i].Record
	last := record.Steps
	row := []string{format.Number(e.Seeds[i]), strconv.Itoa(last), format.Number(record.Value(last)), format.Number(record.Norm(last))}
	if !wide {
		row = append(row, format.Plain(e.Runs[i].PointAt(last)))
	}
	return append(row, s.say("status."+string(record.Status), last+1))
}
