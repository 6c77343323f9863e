package interval

import (
	"math"

	"saddle/numerics/program"
)

// findSharper finds what loses digits in the program: the logarithm of 1 + u, where u is small, knows u only as well as the sum does.
func (m *Machine) findSharper() {
	replacements := m.program.Replacements()
	if replacements == nil {
		return
	}
	m.sharper = make([][]program.Instruction, len(m.program.Code))
	for k, better := range replacements {
		m.sharper[k] = better
	}
}

// sharpen narrows a number to what is known of it by another way; its doubts are those that it has.
func (m *Machine) sharpen(register int32, better []program.Instruction) {
	r := m.registers
	known := r[register]
	if known.Doubts&Empty != 0 {
		return
	}
	for i := range better {
		r[register] = m.unary(&better[i], r[better[i].A])
	}
	lo, hi := math.Max(known.Lo, r[register].Lo), math.Min(known.Hi, r[register].Hi)
	if r[register].Doubts&(Partial|Empty) == 0 && lo <= hi {
		known.Lo, known.Hi = lo, hi
	}
	r[register] = known
}
