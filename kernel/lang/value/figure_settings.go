package value

import "cmp"

// FigureSettings are what a student may say of a figure; the zero value leaves every choice to the picture.
type FigureSettings struct {
	Title, XLabel, YLabel string
	X, Y                  *Range
	Levels                int       // how many contour levels; 0: chosen
	LevelValues           []float64 // or just these
	Log                   Log       // empty: chosen
	PrefersLog            bool      // chooses a logarithmic axis where nothing is below zero
	Width, Height         int       // CSS pixels; 0: chosen
	Legend                string    // "none", or where it stands; empty: chosen
	XTicks, YTicks        []float64 // nil: chosen
	Aspect                float64   // see plotting.Figure
	Bins                  int       // of histograms; 0: chosen
	Unfilled              bool      // level lines alone
	Colours               string    // the name of a colour map; empty: chosen
}

func (s *FigureSettings) merge(t FigureSettings) {
	setText(&s.Title, t.Title)
	setText(&s.XLabel, t.XLabel)
	setText(&s.YLabel, t.YLabel)
	setText(&s.Legend, t.Legend)
	setText(&s.Colours, t.Colours)
	s.X, s.Y = s.X.union(t.X), s.Y.union(t.Y)
	s.Levels, s.Bins = cmp.Or(t.Levels, s.Levels), cmp.Or(t.Bins, s.Bins)
	s.Aspect, s.Width, s.Height = cmp.Or(t.Aspect, s.Aspect), cmp.Or(t.Width, s.Width), cmp.Or(t.Height, s.Height)
	s.Log, s.PrefersLog = cmp.Or(t.Log, s.Log), s.PrefersLog || t.PrefersLog
	s.Unfilled = s.Unfilled || t.Unfilled
	if t.LevelValues != nil {
		s.LevelValues = t.LevelValues
	}
	if t.XTicks != nil {
		s.XTicks = t.XTicks
	}
	if t.YTicks != nil {
		s.YTicks = t.YTicks
	}
}

func setText(to *string, from string) {
	if from != "" {
		*to = from
	}
}
