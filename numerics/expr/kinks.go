package expr

import "math"

// Kink is a place where a formula may have no derivative, or no second one.
type Kink struct {
	// At is zero at the kink; where it is an array, the kink is wherever an entry is zero.
	At *Node
	// Jump is the difference of the two branches that meet: the value is continuous where it is zero, and the gradient
	// where its gradient, times Weight, is zero too. Nil when there is no other branch, as for a root at zero.
	Jump *Node
	// Weight is the derivative of the whole by the part with the kink; nil inside a loop.
	Weight *Node
	// Of names the part: "abs", "max", "if", "sqrt", …
	Of string
}

// Kinks are the kinks of the number y, in the order of the formula.
func Kinks(y *Node) []Kink {
	if y.graph == nil {
		return nil
	}
	k := &kinkFinder{seen: map[*Node]bool{}, weights: weightsOf(y)}
	k.walk(y, Truth(true), nil)
	return k.found
}

type kinkFinder struct {
	seen    map[*Node]bool
	weights func(n *Node) *Node
	found   []Kink
}

// walk looks below n, which matters only where reached is true, inside the given loops.
func (k *kinkFinder) walk(n, reached *Node, loops []*Node) {
	if n.graph == nil || k.seen[n] {
		return
	}
	k.seen[n] = true
	if at, jump, of := kinkOf(n); at != nil {
		k.add(n, Kink{At: at, Jump: jump, Of: of}, reached, loops)
	}
	switch n.op {
	case OpSelect:
		k.comparisons(n, n.args[0], reached, loops)
		k.walk(n.args[1], And(reached, n.args[0]), loops)
		k.walk(n.args[2], And(reached, Not(n.args[0])), loops)
	case OpSumLoop, OpMapLoop:
		k.walk(n.args[0], reached, append(loops[:len(loops):len(loops)], n))
	default:
		for _, a := range n.args {
			k.walk(a, reached, loops)
		}
	}
}

// comparisons are the kinks where the condition of a choice changes.
func (k *kinkFinder) comparisons(choice, condition, reached *Node, loops []*Node) {
	if condition.op == OpCompare {
		at := SubEach(condition.args[0], condition.args[1])
		k.add(choice, Kink{At: at, Jump: SubEach(choice.args[1], choice.args[2]), Of: "if"}, reached, loops)
		return
	}
	for i, a := range condition.args {
		if a.graph != nil && a.truth {
			k.comparisons(choice, a, And(reached, pinned(condition, i)), loops)
		}
	}
}

// pinned is where part i of a condition matters, as far as equations among the other parts tell: x == 0 matters in "x == 0 and
// y == 0" only where y == 0.
func pinned(condition *Node, i int) *Node {
	there := Truth(true)
	for k, a := range condition.args {
		switch {
		case k == i || a.op != OpCompare:
		case condition.op == OpAnd && a.rel == Equal:
			there = And(there, a)
		case condition.op == OpOr && a.rel == Unequal:
			there = And(there, Not(a))
		}
	}
	return there
}

func (k *kinkFinder) add(n *Node, kink Kink, reached *Node, loops []*Node) {
	if kink.At.graph == nil {
		return
	}
	kink.At = Select(reached, kink.At, fill(kink.At.shape, one))
	if len(loops) == 0 {
		kink.Weight = k.weights(n)
	}
	for i := len(loops) - 1; i >= 0; i-- {
		args := loops[i].args
		if kink.At.shape.IsMatrix() {
			kink.At = Flatten(kink.At)
		}
		if allConst(args[1], args[2]) && kink.At.free&args[3].free != 0 {
			kink.At = mapLoop(kink.At, args[1], args[2], args[3])
		}
	}
	if kink.At.free != 0 {
		return
	}
	if kink.Jump != nil && kink.Jump.free != 0 {
		kink.Jump = nil
	}
	k.found = append(k.found, kink)
}

// kinkOf tells where a single operation has a kink: at is nil where it has none.
func kinkOf(n *Node) (at, jump *Node, of string) {
	if n.op == OpPower {
		x, e := n.args[0], exponentOf(n)
		if e == math.Trunc(e) || e > 2 || nonNegative(x) && x.op == OpSum && hasPositiveConstant(x) {
			return nil, nil, ""
		}
		return x, nil, "power"
	}
	if len(n.args) == 0 {
		return nil, nil, ""
	}
	x := n.args[0]
	switch {
	case n.op == OpMax || n.op == OpMin:
		at = SubEach(x, n.args[1])
		return at, at, extremes[n.op].name
	case n.op == OpMod:
		q := DivEach(x, n.args[1])
		return SubEach(q, Apply(Round, q)), n.args[1], "mod"
	case n.op != OpApply:
		return nil, nil, ""
	}
	switch n.fn {
	case Abs:
		return x, scale(ratio{2, 1}, x), "abs"
	case Sign, step:
		return x, Const(2), n.fn.String()
	case Floor, Ceil:
		return SubEach(x, Apply(Round, x)), Const(1), n.fn.String()
	case Round:
		return SubEach(SubEach(x, Apply(Floor, x)), Const(0.5)), Const(1), n.fn.String()
	}
	return nil, nil, ""
}

// hasPositiveConstant reports whether a sum that is not negative cannot be zero.
func hasPositiveConstant(sum *Node) bool {
	for k, a := range sum.args {
		if a == one && sum.coefs[k].p > 0 {
			return true
		}
	}
	return false
}

// weightsOf returns the derivative of y by a node inside it.
func weightsOf(y *Node) func(n *Node) *Node {
	return func(n *Node) *Node {
		if !y.shape.IsScalar() {
			return nil
		}
		var weight *Node
		if err := Catch(func() { weight = Gradient(y, n)[0] }); err != nil {
			return nil
		}
		return weight
	}
}
