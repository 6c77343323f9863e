package native

import (
	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// What may end a run is looked for in each step of a loop, in the way that costs least.

// settle leaves out what need not be looked at in each step: an end that is never asked for, and numbers that stay as they are
// once they are not finite, x' = x + … or x' = x - …, so that the last step tells.
func (l *loop) settle(code []program.Instruction, p *program.Program) {
	if l.Stop >= 0 {
		for _, c := range p.Preset {
			if c.Register == l.outputs[l.Stop] && c.Value == 0 {
				l.Stop = -1
				break
			}
		}
	}
	added := map[int32]program.Instruction{}
	for _, in := range code {
		if !in.Vector && (in.Op == program.Add || in.Op == program.Sub) {
			added[in.Dst] = in
		}
	}
	var finite, point []int
	for _, output := range l.Finite {
		k := output - l.Next
		if k >= 0 && k < l.State {
			point = append(point, k)
		}
		in, ok := added[l.outputs[output]]
		if ok && k >= 0 && k < l.State && (in.A == int32(k) || in.B == int32(k)) {
			l.lasting = append(l.lasting, k)
		} else {
			finite = append(finite, output)
		}
	}
	l.Finite = finite
	l.leaveValues(code, p, point)
}

// aside is how far out of the loop the block is whose end is where steps go that may end the run. A branch that is never
// taken costs less than a flag, which would want a register.
const aside = 1

// look leaves the loop where the step may end the run.
func (l *loop) look() {
	if len(l.Finite) > 0 {
		l.lookFinite()
	}
	if l.within != nil {
		l.lookWithin()
	}
	if l.Stop >= 0 {
		l.Get(l.compare(unequal, l.at(l.outputs[l.Stop]), l.constant(0)))
		l.BranchIf(aside)
	}
	if l.Point > 0 {
		l.Block()
		for k := range l.Point {
			l.Get(l.compare(unequal, l.next(k), l.state[k]))
			l.BranchIf(0)
		}
		l.Branch(aside + 1)
		l.End()
	}
}

// lookFinite takes the sum of what must be finite from itself, which is 0 or NaN. The sum may overflow though all terms are
// finite; then the machine looks again.
func (l *loop) lookFinite() {
	sum := l.at(l.outputs[l.Finite[0]])
	for _, k := range l.Finite[1:] {
		sum = l.add(sum, l.at(l.outputs[k]))
	}
	nothing := l.sub(sum, sum)
	l.Get(l.compare(unequal, nothing, nothing))
	l.BranchIf(aside)
}

// changed reports whether any of the first so many numbers of the state is another after the step.
func (l *loop) changed(count int) truth {
	changed := l.compare(unequal, l.next(0), l.state[0])
	for k := 1; k < count; k++ {
		changed = l.either(changed, l.compare(unequal, l.next(k), l.state[k]))
	}
	return changed
}

// leave stores the state and what happened.
func (l *loop) leave() {
	store := func(at int, push func()) {
		l.Get(l.constants.zero)
		push()
		l.Memory(wasm.Float64Store, at)
	}
	for k, v := range l.state {
		store(stateAt+8*k, func() { l.Get(v) })
	}
	store(leastAt, func() { l.Get(l.least) })
	store(movedAt, func() { l.Get(l.moved) })
	l.flags(0)
}

// flags stores whether the steps ended, 1 or 0, and whether they strayed.
func (l *loop) flags(ended int) {
	l.Get(l.constants.zero)
	l.Get(l.strayed)
	l.Int32(1)
	l.Op(wasm.I32ShiftLeft)
	l.Int32(ended)
	l.Op(wasm.I32Or)
	l.Op(wasm.F64ConvertI32)
	l.Memory(wasm.Float64Store, flagsAt)
}
