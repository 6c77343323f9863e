package value

import (
	"saddle/kernel/lang/message"
	"saddle/numerics/descent"
	"saddle/numerics/minimize"
)

// Minimum is what minimize answers. Where a point is needed, it is the point it came to.
type Minimum struct {
	*minimize.Answer
	Function Callable
	Point    Value // the point, as the function takes it
}

// Describe implements Value.
func (Minimum) Describe() message.Phrase { return message.Say("kind.minimum") }

// Comparison is runs of several optimizers from one point.
type Comparison struct{ Runs []*Run }

// Describe implements Value.
func (Comparison) Describe() message.Phrase { return message.Say("kind.comparison") }

// Items implements Tuple: the runs in order.
func (c Comparison) Items() []Value {
	items := make([]Value, len(c.Runs))
	for i, r := range c.Runs {
		items[i] = r
	}
	return items
}

// Escapes is how many steps many runs from one point took until f had fallen.
type Escapes struct {
	*descent.Escapes
	Optimizer *Optimizer
	Function  Callable
	Fall      float64
}

// Describe implements Value.
func (Escapes) Describe() message.Phrase { return message.Say("kind.escapes") }
