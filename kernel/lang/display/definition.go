package display

import (
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/reason"
)

// definition shows what a statement defined: a function or a rule as it was written, a value under its name.
func (s *show) definition(d value.Definition) error {
	switch st := d.Statement.(type) {
	case *syntax.Assignment:
		return s.assignment(st, d.Value)
	case *syntax.OptimizerDefinition:
		s.optimizer(d.Value.(*value.Optimizer))
	default:
		s.text(syntax.Text(d.Statement))
		s.latex(s.typeset(d.Statement))
	}
	return nil
}

func (s *show) assignment(st *syntax.Assignment, v value.Value) error {
	if len(st.Names) > 1 {
		return s.several(st, v)
	}
	name := st.Names[0].Shown
	switch v := v.(type) {
	case value.Quantity:
		s.quantity(v.Node, name)
		return nil
	case value.Text, value.Range, value.Parts, value.Identity:
		s.text(name + " = " + s.options.Format.Plain(v))
		return nil
	case *value.Builtin:
		s.text(name + " = " + v.Name)
		return nil
	case *value.Function:
		if v.Definition == nil || v.Name != name {
			s.text(syntax.Text(st))
			s.latex(s.typeset(st))
			return nil
		}
	}
	return s.value(v)
}

// several shows λ, V = … as an equation for each name.
func (s *show) several(st *syntax.Assignment, v value.Value) error {
	var lines, formulas []string
	for i, item := range items(v) {
		name := st.Names[i].Shown
		q, ok := item.(value.Quantity)
		if !ok {
			text, err := s.listed(item)
			if err != nil {
				return err
			}
			lines = append(lines, after(name, text))
			continue
		}
		node := q.Node
		lines = append(lines, after(name, s.quantityText(node)))
		formulas = append(formulas, afterLaTeX(name, s.flatLaTeX(node)))
	}
	s.text(strings.Join(lines, "\n"))
	if len(formulas) == len(lines) {
		s.latex(strings.Join(formulas, `,\quad `))
	}
	return nil
}

// flatLaTeX writes a vector as a row, anything else as it is.
func (s *show) flatLaTeX(n *expr.Node) string {
	if n.Shape().Rank == 1 {
		return s.rowLaTeX(n)
	}
	return s.quantityLaTeX(n)
}

func items(v value.Value) []value.Value {
	switch v := v.(type) {
	case value.Tuple:
		return v.Items()
	case value.Parts:
		var items []value.Value
		for _, part := range v.Values {
			items = append(items, part)
		}
		return items
	case value.Quantity:
		var items []value.Value
		for _, entry := range v.Node.Entries() {
			items = append(items, value.Quantity{Node: entry})
		}
		return items
	}
	return nil
}

// formula shows a derivative as a formula of its variables.
func (s *show) formula(f value.Formula) {
	head := f.Function.Label()
	if f.Written != nil {
		plain, typeset := s.formulaForms(f)
		s.text(plain)
		s.latex(typeset)
		return
	}
	if q, ok := f.Value.(value.Quantity); !ok || weight(q.Node) > heaviest {
		plain, _ := pointOf(f)
		s.text(head + reason.Colon.In(s.options.Locale) + s.say("formula.long", head+"("+plain+")"))
		return
	}
	plain, typeset := s.formulaForms(f)
	s.text(plain)
	s.latex(typeset)
}

// formulaForms are a formula as text and typeset: ∇f(x, y) = (2x, -2y).
func (s *show) formulaForms(f value.Formula) (plain, typeset string) {
	point, points := pointOf(f)
	if f.Written != nil {
		plain = f.Function.Label() + "(" + point + ") = " + syntax.Text(f.Written)
		return plain, value.LabelLaTeX(f.Function) + "(" + points + ") = " + s.typeset(f.Written)
	}
	node := s.shortForm(f)
	text, typeset := s.quantityText(node), s.quantityLaTeX(node)
	for _, letter := range f.Letters {
		text = strings.ReplaceAll(text, letter.Name, letter.Text)
		typeset = strings.ReplaceAll(typeset, nameLaTeX(letter.Name), letter.LaTeX)
	}
	plain = after(f.Function.Label()+"("+point+")", text)
	return plain, value.LabelLaTeX(f.Function) + "(" + points + ") = " + typeset
}

