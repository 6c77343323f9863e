package factors

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/interval"
	"saddle/numerics/program"

	"gonum.org/v1/gonum/mat"
)

// Newton's method on ∇f comes only to within a few digits of a degenerate point, and a search of boxes no closer. But the
// degenerate points that a lecturer writes down are, most of them, where bases of powers are zero, g₁ and g₂ in g₁⁴ + g₂³, and
// these are regular there: the point is found by solving for them to the last digit.

// Bases are the bases of the powers in a function, numbers with which its gradient may be zero, and those with which it has a corner.
type Bases struct {
	n      int
	m      int
	point  *program.Machine // the bases, then their Jacobian row by row
	over   *interval.Machine
	at     []float64
	bounds []interval.Interval
}

// mostFactors bounds the bases that are looked at.
const mostFactors = 24

// NewBases is nil for a function without powers of formulas.
func NewBases(f *expr.Function) (b *Bases) {
	failure := expr.Catch(func() {
		bases := OfPowers(f.Value)
		for _, k := range expr.Kinks(f.Value) {
			if k.At.Shape().IsScalar() && len(bases) < mostFactors {
				bases = append(bases, k.At)
			}
		}
		if len(bases) == 0 {
			return
		}
		stack := expr.Stack(bases...)
		code, err := program.Compile(f.Variables, []*expr.Node{stack, expr.Jacobian(stack, f.Variables...)})
		if err != nil {
			return
		}
		values, err := program.Compile(f.Variables, []*expr.Node{stack})
		if err != nil {
			return
		}
		n, m := f.Dimension(), len(bases)
		b = &Bases{n: n, m: m, point: code.NewMachine(), over: interval.NewMachine(values), at: make([]float64, m*(1+n)), bounds: make([]interval.Interval, m)}
	})
	if failure != nil {
		return nil
	}
	return b
}

// OfPowers are the scalar bases of the powers above the first in a formula, outside of loops.
func OfPowers(value *expr.Node) []*expr.Node {
	var bases []*expr.Node
	seen := map[*expr.Node]bool{}
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if n.IsConst() || seen[n] || len(bases) == mostFactors {
			return
		}
		seen[n] = true
		if n.Op() == expr.OpPower && n.Args()[1].Float() > 1 && n.Shape().IsScalar() && n.Free() == 0 {
			if base := n.Args()[0]; !seen[base] || base.Op() == expr.OpVariable {
				bases = append(bases, base)
			}
		}
		for _, a := range n.Args() {
			walk(a)
		}
	}
	walk(value)
	return bases
}

// vanishing are the bases that may be zero somewhere in a box.
func (b *Bases) vanishing(x interval.Box) []int {
	b.over.Run(x, b.bounds)
	var some []int
	for k, r := range b.bounds {
		if r.Contains(0) {
			some = append(some, k)
		}
	}
	return some
}

// Zeros are the points near a box where bases that may vanish in it do: all of them together, or as many as make a point.
func (b *Bases) Zeros(x interval.Box) [][]float64 {
	some := b.vanishing(x)
	if len(some) == 0 {
		return nil
	}
	var found [][]float64
	try := func(choice []int) {
		if z := b.solve(choice, x); z != nil {
			found = append(found, z)
		}
	}
	try(some)
	if len(found) > 0 || len(some) <= b.n {
		return found
	}
	const tries = 12
	random := rand.New(rand.NewPCG(1, uint64(len(some))))
	for range tries {
		random.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
		try(some[:b.n])
	}
	return found
}

// solve takes steps of Gauss and Newton from the middle of a box towards a common zero of bases; nil where there is none near.
func (b *Bases) solve(choice []int, x interval.Box) []float64 {
	z := x.Centre()
	step := make([]float64, b.n)
	last := math.Inf(1)
	for range 60 {
		if b.point.Run(z, b.at) != nil || !dense.Finite(b.at) || !b.leastStep(choice, step) {
			return nil
		}
		length := 0.0
		for i, d := range step {
			length = math.Max(length, math.Abs(d)/(math.Abs(z[i])+1e-300))
			z[i] += d
		}
		if length < 1e-15 || length < 1e-12 && length >= last {
			break
		}
		last = length
	}
	if !dense.Finite(z) || !isNear(x, z) || !b.vanish(choice, z) {
		return nil
	}
	return z
}

// isNear reports whether z lies within some widths of a box.
func isNear(x interval.Box, z []float64) bool {
	const widths = 10
	for i, r := range x {
		if reach := widths*r.Width() + 1e-9*r.Size(); z[i] < r.Lo-reach || z[i] > r.Hi+reach {
			return false
		}
	}
	return true
}

// leastStep is the shortest step that makes the chosen bases, taken for linear, as small as can be.
func (b *Bases) leastStep(choice []int, step []float64) bool {
	jacobian, residual := b.unitRows(choice)
	var svd mat.SVD
	if !svd.Factorize(jacobian, mat.SVDThin) {
		return false
	}
	values := svd.Values(nil)
	const dependent = 1e-6
	rank := 0
	for rank < len(values) && values[rank] > dependent*values[0] {
		rank++
	}
	if rank == 0 {
		return false
	}
	var solution mat.VecDense
	svd.SolveVecTo(&solution, residual, rank)
	for i := range step {
		step[i] = solution.AtVec(i)
	}
	return true
}

// unitRows are the gradients of the chosen bases, scaled to length 1, and what each base lacks on that scale.
func (b *Bases) unitRows(choice []int) (jacobian *mat.Dense, residual *mat.VecDense) {
	jacobian, residual = mat.NewDense(len(choice), b.n, nil), mat.NewVecDense(len(choice), nil)
	for row, k := range choice {
		size := 0.0
		for j := range b.n {
			size = math.Hypot(size, b.at[b.m+k*b.n+j])
		}
		if size == 0 {
			continue
		}
		residual.SetVec(row, -b.at[k]/size)
		for j := range b.n {
			jacobian.Set(row, j, b.at[b.m+k*b.n+j]/size)
		}
	}
	return jacobian, residual
}

// vanish reports whether the chosen bases are zero within rounding at z.
func (b *Bases) vanish(choice []int, z []float64) bool {
	const ulps = 64
	b.over.Run(interval.Rounded(z, ulps), b.bounds)
	for _, k := range choice {
		if !b.bounds[k].Contains(0) {
			return false
		}
	}
	return true
}
