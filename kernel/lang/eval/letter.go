package eval

import (
	"strings"
	"unicode"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// openLetters are the letters met in a statement that is evaluated with them, with the nodes that stand for them.
type openLetters struct {
	names []string
	nodes map[string]*expr.Node
}

// letter is the node of an open letter; ok is false for a name that is none, and where nothing is evaluated with them.
func (e *evaluation) letter(x *syntax.Name, s *scope) (v value.Value, ok bool) {
	if e.open == nil || e.graph == nil || !e.isOpen(x.Text, s) {
		return nil, false
	}
	node := e.open.nodes[x.Shown]
	if node == nil {
		node = e.open.add(e.graph, x.Shown)
	}
	return value.Quantity{Node: node}, true
}

// isOpen reports whether a name that has no value is a letter, and no slip of a name that has one.
func (e *evaluation) isOpen(name string, s *scope) bool {
	return isLetter(name) && e.meant(name, s).Key == ""
}

// add makes a node for a letter, as it is shown.
func (o *openLetters) add(g *expr.Graph, shown string) *expr.Node {
	node := g.Variable(shown, expr.Scalar)
	o.names, o.nodes[shown] = append(o.names, shown), node
	return node
}

// isLetter reports whether a name looks like a variable: one letter, perhaps with a mark and an index.
func isLetter(name string) bool {
	letters := 0
	for _, r := range strings.TrimRight(name, "0123456789₀₁₂₃₄₅₆₇₈₉") {
		if !unicode.Is(unicode.Mn, r) {
			letters++
		}
	}
	return letters == 1
}
