package value

import "saddle/kernel/lang/message"

// Help asks for the explanation of a value.
type Help struct {
	Of       Value    // nil: of the language, an overview
	Name     string   // by which it is known; empty: it has none
	Cell     int      // that defined the name last; 0: it is built in
	Brief    bool     // just what it is
	Gradient *Formula // of a function; nil: it is not shown
	Fields   []string // what can be asked of it behind a dot
}

// Describe implements Value.
func (Help) Describe() message.Phrase { return message.Say("kind.help") }

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
