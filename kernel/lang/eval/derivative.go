package eval

import (
	"errors"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/expr/wide"
)

func (e *evaluation) nabla(x *syntax.Nabla, s *scope) value.Value {
	mark := value.Gradient
	if x.Order == 2 {
		mark = value.Hessian
	}
	e.refuseFormula(x, s)
	return &value.Derivative{Of: e.derivable(x.Operand, s), Mark: mark}
}

// derivable is an expression as the function that is differentiated.
func (e *evaluation) derivable(x syntax.Expr, s *scope) value.Callable {
	v := e.eval(x, s)
	f, ok := v.(value.Callable)
	if !ok {
		panic(message.New("TypeError", "derivative.of", v.Describe()).At(s.source, x.Span()).Advise("derivative.of-advice"))
	}
	if f.Arity() == 0 {
		panic(underivable(f).At(s.source, x.Span()))
	}
	return f
}

// underivable says that a built-in function is not differentiated by itself.
func underivable(f value.Callable) *message.Error {
	failure := message.New("TypeError", "derivative.builtin", f.Label())
	if b, ok := f.(*value.Builtin); ok && b.Entry.(*Builtin).isOfNumbers() {
		return failure.Advise("derivative.builtin-advice", f.Label())
	}
	return failure.Advise("derivative.of-advice")
}

// prime is f', the derivative of a function of one variable, or A', a transpose: the value decides.
func (e *evaluation) prime(x *syntax.Prime, s *scope) value.Value {
	switch v := e.eval(x.Operand, s).(type) {
	case value.Callable:
		if v.Arity() != 1 {
			panic(message.New("TypeError", "derivative.prime", v.Label(), v.Arity()).At(s.source, x.Span()).
				Advise("derivative.prime-advice", v.Label()))
		}
		return &value.Derivative{Of: v, Mark: value.Prime}
	case value.Quantity:
		if v.Node.IsTruth() {
			break
		}
		if v.Node.Shape().Rank == 0 {
			e.noteTransposed(x, s)
		}
		return value.Quantity{Node: expr.Transpose(v.Node)}
	case value.Identity:
		return v
	case value.Range:
		e.fitsRange(v, s, x.Operand.Span())
		return value.Quantity{Node: expr.Transpose(rangeVector(v))}
	default:
		s.fail("TypeError", x.Operand.Span(), "type.transpose", v.Describe())
	}
	s.fail("TypeError", x.Operand.Span(), "type.transpose", message.Say("kind.truth"))
	return nil
}

// differentiate calls a derivative at a point.
func (e *evaluation) differentiate(d *value.Derivative, args Arguments) value.Value {
	e.refuseNamedVariables(d, args)
	p := e.pointOf(d.Of, args)
	if d.Mark == value.Prime && p.Shapes[0].Rank != 0 {
		panic(message.New("ShapeError", "derivative.prime-point", d.Of.Label()).At(args.scope.source, args.Open).
			Advise("derivative.prime-advice", d.Of.Label()))
	}
	e.mustHaveValue(d.Of, p, args)
	if p.IsKnown() {
		e.ask(d.Of, p.Flat(), args)
	}
	if gradient, ok := e.stepGradient(d, p, args); ok {
		return gradient
	}
	if result, ok := e.higherDerivative(d, p, args); ok {
		return result
	}
	t := e.traceAt(d.Of, p, args)
	args.explain = func() { e.apply(d.Of, p.arguments(p.Parts, args)) } // where f has no value, it says why
	derivative := e.derivativeAt(d, t, args)
	result := e.uncancelled(d, t, derivative, e.valueAt(derivative, t.Variables, p, args), p)
	if args.asked {
		result = withForms(result, derivative, t.Variables, p)
	}
	if p.IsKnown() {
		e.computed(t.Value, t.Variables, p, args) // f' may have a value where f overflows
	}
	if smooth, ok := e.derivativeAtChoice(d, t, p); ok {
		return smooth
	}
	return result
}

// mustHaveValue refuses a derivative at a known point where f has no value, as that of 1/x - 1/x at 0: the formula of f may have
// lost what has none. A value that only leaves the range of numbers is one, and what draws numbers is not called once more.
func (e *evaluation) mustHaveValue(f value.Callable, p Point, args Arguments) {
	if !p.IsKnown() || e.within != nil || e.isLeftToChance(f) {
		return
	}
	var failure *message.Error
	if errors.As(e.quietly(func() { e.apply(f, p.arguments(p.Parts, args)) }), &failure) && lacksValue(failure) {
		panic(failure)
	}
}

// refuseNamedVariables answers ∇f(x = 1, y = 2).
func (e *evaluation) refuseNamedVariables(d *value.Derivative, args Arguments) {
	f := value.OriginOf(d.Of)
	for _, arg := range args.Named {
		if f != nil && slices.Contains(f.Variables, arg.Name) && arg.From != nil {
			failure := message.New("NameError", "setting.variable", arg.Name, f.Label()).At(args.scope.source, arg.Label)
			panic(failure.Advise("setting.variable-advice", d.Label()+"("+givenText(f, args)+")", d.Label()+"(("+namedText(f, args)+"))"))
		}
	}
}

// stepGradient is the gradient of its function that a rule takes in its steps: the runner's own, which is noisy or of a
// few rows of the data where the run was asked for that.
func (e *evaluation) stepGradient(d *value.Derivative, p Point, args Arguments) (value.Value, bool) {
	if e.within == nil || d.Mark != value.Gradient || d.Of != e.within.objective || len(args.Named) > 0 || p.IsKnown() {
		return nil, false
	}
	return value.Quantity{Node: e.within.builder.Gradient(p.Gather(p.Parts).(value.Quantity).Node)}, true
}

