package library

import (
	"strings"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/kernel/lang/working"
	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/reason"
)

// explaining is the working of a result, written out.
func explaining() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "explain", Signature: "explain(f, p)  or  explain(A)  or  explain(r, step = 1)", Topic: "Landscape", Function: 1, Least: 1, Most: 2, Settings: []string{"step"}, Open: true, Run: explain,
			Meaning: reason.Both("writes the way to the verdict on p as on paper: gradient, Hessian, trace and determinant, eigenvalues, and what follows; also of what classify, rate and critical_points answer, and one step of a run with its numbers put in", "像在纸上一样写出判定点 p 的过程：梯度、海森矩阵、迹与行列式、特征值和结论；也可用于 classify、rate、critical_points 的结果，或代入数值写出一次运行的某一步"), Example: "explain((x, y) -> x^3 - 3x + y^2, (1, 0))"},
	}
}

func explain(c *eval.Call) value.Value {
	if len(c.Positional) == 2 {
		f := c.Function(0)
		return explainPoint(c, f, c.PointAt(f, c.Positional[1]), nil)
	}
	switch v := c.Positional[0].Value.(type) {
	case value.CriticalPoint:
		return explainPoint(c, v.Function, pointFound(c, v), v.Verdict)
	case value.ConstrainedPoint:
		return explainConstrained(c, v)
	case value.Verdict:
		if v.Function == nil {
			return working.Matrix("A", v.Matrix, v.Verdict)
		}
		return explainPoint(c, v.Function, v.Point.(eval.Point), v.Verdict)
	case *value.Run:
		return explainRun(c, v, wholeSetting(c, "step", 1, 1))
	case value.Step:
		if v.Number > 0 {
			return explainRun(c, v.Run, v.Number)
		}
	case value.Rates:
		return explainRates(c, v)
	}
	mayBeMatrix(c)
	verdict := classifyMatrix(c).(value.Verdict)
	return working.Matrix(matrixName(c.Positional[0]), verdict.Matrix, verdict.Verdict)
}

// mayBeMatrix refuses what neither has a way to be shown nor is made of numbers.
func mayBeMatrix(c *eval.Call) {
	switch v := c.Positional[0].Value.(type) {
	case value.Quantity, value.Range, *value.Table, value.Step:
	case value.Callable:
		panic(message.New("TypeError", "explain.point", v.Label()).At(c.Source(), c.Open).Advise("call.write", "explain(f, p)"))
	default:
		panic(message.New("TypeError", "explain.nothing", v.Describe()).At(c.Source(), c.Positional[0].Span).Advise("call.write", "explain(f, p)"))
	}
}

// pointFound is the place of a critical point, as its function takes it.
func pointFound(c *eval.Call, found value.CriticalPoint) eval.Point {
	return c.PointAt(found.Function, eval.Argument{Value: found.Place(), Span: c.Positional[0].Span})
}

// explainPoint is the working of a verdict; one that is nil is found first.
func explainPoint(c *eval.Call, f value.Callable, p eval.Point, verdict *critical.Verdict) value.Working {
	t := c.TraceAt(f, p)
	if verdict == nil {
		var err error
		if verdict, err = critical.Classify(c.Context(), t.Function(f.Label()), p.Nearest()); err != nil {
			numericalFailure(c, err, c.Positional[1])
		}
	}
	place := working.Place{Function: f, Arguments: p.Parts, Verdict: verdict, Value: valueOf(t, p)}
	first, second := derivativesOf(f, p)
	place.Gradient, place.Slope = c.Calculus().FormulaAt(first, p), knownAt(c, first, t, p)
	if p.Size() <= mostExplained {
		place.Hessian, place.Curvature = c.Calculus().FormulaAt(second, p), knownAt(c, second, t, p)
	}
	place.Terms = decidingTerms(c, t, p, verdict)
	if strings.HasSuffix(verdict.Reason.Key, ".bent") && p.Form == eval.Spread && len(p.Parts) == 2 {
		place.Curve = curveThrough(c, t, p)
	}
	return working.Point(place)
}

// explainConstrained is the working of a critical point on a set: Lagrange's rule, and the Hessian of the Lagrangian.
func explainConstrained(c *eval.Call, found value.ConstrainedPoint) value.Value {
	p := c.PointAt(found.Function, eval.Argument{Value: found.Place(), Span: c.Positional[0].Span})
	if p.Size() > mostExplained {
		panic(message.New("LimitError", "explain.large", p.Size(), mostExplained).At(c.Source(), c.Positional[0].Span))
	}
	w := working.Lagrange{Point: found}
	for k, f := range append([]value.Callable{found.Function}, found.Given...) {
		f = constraintName(f, k)
		t := c.TraceAt(f, p)
		first, second := derivativesOf(f, p)
		w.Functions = append(w.Functions, working.Place{
			Function: f, Arguments: p.Parts, Gradient: c.Calculus().FormulaAt(first, p), Slope: knownAt(c, first, t, p), Curvature: knownAt(c, second, t, p), Value: valueOf(t, p),
		})
	}
	return w.Working()
}

