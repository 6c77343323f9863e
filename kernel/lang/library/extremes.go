package library

import (
	"errors"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/constrained/extremes"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/reason"
	"saddle/plotting"
)

func extremeSearch() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "extremes", Signature: "extremes(f, x = a..b, y = c..d)  or  extremes(f, on = g)  or  extremes(f, within = h)", Topic: "Landscape", Function: 1, Least: 1, Most: 1, Settings: []string{"x", "y", "on", "within"}, Constraints: []string{"on", "within"}, Open: true, Answers: value.Extremes{}, Meant: meantBox, Run: extremesOn,
			Meaning: reason.Both("the least and the greatest value of f on a region, with a proof where one can be had: in a box, where g = 0 (on), where h ≤ 0 (within), or all at once; g and h may be lists of functions; e.minimum and e.maximum have .at and .value, or are \"not attained\"; e[k] are the candidates", "求 f 在一个区域上的最小值和最大值，并尽可能给出证明：区域可以是区间盒、g = 0（on）、h ≤ 0（within），也可以同时给出；g、h 可以是由几个函数组成的列表；e.minimum 与 e.maximum 有 .at 和 .value，取不到时为 \"not attained\"；e[k] 是各候选点"), Example: "extremes((x, y) -> x^2 + y^2 - x, within = (x, y) -> x^2 + y^2 - 1)"},
	}
}

// extremesOn finds the least and the greatest value of f on a region.
func extremesOn(c *eval.Call) value.Value {
	f := c.Function(0)
	if isConstrained(c) {
		refuseVariable(c, f)
	} else if !hasBox(c, f) {
		panic(message.New("TypeError", "extremes.region", f.Label()).At(c.Source(), c.Open).Advise("extremes.region-advice", f.Label(), boxText(value.ShownVariables(f)), strings.Join(value.ShownVariables(f), ", ")))
	}
	at, box := boxOrOrigin(c, f)
	t := tracedIn(c, f, at)
	on, within := constraintIn(c, "on"), constraintIn(c, "within")
	on.traced(c, t, at)
	within.traced(c, t, at)
	problem := extremes.Problem{Variables: t.Variables, F: t.Value, On: on.nodes, Within: within.nodes}
	if box != nil {
		problem.Box = box
	}
	found, err := extremes.Find(c.Context(), problem)
	var large *extremes.SizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "expr.refused", large.Reason().Text()).At(c.Source(), c.Positional[0].Span))
	}
	if err != nil {
		constrainedFailure(c, err, c.Positional[0])
	}
	answer := value.Extremes{Result: found, Function: f, Names: entryNames(at.Layout), Vector: at.Form == eval.Whole && at.Shapes[0].Rank == 1, Asked: box != nil}
	answer.Exact = exactCandidates(t, found.Candidates)
	answer.Picture = extremesScene(c, f, t, at, on, within, answer)
	return answer
}

// exactCandidates is what is known exactly of candidates, on their part of the region they solve its equations, and gives them the
// values that are known so.
func exactCandidates(t eval.Trace, candidates []extremes.Candidate) (list []value.ExactPoint) {
	const mostPoints, mostNumbers = 60, 4
	if len(candidates) > mostPoints || len(candidates) > 0 && len(candidates[0].At) > mostNumbers {
		return nil
	}
	for k, p := range candidates {
		known := exactCandidate(p)
		if known.Value == nil {
			known.Value = valueAtForms(t, known.At)
		}
		if list = append(list, known); len(known.Value) == 1 {
			candidates[k].Value, _ = known.Value[0].Value(53).Float64()
		}
	}
	return list
}

// valueAtForms is what f is exactly at a point that is known exactly; nil where that has no simple form.
func valueAtForms(t eval.Trace, at []exact.Form) []exact.Form {
	if len(at) == 0 {
		return nil
	}
	value, _ := formula.ValuesAt(t.Value, t.Variables, at)
	return value
}

