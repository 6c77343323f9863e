package expr

// A factor that is zero where a choice is made so stays zero beside another that is NaN or infinite there: the product is made
// inside the choices. Where that would take many products, one is made, and chosen where the factors are not zero by choice.

// mostChoices is up to how many products are made inside choices.
const mostChoices = 8

// choicesOf counts the parts of a new node that is a choice with a branch that is zero, or a sum of such choices: the branches
// that are not zero, inside one another too. It is 0 for any other node, and no more than mostChoices+1.
func choicesOf(n *Node) int {
	parts := n.args
	switch n.op {
	case OpSelect:
		if parts = n.args[1:]; !isZeroSomewhere(parts[0]) && !isZeroSomewhere(parts[1]) {
			return 0
		}
	case OpSum:
	default:
		return 0
	}
	count := 0
	for _, a := range parts {
		switch {
		case a.choices > 0:
			count += a.choices
		case n.op == OpSum:
			return 0
		case !a.is(0):
			count++
		}
	}
	return min(count, mostChoices+1)
}

func isZeroSomewhere(a *Node) bool { return a.is(0) || a.choices > 0 }

// multiplyChoices is the product of two factors of which one at least is zero by choice.
func multiplyChoices(a, b *Node) *Node {
	switch {
	case max(a.choices, 1)*max(b.choices, 1) > mostChoices && shapeOf([]*Node{a, b}).IsScalar():
		zero := Or(zeroByChoice(a, nil), zeroByChoice(b, nil))
		return Select(zero, Const(0), multiplyAll(a, b))
	case a.choices > 0:
		return intoChoices(a, b)
	}
	return intoChoices(b, a)
}

// intoChoices multiplies inside the choices of a.
func intoChoices(a, b *Node) *Node {
	if a.op == OpSelect {
		return eachBranch(a, func(c *Node, taken bool) *Node { return Times(c, assume(a.args[0], taken, b)) })
	}
	sum := zeros(broadcast(".*", []*Node{a, b}))
	for k, t := range a.args {
		sum = plus(sum, scale(a.coefs[k], Times(t, b)))
	}
	return sum
}

// zeroByChoice is the truth of a being zero because choices make it so; known holds what was found before, nil at first.
func zeroByChoice(a *Node, known map[*Node]*Node) *Node {
	switch {
	case a.is(0):
		return Truth(true)
	case a.choices == 0:
		return Truth(false)
	case known == nil:
		known = map[*Node]*Node{}
	case known[a] != nil:
		return known[a]
	}
	zero := Truth(true)
	if a.op == OpSelect {
		zero = Select(a.args[0], zeroByChoice(a.args[1], known), zeroByChoice(a.args[2], known))
	} else {
		for _, t := range a.args {
			zero = And(zero, zeroByChoice(t, known))
		}
	}
	known[a] = zero
	return zero
}

// isMask reports whether a node is a choice of which one branch is zero.
func isMask(n *Node) bool { return n.op == OpSelect && (n.args[1].is(0) || n.args[2].is(0)) }

// eachBranch applies a linear operation to the branches of a choice that are not zero.
func eachBranch(mask *Node, linear func(a *Node, taken bool) *Node) *Node {
	a, b := mask.args[1], mask.args[2]
	if !a.is(0) {
		a = linear(a, true)
	}
	if !b.is(0) {
		b = linear(b, false)
	}
	return Select(mask.args[0], a, b)
}
