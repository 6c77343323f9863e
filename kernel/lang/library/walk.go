package library

import (
	"math"
	"math/big"
	"slices"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/constrained"
	"saddle/numerics/constrained/walk"
	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// walkFrom is minimize under constraints, of which ranges of the variables are some.
func walkFrom(c *eval.Call, f value.Callable, from eval.Point) value.Value {
	if isConstrained(c) {
		refuseVariable(c, f)
	}
	if !from.IsKnown() {
		arg, _ := c.Setting("from")
		c.Fail("TypeError", arg.Span, "trace.point-known", c.Entry.Name)
	}
	if arg, ok := c.Setting("tol"); ok {
		panic(message.New("TypeError", "walked.tol").At(c.Source(), arg.Label).Advise("walked.tol-advice"))
	}
	t := c.TraceAt(f, from)
	on, within := constraintIn(c, "on"), constraintIn(c, "within")
	on.traced(c, t, from)
	within.traced(c, t, from)
	within.ranges(c, f, t)
	answer, err := walk.From(c.Context(), walk.Problem{Variables: t.Variables, F: t.Value, On: on.nodes, Within: within.nodes}, from.Flat(), walk.Options{Steps: wholeSetting(c, "steps", 1, 0)})
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	result := value.Walked{Answer: answer, Function: f, Point: from.Layout.Scatter(answer.At), Names: append(on.names, within.names...)}
	result.Exact = exactWalk(t, on.nodes, within.nodes, answer)
	result.Picture = walkScene(c, f, t, from, on, within, answer)
	return result
}

// exactWalk is what is known exactly of a minimum: the point of Lagrange's rule beside it, on the constraints that hold it.
func exactWalk(t eval.Trace, on, within []*expr.Node, a *walk.Answer) (known value.ExactPoint) {
	if a.Kind != critical.LocalMinimum || len(a.Active) != len(within) {
		return known
	}
	p := constrained.Problem{Variables: t.Variables, F: t.Value, On: slices.Clone(on)}
	active, at := activeOf(within, a.Active, len(on))
	p.On = append(p.On, active...)
	list := exactConstrained(p, []constrained.Point{{At: a.At, Multipliers: make([]float64, len(p.On))}})
	if len(list) != 1 || !formsAreNear(list[0].At, a.At) {
		return known
	}
	known = value.ExactPoint{At: list[0].At, Value: list[0].Value}
	known.Multipliers = exactMultipliers(list[0].Multipliers, at, len(on), len(a.Multipliers))
	if len(list[0].Multipliers) != len(p.On) || !formsAreNear(known.Multipliers, a.Multipliers) {
		known.Multipliers = nil
	}
	return known
}

// activeOf are the inequalities that hold with equality, and the place of each equation, those of the set first, among the multipliers.
func activeOf(within []*expr.Node, isActive []bool, equations int) (active []*expr.Node, at []int) {
	for k := range equations {
		at = append(at, k)
	}
	for k, h := range within {
		if isActive[k] {
			active, at = append(active, h), append(at, equations+k)
		}
	}
	return active, at
}

// exactMultipliers puts the multipliers that were found at their places among all, the equations first; the others are zero.
func exactMultipliers(found []exact.Form, at []int, equations, all int) []exact.Form {
	multipliers := make([]exact.Form, all)
	zero, _ := exact.Rational(new(big.Rat))
	for k := range multipliers {
		multipliers[k] = zero
	}
	for k, form := range found {
		if at[k] >= equations { // ∇f = λ∇g - μ∇h
			form = form.Negated()
		}
		multipliers[at[k]] = form
	}
	return multipliers
}

// formsAreNear reports whether forms are what numbers found by steps are, as far as these go.
func formsAreNear(forms []exact.Form, numbers []float64) bool {
	const far = 1e-5
	for k, f := range forms {
		if x, _ := f.Value(64).Float64(); math.Abs(x-numbers[k]) > far*(1+math.Abs(x)) {
			return false
		}
	}
	return len(forms) == len(numbers)
}

// ranges adds the ends of the ranges that settings give to variables.
func (k *constraint) ranges(c *eval.Call, f value.Callable, t eval.Trace) {
	for i, name := range value.VariablesOf(f) {
		arg, ok := c.Setting(name)
		if !ok || !isSide(arg.Value) {
			continue
		}
		low, high := endsOf(c, arg)
		entries := t.Variables[i].Entries()
		if len(entries) != len(low) {
			panic(message.New("ShapeError", "constraint.range", name, len(low), len(entries)).At(c.Source(), arg.Span))
		}
		for j, x := range entries {
			name := func(end float64) string { return expr.Text(expr.Sub(x, expr.Const(end))) }
			if !math.IsInf(low[j], 0) {
				k.nodes, k.names = append(k.nodes, expr.Sub(expr.Const(low[j]), x)), append(k.names, name(low[j]))
			}
			if !math.IsInf(high[j], 0) {
				k.nodes, k.names = append(k.nodes, expr.Sub(x, expr.Const(high[j]))), append(k.names, name(high[j]))
			}
		}
	}
}

// walkScene is the landscape of two numbers with the region and the point.
func walkScene(c *eval.Call, f value.Callable, t eval.Trace, from eval.Point, on, within constraint, a *walk.Answer) *value.Scene {
	ground := terrain(c, f, t, from.Layout)
	if ground == nil || ground.Plane == nil || a.Kind != critical.LocalMinimum {
		return nil
	}
	ground.Name = labelOf(f, eval.Argument{})
	scene := &value.Scene{Layers: []value.Layer{ground.Ground()}}
	scene.Layers = append(scene.Layers, regionLayers(c, t, on, within)...)
	scene.Layers = append(scene.Layers, value.MarkOf(a.Kind, a.At, a.Value))
	scene.X, scene.Y = windowOf(nil, false, [][]float64{a.At, from.Flat()})
	return scene
}
