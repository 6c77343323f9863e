package critical

import (
	"math"
	"slices"

	"saddle/numerics/expr"
)

// Stationary is a critical point of a formula as a function of everything else that the formula depends on: the minimum of
// a function with letters, seen as a function of the letters. It is found by a search at each of their values, and
// differentiated by the implicit function theorem: from ∇f(x, u) = 0 follows dx/du = -(∇²f)⁻¹ ∂∇f/∂u, to any order (Krantz
// and Parks 2002, The Implicit Function Theorem, theorem 3.3.1).
type Stationary struct {
	Text, LaTeX string // how the point prints

	// Find is the critical point of f at some values u of what else it depends on, with numbers for Starts; nil where there
	// is none. It may be called from several goroutines. An error ends the program that asks.
	Find   func(f *expr.Function, u, starts []float64) ([]float64, error)
	Starts []*expr.Node // numbers that the search starts from; the point does not depend on them but by which one it is

	Missing error // says that there is no derivative: the point is not critical, or the Hessian is singular there
}

// Point is the critical point of the number y by the variables xs: a vector of all their entries, a number where there is one.
func (s *Stationary) Point(y *expr.Node, xs []*expr.Node) *expr.Node {
	i := newImplicit(y, xs)
	shape := expr.Vector(i.dimension)
	if i.dimension == 1 {
		shape = expr.Scalar
	}
	point := &expr.Opaque{Text: s.Text, LaTeX: s.LaTeX, Shape: shape, Value: expr.Remember(func(in, out []float64) error { return s.find(i, in, out) })}
	regular := &expr.Opaque{Shape: expr.Scalar, Text: "regular(" + s.Text + ")", LaTeX: `\operatorname{regular}(` + s.LaTeX + ")", Value: expr.Remember(i.regular), Pull: noSlope, Missing: s.Missing}
	point.Pull = func(n, a *expr.Node) []*expr.Node {
		args := n.Args()[:len(i.outside)]
		guard := regular.Call(append([]*expr.Node{n}, args...)...)
		return append(i.pull(n, a, args, guard), make([]*expr.Node, len(s.Starts))...)
	}
	return point.Call(append(slices.Clone(i.arguments), s.Starts...)...)
}

// noSlope is the derivative of what is constant where it has a value.
func noSlope(n, _ *expr.Node) []*expr.Node { return make([]*expr.Node, len(n.Args())) }

func (s *Stationary) find(i *implicit, in, out []float64) error {
	u, starts := in[:i.size], in[i.size:]
	at, err := s.Find(i.function(u), u, starts)
	if err != nil {
		return err
	}
	if at == nil {
		fill(out, math.NaN())
		return nil
	}
	copy(out, i.polished(at, u))
	return nil
}

func fill(xs []float64, x float64) {
	for k := range xs {
		xs[k] = x
	}
}
