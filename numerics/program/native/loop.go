// Package native turns programs into machine code: a step of an optimizer with the loop over the steps around it. It gives
// the digits of the program's own machine, bit for bit, or says that it strayed from where it can. What it has no code for
// is left to that machine.
//
// The code is a WebAssembly module, which wazero compiles; where wazero cannot, nothing is native.
package native

import (
	"math"
	"slices"

	"saddle/numerics/expr/power"
	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// Recurrence says how a program is a step: some outputs are the next values of the first inputs. An output is meant by its
// number, -1 is none.
type Recurrence struct {
	State  int // the first so many inputs
	Next   int // the output with which their next values begin
	Number int // the input that counts the steps, behind the state
	Finite []int
	Least  int // the output of which the least value is kept
	Stop   int // the output that ends the steps where it is not 0
	Point  int // the first so many of the state are a point whose rest is noted, 0: no
	Moves  bool
}

// Report is what happened in a slice of steps.
type Report struct {
	Ended   bool    // some step may end the run: a number was not finite, the step asked for it, or it left the point where it was
	Strayed bool    // a step went where the code does not give the machine's digits
	Least   float64 // the least value, +Inf where none is asked for
	Moved   int     // the last step of the slice that changed any of the state, 0 where none did
}

// Counts reports whether the slice went as the steps of the machine would, with nothing that might end the run.
func (r Report) Counts() bool { return !r.Ended && !r.Strayed }

// layout is where things stand in memory, in bytes.
const (
	numberAt = 8 * iota // the number of the step before the first
	leastAt
	flagsAt // ended + 2 strayed
	movedAt
	stateAt
)

// source is a module with a loop and what must stand in its memory.
type source struct {
	module    []byte
	constants []float64
	start     int // of the constants in memory
	roots     []float64
	rootsAt   int
	state     int
	lasting   []int  // numbers of the state that must be finite, and that show it behind the last step if they were not in any
	draws     []draw // what each step takes, in order, from drawsAt on
	drawsAt   int
}

// store puts the constants and the roots where the module looks for them, by what writes a number into its memory.
func (s *source) store(put func(at int, x float64)) {
	for k, x := range s.constants {
		put(s.start+8*k, x)
	}
	for k, x := range s.roots {
		put(s.rootsAt+8*k, x)
	}
}

// stepsDrawn is how many steps are taken at once at most where they draw random numbers.
const stepsDrawn = 256

// rootsSize is the room for power.Roots in memory.
const rootsSize = 8 * 2 * 128

// newLoop writes the module of a recurrence; false where some instruction has no code.
func newLoop(p *program.Program, r Recurrence) (*source, bool) {
	scalars, ok := newScalars(p)
	if !ok {
		return nil, false
	}
	outputs := outputRegisters(p)
	l := &loop{Recurrence: r, draws: scalars.draws, nothing: scalars.zero, outputs: outputs}
	l.settle(scalars.code, p)
	code, ok := needed(scalars.code, l.wanted(l.Recurrence))
	if !ok {
		return nil, false
	}
	l.code = code
	return l.source(p)
}

// wanted are the registers that a step must give.
func (l *loop) wanted(r Recurrence) []int32 {
	wanted := slices.Clone(l.outputs[r.Next : r.Next+r.State])
	for _, k := range append([]int{r.Least, r.Stop}, r.Finite...) {
		if k >= 0 {
			wanted = append(wanted, l.outputs[k])
		}
	}
	return wanted
}

// outputRegisters are the registers of all outputs, a negative one for those that stand in a table.
func outputRegisters(p *program.Program) []int32 {
	var registers []int32
	for _, r := range p.Results {
		for k := range r.Size {
			if r.Register < 0 {
				registers = append(registers, r.Register)
				continue
			}
			registers = append(registers, r.Register+k)
		}
	}
	return registers
}

// needed are the instructions that give some registers; false where there are loops or arrays.
func needed(code []program.Instruction, registers []int32) ([]program.Instruction, bool) {
	wanted := map[int32]bool{}
	for _, r := range registers {
		wanted[r] = true
	}
	var kept []program.Instruction
	for k := len(code) - 1; k >= 0; k-- {
		in := code[k]
		if in.Vector || in.Op > program.Not {
			return nil, false
		}
		if !wanted[in.Dst] {
			continue
		}
		delete(wanted, in.Dst)
		for _, r := range reads(in) {
			wanted[r] = true
		}
		kept = append(kept, in)
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept, true
}

// loop is a module under construction.
type loop struct {
	Recurrence
	*body
	outputs []int32
	code    []program.Instruction
	draws   []draw
	nothing int32 // the register that holds 0

	state         []value
	lasting       []int // of the state: looked at behind the last step
	within        *bounded
	number, least value
	moved, count  wasm.Local
	counted       bool       // the steps' number is read
	chance        wasm.Local // where the random numbers of a step stand, from those of the first
	drawsAt       int
}

func (l *loop) source(p *program.Program) (*source, bool) {
	f := wasm.NewFunction(runName, []wasm.Type{wasm.I32}, nil)
	roots := stateAt + 8*l.State
	roots += -roots & 15
	l.drawsAt = roots + rootsSize
	start := l.drawsAt + 8*len(l.draws)*stepsDrawn
	l.body = newBody(lanes{Function: f, constants: newConstants(f, start)}, p, f.NewLocal(wasm.I32))
	l.presets[l.nothing] = 0
	l.rootsAt, l.chance = roots, f.NewLocal(wasm.I32)
	for _, in := range l.code {
		if !l.isSupported(in) {
			return nil, false
		}
	}
	for _, r := range l.outputs[l.Next : l.Next+l.State] {
		if r < 0 {
			return nil, false
		}
	}
	l.enter()
	f.Block()
	f.Block()
	f.Loop()
	l.step()
	l.advance()
	f.Get(l.count)
	f.Int32(-1)
	f.Op(wasm.I32Add)
	f.Tee(l.count)
	f.BranchIf(0)
	f.End()
	l.leave()
	f.Branch(1)
	f.End()
	l.flags(1)
	f.End()
	pages := l.constants.end()>>16 + 1
	s := &source{
		module: wasm.Module(pages, f), constants: l.constants.values, start: start, rootsAt: roots, state: l.State, lasting: l.lasting,
		draws: l.draws, drawsAt: l.drawsAt,
	}
	if l.usesRoots {
		s.roots = power.Roots()
	}
	return s, true
}

// runName is the exported function; its argument is the number of steps, at least one.
const runName = "run"

// enter loads the state. All variables are zero when a function begins.
func (l *loop) enter() {
	l.count = 0
	for k := range l.State {
		l.state = append(l.state, l.load(l.constants.zero, stateAt+8*k))
	}
	l.counted = l.Moves || slices.ContainsFunc(l.code, func(in program.Instruction) bool { return slices.Contains(reads(in), int32(l.Number)) })
	if l.counted {
		l.number = l.load(l.constants.zero, numberAt)
	}
	l.least, l.moved = l.NewLocal(wasm.F64), l.NewLocal(wasm.F64)
	l.Get(l.constant(math.Inf(1)))
	l.Set(l.least)
}

// step computes what a step gives and notes what happens in it.
func (l *loop) step() {
	l.forget()
	for k, v := range l.state {
		l.registers[int32(k)] = v
	}
	if l.counted {
		l.update(l.number, func() {
			l.Get(l.number)
			l.Get(l.constant(1))
			l.Op(wasm.F64Add)
		})
		l.registers[int32(l.Number)] = l.number
	}
	if len(l.draws) > 0 {
		l.takeDraws()
	}
	for _, in := range l.code {
		l.emit(in)
	}
	l.look()
	if l.Least >= 0 {
		norm := l.at(l.outputs[l.Least])
		l.update(l.least, func() {
			l.Get(norm)
			l.Get(l.least)
			l.Get(l.compare(less, norm, l.least))
			l.Op(wasm.Select)
		})
	}
	if l.Moves {
		changed := l.changed(l.State)
		l.update(l.moved, func() {
			l.Get(l.number)
			l.Get(l.moved)
			l.Get(changed)
			l.Op(wasm.Select)
		})
	}
}

// takeDraws reads the random numbers of a step.
func (l *loop) takeDraws() {
	for k, d := range l.draws {
		l.registers[d.register] = l.load(l.chance, l.drawsAt+8*k)
	}
	l.update(l.chance, func() {
		l.Get(l.chance)
		l.Int32(8 * len(l.draws))
		l.Op(wasm.I32Add)
	})
}

// update sets a variable to what is pushed.
func (l *loop) update(v value, push func()) {
	push()
	l.Set(v)
}

func (l *loop) next(k int) value { return l.at(l.outputs[l.Next+k]) }

// advance replaces the state.
func (l *loop) advance() {
	for k := range l.state {
		l.Get(l.next(k))
	}
	for k := len(l.state) - 1; k >= 0; k-- {
		l.Set(l.state[k])
	}
}
