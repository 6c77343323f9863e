package eval

import (
	"maps"
	"slices"
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// define gives a name its value for the rest of the notebook, and says what that changes.
func (e *evaluation) define(name *syntax.Name, v value.Value) {
	old, again := e.now().globals[name.Text]
	e.change(func(m *memory) { m.globals[name.Text] = &global{value: v, cell: e.top.source.Cell, shown: name.Shown} })
	switch {
	case again && old.cell != e.top.source.Cell && !same(old.value, v):
		e.noteUsers(name, old.value)
	case !again:
		e.noteConstant(name)
	}
}

// noteUsers names the functions and optimizers that a new value of a name changes.
func (e *evaluation) noteUsers(name *syntax.Name, old value.Value) {
	switch users := e.usersOf(name.Text); len(users) {
	case 0:
	case 1:
		e.note("define.again", name.Shown, e.shortly(old), users[0])
	default:
		e.note("define.again-many", name.Shown, e.shortly(old), strings.Join(users, ", "))
	}
}

// noteConstant says that a constant of the language, or a function that may be redefined, has got another meaning.
func (e *evaluation) noteConstant(name *syntax.Name) {
	if constant, ok := e.table().Constants[name.Text]; ok {
		e.note("define.constant", name.Shown, e.shortly(constant))
	}
	if b, ok := e.table().Builtins[name.Text]; ok && b.Open {
		e.note("define.open", name.Shown)
	}
}

// same reports whether a definition changes nothing.
func same(old, v value.Value) bool {
	switch old := old.(type) {
	case value.Quantity:
		q, ok := v.(value.Quantity)
		return ok && old.Node.Shape() == q.Node.Shape() && old.Node.IsTruth() == q.Node.IsTruth() && slices.Equal(old.Node.Data(), q.Node.Data())
	case *value.Function:
		f, ok := v.(*value.Function)
		return ok && old.Definition != nil && f.Definition != nil && syntax.Text(old.Definition) == syntax.Text(f.Definition)
	case *value.Optimizer:
		o, ok := v.(*value.Optimizer)
		return ok && old.Definition != nil && o.Definition != nil && syntax.Text(old.Definition) == syntax.Text(o.Definition)
	}
	return false
}

// shortly describes an old value in a note: a number by itself, anything else by its kind.
func (e *evaluation) shortly(v value.Value) any {
	if q, ok := v.(value.Quantity); ok && q.Node.Shape().Rank == 0 && !q.Node.IsTruth() {
		return e.chosen.Format.Plain(v)
	}
	return v.Describe()
}

// usersOf lists the student's functions and optimizers that look a name up in the notebook, sorted.
func (e *evaluation) usersOf(name string) []string {
	var users []string
	globals := e.now().globals
	for _, user := range slices.Sorted(maps.Keys(globals)) {
		if user != name && uses(globals[user].value, name) {
			users = append(users, user)
		}
	}
	return users
}

func uses(v value.Value, name string) bool {
	switch v := v.(type) {
	case *value.Function:
		if v.Definition != nil {
			return slices.Contains(syntax.FreeNames(v.Definition), name)
		}
		return !slices.Contains(v.Variables, name) && slices.Contains(syntax.FreeNames(v.Body), name)
	case *value.Optimizer:
		return v.Definition != nil && slices.Contains(syntax.FreeNames(v.Definition), name)
	}
	return false
}
