package native

import "saddle/numerics/program"

// schedule is what the steps take that depends on their number alone, such as a falling rate or a power of β: the program's own
// machine computes it for a slice of steps, and all walks read it. It never changes and may be shared.
type schedule struct {
	registers []int32          // what other instructions read of it
	part      *program.Program // gives them
	number    int              // the input that counts the steps
}

// scheduledSteps is how many steps a slice takes at most where there is a schedule: its numbers stand twice in memory, those of
// a step together.
const scheduledSteps = 256

// newSchedule takes what depends on the number of a step alone out of the code. Wanted are registers that are read besides.
func newSchedule(p *program.Program, number int, code []program.Instruction, wanted []int32) (rest []program.Instruction, s *schedule) {
	known := map[int32]bool{int32(number): true}
	for _, c := range p.Preset {
		known[c.Register] = true
	}
	var part []program.Instruction
	isRead, planned := map[int32]bool{}, map[int32]bool{}
	for _, r := range wanted {
		isRead[r] = true
	}
	for _, in := range code {
		if isPlanned(in, known, p.Registers) {
			known[in.Dst], planned[in.Dst] = true, true
			part = append(part, in)
			continue
		}
		rest = append(rest, in)
		for _, r := range reads(in) {
			isRead[r] = true
		}
	}
	s = &schedule{number: number}
	for _, in := range part {
		if isRead[in.Dst] {
			s.registers = append(s.registers, in.Dst)
		}
	}
	s.part = p.Part(part, s.registers)
	return rest, s
}

// isPlanned reports whether an instruction reads only what is known, and stands in the program itself.
func isPlanned(in program.Instruction, known map[int32]bool, registers int) bool {
	for _, r := range reads(in) {
		if !known[r] {
			return false
		}
	}
	return int(in.Dst) < registers
}

// isEmpty reports whether no step takes anything of it.
func (s *schedule) isEmpty() bool { return len(s.registers) == 0 }

// planner computes a schedule: for one goroutine.
type planner struct {
	*schedule
	machine *program.Machine
	in, out []float64
}

func (s *schedule) planner() *planner {
	return &planner{s, s.part.NewMachine(), make([]float64, s.part.Inputs), make([]float64, len(s.registers))}
}

// plan gives the numbers of a step.
func (p *planner) plan(number int) []float64 {
	p.in[p.number] = float64(number)
	if err := p.machine.Run(p.in, p.out); err != nil {
		panic(err) // nothing interrupts it
	}
	return p.out
}
