package search

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// Where branches of f meet, as those of |x| and max(x, y), an enclosure of its gradient holds all slopes between theirs, and says
// little. Branch by branch it says more: none of them has a critical point in a box where each gradient has no zero, and where all
// of them fall along one direction f has there no minimum or maximum either (Clarke 1983, Optimization and Nonsmooth Analysis, §2.3).

// branches are the gradients of f with a sign in place of each |u|, maximum, minimum and comparison: 1 for the first branch, -1 for
// the second. It is for one goroutine.
type branches struct {
	n, kinks int
	first    *interval.Machine // of the variables and the signs: what each sign is of, then the gradient
	second   *interval.Machine // the Hessian row by row
	code     [2]*program.Program
	in       []interval.Interval
	out      []interval.Interval
	hessian  []interval.Interval
	found    [][]interval.Interval // the gradients over the box at hand
}

// mostBranching is how many places where branches meet are looked into.
const mostBranching = 6

// newBranches is nil for a function without branches, or with others than these.
func newBranches(f *expr.Function) *branches {
	b := &branches{n: f.Dimension()}
	if innermostKink(f.Value, nil) == nil {
		return nil
	}
	failure := expr.Catch(func() {
		f, kinks, signs := signed(f)
		if len(kinks) == 0 {
			return
		}
		inputs := append(slices.Clone(f.Variables), signs...)
		gradient := f.Gradient().Value
		first, err := program.Compile(inputs, []*expr.Node{expr.Stack(kinks...), gradient})
		if err != nil {
			return
		}
		second, err := program.Compile(inputs, []*expr.Node{expr.Jacobian(expr.Flatten(gradient), f.Variables...)})
		if err != nil {
			return
		}
		b.kinks, b.code = len(kinks), [2]*program.Program{first, second}
	})
	if failure != nil || b.kinks == 0 {
		return nil
	}
	return b
}

// apart is the same with machines of its own, nil of nil.
func (b *branches) apart() *branches {
	if b == nil {
		return nil
	}
	return &branches{
		n: b.n, kinks: b.kinks, code: b.code, first: interval.NewMachine(b.code[0]), second: interval.NewMachine(b.code[1]),
		in: make([]interval.Interval, b.n+b.kinks), out: make([]interval.Interval, b.kinks+b.n), hessian: make([]interval.Interval, b.n*b.n),
	}
}

// signed is f with signs for its kinks, what each sign is of, and the signs; no kinks where there are too many, or others.
func signed(f *expr.Function) (g *expr.Function, kinks, signs []*expr.Node) {
	graph := f.Value.Graph().Beside()
	g = &expr.Function{Name: f.Name}
	for _, x := range f.Variables {
		g.Variables = append(g.Variables, graph.Variable(x.Name(), x.Shape()))
	}
	g.Value = expr.Substitute(f.Value, f.Variables, g.Variables)
	for {
		n := innermostKink(g.Value, signs)
		if n == nil {
			return g, kinks, signs
		}
		sign := graph.Variable("sign"+expr.Subscript(len(signs)+1), expr.Scalar)
		u, branch := branched(n, expr.Compare(expr.Greater, sign, expr.Const(0)))
		if u == nil || len(signs) == mostBranching {
			return g, nil, nil
		}
		signs, kinks = append(signs, sign), append(kinks, u)
		g.Value = expr.Substitute(g.Value, []*expr.Node{n}, []*expr.Node{branch})
	}
}

// branched is what the sign of a kink is of, and the kink with a condition in its place; nil where it has more than two branches.
func branched(n, positive *expr.Node) (u, branch *expr.Node) {
	args := n.Args()
	for _, a := range args {
		if !a.Shape().IsScalar() {
			return nil, nil
		}
	}
	if n.Free() != 0 {
		return nil, nil
	}
	switch n.Op() {
	case expr.OpMax:
		return expr.Sub(args[0], args[1]), expr.Select(positive, args[0], args[1])
	case expr.OpMin:
		return expr.Sub(args[0], args[1]), expr.Select(positive, args[1], args[0])
	case expr.OpCompare:
		switch n.Relation() {
		case expr.Less, expr.LessEqual:
			return expr.Sub(args[1], args[0]), positive
		case expr.Greater, expr.GreaterEqual:
			return expr.Sub(args[0], args[1]), positive
		}
	case expr.OpApply:
		switch n.Func() {
		case expr.Abs:
			return args[0], expr.Select(positive, args[0], expr.Neg(args[0]))
		case expr.Sign:
			return args[0], expr.Select(positive, expr.Const(1), expr.Const(-1))
		}
	}
	return nil, nil
}

// innermostKink is a kink below which there is no other, comparisons of signs aside; nil where there is none.
func innermostKink(value *expr.Node, signs []*expr.Node) *expr.Node {
	for _, n := range expr.Below(value) {
		ofSign := n.Op() == expr.OpCompare && (slices.Contains(signs, n.Args()[0]) || slices.Contains(signs, n.Args()[1]))
		if isKink(n) && !ofSign {
			return n
		}
	}
	return nil
}

