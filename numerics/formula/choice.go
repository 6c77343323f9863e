package formula

import (
	"slices"

	"saddle/numerics/expr"
)

// chosen is a formula whose choices have one condition as one choice, each branch in its shortest form; false where it has no
// choice, or several conditions.
func chosen(n *expr.Node, left *int) (*expr.Node, bool) {
	var choices []*expr.Node
	seen := map[*expr.Node]bool{}
	var look func(n *expr.Node)
	look = func(n *expr.Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		switch n.Op() {
		case expr.OpSelect:
			choices = append(choices, n)
		case expr.OpSum, expr.OpProduct, expr.OpPower, expr.OpApply:
			for _, a := range n.Args() {
				look(a)
			}
		}
	}
	look(n)
	other := func(s *expr.Node) bool { return s.Args()[0] != choices[0].Args()[0] }
	if len(choices) == 0 || choices[0] == n || slices.ContainsFunc(choices, other) {
		return nil, false
	}
	branch := func(k int) *expr.Node {
		taken := make([]*expr.Node, len(choices))
		for i, s := range choices {
			taken[i] = s.Args()[k]
		}
		return simplify(expr.Substitute(n, choices, taken), left)
	}
	return expr.WrittenLike(choices[0], choices[0].Args()[0], branch(1), branch(2)), true
}
