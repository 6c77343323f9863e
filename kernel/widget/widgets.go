package widget

import (
	"context"
	"maps"
	"sync"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

const (
	modelTarget   = "jupyter.widget"
	controlTarget = "jupyter.widget.control"
	// protocolVersion is that of the messages about a model.
	protocolVersion = "2.1.0"
	// boardsKept is how many cells stay movable; those before are left as they are.
	boardsKept = 50
)

// Widgets are all that a kernel has put into the page. Its methods may be called at any time.
type Widgets struct {
	mu     sync.Mutex
	models map[string]*model
	boards []*board // in the order in which they were made
}

var _ server.CommListener = (*Widgets)(nil)

// New is a page without widgets.
func New() *Widgets { return &Widgets{models: map[string]*model{}} }

// Show makes the widgets of a cell, tells the page of them, and is the output that stands for them: a view where the
// page knows widgets, the still forms elsewhere.
func (w *Widgets) Show(i *session.Interaction, still server.Bundle, emit func(server.Output)) server.Display {
	b := newBoard(i)
	for _, old := range w.add(b) {
		emit(server.CommClose{ID: old.id})
	}
	for _, m := range b.models {
		emit(server.CommOpen{
			ID: m.id, Target: modelTarget, Metadata: object{"version": protocolVersion},
			Data: object{"state": m.state, "buffer_paths": []any{}},
		})
	}
	data := maps.Clone(still.Data)
	data[viewType] = object{"model_id": b.box().id, "version_major": 2, "version_minor": 0}
	return server.Display{Bundle: server.Bundle{Data: data, Metadata: still.Metadata}}
}

// add keeps a board, and returns the models of boards that had to go.
func (w *Widgets) add(b *board) (gone []*model) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.boards = append(w.boards, b)
	for _, m := range b.models {
		w.models[m.id] = m
	}
	for len(w.boards) > boardsKept {
		gone = append(gone, w.boards[0].models...)
		w.boards = w.boards[1:]
	}
	for _, m := range gone {
		delete(w.models, m.id)
	}
	return gone
}

// OpenComm implements server.CommListener: the page opens only conversations about the whole of the widgets.
func (w *Widgets) OpenComm(_ context.Context, open server.CommOpen, _ func(server.Output)) bool {
	return open.Target == controlTarget
}

// CommMessage implements server.CommListener.
func (w *Widgets) CommMessage(ctx context.Context, asked server.CommMessage, emit func(server.Output)) error {
	m := w.find(asked.ID)
	method, _ := asked.Data["method"].(string)
	switch {
	case method == "request_states" && m == nil:
		emit(server.CommMessage{ID: asked.ID, Data: object{"method": "update_states", "states": w.states(), "buffer_paths": []any{}}})
	case method == "request_state" && m != nil:
		emit(update(m.id, w.stateOf(m)))
	case method == "update" && m != nil:
		state, _ := asked.Data["state"].(object)
		w.update(ctx, m, state, emit)
	}
	return nil
}

// CloseComm implements server.CommListener: the page has let go of a model.
func (w *Widgets) CloseComm(id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.models, id)
}

func (w *Widgets) find(id string) *model {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.models[id]
}

// stateOf is a copy of a model's state.
func (w *Widgets) stateOf(m *model) object {
	w.mu.Lock()
	defer w.mu.Unlock()
	return maps.Clone(m.state)
}

// states describes every model, for a page that was loaded again.
func (w *Widgets) states() object {
	w.mu.Lock()
	defer w.mu.Unlock()
	all := object{}
	for id, m := range w.models {
		all[id] = object{
			"model_name": m.state["_model_name"], "model_module": m.state["_model_module"],
			"model_module_version": m.state["_model_module_version"], "state": maps.Clone(m.state),
		}
	}
	return all
}

func update(id string, state object) server.CommMessage {
	return server.CommMessage{ID: id, Data: object{"method": "update", "state": state, "buffer_paths": []any{}}}
}

// update takes what the page says of a model. A control that has moved runs its cell again.
func (w *Widgets) update(ctx context.Context, m *model, state object, emit func(server.Output)) {
	b := m.board
	b.turn.Lock()
	defer b.turn.Unlock()
	w.mu.Lock()
	known := object{}
	for key, value := range state {
		if _, ok := m.state[key]; ok && key != "outputs" {
			known[key] = value
		}
	}
	maps.Copy(m.state, known)
	w.mu.Unlock()
	if !w.move(m, known) {
		return
	}
	outputs := b.rerun(ctx)
	w.mu.Lock()
	b.output.state["outputs"] = outputs
	w.mu.Unlock()
	emit(update(b.output.id, object{"outputs": outputs}))
}

// move notes where a control stands now, and tells whether that changed anything.
func (w *Widgets) move(m *model, state object) bool {
	b := m.board
	if _, isControl := m.state["description"]; !isControl {
		return false
	}
	place, ok := moved(b.interaction.Controls[m.place], state)
	if !ok || place == b.places[m.place] {
		return false
	}
	b.places[m.place] = place
	return true
}
