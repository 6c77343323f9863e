package minimize

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// barriers finds where a straight way crosses a pole of f or leaves its domain. A point behind is no better for a low value:
// 1/x + x is lower everywhere beyond its pole than in its minimum.
type barriers struct {
	over *interval.Machine // f along a way, over a range of the part t that is gone
	at   *program.Machine
	in   []float64           // the ends of the way, and t
	box  []interval.Interval // the same
	out  []interval.Interval
	left int // how many ranges of a way may still be looked at
	all  int // and of all ways
}

// newBarriers is nil for a function whose formula has a value wherever it is read.
func newBarriers(f *expr.Function) (b *barriers) {
	if !mayEnd(f.Value) {
		return nil
	}
	failure := expr.Catch(func() {
		g, n := f.Value.Graph(), f.Dimension()
		from, to, t := g.Variable("from", expr.Vector(n)), g.Variable("to", expr.Vector(n)), g.Variable("part", expr.Scalar)
		between := expr.Add(from, expr.Times(t, expr.Sub(to, from)))
		parts, first := make([]*expr.Node, len(f.Variables)), 0
		for i, v := range f.Variables {
			size := v.Shape().Size()
			if parts[i] = expr.Slice(between, first, first+size); v.Shape().IsScalar() {
				parts[i] = expr.Element(between, expr.Const(float64(first)))
			} else if v.Shape().IsMatrix() {
				parts[i] = expr.Reshape(parts[i], v.Shape())
			}
			first += size
		}
		p, err := program.Compile([]*expr.Node{from, to, t}, []*expr.Node{f.Call(parts...)})
		if err != nil {
			return
		}
		b = &barriers{
			over: interval.NewMachine(p), at: p.NewMachine(), in: make([]float64, 2*n+1), box: make([]interval.Interval, 2*n+1), out: make([]interval.Interval, 1),
		}
	})
	if failure != nil {
		return nil
	}
	return b
}

// mayEnd reports whether a formula has quotients, roots, logarithms and the like.
func mayEnd(value *expr.Node) bool {
	for _, n := range expr.Below(value) {
		switch n.Op() {
		case expr.OpPower:
			if e := n.Args()[1]; !e.IsConst() || e.Float() < 0 || e.Float() != math.Trunc(e.Float()) {
				return true
			}
		case expr.OpApply:
			switch n.Func() {
			case expr.Log, expr.Log10, expr.Log1p, expr.Asin, expr.Acos, expr.Tan,
				expr.Gamma, expr.Digamma, expr.Trigamma, expr.Tetragamma, expr.Pentagamma:
				return true
			}
		}
	}
	return false
}

// How many ranges of one way, and of all, are looked at, and how often a way is halved.
const (
	mostRanges   = 400
	mostOfAll    = 40000
	mostHalvings = 46
)

// between reports whether f has a pole, or no value, somewhere between two points at which it has one. What cannot be told with
// some hundred ranges counts as none.
func (b *barriers) between(from, to []float64) bool {
	if b == nil || b.all > mostOfAll {
		return false
	}
	n := copy(b.in, from)
	copy(b.in[n:], to)
	for i, x := range b.in {
		b.box[i] = interval.Exactly(x)
	}
	b.left = mostRanges
	return b.within(0, 1, mostHalvings)
}

// within looks at a range of the way, the part next to its start first.
func (b *barriers) within(low, high float64, halvings int) bool {
	if b.left--; b.left < 0 {
		return false
	}
	b.all++
	b.box[len(b.box)-1] = interval.Of(low, high)
	b.over.Run(b.box, b.out)
	switch r := b.out[0]; {
	case r.Doubts&interval.Empty != 0:
		return true
	case r.Doubts&interval.Partial == 0 && r.Lo > math.Inf(-1) && r.Hi < math.Inf(1):
		return false
	case halvings == 0:
		return b.breaks(low + (high-low)/2)
	}
	middle := low + (high-low)/2
	return b.within(low, middle, halvings-1) || b.within(middle, high, halvings-1)
}

// breaks reports whether f has no value on one side of a part of the way, or grows there by no less whenever the distance is
// divided by 1024, as even log does: what has a removable singularity or a corner does not.
func (b *barriers) breaks(t float64) bool {
	const near, nearer, nearest = 20, 30, 40
	for _, side := range []float64{-1, 1} {
		if beside := t + side*math.Ldexp(1, -near); beside < 0 || beside > 1 {
			continue
		}
		value := func(k int) float64 {
			b.in[len(b.in)-1] = t + side*math.Ldexp(1, -k)
			var out [1]float64
			if b.at.Run(b.in, out[:]) != nil {
				return 0
			}
			return out[0]
		}
		far, middle, close := value(near), value(nearer), value(nearest)
		first, second := math.Abs(middle-far), math.Abs(close-middle)
		if math.IsNaN(close-far) || second > 0.5*first && second > 1e-9*math.Abs(close) {
			return true
		}
	}
	return false
}
