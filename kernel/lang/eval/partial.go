package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// partial is ∂f/∂x: a function of the variables of f, which are numbers.
func (e *evaluation) partial(x *syntax.Partial, s *scope) value.Value {
	f := e.derivable(x.Operand, s)
	places := make([]int, len(x.Variables))
	for i, variable := range x.Variables {
		places[i] = slices.Index(value.VariablesOf(f), variable.Text)
		if places[i] < 0 {
			panic(message.New("NameError", "derivative.partial-variable", f.Label(), variable.Shown).At(s.source, variable.Span()).
				Advise("derivative.partial-advice", value.ShownVariables(f)))
		}
	}
	at := Arguments{scope: s, Site: x.Span(), Open: x.Span()}
	d := &value.Traced{Name: syntax.Text(x), Written: x, Of: f, Names: value.ShownVariables(f)}
	d.Variables, d.Value = e.formulaOf(f, at)
	for _, place := range slices.Backward(places) {
		d.Value = e.partialBy(d.Value, d.Variables[place], at)
	}
	return d
}

// formulaOf is the value of a function, which must be a number, as a formula of numbers.
func (e *evaluation) formulaOf(f value.Callable, at Arguments) (variables []*expr.Node, formula *expr.Node) {
	l := Scalars(value.VariablesOf(f))
	g := e.graphOf(nil)
	for _, name := range value.ShownVariables(f) {
		variables = append(variables, g.Variable(name, expr.Scalar))
	}
	outer := e.graph
	e.graph = g
	v := e.apply(f, l.arguments(variables, at))
	e.graph = outer
	n, ok := e.asQuantity(v, at.scope, at.Site)
	if !ok || n.Shape().Rank != 0 || n.IsTruth() {
		at.scope.fail("TypeError", at.Site, "type.number", v.Describe())
	}
	return variables, n
}

func (e *evaluation) partialBy(node, variable *expr.Node, at Arguments) (derivative *expr.Node) {
	if err := expr.Catch(func() { derivative = expr.Gradient(node, variable)[0] }); err != nil {
		panic(refusedAt(err, at.scope, at.Site))
	}
	return derivative
}

// ofLetters is ∇f(x, y), ∇²f(x, y) or f'(x) where no letter has a value: the formula in these letters.
func (e *evaluation) ofLetters(x *syntax.Call) (value.Value, bool) {
	switch x.Callee.(type) {
	case *syntax.Nabla, *syntax.Prime, *syntax.Partial:
	default:
		return nil, false
	}
	renamed, ok := e.lettersCalled(x.Args)
	if !ok {
		return nil, false
	}
	switch d := e.eval(x.Callee, e.top).(type) {
	case *value.Derivative:
		if len(renamed.Variables) != d.Arity() {
			return nil, false
		}
		m := newMixture(renamed, e.top)
		renamed.Name, renamed.Body, renamed.Scope = d.Of.Label(), m.call(d.Of, x.Callee), e.top.inner(m.names)
		return &value.Derivative{Of: renamed, Mark: d.Mark}, true
	case *value.Traced:
		if len(renamed.Variables) != d.Arity() {
			return nil, false
		}
		return inLetters(d, renamed.Shown), true
	}
	return nil, false
}

// lettersCalled is a function, still without a body, of the letters that are the arguments of a call; false where one is no
// letter, has a value, or stands there twice.
func (e *evaluation) lettersCalled(args []syntax.Arg) (of *value.Function, ok bool) {
	of = &value.Function{Source: e.top.source, Scope: e.top}
	for _, arg := range args {
		name, ok := arg.Value.(*syntax.Name)
		if !ok || arg.Name != nil || len(arg.Loops) > 0 || !e.isUnknown(name, e.top) || slices.Contains(of.Variables, name.Text) {
			return nil, false
		}
		of.Variables, of.Shown = append(of.Variables, name.Text), append(of.Shown, name.Shown)
	}
	return of, true
}

// inLetters is a formula in other letters.
func inLetters(f *value.Traced, letters []string) *value.Traced {
	g := expr.NewGraph()
	renamed := &value.Traced{Name: f.Name, Written: f.Written, Names: letters}
	for _, letter := range letters {
		renamed.Variables = append(renamed.Variables, g.Variable(letter, expr.Scalar))
	}
	renamed.Value = expr.Substitute(f.Value, f.Variables, renamed.Variables)
	return renamed
}
