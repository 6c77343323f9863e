package native

import (
	"slices"

	"saddle/numerics/program"
	"saddle/numerics/program/native/wasm"
)

// Walk says how many walks of a recurrence from many starts go, side by side: until ‖∇f‖ is small, or something ends them.
type Walk struct {
	Recurrence          // State, Next, Number and Stop; Point is the size of θ; Moves: steps that change nothing may be followed by others
	Value, Norm int     // the outputs that are f and ‖∇f‖
	Small       float64 // a walk ends where ‖∇f‖ is no larger than this times 1 + ‖∇f‖ at the start
	Falls       bool    // a walk ends where f is Fall below its start instead
	Fall        float64
}

// Arrival is where a walk came to.
type Arrival struct {
	State       []float64
	Steps       int
	Norm, First float64 // ‖∇f‖ there and at the start
	Lost        bool    // f or θ is not finite behind it
	Fallen      bool    // f is Fall below its start
	Strayed     bool    // the code does not give the machine's digits: none of this counts
}

// Walks is the code of walks. It never changes and may be shared.
type Walks struct {
	source *source
	walk   Walk
	draws  []draw // that each step of a walk takes, in order
	plan   *schedule
}

// abreast is how many pairs of walks one turn of the innermost loop takes: what one waits for, others can use.
const abreast = 4

// Side is how many walks go side by side at most: whole turns of the loop.
const Side = 42 * 2 * abreast

// The arrays in memory behind the state, one number a walk. Up to running they are variables in the innermost loop; the others
// are written when a walk ends, with its last state behind them all.
const (
	boundArray = iota
	activeArray
	strayingArray
	running
	countArray = iota - 1
	normArray
	firstArray
	lostArray
	strayedArray
	fallenArray
	arrays
)

// limitAt is where the number of the last step stands, twice.
const limitAt, arraysAt = 0, 16

func arrayAt(k int) int { return arraysAt + 8*Side*k }

// drawnSteps is how many steps a slice takes at most where the steps draw random numbers, which stand behind the arrays: those
// of a step side by side for all walks.
const drawnSteps = 16

// last is the array with which the last states begin, and drawn the one with which the random numbers begin.
func (w *Walk) last() int  { return w.State + arrays }
func (w *Walk) drawn() int { return w.last() + w.State }

// planned is where the schedule stands.
func (w *Walk) planned(draws []draw) int { return arrayAt(w.drawn() + drawnSteps*len(draws)) }

// NewWalks writes the code; nil where some instruction has none, or where there is no compiler here.
func NewWalks(p *program.Program, w Walk) *Walks {
	s, ok := newScalars(p)
	if !ok || !available() {
		return nil
	}
	outputs := outputRegisters(p)
	wanted := append([]int32{outputs[w.Value], outputs[w.Stop]}, outputs[w.Next:w.Next+w.State]...)
	if !w.Falls {
		wanted = append(wanted, outputs[w.Norm])
	}
	code, ok := needed(s.code, wanted)
	if !ok {
		return nil
	}
	code, plan := newSchedule(p, w.Number, code, wanted)
	square := int32(none)
	if !w.Falls && w.Small >= leastSmall {
		code, square = withoutRoot(code, outputs[w.Norm], wanted[:len(wanted)-1])
	}
	f := wasm.NewFunction(runName, []wasm.Type{wasm.I32, wasm.I32, wasm.I32}, nil)
	g := &groups{Walk: w, Function: f, outputs: outputs, code: code, square: square, scalars: s, schedule: plan}
	if !g.write(p) {
		return nil
	}
	pages := (w.planned(s.draws)+16*scheduledSteps*len(plan.registers))>>16 + 1
	return &Walks{&source{module: wasm.Module(pages, f), state: w.State}, w, s.draws, plan}
}

// none is no register.
const none = -1

// leastSmall is how small a part of ‖∇f‖ may be for its square to be far from underflow.
const leastSmall = 0x1p-400

