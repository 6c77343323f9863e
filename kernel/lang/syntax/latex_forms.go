package syntax

import (
	"slices"
	"strconv"
	"strings"
)

func (w latexWriter) names(list []*Name) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = w.name(n)
	}
	return strings.Join(texts, ", ")
}

func (w latexWriter) params(params []Param) string {
	texts := make([]string, len(params))
	for i, param := range params {
		texts[i] = w.name(param.Name)
		if param.Default != nil {
			texts[i] += " = " + w.inside().expr(param.Default, loose)
		}
	}
	return strings.Join(texts, ", ")
}

func (w latexWriter) list(entries []Expr) string {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = w.expr(e, loose)
	}
	return strings.Join(texts, ", ")
}

func (w latexWriter) matrix(m *Matrix) string {
	rows := make([]string, len(m.Rows))
	for i, row := range m.Rows {
		entries := make([]string, len(row))
		for j, e := range row {
			entries[j] = w.expr(e, loose)
		}
		rows[i] = strings.Join(entries, " & ")
	}
	return `\begin{bmatrix} ` + strings.Join(rows, ` \\ `) + ` \end{bmatrix}`
}

// cases writes an if, and the ifs in its else branches, as one brace.
func (w latexWriter) cases(e *If) string {
	in := w.inside()
	var rows []string
	var last Expr = e
	for {
		branch, ok := unwrap(last).(*If)
		if !ok {
			break
		}
		rows = append(rows, in.expr(branch.Then, loose)+` & \text{if } `+in.expr(branch.Cond, loose))
		last = branch.Else
	}
	rows = append(rows, in.expr(last, loose)+` & \text{otherwise}`)
	return `\begin{cases} ` + strings.Join(rows, ` \\ `) + ` \end{cases}`
}

func (w latexWriter) where(e *Where) string {
	bindings := make([]string, len(e.Bindings))
	for i, b := range e.Bindings {
		bindings[i] = w.name(b.Name) + " = " + w.inside().expr(b.Value, loose)
	}
	return w.expr(e.Body, loose) + ` \quad\text{where}\quad ` + strings.Join(bindings, ", ")
}

func (w latexWriter) index(x *Index) string {
	indices := make([]string, len(x.Indices))
	for i, e := range x.Indices {
		indices[i] = ":"
		if e != nil {
			indices[i] = w.inside().expr(e, loose)
		}
	}
	below := strings.NewReplacer(" + ", "+", " - ", "-").Replace(strings.Join(indices, ","))
	if n, ok := x.Operand.(*Name); ok {
		return w.nameBelow(n, below)
	}
	if _, ok := x.Operand.(*Field); ok {
		return w.expr(x.Operand, tight) + "_{" + below + "}"
	}
	return w.fence("(", w.inside().expr(unwrap(x.Operand), loose), ")") + "_{" + below + "}"
}

// call writes a call, for some functions in the form of books.
func (w latexWriter) call(c *Call) string {
	if big, ok := bigOperator(c); ok {
		return w.big(big, c)
	}
	in := w.inside()
	if f, ok := c.Callee.(*Name); ok {
		if form, ok := latexCalls[f.Text]; ok && len(c.Args) == form.args && c.plain() {
			return w.form(form, c)
		}
	}
	return w.expr(c.Callee, tight) + w.fence("(", in.args(c.Args), ")")
}

// plain reports whether the arguments are neither settings nor loops.
func (c *Call) plain() bool {
	for _, arg := range c.Args {
		if arg.Name != nil || len(arg.Loops) > 0 {
			return false
		}
	}
	return true
}

// latexForm is how a book writes the call of a function: open, first argument, between, second, closing.
type latexForm struct {
	args                   int
	open, between, closing string
	least                  binding
}

var latexCalls = map[string]latexForm{
	"sqrt":  {1, `\sqrt{`, "", "}", loose},
	"exp":   {1, "e^{", "", "}", loose},
	"abs":   {1, `\left|`, "", `\right|`, loose},
	"norm":  {1, `\lVert `, "", ` \rVert`, loose},
	"floor": {1, `\lfloor `, "", ` \rfloor`, loose},
	"ceil":  {1, `\lceil `, "", ` \rceil`, loose},
	"inv":   {1, "", "", "^{-1}", tight},
	"dot":   {2, "", ` \cdot `, "", exponential},
}

func (w latexWriter) form(form latexForm, c *Call) string {
	in := w.inside()
	first := in.expr(c.Args[0].Value, form.least)
	if form.args == 1 {
		return form.open + first + form.closing
	}
	return w.fence("(", form.open+first+form.between+in.expr(c.Args[1].Value, form.least)+form.closing, ")")
}

// bigOperators are the functions that are written with bounds when they take a loop.
var bigOperators = map[string]string{"sum": `\sum`, "prod": `\prod`, "max": `\max`, "min": `\min`, "mean": "mean"}

func bigOperator(c *Call) (string, bool) {
	f, ok := c.Callee.(*Name)
	if !ok || len(c.Args) != 1 || len(c.Args[0].Loops) == 0 {
		return "", false
	}
	big, ok := bigOperators[f.Text]
	return big, ok
}

