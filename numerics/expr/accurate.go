package expr

// Accurate recognises formulas that lose digits as written and names the function that computes them without loss: n is
// f(x), or -f(x) where negative is set. log(1 + u), exp(u) - 1, √(1 + u) - 1, 1 - u², 1 - cos(u) and 1 - tanh(u)² are such.
// Programs and Substitute use it; the formula itself stays as it was written.
func Accurate(n *Node) (f Func, x *Node, negative, ok bool) {
	if isApplied(n, Log) {
		u, found := onePlus(n.args[0])
		return Log1p, u, false, found
	}
	if n.op != OpSum || len(n.args) != 2 {
		return 0, nil, false, false
	}
	k := 0
	if n.args[0] == one {
		k = 1
	}
	a, c := n.args[k], n.coefs[k]
	if n.args[1-k] != one || c != n.coefs[1-k].neg() || c != unit && c != unit.neg() {
		return 0, nil, false, false
	}
	f, x, ok = differenceFromOne(a)
	if f == Expm1 || f == RootLessOne {
		return f, x, c == unit.neg(), ok
	}
	return f, x, c == unit, ok
}

// onePlus takes the 1 off a sum.
func onePlus(n *Node) (rest *Node, ok bool) {
	if n.op != OpSum || len(n.args) < 2 {
		return nil, false
	}
	var terms []term
	for _, t := range termsOf(n) {
		if t == (term{unit, one}) {
			ok = true
			continue
		}
		terms = append(terms, t)
	}
	if !ok {
		return nil, false
	}
	return linear(n.shape, terms), true
}

// differenceFromOne names 1 - a, or a - 1 for an exponential and a root.
func differenceFromOne(a *Node) (Func, *Node, bool) {
	switch {
	case isApplied(a, Exp):
		return Expm1, a.args[0], true
	case isApplied(a, Cos):
		return OneMinusCosine, a.args[0], true
	case a.op == OpPower && exponentOf(a) == 0.5:
		x, ok := onePlus(a.args[0])
		return RootLessOne, x, ok
	case a.op != OpPower || exponentOf(a) != 2:
		return 0, nil, false
	}
	if x := a.args[0]; isApplied(x, Tanh) {
		return SechSquared, x.args[0], true
	}
	return OneMinusSquare, a.args[0], true
}
