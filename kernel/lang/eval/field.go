package eval

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// field is operand.name: a part of a point, a recorded name of a run or step, what a verdict says.
func (e *evaluation) field(x *syntax.Field, s *scope) value.Value {
	return e.fieldIn(x, e.eval(x.Operand, s), s)
}

// fieldIn is the field of a value.
func (e *evaluation) fieldIn(x *syntax.Field, v value.Value, s *scope) value.Value {
	switch later := v.(type) {
	case *Located:
		if answer := later.field(x.Name.Text); answer != nil {
			return answer
		}
		e.notYet(v, s, x.Operand.Span())
	case *searched:
		e.notYet(v, s, x.Operand.Span())
	}
	if answer := e.fieldOf(v, x.Name.Text); answer != nil {
		return answer
	}
	panic(e.noField(x, v, s))
}

// noField is what is said where a value has no such field: its fields, or the product that a point between two names may mean.
func (e *evaluation) noField(x *syntax.Field, v value.Value, s *scope) *message.Error {
	failure := message.New("NameError", "field.unknown", v.Describe(), x.Name.Text).At(s.source, x.Name.Span())
	failure.Advice = fieldAdvice(x, v, Fields(v))
	factor, _ := e.lookup(x.Name.Text, s)
	if _, isArray := AsQuantity(v); isArray && failure.Advice.Key == "" {
		if _, isToo := AsQuantity(factor); isToo {
			failure.Advise("call.write", syntax.Text(x.Operand)+" "+x.Name.Shown)
		}
	}
	return failure
}

// runFields are what other programs call the parts of a run.
var runFields = map[string]string{
	"loss": "f", "losses": "f", "value": "f", "values": "f", "fun": "f", "minimum": "last", "final": "last", "end": "last", "point": "last", "solution": "last", "argmin": "last",
	"path": "θ", "history": "θ", "points": "θ", "trajectory": "θ", "iterates": "θ", "n": "steps", "iterations": "steps", "nit": "steps", "success": "status", "converged": "status",
}

func isRun(v value.Value) bool {
	_, ok := v.(*value.Run)
	return ok
}

// fieldAdvice is what to write instead of a field that a value does not have.
func fieldAdvice(x *syntax.Field, v value.Value, known []string) message.Phrase {
	name, text := x.Name.Text, syntax.Text(x.Operand)
	n, isQuantity := AsQuantity(v)
	f, isFunction := v.(value.Callable)
	step, isStep := v.(value.Step)
	switch {
	case isList(v):
		return message.Say("call.write", "["+"x."+name+" for x in "+text+"]")
	case isRun(v) && runFields[name] != "":
		return message.Say("call.write", text+"."+runFields[name])
	case isStep && step.Number == 0 && step.Run.History(name) != nil:
		return message.Say("field.first-step", name)
	case isFunction && slices.Contains(value.VariablesOf(f), name):
		return message.Say("field.variable-advice", name, calledText(f))
	case isQuantity && len(known) == 0 && n.Shape().Rank == 1 && len([]rune(name)) == 1 && name != "T":
		return message.Say("suggest.entry", text+"[1]")
	}
	for _, field := range known {
		if strings.HasPrefix(field, name) {
			return message.Say("suggest.near", field)
		}
	}
	advice := syntax.SuggestField(text, name, known)
	_, isRow := v.(value.Row)
	if (advice.Key == "" || isRow && advice.Key != "suggest.near") && len(known) > 0 {
		return message.Say("field.list", known)
	}
	return advice
}

// indexRun is r[k], the step k; r[0] is the start. A run that came to rest stays where it is.
func (e *evaluation) indexRun(x *syntax.Index, r *value.Run, s *scope) value.Value {
	if len(x.Indices) != 1 || x.Indices[0] == nil {
		panic(message.New("TypeError", "index.run", r.Record.Steps).At(s.source, x.Open).Advise("index.run-advice", syntax.Text(x.Operand)))
	}
	index := x.Indices[0]
	v := e.eval(index, s)
	if steps, ok := v.(value.Range); ok {
		return e.partOfRun(r, steps, index, x, s)
	}
	n, ok := AsQuantity(v)
	if ok && !n.IsConst() {
		panic(message.New("TypeError", "trace.index").At(s.source, index.Span()).Advise("trace.index-advice"))
	}
	if !ok || n.IsTruth() || n.Shape().Rank != 0 {
		panic(message.New("TypeError", "index.run", r.Record.Steps).At(s.source, index.Span()).Advise("index.run-advice", syntax.Text(x.Operand)))
	}
	k := n.Float()
	if k > float64(r.Record.Steps) && r.Rests() && k == math.Trunc(k) {
		k = float64(r.Record.Steps)
	}
	if k != math.Trunc(k) || k < 0 || k > float64(r.Record.Steps) {
		panic(message.New("IndexError", "index.run", r.Record.Steps).At(s.source, index.Span()).Advise("index.run-last", syntax.Text(x.Operand)))
	}
	return value.Step{Run: r, Number: int(k)}
}

// partOfRun is r[0..10], a part of a run.
func (e *evaluation) partOfRun(r *value.Run, steps value.Range, index syntax.Expr, x *syntax.Index, s *scope) value.Value {
	last := float64(r.Record.Steps)
	whole := steps.Low == math.Trunc(steps.Low) && steps.High == math.Trunc(steps.High)
	if !whole || steps.Low < 0 || steps.Low > steps.High || steps.Low > last || steps.High > last && !r.Rests() {
		panic(message.New("IndexError", "index.run-part", r.Record.Steps).At(s.source, index.Span()).Advise("index.run-last", syntax.Text(x.Operand)))
	}
	return value.Iterates{Runs: []*value.Run{r}, First: int(steps.Low), Last: int(min(steps.High, last))}
}

// indexField is operand.name[i]. What a run recorded until it came to rest goes on with its last value, so that r.f[11] is
// there after fewer steps too.
func (e *evaluation) indexField(x *syntax.Index, field *syntax.Field, s *scope) value.Value {
	of := e.eval(field.Operand, s)
	v := e.fieldIn(field, of, s)
	r, isRun := of.(*value.Run)
	history, isArray := v.(value.Quantity)
	if !isRun || !isArray || !r.Rests() || r.History(field.Name.Text) == nil && field.Name.Text != "f" && field.Name.Text != "gradient_norm" || x.Indices[0] == nil {
		return e.indexValue(x, v, s)
	}
	k, ok := AsQuantity(e.eval(x.Indices[0], s))
	rows := float64(history.Node.Shape().Rows)
	if !ok || k.IsTruth() || !k.IsConst() || k.Shape().Rank != 0 || rows == 0 || !(k.Float() > rows) || k.Float() != math.Trunc(k.Float()) {
		return e.indexValue(x, v, s)
	}
	last := *x
	last.Indices = append([]syntax.Expr{&syntax.Number{Value: rows, Text: strconv.Itoa(int(rows))}}, x.Indices[1:]...)
	return e.indexValue(&last, v, s)
}
