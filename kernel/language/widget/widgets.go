package widget

import (
	"context"
	"maps"
	"slices"
	"sync"

	"saddle/kernel/server"
	"saddle/kernel/session"
)

const (
	modelTarget   = "jupyter.widget"
	controlTarget = "jupyter.widget.control"
	// protocolVersion is that of the messages about a model.
	protocolVersion = "2.1.0"
	// boardsKept and bytesKept are how many outputs stay movable, and with how much of pictures; those before stand still.
	boardsKept = 50
	bytesKept  = 16 << 20
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
	b := newLive(i, still)
	if b == nil {
		b = newPanel(i, still)
	}
	w.open(b, emit)
	return server.Display{Bundle: b.view(), ID: b.display}
}

// Play is Show for a moving picture; still is the picture as it moves by itself. It is the last value of a cell or
// another one.
func (w *Widgets) Play(p *session.Player, still server.Bundle, result bool, emit func(server.Output)) server.Output {
	b := newPlayer(p, still)
	w.open(b, emit)
	if result {
		return server.Result{Bundle: b.view(), ID: b.display}
	}
	return server.Display{Bundle: b.view(), ID: b.display}
}

// open tells the page of a new board's models. Of boards that have to go for it the still forms remain.
func (w *Widgets) open(b *board, emit func(server.Output)) {
	for _, old := range w.add(b) {
		w.mu.Lock()
		still, models := old.still, old.models
		w.mu.Unlock()
		emit(server.Update{ID: old.display, Bundle: still})
		for _, m := range models {
			emit(server.CommClose{ID: m.id})
		}
	}
	for _, m := range b.models {
		emit(opened(m))
	}
}

// opened tells the page of a new model.
func opened(m *model) server.CommOpen {
	paths, buffers := apart(m.bytes)
	return server.CommOpen{
		ID: m.id, Target: modelTarget, Metadata: object{"version": protocolVersion},
		Data: object{"state": maps.Clone(m.state), "buffer_paths": paths}, Buffers: buffers,
	}
}

// join adds models to a board that the page knows already.
func (w *Widgets) join(b *board, models []*model) {
	w.mu.Lock()
	defer w.mu.Unlock()
	b.models = slices.Concat(models, b.models)
	for _, m := range models {
		m.board = b
		w.models[m.id] = m
	}
}

// add keeps a board, and returns those that had to go.
func (w *Widgets) add(b *board) (gone []*board) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.boards = append(w.boards, b)
	for _, m := range b.models {
		w.models[m.id] = m
	}
	first := max(0, len(w.boards)-boardsKept)
	for room, i := bytesKept, len(w.boards)-1; i >= first; i-- {
		if room -= w.boards[i].size(); room < 0 {
			first = min(i+1, len(w.boards)-1)
		}
	}
	gone, w.boards = slices.Clone(w.boards[:first]), slices.Clone(w.boards[first:])
	for _, old := range gone {
		for _, m := range old.models {
			delete(w.models, m.id)
		}
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
		emit(w.states(asked.ID))
	case method == "request_state" && m != nil:
		emit(w.stateOf(m))
	case method == "update" && m != nil:
		state, _ := asked.Data["state"].(object)
		w.update(ctx, m, state, emit)
	case method == "custom" && m != nil: // from our module, which need not wait with these until the kernel is idle
		state, _ := asked.Data["content"].(object)
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

// stateOf tells the page of a model's whole state.
func (w *Widgets) stateOf(m *model) server.CommMessage {
	w.mu.Lock()
	defer w.mu.Unlock()
	return update(m, maps.Clone(m.state), m.bytes)
}

// states tells a page that was loaded again of every model.
func (w *Widgets) states(id string) server.CommMessage {
	w.mu.Lock()
	defer w.mu.Unlock()
	all, paths, buffers := object{}, []any{}, [][]byte(nil)
	for id, m := range w.models {
		all[id] = object{
			"model_name": m.state["_model_name"], "model_module": m.state["_model_module"],
			"model_module_version": m.state["_model_module_version"], "state": maps.Clone(m.state),
		}
		for key, value := range m.bytes {
			paths = append(paths, []any{id, "state", key})
			buffers = append(buffers, value)
		}
	}
	return server.CommMessage{ID: id, Data: object{"method": "update_states", "states": all, "buffer_paths": paths}, Buffers: buffers}
}

// update tells the page of a part of a model's state.
func update(m *model, state object, bytes map[string][]byte) server.CommMessage {
	paths, buffers := apart(bytes)
	return server.CommMessage{ID: m.id, Data: object{"method": "update", "state": state, "buffer_paths": paths}, Buffers: buffers}
}

// update takes what the page says of a model, and tells it what follows.
func (w *Widgets) update(ctx context.Context, m *model, state object, emit func(server.Output)) {
	b := m.board
	b.turn.Lock()
	defer b.turn.Unlock()
	for _, n := range b.react(ctx, m, w.learn(m, state)) {
		w.tell(b, n, emit)
	}
}

// tell keeps what is new on a board, whose turn it is, and tells the front end of it: models that open, another still picture, or a model's state.
func (w *Widgets) tell(b *board, n news, emit func(server.Output)) {
	switch {
	case n.opens != nil:
		w.join(b, n.opens)
		for _, m := range n.opens {
			emit(opened(m))
		}
	case n.still != nil:
		w.mu.Lock()
		b.still = *n.still
		w.mu.Unlock()
		emit(server.Update{ID: b.display, Bundle: b.view()})
	default:
		w.mu.Lock()
		maps.Copy(n.model.state, n.state)
		if n.bytes != nil {
			n.model.bytes = n.bytes
		}
		w.mu.Unlock()
		emit(update(n.model, n.state, n.bytes))
	}
}

// learn takes over what the page says of the values that a model has, but for those that only the kernel knows.
func (w *Widgets) learn(m *model, state object) object {
	w.mu.Lock()
	defer w.mu.Unlock()
	known := object{}
	for key, value := range state {
		if _, ok := m.state[key]; ok && m.hears(key) {
			known[key] = value
		}
	}
	maps.Copy(m.state, known)
	return known
}
