package expr

import "math"

// entryOfSum writes entry k of Σ_i place(t(i) at i + c) as t(k - c), or 0 where i = k - c is outside the range: what a
// lecturer writes for one partial derivative of a sum over all variables. Programs keep the loop, which gives all
// entries in one pass; this is for reading.
func entryOfSum(element *Node) (*Node, bool) {
	array := element.args[0]
	if len(element.args) != 2 || element.args[1].graph != nil {
		return nil, false
	}
	return entryOf(array, element.args[1].number)
}

func entryOf(array *Node, k float64) (*Node, bool) {
	switch array.op {
	case OpSum:
		return entryOfTerms(array, k)
	case OpProduct:
		return entryOfMultiple(array, k)
	case OpSumLoop:
		return entryOfLoop(array, k)
	}
	return nil, false
}

func entryOfTerms(sum *Node, k float64) (*Node, bool) {
	total := Const(0)
	for j, a := range sum.args {
		t, ok := entryOf(a, k)
		if !ok {
			return nil, false
		}
		total = plus(total, scale(sum.coefs[j], t))
	}
	return total, true
}

// entryOfMultiple is for a number times such a sum.
func entryOfMultiple(product *Node, k float64) (*Node, bool) {
	result, found := Const(1), false
	for _, a := range product.args {
		if a.shape.IsScalar() {
			result = Times(result, a)
			continue
		}
		t, ok := entryOf(a, k)
		if !ok || found {
			return nil, false
		}
		result, found = Times(result, t), true
	}
	return result, found
}

func entryOfLoop(loop *Node, k float64) (*Node, bool) {
	lo, hi := loop.args[1], loop.args[2]
	if !allConst(lo, hi) {
		return nil, false
	}
	total := Const(0)
	for _, t := range termsOf(loop.args[0]) {
		entry, ok := placed(t.node, loop, k)
		if !ok {
			return nil, false
		}
		total = plus(total, scale(t.coef, entry))
	}
	return total, true
}

// placed is what one scattered term of a loop's body puts at entry k.
func placed(t, loop *Node, k float64) (*Node, bool) {
	i := loop.args[3]
	if t.op != OpScatter || len(t.args) != 2 {
		return nil, false
	}
	shift, ok := reach(t.args[1], map[*Node]bounds{i: {0, 0}})
	at := k - shift.lo
	switch {
	case !ok || at != math.Trunc(at):
		return nil, false
	case at < loop.args[1].number || at > loop.args[2].number:
		return Const(0), true
	}
	return Substitute(t.args[0], []*Node{i}, []*Node{Const(at)}), true
}
