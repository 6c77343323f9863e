package eval

import (
	"maps"
	"slices"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// Builtin is one row of the table of what is built in: what help, completion and inspection show, and what a call does.
type Builtin struct {
	Name      string
	Signature string      // as a student writes it: run(opt, f, from = p, steps = 100)
	Meaning   reason.Text // one sentence
	Example   string      // a cell that works by itself
	Topic     string      // the heading under which the reference lists it

	Least, Most int                    // how many positional arguments it takes; Most < 0: any number
	Settings    []string               // the names of its settings
	Variables   int                    // how many variables it is differentiated by; 0: none
	Reduces     bool                   // takes the values of a loop one by one: sum(x^2 for x in v)
	Bare        bool                   // a statement of its name alone calls it
	AnyNames    bool                   // every name is a setting
	Chooses     bool                   // a list in brackets stays apart, so that it may hold optimizers and functions
	Unknown     string                 // the key of what to write where an argument is a name that is not defined; {1} is the name
	Function    int                    // the place of an argument that is a function, from 1, or Everywhere; 0: none
	Constraints []string               // those of its settings that hold functions, which are zero or at most zero
	Command     bool                   // changes something and has no value: it stands by itself
	Outside     bool                   // the name that is not defined may be that of something outside the notebook: no other is suggested
	Word        func(name string) bool // reports whether such a name is a word of the language, which is taken as a text; nil: none is
	Draws       bool                   // draws, which nothing does inside a formula
	Random      bool                   // its value is left to chance
	Elementary  bool                   // of numbers, entry by entry: what it is called with belongs to a formula
	OfArray     bool                   // takes a vector or a matrix: several numbers are meant as its entries
	Open        bool                   // a notebook may give the name another meaning
	Flattens    bool                   // draws runs of many variables in the plane that they keep nearest to, also unasked

	Answers value.Value                          // a value of the kind that a call gives, for its fields; nil: one without
	Meant   func(c *Call, texts []string) string // a call with too many arguments as it may be meant, "" for none; nil: see meantCall
	Run     func(c *Call) value.Value
}

// Usage is how the function is called, in both languages.
func (b *Builtin) Usage() reason.Text { return value.Usage(b.Signature) }

// Everywhere is the place of the functions that a built-in function takes among its positional arguments: plot(f, g).
const Everywhere = -1

// Call is a call of a built-in function with its evaluated arguments, and what the function may know and do: its methods. They
// are what many functions need. What only few need stands apart behind one method each, by what it is about: the notebook,
// derivatives, arithmetic, the terms of a loop, rules of optimizers, chance. What an argument tells by itself is no method here:
// the library reads it (library/argument.go). Those that refuse something panic with a *message.Error that names the place.
//
// TestCallIsNarrow counts the methods.
type Call struct {
	e *evaluation
	Arguments
	Entry *Builtin
}

// Notebook is what a call may read and change of the notebook: its names and what they make of an expression, its settings, its
// exercises, where output goes.
type Notebook struct {
	e     *evaluation
	scope *scope
}

// Notebook is the notebook that the call is made in.
func (c *Call) Notebook() Notebook { return Notebook{c.e, c.scope} }

// Calculus traces functions, composes and differentiates them on behalf of a call.
type Calculus struct {
	e    *evaluation
	call *Call
}

// Calculus is that of the call.
func (c *Call) Calculus() Calculus { return Calculus{c.e, c} }

// Arithmetic is that of numbers and arrays in the name of a call: it says which inputs an operation refuses, and which arrays are
// beyond what the notebook may use.
type Arithmetic struct {
	e    *evaluation
	call *Call
}

// Arithmetic is that of the call.
func (c *Call) Arithmetic() Arithmetic { return Arithmetic{c.e, c} }

// Terms are the values of an argument that are taken one by one: of a loop, or the entries of an array.
type Terms struct {
	call  *Call
	place int
	loop  *loopArgument // nil: it is no loop
}

// Terms are those of a positional argument.
func (c *Call) Terms(i int) Terms { return Terms{c, i, c.Positional[i].loop} }

// Rules tell what optimizers do in a step, and of the rule that a call stands in.
type Rules struct{ e *evaluation }

// Rules are those that the call can see.
func (c *Call) Rules() Rules { return Rules{c.e} }

// Chance is where random numbers come from.
type Chance struct {
	e    *evaluation
	call *Call
}

// Chance is that of the cell, or of the rule that the call stands in.
func (c *Call) Chance() Chance { return Chance{c.e, c} }

// Table is what is there before anything is defined.
type Table struct {
	Builtins  map[string]*Builtin
	Constants map[string]value.Value
	Values    map[string]value.Value // what each name stands for: of Builtins, Constants and the optimizers
}

// Sorted are the built-in functions by name.
func (t *Table) Sorted() []*Builtin {
	return slices.SortedFunc(maps.Values(t.Builtins), func(a, b *Builtin) int { return strings.Compare(a.Name, b.Name) })
}

// predefined is what a name stands for before anything is defined.
func (in *Interpreter) predefined(name string) (value.Value, bool) {
	v, ok := in.table().Values[name]
	return v, ok
}

// isOfNumbers reports whether a built-in function is one of numbers, so that a formula of it has a derivative.
func (b *Builtin) isOfNumbers() bool { return b.Elementary || b.Reduces || b.OfArray }
