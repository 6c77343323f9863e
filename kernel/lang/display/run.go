package display

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// run shows what happened: a sentence and the first and last steps as text, the same as a table, the path as a picture.
func (s *show) run(r *value.Run) error {
	head, rows := s.runRows(r, 3)
	summary := s.runSummary(r)
	lines := strings.TrimRight(strings.TrimRight(summary+"\n"+r.Why.In(s.options.Locale), "\n")+"\n"+s.end(r), "\n")
	s.text(lines + "\n" + alignedTable(append([][]string{head}, rows...)))
	_, more := s.runRows(r, 5)
	t := namedTable(head)
	for _, row := range more {
		t.add(row)
	}
	s.html("<p>" + strings.ReplaceAll(escape(lines), "\n", "<br>") + "</p>" + t.html())
	if r.Terrain == nil {
		return nil
	}
	if err := s.ctx.Err(); err != nil {
		return err // the steps until an interrupt are told at once; the picture of a long path takes its time
	}
	return s.picture(runFigure(s.ctx, r))
}

// runSummary is the run in one sentence: 50 steps, f 0 → -128.487, θ = (…), stopped: steps used.
func (s *show) runSummary(r *value.Run) string {
	record := r.Record
	name := record.Points.Name
	return s.say("run.summary", record.Steps, r.Objective.Label(), s.options.Format.Number(record.Value(0)), s.options.Format.Number(record.Value(record.Steps)),
		name, s.options.Format.Plain(r.PointAt(record.Steps)), s.say("status."+string(record.Status), record.Steps+1))
}

// end tells of a run that it came to a critical point that is no minimum; "": it did not.
func (s *show) end(r *value.Run) string {
	if r.End == nil || s.ctx.Err() != nil {
		return ""
	}
	v, f := r.End(s.ctx), r.Objective.Label()
	switch {
	case v == nil:
		return ""
	case v.Kind == critical.Undecided:
		return s.say("run.end.undecided", f, s.reason(v.Reason))
	case v.Kind == critical.LocalMaximum:
		return s.say("run.end.maximum", f)
	case r.Record.Shape.Size() == 1:
		return s.say("run.end.inflection", f)
	case v.Falling == nil || len(r.Shapes) > 1 && !r.Spread:
		return s.say("run.end.saddle", f)
	}
	return s.say("run.end.saddle-falls", f, s.plainVector(v.Falling))
}

// runRows is the table of a run: step, point, f, ‖∇f‖, start-variables; the first and last few steps.
func (s *show) runRows(r *value.Run, few int) (head []string, rows [][]string) {
	columns := columnsOf(r.Record)
	head = append([]string{"k"}, columns.names(r)...)
	for _, k := range firstAndLast(r.Record.Steps+1, few) {
		row := slices.Repeat([]string{"…"}, len(head))
		if k >= 0 {
			row = append([]string{strconv.Itoa(k)}, s.runCells(r, columns, k)...)
		}
		rows = append(rows, row)
	}
	return head, rows
}

// narrow is up to how many numbers an array has a column of its own in the table of a run.
const narrow = 4

// runColumns are the columns before and after those of f: the point, and the start-variables, as far as they are narrow.
type runColumns struct{ before, after []*descent.History }

func columnsOf(record *descent.Record) (c runColumns) {
	if record.Points.Shape.Size() <= narrow {
		c.before = append(c.before, record.Points)
	}
	for _, series := range record.Named {
		if series.Start && series.Shape.Size() <= narrow {
			c.after = append(c.after, series)
		}
	}
	return c
}

// width is the number of columns, those of f and ‖∇f‖ too.
func (c runColumns) width() int { return len(c.before) + 2 + len(c.after) }

// names is what stands above the columns.
func (c runColumns) names(r *value.Run) []string {
	label := r.Objective.Label()
	var names []string
	for _, series := range c.before {
		names = append(names, r.Optimizer.Shown(series.Name))
	}
	names = append(names, label, "‖∇"+label+"‖")
	for _, series := range c.after {
		names = append(names, r.Optimizer.Shown(series.Name))
	}
	return names
}

// runCells is what the columns show of step k.
func (s *show) runCells(r *value.Run, c runColumns, k int) []string {
	var cells []string
	for range c.before {
		cells = append(cells, s.options.Format.Plain(r.PointAt(k)))
	}
	cells = append(cells, s.options.Format.Number(r.Record.Value(k)), s.options.Format.Number(r.Record.Norm(k)))
	for _, series := range c.after {
		cell := ""
		if at := series.At(k); at != nil {
			cell = s.options.Format.Node(expr.Array(series.Shape, at))
		}
		cells = append(cells, cell)
	}
	return cells
}

// firstAndLast lists the first and last few of n steps; -1 stands for those between.
func firstAndLast(n, few int) []int {
	var steps []int
	for k := 0; k < n; k++ {
		if k == few && n > 2*few+1 {
			steps, k = append(steps, -1), n-few
		}
		steps = append(steps, k)
	}
	return steps
}

// runFigure is the path over the contours of its function, with the critical points near it.
func runFigure(ctx context.Context, r *value.Run) *value.Figure {
	figure := &value.Figure{Layers: []value.Layer{r.Terrain.Ground(), r.Path()}}
	if r.Critical != nil {
		figure.AddPoints(r.Critical(ctx)...)
	}
	return figure
}

// step shows everything recorded at one step of a run.
func (s *show) step(step value.Step) {
	record, k := step.Run.Record, step.Number
	lines := []string{
		s.say("run.step", k),
		"  " + record.Points.Name + " = " + s.options.Format.Plain(step.Run.PointAt(k)),
		"  " + step.Run.Objective.Label() + " = " + s.options.Format.Number(record.Value(k)),
		"  ‖∇" + step.Run.Objective.Label() + "‖ = " + s.options.Format.Number(record.Norm(k)),
	}
	for _, series := range record.Named {
		if at := series.At(k); at != nil {
			lines = append(lines, "  "+step.Run.Optimizer.Shown(series.Name)+" = "+s.options.Format.Node(expr.Array(series.Shape, at)))
		}
	}
	s.text(strings.Join(lines, "\n"))
}
