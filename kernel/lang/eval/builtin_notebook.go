package eval

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Output is where the cell's output goes.
func (c *Call) Output() Output { return c.e.out }

// Folder is what the cell can read; nil: nothing.
func (c *Call) Folder() Files { return c.e.Files }

// IsNested reports whether the call is made in the body of a function, so that it may be made again and again.
func (c *Call) IsNested() bool { return len(c.e.calls) > 0 }

// Prefer changes what the notebook has chosen.
func (c *Call) Prefer(choose func(*Preferences)) {
	choose(&c.e.chosen)
	c.e.change(func(m *memory) { m.chosen = c.e.chosen })
}

// LimitMemory chooses how much memory the notebook may use, in gigabytes; the error, without a place, says why it cannot.
func (c *Call) LimitMemory(size float64) *message.Error {
	if !(size >= leastMemory && size < 1<<20) {
		return message.New("DomainError", "limit.size").Advise("limit.size-advice")
	}
	bytes := int64(size * (1 << 30))
	if most := c.e.Memory.Most; most > 0 && bytes > most && size > gigabytes(most) {
		failure := message.New("DomainError", "limit.most", size, gigabytes(most))
		if gigabytes(most) < leastMemory {
			return failure.Advise("limit.memory-fewer")
		}
		return failure.Advise("limit.most-advice", gigabytes(most))
	}
	c.e.limits = c.e.Interpreter.limits.within(bytes)
	c.Prefer(func(p *Preferences) { p.Memory = bytes })
	return nil
}

// Seed makes the random numbers of later cells start elsewhere.
func (c *Call) Seed(seed uint64) {
	c.e.change(func(m *memory) { m.seed = seed })
}

// Define gives names of the notebook their values.
func (c *Call) Define(values map[string]value.Value) {
	c.e.change(func(m *memory) {
		for name, v := range values {
			m.globals[name] = &global{value: v, cell: c.e.top.source.Cell}
		}
	})
}

// Forget removes a name from the notebook; false where there is none.
func (c *Call) Forget(name string) bool {
	if c.e.now().globals[name] == nil {
		return false
	}
	c.e.change(func(m *memory) { delete(m.globals, name) })
	return true
}

// ForgetAll removes every name from the notebook.
func (c *Call) ForgetAll() {
	c.e.change(func(m *memory) { clear(m.globals) })
}

// Defined lists the names of the notebook, sorted.
func (c *Call) Defined() (listed value.Names) {
	globals := c.e.now().globals
	for _, name := range slices.Sorted(maps.Keys(globals)) {
		g := globals[name]
		listed = append(listed, value.NameEntry{Name: cmp.Or(g.shown, name), Value: g.value, Cell: g.cell})
	}
	return listed
}

// Lookup is what a name stands for in the notebook, or before anything is defined.
func (c *Call) Lookup(name string) (Found, bool) { return c.e.Find(name) }

// Help is what there is to say of a name, in brief where a formula is being traced.
func (c *Call) Help(found Found) value.Help { return c.e.Explain(c.e.ctx, found, c.e.graph != nil) }

// Nearest is the name that is seen from the call and looks most like another; empty where none does.
func (c *Call) Nearest(name string) string { return syntax.Nearest(name, c.e.visible(c.scope)) }

// IsBuiltin reports whether a name stands for something before anything is defined.
func (c *Call) IsBuiltin(name string) bool {
	_, ok := c.e.predefined(name)
	return ok
}

// ByItself evaluates an expression from outside the notebook, whose names mean nothing in it.
func (c *Call) ByItself(source *message.Source, x syntax.Expr) (answer value.Value, err error) {
	blank := New(c.e.chosen, c.e.table).evaluation(context.WithoutCancel(c.e.ctx), source, Output{})
	err = blank.attempt(func() { answer = blank.eval(x, blank.top) })
	return answer, err
}
