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
	Text, LaTeX string   // how the point prints
	Letters     []Letter // the names in Text that are no names of the notebook

	// Find is the critical point of f at some values u of what else it depends on, with numbers for Starts; nil where there
	// is none. It may be called from several goroutines. An error ends the program that asks.
	Find   func(f *expr.Function, u, starts []float64) ([]float64, error)
	Starts []*expr.Node // numbers that the search starts from; the point does not depend on them but by which one it is

	Missing error // says that there is no derivative: the point is not critical, or the Hessian is singular there
}

// Letter is a name with what it stands for; Bound where it also names a variable within the text.
type Letter struct {
	Name  string
	Node  *expr.Node
	Bound bool
}

// Point is the critical point of the number y by the variables xs: a vector of all their entries, a number where there is one.
func (s *Stationary) Point(y *expr.Node, xs []*expr.Node) *expr.Node {
	i := newImplicit(y, xs)
	shape := expr.Vector(i.dimension)
	if i.dimension == 1 {
		shape = expr.Scalar
	}
	args := append(slices.Clone(i.arguments), s.Starts...)
	point := &expr.Opaque{Text: s.Text, LaTeX: s.LaTeX, Shape: shape, Value: expr.Remember(func(in, out []float64) error { return s.find(i, in, out) })}
	point.Letters, args = s.letters(args)
	regular := &expr.Opaque{Shape: expr.Scalar, Guard: true, Value: expr.Remember(i.regular), Pull: noSlope, Missing: s.Missing}
	point.Pull = func(n, a *expr.Node) []*expr.Node {
		args := n.Args()[:len(i.outside)]
		guard := regular.Call(append([]*expr.Node{n}, args...)...)
		return append(i.pull(n, a, args, guard), make([]*expr.Node, len(n.Args())-len(args))...)
	}
	return point.Call(args...)
}

// letters are the names in the text, with the arguments that they stand for; what is no argument yet becomes one.
func (s *Stationary) letters(args []*expr.Node) ([]expr.Letter, []*expr.Node) {
	var letters []expr.Letter
	for _, l := range s.Letters {
		k := slices.Index(args, l.Node)
		if k < 0 {
			k = len(args)
			args = append(args, l.Node)
		}
		letters = append(letters, expr.Letter{Name: l.Name, Arg: k, Bound: l.Bound})
	}
	return letters, args
}

// noSlope is the derivative of what is constant where it has a value.
func noSlope(n, _ *expr.Node) []*expr.Node { return make([]*expr.Node, len(n.Args())) }

func (s *Stationary) find(i *implicit, in, out []float64) error {
	u, starts := in[:i.size], in[i.size:i.size+s.starts()]
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

// starts is how many numbers Starts are.
func (s *Stationary) starts() int {
	size := 0
	for _, n := range s.Starts {
		size += n.Shape().Size()
	}
	return size
}

func fill(xs []float64, x float64) {
	for k := range xs {
		xs[k] = x
	}
}
