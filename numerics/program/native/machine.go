package native

import (
	goruntime "runtime"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Machine runs a program as the program's own machine does, to the same digits: by that machine at first, and by machine code
// once so much has been asked of it that this pays. It is for one goroutine.
type Machine struct {
	*program.Machine
	work  int // about how many instructions a run executes
	spent int
	call  *call // nil: not yet, or not possible
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
// meanwhile. Longer ones are interpreted.
const mostWork = 300_000

// A call pays when its program's machine has executed so many instructions, and so many for each that is compiled.
const worthACall, worthEach = 200_000, 300

// NewMachine is a machine for the program. Its random numbers start from seed 1.
func NewMachine(p *program.Program) *Machine {
	m := &Machine{Machine: p.NewMachine(), work: worked(p.Executed(), p)}
	if !callable || m.work > mostWork {
		m.spent = -1
	}
	return m
}

// worked is about how many instructions a run executes; loops without constant ends count as long ones.
func worked(code []program.Instruction, p *program.Program) int {
	presets := map[int32]float64{}
	for _, c := range p.Preset {
		presets[c.Register] = c.Value
	}
	total, times := 0, []int{1}
	for _, in := range code {
		turns := times[len(times)-1]
		switch in.Op {
		case program.Begin:
			from, known := presets[in.A]
			to, too := presets[in.B]
			if !known || !too || to-from > mostWork {
				return mostWork + 1
			}
			times = append(times, turns*max(0, int(to-from)+1))
		case program.End:
			times = times[:len(times)-1]
		}
		if in.Vector {
			total += turns * int(in.N)
		}
		if total += turns; total > mostWork {
			return total
		}
	}
	return total
}

// Run computes the outputs at one point, as program.Machine.Run. It allocates nothing but when it makes the machine code.
func (m *Machine) Run(in, out []float64) error {
	if m.isCompiled() && m.call.run(in) {
		m.call.copyTo(out)
		return m.Machine.Spend(m.work)
	}
	return m.Machine.Run(in, out)
}

// Values is Run without a copy of the outputs: what it returns is the machine's own and changes with the next run.
func (m *Machine) Values(in []float64) ([]float64, error) {
	if m.isCompiled() && m.call.run(in) {
		return m.call.values(), m.Machine.Spend(m.work)
	}
	if m.out == nil {
		m.out = make([]float64, m.Program().Outputs())
	}
	return m.out, m.Machine.Run(in, m.out)
}

// isCompiled reports whether there is machine code, and makes it when it begins to pay.
func (m *Machine) isCompiled() bool {
	if m.call != nil {
		return true
	}
	if m.spent < 0 {
		return false
	}
	if m.spent += m.work; m.spent < worthACall+worthEach*len(m.Program().Executed()) {
		return false
	}
	m.spent = -1
	if m.call = newCall(m.Program()); m.call == nil {
		return false
	}
	goruntime.AddCleanup(m, (*instance).close, m.call.instance)
	return true
}
