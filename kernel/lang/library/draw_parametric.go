package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/plotting"
)

// parametricPoints is at how many values of its variable a parametric curve is computed.
const parametricPoints = 1001

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
	points := pointsAlong(c, t, shownIn(c, given))
	figure.Layers = append(figure.Layers, &value.Locus{Variable: name, Layer: plotting.Polyline{Name: labelOf(f, arg), Points: points, Plane: true}})
	return true
}

// pointsAlong are the values of a function into the plane at evenly spaced numbers of a range.
func pointsAlong(c *eval.Call, t eval.Trace, r *value.Range) [][2]float64 {
	variables, _ := t.Components()
	compiled, err := program.Compile(variables, t.Value.Entries())
	if err != nil {
		c.Fail("DomainError", c.Site, "expr.refused", err.Error())
	}
	ts, x, y := make([]float64, parametricPoints), make([]float64, parametricPoints), make([]float64, parametricPoints)
	for i := range ts {
		s := float64(i) / (parametricPoints - 1)
		ts[i] = r.Low*(1-s) + r.High*s
	}
	if err := compiled.NewMachine().Block([][]float64{ts}, [][]float64{x, y}); err != nil {
		c.Fail("DomainError", c.Site, "expr.refused", err.Error())
	}
	points := make([][2]float64, parametricPoints)
	for i := range points {
		points[i] = [2]float64{x[i], y[i]}
	}
	return points
}
