// Package exprtest reads formulas for the tests of the packages that work on expressions, in the notation that
// expr.Text writes. It is not the language: it knows one line, the names it is given and the elementary functions, and
// it panics when it does not understand.
//
//	f := exprtest.Parse("x^2 y - sin(x)/y", map[string]*expr.Node{"x": x, "y": y})
package exprtest

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"unicode"

	"saddle/numerics/expr"
)

// Parse reads a formula in the given names.
func Parse(formula string, names map[string]*expr.Node) *expr.Node {
	p := &parser{tokens: scan(formula), names: names}
	n := p.choice()
	if p.peek() != "" {
		panic(fmt.Sprintf("exprtest: %q is left of %q", p.tokens, formula))
	}
	return n
}

// Function reads a formula in scalar variables of a new graph.
func Function(formula string, variables ...string) *expr.Function {
	g := expr.NewGraph()
	f := &expr.Function{Name: "f"}
	names := map[string]*expr.Node{}
	for _, v := range variables {
		names[v] = g.Variable(v, expr.Scalar)
		f.Variables = append(f.Variables, names[v])
	}
	f.Value = Parse(formula, names)
	return f
}

// Reader is Function with what reads more formulas in the same variables.
func Reader(formula string, variables ...string) (f *expr.Function, read func(formulas []string) []*expr.Node) {
	f = Function(formula, variables...)
	names := map[string]*expr.Node{}
	for i, name := range variables {
		names[name] = f.Variables[i]
	}
	return f, func(formulas []string) (nodes []*expr.Node) {
		for _, text := range formulas {
			nodes = append(nodes, Parse(text, names))
		}
		return nodes
	}
}

type parser struct {
	tokens []string
	names  map[string]*expr.Node
}

var token = regexp.MustCompile(`\d+(\.\d+)?(e[+-]?\d+)?|[\pL_][\pL\d_₀-₉]*|<=|>=|==|!=|\S`)

func scan(s string) []string { return token.FindAllString(s, -1) }

func (p *parser) peek() string {
	if len(p.tokens) == 0 {
		return ""
	}
	return p.tokens[0]
}

func (p *parser) accept(tokens ...string) string {
	if t := p.peek(); t != "" && slices.Contains(tokens, t) {
		p.tokens = p.tokens[1:]
		return t
	}
	return ""
}

func (p *parser) choice() *expr.Node {
	if p.accept("if") == "" {
		return p.truth()
	}
	condition := p.truth()
	p.accept("then")
	a := p.choice()
	p.accept("else")
	return expr.Select(condition, a, p.choice())
}

func (p *parser) truth() *expr.Node {
	a := p.comparison()
	for {
		switch p.accept("and", "or") {
		case "and":
			a = expr.And(a, p.comparison())
		case "or":
			a = expr.Or(a, p.comparison())
		default:
			return a
		}
	}
}

var relations = map[string]expr.Relation{
	"<": expr.Less, "<=": expr.LessEqual, ">": expr.Greater, ">=": expr.GreaterEqual, "==": expr.Equal, "!=": expr.Unequal,
}

func (p *parser) comparison() *expr.Node {
	if p.accept("not") != "" {
		return expr.Not(p.comparison())
	}
	a := p.sum()
	if r, ok := relations[p.peek()]; ok {
		p.tokens = p.tokens[1:]
		return expr.Compare(r, a, p.sum())
	}
	return a
}

func (p *parser) sum() *expr.Node {
	a := p.product()
	for {
		switch p.accept("+", "-") {
		case "+":
			a = expr.Add(a, p.product())
		case "-":
			a = expr.Sub(a, p.product())
		default:
			return a
		}
	}
}

func (p *parser) product() *expr.Node {
	a := p.factor()
	for {
		switch t := p.peek(); {
		case p.accept("*") != "":
			a = expr.Mul(a, p.factor())
		case p.accept("/") != "":
			a = expr.Div(a, p.factor())
		case t == "(" || t != "" && unicode.IsDigit([]rune(t)[0]) || t != "" && unicode.IsLetter([]rune(t)[0]) && !slices.Contains(words, t):
			a = expr.Mul(a, p.factor())
		default:
			return a
		}
	}
}

var words = []string{"if", "then", "else", "and", "or", "not"}

func (p *parser) factor() *expr.Node {
	if p.accept("-") != "" {
		return expr.Neg(p.factor())
	}
	base := p.primary()
	if p.accept("^") == "" {
		return base
	}
	if p.accept("-") != "" {
		return expr.Pow(base, expr.Neg(p.factor()))
	}
	return expr.Pow(base, p.factor())
}

var binary = map[string]func(a, b *expr.Node) *expr.Node{"max": expr.Max, "min": expr.Min, "mod": expr.Mod}

var constants = map[string]float64{"π": math.Pi, "pi": math.Pi, "e": math.E, "∞": math.Inf(1), "NaN": math.NaN()}

func (p *parser) primary() *expr.Node {
	t := p.peek()
	p.tokens = p.tokens[1:]
	if t == "(" {
		n := p.choice()
		p.accept(")")
		return n
	}
	if x, err := strconv.ParseFloat(t, 64); err == nil {
		return expr.Const(x)
	}
	if n, ok := p.names[t]; ok {
		return n
	}
	if x, ok := constants[t]; ok {
		return expr.Const(x)
	}
	return p.call(t)
}

func (p *parser) call(name string) *expr.Node {
	if p.accept("(") == "" {
		panic("exprtest: unknown name " + name)
	}
	args := []*expr.Node{p.choice()}
	for p.accept(",") != "" {
		args = append(args, p.choice())
	}
	p.accept(")")
	if name == "sqrt" {
		return expr.Apply(expr.SquareRoot, args[0])
	}
	if f, ok := expr.FuncNamed(name); ok {
		return expr.Apply(f, args[0])
	}
	f, ok := binary[name]
	if !ok {
		panic("exprtest: unknown function " + name)
	}
	n := args[0]
	for _, a := range args[1:] {
		n = f(n, a)
	}
	return n
}
