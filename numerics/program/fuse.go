package program

import "saddle/numerics/expr"

// fusion rewrites code that would lose digits. Registers are written once, but for sums and the indices of loops, so that
// the instruction behind an operand is known.
type fusion struct {
	one     int32                  // the register of the constant 1, -1 if there is none
	defined map[int32]*Instruction // by register; nil where it is written more than once
}

// fuse is the code with log(1 + x), exp(x) - 1, √(1 + x) - 1, 1 - x², 1 - cos(x) and 1 - tanh(x)² computed without
// cancellation.
func fuse(p *Program) []Instruction {
	f := newFusion(p)
	if f == nil {
		return p.Code
	}
	return f.rewrite(p.Code)
}

// newFusion is nil for a program without the constant 1.
func newFusion(p *Program) *fusion {
	f := &fusion{one: -1, defined: map[int32]*Instruction{}}
	for _, c := range p.Preset {
		if c.Value == 1 {
			f.one = c.Register
		}
	}
	if f.one < 0 {
		return nil
	}
	for k := range p.Code {
		in := &p.Code[k]
		if _, again := f.defined[in.Dst]; again {
			in = nil
		}
		f.defined[p.Code[k].Dst] = in
	}
	return f
}

// Replacements are, by their places in Code, the instructions that lose digits, each with those that compute the same number without
// cancellation; nil where there are none.
func (p *Program) Replacements() (replacements map[int][]Instruction) {
	f := newFusion(p)
	if f == nil {
		return nil
	}
	for k, in := range p.Code {
		if better := f.replacement(in); len(better) > 1 || better[0] != in {
			if replacements == nil {
				replacements = map[int][]Instruction{}
			}
			replacements[k] = better
		}
	}
	return replacements
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
			if lessOne(apply) {
				return []Instruction{apply}
			}
			return []Instruction{apply, negate}
		}
	case in.Op == Sub && in.A == f.one:
		if f.difference(in.B, &apply) {
			if lessOne(apply) {
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
	if x, ok := f.beyondOne(in.A); ok {
		log1p.A = x
		return []Instruction{log1p}
	}
	if sum := f.defined[in.A]; sum != nil && !sum.Vector && sum.Op == Sub && sum.A == f.one {
		return []Instruction{{Op: Neg, Dst: in.Dst, A: sum.B}, log1p}
	}
	return []Instruction{in}
}

// lessOne tells f(x) - 1 from 1 - f(x).
func lessOne(apply Instruction) bool {
	f := expr.Func(apply.C)
	return f == expr.Expm1 || f == expr.RootLessOne
}

// differences are the functions of x whose difference from 1 is a function of its own.
var differences = map[expr.Func]expr.Func{expr.Exp: expr.Expm1, expr.Cos: expr.OneMinusCosine}

// difference finds the function for the difference of 1 and a register that holds eˣ, cos(x), √(1 + x), x² or tanh(x)².
func (f *fusion) difference(register int32, apply *Instruction) bool {
	a := f.defined[register]
	switch {
	case a == nil || a.Vector:
		return false
	case a.Op == Apply:
		of, ok := differences[expr.Func(a.C)]
		apply.A, apply.C = a.A, int32(of)
		return ok
	case a.Op == Sqrt:
		x, ok := f.beyondOne(a.A)
		apply.A, apply.C = x, int32(expr.RootLessOne)
		return ok
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

// beyondOne is the register of x for one that holds 1 + x.
func (f *fusion) beyondOne(register int32) (x int32, ok bool) {
	sum := f.defined[register]
	switch {
	case sum == nil || sum.Vector || sum.Op != Add:
		return 0, false
	case sum.A == f.one:
		return sum.B, true
	case sum.B == f.one:
		return sum.A, true
	}
	return 0, false
}
