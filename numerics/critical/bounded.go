package critical

import (
	"math"

	"saddle/numerics/critical/bound"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// attainment says that a function takes, at a point or within rounding of it, a value that it is nowhere below, or nowhere
// above.
type attainment struct {
	kind      Kind    // LocalMinimum or LocalMaximum; "" where nothing is known
	value     float64 // of f there
	global    bool    // everywhere, not only nearby
	equations int     // how many independent equations make the surface on which f takes this value; 0: none is known
	others    others  // whether f takes this value at other points ever closer to this one
}

// conclude puts into the verdict that f cannot be lower, or higher, in n variables; where nothing is known it leaves the
// verdict as it is.
func (a attainment) conclude(v *Verdict, n int) {
	if a.kind == "" {
		return
	}
	v.Kind, v.Strict = a.kind, false
	word := map[Kind]string{LocalMinimum: "minimum", LocalMaximum: "maximum"}[a.kind]
	switch {
	case a.equations > 0:
		v.Isolated = false
		v.Reason = reason.Of("critical.bounded.surface."+word, a.value, a.equations, n, n-a.equations)
	case a.others == none:
		v.Strict, v.Isolated = true, true
		v.Reason = reason.Of("critical.bounded.strict."+word, a.value)
	case a.others == some:
		v.Isolated = false
		v.Reason = reason.Of("critical.bounded.crossing."+word, a.value)
	case a.global:
		v.Reason = reason.Of("critical.bounded."+word, a.value)
	default:
		v.Reason = reason.Of("critical.bounded.near."+word, a.value)
	}
}

// Bounded is the verdict on a point where f attains a bound that its structure shows, within rounding: a minimum of a sum of
// squares that are all zero, in as many variables as there may be. ok is false where nothing of the kind is known. Eigenvalues
// and gradient are left out.
func Bounded(f *expr.Function, p []float64) (v *Verdict, ok bool) {
	v = &Verdict{Value: f.At(p).Float()}
	attain(f, p).conclude(v, len(p))
	return v, v.Kind != ""
}

// attain looks for a proof that f cannot be lower, or higher, than at p.
func attain(f *expr.Function, p []float64) (found attainment) {
	err := expr.Catch(func() {
		bounds := boundsOf(f, p)
		if found = onSurface(f, p, bounds); found.kind == "" || found.equations == 0 && found.others != none {
			if exact := exactly(f, p, bounds); exact.kind != "" {
				found = exact
			}
		}
		if found.kind == "" {
			found = around(f, p)
		}
	})
	if err != nil {
		return attainment{}
	}
	return found
}

// bounding is a bound of f, the kind that a point is where it is attained, and whether it holds everywhere.
type bounding struct {
	bound.Bound
	kind   Kind
	global bool
}

// boundsOf are the bounds of f that its structure shows: everywhere, and around p.
func boundsOf(f *expr.Function, p []float64) []bounding {
	var all []bounding
	near := bound.Reader{Around: enclosuresAround(f, p)}
	for _, read := range []bounding{{kind: LocalMinimum, global: true}, {kind: LocalMaximum, global: true}, {kind: LocalMinimum}, {kind: LocalMaximum}} {
		reader := near
		if read.global {
			reader = bound.Reader{}
		}
		b, ok := reader.Least(f.Value)
		if read.kind == LocalMaximum {
			b, ok = reader.Greatest(f.Value)
		}
		if ok {
			read.Bound = b
			all = append(all, read)
		}
	}
	return all
}

// rounding is within what part of their size points count as one that a bound is attained at.
const rounding = 1e-6

// enclosuresAround encloses expressions in a neighbourhood of p that holds all points within rounding of it.
func enclosuresAround(f *expr.Function, p []float64) func(y *expr.Node) interval.Interval {
	box := make(cell, len(p))
	for i, x := range p {
		reach := 2 * rounding * (1 + math.Abs(x))
		box[i] = interval.Of(x-reach, x+reach)
	}
	return func(y *expr.Node) interval.Interval {
		entire := interval.Of(math.Inf(-1), math.Inf(1))
		if y.Free() != 0 {
			return entire
		}
		code, err := program.Compile(f.Variables, []*expr.Node{y})
		if err != nil {
			return entire
		}
		out := make([]interval.Interval, 1)
		interval.NewMachine(code).Run(box, out)
		return out[0]
	}
}

// onSurface proves that the equations on which f attains a bound have a solution within rounding of p, and that they are
// independent there: then f attains it on a whole surface, or, where there are as many as variables, there alone.
func onSurface(f *expr.Function, p []float64, bounds []bounding) (found attainment) {
	for _, b := range bounds {
		if found.kind != "" && !b.Sharp {
			continue
		}
		m := solvedNear(f, b.Equations, p)
		if m == 0 {
			continue
		}
		if found.kind == "" {
			found = attainment{kind: b.kind, value: b.Value.Mid(), global: b.global, equations: m % len(p)}
		}
		if m == len(p) && b.Sharp {
			found.others = none
			break
		}
	}
	return found
}

// exactly tells whether the equations on which f attains a bound hold at p, dependent or not.
func exactly(f *expr.Function, p []float64, bounds []bounding) (found attainment) {
	for _, b := range bounds {
		if !hold(f, b.Equations, p) && !mayHold(f, b.Equations, p) {
			continue
		}
		others := zerosBeside(f, b.Equations, p)
		if others == none && !b.Sharp {
			others = unknown
		}
		if found.kind == "" || others != unknown {
			found = attainment{kind: b.kind, value: b.Value.Mid(), global: b.global, others: others}
		}
		if others != unknown {
			break
		}
	}
	return found
}

// hold tells whether all equations hold at p.
func hold(f *expr.Function, list []*expr.Node, p []float64) bool {
	for _, equation := range list {
		code, err := program.Compile(f.Variables, []*expr.Node{expr.Flatten(equation)})
		if err != nil {
			return false
		}
		out := make([]interval.Interval, code.Outputs())
		interval.NewMachine(code).Run(boxAround(p, 0), out)
		for _, r := range out {
			if r != interval.Exactly(0) {
				return false
			}
		}
	}
	return len(list) > 0
}

// around compares the value at p, where it is an exact number, with an enclosure of f on boxes about p.
func around(f *expr.Function, p []float64) attainment {
	code, err := program.Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		return attainment{}
	}
	machine, out := interval.NewMachine(code), make([]interval.Interval, 1)
	machine.Run(boxAround(p, 0), out)
	here := out[0]
	if here.Lo != here.Hi || here.Doubts&^interval.Edge != 0 {
		return attainment{}
	}
	for _, reach := range []float64{math.Inf(1), 1, 0.1, 0.01} {
		machine.Run(boxAround(p, reach), out)
		switch global := math.IsInf(reach, 1); {
		case here.Hi <= out[0].Lo:
			return attainment{kind: LocalMinimum, value: here.Lo, global: global}
		case here.Lo >= out[0].Hi:
			return attainment{kind: LocalMaximum, value: here.Lo, global: global}
		}
	}
	return attainment{}
}

