package eval

import (
	"strconv"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Argument is an evaluated argument of a call; Name is empty when it is positional.
type Argument struct {
	Name   string
	Value  value.Value
	Span   syntax.Span   // of the value
	Label  syntax.Span   // of the name
	From   syntax.Expr   // as it was written; nil: it was not
	Turn   string        // what the loop is at, of one turn of a loop that draws: γ = 0.95; or which of a list: L[2]
	within *scope        // where that turn was evaluated; nil: it is none
	loop   *loopArgument // a loop's values, for a function that takes them one by one
}

// Arguments are those of one call, with the places an error needs.
type Arguments struct {
	Positional []Argument
	Named      []Argument
	scope      *scope      // where the call stands
	Site, Open syntax.Span // the whole call; its parentheses
	alone      bool        // the call is a statement by itself
	asked      bool        // it is one, or what a name is given, so that its value is kept with what it is exactly
	explain    func()      // fails where what was called has no value; nil: there is nothing to say
}

// Setting is the argument of a name.
func (a *Arguments) Setting(name string) (Argument, bool) {
	for _, arg := range a.Named {
		if arg.Name == name {
			return arg, true
		}
	}
	return Argument{}, false
}

// WrittenName is the name that an argument was written as; false for anything else.
func (a Argument) WrittenName() (string, bool) {
	name, ok := a.From.(*syntax.Name)
	if !ok {
		return "", false
	}
	return name.Text, true
}

// Item is the i-th value, counted from 0, of a list as an argument. A vector was written as the entry of the list, or is called
// by the name of the list and a number.
func (a Argument) Item(i int, v value.Value) Argument {
	item := Argument{Value: v, Span: a.Span}
	if _, ok := v.(value.Quantity); !ok {
		return item
	}
	if list, written := syntax.Unwrap(a.From).(*syntax.Vector); written && i < len(list.Entries) {
		item.From = list.Entries[i]
	}
	name, _ := a.WrittenName()
	item.Turn = name + "[" + strconv.Itoa(i+1) + "]"
	return item
}

// IsTurn reports whether the argument is one turn of a loop that draws.
func (a Argument) IsTurn() bool { return a.within != nil }

// In is a call as it stands in that turn, where the loop's names have their values of the turn.
func (a Argument) In(c *Call) *Call {
	inside := *c
	inside.scope = a.within
	return &inside
}

// loopArgument is body for … in … as the argument of a function that takes its values one by one.
type loopArgument struct {
	body  syntax.Expr
	loops []syntax.Loop
	scope *scope
}
