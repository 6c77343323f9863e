package native

import (
	"math/rand/v2"

	"saddle/numerics/program"
)

// fewEntries is how many entries an array has at most that is taken apart.
const fewEntries = 16

// draw is a random number that a program takes: one a run, into a register.
type draw struct {
	register int32
	uniform  bool // on [0, 1), else normal
}

// number draws it.
func (d draw) number(chance *rand.Rand) float64 {
	if d.uniform {
		return chance.Float64()
	}
	return chance.NormFloat64()
}

// scalars is code without operations on arrays and random numbers: those on short arrays stand entry by entry, sums and dot
// products are written out in the order of the interpreter, and what is drawn stands in registers from the beginning. Loops, and
// what they read and write of arrays, stay.
type scalars struct {
	code  []program.Instruction
	draws []draw
	zero  int32 // a register behind the program's own that holds 0
	next  int32
}

// newScalars takes a program apart; false where its arrays are long, or an operation on them has no code.
func newScalars(p *program.Program) (*scalars, bool) {
	s := &scalars{zero: int32(p.Registers), next: int32(p.Registers) + 1}
	moved := make([]int32, len(p.Executed()))
	for k, in := range p.Executed() {
		moved[k] = int32(len(s.code))
		if !s.add(in) {
			return nil, false
		}
	}
	for k, in := range s.code {
		if in.Op == program.Begin || in.Op == program.End {
			s.code[k].C = moved[in.C]
		}
	}
	return s, true
}

func (s *scalars) add(in program.Instruction) bool {
	switch {
	case in.Vector:
		return s.entries(in)
	case in.Op <= program.End:
		s.code = append(s.code, in)
		return true
	case in.Op == program.Normal || in.Op == program.Uniform:
		for k := range in.N {
			s.draws = append(s.draws, draw{in.Dst + k, in.Op == program.Uniform})
		}
		return in.N <= fewEntries
	case in.A < 0 || in.B < 0:
		return false
	case in.Op == program.Total:
		return s.sum(in.Dst, in.N, func(k int32) int32 { return in.A + k })
	case in.Op == program.Product && in.M == 1 && in.N <= fewEntries:
		for i := range in.N {
			if !s.sum(in.Dst+i, in.C, func(k int32) int32 { return s.product(in.A+i*in.C+k, in.B+k) }) {
				return false
			}
		}
		return true
	}
	return false
}

// entries writes an operation on arrays entry by entry.
func (s *scalars) entries(in program.Instruction) bool {
	if in.N > fewEntries {
		return false
	}
	for k := range in.N {
		one := in
		one.Vector, one.N, one.M, one.Dst = false, 0, 0, in.Dst+k
		for j, field := range []*int32{&one.A, &one.B, &one.C}[:in.Op.Operands()] {
			if *field < 0 {
				return false
			}
			*field += k * (in.M >> j & 1)
		}
		s.code = append(s.code, one)
	}
	return true
}

// sum adds terms from left to right, beginning with 0.
func (s *scalars) sum(dst, n int32, term func(k int32) int32) bool {
	if n == 0 || n > fewEntries {
		return false
	}
	total := s.zero
	for k := range n {
		x := term(k)
		to := dst
		if k < n-1 {
			to = s.register()
		}
		s.code = append(s.code, program.Instruction{Op: program.Add, Dst: to, A: total, B: x})
		total = to
	}
	return true
}

func (s *scalars) product(a, b int32) int32 {
	r := s.register()
	s.code = append(s.code, program.Instruction{Op: program.Mul, Dst: r, A: a, B: b})
	return r
}

func (s *scalars) register() int32 {
	s.next++
	return s.next - 1
}
