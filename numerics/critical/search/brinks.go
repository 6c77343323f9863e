package search

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// brinks are numbers that are zero where a function may have no derivative, or end.
type brinks struct {
	f     *program.Machine // the function and its slope
	point *program.Machine // the numbers
	over  *interval.Machine
	out   []float64
	at    []float64
	box   []interval.Interval
}

// newBrinks is nil for a function that has derivatives wherever its formula can be read.
func newBrinks(f *expr.Function) (b *brinks, err error) {
	var nodes []*expr.Node
	failure := expr.Catch(func() {
		for _, k := range expr.Kinks(f.Value) {
			nodes = append(nodes, expr.Flatten(k.At))
		}
		for _, u := range domainEnds(f.Value) {
			nodes = append(nodes, expr.Flatten(u))
		}
	})
	if failure != nil || len(nodes) == 0 {
		return nil, failure
	}
	numbers, err := program.Compile(f.Variables, nodes)
	if err != nil {
		return nil, err
	}
	values, err := program.Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value})
	if err != nil {
		return nil, err
	}
	size := numbers.Outputs()
	return &brinks{
		f: values.NewMachine(), point: numbers.NewMachine(), over: interval.NewMachine(numbers), out: make([]float64, values.Outputs()),
		at: make([]float64, size), box: make([]interval.Interval, size),
	}, nil
}

// domainEnds are numbers that are zero where a formula may end: what roots and logarithms are taken of, and the like.
func domainEnds(value *expr.Node) []*expr.Node {
	var ends []*expr.Node
	seen := map[*expr.Node]bool{}
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		if n.Free() == 0 {
			ends = append(ends, endsOf(n)...)
		}
		for _, a := range n.Args() {
			walk(a)
		}
	}
	walk(value)
	return ends
}

func endsOf(n *expr.Node) []*expr.Node {
	switch {
	case n.Op() == expr.OpPower:
		if e := n.Args()[1]; !e.IsConst() || e.Float() != math.Trunc(e.Float()) {
			return n.Args()[:1]
		}
	case n.Op() != expr.OpApply:
	case n.Func() == expr.Log || n.Func() == expr.Log10:
		return n.Args()[:1]
	case n.Func() == expr.Asin || n.Func() == expr.Acos:
		u := n.Args()[0]
		return []*expr.Node{expr.SubEach(u, expr.Const(1)), expr.AddEach(u, expr.Const(1))}
	}
	return nil
}

func (b *brinks) mayVanish(x interval.Box) bool {
	b.over.Run(x, b.box)
	for _, r := range b.box {
		if r.Contains(0) {
			return true
		}
	}
	return false
}

// zero is the place in a small interval where one of the numbers is zero: the roundest where it is so exactly, else where one
// changes its sign, to the last digit.
func (b *brinks) zero(r interval.Interval) float64 {
	round := roundNumber(r, 2)
	b.over.Run(interval.Box{interval.Exactly(round)}, b.box)
	for _, e := range b.box {
		if e == interval.Exactly(0) {
			return round
		}
	}
	for k := range b.at {
		if lo, hi := b.number(k, r.Lo), b.number(k, r.Hi); lo*hi < 0 {
			return b.signChange(k, r, lo < 0)
		}
	}
	return round
}

func (b *brinks) number(k int, x float64) float64 {
	if b.point.Run([]float64{x}, b.at) != nil {
		return math.NaN()
	}
	return b.at[k]
}

func (b *brinks) signChange(k int, r interval.Interval, rises bool) float64 {
	lo, hi := r.Lo, r.Hi
	for {
		middle := lo/2 + hi/2
		if middle <= lo || middle >= hi {
			break
		}
		if b.number(k, middle) < 0 == rises {
			lo = middle
		} else {
			hi = middle
		}
	}
	if math.Abs(b.number(k, lo)) < math.Abs(b.number(k, hi)) {
		return lo
	}
	return hi
}
