package library

import (
	"errors"
	"math"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/constrained"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
	"saddle/plotting"
)

// constraint is what a setting on = g or within = h asks for.
type constraint struct {
	arg   eval.Argument
	given []value.Callable
	nodes []*expr.Node // in the variables of the traced function
	names []string     // one for each node
}

// constraintNames are the settings that hold constraints.
var constraintNames = []string{"on", "within"}

// isConstrained reports whether a call has a constraint.
func isConstrained(c *eval.Call) bool {
	return slices.ContainsFunc(constraintNames, func(name string) bool {
		arg, ok := c.Setting(name)
		return ok && slices.Contains(c.Entry.Settings, name) && !isSide(arg.Value)
	})
}

// isSide reports whether a value is the range of a variable.
func isSide(v value.Value) bool {
	switch v.(type) {
	case value.Range, value.Box:
		return true
	}
	return false
}

// constraintIn reads a setting on or within; nothing is in it where it is not given.
func constraintIn(c *eval.Call, name string) (k constraint) {
	arg, ok := c.Setting(name)
	if !ok || isSide(arg.Value) {
		return k
	}
	k.arg = arg
	k.given = constraintsGiven(c, arg)
	return k
}

// refuseVariable refuses a function with a variable of the name of a setting that holds constraints.
func refuseVariable(c *eval.Call, f value.Callable) {
	for _, name := range constraintNames {
		if !slices.Contains(c.Entry.Settings, name) || !slices.Contains(value.VariablesOf(f), name) {
			continue
		}
		panic(message.New("NameError", "constraint.clash", name, f.Label()).At(c.Source(), c.Positional[0].Span).Advise("constraint.clash-advice"))
	}
}

func constraintsGiven(c *eval.Call, arg eval.Argument) (list []value.Callable) {
	values := []value.Value{arg.Value}
	if several, ok := arg.Value.(value.List); ok {
		values = several
	}
	for _, v := range values {
		g, ok := v.(value.Callable)
		if !ok || g.Arity() == 0 {
			panic(message.New("TypeError", "constraint.function", arg.Name, v.Describe()).At(c.Source(), arg.Span).Advise("constraint." + arg.Name + "-advice"))
		}
		list = append(list, g)
	}
	return list
}

// traced fills in the constraints as numbers of the variables of a trace, and names them.
func (k *constraint) traced(c *eval.Call, t eval.Trace, at eval.Point) {
	for _, g := range k.given {
		nodes := equationsOf(c, t, []value.Callable{g}, k.arg, at)
		for i, u := range nodes {
			name := labelOf(g, eval.Argument{})
			if len(nodes) > 1 {
				name = g.Label() + expr.Subscript(i+1)
			}
			k.nodes, k.names = append(k.nodes, u), append(k.names, name)
		}
	}
}

// hasBox reports whether a range is given for a variable of f.
func hasBox(c *eval.Call, f value.Callable) bool {
	return slices.ContainsFunc(value.VariablesOf(f), func(name string) bool { return isSide(given(c, name)) })
}

// boxOrOrigin is the box of the settings, and a point in it; without any range no box, and the origin.
func boxOrOrigin(c *eval.Call, f value.Callable) (at eval.Point, box interval.Box) {
	if hasBox(c, f) {
		return boxOf(c, f, value.VariablesOf(f))
	}
	return origin(f), nil
}

// constrainedPoints finds the critical points of f on the set of the setting on.
func constrainedPoints(c *eval.Call) value.Value {
	f := c.Function(0)
	refuseVariable(c, f)
	at, box := boxOrOrigin(c, f)
	t := tracedIn(c, f, at)
	on := constraintIn(c, "on")
	on.traced(c, t, at)
	problem := constrained.Problem{Variables: t.Variables, F: t.Value, On: on.nodes}
	answer := value.Constrained{Function: f, On: on.names, Names: entryNames(at.Layout), Vector: at.Form == eval.Whole && at.Shapes[0].Rank == 1, Asked: box != nil, Given: on.given}
	options := solve.Options{Boxes: wholeSetting(c, "boxes", 1, 0), Progress: c.Partly()}
	var err error
	if box != nil {
		answer.Box = box
		answer.Findings, err = constrained.Search(c.Context(), problem, answer.Box, options)
	} else {
		answer.Findings, answer.Box, answer.Whole, err = constrained.Everywhere(c.Context(), problem, options)
	}
	if err != nil {
		constrainedFailure(c, err, on.arg)
	}
	answer.Exact = exactConstrained(problem, answer.Points)
	answer.Picture = constrainedScene(c, f, t, at, on, answer)
	return answer
}

