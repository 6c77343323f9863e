package descent

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
	"saddle/numerics/spectral"
)

// mostDense is the number of variables up to which a built-in rule forms the Hessian and decomposes it. Beyond, what it
// needs of the Hessian is found from Hessian-vector products: at the cost of so many gradients, and without the n² entries.
const mostDense = 100

// large reports whether the Hessian is too large to form.
func (b *Builder) large() bool { return b.print == nil && b.shape.Size() > mostDense }

// look is something that a step must know of the Hessian at θ and that no formula gives: it is computed before the step,
// where it is needed.
type look struct {
	node    *expr.Node // stands for the answer in the lines
	when    *expr.Node // a truth: whether the step needs it
	vector  *expr.Node // what it is asked about
	compute func(product spectral.Product, vector, answer []float64) error
}

// lowest is the smallest eigenvalue of the Hessian at θ and its unit eigenvector, where the condition holds; elsewhere they
// are zeros.
func (b *Builder) lowest(when *expr.Node) (value, vector *expr.Node) {
	n := b.shape.Size()
	answer := b.graph.Variable("lowest", expr.Vector(n+1))
	b.looks = append(b.looks, &look{answer, when, expr.Flatten(b.point), lowestPair})
	return expr.Element(answer, expr.Const(0)), shaped(expr.Slice(answer, 1, n+1), b.shape)
}

// lanczosProducts bounds the products spent on one pair.
const lanczosProducts = 300

func lowestPair(product spectral.Product, vector, answer []float64) error {
	wanted := spectral.Wanted{Low: 1, Tolerance: 1e-6, Products: lanczosProducts, Seed: 1, Once: true}
	found, err := spectral.Lanczos(context.Background(), len(vector), product, wanted)
	if err != nil || len(found.Values) == 0 {
		return err
	}
	answer[0] = found.Values[0]
	copy(answer[1:], found.Vectors[0])
	return nil
}

// krylovSize is the dimension of the space in which a function of the Hessian is applied.
const krylovSize = 60

// saddleFree is |∇²f(θ)|⁻¹ g on the Krylov space of g, |λ| taken no smaller than delta (Dauphin et al. 2014, §6).
func (b *Builder) saddleFree(g *expr.Node, delta float64) *expr.Node {
	answer := b.graph.Variable("s", expr.Vector(b.shape.Size()))
	inverse := func(lambda float64) float64 { return 1 / math.Max(math.Abs(lambda), delta) }
	b.looks = append(b.looks, &look{answer, expr.Truth(true), expr.Flatten(g), func(product spectral.Product, vector, answer []float64) error {
		step, err := spectral.Apply(context.Background(), inverse, product, vector, krylovSize)
		copy(answer, step)
		return err
	}})
	return shaped(answer, b.shape)
}

// sight is the looks of a compiled step.
type sight struct {
	looks   []*look
	asking  []*program.Machine // when and vector of each
	hessian *native.Machine    // the product at a point
	answers []int              // where the answers stand in the step's inputs
	asked   []float64
	at      []float64 // inputs of hessian
}

// compileSight prepares the looks of a rule; nil when it has none.
func compileSight(b *Builder, f *expr.Function, inputs []*expr.Node) (*sight, error) {
	if len(b.looks) == 0 {
		return nil, nil
	}
	hvp := f.HVP()
	p, err := program.Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		return nil, err
	}
	n := b.shape.Size()
	s := &sight{looks: b.looks, hessian: native.NewMachine(p), asked: make([]float64, 1+widest(b.looks)), at: make([]float64, 2*n)}
	s.answers = placesOfLooks(b.looks, inputs)
	for _, l := range b.looks {
		p, err := program.Compile(inputs, []*expr.Node{l.when, l.vector})
		if err != nil {
			return nil, err
		}
		s.asking = append(s.asking, p.NewMachine())
	}
	return s, nil
}

// placesOfLooks are where the answers to the looks stand among the numbers of the inputs.
func placesOfLooks(looks []*look, inputs []*expr.Node) (places []int) {
	place := 0
	for _, input := range inputs {
		for _, l := range looks {
			if l.node == input {
				places = append(places, place)
			}
		}
		place += input.Shape().Size()
	}
	return places
}

// widest is the size of the largest vector that is asked about.
func widest(looks []*look) int {
	most := 0
	for _, l := range looks {
		most = max(most, l.vector.Shape().Size())
	}
	return most
}

// copy is the sight with machines of its own.
func (s *sight) copy() *sight {
	if s == nil {
		return nil
	}
	c := &sight{looks: s.looks, hessian: native.NewMachine(s.hessian.Program()), answers: s.answers, asked: make([]float64, len(s.asked)), at: make([]float64, len(s.at))}
	for _, m := range s.asking {
		c.asking = append(c.asking, m.Program().NewMachine())
	}
	return c
}

func (s *sight) setInterrupt(stop func() bool) {
	if s != nil {
		s.hessian.SetInterrupt(stop)
	}
}

// look fills the answers into the step's inputs, which begin with θ.
func (s *sight) look(in []float64) error {
	if s == nil {
		return nil
	}
	n := len(s.at) / 2
	copy(s.at, in[:n])
	for i, l := range s.looks {
		if err := s.asking[i].Run(in, s.asked); err != nil {
			return err
		}
		answer := in[s.answers[i] : s.answers[i]+l.node.Shape().Size()]
		clear(answer)
		if s.asked[0] == 0 {
			continue
		}
		if err := s.answer(l, answer); err != nil {
			return err
		}
	}
	return nil
}

// answer computes one look. Where the Hessian is not finite the answer is NaN, which ends the run as diverged.
func (s *sight) answer(l *look, answer []float64) error {
	var interrupted error
	product := func(dst, v []float64) {
		copy(s.at[len(v):], v)
		if err := s.hessian.Run(s.at, dst); err != nil {
			interrupted = err
			dst[0] = math.NaN()
		}
	}
	if err := l.compute(product, s.asked[1:1+l.vector.Shape().Size()], answer); err != nil {
		for i := range answer {
			answer[i] = math.NaN()
		}
	}
	return interrupted
}
