package native

import (
	goruntime "runtime"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Machine runs a program as the program's own machine does, to the same digits: by that machine at first, and by machine code
// once so much has been asked of it that this pays. Where a run takes too long for a call, or has an instruction without code, its
// loops become machine code one by one. It is for one goroutine.
type Machine struct {
	*program.Machine
	work  int  // about how many instructions a run executes
	whole bool // a call may do all of it
	spent int
	call  *call            // nil: not yet, or not possible
	loops map[int]*stretch // where there is no call
	out   []float64

	pointWork int // about what a point of a block takes; 0: not known yet, -1: it has no grid
	asked     int // of blocks
	grid      *grid
}

// MachineOf compiles formulas and runs them until the interrupt of their graph.
func MachineOf(inputs []*expr.Node, outputs ...*expr.Node) (*Machine, error) {
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		return nil, err
	}
	m := NewMachine(p)
	m.SetInterrupt(inputs[0].Graph().Interrupted)
	return m, nil
}

// mostWork is how many instructions a call may execute: about a millisecond, since nothing else of Go's runtime goes on
// meanwhile.
const mostWork = 300_000

// A call pays when its program's machine has executed so many instructions, and so many for each that is compiled.
const worthACall, worthEach = 200_000, 300

// NewMachine is a machine for the program. Its random numbers start from seed 1.
func NewMachine(p *program.Program) *Machine {
	m := &Machine{Machine: p.NewMachine()}
	work, known := worked(p.Executed(), p)
	m.work, m.whole = work, known && work <= mostWork
	if !callable {
		m.spent = -1
	}
	return m
}

// muchWork is more than anything is asked to do at once.
const muchWork = 1 << 40

// worked is about how many instructions are executed, and whether that is known: a loop without constant ends counts as one turn.
func worked(code []program.Instruction, p *program.Program) (total int, known bool) {
	presets := map[int32]float64{}
	for _, c := range p.Preset {
		presets[c.Register] = c.Value
	}
	known = true
	sum, times := 0.0, []float64{1}
	for _, in := range code {
		turns := times[len(times)-1]
		switch in.Op {
		case program.Begin:
			from, constant := presets[in.A]
			to, too := presets[in.B]
			if constant && too && to-from < muchWork {
				turns *= max(0, to-from+1)
			} else {
				known = false
			}
			times = append(times, turns)
		case program.End:
			times = times[:len(times)-1]
		}
		if in.Vector {
			sum += turns * float64(in.N)
		}
		sum += turns
	}
	return int(min(sum, muchWork)), known
}

// Run computes the outputs at one point, as program.Machine.Run. It allocates nothing but when it makes the machine code.
func (m *Machine) Run(in, out []float64) error {
	if (m.call != nil || m.isCompiled()) && m.call.run(in) {
		m.call.copyTo(out)
		return m.Machine.Spend(m.work)
	}
	return m.Machine.Run(in, out)
}

// Values is Run without a copy of the outputs: what it returns is the machine's own and changes with the next run.
func (m *Machine) Values(in []float64) ([]float64, error) {
	if (m.call != nil || m.isCompiled()) && m.call.run(in) {
		return m.call.values(), m.Machine.Spend(m.work)
	}
	if m.out == nil {
		m.out = make([]float64, m.Program().Outputs())
	}
	return m.out, m.Machine.Run(in, m.out)
}

// isCompiled makes machine code when it begins to pay, and reports whether it has.
func (m *Machine) isCompiled() bool {
	if m.spent < 0 {
		return false
	}
	if m.spent += m.work; m.spent < worthACall+worthEach*len(m.Program().Executed()) {
		return false
	}
	m.spent = -1
	if m.whole {
		m.call = newCall(m.Program())
	}
	if m.call == nil {
		m.replaceLoops()
		return false
	}
	goruntime.AddCleanup(m, (*instance).close, m.call.instance)
	return true
}

// replaceLoops has the loops done by machine code.
func (m *Machine) replaceLoops() {
	m.loops = stretchesOf(m.Program(), mostWork)
	for begin, s := range m.loops {
		m.SetLoop(begin, s.run)
		goruntime.AddCleanup(m, (*instance).close, s.instance)
	}
}
