package display

import (
	"cmp"
	"context"
	"encoding/base64"
	"strconv"
	"strings"
	"sync"

	"saddle/kernel/lang/value"
	"saddle/plotting"
)

// figure shows a picture with a sentence that says what it shows.
func (s *show) figure(f *value.Figure) error { return s.drawInto(&s.Bundle, f) }

// picture adds a picture to a value that has a display of its own.
func (s *show) picture(f *value.Figure) error {
	s.Picture = &Bundle{Data: map[string]any{}, Metadata: map[string]any{}}
	return s.drawInto(s.Picture, f)
}

func (s *show) drawInto(b *Bundle, f *value.Figure) error {
	figure, quick := s.seen(f)
	text, kind := "", "image/png"
	if !quick {
		text = figure.Describe(s.ctx)
	}
	draw := figure.PNG
	switch {
	case f.Moving:
		moving := plotting.Animation{Figure: figure}
		text, draw = moving.Describe(s.ctx), s.film(b, moving)
	case s.options.SVG:
		draw, kind = figure.SVG, "image/svg+xml"
	}
	if err := s.ctx.Err(); err != nil { // what it says of itself would be wrong
		return err
	}
	b.Data["text/plain"] = text
	if s.options.Plain {
		return nil
	}
	drawn, err := draw(s.ctx)
	if err != nil {
		return err
	}
	if kind == "image/png" && !f.Moving {
		again := s.anew()
		b.Live = &Live{Picture: drawn, figure: again.plot(f), onlooker: again.onlooker}
	}
	b.put(kind, drawn)
	if missing := figure.MissingGlyphs(); len(missing) > 0 {
		b.Data["text/plain"] = text + "\n" + s.say("figure.glyphs", string(missing))
	}
	return nil
}

// put puts a picture into the bundle, as Jupyter wants it: one of pixels in base64.
func (b *Bundle) put(kind string, drawn plotting.Picture) {
	b.Data[kind] = string(drawn.Data)
	if kind == "image/png" {
		b.Data[kind] = base64.StdEncoding.EncodeToString(drawn.Data)
	}
	b.Metadata[kind] = map[string]any{"width": drawn.Width, "height": drawn.Height}
}

// Player stops a moving picture at any of its steps.
type Player struct {
	Steps         int    // number of the last step
	Label         string // of what counts them
	Width, Height int    // in CSS pixels
	// Moving is the moving picture itself, an animated PNG.
	Moving []byte

	mu       sync.Mutex // held while a frame is drawn
	reel     *plotting.Reel
	onlooker *onlooker
}

// Frame is a PNG of the picture at a step, the whole figure at the last. It may be called at any time.
func (p *Player) Frame(ctx context.Context, step int) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.onlooker.ctx = ctx
	picture, err := p.reel.Frame(ctx, step)
	return picture.Data, err
}

// film draws a moving picture and leaves its player in the bundle.
func (s *show) film(b *Bundle, moving plotting.Animation) func(context.Context) (plotting.Picture, error) {
	return func(ctx context.Context) (plotting.Picture, error) {
		if s.options.Progress != nil {
			moving.Progress = s.options.Progress("animate", moving.Frames())
		}
		reel, err := moving.Reel(ctx)
		if err != nil {
			return plotting.Picture{}, err
		}
		picture, err := reel.PNG(ctx)
		b.Player = &Player{Steps: reel.Steps, Label: reel.Label, Width: picture.Width, Height: picture.Height, Moving: picture.Data, reel: reel, onlooker: s.onlooker}
		return picture, err
	}
}

type encoder = func(*plotting.Figure, context.Context) (plotting.Picture, error)

// encoders are the forms of files that a figure can be written to, by their endings; printEncoders has the others.
var encoders = map[string]encoder{
	".png": (*plotting.Figure).PNG,
	".svg": (*plotting.Figure).SVG,
	".gif": func(f *plotting.Figure, ctx context.Context) (plotting.Picture, error) {
		return plotting.Animation{Figure: f}.GIF(ctx)
	},
}

