package interval

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Machine runs a program over intervals. It is for one goroutine.
type Machine struct {
	program   *program.Program
	registers []Interval
	tables    [][]Interval
	rules     []func(Interval) Interval // of the elementary functions in use
	domains   []Interval                // of these functions
	branches  bool                      // some instructions matter at some points only
	lost      bool                      // a loop has no known end
	square    []Interval                // for elimination
	steps     []operation               // of a program of sums and products alone
	results   []*Interval               // of its steps
	sharper   [][]program.Instruction   // by instruction, what computes the same number without cancellation; nil where nothing does
}

// NewMachine is a machine for the program.
func NewMachine(p *program.Program) *Machine {
	p = p.AsWritten()
	m := &Machine{program: p, registers: make([]Interval, p.Registers)}
	for _, c := range p.Preset {
		m.registers[c.Register] = Exactly(c.Value)
	}
	for _, table := range p.Tables {
		entries := make([]Interval, len(table))
		for i, x := range table {
			entries[i] = Exactly(x)
		}
		m.tables = append(m.tables, entries)
	}
	m.findSharper()
	m.findRules()
	m.findSteps()
	return m
}

func (m *Machine) findRules() {
	for _, in := range slices.Concat(append(m.sharper, m.program.Code)...) {
		m.branches = m.branches || in.Op == program.Choose
		if in.Op != program.Apply {
			continue
		}
		for len(m.rules) <= int(in.C) {
			m.rules, m.domains = append(m.rules, nil), append(m.domains, entire(0))
		}
		if m.rules[in.C] == nil {
			m.rules[in.C], m.domains[in.C] = ruleOf(expr.Func(in.C)), domainOf(expr.Func(in.C))
		}
	}
}

// Run encloses the outputs over the part of a box where all of them are defined: in has the program's inputs, out takes its
// outputs. It allocates nothing. Random numbers, and loops whose bounds depend on the box, may give anything.
func (m *Machine) Run(in, out []Interval) {
	copy(m.registers[:m.program.Inputs], in)
	if m.steps != nil {
		m.runSteps(out)
		return
	}
	m.lost = false
	m.execute(m.program.Code)
	if m.lost {
		for k := range out {
			out[k] = entire(Partial | Edge)
		}
		return
	}
	at := 0
	for _, r := range m.program.Results {
		at += copy(out[at:], m.array(r.Register, r.Size))
	}
}

// array is a range of registers or of a table.
func (m *Machine) array(register, n int32) []Interval {
	if register < 0 {
		return m.tables[-register-1][:n]
	}
	return m.registers[register : register+n]
}

func (m *Machine) execute(code []program.Instruction) {
	r := m.registers
	for pc := 0; pc < len(code); pc++ {
		in := &code[pc]
		if in.Vector {
			m.vector(in)
			continue
		}
		switch in.Op {
		case program.Add:
			r[in.Dst] = Add(r[in.A], r[in.B])
		case program.Sub:
			r[in.Dst] = Sub(r[in.A], r[in.B])
		case program.Mul:
			if in.A == in.B {
				r[in.Dst] = Square(r[in.A])
			} else {
				r[in.Dst] = Mul(r[in.A], r[in.B])
			}
		case program.Begin:
			if r[in.A].Lo != r[in.A].Hi || r[in.B].Lo != r[in.B].Hi {
				m.lost = true
				return
			}
			r[in.Dst] = r[in.A]
			if !(r[in.A].Lo <= r[in.B].Lo) {
				pc = int(in.C)
			}
		case program.End:
			next := r[in.Dst].Lo + 1
			r[in.Dst] = Exactly(next)
			if next <= r[in.B].Lo {
				pc = int(in.C)
			}
		case program.Copy, program.Neg, program.Not:
			r[in.Dst] = m.unary(in, r[in.A])
		case program.Sqrt, program.Apply, program.Power:
			m.onDomain(in)
		case program.Choose:
			r[in.Dst] = choose(r[in.A], r[in.B], r[in.C])
		case program.Compare:
			r[in.Dst] = compare(expr.Relation(in.C), r[in.A], r[in.B])
		case program.Div, program.Min, program.Max, program.Mod, program.And, program.Or:
			r[in.Dst] = binary(in, r[in.A], r[in.B])
		default:
			m.arrays(in)
		}
		if m.sharper != nil && m.sharper[pc] != nil {
			m.sharpen(in.Dst, m.sharper[pc])
		}
	}
}

