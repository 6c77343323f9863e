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
	Asked     int // how many runs there were to be; an interrupt leaves fewer
}

// Describe implements Value.
func (Escapes) Describe() message.Phrase { return message.Say("kind.escapes") }

// Fields implements Fielded.
func (Minimum) Fields() []string {
	return []string{"at", "value", "kind", "gradient_norm", "steps", "reason"}
}

// Field implements Fielded.
func (m Minimum) Field(name string) Value {
	switch name {
	case "at":
		return m.Point
	case "value":
		return Number(m.Value)
	case "kind":
		return Text(m.Kind)
	case "gradient_norm":
		return Number(m.GradientNorm)
	case "steps":
		return Number(float64(m.Steps))
	case "reason":
		return Text(m.Reason.String())
	}
	return nil
}

// Fields implements Fielded.
func (Escapes) Fields() []string {
	return []string{"steps", "median", "quartiles", "escaped", "trials"}
}

// Field implements Fielded.
func (e Escapes) Field(name string) Value {
	quartiles := e.Quartiles()
	switch name {
	case "steps":
		return Vector(e.Steps)
	case "median":
		return Number(quartiles[1])
	case "quartiles":
		return Vector(quartiles[:])
	case "escaped":
		return Number(float64(e.Escaped()))
	case "trials":
		return Number(float64(len(e.Steps)))
	}
	return nil
}

// Fields implements Fielded: the names of the optimizers.
func (c Comparison) Fields() []string {
	var names []string
	for _, r := range c.Runs {
		names = append(names, r.Optimizer.Name)
	}
	return names
}

// Field implements Fielded: the run of an optimizer.
func (c Comparison) Field(name string) Value {
	for _, r := range c.Runs {
		if r.Optimizer.Name == name {
			return r
		}
	}
	return nil
}
