package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/critical"
)

// CriticalPoints is what critical_points answers: the points found in a box and what is proven of them.
type CriticalPoints struct {
	*critical.Findings
	Function Callable
	Names    []string // of the variables
	Box      []critical.Range
	Sample   func(x, y, out []float64) // in the plane; nil elsewhere
}

// Describe implements Value.
func (CriticalPoints) Describe() message.Phrase { return message.Say("kind.critical-points") }

// Items implements Tuple: the points in order.
func (c CriticalPoints) Items() []Value {
	items := make([]Value, len(c.Points))
	for i := range c.Points {
		items[i] = CriticalPoint{Found: &c.Points[i], Function: c.Function}
	}
	return items
}

// CriticalPoint is one of them.
type CriticalPoint struct {
	*critical.Found
	Function Callable
}

// Describe implements Value.
func (CriticalPoint) Describe() message.Phrase { return message.Say("kind.critical-point") }
