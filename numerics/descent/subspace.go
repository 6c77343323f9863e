package descent

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/mat"
)

// mostFormed is the number of variables up to which a rule that solves with the Hessian forms it. Beyond, it minimises its
// model on a subspace: the Krylov space of ∇f and ∇²f, of at most subspaceSize dimensions, and where the rule must know the
// most negative curvature also the eigenvector of the smallest eigenvalue. In fewer dimensions than that the step is the
// exact one; else it is the step of a truncated Newton method (Dembo, Eisenstat and Steihaug 1982, SIAM J. Numer. Anal. 19,
// 400; for a trust region Gould, Lucidi, Roman and Toint 1999, SIAM J. Optim. 9, 504; for the cubic model Cartis, Gould and
// Toint 2011, Math. Prog. 127, 245, §6.2).
const (
	mostFormed   = 400
	subspaceSize = 100
)

// formed reports whether a rule that solves with the Hessian forms it.
func (b *Builder) formed() bool { return b.print != nil || b.shape.Size() <= mostFormed }

// modelStep is a step within the subspace and the drop that the quadratic model promises for it. The parameter is what the
// rule's coordinates depend on.
func (b *Builder) modelStep(g, parameter *expr.Node, curved bool, coordinates func(m reducedModel, parameter float64) []float64) (s, predicted *expr.Node) {
	n := b.shape.Size()
	answer := b.graph.Variable("s", expr.Vector(n+1))
	b.looks = append(b.looks, &look{answer, expr.Truth(true), expr.Stack(expr.Flatten(g), parameter), func(product spectral.Product, asked, answer []float64) error {
		space, err := newSubspace(product, asked[:n], curved)
		if err != nil {
			return err
		}
		c := coordinates(space.model, asked[n])
		space.lift(c, answer[:n])
		answer[n] = space.model.drop(c)
		return nil
	}})
	return shaped(expr.Slice(answer, 0, n), b.shape), expr.Element(answer, expr.Const(float64(n)))
}

// reducedModel is a quadratic model in the eigenbasis of its Hessian: eigenvalues ascending, and the slopes along them.
type reducedModel struct{ lambda, slopes []float64 }

// drop is by how much the model falls for a step of these coordinates.
func (m reducedModel) drop(c []float64) float64 {
	drop := 0.0
	for i, x := range c {
		drop -= x * (m.slopes[i] + m.lambda[i]*x/2)
	}
	return drop
}

// divided are the coordinates of -(H + shift)⁻¹ g.
func (m reducedModel) divided(shift float64) []float64 {
	c := make([]float64, len(m.lambda))
	for i, slope := range m.slopes {
		if slope != 0 {
			c[i] = -slope / (m.lambda[i] + shift)
		}
	}
	return c
}

// within are the coordinates of the step for which its length is at most limit(ν), ν ≥ max(0, -λ₁) being the shift: found by
// halving, since the length falls with ν and the limit does not. In the hard case the first direction makes up the length.
func (m reducedModel) within(limit func(shift float64) float64) []float64 {
	least := math.Max(0, -m.lambda[0])
	size := math.Max(math.Abs(m.lambda[0]), math.Abs(m.lambda[len(m.lambda)-1]))
	floor := least + 1e-14*size
	if least == 0 {
		floor = 0
	}
	if length(m.divided(floor)) <= limit(floor) {
		return m.lengthened(m.divided(floor), limit(floor), least > 0)
	}
	return m.divided(m.shiftWithin(limit, floor, floor+math.Max(size, 1)))
}

// shiftWithin is the least shift, above low, by which the step is within its limit, by bisection; high is a first guess of more than it.
func (m reducedModel) shiftWithin(limit func(shift float64) float64, low, high float64) float64 {
	for length(m.divided(high)) > limit(high) {
		high += high - low
	}
	for range 200 {
		middle := low + (high-low)/2
		if length(m.divided(middle)) > limit(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// lengthened makes up the length of a step along the first direction where that has negative curvature.
func (m reducedModel) lengthened(c []float64, limit float64, negative bool) []float64 {
	if rest := limit*limit - length(c)*length(c); negative && rest > 0 {
		first := math.Sqrt(c[0]*c[0] + rest)
		c[0] = first
		if m.slopes[0] > 0 {
			c[0] = -first
		}
	}
	return c
}

func length(c []float64) float64 { return blas64.Nrm2(blasVector(c)) }

func blasVector(v []float64) blas64.Vector { return blas64.Vector{N: len(v), Inc: 1, Data: v} }

// subspace is an orthonormal basis and the model on it.
type subspace struct {
	basis, images [][]float64 // and the Hessian times each of the basis
	vectors       *mat.Dense  // the eigenbasis of the model in terms of the basis
	model         reducedModel
}

func newSubspace(product spectral.Product, g []float64, curved bool) (*subspace, error) {
	s := &subspace{}
	if curved {
		pair := make([]float64, len(g)+1)
		if err := lowestPair(product, g, pair); err != nil {
			return nil, err
		}
		s.extend(product, pair[1:])
	}
	next := g
	for range subspaceSize {
		if !s.extend(product, next) {
			break
		}
		next = s.images[len(s.images)-1]
	}
	return s, s.reduce(g)
}

// extend adds the direction of v to the basis unless it lies in it.
func (s *subspace) extend(product spectral.Product, v []float64) bool {
	before := length(v)
	q := append([]float64(nil), v...)
	for range 2 { // twice is enough: Giraud, Langou and Rozložník 2005
		for _, b := range s.basis {
			blas64.Axpy(-blas64.Dot(blasVector(b), blasVector(q)), blasVector(b), blasVector(q))
		}
	}
	after := length(q)
	if !(after > 1e-12*before) || len(s.basis) == len(v) {
		return false
	}
	blas64.Scal(1/after, blasVector(q))
	image := make([]float64, len(q))
	product(image, q)
	s.basis, s.images = append(s.basis, q), append(s.images, image)
	return true
}

// reduce sets the model to the gradient and the Hessian on the basis.
func (s *subspace) reduce(g []float64) error {
	k := len(s.basis)
	if k == 0 {
		s.model = reducedModel{lambda: []float64{0}, slopes: []float64{0}}
		return nil
	}
	d, err := spectral.Symmetric(s.projected())
	if err != nil {
		return err
	}
	s.vectors = d.Vectors
	s.model = reducedModel{d.Values, make([]float64, k)}
	for i := range k {
		for j, q := range s.basis {
			s.model.slopes[i] += d.Vectors.At(j, i) * blas64.Dot(blasVector(q), blasVector(g))
		}
	}
	return nil
}

// projected is the Hessian in the subspace, QᵀHQ, made symmetric.
func (s *subspace) projected() *mat.Dense {
	k := len(s.basis)
	h := mat.NewDense(k, k, nil)
	for i, q := range s.basis {
		for j, image := range s.images {
			along := blas64.Dot(blasVector(q), blasVector(image)) / 2
			h.Set(i, j, h.At(i, j)+along)
			h.Set(j, i, h.At(j, i)+along)
		}
	}
	return h
}

// lift writes a step of these coordinates in all variables.
func (s *subspace) lift(c, step []float64) {
	clear(step)
	for j, q := range s.basis {
		along := 0.0
		for i, x := range c {
			along += s.vectors.At(j, i) * x
		}
		blas64.Axpy(along, blasVector(q), blasVector(step))
	}
}
