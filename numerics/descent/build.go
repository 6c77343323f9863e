package descent

import (
	"cmp"
	"maps"
	"slices"

	"saddle/numerics/expr"
)

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
		for _, choice := range choices(b.numbers()) {
			if b, failure := attempt(r, o, settings, noise, withArrays(widened, choice, o.shape)); failure == nil {
				return b
			}
		}
		panic(failure)
	}
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

// numbers are the start-variables that are numbers though the point is an array.
func (b *Builder) numbers() []string {
	var names []string
	for _, s := range b.starts {
		if s.node.Shape().IsScalar() && !b.shape.IsScalar() {
			names = append(names, s.name)
		}
	}
	return names
}

// mostChoices bounds the start-variables of which every selection is tried.
const mostChoices = 8

// choices are the selections of some names, smaller ones first.
func choices(names []string) [][]string {
	if len(names) > mostChoices {
		return [][]string{names}
	}
	var all [][]string
	for selection := 1; selection < 1<<len(names); selection++ {
		var chosen []string
		for i, name := range names {
			if selection>>i&1 == 1 {
				chosen = append(chosen, name)
			}
		}
		all = append(all, chosen)
	}
	slices.SortStableFunc(all, func(a, b []string) int { return cmp.Compare(len(a), len(b)) })
	return all
}

func withArrays(widened map[string]expr.Shape, names []string, s expr.Shape) map[string]expr.Shape {
	all := maps.Clone(widened)
	for _, name := range names {
		all[name] = s
	}
	return all
}
