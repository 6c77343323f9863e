package native

import (
	"maps"
	"slices"

	"saddle/numerics/program"
)

// cut takes a loop out of a program. The part's registers are numbered anew: first its inputs, which are what the loop reads and was
// written before it, then what the loop writes.
type cut struct {
	whole      *program.Program
	begin, end int
	code       []program.Instruction
	ranges     []program.Result // of registers that belong together
	read       map[int32]bool   // before it is written
	written    map[int32]bool
	arrays     map[int32]bool // what is written by its place in an array

	moved   map[int32]int32 // the part's register of a machine's
	next    int32
	tables  map[int32]int32
	used    [][]float64
	given   []int32               // the machine's registers that the inputs are
	carried []program.Instruction // copies of inputs that change
	filled  []int32               // the machine's registers that the part adds to in its memory
	results []int32               // the machine's registers that the outputs are
}

func newCut(p *program.Program, begin int) *cut {
	code := p.Executed()
	c := &cut{
		whole: p, begin: begin, end: int(code[begin].C), read: map[int32]bool{}, written: map[int32]bool{}, arrays: map[int32]bool{},
		moved: map[int32]int32{}, tables: map[int32]int32{},
	}
	c.code = code[begin : c.end+1]
	for _, in := range c.code {
		c.note(in)
	}
	c.join()
	return c
}

// registersOf are the registers that are read from A, B and C on.
func registersOf(p *program.Program, in program.Instruction) []program.Result {
	sizes := p.Extent(in)
	return []program.Result{{Register: in.A, Size: sizes[0]}, {Register: in.B, Size: sizes[1]}, {Register: in.C, Size: sizes[2]}}
}

// writes are how many registers an instruction writes from Dst on, and whether it adds to an array or stores in one.
func writes(in program.Instruction) (size int32, inPlace bool) {
	switch in.Op {
	case program.AddAt, program.StoreAt:
		return in.N, true
	case program.AddAt2, program.AddRow:
		return in.N * in.M, true
	case program.LoadRow:
		return in.M, false
	case program.Zero, program.Product:
		return in.N, in.Op == program.Zero && in.N > 1
	case program.End:
		return 0, false
	}
	if in.Vector {
		return in.N, false
	}
	return 1, false
}

func (c *cut) note(in program.Instruction) {
	for _, r := range registersOf(c.whole, in) {
		if r.Size > 0 && r.Register >= 0 {
			c.ranges = append(c.ranges, r)
			c.noteRead(r)
		}
	}
	size, inPlace := writes(in)
	dst := program.Result{Register: in.Dst, Size: size}
	if inPlace && in.Op != program.Zero {
		c.noteRead(dst)
	}
	if size > 0 {
		c.ranges = append(c.ranges, dst)
	}
	for k := in.Dst; k < in.Dst+size; k++ {
		c.written[k] = true
		c.arrays[k] = c.arrays[k] || inPlace
	}
}

func (c *cut) noteRead(r program.Result) {
	for k := r.Register; k < r.Register+r.Size; k++ {
		c.read[k] = c.read[k] || !c.written[k]
	}
}

// join joins ranges that share registers.
func (c *cut) join() {
	slices.SortFunc(c.ranges, func(a, b program.Result) int { return int(a.Register - b.Register) })
	joined := c.ranges[:0]
	for _, r := range c.ranges {
		if k := len(joined) - 1; k >= 0 && r.Register < joined[k].Register+joined[k].Size {
			joined[k].Size = max(joined[k].Size, r.Register+r.Size-joined[k].Register)
			continue
		}
		joined = append(joined, r)
	}
	c.ranges = joined
}

// program is the loop as a program; nil where what it leaves behind is more than sums and arrays.
func (c *cut) program() *program.Program {
	presets := c.inputs()
	p := &program.Program{Inputs: int(c.next)}
	for _, x := range presets {
		p.Preset = append(p.Preset, program.Preset{Register: c.next, Value: x.Value})
		c.number(program.Result{Register: x.Register, Size: 1})
	}
	for _, r := range c.ranges {
		if c.isWritten(r) {
			c.number(r)
		}
	}
	if !c.findResults() {
		return nil
	}
	code := c.rewritten()
	p.Registers, p.Tables = int(c.next), c.used
	outputs := make([]int32, len(c.results))
	for k, r := range c.results {
		outputs[k] = c.moved[r]
	}
	return p.Part(code, outputs)
}