// Encode draws a figure in the form of a file's ending: .png, .svg, .pdf, .eps or .gif. A dpi of 0 gives a PNG two device
// pixels to a CSS pixel.
func Encode(ctx context.Context, f *value.Figure, ending string, dpi int, o Options) ([]byte, error) {
	s := &show{ctx: ctx, options: o, onlooker: &onlooker{ctx}}
	figure := s.plot(f)
	figure.DPI = dpi
	ending = strings.ToLower(ending)
	if f.Moving && ending == ".png" {
		picture, err := plotting.Animation{Figure: figure}.PNG(ctx)
		return picture.Data, err
	}
	encode := encoders[ending]
	if encode == nil {
		encode = printEncoders[ending]
	}
	picture, err := encode(figure, ctx)
	return picture.Data, err
}

// plot is a figure as the plotting package draws it.
func (s *show) plot(f *value.Figure) *plotting.Figure {
	figure := plotting.New()
	if len(f.Parts) > 0 {
		figure = s.grid(f)
	}
	for _, layer := range f.WithGround() {
		figure.Add(s.plotLayer(layer, f.Settings))
		s.label(figure, layer)
	}
	figure.YLabel = cmp.Or(figure.YLabel, f.SharedName())
	figure.LogX, figure.LogY = logarithms(f)
	figure.Language = s.options.Locale
	set(figure, f.Settings)
	return figure
}

// set gives a figure the settings that have been asked for.
func set(figure *plotting.Figure, settings value.FigureSettings) {
	figure.Title = settings.Title
	figure.XLabel = cmp.Or(settings.XLabel, figure.XLabel)
	figure.YLabel = cmp.Or(settings.YLabel, figure.YLabel)
	figure.X, figure.Y = interval(settings.X), interval(settings.Y)
	figure.Width, figure.Height = settings.Width, settings.Height
	figure.HideLegend = settings.Legend == "none"
	if !figure.HideLegend {
		figure.LegendAt = settings.Legend
	}
	figure.XTicks, figure.YTicks, figure.Aspect, figure.Bins = settings.XTicks, settings.YTicks, settings.Aspect, settings.Bins
}

// logarithms are the scales of a figure's axes.
func logarithms(f *value.Figure) (x, y plotting.Scale) {
	switch f.Settings.Log {
	case value.LogX:
		x = plotting.Logarithmic
	case value.LogBoth:
		return plotting.Logarithmic, plotting.Logarithmic
	case value.LogValues, value.LogY:
		return plotting.AutoScale, plotting.Logarithmic
	case value.LogSigned:
		return plotting.AutoScale, plotting.Symmetric
	case value.LogNone:
		return plotting.Linear, plotting.Linear
	}
	if f.Settings.PrefersLog {
		y = plotting.Logarithmic
		if f.Descends() {
			y = plotting.Linear
		}
	}
	return x, y
}

// grid is the parts of a figure in rows and columns.
func (s *show) grid(f *value.Figure) *plotting.Figure {
	parts := make([]*plotting.Figure, len(f.Parts))
	for i, part := range f.Parts {
		parts[i] = s.plot(part)
	}
	return plotting.Grid(f.Columns, parts...)
}

func interval(r *value.Range) plotting.Range {
	if r == nil {
		return plotting.Range{}
	}
	return plotting.Range{Min: r.Low, Max: r.High}
}

// label names the axes by the first layer that has names for them.
func (s *show) label(figure *plotting.Figure, layer value.Layer) {
	var labels [2]string
	switch layer := layer.(type) {
	case *value.Landscape:
		labels = s.axesOf(layer)
	case *value.Surface:
		labels = layer.Labels
	case *value.Locus:
		labels = layer.Labels
	case *value.Basins:
		labels = layer.Labels
	case *value.Curve:
		labels[0] = layer.Label
	case *value.Histogram:
		if layer.Escape {
			labels = [2]string{s.say("escape.steps"), s.say("escape.runs")}
		}
	}
	figure.XLabel, figure.YLabel = cmp.Or(figure.XLabel, labels[0]), cmp.Or(figure.YLabel, labels[1])
}

// axesOf are the names of a landscape's axes: its variables, or the principal directions with their shares of a run.
func (s *show) axesOf(l *value.Landscape) [2]string {
	labels := l.Labels
	if l.Shares == nil {
		return labels
	}
	for i, share := range l.Shares {
		labels[i] = s.say("figure.principal", i+1, strconv.FormatFloat(100*share, 'f', 1, 64))
	}
	return labels
}
