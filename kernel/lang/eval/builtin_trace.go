package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// TraceAt traces f, whose result must be a number, with the shapes of a known point.
func (c *Call) TraceAt(f value.Callable, p Point) Trace {
	return c.traceKnown(f, p, c.Calculus().Objective)
}

// TraceArray is TraceAt for a function whose result may be an array too.
func (by Calculus) TraceArray(f value.Callable, p Point) Trace {
	return by.call.traceKnown(f, p, by.call.tracedAs)
}

// Objective traces f, whose result must be a number, with the shapes of a point, which need not be known.
func (by Calculus) Objective(f value.Callable, p Point) Trace {
	t := by.call.tracedAs(f, p)
	by.call.mustBeObjective(f, t)
	return t
}

// TraceWith traces a function with the shapes of a point in a graph, some of its settings given.
func (by Calculus) TraceWith(f value.Callable, p Point, settings []Argument, g *expr.Graph) Trace {
	here := by.call.here()
	here.Named = settings
	return by.e.trace(f, p, here, g)
}

// traceKnown traces f at a point that must be known, and refuses what depends on letters without a value.
func (c *Call) traceKnown(f value.Callable, p Point, trace func(value.Callable, Point) Trace) Trace {
	if !p.IsKnown() {
		c.Fail("TypeError", c.Site, "trace.point-known", c.Entry.Name)
	}
	t := trace(f, p)
	if !t.isClosed() {
		c.Fail("TypeError", c.Site, "trace.letters", c.Entry.Name, f.Label())
	}
	return t
}

// tracedAs traces f with the shapes of a point. Where f does not take a number, or gives more than one for it, it is meant
// for vectors.
func (c *Call) tracedAs(f value.Callable, p Point) (t Trace) {
	err := c.e.attempt(func() { t = c.e.trace(f, p, c.here(), c.e.graphOf(p.Parts)) })
	scalar := p.Form == Whole && p.Shapes[0].Rank == 0
	if failure, ok := err.(*message.Error); ok && scalar && (failure.Kind == "ShapeError" || failure.Text.Key == "index.of") {
		failure.Advise("point.vector-advice", value.ShownVariables(f)[0])
	}
	if err != nil {
		panic(err)
	}
	if scalar && t.Value.Shape().Rank == 2 {
		panic(message.New("ShapeError", "type.objective", c.Entry.Name, f.Label(), value.Quantity{Node: t.Value}.Describe()).
			At(c.scope.source, c.Site).Advise("point.vector-advice", value.ShownVariables(f)[0]))
	}
	return t
}

// mustBeObjective refuses a function whose result is not one number.
func (c *Call) mustBeObjective(f value.Callable, t Trace) {
	if t.Value.Shape().Rank != 0 {
		panic(message.New("ShapeError", "type.objective", c.Entry.Name, f.Label(), value.Quantity{Node: t.Value}.Describe()).
			At(c.scope.source, c.Site).Advise(objectiveAdvice(t), f.Label()))
	}
}

// objectiveAdvice is the key of what to take of a function whose value is a vector or a matrix.
func objectiveAdvice(t Trace) string {
	if t.Value.Shape().Rank == 2 {
		return "type.objective-matrix-advice"
	}
	return "type.objective-advice"
}
