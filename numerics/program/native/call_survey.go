package native

import (
	"math"

	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// turn is a loop with constant ends.
type turn struct {
	from, to  int
	counter   wasm.Local // eight times the index: a distance in bytes
	number    value      // the index as a number; only where it is read as one
	addresses map[int]wasm.Local
}

// index is a whole number that is known up to the index of a loop: that plus a shift, or the shift alone where there is no loop.
type index struct {
	of    *turn
	shift int
}

// lies reports whether an index is within n entries in every turn.
func (x index) lies(n int32) bool {
	low, high := x.shift, x.shift
	if x.of != nil {
		low, high = low+x.of.from, high+x.of.to
	}
	return low >= 0 && high < int(n)
}

// survey finds what stands in memory, what is written more than once, and what is read as a number; false where some
// instruction has no code.
func (w *caller) survey() bool {
	n := w.next
	w.arrays, w.numbers = make([]bool, n), make([]bool, n)
	w.cells, w.indices = map[int32]value{}, presetIndices(w.program)
	written := make([]int, n)
	for _, in := range w.code {
		if in.Vector || in.Op > program.End || !w.mark(in) {
			return false
		}
		if in.Op <= program.Not || in.Op == program.Zero && in.N == 1 {
			written[in.Dst]++
		}
	}
	for r, times := range written {
		if times > 1 {
			w.cells[int32(r)] = 0
		}
	}
	w.readers()
	return true
}

// presetIndices are the constants that are whole.
func presetIndices(p *program.Program) map[int32]index {
	indices := map[int32]index{}
	for _, c := range p.Preset {
		if whole := math.Trunc(c.Value); whole == c.Value && math.Abs(whole) < 1<<30 {
			indices[c.Register] = index{shift: int(whole)}
		}
	}
	return indices
}

// mark marks the registers of arrays.
func (w *caller) mark(in program.Instruction) bool {
	switch in.Op {
	case program.Load:
		return w.array(in.A, in.N)
	case program.Load2, program.LoadRow:
		return w.array(in.A, in.N*in.M)
	case program.AddAt, program.StoreAt:
		return w.array(in.Dst, in.N)
	case program.AddAt2, program.AddRow:
		return w.array(in.Dst, in.N*in.M)
	case program.Zero:
		return in.N == 1 || w.array(in.Dst, in.N)
	}
	return true
}

func (w *caller) array(register, n int32) bool {
	for k := register; register >= 0 && k < register+n; k++ {
		w.arrays[k] = true
	}
	return true
}

// readers marks what is read as a number, from the end: what only gives indices is not computed.
func (w *caller) readers() {
	for _, r := range w.program.Results {
		for k := r.Register; r.Register >= 0 && k < r.Register+r.Size; k++ {
			w.numbers[k] = true
		}
	}
	for again := true; again; { // a sum may be read in the turn after it was written
		again = false
		for k := len(w.code) - 1; k >= 0; k-- {
			for _, r := range w.reads(w.code[k]) {
				again = again || !w.numbers[r]
				w.numbers[r] = true
			}
		}
	}
}

// reads are the registers whose values an instruction needs as numbers.
func (w *caller) reads(in program.Instruction) []int32 {
	switch {
	case in.Op <= program.Not:
		if w.numbers[in.Dst] || w.arrays[in.Dst] {
			return reads(in)
		}
	case in.Op == program.AddAt || in.Op == program.AddAt2:
		return []int32{in.A}
	case in.Op == program.AddRow || in.Op == program.StoreAt:
		var all []int32
		for k := range in.M {
			all = append(all, in.A+k)
		}
		return all
	}
	return nil
}
