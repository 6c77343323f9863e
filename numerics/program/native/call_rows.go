package native

import (
	"maps"
	"slices"

	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// rows is a loop of which two turns are computed at once: over the rows of a table, say. What the turns add up is added in
// their order, so that the digits are the interpreter's.
type rows struct {
	*caller
	*turn
	index   int32 // the register of the loop's index
	code    []program.Instruction
	written map[int32]bool   // by the loop's own instructions
	sums    map[int32]bool   // registers that each turn adds to
	stored  []program.Result // arrays that each turn adds to or stores in
	outside map[int32]int    // registers from outside the loop, and where they stand twice
	wide    *body
}

// fewTurns is how many turns a loop has at least that is worth two bodies.
const fewTurns = 8

// mostTwice is how many numbers from outside such loops may stand in memory twice.
const mostTwice = 512

// newRows looks at a loop's instructions; nil where two turns cannot go at once, or where that would gain little.
func (w *caller) newRows(t *turn, index int32, code []program.Instruction) *rows {
	r := &rows{caller: w, turn: t, index: index, code: code, written: map[int32]bool{}, sums: map[int32]bool{}, outside: map[int32]int{}}
	if t.to-t.from+1 < fewTurns || !r.isLong() || !r.findSums() {
		return nil
	}
	for _, in := range code {
		trackIndex(w.indices, in)
		if in.Op > program.Not && !r.hasPlace(in) {
			return nil
		}
	}
	r.findOutside()
	if w.twice+len(r.outside)+1 > mostTwice {
		return nil
	}
	strayed := w.function.NewLocal(wasm.V128)
	r.wide = newBody(lanes{Function: w.function, wide: true}, w.program, strayed)
	r.wide.presets = w.body.presets
	for _, in := range code {
		if in.Op <= program.Not && r.isWanted(in) && !r.wide.isSupported(in) {
			return nil
		}
	}
	return r
}

// isLong reports whether the loop has an operation that takes long.
func (r *rows) isLong() bool {
	for _, in := range r.code {
		switch in.Op {
		case program.Apply, program.Div, program.Sqrt, program.Power:
			return true
		case program.Begin:
			return false
		}
	}
	return false
}

func (r *rows) isWanted(in program.Instruction) bool { return r.numbers[in.Dst] }

// findSums tells what the turns add up from what each has for itself; false where they depend on each other otherwise.
func (r *rows) findSums() bool {
	all := map[int32]bool{}
	for _, in := range r.code {
		switch {
		case in.Op <= program.Not:
			if r.arrays[in.Dst] {
				return false
			}
			all[in.Dst] = true
		case in.Op == program.Load || in.Op == program.Load2:
			all[in.Dst] = true
		case in.Op == program.LoadRow:
			for k := range in.M {
				all[in.Dst+k] = true
			}
		}
	}
	for _, in := range r.code {
		if in.Op > program.Not {
			r.note(in)
			continue
		}
		for _, a := range reads(in) {
			if a < 0 || r.sums[a] {
				return false
			}
			if !all[a] || r.written[a] {
				continue
			}
			if (in.Op != program.Add && in.Op != program.Sub) || in.A != a || in.Dst != a || in.B == a {
				return false
			}
			r.sums[a] = true
		}
		if r.sums[in.Dst] && in.A != in.Dst {
			return false
		}
		if !r.sums[in.Dst] {
			r.written[in.Dst] = true
		}
	}
	return true
}

// note notes what an instruction on an array writes.
func (r *rows) note(in program.Instruction) {
	switch in.Op {
	case program.Load, program.Load2:
		r.written[in.Dst] = true
	case program.LoadRow:
		for k := range in.M {
			r.written[in.Dst+k] = true
		}
	default:
		size := in.N
		if in.Op == program.AddAt2 || in.Op == program.AddRow {
			size *= in.M
		}
		r.stored = append(r.stored, program.Result{Register: in.Dst, Size: size})
	}
}

// findOutside finds the numbers from outside the loop.
func (r *rows) findOutside() {
	for _, in := range r.code {
		if in.Op > program.Not || r.sums[in.Dst] || !r.isWanted(in) {
			continue
		}
		for _, a := range reads(in) {
			if !r.written[a] && a != r.index {
				r.outside[a] = 0
			}
		}
	}
	for register := range r.body.presets {
		delete(r.outside, register)
	}
}

// hasPlace reports whether the entries of an instruction's array in two turns can be read at once, or written one after the
// other. What a turn stores no other reads.
func (r *rows) hasPlace(in program.Instruction) bool {
	i, ok := r.indices[in.B]
	if !ok {
		return false
	}
	switch in.Op {
	case program.Load:
		return i.of == r.turn && i.lies(in.N) && !r.isStored(in.A, in.N)
	case program.Load2:
		j, known := r.indices[in.C]
		return known && in.A < 0 && i.of == r.turn && j.of == nil && i.lies(in.N) && j.lies(in.M)
	case program.LoadRow:
		return in.A < 0 && i.of == r.turn && i.lies(in.N)
	case program.AddAt, program.AddAt2, program.AddRow, program.StoreAt:
		_, known := r.place(in)
		return known
	}
	return false
}

// isStored reports whether the turns store in an array.
func (r *rows) isStored(array, n int32) bool {
	for _, s := range r.stored {
		if array < s.Register+s.Size && s.Register < array+n {
			return true
		}
	}
	return false
}

// write writes the loop over pairs of turns; where their number is odd, one is left.
func (r *rows) write() (left bool) {
	f := r.function
	r.share()
	pairs := (r.to - r.from + 1) / 2
	f.Int32(8 * r.from)
	f.Set(r.counter)
	f.Loop()
	for _, in := range r.code {
		switch {
		case in.Op > program.Not:
			r.load(in)
		case r.sums[in.Dst]:
			r.add(in)
		case r.isWanted(in):
			r.compute(in)
		}
	}
	for lane := range 2 {
		r.storeLane(lane)
	}
	if r.number != 0 {
		n := r.wide.registers[r.index]
		f.Get(r.wide.add(n, r.wide.constant(2)))
		f.Set(n)
	}
	f.Get(r.counter)
	f.Int32(16)
	f.Op(wasm.I32Add)
	f.Tee(r.counter)
	f.Int32(8 * (r.from + 2*pairs))
	f.Op(wasm.I32LessSigned)
	f.BranchIf(0)
	f.End()
	f.Get(r.body.strayed)
	f.Get(r.wide.strayed)
	f.Op(wasm.VectorAnyTrue)
	f.Op(wasm.I32Or)
	f.Set(r.body.strayed)
	r.addresses = map[int]wasm.Local{}
	return (r.to-r.from+1)%2 == 1
}

// share stores what comes from outside the loop twice in memory, from where pairs are read: to make them anew from one number
// at each use takes longer.
func (r *rows) share() {
	for _, a := range slices.Sorted(maps.Keys(r.outside)) {
		v := r.read(a)
		r.outside[a] = r.storeTwice(v, v)
	}
	if r.number == 0 {
		return
	}
	b := r.body
	first := b.constant(float64(r.from))
	n := r.function.NewLocal(wasm.V128)
	r.function.Get(r.wide.load(b.constants.zero, r.storeTwice(first, b.constant(float64(r.from+1)))))
	r.function.Set(n)
	r.wide.registers[r.index] = n
}

// storeTwice stores two numbers side by side.
func (r *rows) storeTwice(x, y value) (at int) {
	at = r.twiceAt + 16*r.twice
	r.twice++
	for k, v := range []value{x, y} {
		r.function.Get(r.body.constants.zero)
		r.function.Get(v)
		r.function.Memory(wasm.Float64Store, at+8*k)
	}
	return at
}

// compute writes an operation on numbers for both turns.
func (r *rows) compute(in program.Instruction) {
	for _, a := range reads(in) {
		if at, ok := r.outside[a]; ok {
			r.wide.registers[a] = r.wide.load(r.body.constants.zero, at)
		}
	}
	r.wide.emit(in)
}

// load reads entries of two turns.
func (r *rows) load(in program.Instruction) {
	wanted := func(k int32, offset func() int) {
		if r.numbers[in.Dst+k] {
			r.wide.registers[in.Dst+k] = r.wide.load(r.counter, offset())
		}
	}
	i := r.indices[in.B]
	switch in.Op {
	case program.Load:
		start := r.at(in.A)
		if in.A < 0 {
			start = r.tables[-in.A-1]
		}
		wanted(0, func() int { return start + 8*i.shift })
	case program.Load2:
		j := r.indices[in.C]
		wanted(0, func() int { return r.column(in, j.shift) + 8*i.shift })
	case program.LoadRow:
		for k := range in.M {
			wanted(k, func() int { return r.column(in, int(k)) + 8*i.shift })
		}
	}
}

// column is where a column of a table stands in a row.
func (r *rows) column(in program.Instruction, k int) int {
	t := -in.A - 1
	r.columns[t] = int(in.M)
	return r.columnsAt[t] + 8*k*int(in.N)
}

// add adds what two turns have to a sum, one after the other.
func (r *rows) add(in program.Instruction) {
	f, b := r.function, r.body
	sum, op := r.cell(in.Dst), plain[in.Op].one
	b.registers[in.Dst] = sum
	for lane := range 2 {
		f.Get(sum)
		r.getLane(in.B, lane)
		f.Op(op)
		f.Set(sum)
	}
}

// getLane pushes the value of a register in one of the turns.
func (r *rows) getLane(register int32, lane int) {
	if !r.written[register] && register != r.index {
		r.function.Get(r.read(register))
		return
	}
	r.function.Get(r.wide.at(register))
	r.function.Lane(wasm.F64x2Extract, lane)
}

// storeLane adds and stores what one of the turns has for arrays.
func (r *rows) storeLane(lane int) {
	f := r.function
	for _, in := range r.code {
		if in.Op <= program.LoadRow || in.Op == program.Zero {
			continue
		}
		i, j := r.indices[in.B], r.indices[in.C]
		one, other := i, j
		one.shift, other.shift = i.shift+r.lane(i, lane), j.shift+r.lane(j, lane)
		r.indices[in.B], r.indices[in.C] = one, other
		if in.B == in.C {
			r.indices[in.B] = one
		}
		a, _ := r.place(in)
		r.indices[in.B], r.indices[in.C] = i, j
		count := int32(1)
		if in.Op == program.AddRow || in.Op == program.StoreAt {
			count = in.M
		}
		for k := range count {
			offset := a.offset + 8*int(k)
			f.Get(a.address)
			if in.Op != program.StoreAt {
				f.Get(a.address)
				f.Memory(wasm.Float64Load, offset)
			}
			r.getLane(in.A+k, lane)
			if in.Op != program.StoreAt {
				f.Op(wasm.F64Add)
			}
			f.Memory(wasm.Float64Store, offset)
		}
	}
}

// lane is how far an index is on in a turn of the pair.
func (r *rows) lane(x index, lane int) int {
	if x.of == r.turn {
		return lane
	}
	return 0
}
