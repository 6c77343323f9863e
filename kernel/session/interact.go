package session

import (
	"context"
	"strings"

	"saddle/kernel/lang/display"
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// Control is a name that a student moves: a slider, a menu or a switch.
type Control = eval.Control

// A picture that can be drawn again, and how it is seen.
type (
	Live    = display.Live
	Sight   = display.Sight
	Place   = display.Place
	Camera  = display.Camera
	Finding = display.Finding
	Memory  = display.Memory
	Base    = display.Base
	Part    = display.Part
)

// Interaction is a cell that begins with interact: it is run again as its controls move.
type Interaction struct {
	Controls []Control
	Outputs  []Output // of the first run, with the controls at their starts

	session *Session
	cell    *syntax.Cell
}

// Run runs the cell again, with the controls at other places, and its pictures seen as sights tells of each by its number;
// nil: as they are by themselves. It may be called while another cell of the session runs:
// it sees what the notebook knew when it began, and what it defines itself reaches the notebook only between two cells.
// Its errors are those of Execute.
func (i *Interaction) Run(ctx context.Context, places []float64, sights func(number int) Sight, emit func(Output)) error {
	s := i.session
	ctx, stop := s.watchMemory(ctx)
	defer stop()
	fork := s.language.Fork()
	run := &running{Session: s, ctx: ctx, to: emit, sights: sights}
	out := run.output()
	out.Controls = func([]Control) []float64 { return places }
	err := run.end(fork.Run(ctx, i.cell, out))
	if s.mu.TryLock() {
		s.language.Adopt(fork)
		s.mu.Unlock()
	}
	return s.failure(s.beyondMemory(ctx, err))
}

// Yielding is the context of work on a picture that no cell does: in a browser it gives the thread up now and then, so that an
// interrupt arrives.
func Yielding(ctx context.Context) context.Context { return yielding(ctx) }

// Locale is the language in which the notebook speaks.
func (i *Interaction) Locale() message.Locale { return i.session.Locale() }

// interact is told what controls a cell asks for; from here on its outputs are gathered.
func (r *running) interact(controls []Control) []float64 {
	starts := make([]float64, len(controls))
	for i, control := range controls {
		starts[i] = control.Start
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	through := r.to
	r.gathered = &Interaction{Controls: controls}
	r.to = func(o Output) {
		if o.Kind == Progress {
			through(o)
			return
		}
		r.gathered.Outputs = append(r.gathered.Outputs, o)
	}
	return starts
}

// present hands on what a cell with controls has gathered: with the controls, or without them when it failed.
func (r *running) present(cell *syntax.Cell, err error, emit func(Output)) {
	switch i := r.gathered; {
	case i == nil:
	case err != nil:
		for _, o := range i.Outputs {
			emit(o)
		}
	default:
		i.session, i.cell = r.Session.whole(), cell
		data, metadata := Still(i.Outputs)
		emit(Output{Kind: Interactive, Interaction: i, Data: data, Metadata: metadata})
	}
}

// Still is what stands for several outputs where nothing moves: all their text, and the last of the pictures or of the
// other forms.
func Still(outputs []Output) (data, metadata map[string]any) {
	data, metadata = map[string]any{}, map[string]any{}
	var texts []string
	for _, o := range outputs {
		text, _ := o.Data["text/plain"].(string)
		texts = append(texts, strings.TrimSuffix(o.Text+text, "\n"))
		if isPicture(data) && !isPicture(o.Data) || o.Kind == Stream {
			continue
		}
		data, metadata = map[string]any{}, map[string]any{}
		for form, content := range o.Data {
			data[form] = content
		}
		for form, content := range o.Metadata {
			metadata[form] = content
		}
	}
	data["text/plain"] = strings.Join(texts, "\n")
	return data, metadata
}

func isPicture(data map[string]any) bool {
	return data["image/png"] != nil || data["image/svg+xml"] != nil
}
