package native

import (
	"saddle/numerics/expr/power"
	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// call is a program as a function, with its loops: for one goroutine.
type call struct {
	instance *instance
	numbers  []float64 // the memory
	inputs   []float64
	zeros    [][]float64 // arrays that are zero when a call begins
	outputs  []float64   // where they stand in a row; nil: in parts
	parts    [][]float64
}

// newCall compiles a program; nil where some instruction has no code, or where there is no compiler here.
func newCall(p *program.Program) *call {
	plain, ok := newScalars(p)
	if !ok || len(plain.draws) > 0 {
		return nil
	}
	f := wasm.NewFunction(runName, nil, nil)
	w := &caller{program: p, scalars: plain, function: f}
	s, ok := w.source()
	if !ok {
		return nil
	}
	i := instantiate(s)
	if i == nil {
		return nil
	}
	c := &call{instance: i, numbers: i.numbers()}
	c.inputs = c.from(w.at(0), p.Inputs)
	for k, t := range p.Tables {
		copy(c.from(w.tables[k], len(t)), t)
		if columns := w.columns[k]; columns > 0 {
			transpose(c.from(w.columnsAt[k], len(t)), t, columns)
		}
	}
	for _, z := range w.zeros {
		c.zeros = append(c.zeros, c.from(w.at(z.Register), int(z.Size)))
	}
	for _, r := range w.results {
		c.parts = append(c.parts, c.from(r.at, r.size))
	}
	if len(c.parts) == 1 {
		c.outputs = c.parts[0]
	}
	return c
}

// transpose stores a table column by column.
func transpose(dst, table []float64, columns int) {
	rows := len(table) / columns
	for i := range rows {
		for j := range columns {
			dst[j*rows+i] = table[i*columns+j]
		}
	}
}

// from are so many numbers from an offset in bytes.
func (c *call) from(at, count int) []float64 { return c.numbers[at/8 : at/8+count : at/8+count] }

// run computes the outputs; false where the code does not give the machine's digits.
func (c *call) run(in []float64) bool {
	copy(c.inputs, in)
	for _, z := range c.zeros {
		clear(z)
	}
	return c.instance.callPlainly() == nil && c.numbers[strayedAt/8] == 0
}

func (c *call) copyTo(out []float64) {
	at := 0
	for _, p := range c.parts {
		at += copy(out[at:], p)
	}
}

// values are the outputs in a row.
func (c *call) values() []float64 {
	if c.outputs == nil {
		n := 0
		for _, p := range c.parts {
			n += len(p)
		}
		c.outputs = make([]float64, n)
	}
	if len(c.parts) > 1 {
		c.copyTo(c.outputs)
	}
	return c.outputs
}

// Where things stand in a call's memory, in bytes: whether it strayed, then a place for each register, the tables, the
// outputs that are not arrays, the roots and the constants. Only registers that are indexed, or inputs, use their place.
const strayedAt, registersAt = 0, 16

// mostMemory bounds it.
const mostMemory = 16 << 20

// caller writes the module of a call.
type caller struct {
	program *program.Program
	*scalars
	function *wasm.Function
	body     *body
	arrays   []bool // by register: whether it stands in memory
	cells    map[int32]value
	numbers  []bool // by register: whether its value is read as a number
	indices  map[int32]index
	loops    []*turn // around what is being written
	tables   []int   // where they stand

	columnsAt []int // where they may stand column by column
	columns   []int // how many columns they have where they do
	twiceAt   int   // where numbers stand twice
	twice     int   // how many do

	zeros   []program.Result
	results []placed
}

// placed is where outputs stand in memory.
type placed struct{ at, size int }

func (w *caller) at(register int32) int { return registersAt + 8*int(register) }

func (w *caller) source() (*source, bool) {
	end := w.at(w.next)
	for _, t := range w.program.Tables {
		w.tables, w.columnsAt = append(w.tables, end), append(w.columnsAt, end+8*len(t))
		end += 2 * 8 * len(t)
	}
	w.columns = make([]int, len(w.tables))
	w.twiceAt = end
	end += 16 * mostTwice
	outputs := end
	end += 8 * w.program.Outputs()
	roots := end + -end&15
	start := roots + rootsSize
	if start > mostMemory || !w.survey() {
		return nil, false
	}
	f := w.function
	w.body = newBody(lanes{Function: f, constants: newConstants(f, start)}, w.program, f.NewLocal(wasm.I32))
	w.body.rootsAt, w.body.presets[w.zero] = roots, 0
	w.enter()
	if !w.write(0, len(w.code)) || !w.leave(outputs) {
		return nil, false
	}
	s := &source{
		module:    wasm.Module(w.body.constants.end()>>16+1, f),
		constants: w.body.constants.values, start: start, rootsAt: roots,
	}
	if w.body.usesRoots {
		s.roots = power.Roots()
	}
	return s, true
}

// enter loads the inputs that are read as numbers.
func (w *caller) enter() {
	for k := range int32(w.program.Inputs) {
		if w.numbers[k] {
			w.body.registers[k] = w.body.load(w.body.constants.zero, w.at(k))
		}
	}
}

// leave stores the outputs that do not stand in memory, and whether the code strayed.
func (w *caller) leave(outputs int) bool {
	b := w.body
	for _, r := range w.program.Results {
		if r.Register < 0 {
			w.result(w.tables[-r.Register-1], int(r.Size))
			continue
		}
		for k := r.Register; k < r.Register+r.Size; k++ {
			if w.arrays[k] || int(k) < w.program.Inputs {
				w.result(w.at(k), 1)
				continue
			}
			b.Get(b.constants.zero)
			b.Get(w.read(k))
			b.Memory(wasm.Float64Store, outputs)
			w.result(outputs, 1)
			outputs += 8
		}
	}
	b.Get(b.constants.zero)
	b.Get(b.strayed)
	b.Op(wasm.F64ConvertI32)
	b.Memory(wasm.Float64Store, strayedAt)
	return true
}

// result adds a place of outputs, joined to the one before where it follows.
func (w *caller) result(at, size int) {
	if k := len(w.results) - 1; k >= 0 && w.results[k].at+8*w.results[k].size == at {
		w.results[k].size += size
		return
	}
	w.results = append(w.results, placed{at, size})
}
