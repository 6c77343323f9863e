package value

import "saddle/kernel/lang/message"

// List is several values that are no numbers, or matrices, as a [ … for … ] makes them.
type List []Value

// Describe implements Value.
func (l List) Describe() message.Phrase {
	for _, item := range l {
		if q, ok := item.(Quantity); !ok || q.Node.Shape().Rank != 1 {
			return message.Say("kind.list", len(l))
		}
	}
	return message.Say("kind.list-vectors", len(l))
}

// Items implements Tuple.
func (l List) Items() []Value { return l }

// Box is low..high with vectors for ends: every vector between them, entry by entry.
type Box struct{ Low, High []float64 }

// Describe implements Value.
func (b Box) Describe() message.Phrase { return message.Say("kind.box", len(b.Low)) }

// ItemsOf lists the parts of a value that several names can take apart; false for one that has none.
func ItemsOf(v Value) ([]Value, bool) {
	switch v := v.(type) {
	case Tuple:
		return v.Items(), true
	case Quantity:
		if v.Node.Shape().Rank != 1 {
			return nil, false
		}
		var items []Value
		for _, entry := range v.Node.Entries() {
			items = append(items, Quantity{Node: entry})
		}
		return items, true
	case Parts:
		var items []Value
		for _, part := range v.Values {
			items = append(items, part)
		}
		return items, true
	}
	return nil, false
}
