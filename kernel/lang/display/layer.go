package display

import (
	"cmp"
	"slices"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/plotting"
)

// plotLayer is a layer as the plotting package draws it.
func (s *show) plotLayer(layer value.Layer, settings value.FigureSettings) plotting.Layer {
	switch l := layer.(type) {
	case *value.Plain:
		return coloured(l.Layer, settings)
	case *value.Locus:
		return s.locus(l)
	case *value.Arrows:
		return s.arrows(l)
	case *value.Shade:
		return plotting.Shade{F: s.plane(l.Sample)}
	case *value.Landscape:
		return s.contours(l, settings)
	case *value.Surface:
		c := s.contours(&l.Landscape, settings)
		return plotting.Surface{F: c.F, Name: c.Name, Levels: c.Levels, Count: c.Count, Log: c.Log, Colours: c.Colours, Neutral: c.Neutral, Camera: &plotting.Camera{Azimuth: l.Azimuth, Elevation: l.Elevation}}
	case *value.Basins:
		return plotting.Basins{F: l.Sample, Ends: l.Ends, Names: s.namesOfEnds(l), Kinds: kindsOf(l.Kinds)}
	case *value.Path:
		return plotting.Path{Name: l.Name, Points: l.Points, Values: l.Values, Steps: l.Steps, Diverged: l.Ending == "diverged", Numbers: l.Numbers, OnCurve: l.OnCurve, Equal: l.Equal, Run: runOf(l.Run)}
	case *value.Inset:
		return plotting.Inset{Figure: s.plot(l.Zoomed())}
	case *value.Points:
		return plotting.CriticalPoints{Points: criticalPoints(l), OnCurve: l.OnCurve}
	}
	return s.plotNumbers(layer)
}

// coloured is a layer with the colours that are asked for, where it has some to choose.
func coloured(layer plotting.Layer, settings value.FigureSettings) plotting.Layer {
	cells, ok := layer.(plotting.Heatmap)
	if !ok {
		return layer
	}
	cells.Colours = settings.Colours
	cells.Log = map[value.Log]plotting.Scale{value.LogValues: plotting.Logarithmic, value.LogNone: plotting.Linear}[settings.Log]
	return cells
}

func (s *show) contours(l *value.Landscape, settings value.FigureSettings) plotting.Contours {
	count, levels, log := l.LevelsIn(settings)
	spaced := map[value.Log]plotting.Scale{value.LogValues: plotting.Logarithmic, value.LogNone: plotting.Linear}[log]
	return plotting.Contours{F: s.plane(l.Sample), Name: l.Name, Levels: levels, Count: count, Log: spaced, Neutral: l.Critical, Unfilled: settings.Unfilled, Colours: settings.Colours}
}

// namesOfEnds are the ends of basins as the legend names them.
func (s *show) namesOfEnds(l *value.Basins) []string {
	names := slices.Clone(l.Names)
	for i, broad := range l.Broad {
		if broad {
			names[i] = s.say("figure.broad", names[i])
		}
	}
	return names
}

// plotNumbers is a layer of curves and numbers.
func (s *show) plotNumbers(layer value.Layer) plotting.Layer {
	switch l := layer.(type) {
	case *value.Curve:
		name := l.Name
		if l.Model && name == "" {
			name = s.say("figure.model")
		}
		return plotting.Curve{Name: name, F: s.line(l.Sample), Dashed: l.Model, Over: interval(l.Over)}
	case *value.Series:
		return plotting.Series{Name: cmp.Or(l.Legend, l.Name), Values: l.Values, First: int(l.First), Steps: l.Steps, Dashed: l.Dashed, Listed: l.Listed, Low: l.Low, High: l.High, Runs: l.Runs, Run: runOf(l.Run)}
	case *value.Histogram:
		return plotting.Histogram{Name: l.Name, Values: l.Values}
	}
	panic("display: unknown layer")
}

// runOf is what the lines of a run have in common; nil: no run is known.
func runOf(r *value.Run) any {
	if r == nil {
		return nil
	}
	return r
}

// marks are the kinds of points as the plotting package marks them.
var marks = map[string]plotting.Kind{
	string(critical.LocalMinimum): plotting.Minimum,
	string(critical.LocalMaximum): plotting.Maximum,
	string(critical.SaddlePoint):  plotting.Saddle,
}

// kindsOf are kinds as the plotting package marks them, -1 for what is none.
func kindsOf(names []string) []plotting.Kind {
	kinds := make([]plotting.Kind, len(names))
	for i, name := range names {
		kind, known := marks[name]
		if !known {
			kind = -1
		}
		kinds[i] = kind
	}
	return kinds
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
