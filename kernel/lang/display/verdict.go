package display

import (
	"context"
	"math"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
)

// verdict shows what a point is: the verdict with ‖∇f‖, eigenvalues and falling direction, and the reason.
func (s *show) verdict(v value.Verdict) error {
	kind := s.say("verdict." + string(v.Kind))
	facts := s.verdictFacts(v)
	reason := s.reason(v.Reason)
	line := strings.Join(append([]string{kind}, facts...), s.semicolon())
	s.text(line + "\n" + reason)
	s.html("<p><b>" + escape(kind) + "</b>" + escape(s.tail(facts)) + "</p><p>" + escape(reason) + "</p>")
	switch {
	case v.Terrain == nil || v.Kind.IsRough():
		return nil
	case v.Terrain.Line != nil:
		return s.picture(verdictCurve(v))
	default:
		return s.picture(verdictFigure(v))
	}
}

func (s *show) tail(facts []string) string {
	if len(facts) == 0 {
		return ""
	}
	return s.semicolon() + strings.Join(facts, s.semicolon())
}

func (s *show) verdictFacts(v value.Verdict) []string {
	var facts []string
	if v.Function != nil && !v.Kind.IsRough() && !math.IsNaN(v.GradientNorm) {
		facts = append(facts, "‖∇"+v.Function.Label()+"‖ = "+s.options.Format.Plain(v.Field("gradient_norm")))
	}
	if len(v.Eigenvalues) > 0 {
		facts = append(facts, "λ = "+s.besides(v.Exactly().Eigenvalues, v.Rounded(), s.plainVector(v.Rounded())))
	}
	if v.Falling != nil && v.Kind != critical.NotCritical {
		facts = append(facts, s.say("verdict.falls", s.plainVector(v.Falling)))
	}
	if v.Nearby != nil {
		facts = append(facts, s.say("verdict.nearby", s.plainVector(v.Nearby)))
	}
	return facts
}

func (s *show) plainVector(xs []float64) string {
	return "(" + strings.Join(s.options.Format.Abbreviated(xs), ", ") + ")"
}

// reason is the sentence behind a verdict, in the notebook's language.
func (s *show) reason(r critical.Reason) string {
	return value.Said(r, s.options.Locale)
}

// verdictFigure is the local shape around the point: contours, the point, the curvature's axes.
func verdictFigure(v value.Verdict) *value.Figure {
	ground := v.Terrain.Ground().(*value.Landscape)
	ground.Critical = &v.Value
	mark := value.MarkOf(v.Kind, v.At, v.Value)
	if points, ok := mark.(*value.Points); ok {
		points.Matrix = hessianOf(v)
	}
	figure := &value.Figure{Layers: []value.Layer{ground, mark}}
	figure.Settings.X, figure.Settings.Y = around(v.At[0]), around(v.At[1])
	return figure
}

// around is the range of a local shape.
func around(x float64) *value.Range { return &value.Range{Low: x - 1, High: x + 1} }

// verdictCurve is the local shape around a point that is a number: the curve, its quadratic model, the point.
func verdictCurve(v value.Verdict) *value.Figure {
	figure := &value.Figure{Layers: []value.Layer{v.Terrain.Ground()}}
	if v.Kind != critical.NotCritical && len(v.Eigenvalues) == 1 {
		at, half := v.At[0], v.Eigenvalues[0]/2
		figure.Layers = append(figure.Layers, &value.Curve{Label: v.Terrain.Labels[0], Model: true, Sample: func(_ context.Context, x, out []float64) {
			for i := range x {
				out[i] = v.Value + half*(x[i]-at)*(x[i]-at)
			}
		}})
	}
	figure.Layers = append(figure.Layers, value.MarkOf(v.Kind, v.At, v.Value))
	figure.Settings.X = around(v.At[0])
	return figure
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

// rates shows the learning rates that a Hessian allows; of one that does not exist, why.
func (s *show) rates(v value.Rates) {
	rows := [][2]string{}
	for _, row := range []struct {
		key  string
		name string
	}{{"rates.limit", "limit"}, {"rates.best", "best"}, {"rates.momentum", "momentum"}, {"rates.kappa", "kappa"}, {"rates.exact", "exact"}} {
		if rate := v.Number(row.name); !math.IsNaN(rate.Float()) {
			rows = append(rows, [2]string{s.say(row.key), s.quantityText(rate)})
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
