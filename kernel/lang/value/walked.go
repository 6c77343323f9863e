package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/constrained/walk"
	"saddle/numerics/expr"
)

// Walked is what minimize answers under constraints. Where a point is needed, it is the point it came to.
type Walked struct {
	*walk.Answer
	Function Callable
	Point    Value    // the point, as the function takes it
	Names    []string // of the constraints, one for each multiplier
	Exact    ExactPoint
	Picture  *Scene // of two numbers; nil for others
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
		if q, ok := w.Point.(Quantity); ok {
			return Quantity{Node: withForms(q.Node, w.Exact.At)}
		}
		return w.Point
	case "value":
		return Quantity{Node: withForms(expr.Const(w.Value), w.Exact.Value)}
	case "kind":
		return Text(w.Kind)
	case "multipliers":
		return Quantity{Node: withForms(Vector(w.Multipliers).Node, w.Exact.Multipliers)}
	case "steps":
		return Number(float64(w.Steps))
	case "reason":
		return Text(w.Reason.String())
	}
	return nil
}

// ReasonIn implements Reasoned.
func (w Walked) ReasonIn(locale message.Locale) string { return Said(w.Reason, locale) }