// onDomain runs an operation that is not defined everywhere. What comes after it in a program without branches matters only
// where it is defined, so its operand is cut down: in log(u) + 1/u, the second u is positive.
func (m *Machine) onDomain(in *program.Instruction) {
	a, domain := m.registers[in.A], entire(0)
	switch in.Op {
	case program.Power:
		b := m.registers[in.B]
		m.registers[in.Dst] = Power(a, b)
		if b.Lo == b.Hi && b.Lo != math.Trunc(b.Lo) {
			domain.Lo = 0
		}
	case program.Sqrt:
		m.registers[in.Dst] = Sqrt(a)
		domain.Lo = 0
	default:
		m.registers[in.Dst] = m.rules[in.C](a)
		domain = m.domains[in.C]
	}
	if m.branches || a.Lo >= domain.Lo && a.Hi <= domain.Hi {
		return
	}
	if defined, ok := a.Meet(domain); ok {
		m.registers[in.A] = defined
	}
}

func (m *Machine) unary(in *program.Instruction, a Interval) Interval {
	switch in.Op {
	case program.Neg:
		return Neg(a)
	case program.Sqrt:
		return Sqrt(a)
	case program.Apply:
		return m.rules[in.C](a)
	case program.Not:
		return Sub(Exactly(1), a)
	}
	return a
}

func binary(in *program.Instruction, a, b Interval) Interval {
	switch in.Op {
	case program.Add:
		return Add(a, b)
	case program.Sub:
		return Sub(a, b)
	case program.Mul, program.And:
		if in.A == in.B {
			return Square(a)
		}
		return Mul(a, b)
	case program.Div:
		return Div(a, b)
	case program.Power:
		return Power(a, b)
	case program.Min:
		return Neg(larger(Neg(a), Neg(b)))
	case program.Max, program.Or:
		return larger(a, b)
	}
	return modulo(a, b)
}

// larger is the maximum: one of the two where that is sure.
func larger(a, b Interval) Interval {
	switch {
	case a.Lo > b.Hi:
		return withDoubts(a, b.Doubts)
	case b.Lo > a.Hi:
		return withDoubts(b, a.Doubts)
	}
	return Interval{math.Max(a.Lo, b.Lo), math.Max(a.Hi, b.Hi), a.Doubts | b.Doubts | Edge}
}

// modulo is a - b ⌊a/b⌋.
func modulo(a, b Interval) Interval {
	return Sub(a, Mul(b, step(math.Floor)(Div(a, b))))
}

// choose is the branch taken, or all of both where the condition may go either way. Where the condition has no value the
// second branch is taken.
func choose(condition, a, b Interval) Interval {
	switch {
	case condition.Doubts&(Partial|Empty) != 0:
		return withDoubts(a.Hull(b), Partial|Edge)
	case condition.Lo > 0:
		return withDoubts(a, condition.Doubts)
	case condition.Hi <= 0:
		return withDoubts(b, condition.Doubts)
	}
	return withDoubts(a.Hull(b), condition.Doubts|Edge)
}

func withDoubts(a Interval, d Doubts) Interval {
	a.Doubts |= d
	return a
}

// compare is 1 or 0 where the relation surely holds or fails, [0, 1] elsewhere.
func compare(relation expr.Relation, a, b Interval) Interval {
	doubts := a.Doubts | b.Doubts
	answer := func(holds, fails bool) Interval {
		switch {
		case holds:
			return Interval{1, 1, doubts}
		case fails:
			return Interval{0, 0, doubts}
		}
		return Interval{0, 1, doubts | Edge}
	}
	apart := a.Hi < b.Lo || b.Hi < a.Lo
	single := a.Lo == a.Hi && a == b
	switch relation {
	case expr.Less:
		return answer(a.Hi < b.Lo, a.Lo >= b.Hi)
	case expr.LessEqual:
		return answer(a.Hi <= b.Lo, a.Lo > b.Hi)
	case expr.Greater:
		return answer(a.Lo > b.Hi, a.Hi <= b.Lo)
	case expr.GreaterEqual:
		return answer(a.Lo >= b.Hi, a.Hi < b.Lo)
	case expr.Equal:
		return answer(single, apart)
	case expr.Unequal:
		return answer(apart, single)
	}
	return answer(single, false)
}
