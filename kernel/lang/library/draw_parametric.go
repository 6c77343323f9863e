package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/plotting"
)

// drawParametric draws a function of one number whose values are points of the plane, as a curve; false: it is none.
func drawParametric(c *eval.Call, figure *value.Figure, f value.Callable, arg eval.Argument) bool {
	var t eval.Trace
	at := origin(f)
	if err := c.Attempt(func() { t = c.Calculus().TraceWith(f, at, nil, c.Calculus().NewGraph()) }); err != nil || t.Value.Shape() != expr.Vector(2) {
		return false
	}
	name := t.Names[0]
	given, ok := c.Setting(name)
	if !ok {
		panic(message.New("TypeError", "plot.parametric", name).At(c.Source(), arg.Span).Advise("plot.parametric-advice", name))
	}
	over := shownIn(c, given)
	curve := plotting.Parametric(labelOf(f, arg), planeSampler(c, t), plotting.Range{Min: over.Low, Max: over.High})
	figure.Layers = append(figure.Layers, &value.Locus{Variable: name, Layer: curve})
	return true
}

// planeSampler computes a function into the plane at many numbers; where it cannot there is no point.
func planeSampler(c *eval.Call, t eval.Trace) func(ts, x, y []float64) {
	variables, _ := t.Components()
	compiled, err := program.Compile(variables, t.Value.Entries())
	if err != nil {
		c.Fail("DomainError", c.Site, "expr.refused", err.Error())
	}
	machine := compiled.NewMachine()
	return func(ts, x, y []float64) {
		if err := machine.Block([][]float64{ts}, [][]float64{x, y}); err != nil {
			c.Fail("DomainError", c.Site, "expr.refused", err.Error())
		}
	}
}
