package descent

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr"
)

// Contraction is the factor by which the steps of a rule shrink an error in the end on a quadratic function, given by its
// Hessian, row by row, in variables like those of f: the spectral radius of the step, as a map of θ and the start-variables
// (Polyak 1964). ok is false for a rule that has no such factor, because its steps are no linear map there: they depend on
// chance, on their number, on a truth, or on more than the size of the gradient; and for more than 400 numbers.
func Contraction(rule *Rule, f *expr.Function, hessian []float64, settings map[string]float64) (factor float64, ok bool) {
	c, ok := linearized(rule, f, hessian, Options{Settings: settings})
	if !ok {
		return 0, false
	}
	return c.contraction(0)
}

// linearized is a rule compiled for a quadratic function; false where its steps are no linear map.
func linearized(rule *Rule, f *expr.Function, hessian []float64, o Options) (*Compiled, bool) {
	quadratic, err := quadraticLike(f, hessian)
	if err != nil {
		return nil, false
	}
	c, err := Compile(rule, quadratic, o)
	return c, err == nil && !c.step.timed && !c.step.truths && c.step.kept <= mostLinearized
}

// contraction is the factor with a value for the setting that is open, if one is.
func (c *Compiled) contraction(open float64) (factor float64, ok bool) {
	s, initial := c.copy(0)
	s.setOpen(open)
	if s.begin(make([]float64, s.size), initial) != nil {
		return 0, false
	}
	step, ok := s.linear()
	if !ok {
		return 0, false
	}
	return spectralRadius(step)
}

// spectralRadius is the largest size of an eigenvalue, where they are found.
func spectralRadius(a *mat.Dense) (radius float64, ok bool) {
	var eigen mat.Eigen
	if !eigen.Factorize(a, mat.EigenNone) {
		return 0, false
	}
	for _, value := range eigen.Values(nil) {
		radius = max(radius, math.Hypot(real(value), imag(value)))
	}
	return radius, true
}

const mostLinearized = 400

// quadraticLike is ½ xᵀHx in variables of the shapes of f's.
func quadraticLike(f *expr.Function, hessian []float64) (q *expr.Function, err error) {
	err = expr.Catch(func() {
		g := f.Value.Graph().Beside()
		q = &expr.Function{Name: f.Name}
		var entries []*expr.Node
		for _, v := range f.Variables {
			x := g.Variable(v.Name(), v.Shape())
			q.Variables = append(q.Variables, x)
			entries = append(entries, x.Entries()...)
		}
		x, n := expr.Stack(entries...), len(entries)
		if n == 1 {
			q.Value = expr.Mul(expr.Const(hessian[0]/2), expr.Pow(entries[0], expr.Const(2)))
			return
		}
		q.Value = expr.Mul(expr.Const(0.5), expr.Dot(x, expr.Mul(expr.Array(expr.MatrixShape(n, n), hessian), x)))
	})
	return q, err
}

// linear is the matrix of the step as a map of the state, if it is the same wherever it is taken. Start-variables that keep
// their value are left out.
func (s *step) linear() (matrix *mat.Dense, ok bool) {
	here := append([]float64(nil), s.in[:s.kept]...)
	moving := s.moving(here)
	n := len(moving)
	after := func(moved []float64) *mat.VecDense { return s.after(here, moving, moved) }
	matrix = mat.NewDense(n, n, nil)
	origin := after(make([]float64, n))
	for i := range n {
		unit := make([]float64, n)
		unit[i] = 1
		column := after(unit)
		column.SubVec(column, origin)
		matrix.SetCol(i, column.RawVector().Data)
	}
	return matrix, isLinear(after, matrix, origin)
}

// after is where a step leads the entries that move, from here with these moved by so much.
func (s *step) after(here []float64, moving []int, moved []float64) *mat.VecDense {
	copy(s.in, here)
	for k, x := range moved {
		s.in[moving[k]] += x
	}
	result := mat.NewVecDense(len(moving), nil)
	if s.take(1) == nil {
		for k, i := range moving {
			result.SetVec(k, s.out[s.point+i])
		}
	}
	return result
}

// isLinear reports whether steps from a few points are where a matrix and the step from the origin take them.
func isLinear(after func(moved []float64) *mat.VecDense, matrix *mat.Dense, origin *mat.VecDense) bool {
	random := rand.New(rand.NewPCG(1, 1))
	for _, size := range []float64{0.01, 1, 30, -30} {
		moved := make([]float64, origin.Len())
		for i := range moved {
			moved[i] = size * random.NormFloat64()
		}
		var want mat.VecDense
		want.MulVec(matrix, mat.NewVecDense(len(moved), moved))
		want.AddVec(&want, origin)
		got := after(moved)
		got.SubVec(got, &want)
		if !(mat.Norm(got, 2) <= 1e-8*(mat.Norm(&want, 2)+math.Abs(size))) {
			return false
		}
	}
	return true
}

// moving are the places in the state that change in some steps from points of several sizes.
func (s *step) moving(here []float64) []int {
	random := rand.New(rand.NewPCG(2, 2))
	changed := make([]bool, s.kept)
	for _, size := range []float64{0.01, 1, 30} {
		copy(s.in, here)
		for i := range s.size {
			s.in[i] += size * random.NormFloat64()
		}
		s.noteChanged(changed)
	}
	var places []int
	for i, c := range changed {
		if c || i < s.size {
			places = append(places, i)
		}
	}
	return places
}

// noteChanged takes some steps and marks the entries that one of them changes.
func (s *step) noteChanged(changed []bool) {
	const long = 5
	for range long {
		if s.take(1) != nil {
			return
		}
		for i, x := range s.out[s.point : s.point+s.kept] {
			changed[i] = changed[i] || x != s.in[i]
		}
		s.advance()
	}
}