func boxAround(p []float64, reach float64) cell {
	x := make(cell, len(p))
	for i, at := range p {
		x[i] = interval.Of(at-reach, at+reach)
	}
	return x
}

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
	var parts []*expr.Node
	seen := map[*expr.Node]bool{}
	for _, equation := range list {
		if equation.IsConst() || seen[equation] {
			if equation.IsConst() && !allZero(equation.Data()) {
				return nil
			}
			continue
		}
		seen[equation] = true
		parts = append(parts, expr.Flatten(equation))
	}
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

func allZero(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}

// improve takes the step of Gauss and Newton from z that is shortest.
func (e *equations) improve(z []float64) bool {
	if e.point.Run(z, e.at) != nil || !finiteAll(e.at) {
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
	return finiteAll(z)
}

// proven applies Krawczyk's test to y ↦ r(z + A y), A being a right inverse of the Jacobian at z: -r(z) + (1 - J A) Y in the
// interior of Y proves a solution in z + A Y, and that J has full rank there (Neumaier 1990, Interval Methods for Systems of
// Equations, §5.1).
func (e *equations) proven(z []float64) bool {
	e.over.Run(boxAround(z, 0), e.out)
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

// smoothOn runs the equations over a box and tells whether they are defined and smooth there, and f defined.
func (e *equations) smoothOn(x cell) bool {
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
func (e *equations) reach(z []float64, radius float64) cell {
	x := make(cell, e.n)
	for i := range x {
		sum := 0.0
		for j := range e.m {
			sum += math.Abs(e.solution.At(i, j))
		}
		x[i] = interval.Add(interval.Exactly(z[i]), interval.Mul(interval.Exactly(sum*(1+1e-12)), interval.Of(-radius, radius)))
	}
	return x
}
