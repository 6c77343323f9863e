package critical

import (
	"math"

	"saddle/numerics/critical/bound"
	"saddle/numerics/critical/exact"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/reason"
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
	case a.equations > 0 && a.equations == n-1:
		v.Isolated = false
		v.Reason = reason.Of("critical.bounded.curve."+word, a.value, a.equations, n)
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
	box := make(interval.Box, len(p))
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

// exactly reports whether the equations on which f attains a bound hold at p, dependent or not.
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

// hold reports whether all equations hold at p.
func hold(f *expr.Function, list []*expr.Node, p []float64) bool {
	for _, equation := range list {
		code, err := program.Compile(f.Variables, []*expr.Node{expr.Flatten(equation)})
		if err != nil {
			return false
		}
		out := make([]interval.Interval, code.Outputs())
		interval.NewMachine(code).Run(interval.Around(p, 0), out)
		if !areZero(out) {
			return false
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
	machine.Run(interval.Around(p, 0), out)
	here := out[0]
	if here.Lo != here.Hi || here.Doubts&^interval.Edge != 0 {
		return attainment{}
	}
	for _, reach := range []float64{math.Inf(1), 1, 0.1, 0.01} {
		machine.Run(interval.Around(p, reach), out)
		switch global := math.IsInf(reach, 1); {
		case here.Hi <= out[0].Lo:
			return attainment{kind: LocalMinimum, value: here.Lo, global: global}
		case here.Lo >= out[0].Hi:
			return attainment{kind: LocalMaximum, value: here.Lo, global: global}
		}
	}
	return attainment{}
}

// factored knows polynomials that are, but for the value at p, an even product of powers or a square near it.
func factored(f *expr.Function, p []float64) attainment {
	g, ok := exact.At(f, p)
	if !ok {
		return attainment{}
	}
	a := attainment{kind: LocalMinimum, value: f.At(p).Float()}
	sign, others := g.Factored()
	if sign == 0 {
		return attainment{}
	}
	if sign < 0 {
		a.kind = LocalMaximum
	}
	if others {
		a.others = some
	}
	return a
}