func (w latexWriter) big(big string, c *Call) string {
	in, arg := w.inside(), c.Args[0]
	body := in.expr(arg.Value, multiplicand)
	if big == "mean" && slices.ContainsFunc(arg.Loops, func(l Loop) bool { return l.If != nil }) {
		big = `\operatorname{mean}`
	}
	if big == "mean" {
		return `\frac{1}{` + in.count(arg.Loops) + `} ` + in.operators(`\sum`, arg.Loops) + " " + body
	}
	return in.operators(big, arg.Loops) + " " + body
}

func (w latexWriter) operators(big string, loops []Loop) string {
	var out []string
	for _, loop := range loops {
		r, ok := loop.Over.(*Range)
		if ok && loop.If == nil && len(loop.Names) == 1 && (big == `\sum` || big == `\prod`) {
			out = append(out, big+"_{"+w.name(loop.Names[0])+"="+w.expr(r.Low, loose)+"}^{"+w.expr(r.High, loose)+"}")
		} else {
			out = append(out, big+"_{"+w.bounds([]Loop{loop}, ", ")+"}")
		}
	}
	return strings.Join(out, " ")
}

// bounds writes what loops run over.
func (w latexWriter) bounds(loops []Loop, separator string) string {
	texts := make([]string, len(loops))
	for i, loop := range loops {
		names := w.names(loop.Names)
		if len(loop.Names) > 1 {
			names = "(" + names + ")"
		}
		if r, ok := loop.Over.(*Range); ok {
			texts[i] = names + " = " + w.expr(r.Low, summand) + `, \ldots, ` + w.expr(r.High, summand)
		} else {
			texts[i] = names + ` \in ` + w.expr(loop.Over, summand)
		}
		if loop.If != nil {
			texts[i] += `,\; ` + w.expr(loop.If, disjunction)
		}
	}
	return strings.Join(texts, separator)
}

// count is the number of terms of a mean.
func (w latexWriter) count(loops []Loop) string {
	var counts []string
	for _, loop := range loops {
		r, ok := loop.Over.(*Range)
		switch {
		case ok && Text(r.Low) == "1":
			counts = append(counts, w.expr(r.High, multiplicand))
		case ok:
			counts = append(counts, "("+w.expr(r.High, summand)+" - "+w.expr(r.Low, multiplicand)+" + 1)")
		default:
			counts = append(counts, "|"+w.expr(loop.Over, loose)+"|")
		}
	}
	return strings.Join(counts, ` \cdot `)
}

func (w latexWriter) args(args []Arg) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = w.expr(arg.Value, loose)
		if arg.Name != nil {
			texts[i] = w.name(arg.Name) + " = " + texts[i]
		}
		if len(arg.Loops) > 0 {
			texts[i] += `,\; ` + w.bounds(arg.Loops, `,\; `)
		}
	}
	return strings.Join(texts, ", ")
}

// optimizer writes a rule, one line an assignment: what is carried from step to step with t + 1 where it is new and t
// where it is old, a name of the step alone without index.
func (w latexWriter) optimizer(o *OptimizerDefinition) string {
	carried, renewed := carriedBy(o), map[string]bool{}
	w.Index = func(name string) string {
		switch {
		case renewed[name]:
			return "t+1"
		case carried[name]:
			return "t"
		}
		return ""
	}
	var rows []string
	for _, line := range o.Lines {
		rows = append(rows, w.rule(line, carried, renewed))
	}
	return `\begin{aligned} ` + strings.Join(rows, ` \\ `) + ` \end{aligned}`
}

// carriedBy are the names that a rule carries from step to step: its point, and what has a start line.
func carriedBy(o *OptimizerDefinition) map[string]bool {
	carried := map[string]bool{}
	if len(o.Params) > 1 {
		carried[o.Params[1].Name.Text] = true
	}
	for _, line := range o.Lines {
		if line.Kind == Start {
			carried[line.Names[0].Text] = true
		}
	}
	return carried
}

func (w latexWriter) rule(line Line, carried, renewed map[string]bool) string {
	switch line.Kind {
	case Start:
		return w.plainName(line.Names[0], "0") + " &= " + w.expr(line.Body, loose)
	case Stop:
		return `& \text{stop if } ` + w.expr(line.Body, loose)
	}
	body := w.expr(line.Body, loose)
	for _, n := range line.Names {
		renewed[n.Text] = carried[n.Text]
	}
	if line.Entry != nil {
		return w.expr(line.Entry, loose) + " &= " + body
	}
	return w.names(line.Names) + " &= " + body
}

// partial writes ∂²f/∂x∂y.
func (w latexWriter) partial(d *Partial) string {
	above, below := `\partial `, ""
	if n := len(d.Variables); n > 1 {
		above = `\partial^{` + strconv.Itoa(n) + `} `
	}
	for _, f := range d.factors() {
		below += `\partial ` + w.name(f.name)
		if f.times > 1 {
			below += "^{" + strconv.Itoa(f.times) + "}"
		}
	}
	return `\frac{` + above + w.expr(d.Operand, tight) + `}{` + below + `}`
}
