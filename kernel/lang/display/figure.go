package display

import (
	"encoding/base64"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/plotting"
)

// figure shows a picture with a sentence that says what it shows.
func (s *show) figure(f *value.Figure) error { return s.picture(f, true) }

// picture draws a figure into the bundle; it is the value itself when nothing else describes it.
func (s *show) picture(f *value.Figure, alone bool) error {
	figure := s.plot(f)
	if alone {
		s.text(figure.Describe())
	}
	draw, kind := figure.PNG, "image/png"
	if s.options.SVG {
		draw, kind = figure.SVG, "image/svg+xml"
	}
	drawn, err := draw(s.ctx)
	if err != nil {
		return err
	}
	s.Data[kind] = string(drawn.Data)
	if kind == "image/png" {
		s.Data[kind] = base64.StdEncoding.EncodeToString(drawn.Data)
	}
	s.Metadata[kind] = map[string]any{"width": drawn.Width, "height": drawn.Height}
	if missing := figure.MissingGlyphs(); len(missing) > 0 {
		s.text(s.Data["text/plain"].(string) + "\n" + s.say("figure.glyphs", string(missing)))
	}
	return nil
}

// plot is a figure as the plotting package draws it.
func (s *show) plot(f *value.Figure) *plotting.Figure {
	figure := plotting.New()
	for _, layer := range f.Layers {
		figure.Add(plotLayer(layer, f.Settings)...)
		label(figure, layer)
	}
	settings := f.Settings
	figure.Title = settings.Title
	figure.XLabel = first(settings.XLabel, figure.XLabel)
	figure.YLabel = first(settings.YLabel, figure.YLabel)
	figure.X, figure.Y = interval(settings.X), interval(settings.Y)
	figure.Width, figure.Height = settings.Width, settings.Height
	if settings.LogY != nil {
		figure.LogY = plotting.Linear
		if *settings.LogY {
			figure.LogY = plotting.Logarithmic
		}
	}
	if s.options.Locale == message.Chinese {
		figure.Language = "zh"
	}
	return figure
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func interval(r *value.Range) plotting.Range {
	if r == nil {
		return plotting.Range{}
	}
	return plotting.Range{Min: r.Low, Max: r.High}
}

// label names the axes by the first layer that has names for them.
func label(figure *plotting.Figure, layer value.Layer) {
	switch layer := layer.(type) {
	case *value.Landscape:
		figure.XLabel = first(figure.XLabel, layer.Labels[0])
		figure.YLabel = first(figure.YLabel, layer.Labels[1])
	case *value.Curve:
		figure.XLabel = first(figure.XLabel, layer.Label)
	}
}

func plotLayer(layer value.Layer, settings value.FigureSettings) []plotting.Layer {
	switch l := layer.(type) {
	case *value.Landscape:
		return one(plotting.Contours{F: l.Sample, Name: l.Name, Levels: settings.LevelValues, Count: settings.Levels, Neutral: l.Critical})
	case *value.Curve:
		return one(plotting.Curve{Name: l.Name, F: l.Sample, Dashed: l.Model})
	case *value.Path:
		return one(plotting.Path{Name: l.Name, Points: l.Points, Diverged: l.Ending == "diverged"})
	case *value.Series:
		return one(plotting.Series{Name: l.Name, Values: l.Values, First: int(l.First)})
	case *value.Curvature:
		return one(plotting.Ellipse{Name: l.Name, A: l.Matrix, At: l.At})
	case *value.Points:
		return one(plotting.CriticalPoints{Points: criticalPoints(l)})
	}
	return nil
}

func one(layer plotting.Layer) []plotting.Layer { return []plotting.Layer{layer} }

// marks are the kinds of points as the plotting package marks them.
var marks = map[string]plotting.Kind{
	string(critical.LocalMinimum): plotting.Minimum,
	string(critical.LocalMaximum): plotting.Maximum,
	string(critical.SaddlePoint):  plotting.Saddle,
}

func criticalPoints(l *value.Points) []plotting.CriticalPoint {
	kind, known := marks[l.Kind]
	if !known {
		kind = plotting.Degenerate
	}
	var points []plotting.CriticalPoint
	for _, at := range l.Place {
		point := plotting.CriticalPoint{At: at, Kind: kind, Label: strings.TrimSpace(l.Name)}
		if l.Matrix != nil {
			point.Hessian = *l.Matrix
		}
		points = append(points, point)
	}
	return points
}
