package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/constrained"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Constrained is what critical_points answers of a function on a set g = 0.
type Constrained struct {
	*constrained.Findings
	Function Callable
	On       []string // the equations of the set
	Names    []string // of the variables, or of the entries of the one that is a vector
	Vector   bool     // the function takes one vector
	Box      interval.Box
	Asked    bool // the box was asked for
	Whole    bool // there is proven to be nothing beyond the box
	Exact    []ExactPoint
	Given    []Callable // the functions that are 0 on the set
	Picture  *Scene     // of two numbers; nil for others
}

// ExactPoint is what is known exactly of a point; nil for what is not.
type ExactPoint struct{ At, Value, Multipliers []exact.Form }

// Describe implements Value.
func (Constrained) Describe() message.Phrase { return message.Say("kind.critical-points") }

// Scene implements Pictured.
func (c Constrained) Scene() *Scene { return c.Picture }

// Items implements Tuple: the points in order.
func (c Constrained) Items() []Value {
	items := make([]Value, len(c.Points))
	for k := range c.Points {
		point := ConstrainedPoint{Point: &c.Points[k], Vector: c.Vector, Function: c.Function, Given: c.Given}
		if k < len(c.Exact) {
			point.Exact = c.Exact[k]
		}
		items[k] = point
	}
	return items
}

// Fields implements Fielded.
func (Constrained) Fields() []string { return []string{"proven", "boxes"} }

// Field implements Fielded.
func (c Constrained) Field(name string) Value {
	switch name {
	case "proven":
		return Truth(c.Proven)
	case "boxes":
		return Number(float64(c.Boxes))
	}
	return nil
}

// ConstrainedPoint is one of them.
type ConstrainedPoint struct {
	*constrained.Point
	Function Callable
	Vector   bool // the function takes one vector
	Exact    ExactPoint
	Given    []Callable // the functions that are 0 on the set
}

// Describe implements Value.
func (ConstrainedPoint) Describe() message.Phrase { return message.Say("kind.critical-point") }

// Place implements Placed.
func (p ConstrainedPoint) Place() Value {
	return Quantity{Node: withForms(PlaceOf(p.At, p.Vector).(Quantity).Node, p.Exact.At)}
}

// withForms is a constant with what its numbers are exactly; nil where that is not known.
func withForms(n *expr.Node, forms []exact.Form) *expr.Node {
	if forms == nil {
		return n
	}
	return expr.WithForms(n, func() ([]exact.Form, bool) { return forms, true })
}

// Fields implements Fielded: what there is of the point.
func (p ConstrainedPoint) Fields() []string {
	fields := []string{"at", "value", "kind", "proven"}
	if p.Point == nil || p.Multipliers != nil {
		fields = append(fields, "multipliers")
	}
	if p.Point == nil || p.Eigenvalues != nil {
		fields = append(fields, "eigenvalues")
	}
	return fields
}

// Field implements Fielded.
func (p ConstrainedPoint) Field(name string) Value {
	switch {
	case name == "at":
		return p.Place()
	case name == "value":
		return Quantity{Node: withForms(expr.Const(p.Value), p.Exact.Value)}
	case name == "kind":
		return Text(p.Kind)
	case name == "proven":
		return Truth(p.Proven)
	case name == "multipliers" && p.Multipliers != nil:
		return Quantity{Node: withForms(Vector(p.Multipliers).Node, p.Exact.Multipliers)}
	case name == "eigenvalues" && p.Eigenvalues != nil:
		return Vector(p.Eigenvalues)
	}
	return nil
}
