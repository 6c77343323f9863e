package native

import (
	"slices"

	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// gridder writes the module of a grid: run(pairs) computes the outputs at so many pairs of points, whose inputs and outputs stand in
// arrays, with the program's loops inside.
type gridder struct {
	*gridLayout
	*body
	program *program.Program
	zero    int32 // the register that holds 0
	code    []program.Instruction
	cells   map[int32]value // of registers that are written more than once
	indices map[int32]index
	at      wasm.Local // the distance from the first pair, in bytes
	ahead   int        // of the pair from there
	any     value      // where any pair strayed
}

// source is the module; false where some instruction has no code.
func (g *gridder) source() (*source, bool) {
	f := wasm.NewFunction(runName, []wasm.Type{wasm.I32}, nil)
	wide := lanes{Function: f, wide: true}
	g.at, g.any = f.NewLocal(wasm.I32), f.NewLocal(wasm.V128)
	g.body = newBody(wide, g.program, f.NewLocal(wasm.V128))
	g.presets[g.zero] = 0
	g.findCells()
	g.indices = presetIndices(g.program)
	f.Loop()
	g.Get(g.at)
	g.Memory(wasm.VectorLoad, g.reach+16*mostPairs) // machine code checks an address again wherever it reaches further than before
	g.Op(wasm.Drop)
	pairs := g.pairsATurn()
	for g.ahead = 0; g.ahead < 16*pairs; g.ahead += 16 {
		g.forget()
		g.enter()
		if !g.write(0, len(g.code)) {
			return nil, false
		}
		g.leave()
	}
	nextPairs(f, g.at, pairs)
	f.End()
	g.store(g.any, anyAt)
	return &source{module: wasm.Module(g.end>>16+1, f)}, true
}

// findCells finds what is written more than once: the sums of loops.
func (g *gridder) findCells() {
	g.cells = map[int32]value{}
	written := map[int32]bool{}
	for _, in := range g.code {
		if in.Op > program.Not && in.Op != program.Zero {
			continue
		}
		if written[in.Dst] {
			g.cells[in.Dst] = 0
		}
		written[in.Dst] = true
	}
	for register := range g.cells {
		g.cells[register] = g.NewLocal(wasm.V128)
	}
}

// pairsATurn is how many pairs a turn of the loop over them takes: several where one takes no longer than the turn itself.
func (g *gridder) pairsATurn() int {
	if len(g.code) > shortCode || slices.ContainsFunc(g.code, func(in program.Instruction) bool { return in.Op == program.Apply || in.Op > program.Not }) {
		return 1
	}
	return mostPairs
}

const shortCode, mostPairs = 30, 4

// enter reads the inputs of a pair.
func (g *gridder) enter() {
	g.TwiceBits(0)
	g.Set(g.strayed)
	for k := range g.program.Inputs {
		g.registers[int32(k)] = g.load(g.at, g.inputAt(k)+g.ahead)
	}
}

// leave writes the outputs of a pair, and whether it strayed.
func (g *gridder) leave() {
	k := 0
	for _, r := range g.program.Results {
		for j := range r.Size {
			if r.Register < 0 {
				g.storePair(g.constant(g.program.Tables[-r.Register-1][j]), g.outputAt(k))
			} else {
				g.storePair(g.body.at(r.Register+j), g.outputAt(k))
			}
			k++
		}
	}
	if !g.mayStray {
		return
	}
	g.storePair(g.strayed, strayedPairsAt)
	g.Get(g.any)
	g.Get(g.strayed)
	g.Op(wasm.VectorOr)
	g.Set(g.any)
}

func (g *gridder) storePair(v value, offset int) {
	g.Get(g.at)
	g.Get(v)
	g.Memory(wasm.VectorStore, offset+g.ahead)
}

func (g *gridder) store(v value, at int) {
	g.Int32(at)
	g.Get(v)
	g.Memory(wasm.VectorStore, 0)
}

// write writes the instructions from one up to another; false where one has no code.
func (g *gridder) write(from, to int) bool {
	for pc := from; pc < to; pc++ {
		in := g.code[pc]
		trackIndex(g.indices, in)
		ok := true
		switch {
		case in.Op == program.Begin:
			ok = g.loop(in, pc+1, int(in.C))
			pc = int(in.C)
		case in.Op <= program.Not:
			if ok = g.isSupported(in); ok {
				g.emit(in)
				g.assign(in.Dst, g.registers[in.Dst])
			}
		case in.Op == program.Zero && in.N == 1:
			g.assign(in.Dst, g.constant(0))
		default:
			ok = g.lookUp(in)
		}
		if !ok {
			return false
		}
	}
	return true
}

// assign gives a register a value.
func (g *gridder) assign(register int32, v value) {
	if cell, again := g.cells[register]; again {
		g.Get(v)
		g.Set(cell)
		g.registers[register] = cell
		return
	}
	for _, cell := range g.cells {
		if v == cell { // which will change
			g.Get(v)
			v = g.keep()
			break
		}
	}
	g.registers[register] = v
}

// loop writes a loop whose ends are constant whole numbers.
func (g *gridder) loop(in program.Instruction, from, to int) bool {
	lo, ok := g.indices[in.A]
	hi, too := g.indices[in.B]
	if !ok || !too || lo.of != nil || hi.of != nil {
		return false
	}
	if hi.shift < lo.shift {
		return true
	}
	t := &turn{from: lo.shift, to: hi.shift, counter: g.NewLocal(wasm.I32), number: g.NewLocal(wasm.V128), addresses: map[int]wasm.Local{}}
	g.indices[in.Dst] = index{of: t}
	g.registers[in.Dst] = t.number
	g.Int32(8 * t.from)
	g.Set(t.counter)
	g.Twice(float64(t.from))
	g.Set(t.number)
	g.Loop()
	g.forgetShared()
	if !g.write(from, to) {
		return false
	}
	g.forgetShared()
	g.Get(t.number)
	g.Twice(1)
	g.Op(wasm.F64x2Add)
	g.Set(t.number)
	g.Get(t.counter)
	g.Int32(8)
	g.Op(wasm.I32Add)
	g.Tee(t.counter)
	g.Int32(8 * (t.to + 1))
	g.Op(wasm.I32LessSigned)
	g.BranchIf(0)
	g.End()
	return true
}

// lookUp reads an entry, or a row, of a table, the same at both points.
func (g *gridder) lookUp(in program.Instruction) bool {
	i, ok := g.indices[in.B]
	if !ok || in.A >= 0 {
		return false
	}
	start := g.tables[-in.A-1]
	switch in.Op {
	case program.Load:
		return i.lies(in.N) && g.entry(in.Dst, i, 1, start)
	case program.Load2:
		j, known := g.indices[in.C]
		return known && j.of == nil && i.lies(in.N) && j.lies(in.M) && g.entry(in.Dst, i, int(in.M), start+8*j.shift)
	case program.LoadRow:
		for k := range in.M {
			if !i.lies(in.N) || !g.entry(in.Dst+k, i, int(in.M), start+8*int(k)) {
				return false
			}
		}
		return true
	}
	return false
}

// entry reads what stands at an index times a factor.
func (g *gridder) entry(register int32, i index, factor, start int) bool {
	if i.of == nil {
		g.Int32(0)
	} else {
		g.Get(i.of.counter)
		g.Int32(factor)
		g.Op(wasm.I32Mul)
	}
	g.Memory(wasm.VectorLoad64Splat, start+8*i.shift*factor)
	g.assign(register, g.keep())
	return true
}
