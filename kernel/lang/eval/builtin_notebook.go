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
func (c *builtinCall) Output() Output { return c.out }

// Folder is what the cell can read; nil: nothing.
func (c *builtinCall) Folder() Files { return c.Files }

// IsNested reports whether the call is made in the body of a function, so that it may be made again and again.
func (c *builtinCall) IsNested() bool { return len(c.calls) > 0 }

// Prefer changes what the notebook has chosen.
func (c *builtinCall) Prefer(choose func(*Preferences)) {
	choose(&c.chosen)
	c.change(func(m *memory) { m.chosen = c.chosen })
}

// LimitMemory chooses how much memory the notebook may use, in gigabytes; the error, without a place, says why it cannot.
func (c *builtinCall) LimitMemory(size float64) *message.Error {
	if !(size >= leastMemory && size < 1<<20) {
		return message.New("DomainError", "limit.size").Advise("limit.size-advice")
	}
	bytes := int64(size * (1 << 30))
	if most := c.Memory.Most; most > 0 && bytes > most && size > gigabytes(most) {
		failure := message.New("DomainError", "limit.most", size, gigabytes(most))
		if gigabytes(most) < leastMemory {
			return failure.Advise("limit.memory-fewer")
		}
		return failure.Advise("limit.most-advice", gigabytes(most))
	}
	c.limits = c.Interpreter.limits.within(bytes)
	c.Prefer(func(p *Preferences) { p.Memory = bytes })
	return nil
}

// Seed makes the random numbers of later cells start elsewhere.
func (c *builtinCall) Seed(seed uint64) {
	c.change(func(m *memory) { m.seed = seed })
}

// Define gives names of the notebook their values.
func (c *builtinCall) Define(values map[string]value.Value) {
	c.change(func(m *memory) {
		for name, v := range values {
			m.globals[name] = &global{value: v, cell: c.top.source.Cell}
		}
	})
}

// Forget removes a name from the notebook; false where there is none.
func (c *builtinCall) Forget(name string) bool {
	if c.now().globals[name] == nil {
		return false
	}
	c.change(func(m *memory) { delete(m.globals, name) })
	return true
}

// ForgetAll removes every name from the notebook.
func (c *builtinCall) ForgetAll() {
	c.change(func(m *memory) { clear(m.globals) })
}

// Defined lists the names of the notebook, sorted.
func (c *builtinCall) Defined() (listed value.Names) {
	globals := c.now().globals
	for _, name := range slices.Sorted(maps.Keys(globals)) {
		g := globals[name]
		listed = append(listed, value.NameEntry{Name: cmp.Or(g.shown, name), Value: g.value, Cell: g.cell})
	}
	return listed
}

// Lookup is what a name stands for in the notebook, or before anything is defined.
func (c *builtinCall) Lookup(name string) (Found, bool) { return c.Find(name) }

// Help is what there is to say of a name, in brief where a formula is being traced.
func (c *builtinCall) Help(found Found) value.Help { return c.Explain(c.ctx, found, c.graph != nil) }

// Nearest is the name that is seen from the call and looks most like another; empty where none does.
func (c *builtinCall) Nearest(name string) string { return syntax.Nearest(name, c.visible(c.scope)) }

// IsBuiltin reports whether a name stands for something before anything is defined.
func (c *builtinCall) IsBuiltin(name string) bool {
	_, ok := c.predefined(name)
	return ok
}

// ByItself evaluates an expression from outside the notebook, whose names mean nothing in it.
func (c *builtinCall) ByItself(source *message.Source, x syntax.Expr) (answer value.Value, err error) {
	blank := New(c.chosen, c.table).evaluation(context.WithoutCancel(c.ctx), source, Output{})
	err = blank.attempt(func() { answer = blank.eval(x, blank.top) })
	return answer, err
}
