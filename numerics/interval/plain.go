package interval

import (
	"slices"

	"saddle/numerics/program"
)

// operation is a sum, difference or product of two registers.
type operation struct {
	op        program.Op
	square    bool
	dst, a, b *Interval
}

// findSteps prepares a program of sums, differences and products of numbers alone: polynomials are such. Of any other there are no steps,
// and its instructions are read.
func (m *Machine) findSteps() {
	for _, in := range m.program.Code {
		if in.Vector || in.Op != program.Add && in.Op != program.Sub && in.Op != program.Mul || min(in.A, in.B) < 0 {
			return
		}
	}
	if slices.ContainsFunc(m.program.Results, func(r program.Result) bool { return r.Size != 1 || r.Register < 0 }) {
		return
	}
	r := m.registers
	for _, in := range m.program.Code {
		m.steps = append(m.steps, operation{in.Op, in.Op == program.Mul && in.A == in.B, &r[in.Dst], &r[in.A], &r[in.B]})
	}
	for _, result := range m.program.Results {
		m.results = append(m.results, &r[result.Register])
	}
}

// runSteps is Run by steps.
func (m *Machine) runSteps(out []Interval) {
	for i := range m.steps {
		s := &m.steps[i]
		switch a, b := s.a, s.b; {
		case s.square:
			*s.dst = Square(*a)
		case s.op == program.Mul:
			*s.dst = Mul(*a, *b)
		case s.op == program.Add:
			s.sum(a.Lo, a.Hi, b.Lo, b.Hi)
		default:
			s.sum(a.Lo, a.Hi, -b.Hi, -b.Lo)
		}
	}
	for k, result := range m.results {
		out[k] = *result
	}
}

// sum is Add, written out.
func (s *operation) sum(aLo, aHi, bLo, bHi float64) {
	doubts := s.a.Doubts | s.b.Doubts
	lo, hi := aLo+bLo, aHi+bHi
	t, u := lo-aLo, hi-aHi
	if !((aLo-(lo-t))+(bLo-t) >= 0) {
		lo = downOr(lo)
	}
	if !((aHi-(hi-u))+(bHi-u) <= 0) {
		hi = -downOr(-hi)
	}
	*s.dst = Interval{lo, hi, doubts}
}

// OnlyDoubts tells the machine that of one number of its output the doubts alone are asked for. A polynomial has none: it comes out as 0, and
// what only it needs is not computed.
func (m *Machine) OnlyDoubts(k int) {
	if m.steps == nil {
		return
	}
	m.results[k] = &Interval{}
	needed := map[*Interval]bool{}
	for _, result := range m.results {
		needed[result] = true
	}
	for _, s := range slices.Backward(m.steps) {
		if needed[s.dst] {
			needed[s.a], needed[s.b] = true, true
		}
	}
	m.steps = slices.DeleteFunc(m.steps, func(s operation) bool { return !needed[s.dst] })
}