// derivative is the derivative of a traced function, symbolic in its variables.
func (e *evaluation) derivative(d *value.Derivative, t Trace, args Arguments) value.Value {
	if d.Mark == value.Jacobi {
		t.mustBeVector(d, args)
		return value.Quantity{Node: e.jacobian(t, args)}
	}
	t.mustBeNumber(d, args)
	if d.Mark == value.Hessian {
		e.fitsHessian(t, args)
	}
	var result value.Value
	err := expr.Catch(func() { result = t.differentiated(d.Mark) })
	if err != nil {
		panic(refusedAt(err, args.scope, args.Site))
	}
	return result
}

// fitsHessian refuses to form a Hessian beyond the limit.
func (e *evaluation) fitsHessian(t Trace, args Arguments) {
	n := t.Size()
	if n*n > e.limits.Entries {
		panic(message.New("LimitError", "limit.entries", n*n, e.limits.Entries).At(args.scope.source, args.Site).Advise("limit.hessian-advice"))
	}
}

// trace calls f with symbolic variables in a graph, in the shapes of a point, and keeps the formula of its result.
func (e *evaluation) trace(f value.Callable, p Point, args Arguments, g *expr.Graph) Trace {
	variables := make([]*expr.Node, len(p.Names))
	for i, name := range p.Names {
		variables[i] = g.Variable(name, p.Shapes[i])
	}
	return e.traceIn(variables, f, p, args, g)
}

// traceIn is trace with variables of the graph.
func (e *evaluation) traceIn(variables []*expr.Node, f value.Callable, p Point, args Arguments, g *expr.Graph) Trace {
	t := Trace{Layout: p.Layout, Variables: variables}
	outer, points := e.graph, e.points
	e.graph = g
	e.standAt(t.Variables, p.Parts)
	var result value.Value
	e.formulate(func() { result = e.apply(f, p.Layout.arguments(t.Variables, args)) })
	e.graph, e.points = outer, points
	node, ok := AsQuantity(result)
	if !ok || node.IsTruth() {
		panic(message.New("TypeError", "derivative.value", f.Label(), result.Describe()).At(args.scope.source, args.Site))
	}
	t.Value = node
	return t
}

func (e *evaluation) jacobian(t Trace, args Arguments) *expr.Node {
	e.fits(t.Value.Shape().Size()*t.Size(), args.scope, args.Site)
	node, err := catch(func() *expr.Node { return expr.Jacobian(t.Value, t.Variables...) })
	if err != nil {
		panic(refusedAt(err, args.scope, args.Site))
	}
	return node
}

// graphOf is the graph in which a function is traced at a point: the one of the trace around it, since the function may
// depend on what is symbolic there, else the one in which the point is symbolic; a new one for a known point.
func (e *evaluation) graphOf(parts []*expr.Node) *expr.Graph {
	if e.graph != nil {
		return e.graph
	}
	for _, part := range parts {
		if g := part.Graph(); g != nil {
			return g
		}
	}
	return e.newGraph()
}

// valueAt is a value that is symbolic in a function's variables, at a point.
func (e *evaluation) valueAt(v value.Value, variables []*expr.Node, p Point, args Arguments) value.Value {
	switch v := v.(type) {
	case value.Quantity:
		return value.Quantity{Node: e.nodeAt(v.Node, variables, p, args)}
	case value.Parts:
		result := value.Parts{Names: v.Names}
		for _, part := range v.Values {
			result.Values = append(result.Values, value.Quantity{Node: e.nodeAt(part.Node, variables, p, args)})
		}
		return result
	}
	return v
}

// nodeAt puts a symbolic point in place of the variables; at a known point it runs the formula as a program.
func (e *evaluation) nodeAt(n *expr.Node, variables []*expr.Node, p Point, args Arguments) *expr.Node {
	result, overflows := e.computed(n, variables, p, args)
	if overflows {
		panic(overflow().At(args.scope.source, args.Site))
	}
	return result
}

// computed is nodeAt, with ±∞ for what is finite but too large for a float64.
func (e *evaluation) computed(n *expr.Node, variables []*expr.Node, p Point, args Arguments) (result *expr.Node, overflows bool) {
	if n.IsConst() {
		return n, false
	}
	if !p.IsKnown() {
		return expr.Substitute(n, variables, p.Parts), false
	}
	machine, err := e.machineOf(n, variables)
	if err != nil { // it depends on more than the variables
		return expr.Substitute(n, variables, p.Parts), false
	}
	out := make([]float64, machine.Program().Outputs())
	if machine.Run(p.Flat(), out) != nil {
		e.interrupted()
	}
	out, overflows = withinRange(n, variables, p.Flat(), out)
	if overflows {
		return expr.Array(n.Shape(), out), true
	}
	result = expr.Array(n.Shape(), out)
	if !value.AllFinite(out) && args.explain != nil {
		args.explain()
		e.explainMissing(n, variables, p)
	}
	e.differentiable(result, args)
	return result, false
}

// withinRange is the value of a formula at a point of which out is what a program made; where that left the range of
// float64s on the way, it is taken anew. An overflow is finite in truth.
func withinRange(n *expr.Node, variables []*expr.Node, point, out []float64) (values []float64, overflows bool) {
	if !wide.MayLeaveRange(n, point, out) {
		return out, false
	}
	result, ok := wide.Value(n, variables, point)
	if !ok || !result.Exceeded {
		return out, false
	}
	return result.Data, result.Overflows
}

// differentiable refuses a derivative that has no value at a known point.
func (e *evaluation) differentiable(n *expr.Node, args Arguments) {
	if n.IsConst() && !value.AllFinite(n.Data()) {
		panic(message.New("DomainError", "derivative.undefined").At(args.scope.source, args.Site).Advise("derivative.undefined-advice"))
	}
}
