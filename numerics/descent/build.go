package descent

import "saddle/numerics/expr"

// build takes down a rule's lines for a function. Start-variables given as numbers are taken to be numbers first; where a
// line then assigns an array, or fails, the lines are built anew with variables as arrays, as few as will do.
func build(r *Rule, f *expr.Function, settings map[string]float64, noise float64) *Builder {
	o := &formula{f: f, shape: pointShape(f)}
	widened := map[string]expr.Shape{}
	for {
		b, failure := attempt(r, o, settings, noise, widened)
		if failure == nil {
			return b
		}
		if w, ok := failure.(*wideningError); ok {
			widened[w.name] = w.shape
			continue
		}
		widest := widenAll(b, widened)
		b, second := attempt(r, o, settings, noise, widest)
		if len(widest) == len(widened) || second != nil {
			panic(failure)
		}
		return narrowed(b, r, o, settings, noise, widest, widened)
	}
}

// narrowed makes those start-variables numbers again that need not have been widened.
func narrowed(b *Builder, r *Rule, o *formula, settings map[string]float64, noise float64, widest, needed map[string]expr.Shape) *Builder {
	for _, start := range b.starts {
		name := start.name
		shape, wide := widest[name]
		if _, ok := needed[name]; ok || !wide {
			continue
		}
		delete(widest, name)
		if narrower, failure := attempt(r, o, settings, noise, widest); failure == nil {
			b = narrower
		} else {
			widest[name] = shape
		}
	}
	return b
}

// attempt builds the lines once and returns what the rule panicked with, if it did.
func attempt(r *Rule, o *formula, settings map[string]float64, noise float64, widened map[string]expr.Shape) (b *Builder, failure any) {
	g := expr.NewGraph()
	b = &Builder{graph: g, rule: r, objective: o, shape: o.shape, settings: map[string]*expr.Node{}, widened: widened, noise: noise}
	b.point = g.Variable(r.pointName(), o.shape)
	b.number = g.Variable(r.numberName(), expr.Scalar)
	for name, value := range settings {
		b.settings[name] = expr.Const(value)
	}
	defer func() { failure = recover() }()
	r.Build(b)
	return b, nil
}

// widenAll takes every start-variable that is still a number to have the shape of the point.
func widenAll(b *Builder, widened map[string]expr.Shape) map[string]expr.Shape {
	widest := map[string]expr.Shape{}
	for _, s := range b.starts {
		if s.node.Shape().IsScalar() && !b.shape.IsScalar() {
			widest[s.name] = b.shape
		}
	}
	for name, shape := range widened {
		widest[name] = shape
	}
	return widest
}
