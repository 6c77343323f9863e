package display

import (
	"math"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/critical/reason"
)

// verdict shows what a point is: the verdict with ‖∇f‖, eigenvalues and falling direction, and the reason.
func (s *show) verdict(v value.Verdict) error {
	kind := s.say("verdict." + string(v.Kind))
	facts := s.verdictFacts(v)
	reason := s.reason(v.Reason)
	line := strings.Join(append([]string{kind}, facts...), "; ")
	s.text(line + "\n" + reason)
	s.html("<p><b>" + escape(kind) + "</b>" + escape(tail(facts)) + "</p><p>" + escape(reason) + "</p>")
	if v.Sample == nil || v.Kind == critical.NotDifferentiable {
		return nil
	}
	return s.picture(verdictFigure(v))
}

func tail(facts []string) string {
	if len(facts) == 0 {
		return ""
	}
	return "; " + strings.Join(facts, "; ")
}

func (s *show) verdictFacts(v value.Verdict) []string {
	var facts []string
	if v.Function != nil && v.Kind != critical.NotDifferentiable && !math.IsNaN(v.GradientNorm) {
		facts = append(facts, "‖∇"+v.Function.Label()+"‖ = "+s.options.Format.Number(negligible(v.GradientNorm, v.GradientSlop)))
	}
	if len(v.Eigenvalues) > 0 {
		facts = append(facts, "λ = "+s.plainVector(v.Eigenvalues, v.Bound))
	}
	if v.Falling != nil && v.Kind != critical.NotCritical {
		facts = append(facts, s.say("verdict.falls", s.plainVector(v.Falling, 0)))
	}
	if v.Nearby != nil {
		facts = append(facts, s.say("verdict.nearby", s.plainVector(v.Nearby, 0)))
	}
	return facts
}

// negligible is 0 for what rounding alone can explain.
func negligible(x, bound float64) float64 {
	if x <= bound && x >= -bound {
		return 0
	}
	return x
}

func (s *show) plainVector(xs []float64, bound float64) string {
	clean := make([]float64, len(xs))
	for i, x := range xs {
		clean[i] = negligible(x, bound)
	}
	return "(" + strings.Join(s.options.Format.Abbreviated(clean), ", ") + ")"
}

// reason is the sentence behind a verdict, in the notebook's language.
func (s *show) reason(r critical.Reason) string {
	if s.options.Locale != message.Chinese {
		return r.String()
	}
	args := make([]any, len(r.Args))
	for i, arg := range r.Args {
		args[i] = arg
		if kind, ok := arg.(critical.Kind); ok {
			args[i] = s.say("verdict." + string(kind))
		}
	}
	return critical.Reason{Key: r.Key, Args: args}.In(reason.Chinese)
}

// verdictFigure is the local shape around the point: contours, the point, the curvature's axes.
func verdictFigure(v value.Verdict) *value.Figure {
	labels := [2]string{"x₁", "x₂"}
	if f, ok := v.Function.(*value.Function); ok {
		labels = planeLabels(f.Variables)
	}
	at := [2]float64{v.At[0], v.At[1]}
	radius := 1.0
	figure := &value.Figure{Layers: []value.Layer{
		&value.Landscape{Name: v.Function.Label(), Labels: labels, Sample: v.Sample, Critical: &v.Value},
		markOf(v, at),
	}}
	figure.Settings.X = &value.Range{Low: at[0] - radius, High: at[0] + radius}
	figure.Settings.Y = &value.Range{Low: at[1] - radius, High: at[1] + radius}
	return figure
}

// markOf is the mark of a verdict's point: by its kind, a plain dot where it is not critical.
func markOf(v value.Verdict, at [2]float64) value.Layer {
	if v.Kind == critical.NotCritical {
		return &value.Scatter{X: at[:1], Y: at[1:]}
	}
	return &value.Points{Kind: string(v.Kind), Place: [][2]float64{at}, Matrix: hessianOf(v)}
}

// hessianOf is the Hessian of a verdict in the plane, put together from its eigenvalues; nil when it has none.
func hessianOf(v value.Verdict) *[2][2]float64 {
	if len(v.Eigenvalues) != 2 || v.Eigenvectors == nil {
		return nil
	}
	var h [2][2]float64
	for k, lambda := range v.Eigenvalues {
		for i := range 2 {
			for j := range 2 {
				h[i][j] += lambda * v.Eigenvectors.At(i, k) * v.Eigenvectors.At(j, k)
			}
		}
	}
	return &h
}

// planeLabels names the axes by a function's two variables, or by the entries of its one vector.
func planeLabels(variables []string) [2]string {
	if len(variables) == 2 {
		return [2]string{variables[0], variables[1]}
	}
	return [2]string{variables[0] + "₁", variables[0] + "₂"}
}

// rates shows the learning rates that a Hessian allows; of one that does not exist, why.
func (s *show) rates(v value.Rates) {
	rows := [][2]string{}
	for _, row := range []struct {
		key  string
		rate float64
	}{{"rates.limit", v.Limit}, {"rates.best", v.Best}, {"rates.momentum", v.Momentum}, {"rates.kappa", v.Kappa}, {"rates.exact", v.Exact}} {
		if !math.IsNaN(row.rate) {
			rows = append(rows, [2]string{s.say(row.key), s.options.Format.Number(row.rate)})
		}
	}
	var lines []string
	for _, row := range rows {
		lines = append(lines, row[0]+" = "+row[1])
	}
	if reason := s.reason(v.Reason); reason != "" {
		lines = append(lines, reason)
	}
	s.text(strings.Join(lines, "\n"))
}
