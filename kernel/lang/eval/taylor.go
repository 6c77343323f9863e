package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// taylorOf is the Taylor polynomial Σ ∂^α f(p)/α! (x - p)^α over all multi-indices α up to the order.
func taylorOf(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.expansionPoint(f)
	order := c.wholeSetting("order", 0, 2)
	t := c.traceAt(f, p)
	if order > 0 {
		c.noteCorners(t, p)
	}
	variables, names := t.components()
	at := p.flat()
	known := make([]*expr.Node, len(at))
	for i, x := range at {
		known[i] = expr.Const(x)
	}
	polynomial := expr.Const(0)
	for _, term := range derivativesUpTo(t.value, variables, order) {
		coefficient := expr.Substitute(term.derivative, variables, known)
		c.differentiable(coefficient, c.here())
		polynomial = expr.Add(polynomial, expr.Mul(coefficient, term.monomial(variables, at)))
	}
	return &value.Traced{Name: "T", Names: names, Variables: variables, Value: polynomial}
}

// expansionPoint is the setting at, or the origin.
func (c *builtinCall) expansionPoint(f value.Callable) point {
	if at, ok := c.setting("at"); ok {
		return c.pointIn(f, at)
	}
	p := point{layout: scalars(variablesOf(f))}
	for range p.names {
		p.parts = append(p.parts, expr.Const(0))
	}
	return p
}

// components lists every number of the traced point as a variable of its own, with its name.
func (t traced) components() (variables []*expr.Node, names []string) {
	for _, v := range t.variables {
		for _, entry := range v.Entries() {
			variables = append(variables, entry)
			names = append(names, entry.Name())
		}
	}
	return variables, names
}

// partial is a partial derivative: by variable i, powers[i] times.
type partial struct {
	derivative *expr.Node
	powers     []int
	last       int // no variable before this one is differentiated by again, so that each α comes once
}

// derivativesUpTo lists the partial derivatives of every order up to the given one, lower orders first.
func derivativesUpTo(f *expr.Node, variables []*expr.Node, order int) []partial {
	all := []partial{{derivative: f, powers: make([]int, len(variables))}}
	layer := all
	for range order {
		var next []partial
		for _, t := range layer {
			for i := t.last; i < len(variables); i++ {
				powers := append([]int(nil), t.powers...)
				powers[i]++
				next = append(next, partial{expr.Gradient(t.derivative, variables[i])[0], powers, i})
			}
		}
		all, layer = append(all, next...), next
	}
	return all
}

// monomial is (x - p)^α / α!.
func (t partial) monomial(variables []*expr.Node, at []float64) *expr.Node {
	product, factorial := expr.Const(1), 1.0
	for i, power := range t.powers {
		if power == 0 {
			continue
		}
		for k := 2; k <= power; k++ {
			factorial *= float64(k)
		}
		step := expr.Sub(variables[i], expr.Const(at[i]))
		product = expr.Mul(product, expr.Pow(step, expr.Const(float64(power))))
	}
	return expr.Div(product, expr.Const(factorial))
}

// applyTraced calls a function that is known as a formula.
func (e *evaluation) applyTraced(f *value.Traced, args arguments) value.Value {
	for _, arg := range args.named {
		panic(noSetting(f.Label(), arg, nil, args.scope))
	}
	p := e.pointOf(f, args)
	for _, part := range p.parts {
		if part.Shape().Rank != 0 {
			panic(message.New("ShapeError", "type.number", value.Quantity{Node: part}.Describe()).At(args.scope.source, args.open))
		}
	}
	return value.Quantity{Node: expr.Substitute(f.Value, f.Variables, p.parts)}
}
