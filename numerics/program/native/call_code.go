package native

import (
	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// write writes the instructions from one up to another; false where one has no code.
func (w *caller) write(from, to int) bool {
	for pc := from; pc < to; pc++ {
		in := w.code[pc]
		trackIndex(w.indices, in)
		ok := true
		switch {
		case in.Op == program.Begin:
			ok = w.loop(in, pc+1, int(in.C))
			pc = int(in.C)
		case in.Op <= program.Not:
			ok = w.compute(in)
		default:
			ok = w.memory(in)
		}
		if !ok {
			return false
		}
	}
	return true
}

// trackIndex notes an index plus or minus a constant as an index.
func trackIndex(indices map[int32]index, in program.Instruction) {
	x, ok := indices[in.A]
	y, too := indices[in.B]
	if !ok || !too {
		return
	}
	switch {
	case in.Op == program.Add && y.of == nil:
		indices[in.Dst] = index{x.of, x.shift + y.shift}
	case in.Op == program.Add && x.of == nil:
		indices[in.Dst] = index{y.of, x.shift + y.shift}
	case in.Op == program.Sub && y.of == nil:
		indices[in.Dst] = index{x.of, x.shift - y.shift}
	}
}

// compute writes an operation on numbers.
func (w *caller) compute(in program.Instruction) bool {
	if !w.numbers[in.Dst] && !w.arrays[in.Dst] {
		return true
	}
	if !w.body.isSupported(in) {
		return false
	}
	for _, r := range reads(in) {
		if r < 0 {
			return false
		}
		w.read(r)
	}
	w.body.emit(in)
	w.assign(in.Dst, w.body.registers[in.Dst])
	return true
}

// read is the value of a register, fresh from memory where that may have changed.
func (w *caller) read(register int32) value {
	b := w.body
	if w.arrays[register] && int(register) >= w.program.Inputs {
		b.registers[register] = b.load(b.constants.zero, w.at(register))
	}
	return b.at(register)
}

// assign gives a register a value.
func (w *caller) assign(register int32, v value) {
	b := w.body
	if w.arrays[register] {
		b.Get(b.constants.zero)
		b.Get(v)
		b.Memory(wasm.Float64Store, w.at(register))
		return
	}
	if _, again := w.cells[register]; again {
		b.Get(v)
		b.Set(w.cell(register))
		b.registers[register] = w.cell(register)
		return
	}
	if w.isCell(v) { // which will change
		b.Get(v)
		v = b.keep()
	}
	b.registers[register] = v
}

// cell is the variable of a register that is written more than once.
func (w *caller) cell(register int32) value {
	if w.cells[register] == 0 {
		w.cells[register] = w.function.NewLocal(w.body.kind())
	}
	return w.cells[register]
}

func (w *caller) isCell(v value) bool {
	for _, c := range w.cells {
		if c == v {
			return true
		}
	}
	for _, t := range w.loops {
		if t.number == v {
			return true
		}
	}
	return false
}

// loop writes a loop whose ends are constant whole numbers.
func (w *caller) loop(in program.Instruction, from, to int) bool {
	lo, ok := w.indices[in.A]
	hi, too := w.indices[in.B]
	if !ok || !too || lo.of != nil || hi.of != nil {
		return false
	}
	if hi.shift < lo.shift {
		return true
	}
	f := w.function
	t := &turn{from: lo.shift, to: hi.shift, counter: f.NewLocal(wasm.I32), addresses: map[int]wasm.Local{}}
	w.indices[in.Dst] = index{of: t}
	w.loops = append(w.loops, t)
	if w.numbers[in.Dst] {
		t.number = f.NewLocal(wasm.F64)
	}
	if r := w.newRows(t, in.Dst, w.code[from:to]); r != nil {
		if !r.write() {
			w.loops = w.loops[:len(w.loops)-1]
			return true
		}
		lo.shift = t.to
	}
	f.Int32(8 * lo.shift)
	f.Set(t.counter)
	if t.number != 0 {
		f.Get(w.body.constant(float64(lo.shift)))
		f.Set(t.number)
		w.body.registers[in.Dst] = t.number
	}
	f.Loop()
	w.body.forgetShared()
	if !w.guard(from, to) || !w.write(from, to) {
		return false
	}
	w.body.forgetShared()
	if t.number != 0 {
		f.Get(t.number)
		f.Get(w.body.constant(1))
		f.Op(wasm.F64Add)
		f.Set(t.number)
	}
	f.Get(t.counter)
	f.Int32(8)
	f.Op(wasm.I32Add)
	f.Tee(t.counter)
	f.Int32(8 * (t.to + 1))
	f.Op(wasm.I32LessSigned)
	f.BranchIf(0)
	f.End()
	w.loops = w.loops[:len(w.loops)-1]
	return true
}

// access is the entry of an array that an instruction reads or writes: a distance that the loops around it give, and an offset.
type access struct {
	address wasm.Local
	offset  int
}

// guard reads, at the beginning of a turn, the entries that lie furthest. Machine code checks an address again wherever it
// reaches further than it did before.
func (w *caller) guard(from, to int) bool {
	var order []wasm.Local
	furthest := map[wasm.Local]int{}
	for pc := from; pc < to; pc++ {
		in := w.code[pc]
		trackIndex(w.indices, in)
		if in.Op == program.Begin {
			pc = int(in.C)
			continue
		}
		if in.Op <= program.Not || in.Op == program.Zero {
			continue
		}
		a, ok := w.place(in)
		if !ok || a.offset < 0 {
			return false
		}
		if far, met := furthest[a.address]; !met || a.offset > far {
			if !met {
				order = append(order, a.address)
			}
			furthest[a.address] = a.offset
		}
	}
	for _, address := range order {
		w.function.Get(address)
		w.function.Memory(wasm.Float64Load, furthest[address])
		w.function.Op(wasm.Drop)
	}
	return true
}

// place is the entry of an instruction's array; of a row, its first. False where it is not known to lie in the array.
func (w *caller) place(in program.Instruction) (access, bool) {
	array := in.Dst
	if in.Op == program.Load || in.Op == program.Load2 || in.Op == program.LoadRow {
		array = in.A
	}
	start := 0
	if array < 0 {
		start = w.tables[-array-1]
	} else {
		start = w.at(array)
	}
	i, ok := w.indices[in.B]
	switch in.Op {
	case program.Load, program.AddAt:
		return w.entry(start, i, 1, index{}, 0), ok && i.lies(in.N)
	case program.LoadRow, program.AddRow:
		return w.entry(start, i, int(in.M), index{}, 0), ok && i.lies(in.N)
	case program.StoreAt:
		lo, known := w.indices[in.C]
		i.shift -= lo.shift
		return w.entry(start, i, int(in.M), index{}, 0), ok && known && lo.of == nil && in.M > 0 && i.lies(in.N/in.M)
	case program.Load2, program.AddAt2:
		j, known := w.indices[in.C]
		return w.entry(start, i, int(in.M), j, 1), ok && known && i.lies(in.N) && j.lies(in.M)
	}
	return access{}, false
}

// entry is the one at i·m + j·k behind the start of an array.
func (w *caller) entry(start int, i index, m int, j index, k int) access {
	offset := start + 8*(i.shift*m+j.shift*k)
	switch {
	case i.of == nil && j.of == nil:
		return access{w.body.constants.zero, offset}
	case j.of == nil:
		return access{w.times(i.of, m), offset}
	case i.of == nil:
		return access{w.times(j.of, k), offset}
	case i.of == j.of:
		return access{w.times(i.of, m+k), offset}
	}
	f := w.function
	sum := f.NewLocal(wasm.I32)
	f.Get(w.times(i.of, m))
	f.Get(w.times(j.of, k))
	f.Op(wasm.I32Add)
	f.Set(sum)
	return access{sum, offset}
}

// times is a counter times a factor, computed when it is first asked for in a turn, which is at its beginning.
func (w *caller) times(t *turn, factor int) wasm.Local {
	if factor == 1 {
		return t.counter
	}
	v, ok := t.addresses[factor]
	if !ok {
		f := w.function
		v = f.NewLocal(wasm.I32)
		f.Get(t.counter)
		f.Int32(factor)
		f.Op(wasm.I32Mul)
		f.Set(v)
		t.addresses[factor] = v
	}
	return v
}

// memory writes an instruction on entries of arrays.
func (w *caller) memory(in program.Instruction) bool {
	b := w.body
	if in.Op == program.Zero {
		return w.clear(in)
	}
	a, ok := w.place(in)
	if !ok || a.offset < 0 {
		return false
	}
	switch in.Op {
	case program.Load, program.Load2:
		if w.numbers[in.Dst] || w.arrays[in.Dst] {
			w.assign(in.Dst, b.load(a.address, a.offset))
		}
	case program.LoadRow:
		for k := range in.M {
			if w.numbers[in.Dst+k] || w.arrays[in.Dst+k] {
				w.assign(in.Dst+k, b.load(a.address, a.offset+8*int(k)))
			}
		}
	case program.AddAt, program.AddAt2:
		w.addTo(a, in.A)
	case program.AddRow:
		for k := range in.M {
			w.addTo(access{a.address, a.offset + 8*int(k)}, in.A+k)
		}
	case program.StoreAt:
		for k := range in.M {
			v := w.read(in.A + k)
			b.Get(a.address)
			b.Get(v)
			b.Memory(wasm.Float64Store, a.offset+8*int(k))
		}
	default:
		return false
	}
	return true
}

func (w *caller) addTo(a access, register int32) {
	b := w.body
	sum := b.add(b.load(a.address, a.offset), w.read(register))
	b.Get(a.address)
	b.Get(sum)
	b.Memory(wasm.Float64Store, a.offset)
}

// clear clears numbers and short arrays; long ones are cleared before a call, outside all loops only.
func (w *caller) clear(in program.Instruction) bool {
	const short = 64
	switch {
	case in.N == 1:
		w.assign(in.Dst, w.body.constant(0))
	case in.N <= short:
		w.clearShort(in)
	case len(w.loops) > 0:
		return false
	default:
		w.zeros = append(w.zeros, program.Result{Register: in.Dst, Size: in.N})
	}
	return true
}

func (w *caller) clearShort(in program.Instruction) {
	f, zero := w.function, w.body.constants.zero
	for k := int32(0); k+1 < in.N; k += 2 {
		f.Get(zero)
		f.TwiceBits(0)
		f.Memory(wasm.VectorStore, w.at(in.Dst+k))
	}
	if in.N%2 == 1 {
		f.Get(zero)
		f.Get(w.body.constant(0))
		f.Memory(wasm.Float64Store, w.at(in.Dst+in.N-1))
	}
}