func isKink(n *expr.Node) bool {
	switch n.Op() {
	case expr.OpMax, expr.OpMin, expr.OpCompare, expr.OpMod:
		return true
	case expr.OpApply:
		switch n.Func() {
		case expr.Abs, expr.Sign, expr.Floor, expr.Ceil, expr.Round:
			return true
		}
	}
	return false
}

// over visits every branch that may hold somewhere in a box; ok is false where visit says so.
func (b *branches) over(x interval.Box, visit func(gradient []interval.Interval) bool) (ok bool) {
	copy(b.in, x)
	for k := range b.kinks {
		b.in[b.n+k] = interval.Of(-1, 1)
	}
	return b.split(visit)
}

// split sets the signs that are known, and tries both for one that is not.
func (b *branches) split(visit func(gradient []interval.Interval) bool) bool {
	before := slices.Clone(b.in[b.n:])
	defer func() { copy(b.in[b.n:], before) }()
	open := 0
	for changed := true; changed; {
		b.first.Run(b.in, b.out)
		changed, open = false, -1
		for k, u := range b.out[:b.kinks] {
			sign := &b.in[b.n+k]
			switch {
			case u.Doubts&^interval.Edge != 0:
				return false
			case sign.Lo == sign.Hi && (sign.Lo > 0 && u.Hi < 0 || sign.Lo < 0 && u.Lo > 0):
				return true // it holds nowhere in the box
			case sign.Lo == sign.Hi:
			case u.Lo > 0:
				*sign, changed = interval.Exactly(1), true
			case u.Hi < 0:
				*sign, changed = interval.Exactly(-1), true
			case open < 0:
				open = k
			}
		}
	}
	if open < 0 {
		return visit(b.out[b.kinks:])
	}
	for _, sign := range []float64{1, -1} {
		b.in[b.n+open] = interval.Exactly(sign)
		if !b.split(visit) {
			return false
		}
	}
	return true
}

// regular reports whether no branch has a critical point in a box, and whether all of them fall along one direction.
func (b *branches) regular(x interval.Box) (regular, falls bool) {
	b.found = b.found[:0]
	regular = b.over(x, func(gradient []interval.Interval) bool {
		b.found = append(b.found, slices.Clone(gradient))
		return mayBeOther(gradient)
	})
	return regular, regular && separated(b.found)
}

// mayBeOther reports whether a gradient is known and has an entry that is not zero.
func mayBeOther(gradient []interval.Interval) bool {
	other := false
	for _, g := range gradient {
		if g.Doubts != 0 {
			return false
		}
		other = other || !g.Contains(0)
	}
	return other
}

// onlyAt reports whether each branch is proven to have no critical point in a box but z, at which its gradient is exactly zero.
func (b *branches) onlyAt(x interval.Box, z []float64) bool {
	at := interval.Around(z, 0)
	return b.over(x, func(gradient []interval.Interval) bool {
		if mayBeOther(gradient) {
			return true
		}
		b.second.Run(b.in, b.hessian)
		if !injective(b.hessian, b.n) && !regular(b.hessian, b.n) {
			return false
		}
		around := slices.Clone(b.in[:b.n])
		defer copy(b.in, around)
		copy(b.in, at)
		b.first.Run(b.in, b.out)
		return !slices.ContainsFunc(b.out[b.kinks:], func(g interval.Interval) bool { return g != interval.Exactly(0) })
	})
}

// separated reports whether there is a direction along which all gradients fall: the shortest vector in the hull of their middles,
// looked for by Frank and Wolfe's method, and tested.
func separated(gradients [][]interval.Interval) bool {
	if len(gradients) == 0 {
		return true
	}
	d := make([]float64, len(gradients[0]))
	for i, g := range gradients[0] {
		d[i] = g.Mid()
	}
	const steps = 30
	for range steps {
		if allAlong(gradients, d) {
			return true
		}
		if !towardsShortest(gradients, d) {
			return false
		}
	}
	return false
}

// towardsShortest moves d towards the gradient that is least along it, as far as that makes it shorter.
func towardsShortest(gradients [][]interval.Interval, d []float64) bool {
	least, along := 0, math.Inf(1)
	for k, gradient := range gradients {
		sum := 0.0
		for i, g := range gradient {
			sum += d[i] * g.Mid()
		}
		if sum < along {
			least, along = k, sum
		}
	}
	top, below := 0.0, 0.0
	for i, g := range gradients[least] {
		change := g.Mid() - d[i]
		top, below = top-change*d[i], below+change*change
	}
	if !(top > 0 && below > 0) {
		return false
	}
	part := math.Min(top/below, 1)
	for i, g := range gradients[least] {
		d[i] += part * (g.Mid() - d[i])
	}
	return true
}

// allAlong reports whether all gradients have a positive product with d.
func allAlong(gradients [][]interval.Interval, d []float64) bool {
	return !slices.ContainsFunc(gradients, func(gradient []interval.Interval) bool {
		sum := interval.Exactly(0)
		for i, g := range gradient {
			sum = interval.Add(sum, interval.Mul(interval.Exactly(d[i]), g))
		}
		return !(sum.Lo > 0)
	})
}
