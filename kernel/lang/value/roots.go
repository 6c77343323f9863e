package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
)

// Roots is what roots answers: the solutions found in a box and what is proven of them.
type Roots struct {
	*solve.Result
	Names   []string // of the variables, or of the entries of the one that is a vector
	Vector  bool     // the functions take one vector
	Exact   [][]exact.Form
	Picture *Scene // of one or two numbers; nil for more
}

// Describe implements Value.
func (Roots) Describe() message.Phrase { return message.Say("kind.roots") }

// Scene implements Pictured.
func (r Roots) Scene() *Scene { return r.Picture }

// Items implements Tuple: the solutions in order of place.
func (r Roots) Items() []Value {
	items := make([]Value, len(r.Solutions))
	for k := range r.Solutions {
		root := Root{Solution: &r.Solutions[k], Vector: r.Vector}
		if k < len(r.Exact) {
			root.Exact = r.Exact[k]
		}
		items[k] = root
	}
	return items
}

// Fields implements Fielded.
func (Roots) Fields() []string { return []string{"proven", "undecided", "boxes"} }

// Field implements Fielded; undecided has a row for each region, with its bounds in pairs.
func (r Roots) Field(name string) Value {
	switch name {
	case "proven":
		return Truth(r.Proven)
	case "undecided":
		hulls := make([]interval.Box, len(r.Undecided))
		for k, region := range r.Undecided {
			hulls[k] = region.Hull
		}
		return sidesOf(hulls, len(r.Names))
	case "boxes":
		return Number(float64(r.Boxes))
	}
	return nil
}

// Root is one solution.
type Root struct {
	*solve.Solution
	Vector bool // the functions take one vector
	Exact  []exact.Form
}

// Describe implements Value.
func (Root) Describe() message.Phrase { return message.Say("kind.root") }

// Place implements Placed.
func (r Root) Place() Value {
	place := PlaceOf(r.At, r.Vector).(Quantity)
	if r.Exact == nil {
		return place
	}
	return Quantity{Node: expr.WithForms(place.Node, func() ([]exact.Form, bool) { return r.Exact, true })}
}

// Fields implements Fielded.
func (Root) Fields() []string { return []string{"at", "proven"} }

// Field implements Fielded.
func (r Root) Field(name string) Value {
	switch name {
	case "at":
		return r.Place()
	case "proven":
		return Truth(r.Proven)
	}
	return nil
}
