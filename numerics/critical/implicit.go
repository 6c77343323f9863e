package critical

import (
	"errors"
	"math"
	"slices"
	"sync"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/program"

	"gonum.org/v1/gonum/mat"
)

// implicit is a formula in a graph of its own, in its variables x and in variables u for all that it depends on besides.
type implicit struct {
	graph     *expr.Graph
	y         *expr.Node
	x, u      []*expr.Node
	outside   []*expr.Node // what u stands for
	arguments []*expr.Node // outside as numbers
	dimension int          // of a point
	size      int          // of u

	derived  sync.Once
	failure  error            // y has no derivatives
	weight   *expr.Node       // w, as long as a point
	hessian  *expr.Node       // of y by x
	response []*expr.Node     // ∂(w·∇y)/∂u
	newton   *program.Program // ∇y and ∇²y at x and u
}

func newImplicit(y *expr.Node, xs []*expr.Node) *implicit {
	g := expr.NewGraph()
	i := &implicit{graph: g, outside: expr.Outside([]*expr.Node{y}, xs)}
	var to []*expr.Node
	for _, x := range xs {
		v := g.Variable(x.Name(), x.Shape())
		i.x, to = append(i.x, v), append(to, v)
		i.dimension += x.Shape().Size()
	}
	for _, part := range i.outside {
		v := g.Variable("u", part.Shape())
		i.u = append(i.u, v)
		i.size += part.Shape().Size()
		if part.IsTruth() {
			part, v = expr.Select(part, expr.Const(1), expr.Const(0)), expr.Compare(expr.Unequal, v, expr.Const(0))
		}
		i.arguments, to = append(i.arguments, part), append(to, v)
	}
	i.y = expr.Substitute(y, slices.Concat(xs, i.outside), to)
	return i
}

// function is the formula at some values of u, in a graph of its own.
func (i *implicit) function(u []float64) *expr.Function {
	g := expr.NewGraph()
	f := &expr.Function{Name: "f"}
	for _, x := range i.x {
		f.Variables = append(f.Variables, g.Variable(x.Name(), x.Shape()))
	}
	values := (&expr.Function{Variables: i.u}).Parts(u)
	f.Value = expr.Substitute(i.y, slices.Concat(i.x, i.u), slices.Concat(f.Variables, values))
	return f
}

// derive forms the derivatives, once.
func (i *implicit) derive() error {
	i.derived.Do(func() {
		f := &expr.Function{Variables: i.x, Value: i.y}
		err := expr.Catch(func() {
			gradient := f.Gradient().Value
			i.weight = i.graph.Variable("w", expr.Vector(i.dimension))
			i.hessian = f.Hessian().Value
			i.response = expr.Gradient(expr.Dot(i.weight, gradient), i.u...)
			i.newton, i.failure = program.Compile(slices.Concat(i.x, i.u), []*expr.Node{gradient, i.hessian})
		})
		i.failure = errors.Join(err, i.failure)
	})
	return i.failure
}

// pull passes an adjoint of the point n on to u: -∂(w·∇y)/∂u with ∇²y w = a, or nothing where guard says so.
func (i *implicit) pull(n, a *expr.Node, u []*expr.Node, guard *expr.Node) []*expr.Node {
	if err := i.derive(); err != nil {
		panic(err)
	}
	at := slices.Concat(i.partsOf(n), u)
	hessian := expr.Substitute(i.hessian, slices.Concat(i.x, i.u), at)
	w := expr.Times(guard, systemSolved(hessian, a))
	slopes := expr.SubstituteAll(i.response, slices.Concat(i.x, i.u, []*expr.Node{i.weight}), slices.Concat(at, []*expr.Node{w}))
	for k := range slopes {
		if slopes[k].IsConst() { // zero, but only where the point is one that the theorem speaks of
			slopes[k] = expr.Add(guard, expr.Const(-1))
			continue
		}
		slopes[k] = expr.Neg(slopes[k])
	}
	return slopes
}

// systemSolved is the solution of a linear system as a vector; a system of one equation is a division.
func systemSolved(matrix, right *expr.Node) *expr.Node {
	n := right.Shape().Size()
	if n == 1 {
		return expr.Reshape(expr.Div(right.Entries()[0], matrix.Entries()[0]), expr.Vector(1))
	}
	return expr.Solve(matrix, expr.Flatten(right))
}

// partsOf takes a point apart into the shapes of x.
func (i *implicit) partsOf(point *expr.Node) []*expr.Node {
	flat := expr.Flatten(point)
	parts := make([]*expr.Node, len(i.x))
	from := 0
	for k, x := range i.x {
		to := from + x.Shape().Size()
		parts[k] = expr.Slice(flat, from, to)
		if x.Shape().IsScalar() {
			parts[k] = flat.Entries()[from]
		} else {
			parts[k] = expr.Reshape(parts[k], x.Shape())
		}
		from = to
	}
	return parts
}

// mostPolished is up to how many variables a point is polished.
const mostPolished = 100

// polished is a point after Newton's steps as long as each is less than half of the one before: a search stops where the
// gradient is small, and derivatives want the point where it vanishes.
func (i *implicit) polished(at, u []float64) []float64 {
	if i.dimension > mostPolished || i.derive() != nil {
		return at
	}
	const far, close, many = 1e-3, 1e-9, 10
	from, before := at, math.Inf(1)
	for range many {
		step, ok := i.newtonStep(at, u)
		size := norm(step)
		switch {
		case !ok || size > far*(1+norm(from)):
			return from
		case !(size < before/2):
			if size > close*(1+norm(from)) { // a corner, beside which Newton's steps lead away
				return from
			}
			return at
		}
		next := make([]float64, len(at))
		for k := range at {
			next[k] = at[k] - step[k]
		}
		if slices.Equal(next, at) {
			break
		}
		at, before = next, size
	}
	return at
}

// newtonStep is (∇²y)⁻¹∇y at a point; not ok where the Hessian is singular.
func (i *implicit) newtonStep(at, u []float64) (step []float64, ok bool) {
	n := i.dimension
	out := make([]float64, n+n*n)
	if i.newton.NewMachine().Run(slices.Concat(at, u), out) != nil || !dense.Finite(out) {
		return nil, false
	}
	var solution mat.VecDense
	if solution.SolveVec(mat.NewDense(n, n, out[n:]), mat.NewVecDense(n, out[:n])) != nil {
		return nil, false
	}
	return solution.RawVector().Data, true
}

// regular is 1 where a point is critical with a Hessian that is not singular, and NaN elsewhere: in holds the point, then u.
func (i *implicit) regular(in, out []float64) error {
	at, u := in[:i.dimension], in[i.dimension:]
	out[0] = math.NaN()
	if !dense.Finite(in) || i.derive() != nil {
		return nil
	}
	const near = 1e-9
	step, ok := i.newtonStep(at, u)
	if !ok || norm(step) > near*(1+norm(at)) {
		return nil
	}
	l, err := study(i.function(u), at)
	if err != nil || !l.Smooth() {
		return nil
	}
	if s, err := l.spectrum(); err == nil && s.zero == 0 {
		out[0] = 1
	}
	return nil
}

func norm(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum = math.Hypot(sum, x)
	}
	return sum
}
