package eval

import (
	"errors"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	shortest "saddle/numerics/formula"
)

// A letter in a function that nothing gives a value is open: formulas of the function are shown with it, as the k of
// ∇²f = [2, k; k, 2]. Nothing is computed with it: where a number is needed, its value is asked for.

// openStatement evaluates an expression again that has failed because of an open letter in a function, and shows it as a
// formula; it reports whether it has.
func (e *evaluation) openStatement(statement syntax.Statement, last bool, err error) bool {
	st, ok := statement.(*syntax.ExpressionStatement)
	var failure *message.Error
	if !ok || !errors.As(err, &failure) || failure.Text.Key != "name.undefined" || len(failure.Calls) == 0 || !e.computes(st.Value) {
		return false
	}
	_, names, failed := e.withLetters(st.Value, nil)
	if failed != nil || len(names) == 0 {
		return false
	}
	result, _, _ := e.withLetters(st.Value, names) // in products they stand before the variables, as coefficients do
	result, ok = openFormula(result)
	if !ok {
		return false
	}
	e.noteOpen("note.open", names)
	if e.shows(result, statement, last) {
		e.out.Show(Shown{Value: result, Last: last, Progress: e.progress})
	}
	return true
}

// computes reports whether an expression is no command, picture or search: these need numbers.
func (e *evaluation) computes(x syntax.Expr) bool {
	call, ok := x.(*syntax.Call)
	if !ok {
		return true
	}
	name, ok := call.Callee.(*syntax.Name)
	if !ok {
		return true
	}
	v, _ := e.lookup(name.Text, e.top)
	b, ok := v.(*value.Builtin)
	return !ok || slices.Contains([]string{"Elementary", "Linear algebra", "Calculus", "Sums"}, b.Topic)
}

// withLetters evaluates an expression with open letters, of which some are known beforehand, and gives all that it has met.
func (e *evaluation) withLetters(x syntax.Expr, known []string) (result value.Value, names []string, err error) {
	before := e.state
	e.open, e.graph = &openLetters{nodes: map[string]*expr.Node{}}, e.newGraph()
	for _, name := range known {
		e.open.add(e.graph, name)
	}
	err = e.quietly(func() { result = e.shown(e.statementValue(x), x.Span()) })
	names = e.open.names
	e.state, e.open = before, nil
	return result, names, err
}

// openFormula is a value that is a formula, in its shortest form; ok is false for any other.
func openFormula(v value.Value) (shown value.Value, ok bool) {
	switch v := v.(type) {
	case value.Formula:
		return v, true
	case value.Quantity:
		if !v.Node.IsConst() && !v.Node.IsTruth() {
			return value.Quantity{Node: shortest.Simplify(v.Node)}, true
		}
	}
	return nil, false
}

func (e *evaluation) noteOpen(key string, names []string) {
	for _, name := range names {
		e.note(key, name)
	}
}

// noteOpenIn tells the open letters of a function that has been defined, but for those that a later statement of the cell gives
// a value.
func (e *evaluation) noteOpenIn(st *syntax.FunctionDefinition) {
	called, ok := callees(st.Body)
	if st.Hidden() || !ok {
		return
	}
	var names []string
	for _, name := range syntax.FreeNames(st) {
		_, known := e.lookup(name, e.top)
		if !known && name != st.Name.Text && !called[name] && e.isOpen(name, e.top) && !slices.Contains(e.defining, name) {
			shown := name // where the default of a setting has it, not the body
			if found := occurrence(st.Body, name); found != nil {
				shown = found.Shown
			}
			names = append(names, shown)
		}
	}
	e.noteOpen("note.open-defined", names)
}

// definedIn are the names that the statements of a cell define.
func definedIn(cell *syntax.Cell) []string {
	var names []string
	for _, statement := range cell.Statements {
		switch st := statement.(type) {
		case *syntax.Assignment:
			for _, name := range st.Names {
				names = append(names, name.Text)
			}
		case *syntax.FunctionDefinition:
			names = append(names, st.Name.Text)
		case *syntax.OptimizerDefinition:
			names = append(names, st.Name.Text)
		}
	}
	return names
}
