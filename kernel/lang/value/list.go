package value

import "saddle/kernel/lang/message"

// List is several values that are no numbers, or matrices, as a [ … for … ] makes them.
type List []Value

// Describe implements Value.
func (l List) Describe() message.Phrase { return message.Say("kind.list", len(l)) }

// Items implements Tuple.
func (l List) Items() []Value { return l }

// Box is low..high with vectors for ends: every vector between them, entry by entry.
type Box struct{ Low, High []float64 }

// Describe implements Value.
func (b Box) Describe() message.Phrase { return message.Say("kind.box", len(b.Low)) }
