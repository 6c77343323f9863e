package display

import (
	"math"
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
)

// minimum shows where minimize came to and by what legs.
func (s *show) minimum(m value.Minimum) {
	format := s.options.Format
	head := s.say("minimum.summary", s.say("verdict."+string(m.Kind)), m.Function.Label(), format.Number(m.Value), s.placeText(m.Point), format.Number(m.GradientNorm))
	switch {
	case m.ByValues:
		head = s.say("minimum.summary-values", m.Function.Label(), format.Number(m.Value), s.placeText(m.Point))
	case math.IsNaN(m.GradientNorm):
		head = s.say("minimum.summary-slopeless", s.say("verdict."+string(m.Kind)), m.Function.Label(), format.Number(m.Value), s.placeText(m.Point))
	}
	lines := []string{head}
	for _, leg := range m.Legs {
		lines = append(lines, "  "+s.say(legKeys[leg.Left], leg.Method, leg.Steps, format.Number(leg.From), format.Number(leg.To)))
	}
	s.text(strings.Join(append(lines, s.reason(m.Reason)), "\n"))
}

// placeText is a point on one line, exactly where it is known so.
func (s *show) placeText(v value.Value) string {
	q, ok := v.(value.Quantity)
	if !ok || q.Node.Shape().Rank > 1 {
		return s.options.Format.Plain(v)
	}
	return s.quantityText(q.Node)
}

// legKeys say what a leg of minimize left.
var legKeys = map[critical.Kind]string{"": "minimum.leg", critical.SaddlePoint: "minimum.leg-after", critical.LocalMaximum: "minimum.leg-maximum"}

// comparison shows runs side by side, and f against the step of each.
func (s *show) comparison(c value.Comparison) error {
	head := []string{s.say("compare.optimizer"), s.say("compare.steps"), "f", "‖∇f‖", s.say("compare.point"), s.say("compare.status")}
	rows := [][]string{head}
	t := newTable(head)
	figure := &value.Figure{}
	for _, r := range c.Runs {
		row := s.comparisonRow(r)
		rows = append(rows, row)
		t.add(row)
		figure.Layers = append(figure.Layers, &value.Series{Name: optimizerLabel(r.Optimizer, s), Values: r.Record.F, Steps: r.Record.Kept})
	}
	s.text(alignedTable(rows))
	s.html(t.html())
	if len(c.Runs) > 0 {
		figure.Settings.YLabel = c.Runs[0].Objective.Label()
	}
	return s.picture(figure)
}

// comparisonRow tells how a run ended, its point where it is short enough for a table.
func (s *show) comparisonRow(r *value.Run) []string {
	format, record := s.options.Format, r.Record
	last := record.Steps
	row := []string{optimizerLabel(r.Optimizer, s), strconv.Itoa(last), format.Number(record.Value(last)), format.Number(record.Norm(last)), "", s.say("status."+string(record.Status), last+1)}
	if record.Points.Shape.Size() <= narrow {
		row[4] = format.Plain(r.PointAt(last))
	}
	return row
}

// optimizerLabel is an optimizer's name with the settings that differ from its own.
func optimizerLabel(o *value.Optimizer, s *show) string {
	if len(o.Order) == 0 {
		return o.Name
	}
	return s.changed(o)
}

// escapes shows how the steps until f had fallen are spread.
func (s *show) escapes(e value.Escapes) error {
	format := s.options.Format
	q := e.Quartiles()
	if len(e.Steps) == 0 {
		s.text(s.say("escape.none", optimizerLabel(e.Optimizer, s), e.Asked))
		return nil
	}
	interrupted := ""
	if len(e.Steps) < e.Asked {
		interrupted = s.say("escape.partly", len(e.Steps), e.Asked) + "\n"
	}
	s.text(interrupted + s.say("escape.summary", optimizerLabel(e.Optimizer, s), e.Escaped(), len(e.Steps), e.Function.Label(), format.Number(e.Fall),
		format.Number(q[1]), format.Number(q[0]), format.Number(q[2])))
	if e.Escaped() == 0 {
		return nil
	}
	return s.picture(&value.Figure{Layers: []value.Layer{&value.Histogram{Name: e.Optimizer.Settled(), Values: e.Steps, Escape: true}}})
}