// constraintName is a constraint without a name under one of its own, so that its lines are not taken for those of f.
func constraintName(f value.Callable, place int) value.Callable {
	names := []string{"", "g", "h", "k"}
	written, ok := f.(*value.Function)
	if !ok || written.Name != "" || place == 0 || place >= len(names) {
		return f
	}
	named := *written
	named.Name = names[place]
	return &named
}

// mostExplained bounds the variables of functions whose Hessian is written out.
const mostExplained = 6

// derivativesOf are the first and the second derivative of a function: of one of a number f' and f”.
func derivativesOf(f value.Callable, p eval.Point) (first, second *value.Derivative) {
	if p.Form == eval.Whole && p.Shapes[0].Rank == 0 {
		first = &value.Derivative{Of: f, Mark: value.Prime}
		return first, &value.Derivative{Of: first, Mark: value.Prime}
	}
	return &value.Derivative{Of: f, Mark: value.Gradient}, &value.Derivative{Of: f, Mark: value.Hessian}
}

// knownAt is a derivative at a point as an array, with what it is exactly; nil where it has no value there, or is none.
func knownAt(c *eval.Call, d *value.Derivative, t eval.Trace, p eval.Point) (n *expr.Node) {
	err := c.Quietly(func() {
		if q, ok := c.ApplyAt(d, p).(value.Quantity); ok && q.Node.IsConst() && value.AllFinite(q.Node.Data()) {
			n = q.Node
		}
	})
	if err != nil || n == nil {
		return nil
	}
	return expr.WithForms(expr.Array(n.Shape(), n.Clean()), func() ([]exact.Form, bool) {
		return formula.FormsAt(derivedFrom(d, t), t.Variables, p.Parts)
	})
}

// derivedFrom is a derivative of a traced function as a formula.
func derivedFrom(d *value.Derivative, t eval.Trace) *expr.Node {
	if _, again := d.Of.(*value.Derivative); again || d.Mark == value.Hessian {
		return expr.Hessian(t.Value, t.Variables...)
	}
	var entries []*expr.Node
	for _, g := range expr.Gradient(t.Value, t.Variables...) {
		entries = append(entries, g.Entries()...)
	}
	return expr.Stack(entries...)
}

// valueOf is the value of a function at a point; nil where it has none.
func valueOf(t eval.Trace, p eval.Point) *expr.Node {
	n := expr.Substitute(t.Value, t.Variables, p.Parts)
	if !n.IsConst() || !value.AllFinite(n.Data()) {
		return nil
	}
	return expr.WithForms(n, func() ([]exact.Form, bool) { return formula.FormsAt(t.Value, t.Variables, p.Parts) })
}

// curveThrough is the parabola on which a function falls, or rises, that does not on straight lines; nil where there is none.
func curveThrough(c *eval.Call, t eval.Trace, p eval.Point) (curve *working.Curve) {
	const order = 4
	err := c.Quietly(func() {
		at := p.Flat()
		if found, ok := working.CurveThrough(c.Calculus().TaylorTerms(t, p, order), [2]float64{at[0], at[1]}); ok {
			curve = &found
		}
	})
	if err != nil {
		return nil
	}
	return curve
}

// decidingTerms is the Taylor polynomial of a degenerate point up to the terms that decide; nil where there are none, or too many.
func decidingTerms(c *eval.Call, t eval.Trace, p eval.Point, v *critical.Verdict) *value.Formula {
	const mostVariables, longest = 3, 12
	order, known := working.TermsOrder(v)
	if order == 0 || p.Size() > mostVariables || order > longest {
		return nil
	}
	terms := termsAt(c, t, p, order)
	for !known && p.Size() == 1 && terms != nil && order < longest && !goesOn(terms) {
		order++
		terms = termsAt(c, t, p, order)
	}
	if terms == nil || !goesOn(terms) {
		return nil
	}
	return terms
}

// goesOn reports whether a Taylor polynomial is more than its constant.
func goesOn(f *value.Formula) bool { return !f.Value.(value.Quantity).Node.IsConst() }

// termsAt is the Taylor polynomial of an order, as a formula.
func termsAt(c *eval.Call, t eval.Trace, p eval.Point, order int) *value.Formula {
	var polynomial *value.Traced
	err := c.Quietly(func() { polynomial = polynomialOf(c, t, p, order) })
	if err != nil {
		return nil
	}
	polynomial.Name = polynomial.Short
	return &value.Formula{Function: polynomial, Variables: polynomial.Names, Value: value.Quantity{Node: polynomial.Value}}
}

// explainRates is the working of learning rates.
func explainRates(c *eval.Call, r value.Rates) value.Working {
	var hessian *value.Formula
	if p, ok := r.Point.(eval.Point); ok && p.Size() <= mostExplained {
		_, second := derivativesOf(r.Function, p)
		hessian = c.Calculus().FormulaAt(second, p)
	}
	return working.Rates(r, hessian)
}
