package program

import (
	"slices"

	"saddle/numerics/expr/dense"
)

// A gradient such as Xᵀ(X θ - y) reads a large table twice, which takes longer than the arithmetic. Taken some rows at a time, from the product
// with θ to what they add to the sum, the table comes from memory once; every number is as before.
const (
	passNumbers = 1 << 16 // numbers of a table from which that pays
	passAtOnce  = 1 << 13 // numbers that stay near the processor
)

// passEnd is where a pass over the rows of a table ends that begins with the product at a place: at the product of its transpose, with
// nothing but operations row by row between. It is 0 where there is none.
func passEnd(code []Instruction, at int) int {
	first := code[at]
	if first.A >= 0 || first.M != 1 || int(first.N)*int(first.C) < passNumbers {
		return 0
	}
	for k := at + 1; k < len(code); k++ {
		in := &code[k]
		switch {
		case in.Op == TransposedProduct && in.A == first.A && in.C == first.N && in.N == first.C:
			if isPass(code[at : k+1]) {
				return k
			}
			return 0
		case !in.Vector || in.N != first.N:
			return 0
		}
	}
	return 0
}

// span is some registers, or a table, which has a negative number.
type span struct{ from, n int32 }

func (s span) meets(t span) bool {
	return s.from >= 0 && t.from >= 0 && s.from < t.from+t.n && t.from < s.from+s.n
}

// isPass reports whether what some rows come to depends on these rows alone: nothing reads a single number, or other rows, of what is made
// on the way, and the sum is read by nobody.
func isPass(code []Instruction) bool {
	first, last := code[0], code[len(code)-1]
	made := []span{{first.Dst, first.N}}
	reads := []span{{last.B, last.C}}
	for _, in := range code[1 : len(code)-1] {
		reads = append(reads, in.operands()...)
		made = append(made, span{in.Dst, in.N})
	}
	factor, sum := span{first.B, first.C}, span{last.Dst, last.N}
	for _, m := range made {
		if m.meets(factor) || m.meets(sum) || slices.ContainsFunc(slices.Concat(reads, made), func(s span) bool { return s != m && s.meets(m) }) {
			return false
		}
	}
	return !slices.ContainsFunc(append(reads, factor), sum.meets)
}

// operands are what an operation on numbers reads for the entries of arrays.
func (in *Instruction) operands() []span {
	registers := []int32{in.A, in.B, in.C}
	switch in.Op {
	case Copy, Neg, Sqrt, Apply:
		registers = registers[:1]
	case Choose:
	default:
		registers = registers[:2]
	}
	var all []span
	for k, r := range registers {
		if in.M>>k&1 == 1 {
			all = append(all, span{r, in.N})
		} else {
			all = append(all, span{r, 1})
		}
	}
	return all
}

// pass runs the code of a pass, some rows at a time: a multiple of four, so that sums are added as over all rows at once.
func (m *Machine) pass(code []Instruction) {
	first, last := &code[0], &code[len(code)-1]
	rows, inner := int(first.N), int(first.C)
	table, x, b := m.whole(first.A), m.whole(first.B)[:inner], m.whole(last.B)
	product, sum := m.array(first.Dst, first.N), m.array(last.Dst, last.N)
	many := max(passAtOnce/inner, 4) &^ 3
	for from := 0; from < rows; from += many {
		to := min(from+many, rows)
		part := table[from*inner : to*inner]
		dense.Product(product[from:to], part, x, to-from, inner, 1)
		for k := range code[1 : len(code)-1] {
			m.vectorPart(&code[1+k], from, to)
		}
		if from == 0 {
			dense.TransposedProduct(sum, part, b[from:to], inner)
		} else {
			dense.AddTransposedProduct(sum, part, b[from:to], inner)
		}
	}
	m.patience -= len(code) * rows >> 4
}