func exactCandidate(p extremes.Candidate) (known value.ExactPoint) {
	forms := make([]exact.Form, len(p.At))
	for i, x := range p.At {
		near := exact.Candidates(x, 1e-14)
		if len(near) == 0 {
			return known
		}
		forms[i] = near[0]
	}
	if len(p.Free) == 0 {
		known.At = forms
		return known
	}
	return exactOnFace(p, forms)
}

// exactOnFace is a candidate of which the forms are known exactly where its face holds them, and are solved for where it is free.
func exactOnFace(p extremes.Candidate, forms []exact.Form) (known value.ExactPoint) {
	equations := p.Face.Equations()
	if len(equations) == 0 {
		return known
	}
	var free []float64
	for _, i := range p.Free {
		free = append(free, p.At[i])
	}
	at, values := formula.FormsThere(expr.Stack(equations...), p.Face.Variables, free, p.Face.F)
	if at == nil {
		return known
	}
	for k, i := range p.Free {
		forms[i] = at[k]
	}
	return value.ExactPoint{At: forms, Value: values[0]}
}

// extremesScene is the landscape of two numbers with the region and the ends, or the graph of one.
func extremesScene(c *eval.Call, f value.Callable, t eval.Trace, at eval.Point, on, within constraint, e value.Extremes) *value.Scene {
	ground := terrain(c, f, t, at.Layout)
	if ground == nil {
		return nil
	}
	ground.Name = labelOf(f, eval.Argument{})
	scene := &value.Scene{Layers: []value.Layer{ground.Ground()}}
	var places [][]float64
	for _, p := range e.Candidates {
		places = append(places, p.At)
	}
	if len(e.Box) == 1 {
		scene.X = &value.Range{Low: e.Box[0].Lo, High: e.Box[0].Hi}
	} else {
		scene.X, scene.Y = windowOf(e.Box, e.Asked, places)
		scene.Layers = append(scene.Layers, regionLayers(c, t, on, within)...)
	}
	scene.Layers = append(scene.Layers, endLayers(e)...)
	return scene
}

// endLayers are the other candidates as dots, and the ends by their kinds.
func endLayers(e value.Extremes) (layers []value.Layer) {
	others := plotting.Scatter{Above: true, What: reason.Both("other candidates", "其他候选点")}
	for _, p := range e.Candidates {
		at := p.At
		if len(at) == 1 {
			at = []float64{at[0], p.Value}
		}
		switch {
		case isEnd(e.Minimum, p.Value):
			layers = append(layers, &value.Points{Kind: "local minimum", Place: [][2]float64{{at[0], at[1]}}, OnCurve: len(p.At) == 1})
		case isEnd(e.Maximum, p.Value):
			layers = append(layers, &value.Points{Kind: "local maximum", Place: [][2]float64{{at[0], at[1]}}, OnCurve: len(p.At) == 1})
		default:
			others.X, others.Y = append(others.X, at[0]), append(others.Y, at[1])
		}
	}
	if len(others.X) > 0 {
		layers = append(layers, &value.Plain{Layer: others})
	}
	return layers
}

// isEnd reports whether a candidate's value is that of an end, but for rounding.
func isEnd(end extremes.End, value float64) bool {
	return end.State == extremes.Attained && extremes.Same(end.Value, value)
}

// regionLayers are the curves of a region and what is shaded outside.
func regionLayers(c *eval.Call, t eval.Trace, on, within constraint) (layers []value.Layer) {
	if len(within.nodes) > 0 {
		largest := within.nodes[0]
		for _, h := range within.nodes[1:] {
			largest = expr.Max(largest, h)
		}
		layers = append(layers, &value.Shade{Sample: finiteSampler(c, t.Variables, largest).plane})
	}
	for k, h := range within.nodes {
		layers = append(layers, zeroCurve(c, t, h, within.names[k]))
	}
	for k, g := range on.nodes {
		layers = append(layers, zeroCurve(c, t, g, on.names[k]))
	}
	return layers
}
