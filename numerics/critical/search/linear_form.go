package search

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/program/native"
)

// mostAlong is in how many variables a common direction of the gradient is looked for.
const mostAlong = 40

// alongLines is f as a function of one linear form w·x, where its gradient has one direction w wherever it is looked at and its slope
// across is zero by its formula; nil where it is not.
func alongLines(f *expr.Function) *composite {
	n := f.Dimension()
	if n < 2 || n > mostAlong || f.Gradient().Value.IsConst() {
		return nil
	}
	w := commonDirection(f)
	if w == nil {
		return nil
	}
	c := (*composite)(nil)
	failure := expr.Catch(func() {
		if !flatAcross(f, w) {
			return
		}
		t := expr.NewGraph().Variable("t", expr.Scalar)
		square, form := 0.0, expr.Const(0)
		for i, x := range f.Point().Entries() {
			square += w[i] * w[i]
			form = expr.Add(form, expr.Times(expr.Const(w[i]), x))
		}
		var parts []*expr.Node
		at := w
		for _, v := range f.Variables {
			size := v.Shape().Size()
			part := expr.Times(expr.Array(v.Shape(), at[:size:size]), expr.Div(t, expr.Const(square)))
			parts, at = append(parts, part), at[size:]
		}
		c = &composite{
			outer: &expr.Function{Name: f.Name, Variables: []*expr.Node{t}, Value: f.Call(parts...)},
			inner: &expr.Function{Name: "u", Variables: f.Variables, Value: form},
		}
	})
	if failure != nil {
		return nil
	}
	return c
}

// commonDirection is the direction of the gradient, its largest entry 1, if it is the same at some places at random.
func commonDirection(f *expr.Function) []float64 {
	first, err := native.MachineOf(f.Variables, f.Gradient().Value)
	if err != nil {
		return nil
	}
	n := f.Dimension()
	random, z, out := rand.New(rand.NewPCG(1, uint64(n))), make([]float64, n), make([]float64, n)
	var w []float64
	for range 6 {
		for i := range z {
			z[i] = random.Float64()*2 - 1
		}
		if first.Run(z, out) != nil || !dense.Finite(out) {
			return nil
		}
		largest := 0
		for i, g := range out {
			if math.Abs(g) > (1+1e-9)*math.Abs(out[largest]) {
				largest = i
			}
		}
		pivot := out[largest]
		if pivot == 0 {
			return nil
		}
		for i := range out {
			ratio := shortened(out[i] / pivot)
			if w != nil && math.Abs(ratio-w[i]) > 1e-9 {
				return nil
			}
			out[i] = ratio
		}
		if w == nil {
			w = append(w, out...)
		}
	}
	return w
}

// shortened is a quotient of small whole numbers where x is one within rounding.
func shortened(x float64) float64 {
	for q := 1.0; q <= 100; q++ {
		if p := math.Round(x * q); math.Abs(p/q-x) < 1e-12 {
			return p/q + 0
		}
	}
	return x
}

// flatAcross reports whether the slope of f in all directions across w is zero by its formula.
func flatAcross(f *expr.Function, w []float64) bool {
	gradient := f.Gradient().Value.Entries()
	largest := 0
	for i := range w {
		if w[i] == 1 {
			largest = i
		}
	}
	pivot := termsIn(gradient[largest])
	for i := range w {
		slopes := termsIn(gradient[i])
		for term, coefficient := range pivot {
			slopes[term] -= w[i] * coefficient
		}
		for _, coefficient := range slopes {
			if coefficient != 0 {
				return false
			}
		}
	}
	return true
}

// termsIn are the terms of a sum with their coefficients; a number that is no sum is its one term.
func termsIn(n *expr.Node) map[*expr.Node]float64 {
	terms := map[*expr.Node]float64{}
	if n.Op() != expr.OpSum {
		terms[n] = 1
		return terms
	}
	for k, term := range n.Args() {
		p, q := n.Coefficient(k)
		terms[term] += p / q
	}
	return terms
}
