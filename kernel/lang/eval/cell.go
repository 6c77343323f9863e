package eval

import (
	"context"
	"errors"
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Run evaluates a cell's statements in order. It stops at the first error, which is a *message.Error; what was defined
// before it stays. When ctx is done the error's kind is Interrupted, within 100 ms; Output may then be called for a
// moment longer.
func (in *Interpreter) Run(ctx context.Context, cell *syntax.Cell, out Output) error {
	e := in.evaluation(ctx, cell.Source, out)
	return e.runApart(func() (err error) {
		defer func() { e.kept, e.compiled = nil, nil; e.mark(err) }()
		e.defining = definedIn(cell)
		for i, statement := range cell.Statements {
			last := i == len(cell.Statements)-1
			e.first = i == 0
			if err := e.attempt(func() { e.statement(statement, last) }); err != nil && !e.openStatement(statement, last, err) {
				return e.foreign(statement, err)
			}
		}
		return nil
	})
}

// foreign is the error of a statement; one that calls what another language has is told how the whole is written here.
func (e *evaluation) foreign(statement syntax.Statement, err error) error {
	var failure *message.Error
	if !errors.As(err, &failure) || failure.Kind != "NameError" && failure.Kind != "TypeError" || failure.Text.Key == "plot.sides" {
		return err
	}
	span := statement.Span()
	if len(failure.Labels) == 0 || failure.Labels[0].Source != e.top.source || failure.Labels[0].Span.Start < span.Start {
		return err
	}
	text := e.top.source.Text[span.Start:span.End]
	if fixed := syntax.Foreign(text, e.VariablesOf); fixed != "" {
		failure.Advise("habit.write", fixed)
	} else if call, letter := e.meantFunction(statement, failure); call != "" {
		failure.Advise("name.define-or-function", letter, call)
	} else if key := syntax.ForeignSentence(text); key != "" && !(failure.Text.Key == "setting.unknown" && failure.Advice.Key == "call.write") {
		failure.Advise(key)
	}
	return err
}

// meantFunction is f = x^2 as a function, f(x) = x^2, where x has no value; "" for another statement.
func (e *evaluation) meantFunction(statement syntax.Statement, failure *message.Error) (function, letter string) {
	st, ok := statement.(*syntax.Assignment)
	if !ok || len(st.Names) != 1 || failure.Text.Key != "name.undefined" {
		return "", ""
	}
	var letters []string
	for _, name := range syntax.FreeNames(st.Body) {
		if _, known := e.Find(name); !known && len([]rune(name)) == 1 {
			letters = append(letters, name)
		} else if !known {
			return "", ""
		}
	}
	if len(letters) == 0 || len(letters) > 3 || slices.Contains(letters, st.Names[0].Text) {
		return "", ""
	}
	slices.Sort(letters)
	return st.Names[0].Shown + "(" + strings.Join(letters, ", ") + ") = " + syntax.Text(st.Body), letters[0]
}

// VariablesOf reports whether a name has a meaning, and which variables the notebook's function of that name has.
func (in *Interpreter) VariablesOf(name string) (variables []string, ok bool) {
	found, ok := in.Find(syntax.CanonicalName(name))
	if f, isFunction := found.Value.(*value.Function); isFunction {
		return f.Shown, ok
	}
	return nil, ok
}

// Value evaluates one expression for its value and shows nothing.
func (in *Interpreter) Value(ctx context.Context, cell *syntax.Cell) (value.Value, error) {
	e := in.evaluation(ctx, cell.Source, Output{})
	answer := make(chan value.Value, 1)
	err := e.runApart(func() error {
		return e.attempt(func() { answer <- e.lastValue(cell) })
	})
	if err != nil {
		return nil, err
	}
	return <-answer, nil
}

// lastValue is the value of the last of a cell's expressions; nil of none.
func (e *evaluation) lastValue(cell *syntax.Cell) (last value.Value) {
	for _, statement := range cell.Statements {
		x, ok := statement.(*syntax.ExpressionStatement)
		if !ok {
			panic(message.New("SyntaxError", "eval.expression-only").At(cell.Source, statement.Span()))
		}
		last = e.eval(x.Value, e.top)
	}
	return last
}

// statement evaluates one statement and shows its value where the language shows it.
func (e *evaluation) statement(statement syntax.Statement, last bool) {
	e.current = statement
	e.refuseHole(statement)
	result := e.result(statement)
	if e.shows(result, statement, last) {
		e.out.Show(Shown{Value: result, Last: last, Progress: e.progress})
	}
	if e.ctx.Err() != nil { // what an interrupted run or search had found is kept and shown first
		e.interrupted()
	}
}

// result evaluates one statement.
func (e *evaluation) result(statement syntax.Statement) value.Value {
	switch st := statement.(type) {
	case *syntax.ExpressionStatement:
		e.refuseStatement(st.Value)
		return e.shown(e.statementValue(st.Value), st.Value.Span())
	case *syntax.Check:
		return e.check(st)
	case *syntax.Assignment:
		return e.assign(st)
	case *syntax.FunctionDefinition:
		return e.defineFunction(st)
	case *syntax.OptimizerDefinition:
		return e.defineOptimizer(st)
	}
	return nil
}

// statementValue is the value of an expression that stands by itself; of a command there is none.
func (e *evaluation) statementValue(x syntax.Expr) value.Value {
	switch x := x.(type) {
	case *syntax.Call:
		if formula, ok := e.ofLetters(x); ok {
			return formula
		}
		e.command = x
		return e.settled(func() value.Value { return e.call(x, e.top) })
	case *syntax.Name:
		return e.byItself(x)
	}
	return e.eval(x, e.top)
}

// byItself is the value of a name that is a statement: names and help need no parentheses there.
func (e *evaluation) byItself(x *syntax.Name) value.Value {
	v := e.eval(x, e.top)
	if b, ok := v.(*value.Builtin); ok && b.Entry.(*Builtin).Bare {
		return e.applyBuiltin(b.Entry.(*Builtin), Arguments{scope: e.top, Site: x.Span(), Open: x.Span(), alone: true})
	}
	return v
}

// shows reports whether the language shows a statement's value.
func (e *evaluation) shows(result value.Value, statement syntax.Statement, last bool) bool {
	if result == nil || statement.Hidden() || e.out.Show == nil {
		return false
	}
	_, defines := result.(value.Definition)
	return last || !defines
}
