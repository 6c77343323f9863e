package plotting

import "sync"

// Memory keeps what is the same from one picture of a cell to the next, so that
// only what has changed is made anew: of each place the newest. Its methods may
// be called at any time, but two pictures must not be drawn with it at once.
type Memory struct {
	mu   sync.Mutex
	kept map[string]remembrance
}

type remembrance struct {
	of    uint64
	thing any
}

// recall is what has been kept under a name for the same cause; nil: nothing.
func (m *Memory) recall(name string, of uint64) any {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if r, ok := m.kept[name]; ok && r.of == of {
		return r.thing
	}
	return nil
}

// keep keeps a thing under a name, and is the one that it kept before; nil: none.
func (m *Memory) keep(name string, of uint64, thing any) (before any) {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil {
		m.kept = map[string]remembrance{}
	}
	before = m.kept[name].thing
	m.kept[name] = remembrance{of, thing}
	return before
}
