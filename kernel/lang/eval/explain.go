package eval

import (
	"context"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
)

// Explain is what there is to say of a name, briefly or in full. It may be called while a cell runs; ctx bounds the time
// that the formula of a gradient may take.
func (in *Interpreter) Explain(ctx context.Context, found Found, brief bool) value.Help {
	help := value.Help{Of: found.Value, Name: found.Name, Cell: found.Cell, Brief: brief, Fields: Fields(found.Value), Meaning: found.Meaning}
	if f, ok := found.Value.(*value.Function); ok && !brief {
		help.Gradient = in.gradientFormula(ctx, f)
	}
	return help
}

// gradientFormula is ∇f, or f' of a function of one variable, as a formula; nil where there is none.
func (in *Interpreter) gradientFormula(ctx context.Context, f *value.Function) *value.Formula {
	e := in.evaluation(ctx, &message.Source{}, Output{})
	d := &value.Derivative{Of: f, Mark: value.Gradient}
	if f.Arity() == 1 {
		d.Mark = value.Prime
	}
	answer := make(chan *value.Formula, 1)
	err := e.runApart(func() error {
		return e.attempt(func() {
			formula, err := e.formulaFor(d, 0, message.Span{})
			if err != nil {
				answer <- nil
				return
			}
			answer <- &formula
		})
	})
	if err != nil {
		return nil
	}
	return <-answer
}

// Field is what a value answers to a name behind a dot.
func (in *Interpreter) Field(v value.Value, name string) (value.Value, bool) {
	e := in.evaluation(context.Background(), &message.Source{}, Output{})
	var answer value.Value
	if err := e.attempt(func() { answer = e.fieldOf(v, name) }); err != nil || answer == nil {
		return nil, false
	}
	return answer, true
}
