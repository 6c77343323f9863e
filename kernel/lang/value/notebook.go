package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/reason"
)

// Help asks for the explanation of a value.
type Help struct {
	Of       Value       // nil: of the language, an overview
	Name     string      // by which it is known; empty: it has none
	Cell     int         // that defined the name last; 0: it is built in
	Brief    bool        // just what it is
	Gradient *Formula    // of a function; nil: it is not shown
	Fields   []string    // what can be asked of it behind a dot
	Meaning  reason.Text // of a field: what it is; empty: nothing is known
}

// Describe implements Value.
func (Help) Describe() message.Phrase { return message.Say("kind.help") }

// Page is a page of help that lists several things.
type Page struct {
	Head    []reason.Text // what stands above, a line each
	Entries []PageEntry
	Foot    reason.Text // what to type next; empty: nothing stands below
}

// PageEntry is one of them: as it is typed, what it is, and what it belongs to.
type PageEntry struct {
	Write   string
	Title   reason.Text // of a section, which is asked for in quotes; empty: the entry is Write
	Meaning reason.Text
	Of      message.Phrase // zero: the entry is a line of a list
}

// Describe implements Value.
func (Page) Describe() message.Phrase { return message.Say("kind.help") }

// Names lists what a notebook has defined.
type Names []NameEntry

// NameEntry is one defined name, with the cell that defined it last.
type NameEntry struct {
	Name  string
	Value Value
	Cell  int
}

// Describe implements Value.
func (Names) Describe() message.Phrase { return message.Say("kind.names") }

// Exercise is one that a cell of the notebook answers.
type Exercise struct {
	Name  string
	State ExerciseState
}

// ExerciseState is how the last answer to an exercise ended.
type ExerciseState string

// The states of an exercise.
const (
	Open   ExerciseState = "open"   // a ? is left
	Solved ExerciseState = "solved" // every check held
	Wrong  ExerciseState = "wrong"  // a check failed, or another error ended the cell
)

// Exercises lists those that the notebook has met.
type Exercises []Exercise

// Describe implements Value.
func (Exercises) Describe() message.Phrase { return message.Say("kind.exercises") }

// Movable is a point of the plane that a reader may drag.
type Movable struct{ At [2]float64 }

// Describe implements Value.
func (Movable) Describe() message.Phrase { return message.Say("kind.movable") }
