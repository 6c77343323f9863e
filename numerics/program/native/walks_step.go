package native

import "saddle/numerics/program/native/wasm"

// step takes a step of all walks of a group.
func (g *groups) step(l lanes) {
	l.Get(g.number)
	l.Get(l.constant(1))
	l.Op(wasm.F64x2Add)
	l.Set(g.number)
	planned := make([]value, len(g.registers))
	for k := range planned {
		planned[k] = l.load(g.plan, g.planned(g.draws)+16*k)
	}
	for _, q := range g.pairs {
		q.forget()
		for k, v := range q.state {
			q.registers[int32(k)] = v
		}
		q.registers[int32(g.Number)] = g.number
		for k, r := range g.registers {
			q.registers[r] = planned[k]
		}
		for k, d := range g.draws {
			q.registers[d.register] = q.load(g.chance, arrayAt(g.Walk.drawn()+k)+q.offset)
		}
		for _, in := range g.code {
			q.emit(in)
		}
	}
	final := l.compare(greater, g.number, g.limit)
	beginning := l.compare(equal, g.number, l.constant(1))
	g.Block()
	g.mayEnd(l, l.either(final, beginning))
	g.Op(wasm.I32EqualZero)
	g.BranchIf(0)
	for _, q := range g.pairs {
		g.judge(q, final, beginning)
	}
	g.leaveIdle()
	g.End()
	g.advance()
}

// mayEnd pushes whether any of the walks may be at its end, or is at its beginning: then each is looked at. Nothing of the sort
// goes on in nearly all steps.
func (g *groups) mayEnd(l lanes, any truth) {
	for _, q := range g.pairs {
		f, next := q.at(g.outputs[g.Value]), q.at(g.outputs[g.Next])
		sum, watched := f, f
		for k := range g.Point {
			sum = q.add(sum, q.at(g.outputs[g.Next+k]))
		}
		switch {
		case g.square >= 0:
			watched = q.at(g.square)
		case !g.Falls:
			watched = q.at(g.outputs[g.Norm])
		}
		goesOn := q.both(q.compare(equal, q.sub(sum, sum), q.constant(0)), q.compare(greater, watched, q.arrays[boundArray]))
		if _, constant := q.presets[g.outputs[g.Stop]]; !constant {
			goesOn = q.both(goesOn, q.compare(equal, q.at(g.outputs[g.Stop]), q.constant(0)))
		}
		if !g.Moves {
			goesOn = q.both(goesOn, q.compare(unequal, next, q.state[0]))
		}
		q.Get(q.arrays[activeArray])
		q.Get(goesOn)
		q.Op(wasm.VectorAndNot)
		any = l.either(any, q.keepTruth())
	}
	g.Get(any)
	g.Op(wasm.VectorAnyTrue)
}

// advance lets all walks take the step, also those that are at their end: their last state is kept elsewhere.
func (g *groups) advance() {
	for _, q := range g.pairs {
		for k := range q.state {
			q.Get(q.at(g.outputs[g.Next+k]))
		}
		for k := len(q.state) - 1; k >= 0; k-- {
			q.Set(q.state[k])
		}
	}
	g.forward(g.chance, 8*Side*len(g.draws))
	g.forward(g.plan, 16*len(g.registers))
}

// forward moves an address on.
func (g *groups) forward(address wasm.Local, by int) {
	if by > 0 {
		g.Get(address)
		g.Int32(by)
		g.Op(wasm.I32Add)
		g.Set(address)
	}
}

// judge ends the walks of a pair that are at their end. The order of the endings is that of a walk step by step.
func (g *groups) judge(q *pair, final, beginning truth) {
	f, active, zero := q.at(g.outputs[g.Value]), q.arrays[activeArray], q.constant(0)
	hasValue := q.compare(equal, q.sub(f, f), zero)
	watched, bound := f, q.arrays[boundArray]
	if g.Falls {
		g.setBound(q, q.choose(beginning, q.sub(f, q.constant(g.Fall)), bound))
	} else {
		watched, bound = g.norm(q, beginning)
	}
	finite := q.compare(equal, g.distance(q, g.Point), zero)
	reached := q.no(q.compare(greater, watched, bound))
	halts := q.either(final, reached)
	halts = q.either(halts, q.compare(unequal, q.at(g.outputs[g.Stop]), zero))
	goesOn := q.both(q.both(hasValue, finite), q.no(halts))
	if !g.Moves {
		goesOn = q.both(goesOn, g.changed(q))
	}
	ends := q.both(active, q.no(goesOn))
	one := q.constant(1)
	g.store(q, lostArray, ends, q.no(q.both(hasValue, q.either(halts, finite))))
	g.store(q, countArray, ends, q.sub(q.sub(g.number, one), q.both(q.no(hasValue), one)))
	g.store(q, strayedArray, ends, q.strayed)
	if g.Falls {
		g.store(q, fallenArray, ends, q.both(hasValue, reached))
	} else {
		g.store(q, normArray, ends, watched)
	}
	for k, v := range q.state {
		g.store(q, arrays+k, ends, v)
	}
	q.Get(q.both(active, goesOn))
	q.Set(active)
}

// norm is ‖∇f‖ and the bound at which a walk ends. Where its square is looked at in each step, that of the bound is a little
// larger, so that rounding ends no walk unseen.
func (g *groups) norm(q *pair, beginning truth) (norm, bound value) {
	if g.square >= 0 {
		norm = q.do(squareRoot, q.at(g.square))
	} else {
		norm = q.at(g.outputs[g.Norm])
	}
	g.store(q, firstArray, beginning, norm)
	first := q.load(g.at, arrayAt(g.State+firstArray)+q.offset)
	bound = q.mul(q.constant(g.Small), q.add(q.constant(1), first))
	if g.square >= 0 {
		g.setBound(q, q.mul(q.mul(bound, bound), q.constant(1+0x1p-48)))
	} else {
		g.setBound(q, bound)
	}
	return norm, bound
}

func (g *groups) setBound(q *pair, bound value) {
	q.Get(bound)
	q.Set(q.arrays[boundArray])
}

// store writes a number of the walks for which a condition holds into an array.
func (g *groups) store(q *pair, array int, condition truth, v value) {
	offset := arrayAt(g.State+array) + q.offset
	kept := q.choose(condition, v, q.load(g.at, offset))
	g.Get(g.at)
	g.Get(kept)
	g.Memory(wasm.VectorStore, offset)
}

// distance is a sum that is 0 where the next point is finite, else NaN.
func (g *groups) distance(q *pair, size int) value {
	sum := q.constant(0)
	for k := range size {
		x := q.at(g.outputs[g.Next+k])
		sum = q.add(sum, q.sub(x, x))
	}
	return sum
}

func (g *groups) changed(q *pair) truth {
	changed := q.compare(unequal, q.at(g.outputs[g.Next]), q.state[0])
	for k := 1; k < g.State; k++ {
		changed = q.either(changed, q.compare(unequal, q.at(g.outputs[g.Next+k]), q.state[k]))
	}
	return changed
}

// leaveIdle leaves the innermost loop when no walk goes on.
func (g *groups) leaveIdle() {
	for k, q := range g.pairs {
		g.Get(q.arrays[activeArray])
		if k > 0 {
			g.Op(wasm.VectorOr)
		}
	}
	g.Op(wasm.VectorAnyTrue)
	g.Op(wasm.I32EqualZero)
	g.BranchIf(2)
}

// turn goes on while steps are left.
func (g *groups) turn() {
	g.Get(g.left)
	g.Int32(-1)
	g.Op(wasm.I32Add)
	g.Tee(g.left)
	g.BranchIf(0)
}
