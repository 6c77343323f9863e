package eval

import (
	"errors"
	"maps"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
)

// Failure is why a typed rule has no next step of a run, as its lines say with the numbers of the last one; the zero
// phrase where they are evaluated without an error. Known is what the rule knew before the step by name: its function, its
// point, its start-variables, its step number.
func (r Rules) Failure(o *value.Optimizer, known map[string]value.Value) message.Phrase {
	if o.Definition == nil {
		return message.Phrase{}
	}
	e := r.e.aside(r.e.frozen(), r.e.depth)
	err := e.attempt(func() {
		names := map[string]value.Value{}
		maps.Copy(names, e.settingsOf(o))
		maps.Copy(names, known)
		s := &scope{source: o.Source, names: names}
		for _, line := range o.Definition.Lines {
			e.takeLine(line, s)
		}
	})
	var failure *message.Error
	if !errors.As(err, &failure) || failure.Kind != "IndexError" && failure.Kind != "DomainError" {
		return message.Phrase{}
	}
	return failure.Text
}

// takeLine evaluates a line of a rule with numbers.
func (e *evaluation) takeLine(line syntax.Line, s *scope) {
	if line.Kind != syntax.Assign {
		return
	}
	v := e.eval(line.Body, s)
	switch {
	case line.Entry != nil:
		e.eval(line.Entry, s)
		b := &builder{evaluation: e, scope: s}
		n, _ := AsQuantity(v)
		before := b.entries(line)
		s.names[line.Names[0].Text] = value.Quantity{Node: changed(before, b.place(line, before.Shape()), n)}
	case len(line.Names) == 1:
		s.names[line.Names[0].Text] = v
	default:
		items, _ := value.ItemsOf(v)
		for i, name := range line.Names {
			s.names[name.Text] = items[i]
		}
	}
}

// Of is what an optimizer does in each step on a function, as the runner takes it.
func (r Rules) Of(o *value.Optimizer, f value.Callable) *descent.Rule { return r.e.rule(o, f) }

// Kept are the problems that were compiled since the cell began.
func (r Rules) Kept() *descent.Kept {
	if r.e.compiled == nil {
		r.e.compiled = &descent.Kept{}
	}
	return r.e.compiled
}

// Stepping is, in the rule of an optimizer, where its lines are taken down; ok is false anywhere else.
func (r Rules) Stepping() (b *descent.Builder, ok bool) {
	if r.e.within == nil {
		return nil, false
	}
	return r.e.within.builder, true
}