// withoutRoot takes √x out of the code where x is all that a norm is the root of, and nothing else reads the norm, one of the
// others among what is wanted neither: a root takes as long as ten products, and whether a walk goes on is seen of the square.
func withoutRoot(code []program.Instruction, norm int32, others []int32) (rest []program.Instruction, square int32) {
	at := slices.IndexFunc(code, func(in program.Instruction) bool { return in.Op == program.Sqrt && in.Dst == norm })
	isRead := slices.ContainsFunc(code, func(in program.Instruction) bool { return slices.Contains(reads(in), norm) })
	if at < 0 || isRead || slices.Contains(others, norm) {
		return code, none
	}
	return slices.Delete(slices.Clone(code), at, at+1), code[at].A
}

// Draw reports whether the steps take random numbers.
func (w *Walks) Draw() bool { return len(w.draws) > 0 }

// groups is the function under construction: run(pairs, from, count) takes steps from+1 to from+count of so many pairs of walks.
type groups struct {
	Walk
	*wasm.Function
	*scalars
	*schedule
	outputs []int32
	code    []program.Instruction
	square  int32 // the register of ‖∇f‖², of which the root is taken only where it is looked at; or none
	pairs   []*pair

	number, limit value
	at, left      wasm.Local
	chance        wasm.Local // where the random numbers of a step stand
	plan          wasm.Local // where its schedule stands, from its beginning
}

// pair is two walks in the innermost loop.
type pair struct {
	*body
	offset int // in the arrays, from that of the first pair
	state  []value
	arrays [running]value
}

func (g *groups) write(p *program.Program) bool {
	wide := lanes{Function: g.Function, wide: true}
	g.number, g.limit = g.NewLocal(wasm.V128), g.NewLocal(wasm.V128)
	g.at, g.left, g.chance, g.plan = g.NewLocal(wasm.I32), g.NewLocal(wasm.I32), g.NewLocal(wasm.I32), g.NewLocal(wasm.I32)
	for u := range abreast {
		q := &pair{body: newBody(wide, p, 0), offset: 16 * u}
		q.presets[g.zero] = 0
		for _, in := range g.code {
			if !q.isSupported(in) {
				return false
			}
		}
		for range g.State {
			q.state = append(q.state, g.NewLocal(wasm.V128))
		}
		for k := range q.arrays {
			q.arrays[k] = g.NewLocal(wasm.V128)
		}
		q.strayed = q.arrays[strayingArray]
		g.pairs = append(g.pairs, q)
	}
	for _, r := range g.outputs[g.Next : g.Next+g.State] {
		if r < 0 {
			return false
		}
	}
	g.Loop()
	g.enter()
	g.Block()
	g.Loop()
	g.step(wide)
	g.turn()
	g.End()
	g.End()
	g.leave()
	g.End()
	return true
}

// each is every variable of a pair that lasts, with its place in memory.
func (g *groups) each(q *pair, visit func(v value, offset int)) {
	for k, v := range q.state {
		visit(v, arrayAt(k)+q.offset)
	}
	for k, v := range q.arrays {
		visit(v, arrayAt(g.State+k)+q.offset)
	}
}

func (g *groups) enter() {
	for _, q := range g.pairs {
		g.each(q, func(v value, offset int) {
			g.Get(g.at)
			g.Memory(wasm.VectorLoad, offset)
			g.Set(v)
		})
	}
	g.Int32(limitAt)
	g.Memory(wasm.VectorLoad, 0)
	g.Set(g.limit)
	g.Get(1)
	g.Op(wasm.F64ConvertI32)
	g.Op(wasm.F64x2Splat)
	g.Set(g.number)
	g.Get(2)
	g.Set(g.left)
	g.Get(g.at)
	g.Set(g.chance)
	g.Int32(0)
	g.Set(g.plan)
}

// leave stores the pairs and goes on with the next ones.
func (g *groups) leave() {
	for _, q := range g.pairs {
		g.each(q, func(v value, offset int) {
			g.Get(g.at)
			g.Get(v)
			g.Memory(wasm.VectorStore, offset)
		})
	}
	nextPairs(g.Function, g.at, abreast)
}

// nextPairs goes on by so many pairs of numbers, and to the begin of the loop while there are any of those that the argument counts.
func nextPairs(f *wasm.Function, at wasm.Local, pairs int) {
	f.Get(at)
	f.Int32(16 * pairs)
	f.Op(wasm.I32Add)
	f.Tee(at)
	f.Get(0)
	f.Int32(4)
	f.Op(wasm.I32ShiftLeft)
	f.Op(wasm.I32LessSigned)
	f.BranchIf(0)
}
