package descent

import (
	"strconv"
	"strings"

	"saddle/numerics/expr"
)

// printing takes down the lines of a rule as formulas: every name stands for itself, so each line shows only what it adds.
type printing struct {
	inSteps bool // names carry the step they belong to, for LaTeX
	render  func(n *expr.Node) string
	numbers map[string]bool // the start-variables that are numbers
	lines   []string
}

// Text is the rule as a student would type it.
func (r *Rule) Text() string {
	var b strings.Builder
	b.WriteString("optimizer " + r.Name + "(" + r.functionName() + ", " + r.pointName())
	p := r.printed(false)
	if r.Number != "" {
		b.WriteString(", " + r.Number)
	}
	for _, s := range r.Settings {
		b.WriteString(", " + s.Name + " = " + strings.Replace(strconv.FormatFloat(s.Default, 'g', -1, 64), "e-0", "e-", 1))
	}
	b.WriteString(")\n")
	for _, l := range p.lines {
		b.WriteString("  " + l + "\n")
	}
	return b.String() + "end"
}

// LaTeX is the rule as formulas, one a line, with θₜ before and θₜ₊₁ after the step, without surrounding signs.
func (r *Rule) LaTeX() string {
	lines := r.printed(true).lines
	text := strings.ReplaceAll(strings.Join(lines, ` \\`+"\n"), "_{"+nextStep+"}", "_{t+1}")
	return `\begin{aligned}` + "\n" + text + "\n" + `\end{aligned}`
}

// nextStep is the index t+1 while a formula is printed: names have indices of one sign.
const nextStep = "⁺"

// abstractSize is the size of the point in a printed rule: too large to be written out entry by entry.
const abstractSize = 1000

// UsesHessian reports whether the lines of a rule ask for ∇²f.
func (r *Rule) UsesHessian() bool {
	_, asked := r.taken(false)
	return asked.curved
}

func (r *Rule) printed(inSteps bool) *printing {
	p, _ := r.taken(inSteps)
	return p
}

// taken are the lines of a rule as formulas, and the function that they were taken down for.
func (r *Rule) taken(inSteps bool) (*printing, *unknown) {
	g := expr.NewGraph()
	shape := expr.Vector(abstractSize)
	p := &printing{inSteps: inSteps, render: expr.Text, numbers: r.numbers()}
	if inSteps {
		p.render = expr.LaTeX
	}
	b := &Builder{graph: g, rule: r, shape: shape, settings: map[string]*expr.Node{}, print: p}
	f := &unknown{graph: g, name: r.functionName(), shape: shape}
	b.objective = f
	for _, s := range r.Settings {
		b.settings[s.Name] = g.Variable(s.Name, expr.Scalar)
	}
	b.number = g.Variable(r.numberName(), expr.Scalar)
	b.point = g.Variable(p.before(r.pointName()), shape)
	r.Build(b)
	return p, f
}

// before and after name a variable at the beginning and at the end of a step.
func (p *printing) before(name string) string {
	if p.inSteps {
		return name + "_t"
	}
	return name
}

func (p *printing) after(name string) string {
	if p.inSteps {
		return name + "_" + nextStep
	}
	return name
}

func (p *printing) start(b *Builder, name string, initial *expr.Node) *expr.Node {
	if p.inSteps {
		p.lines = append(p.lines, expr.LaTeXName(name)+"_{0} &= "+p.render(initial))
	} else {
		p.lines = append(p.lines, "start "+name+" = "+p.render(initial))
	}
	if p.numbers[name] {
		return b.graph.Variable(p.before(name), expr.Scalar)
	}
	return b.graph.Variable(p.before(name), b.shape)
}

// numbers finds the start-variables that stay numbers, by building the lines for some function of several variables.
func (r *Rule) numbers() map[string]bool {
	x := expr.NewGraph().Variable("x", expr.Vector(3))
	settings, _ := r.settings(nil)
	b := build(r, &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.NormSquared(x)}, settings, Options{})
	numbers := map[string]bool{}
	for _, s := range b.starts {
		numbers[s.name] = s.node.Shape().IsScalar()
	}
	return numbers
}

func (p *printing) assign(b *Builder, name string, value *expr.Node) *expr.Node {
	p.line(p.nameAfter(name), p.render(value))
	if value.IsTruth() {
		named := &expr.Opaque{Text: name, LaTeX: expr.LaTeXName(p.after(name)), Shape: expr.Scalar, Truth: true}
		return named.Call(value)
	}
	if _, lasting := p.numbers[name]; lasting || name == b.rule.pointName() || value.Shape().IsScalar() {
		return b.graph.Variable(p.after(name), value.Shape())
	}
	return b.graph.Unknown(p.after(name), value.Shape()) // stands behind numbers in a product, as (1 - β) g does
}

func (p *printing) nameAfter(name string) string {
	if p.inSteps {
		return expr.LaTeXName(p.after(name))
	}
	return name
}

func (p *printing) line(name, value string) {
	if p.inSteps {
		p.lines = append(p.lines, name+" &= "+value)
	} else {
		p.lines = append(p.lines, name+" = "+value)
	}
}

func (p *printing) stop(condition *expr.Node) {
	if p.inSteps {
		p.lines = append(p.lines, `&\text{stop if } `+p.render(condition))
	} else {
		p.lines = append(p.lines, "stop if "+p.render(condition))
	}
}

func (p *printing) eigen(b *Builder, values, vectors string, matrix *expr.Node) (lambda, v *expr.Node) {
	n := matrix.Shape().Rows
	eigen := "eigen"
	if p.inSteps {
		eigen = `\operatorname{eigen}`
	}
	p.line(p.nameAfter(values)+", "+p.nameAfter(vectors), eigen+"("+p.render(matrix)+")")
	return b.graph.Variable(p.after(values), expr.Vector(n)), b.graph.Variable(p.after(vectors), expr.MatrixShape(n, n))
}
