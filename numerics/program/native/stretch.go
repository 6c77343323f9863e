package native

import "saddle/numerics/program"

// stretch is a loop of a program as a call, for a machine that interprets the rest.
type stretch struct {
	*call
	work   int     // about how many instructions it executes
	given  []int32 // the machine's registers that its inputs are
	fills  []fill
	result []int32 // the machine's registers that its outputs are
}

// fill is an array that the loop adds to: the machine's registers from one on, and where they stand in the call's memory.
type fill struct {
	from   int32
	memory []float64
}

// newStretch compiles the loop that begins at an executed instruction; nil where it has no code, or where to bring the numbers over
// would take long beside it.
func newStretch(p *program.Program, begin, work int) *stretch {
	c := newCut(p, begin)
	part := c.program()
	if part == nil || work < 4*(len(c.given)+len(c.results)+len(c.filled)) {
		return nil
	}
	code := newCall(part)
	if code == nil {
		return nil
	}
	s := &stretch{call: code, work: work, given: c.given, result: c.results}
	for k := 0; k < len(c.filled); {
		from := k
		for k++; k < len(c.filled) && c.filled[k] == c.filled[k-1]+1 && c.moved[c.filled[k]] == c.moved[c.filled[k-1]]+1; k++ {
		}
		s.fills = append(s.fills, fill{c.filled[from], code.from(registersAt+8*int(c.moved[c.filled[from]]), k-from)})
	}
	return s
}

// run is the program.Loop.
func (s *stretch) run(registers []float64) (operations int, done bool) {
	for k, r := range s.given {
		s.inputs[k] = registers[r]
	}
	for _, f := range s.fills {
		copy(f.memory, registers[f.from:])
	}
	if s.instance.callPlainly() != nil || s.numbers[strayedAt/8] != 0 {
		return 0, false
	}
	k := 0
	for _, part := range s.parts {
		for _, x := range part {
			registers[s.result[k]] = x
			k++
		}
	}
	return s.work, true
}

// fewestInStretch is how many instructions a loop executes at least that is worth a call.
const fewestInStretch = 1000

// mostStretches bounds how many loops of a program are looked at: each has some memory of its own.
const mostStretches = 16

// stretchesOf compiles loops of a program, the outermost that execute at most so many instructions, as long as the memory of all together
// is no more than that of a call may be.
func stretchesOf(p *program.Program, most int) map[int]*stretch {
	found, code := map[int]*stretch{}, p.Executed()
	left, room := mostStretches, mostMemory
	for pc := 0; pc < len(code) && left > 0; pc++ {
		if code[pc].Op != program.Begin {
			continue
		}
		end := int(code[pc].C)
		work, known := worked(code[pc:end+1], p)
		if !known || work > most {
			continue
		}
		if work >= fewestInStretch {
			left--
			s := newStretch(p, pc, work)
			if s == nil {
				continue
			}
			if room -= 8 * len(s.numbers); room < 0 {
				s.instance.close()
				return found
			}
			found[pc] = s
			pc = end
		}
	}
	return found
}
