package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/constrained/walk"
)

// Walked is what minimize answers under constraints. Where a point is needed, it is the point it came to.
type Walked struct {
	*walk.Answer
	Function Callable
	Point    Value    // the point, as the function takes it
	Names    []string // of the constraints, one for each multiplier
	Picture  *Scene   // of two numbers; nil for others
}

// Describe implements Value.
func (Walked) Describe() message.Phrase { return message.Say("kind.minimum") }

// Place implements Placed.
func (w Walked) Place() Value { return w.Point }

// Scene implements Pictured.
func (w Walked) Scene() *Scene { return w.Picture }

// Fields implements Fielded.
func (Walked) Fields() []string {
	return []string{"at", "value", "kind", "multipliers", "steps", "reason"}
}

// Field implements Fielded.
func (w Walked) Field(name string) Value {
	switch name {
	case "at":
		return w.Point
	case "value":
		return Number(w.Value)
	case "kind":
		return Text(w.Kind)
	case "multipliers":
		return Vector(w.Multipliers)
	case "steps":
		return Number(float64(w.Steps))
	case "reason":
		return Text(w.Reason.String())
	}
	return nil
}

// ReasonIn implements Reasoned.
func (w Walked) ReasonIn(locale message.Locale) string { return Said(w.Reason, locale) }