// shortForm is what a formula shows: a derivative in its shortest form. The terms of a Taylor polynomial stay as they are, exactly
// where their decimals would not tell them, and so do the letters of a formula for vectors of any length.
func (s *show) shortForm(f value.Formula) *expr.Node {
	node := f.Value.(value.Quantity).Node
	_, isDerivative := f.Function.(*value.Derivative)
	if traced, ok := f.Function.(*value.Traced); ok {
		isDerivative = traced.Written != nil
		if traced.Exactly != nil && !s.options.Decimals && strings.Contains(s.decimalText(node), ".") {
			if written, known := traced.Exactly(); known {
				return written
			}
		}
	}
	if !isDerivative || len(f.Letters) > 0 {
		return node
	}
	node = formula.Simplify(node)
	if rolled, ok := f.Rolled.(value.Quantity); ok {
		text := expr.Text(rolled.Node)
		if strings.Contains(text, " for ") && formula.Length(text) < formula.Length(expr.Text(node)) {
			return rolled.Node
		}
	}
	return node
}

// pointOf is the point of a formula as text and typeset: x, y, or the vector (x₁, x₂).
func pointOf(f value.Formula) (plain, typeset string) {
	names := f.Variables
	if f.Entries > 0 {
		names = entryNames(f.Variables[0], f.Entries)
	}
	formulas := make([]string, len(names))
	for i, name := range names {
		formulas[i] = nameLaTeX(name)
		if name == "…" {
			formulas[i] = `\ldots`
		}
	}
	plain, typeset = strings.Join(names, ", "), strings.Join(formulas, ", ")
	if f.Entries > 0 {
		return "(" + plain + ")", typeset
	}
	return plain, typeset
}

// entryNames are the names of the entries of a vector, those in the middle left out.
func entryNames(name string, entries int) []string {
	const most = 4
	var names []string
	for i := range entries {
		switch {
		case entries <= most || i < 1 || i == entries-1:
			names = append(names, name+expr.Subscript(i+1))
		case i == 1:
			names = append(names, "…")
		}
	}
	return names
}

// heaviest is the size up to which a formula is written out.
const heaviest = 4000

// weight is the number of signs and names of a formula as it is written, in which a part that occurs twice counts twice.
func weight(n *expr.Node) float64 {
	weights := map[*expr.Node]float64{}
	var of func(n *expr.Node) float64
	of = func(n *expr.Node) float64 {
		if known, ok := weights[n]; ok {
			return known
		}
		sum := 1.0
		for _, arg := range n.Args() {
			sum += of(arg)
		}
		weights[n] = sum
		return sum
	}
	return of(n)
}

// nameLaTeX typesets a name.
func nameLaTeX(name string) string { return syntax.LaTeXName(syntax.CanonicalName(name), "") }

// callable shows a function: the student's own as it was defined, a built-in one by its row of the table.
func (s *show) callable(f value.Callable) {
	switch f := f.(type) {
	case *value.Builtin:
		s.help(value.Help{Of: f})
	case *value.Function:
		text, formula := s.functionForms(f)
		s.text(text)
		s.latex(formula)
	default:
		s.text(s.say("formula.point", f.Label(), f.Label()+"(p)"))
	}
}

func (s *show) lambdaLaTeX(g *value.Function) string {
	names := make([]string, len(g.Variables))
	for i, name := range g.Variables {
		names[i] = nameLaTeX(name)
	}
	variables := strings.Join(names, ", ")
	if len(names) != 1 {
		variables = `\left(` + variables + `\right)`
	}
	return variables + ` \mapsto ` + s.typeset(g.Body)
}

// checked shows a claim that held.
func (s *show) checked(c value.Checked) {
	claim := strings.TrimPrefix(syntax.Text(c.Check), "check ")
	s.text("✓ " + claim)
	s.html(`<b>✓</b> <code>` + escape(claim) + `</code>`)
}

// typeset writes a piece of the language as a formula. A prime is a derivative where it is called, else a transpose.
func (s *show) typeset(n syntax.Node) string {
	derivatives := map[*syntax.Prime]bool{}
	syntax.Walk(n, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok {
			if prime, ok := call.Callee.(*syntax.Prime); ok {
				derivatives[prime] = true
			}
		}
		return true
	})
	return syntax.Notation{Transpose: func(p *syntax.Prime) bool { return !derivatives[p] }}.LaTeX(n)
}
