package constrained

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/solve"
)

// local is what is asked of a problem at points: f and g, their gradients, their Hessians.
type local struct {
	n, m      int
	value     *program.Machine // f, g
	gradients *program.Machine // of f, then of each g
	hessians  *program.Machine // the same
}

func newLocal(p Problem) (*local, error) {
	l := &local{n: p.Dimension(), m: len(p.On)}
	all := append([]*expr.Node{p.F}, p.On...)
	var gradients, hessians []*expr.Node
	if err := expr.Catch(func() {
		for _, u := range all {
			gradients, hessians = append(gradients, p.gradientsOf(u)), append(hessians, expr.Hessian(u, p.Variables...))
		}
	}); err != nil {
		return nil, err
	}
	for _, part := range []struct {
		to      **program.Machine
		outputs []*expr.Node
	}{{&l.value, all}, {&l.gradients, gradients}, {&l.hessians, hessians}} {
		code, err := program.Compile(p.Variables, part.outputs)
		if err != nil {
			return nil, err
		}
		*part.to = code.NewMachine()
	}
	return l, nil
}

// dependent is how small a singular value of the constraints' gradients counts as zero, beside their lengths.
const dependent = 1e-7

// study is a solution of the system as a point; ok is false where f has no value there.
func (l *local) study(q solve.Solution) (p Point, ok bool) {
	p = Point{At: q.At, Proven: q.Proven, Within: q.Within}
	values := make([]float64, 1+l.m)
	if l.value.Run(q.At, values) != nil || math.IsNaN(values[0]) || math.IsInf(values[0], 0) {
		return p, false
	}
	p.Value = values[0]
	slopes := make([]float64, (1+l.m)*l.n)
	switch {
	case l.gradients.Run(q.At, slopes) != nil || !finite(slopes):
		p.Kind = critical.Undecided
	case l.m == 0:
		l.judge(&p, identity(l.n))
	default:
		l.studyOnSet(&p, slopes)
	}
	return p, true
}

// studyOnSet judges a point of the set by the gradients of f and of the equations there, first to last.
func (l *local) studyOnSet(p *Point, slopes []float64) {
	factors := &mat.SVD{}
	if !factors.Factorize(mat.NewDense(l.m, l.n, slopes[l.n:]), mat.SVDFull) {
		p.Kind = critical.Undecided
		return
	}
	sizes := factors.Values(nil)
	if sizes[l.m-1] <= dependent*math.Max(1, sizes[0]) && !p.Proven {
		p.Kind = Singular
		return
	}
	p.Multipliers = multipliers(factors, sizes, slopes[:l.n])
	if l.m == l.n {
		p.Kind = Lone
		return
	}
	l.judge(p, tangent(factors, l.n, l.m))
}

func identity(n int) *mat.Dense {
	all := mat.NewDense(n, n, nil)
	for i := range n {
		all.Set(i, i, 1)
	}
	return all
}

// multipliers are the λ with which Σ λ ∇g is nearest to a gradient.
func multipliers(factors *mat.SVD, sizes, gradient []float64) []float64 {
	var u, v mat.Dense
	factors.UTo(&u)
	factors.VTo(&v)
	lambda := make([]float64, len(sizes))
	for k, size := range sizes {
		along := 0.0
		for j, g := range gradient {
			along += v.At(j, k) * g
		}
		for i := range lambda {
			lambda[i] += u.At(i, k) * along / size
		}
	}
	return lambda
}

// tangent are unit vectors, by columns, at right angles to the constraints' gradients.
func tangent(factors *mat.SVD, n, m int) *mat.Dense {
	var v mat.Dense
	factors.VTo(&v)
	return mat.DenseCopyOf(v.Slice(0, n, m, n))
}

// judge sets the kind by the eigenvalues of the Hessian of f - Σ λ g on the tangent space. At a point that is proven to be regular none
// of them is zero; at others a small one leaves it open.
func (l *local) judge(p *Point, basis *mat.Dense) {
	p.Kind = critical.Undecided
	hessians := make([]float64, (1+l.m)*l.n*l.n)
	if l.hessians.Run(p.At, hessians) != nil || !finite(hessians) {
		return
	}
	sum, size := mat.NewDense(l.n, l.n, nil), 0.0
	for k := range 1 + l.m {
		factor := 1.0
		if k > 0 {
			factor = -p.Multipliers[k-1]
		}
		for i := range l.n {
			for j := range l.n {
				term := factor * hessians[(k*l.n+i)*l.n+j]
				sum.Set(i, j, sum.At(i, j)+term)
				size = math.Max(size, math.Abs(term))
			}
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(Tangential(sum, basis), false) {
		return
	}
	p.Eigenvalues = eigen.Values(nil)
	p.Kind = kindOf(p.Eigenvalues, 1e-9*size)
}

// kindOf is what eigenvalues say that err by no more than slop.
func kindOf(eigenvalues []float64, slop float64) critical.Kind {
	negative, positive := 0, 0
	for _, x := range eigenvalues {
		switch {
		case x < -slop:
			negative++
		case x > slop:
			positive++
		}
	}
	switch {
	case negative > 0 && positive > 0:
		return critical.SaddlePoint
	case positive == len(eigenvalues):
		return critical.LocalMinimum
	case negative == len(eigenvalues):
		return critical.LocalMaximum
	}
	return critical.Undecided
}

func finite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// Tangential is a symmetric matrix on the space that the columns of a basis span: basisᵀ h basis.
func Tangential(h mat.Matrix, basis *mat.Dense) *mat.SymDense {
	var right, reduced mat.Dense
	right.Mul(h, basis)
	reduced.Mul(basis.T(), &right)
	d, _ := reduced.Dims()
	symmetric := mat.NewSymDense(d, nil)
	for i := range d {
		for j := i; j < d; j++ {
			symmetric.SetSym(i, j, (reduced.At(i, j)+reduced.At(j, i))/2)
		}
	}
	return symmetric
}
