package critical

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/interval"
	"saddle/numerics/program"

	"gonum.org/v1/gonum/mat"
)

// equations are those of a bound and their Jacobian, at points and over boxes.
type equations struct {
	m, n     int
	point    *program.Machine
	over     *interval.Machine
	f        *interval.Machine // what the equations are for
	at       []float64
	out      []interval.Interval
	solution *mat.Dense // the columns of a right inverse of the Jacobian
}

// mostSolved bounds m²n, the work of solving m equations in n unknowns.
const mostSolved = 2e7

// solvedNear is the number of the equations if they are proven to have a solution at p within rounding, with derivatives
// that are independent there; 0 otherwise.
func solvedNear(f *expr.Function, list []*expr.Node, p []float64) int {
	e := newEquations(f, list)
	if e == nil {
		return 0
	}
	z := append([]float64(nil), p...)
	for range 5 {
		if !e.improve(z) {
			return 0
		}
	}
	for i := range z {
		if !(math.Abs(z[i]-p[i]) <= rounding*(1+math.Abs(p[i]))) {
			return 0
		}
	}
	if !e.proven(z) {
		return 0
	}
	return e.m
}

// newEquations is nil where there are more equations than unknowns, or too many, or where one of them has no solution.
func newEquations(f *expr.Function, list []*expr.Node) *equations {
	parts := differing(list)
	if len(parts) == 0 {
		return nil
	}
	r := expr.Stack(parts...)
	e := &equations{m: r.Shape().Size(), n: f.Dimension()}
	if e.m > e.n || float64(e.m)*float64(e.m)*float64(e.n) > mostSolved {
		return nil
	}
	code, err := program.Compile(f.Variables, []*expr.Node{r, expr.Jacobian(r, f.Variables...)})
	if err != nil {
		return nil
	}
	value, err := program.Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		return nil
	}
	e.point, e.over, e.f = code.NewMachine(), interval.NewMachine(code), interval.NewMachine(value)
	e.at, e.out = make([]float64, e.m*(1+e.n)), make([]interval.Interval, e.m*(1+e.n))
	return e
}

// differing are the equations without those that always hold or stand there twice, as vectors; none where one never holds.
func differing(list []*expr.Node) (parts []*expr.Node) {
	seen := map[*expr.Node]bool{}
	for _, equation := range list {
		switch {
		case equation.IsConst() && !allZero(equation.Data()):
			return nil
		case equation.IsConst() || seen[equation]:
			continue
		}
		seen[equation] = true
		parts = append(parts, expr.Flatten(equation))
	}
	return parts
}

// improve takes the step of Gauss and Newton from z that is shortest.
func (e *equations) improve(z []float64) bool {
	if e.point.Run(z, e.at) != nil || !dense.Finite(e.at) {
		return false
	}
	jacobian := mat.NewDense(e.m, e.n, e.at[e.m:])
	var gram, inverse mat.Dense
	gram.Mul(jacobian, jacobian.T())
	if err := inverse.Inverse(&gram); err != nil {
		return false // nearly dependent
	}
	e.solution = mat.NewDense(e.n, e.m, nil)
	e.solution.Mul(jacobian.T(), &inverse)
	for i := range z {
		for k, r := range e.at[:e.m] {
			z[i] -= e.solution.At(i, k) * r
		}
	}
	return dense.Finite(z)
}

// proven applies Krawczyk's test to y ↦ r(z + A y), A being a right inverse of the Jacobian at z: -r(z) + (1 - J A) Y in the
// interior of Y proves a solution in z + A Y, and that J has full rank there (Neumaier 1990, Interval Methods for Systems of
// Equations, §5.1).
func (e *equations) proven(z []float64) bool {
	e.over.Run(interval.Around(z, 0), e.out)
	residual := append([]interval.Interval(nil), e.out[:e.m]...)
	radius := 1e-300
	for _, r := range residual {
		if !r.Finite() || r.Doubts != 0 {
			return false
		}
		radius = math.Max(radius, 2*r.Size())
	}
	if !e.smoothOn(e.reach(z, radius)) {
		return false
	}
	for k, r := range residual {
		const up = 1 + 1e-12 // more than the roundings of these sums
		if !((r.Size()+e.deviation(k)*radius*up)*up < radius) {
			return false
		}
	}
	return true
}

// smoothOn runs the equations over a box and reports whether they are defined and smooth there, and f defined.
func (e *equations) smoothOn(x interval.Box) bool {
	value := make([]interval.Interval, 1)
	e.f.Run(x, value)
	e.over.Run(x, e.out)
	if !value[0].Finite() || value[0].Doubts&^interval.Edge != 0 {
		return false
	}
	for _, r := range e.out {
		if !r.Finite() || r.Doubts != 0 {
			return false
		}
	}
	return true
}

// deviation is the sum of the sizes of row k of J A - 1, J being the Jacobian over the box that was run last.
func (e *equations) deviation(k int) float64 {
	total := 0.0
	row := e.out[e.m+k*e.n : e.m+(k+1)*e.n]
	for j := range e.m {
		entry := interval.Exactly(0)
		for i, derivative := range row {
			entry = interval.Add(entry, interval.Mul(derivative, interval.Exactly(e.solution.At(i, j))))
		}
		if j == k {
			entry = interval.Sub(entry, interval.Exactly(1))
		}
		total += entry.Size()
	}
	return total
}

// reach is the box that z + A y stays in where no entry of y is larger than the radius.
func (e *equations) reach(z []float64, radius float64) interval.Box {
	x := make(interval.Box, e.n)
	for i := range x {
		sum := 0.0
		for j := range e.m {
			sum += math.Abs(e.solution.At(i, j))
		}
		x[i] = interval.Add(interval.Exactly(z[i]), interval.Mul(interval.Exactly(sum*(1+1e-12)), interval.Of(-radius, radius)))
	}
	return x
}
