package descent

import (
	"math/rand/v2"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// step is a rule compiled for a function: one program from θ, the start-variables and t to everything that a step records
// and leaves.
type step struct {
	machine *native.Machine
	in, out []float64

	point, size int // θ is in[:size], and its next value out[point:point+size]
	kept        int // θ and the start-variables together
	names       []slot
	recorded    []slot    // of the names, those that the record has room for
	timed       bool      // the lines use t or chance, so a step that changes nothing may be followed by one that does
	number      int       // where t stands in the inputs
	chance      *rand.PCG // where the random numbers come from
	rows        *shuffle
	truths      bool   // some start-variable is a truth
	sight       *sight // of the Hessian, for rules that look at it before a step
	open        bool   // the last input is a setting
}

// slot is a recorded name: where it stands in the outputs.
type slot struct {
	name  string
	shape expr.Shape
	start bool
	truth bool
	at    int
}

// The outputs begin with these.
const (
	outF = iota
	outNorm
	outStop
	outPoint
)

func compile(b *Builder, f *expr.Function, options Options) (*step, *starter, error) {
	inputs := []*expr.Node{b.point}
	stop := b.stop
	if stop == nil {
		stop = expr.Truth(false)
	}
	outputs := []*expr.Node{b.objective.value(b.point), expr.Norm(b.objective.gradient(b.point)), stop, b.last(b.rule.pointName(), b.point)}
	s := &step{point: outPoint, size: b.shape.Size()}
	at := outPoint + s.size
	take := func(name string, n *expr.Node, v *startLine) {
		if v == nil || !v.hidden {
			s.names = append(s.names, slot{name, n.Shape(), v != nil, n.IsTruth() || v != nil && v.truth, at})
		}
		outputs = append(outputs, n)
		at += n.Shape().Size()
	}
	for _, v := range b.starts {
		inputs = append(inputs, v.node)
		s.truths = s.truths || v.truth
		take(v.name, b.last(v.name, v.node), v)
	}
	s.kept = at - outPoint
	for _, name := range b.locals() {
		take(name, b.last(name, nil), nil)
	}
	s.number = s.kept
	inputs = append(inputs, b.number)
	if b.rows != nil {
		inputs = append(inputs, b.rows)
	}
	for _, l := range b.looks {
		inputs = append(inputs, l.node)
	}
	if b.open != nil {
		inputs, s.open = append(inputs, b.open), true
	}
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		return nil, nil, err
	}
	s.timed = b.rows != nil || anyTimed(outputs[outStop:], b.number)
	random := s.prepare(p, options, b.rows != nil)
	if s.sight, err = compileSight(b, f, inputs); err != nil {
		return nil, nil, err
	}
	start, err := compileStarts(b, random)
	return s, start, err
}

// prepare makes the machine of a step, and is the source of its random numbers.
func (s *step) prepare(p *program.Program, options Options, drawsRows bool) *rand.Rand {
	s.chance = rand.NewPCG(options.Seed, 0)
	random := rand.New(s.chance)
	s.machine = native.NewMachine(p)
	s.machine.SetRandom(random)
	s.in, s.out = make([]float64, p.Inputs), make([]float64, p.Outputs())
	if drawsRows {
		s.rows = newShuffle(options.Batch, random)
	}
	return random
}

// anyTimed reports whether some output depends on the step number or on chance.
func anyTimed(outputs []*expr.Node, number *expr.Node) bool {
	return slices.ContainsFunc(expr.Below(outputs...), func(n *expr.Node) bool {
		return n == number || n.Op() == expr.OpRandom || n.Op() == expr.OpSample
	})
}

// starter computes the start-variables at the first point.
type starter struct{ machine *program.Machine }

// compileStarts writes each start-variable's initial value in terms of the first point alone.
func compileStarts(b *Builder, random *rand.Rand) (*starter, error) {
	if len(b.starts) == 0 {
		return nil, nil
	}
	var earlier, values []*expr.Node
	for _, s := range b.starts {
		initial := expr.Substitute(s.initial, earlier, values)
		earlier, values = append(earlier, s.node), append(values, initial)
	}
	p, err := program.Compile([]*expr.Node{b.point}, values)
	if err != nil {
		return nil, err
	}
	m := p.NewMachine()
	m.SetRandom(random)
	return &starter{m}, nil
}

// begin sets the inputs to the first point and the initial start-variables.
func (s *step) begin(start []float64, initial *starter) error {
	copy(s.in, start)
	if initial == nil {
		return nil
	}
	return initial.machine.Run(start, s.in[s.size:s.kept])
}

// setOpen gives the setting that is an input a value.
func (s *step) setOpen(value float64) {
	if s.open {
		s.in[len(s.in)-1] = value
	}
}

// take computes step t: what it leaves is in out.
func (s *step) take(t int) error {
	s.in[s.number] = float64(t)
	if s.rows != nil {
		s.rows.deal(s.in[s.number+1:])
	}
	if err := s.sight.look(s.in); err != nil {
		return err
	}
	return s.machine.Run(s.in, s.out)
}

// moves reports whether the step changed θ or a start-variable.
func (s *step) moves() bool {
	for i, x := range s.out[s.point : s.point+s.kept] {
		if x != s.in[i] {
			return true
		}
	}
	return false
}

// advance makes what the step left the state before the next one.
func (s *step) advance() { copy(s.in, s.out[s.point:s.point+s.kept]) }

// next is θ after the step.
func (s *step) next() []float64 { return s.out[s.point : s.point+s.size] }
