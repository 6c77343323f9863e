package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// drawnTurns are the values of a loop in a picture, an argument each, so that vectors of any length stay curves and each is
// named by its turn. ok is false where the values are numbers, which make one vector, or where there is no loop.
func (e *evaluation) drawnTurns(arg syntax.Arg, s *scope) (turns []Argument, ok bool) {
	body, loops := arg.Value, arg.Loops
	if list, isList := syntax.Unwrap(arg.Value).(*syntax.Comprehension); isList && len(loops) == 0 {
		body, loops = list.Body, list.Loops
	}
	if arg.Name != nil || len(loops) == 0 {
		return nil, false
	}
	e.fitsLoops(body, loops, s)
	if !e.addTurns(&turns, body, loops, nil, s) || len(turns) == 0 {
		return nil, false
	}
	return turns, true
}

// addTurns adds those of the loops that are left; names are of all loops so far. It is false as soon as a value is a number.
func (e *evaluation) addTurns(turns *[]Argument, body syntax.Expr, loops []syntax.Loop, names []*syntax.Name, s *scope) bool {
	c := e.course(loops[0], s)
	names = append(names[:len(names):len(names)], loops[0].Names...)
	for k := range c.count {
		e.poll()
		inside := e.at(c, expr.Const(float64(k)))
		if len(loops) > 1 {
			if !e.addTurns(turns, body, loops[1:], names, inside) {
				return false
			}
			continue
		}
		v := e.eval(body, inside)
		if n, isNumber := AsQuantity(v); isNumber && n.Shape().Rank == 0 {
			return false
		}
		*turns = append(*turns, Argument{Value: v, Span: body.Span(), From: body, within: inside, Turn: e.turnName(names, inside)})
	}
	return true
}

// turnName says what the loops are at: γ = 0.95, of numbers, vectors and functions.
func (e *evaluation) turnName(names []*syntax.Name, s *scope) string {
	var parts []string
	for _, name := range names {
		v, _ := e.lookup(name.Text, s)
		switch v := v.(type) {
		case value.Quantity:
			if v.Node.IsConst() {
				parts = append(parts, name.Shown+" = "+e.chosen.Format.Node(v.Node))
			}
		case value.Callable:
			if f, ok := v.(*value.Function); !ok || f.Name != "" {
				parts = append(parts, v.Label())
			}
		}
	}
	return strings.Join(parts, ", ")
}

// Held says which numbers a lambda has kept of the place where it was written, of a loop or of the function that made it:
// n = 2 of x -> x^n.
func Held(c *Call, f *value.Function) []string {
	s, ok := f.Scope.(*scope)
	if !ok {
		return nil
	}
	var held []string
	for _, name := range syntax.FreeNames(f.Body) {
		v, _ := s.find(name)
		q, ok := v.(value.Quantity)
		if ok && !slices.Contains(f.Variables, name) && q.Node.IsConst() && q.Node.Shape().Rank == 0 {
			held = append(held, name+" = "+c.Format().Node(q.Node))
		}
	}
	return held
}