// number numbers registers that belong together.
func (c *cut) number(r program.Result) {
	for k := r.Register; k < r.Register+r.Size; k++ {
		c.moved[k] = c.next
		c.next++
	}
}

func (c *cut) isWritten(r program.Result) bool {
	for k := r.Register; k < r.Register+r.Size; k++ {
		if c.written[k] {
			return true
		}
	}
	return false
}

// inputs numbers what is read from before the loop; the constants among it are not inputs.
func (c *cut) inputs() (constants []program.Preset) {
	presets := map[int32]program.Preset{}
	for _, x := range c.whole.Preset {
		presets[x.Register] = x
	}
	for _, r := range c.ranges {
		x, constant := presets[r.Register]
		switch {
		case c.isWritten(r):
		case constant && r.Size == 1:
			constants = append(constants, x)
		default:
			c.number(r)
			for k := range r.Size {
				c.given = append(c.given, r.Register+k)
			}
		}
	}
	for _, r := range c.ranges {
		if c.isWritten(r) {
			c.carryOver(r)
		}
	}
	return constants
}

// carryOver makes inputs of numbers that the loop goes on with, such as sums that were begun before it; arrays stand in memory.
func (c *cut) carryOver(r program.Result) {
	for k := r.Register; k < r.Register+r.Size; k++ {
		switch {
		case !c.read[k]:
		case c.arrays[k]:
			c.filled = append(c.filled, k)
		default:
			c.carried = append(c.carried, program.Instruction{Op: program.Copy, Dst: k, A: c.next})
			c.given = append(c.given, k)
			c.next++
		}
	}
}

// findResults finds what is read after the loop, or when it runs again; false where such a number is neither carried over nor in
// an array.
func (c *cut) findResults() bool {
	later := c.readOutside()
	for _, k := range slices.Sorted(maps.Keys(c.written)) {
		switch {
		case c.read[k]:
			c.results = append(c.results, k)
		case !later[k]:
		case !c.arrays[k]:
			return false
		default:
			c.results = append(c.results, k)
		}
	}
	return true
}

// readOutside are the registers that are read elsewhere in the program.
func (c *cut) readOutside() map[int32]bool {
	all := slices.Clone(c.whole.Results)
	for pc, in := range c.whole.Executed() {
		if pc < c.begin || pc > c.end {
			all = append(all, registersOf(c.whole, in)...)
		}
	}
	for _, call := range c.whole.Calls {
		all = append(all, call.Operands...)
	}
	read := map[int32]bool{}
	for _, r := range all {
		for k := r.Register; r.Register >= 0 && k < r.Register+r.Size; k++ {
			read[k] = true
		}
	}
	return read
}

// rewritten is the code over the part's registers.
func (c *cut) rewritten() []program.Instruction {
	var code []program.Instruction
	for _, in := range c.carried {
		in.Dst = c.moved[in.Dst]
		code = append(code, in)
	}
	shift := int32(len(code) - c.begin)
	for _, in := range c.code {
		sizes := c.whole.Extent(in)
		for k, field := range []*int32{&in.A, &in.B, &in.C} {
			if sizes[k] > 0 {
				*field = c.operand(*field)
			}
		}
		if in.Op == program.Begin || in.Op == program.End {
			in.C += shift
		}
		in.Dst = c.moved[in.Dst]
		code = append(code, in)
	}
	return code
}

// operand is the part's register of a machine's, or its table of one.
func (c *cut) operand(register int32) int32 {
	if register >= 0 {
		return c.moved[register]
	}
	t, ok := c.tables[register]
	if !ok {
		c.used = append(c.used, c.whole.Tables[-register-1])
		t = -int32(len(c.used))
		c.tables[register] = t
	}
	return t
}
