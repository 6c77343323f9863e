package native

import (
	"math"
	"slices"

	"saddle/numerics/program"
)

// A value that must be finite in every step, f, is not needed for anything else. Where it is a polynomial it is finite wherever
// the point is not huge: then the point's size is looked at instead of it, if that is shorter.

// bounded says that some outputs are finite where the squares of some numbers of the state add up to no more than a limit.
type bounded struct {
	inputs []int
	limit  float64
}

// leaveValues takes outputs out of those that must be finite that are so within a bound, where that saves instructions.
func (l *loop) leaveValues(code []program.Instruction, p *program.Program, point []int) {
	var rest []int
	for _, output := range l.Finite {
		b, ok := boundOf(code, p, l.outputs[output], point)
		if ok && l.within == nil && l.saved(code, output) > 2*len(b.inputs) {
			l.within = b
			continue
		}
		rest = append(rest, output)
	}
	l.Finite = rest
}

// saved is how many instructions are needed for one of the finite outputs alone.
func (l *loop) saved(code []program.Instruction, output int) int {
	others := l.Recurrence
	others.Finite = slices.DeleteFunc(slices.Clone(l.Finite), func(k int) bool { return k == output })
	with, _ := needed(code, l.wanted(l.Recurrence))
	without, _ := needed(code, l.wanted(others))
	return len(with) - len(without)
}

// boundOf finds a bound for a register that is a polynomial of numbers of the point; false where it is none.
func boundOf(code []program.Instruction, p *program.Program, register int32, point []int) (*bounded, bool) {
	part, ok := needed(code, []int32{register})
	if !ok {
		return nil, false
	}
	sizes := map[int32]float64{}
	for _, c := range p.Preset {
		sizes[c.Register] = math.Abs(c.Value)
	}
	b := &bounded{}
	for _, k := range point {
		if slices.ContainsFunc(part, func(in program.Instruction) bool { return slices.Contains(reads(in), int32(k)) }) {
			b.inputs = append(b.inputs, k)
		}
	}
	const least, most, far = 1e9, 1e300, 0x1p240
	for radius := far; radius > least; radius /= 16 {
		for _, k := range b.inputs {
			sizes[int32(k)] = radius
		}
		largest, ok := largestOf(part, sizes)
		if !ok {
			return nil, false
		}
		if largest <= most {
			b.limit = radius * radius
			return b, len(b.inputs) > 0
		}
	}
	return nil, false
}

// largestOf is how large the results of polynomial instructions can be at most where what they read is no larger than the sizes;
// false where they are no such instructions, or read anything else.
func largestOf(code []program.Instruction, sizes map[int32]float64) (largest float64, ok bool) {
	for _, in := range code {
		a, known := sizes[in.A]
		b, alsoKnown := sizes[in.B]
		if !known || in.Op.Operands() > 1 && !alsoKnown {
			return 0, false
		}
		switch in.Op {
		case program.Copy, program.Neg:
		case program.Add, program.Sub:
			a += b
		case program.Mul:
			a *= b
		default:
			return 0, false
		}
		sizes[in.Dst] = a
		largest = math.Max(largest, a)
	}
	return largest, !math.IsNaN(largest)
}

// lookWithin leaves the loop where the point is too large for the value to be known to be finite.
func (l *loop) lookWithin() {
	var sum value
	for i, k := range l.within.inputs {
		square := l.mul(l.state[k], l.state[k])
		if i == 0 {
			sum = square
		} else {
			sum = l.add(sum, square)
		}
	}
	l.Get(l.compare(greater, sum, l.constant(l.within.limit)))
	l.BranchIf(aside)
}
