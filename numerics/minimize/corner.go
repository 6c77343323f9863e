package minimize

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// corners are the places where the formula of f changes from one smooth piece to another: the zeros of some formulas, which
// the expression knows. A minimum of a function with corners often lies on some of them.
//
// From where smooth steps end, a quasi-Newton method with a weak line search goes on, which works where f has corners
// (Lewis and Overton 2013, Math. Prog. 141, 135); then Newton's method minimises the smooth piece along the corners that are
// near, with their formulas as equations; at last the one-sided slopes decide.
type corners struct {
	*landscape
	places *native.Machine // the formulas that are zero at a corner, and their gradients, row by row
	count  int
	out    []float64
	most   *native.Machine // their second derivatives, the Hessian of a weighted sum
	weighs []float64
	curved []float64
	looks  int // how many directions are looked along in the plane
}

// mostCorners is how many formulas are looked at.
const mostCorners = 200

// newCorners is nil for a function that has none that are known.
func newCorners(l *landscape, f *expr.Function) *corners {
	c := &corners{landscape: l, looks: 1440}
	if len(expr.Opaques(f.Value)) > 0 { // each value is a search
		c.looks = 90
	}
	err := expr.Catch(func() {
		var zeros []*expr.Node
		for _, kink := range expr.Kinks(f.Value) {
			zeros = append(zeros, zerosOf(kink, f)...)
		}
		zeros = append(zeros, endsOf(f.Value)...)
		if c.count = len(zeros); c.count == 0 || c.count > mostCorners {
			c.count = 0
			return
		}
		outputs := slices.Clone(zeros)
		for _, z := range zeros {
			outputs = append(outputs, (&expr.Function{Variables: f.Variables, Value: z}).Gradient().Value)
		}
		weights := f.Point().Graph().Variable("λ", expr.Vector(c.count))
		sum := expr.Dot(weights, expr.Stack(zeros...))
		second := (&expr.Function{Variables: f.Variables, Value: sum}).Hessian().Value
		c.places, c.most = machine(f.Variables, outputs...), machine(append(f.Variables[:len(f.Variables):len(f.Variables)], weights), second)
	})
	if err != nil || c.count == 0 || c.places == nil || c.most == nil {
		return nil
	}
	c.out, c.weighs, c.curved = make([]float64, c.count*(1+l.n)), make([]float64, l.n+c.count), make([]float64, l.n*l.n)
	return c
}

func machine(inputs []*expr.Node, outputs ...*expr.Node) *native.Machine {
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		return nil
	}
	return native.NewMachine(p)
}

// zerosOf are numbers that vanish at a kink; for a root of what is nowhere negative, and so never crosses zero, the slopes of
// what is under it.
func zerosOf(kink expr.Kink, f *expr.Function) []*expr.Node {
	at := kink.At.Entries()
	if kink.Of != "power" {
		return at
	}
	var slopes []*expr.Node
	for _, z := range at {
		if !z.NonNegative() {
			slopes = append(slopes, z)
			continue
		}
		slopes = append(slopes, (&expr.Function{Variables: f.Variables, Value: z}).Gradient().Value.Entries()...)
	}
	return slices.DeleteFunc(slopes, (*expr.Node).IsConst)
}

// endsOf are numbers that are zero where an arc sine or cosine in a formula ends.
func endsOf(value *expr.Node) (ends []*expr.Node) {
	seen := map[*expr.Node]bool{}
	var look func(n *expr.Node)
	look = func(n *expr.Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		if n.Op() == expr.OpApply && n.Free() == 0 && (n.Func() == expr.Asin || n.Func() == expr.Acos) {
			for _, u := range n.Args()[0].Entries() {
				ends = append(ends, expr.Sub(u, expr.Const(1)), expr.Add(u, expr.Const(1)))
			}
		}
		for _, a := range n.Args() {
			look(a)
		}
	}
	look(value)
	return ends
}

// gap is a formula with its value and its gradient.
type gap struct {
	number   int
	value    float64
	gradient []float64
}

// near are the formulas whose zeros, if they were linear, would be within the distance of x, nearest first.
func (c *corners) near(x []float64, distance float64) []gap {
	if c.places.Run(x, c.out) != nil {
		return nil
	}
	var found []gap
	far := map[int]float64{}
	for k := range c.count {
		g := gap{k, c.out[k], slices.Clone(c.out[c.count+k*c.n : c.count+(k+1)*c.n])}
		if away := math.Abs(g.value) / norm(g.gradient); finite(g.gradient) && away <= distance {
			far[k] = away
			found = append(found, g)
		}
	}
	slices.SortStableFunc(found, func(a, b gap) int {
		switch d := far[a.number] - far[b.number]; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return found
}