// constrainedFailure says why a problem cannot be searched.
func constrainedFailure(c *eval.Call, err error, arg eval.Argument) {
	var large *constrained.SizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "expr.refused", large.Reason().Text()).At(c.Source(), arg.Span))
	}
	numericalFailure(c, err, eval.Argument{Span: c.Site})
}

// exactConstrained is what is known exactly of the points.
func exactConstrained(p constrained.Problem, points []constrained.Point) (list []value.ExactPoint) {
	const mostPoints, mostNumbers = 40, 4
	if len(points) > mostPoints || p.Dimension() > mostNumbers {
		return nil
	}
	equations := expr.Stack(p.Equations()...)
	for _, q := range points {
		more := []*expr.Node{p.F}
		if q.Multipliers != nil {
			more = append(more, p.MultipliersNear(q.At)...)
		}
		at, others := formula.FormsThere(equations, p.Variables, q.At, more...)
		list = append(list, value.ExactPoint{At: at, Value: others[0], Multipliers: allOrNone(others[1:])})
	}
	return list
}

// allOrNone are numbers that are all known exactly; none where one of them is not.
func allOrNone(known [][]exact.Form) (all []exact.Form) {
	for _, forms := range known {
		if len(forms) == 0 {
			return nil
		}
		all = append(all, forms...)
	}
	return all
}

// constrainedScene is the landscape of two numbers with the set and the points.
func constrainedScene(c *eval.Call, f value.Callable, t eval.Trace, at eval.Point, on constraint, answer value.Constrained) *value.Scene {
	ground := terrain(c, f, t, at.Layout)
	if ground == nil || ground.Plane == nil {
		return nil
	}
	ground.Name = labelOf(f, eval.Argument{})
	scene := &value.Scene{Layers: []value.Layer{ground.Ground()}}
	for k, u := range on.nodes {
		scene.Layers = append(scene.Layers, zeroCurve(c, t, u, on.names[k]))
	}
	var places [][]float64
	for _, p := range answer.Points {
		scene.Layers = append(scene.Layers, markOn(p))
		places = append(places, p.At)
	}
	scene.X, scene.Y = windowOf(answer.Box, answer.Asked, places)
	return scene
}

// markOn is a point on a set as a layer.
func markOn(p constrained.Point) value.Layer {
	switch p.Kind {
	case constrained.Singular, constrained.Lone:
		return &value.Plain{Layer: plotting.Scatter{X: p.At[:1], Y: p.At[1:], Above: true}}
	}
	return value.MarkOf(p.Kind, p.At, p.Value)
}

// windowOf is the box that was asked for, or the surroundings of points.
func windowOf(box interval.Box, asked bool, places [][]float64) (x, y *value.Range) {
	if asked || len(places) == 0 {
		return &value.Range{Low: box[0].Lo, High: box[0].Hi}, &value.Range{Low: box[1].Lo, High: box[1].Hi}
	}
	var sides [2]*value.Range
	widest := 2.0
	for i := range sides {
		sides[i] = &value.Range{Low: places[0][i], High: places[0][i]}
		for _, p := range places {
			sides[i].Low, sides[i].High = min(sides[i].Low, p[i]), max(sides[i].High, p[i])
		}
		widest = max(widest, sides[i].High-sides[i].Low)
	}
	if len(places) == 1 {
		widest = max(widest, math.Abs(places[0][0]), math.Abs(places[0][1]))
	}
	for _, side := range sides {
		middle := (side.Low + side.High) / 2
		side.Low, side.High = middle-0.75*widest, middle+0.75*widest
	}
	return sides[0], sides[1]
}
