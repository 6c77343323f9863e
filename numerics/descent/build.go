package descent

import (
	"cmp"
	"maps"
	"slices"

	"saddle/numerics/expr"
)

// build takes down a rule's lines for a function. Start-variables given as numbers are taken to be numbers first; where a
// line then assigns an array, or fails, the lines are built anew with variables as arrays, as few as will do.
func build(r *Rule, f *expr.Function, settings map[string]float64, options Options) *Builder {
	p := &problem{rule: r, formula: &formula{f: f, shape: pointShape(f)}, settings: settings, noise: options.Noise, open: options.open}
	if options.Batch != nil {
		p.batch = newSampled(options.Batch.Loss)
	}
	widened := map[string]expr.Shape{}
	for {
		b, failure := p.attempt(widened)
		if failure == nil {
			return b
		}
		if w, ok := failure.(*wideningError); ok {
			widened[w.name] = w.shape
			continue
		}
		for _, choice := range choices(b.numbers()) {
			if b, failure := p.attempt(withArrays(widened, choice, p.formula.shape)); failure == nil {
				return b
			}
		}
		panic(failure)
	}
}

// problem is what a rule is built for.
type problem struct {
	rule     *Rule
	formula  *formula
	batch    *sampled
	settings map[string]float64
	noise    float64
	open     string
}

// attempt builds the lines once and returns what the rule panicked with, if it did.
func (p *problem) attempt(widened map[string]expr.Shape) (b *Builder, failure any) {
	g := p.formula.f.Value.Graph().Beside()
	b = &Builder{graph: g, rule: p.rule, objective: p.formula, batch: p.batch, shape: p.formula.shape, settings: map[string]*expr.Node{}, widened: widened, noise: p.noise}
	b.point = g.Variable(p.rule.pointName(), b.shape)
	b.number = g.Variable(p.rule.numberName(), expr.Scalar)
	if p.batch != nil {
		b.rows = g.Variable("rows", p.batch.rowsShape())
	}
	for name, value := range p.settings {
		b.settings[name] = expr.Const(value)
	}
	if p.open != "" {
		b.open = g.Variable(p.open, expr.Scalar)
		b.settings[p.open] = b.open
	}
	defer func() { failure = recover() }()
	p.rule.Build(b)
	return b, nil
}

// numbers are the start-variables that are numbers though the point is an array.
func (b *Builder) numbers() []string {
	var names []string
	for _, s := range b.starts {
		if s.node.Shape().IsScalar() && !s.truth && !b.shape.IsScalar() {
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
