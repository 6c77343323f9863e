// Package widget puts what moves into the page: the controls of a cell - sliders, menus and switches as Jupyter's widgets
// know them (the protocol of ipywidgets 8: version 2.1.0 of its messages, 2.0.0 of its models) - and below them what the
// cell shows, made anew as they move; and the player of a moving picture. It computes nothing: a session runs the cell and
// draws the frames.
//
//	widgets := widget.New()
//	emit(widgets.Show(interaction, still, emit)) // a cell that begins with interact
//	emit(widgets.Play(player, still, emit))      // a moving picture
//
// Everything else the page asks for by messages: Widgets is a server.CommListener.
package widget

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/server"
)

// viewType is the MIME type of a reference to a model.
const viewType = "application/vnd.jupyter.widget-view+json"

// board is the models that stand for one output of a cell.
type board struct {
	display string        // id of the output
	still   server.Bundle // stands for it where nothing moves
	models  []*model      // each before those that name it; the last holds all

	panel *panel // of a cell with controls; nil: there are none

	turn sync.Mutex // held while it reacts
	// react takes what the page has said of a model, already part of its state, and tells what is new because of it.
	react func(ctx context.Context, m *model, said object) []news
}

// news is new values in the state of a model.
type news struct {
	model *model
	state object
	bytes map[string][]byte // values that are not text
	opens []*model          // are new themselves
	still *server.Bundle    // stands for the board from now on; nil: what did, and else nothing is new
}

func newID() string { return strings.ToLower(rand.Text()) }

// finish gives every model its board.
func (b *board) finish(still server.Bundle) *board {
	b.display, b.still = newID(), still
	for _, m := range b.models {
		m.board = b
	}
	return b
}

// view is the output with the widgets where the page knows them, the still forms elsewhere.
func (b *board) view() server.Bundle {
	data := maps.Clone(b.still.Data)
	data[viewType] = object{"model_id": b.models[len(b.models)-1].id, "version_major": 2, "version_minor": 0}
	return server.Bundle{Data: data, Metadata: b.still.Metadata}
}

// size is how many bytes of pictures the board holds.
func (b *board) size() int {
	total := 0
	for _, m := range b.models {
		for _, value := range m.bytes {
			total += len(value)
		}
	}
	for _, content := range b.still.Data {
		if text, ok := content.(string); ok {
			total += len(text)
		}
	}
	return total
}

// apart lists values that are sent apart from a state, as the protocol wants it: the path to each, and its bytes.
func apart(values map[string][]byte) (paths []any, buffers [][]byte) {
	paths = []any{}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		paths = append(paths, []any{key})
		buffers = append(buffers, values[key])
	}
	return paths, buffers
}
