// Package widget puts the controls of a cell into the page: sliders, menus and switches as Jupyter's widgets know them
// (the protocol of ipywidgets 8: version 2.1.0 of its messages, 2.0.0 of its models), and below them what the cell shows,
// made anew as they move. It computes nothing: a session runs the cell.
//
//	widgets := widget.New()
//	emit(widgets.Show(interaction, emit)) // a cell that begins with interact
//
// Everything else the page asks for by messages: Widgets is a server.CommListener.
package widget

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/session"
)

// viewType is the MIME type of a reference to a model.
const viewType = "application/vnd.jupyter.widget-view+json"

// board is one cell's controls and its output.
type board struct {
	interaction *session.Interaction
	models      []*model // each before those that name it; the last is the box that holds all
	output      *model

	turn   sync.Mutex // held while the cell is run again
	places []float64  // where the controls stand
}

func newID() string { return strings.ToLower(rand.Text()) }

// newBoard is a cell's controls at their starts, over the outputs of its first run.
func newBoard(i *session.Interaction) *board {
	b := &board{interaction: i}
	children := []string{}
	for place, control := range i.Controls {
		models := controlModels(control)
		models[len(models)-1].place = place
		b.models = append(b.models, models...)
		children = append(children, models[len(models)-1].reference())
		b.places = append(b.places, control.Start)
	}
	output := visible(outputModule, "Output", object{"msg_id": "", "outputs": stored(i.Outputs)})
	b.output = output[len(output)-1]
	box := visible(controlsModule, "VBox", object{"children": append(children, b.output.reference()), "box_style": ""})
	b.models = slices.Concat(b.models, output, box)
	for _, m := range b.models {
		m.board = b
	}
	return b
}

func (b *board) box() *model { return b.models[len(b.models)-1] }

// rerun runs the cell again and is what it showed, its error included. A cell that an interrupt stopped keeps what it
// had shown until then.
func (b *board) rerun(ctx context.Context) []any {
	var outputs []session.Output
	err := b.interaction.Run(ctx, slices.Clone(b.places), func(o session.Output) {
		if o.Kind != session.Progress {
			outputs = append(outputs, o)
		}
	})
	shown := stored(outputs)
	var failed *session.CellError
	if errors.As(err, &failed) {
		shown = append(shown, object{"output_type": "error", "ename": failed.Name, "evalue": failed.Value, "traceback": failed.Traceback})
	}
	return shown
}

// stored are outputs as a notebook stores them, which is also how the page's output model takes them.
func stored(outputs []session.Output) []any {
	all := []any{}
	for _, o := range outputs {
		if o.Kind == session.Stream {
			if n := len(all); n > 0 && all[n-1].(object)["name"] == o.Name {
				last := all[n-1].(object)
				last["text"] = last["text"].(string) + o.Text
				continue
			}
			all = append(all, object{"output_type": "stream", "name": o.Name, "text": o.Text})
			continue
		}
		metadata := o.Metadata
		if metadata == nil {
			metadata = object{}
		}
		all = append(all, object{"output_type": "display_data", "data": o.Data, "metadata": metadata})
	}
	return all
}
