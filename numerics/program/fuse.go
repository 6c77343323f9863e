package program

import "saddle/numerics/expr"

// fusion rewrites code that would lose digits. Registers are written once, but for sums and the indices of loops, so that
// the instruction behind an operand is known.
type fusion struct {
	one     int32                  // the register of the constant 1, -1 if there is none
	defined map[int32]*Instruction // by register; nil where it is written more than once
}

// fuse is the code with log(1 + x), exp(x) - 1, 1 - x² and 1 - tanh(x)² computed without cancellation.
func fuse(p *Program) []Instruction {
	f := &fusion{one: -1, defined: map[int32]*Instruction{}}
	for _, c := range p.Preset {
		if c.Value == 1 {
			f.one = c.Register
		}
	}
	if f.one < 0 {
		return p.Code
	}
	for k := range p.Code {
		in := &p.Code[k]
		if _, again := f.defined[in.Dst]; again {
			in = nil
		}
		f.defined[p.Code[k].Dst] = in
	}
	return f.rewrite(p.Code)
}

// rewrite replaces instructions, two for one where a sign is left over, and moves the ends of loops with them.
func (f *fusion) rewrite(code []Instruction) []Instruction {
	var fused []Instruction
	moved := make([]int32, len(code)+1)
	for k, in := range code {
		moved[k] = int32(len(fused))
		fused = append(fused, f.replacement(in)...)
	}
	for k, in := range fused {
		if in.Op == Begin || in.Op == End {
			fused[k].C = moved[in.C]
		}
	}
	return fused
}

func (f *fusion) replacement(in Instruction) []Instruction {
	if in.Vector {
		return []Instruction{in}
	}
	apply := Instruction{Op: Apply, Dst: in.Dst}
	negate := Instruction{Op: Neg, Dst: in.Dst, A: in.Dst}
	switch {
	case in.Op == Apply && expr.Func(in.C) == expr.Log:
		return f.logarithm(in)
	case in.Op == Sub && in.B == f.one:
		if f.difference(in.A, &apply) {
			if expr.Func(apply.C) == expr.Expm1 {
				return []Instruction{apply}
			}
			return []Instruction{apply, negate}
		}
	case in.Op == Sub && in.A == f.one:
		if f.difference(in.B, &apply) {
			if expr.Func(apply.C) == expr.Expm1 {
				return []Instruction{apply, negate}
			}
			return []Instruction{apply}
		}
	}
	return []Instruction{in}
}

// logarithm replaces log(1 + x) and log(1 - x).
func (f *fusion) logarithm(in Instruction) []Instruction {
	log1p := Instruction{Op: Apply, Dst: in.Dst, A: in.Dst, C: int32(expr.Log1p)}
	sum := f.defined[in.A]
	switch {
	case sum == nil || sum.Vector:
	case sum.Op == Add && sum.A == f.one:
		log1p.A = sum.B
		return []Instruction{log1p}
	case sum.Op == Add && sum.B == f.one:
		log1p.A = sum.A
		return []Instruction{log1p}
	case sum.Op == Sub && sum.A == f.one:
		return []Instruction{{Op: Neg, Dst: in.Dst, A: sum.B}, log1p}
	}
	return []Instruction{in}
}

// difference finds the function for the difference of 1 and a register that holds eˣ, x² or tanh(x)².
func (f *fusion) difference(register int32, apply *Instruction) bool {
	a := f.defined[register]
	switch {
	case a == nil || a.Vector:
		return false
	case a.Op == Apply && expr.Func(a.C) == expr.Exp:
		apply.A, apply.C = a.A, int32(expr.Expm1)
		return true
	case a.Op != Mul || a.A != a.B:
		return false
	}
	if t := f.defined[a.A]; t != nil && !t.Vector && t.Op == Apply && expr.Func(t.C) == expr.Tanh {
		apply.A, apply.C = t.A, int32(expr.SechSquared)
		return true
	}
	apply.A, apply.C = a.A, int32(expr.OneMinusSquare)
	return true
}
