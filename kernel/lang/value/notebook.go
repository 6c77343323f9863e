package value

import "saddle/kernel/lang/message"

// Help asks for the explanation of a value; of the empty text, for an overview.
type Help struct{ Of Value }

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
