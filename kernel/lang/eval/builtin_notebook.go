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
func (n Notebook) Output() Output { return n.e.out }

// Folder is what the cell can read; nil: nothing.
func (n Notebook) Folder() Files { return n.e.Files }

// IsNested reports whether the call is made in the body of a function, so that it may be made again and again.
func (n Notebook) IsNested() bool { return len(n.e.calls) > 0 }

// Prefer changes what the notebook has chosen.
func (n Notebook) Prefer(choose func(*Preferences)) {
	choose(&n.e.chosen)
	n.e.change(func(m *memory) { m.chosen = n.e.chosen })
}

// LimitMemory chooses how much memory the notebook may use, in gigabytes; the error, without a place, says why it cannot.
func (n Notebook) LimitMemory(size float64) *message.Error {
	if !(size >= leastMemory && size < 1<<20) {
		return message.New("DomainError", "limit.size").Advise("limit.size-advice")
	}
	bytes := int64(size * (1 << 30))
	if most := n.e.Memory.Most; most > 0 && bytes > most && size > gigabytes(most) {
		failure := message.New("DomainError", "limit.most", size, gigabytes(most))
		if gigabytes(most) < leastMemory {
			return failure.Advise("limit.memory-fewer")
		}
		return failure.Advise("limit.most-advice", gigabytes(most))
	}
	n.e.limits = n.e.Interpreter.limits.within(bytes)
	n.Prefer(func(p *Preferences) { p.Memory = bytes })
	return nil
}

// Seed makes the random numbers of later cells start elsewhere.
func (n Notebook) Seed(seed uint64) {
	n.e.change(func(m *memory) { m.seed = seed })
}

// Define gives names of the notebook their values.
func (n Notebook) Define(values map[string]value.Value) {
	n.e.change(func(m *memory) {
		for name, v := range values {
			m.globals[name] = &global{value: v, cell: n.e.top.source.Cell}
		}
	})
}

// Forget removes a name from the notebook; false where there is none.
func (n Notebook) Forget(name string) bool {
	if n.e.now().globals[name] == nil {
		return false
	}
	n.e.change(func(m *memory) { delete(m.globals, name) })
	return true
}

// ForgetAll removes every name from the notebook.
func (n Notebook) ForgetAll() {
	n.e.change(func(m *memory) { clear(m.globals) })
}

// Defined lists the names of the notebook, sorted.
func (n Notebook) Defined() (listed value.Names) {
	globals := n.e.now().globals
	for _, name := range slices.Sorted(maps.Keys(globals)) {
		g := globals[name]
		listed = append(listed, value.NameEntry{Name: cmp.Or(g.shown, name), Value: g.value, Cell: g.cell})
	}
	return listed
}

// Lookup is what a name stands for in the notebook, or before anything is defined.
func (n Notebook) Lookup(name string) (Found, bool) { return n.e.Find(name) }

// Lasting is the context for what a call leaves behind to be computed later, asked for each time: that of the cell, and once it
// has ended by itself one that is never done.
func (n Notebook) Lasting() context.Context { return n.e.lasting() }

// Help is what there is to say of a name, in brief where a formula is being traced.
func (n Notebook) Help(found Found) value.Help { return n.e.Explain(n.e.ctx, found, n.e.graph != nil) }

// Nearest is the name that is seen from the call and looks most like another; empty where none does.
func (n Notebook) Nearest(name string) string { return syntax.Nearest(name, n.e.visible(n.scope)) }

// Table is what is there before anything is defined.
func (n Notebook) Table() *Table { return n.e.table() }

// Evaluate is the value of an expression where the call stands.
func (n Notebook) Evaluate(x syntax.Expr) value.Value { return n.e.eval(x, n.scope) }

// EvaluateWith is the value of an expression of another text, in which names have values; the rest of its names are the
// notebook's.
func (n Notebook) EvaluateWith(names map[string]value.Value, x syntax.Expr, source *message.Source) value.Value {
	return n.e.eval(x, &scope{source: source, names: names})
}

// DefaultOf is the value of a setting of a function that is not given.
func (n Notebook) DefaultOf(f *value.Function, setting value.Setting) value.Value {
	outer, _ := f.Scope.(*scope)
	return n.e.eval(setting.Default, &scope{source: f.Source, outer: outer})
}

// IsBuiltin reports whether a name stands for something before anything is defined.
func (n Notebook) IsBuiltin(name string) bool {
	_, ok := n.e.predefined(name)
	return ok
}

// ByItself evaluates an expression from outside the notebook, whose names mean nothing in it.
func (n Notebook) ByItself(source *message.Source, x syntax.Expr) (answer value.Value, err error) {
	blank := New(n.e.chosen, n.e.table).evaluation(context.WithoutCancel(n.e.ctx), source, Output{})
	err = blank.attempt(func() { answer = blank.eval(x, blank.top) })
	return answer, err
}
