package library

import (
	"errors"
	"slices"
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
	"saddle/numerics/solve"
	"saddle/plotting"
)

// searches are the questions that a proof answers for a whole box.
func searches() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "roots", Signature: "roots(F, x = a..b, y = c..d)", Topic: "Landscape", Function: 1, Least: 1, Most: 1, Settings: []string{"x", "y", "boxes"}, Open: true, Answers: value.Roots{}, Meant: meantBox, Run: rootsIn,
			Meaning: reason.Both("all solutions of F = 0 in a box, with a proof that there are no others where one can be had; F has as many numbers as variables: one function, one whose value is a vector, or a list of functions", "求方程 F = 0 在区域内的全部解，并尽可能证明没有遗漏；方程个数与未知数个数相同：F 是一个函数、向量值函数或由几个函数组成的列表"), Example: "roots(((x, y) -> x^2 + y^2 - 1, (x, y) -> y - x^2), x = -2..2, y = -2..2)"},
	}
}

// rootsIn finds all solutions of F = 0 in a box.
func rootsIn(c *eval.Call) value.Value {
	list := functionsOf(c, c.Positional[0])
	f := list[0]
	middle, box := boxOf(c, f, value.VariablesOf(f))
	t := c.Calculus().TraceArray(f, middle)
	equations := equationsOf(c, t, list, c.Positional[0], middle)
	answer := value.Roots{Names: entryNames(middle.Layout), Vector: middle.Form == eval.Whole && middle.Shapes[0].Rank == 1}
	fitsUnknowns(c, equations, len(answer.Names))
	report := c.Partly()
	found, err := solve.Search(c.Context(), solve.System{Variables: t.Variables, Charts: []solve.Chart{{Equations: equations}}}, box, solve.Options{
		Boxes: wholeSetting(c, "boxes", 1, 0), Progress: report,
	})
	var large *solve.SizeError
	if errors.As(err, &large) {
		panic(message.New("LimitError", "expr.refused", large.Reason().Text()).At(c.Source(), c.Positional[0].Span))
	}
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	answer.Result = found
	answer.Exact = exactRoots(equations, t.Variables, found)
	answer.Picture = rootsScene(c, t, list, equations, box, found)
	return answer
}

// functionsOf are the functions of an argument: one, or a list.
func functionsOf(c *eval.Call, arg eval.Argument) (list []value.Callable) {
	values := []value.Value{arg.Value}
	if several, ok := arg.Value.(value.List); ok {
		values = several
	}
	for _, v := range values {
		f, ok := v.(value.Callable)
		if !ok || f.Arity() == 0 {
			failure := message.New("TypeError", "type.function", v.Describe()).At(c.Source(), arg.Span)
			panic(failure.Advise("call.write", c.Entry.Signature))
		}
		list = append(list, f)
	}
	return list
}

// equationsOf traces functions as numbers of the variables of a trace.
func equationsOf(c *eval.Call, t eval.Trace, list []value.Callable, arg eval.Argument, middle eval.Point) (equations []*expr.Node) {
	for _, f := range list {
		if !slices.Equal(value.VariablesOf(f), t.Names) {
			panic(message.New("TypeError", "constraint.variables", f.Label(), value.ShownVariables(f), t.Names).At(c.Source(), arg.Span).
				Advise("constraint.variables-advice", f.Label(), strings.Join(t.Names, ", ")))
		}
		own := c.Calculus().TraceArray(f, middle)
		equations = append(equations, expr.Substitute(own.Value, own.Variables, t.Variables).Entries()...)
	}
	return equations
}

// fitsUnknowns refuses a system that has not as many equations as unknowns.
func fitsUnknowns(c *eval.Call, equations []*expr.Node, unknowns int) {
	if len(equations) == unknowns {
		return
	}
	failure := message.New("ShapeError", "roots.count", len(equations), unknowns).At(c.Source(), c.Positional[0].Span)
	if len(equations) == 1 {
		panic(failure.Advise("roots.one-advice"))
	}
	panic(failure.Advise("roots.count-advice"))
}

// exactRoots are what is known exactly of the solutions.
func exactRoots(equations, variables []*expr.Node, found *solve.Result) (list [][]exact.Form) {
	const mostRoots, mostNumbers = 40, 4
	if len(found.Solutions) > mostRoots || len(equations) > mostNumbers {
		return nil
	}
	for _, q := range found.Solutions {
		list = append(list, formula.FormsOfRoot(expr.Stack(equations...), variables, q.At))
	}
	return list
}

// rootsScene draws the graph of a function of one number, or the curves where those of two are zero, and the solutions.
func rootsScene(c *eval.Call, t eval.Trace, list []value.Callable, equations []*expr.Node, box interval.Box, found *solve.Result) *value.Scene {
	scene := &value.Scene{X: &value.Range{Low: box[0].Lo, High: box[0].Hi}}
	names := entryNames(t.Layout)
	dots := plotting.Scatter{Above: true}
	for _, q := range found.Solutions {
		dots.X, dots.Y = append(dots.X, q.At[0]), append(dots.Y, 0)
		if len(box) == 2 {
			dots.Y[len(dots.Y)-1] = q.At[1]
		}
	}
	dots.Name = namedOr(list, 0, equations) + " = 0"
	switch len(box) {
	case 1:
		scene.Layers = append(scene.Layers, &value.Curve{Name: namedOr(list, 0, equations), Label: names[0], Sample: finiteSampler(c, t.Variables, equations[0]).line})
		scene.Layers = append(scene.Layers, &value.Plain{Layer: plotting.Line{At: 0}})
	case 2:
		scene.Y = &value.Range{Low: box[1].Lo, High: box[1].Hi}
		for k, u := range equations {
			scene.Layers = append(scene.Layers, zeroCurve(c, t, u, namedOr(list, k, equations)))
		}
		dots.Name = "(" + names[0] + ", " + names[1] + ")"
	default:
		return nil
	}
	if len(dots.X) > 0 {
		scene.Layers = append(scene.Layers, &value.Plain{Layer: dots})
	}
	return scene
}

// namedOr names one of the equations: by its function, or the entry of the function whose value is a vector.
func namedOr(list []value.Callable, k int, equations []*expr.Node) string {
	switch {
	case len(list) == len(equations):
		return labelOf(list[k], eval.Argument{})
	case len(list) == 1 && expr.Length(equations[k]) > 12:
		return list[0].Label() + expr.Subscript(k+1)
	}
	return expr.Text(equations[k])
}

// zeroCurve is the curve in the plane where a number is zero.
func zeroCurve(c *eval.Call, t eval.Trace, u *expr.Node, name string) value.Layer {
	names := entryNames(t.Layout)
	return &value.Locus{Labels: [2]string{names[0], names[1]}, Layer: plotting.Implicit{Name: name + " = 0"}, Sample: finiteSampler(c, t.Variables, crossing(u)).plane}
}

// finiteSampler evaluates a formula that is NaN where it is infinite.
func finiteSampler(c *eval.Call, variables []*expr.Node, u *expr.Node) *sampler {
	s := newSampler(c, variables, u)
	s.finite = true
	return s
}
