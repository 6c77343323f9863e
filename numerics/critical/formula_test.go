package critical

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"saddle/numerics/expr"
)

// function reads a formula of the data file: infix, ^ power, unary minus looser than ^, named functions of one argument.
func function(name, formula string, variables ...string) *expr.Function {
	g := expr.NewGraph()
	r := &reader{text: strings.ReplaceAll(formula, " ", ""), names: map[string]*expr.Node{"pi": expr.Const(math.Pi)}}
	f := &expr.Function{Name: name}
	for _, v := range variables {
		n := g.Variable(v, expr.Scalar)
		r.names[v] = n
		f.Variables = append(f.Variables, n)
	}
	f.Value = r.sum()
	if r.at != len(r.text) {
		panic(fmt.Sprintf("%s: rest %q", formula, r.text[r.at:]))
	}
	return f
}

type reader struct {
	text  string
	at    int
	names map[string]*expr.Node
}

func (r *reader) take(sign byte) bool {
	if r.at < len(r.text) && r.text[r.at] == sign {
		r.at++
		return true
	}
	return false
}

func (r *reader) sum() *expr.Node {
	value := r.product()
	for {
		switch {
		case r.take('+'):
			value = expr.Add(value, r.product())
		case r.take('-'):
			value = expr.Sub(value, r.product())
		default:
			return value
		}
	}
}

func (r *reader) product() *expr.Node {
	value := r.factor()
	for {
		switch {
		case r.take('*'):
			value = expr.Times(value, r.factor())
		case r.take('/'):
			value = expr.Div(value, r.factor())
		default:
			return value
		}
	}
}

func (r *reader) factor() *expr.Node {
	if r.take('-') {
		return expr.Neg(r.factor())
	}
	base := r.primary()
	if r.take('^') {
		return expr.Pow(base, r.factor())
	}
	return base
}

func (r *reader) primary() *expr.Node {
	if r.take('(') {
		value := r.sum()
		r.take(')')
		return value
	}
	start := r.at
	if unicode.IsLetter(rune(r.text[r.at])) {
		for r.at < len(r.text) && (unicode.IsLetter(rune(r.text[r.at])) || unicode.IsDigit(rune(r.text[r.at]))) {
			r.at++
		}
		return r.named(r.text[start:r.at])
	}
	for r.at < len(r.text) && strings.ContainsRune("0123456789.", rune(r.text[r.at])) {
		r.at++
	}
	value, err := strconv.ParseFloat(r.text[start:r.at], 64)
	if err != nil {
		panic(err)
	}
	return expr.Const(value)
}

func (r *reader) named(name string) *expr.Node {
	if n, ok := r.names[name]; ok {
		return n
	}
	switch name {
	case "max":
		a := r.arguments()
		return expr.Max(a[0], a[1])
	case "ifzero": // ifzero(u, a, b) is a where u is zero, else b
		a := r.arguments()
		return expr.Select(expr.Compare(expr.Equal, a[0], expr.Const(0)), a[1], a[2])
	}
	f, ok := expr.FuncNamed(name)
	if !ok && name == "sqrt" {
		f, ok = expr.SquareRoot, true
	}
	if !ok {
		panic("unknown name " + name)
	}
	return expr.Apply(f, r.primary())
}

func (r *reader) arguments() (list []*expr.Node) {
	for r.take('('); ; {
		list = append(list, r.sum())
		if !r.take(',') {
			r.take(')')
			return list
		}
	}
}
