package program

import (
	"errors"
	"math"
	"math/rand/v2"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
)

// ErrInterrupted is returned by a run that was stopped by its interrupt.
var ErrInterrupted = errors.New("interrupted")

// Machine is the registers of a running program. It is for one goroutine.
type Machine struct {
	program   *Program
	registers []float64
	random    *rand.Rand
	interrupt func() bool
	patience  int // operations, in sixteens, until the interrupt is asked again
	algebra   dense.Workspace
	samples   [][]int
	operands  [][]float64 // of the calls
	loops     []Loop      // by where they begin, if any is replaced
	lanes     *lanes
}

// NewMachine is a machine for the program. Its random numbers start from seed 1.
func (p *Program) NewMachine() *Machine {
	m := &Machine{program: p, registers: make([]float64, p.Registers), patience: breath}
	for _, c := range p.Preset {
		m.registers[c.Register] = c.Value
	}
	for _, s := range p.Samples {
		m.samples = append(m.samples, make([]int, s.Rows))
	}
	for _, c := range p.Calls {
		m.operands = append(m.operands, make([]float64, c.Inputs()))
	}
	m.Seed(1)
	return m
}

// Seed starts the random numbers anew.
func (m *Machine) Seed(seed uint64) { m.SetRandom(rand.New(rand.NewPCG(seed, 0))) }

// SetRandom sets the source of random numbers.
func (m *Machine) SetRandom(r *rand.Rand) { m.random = r }

// SetInterrupt sets a function that long loops ask now and then; once it answers true the run ends. Nil asks nothing.
func (m *Machine) SetInterrupt(stop func() bool) { m.interrupt = stop }

// Loop does what a loop does to the registers, and tells how many operations that are; false where it cannot, and has left
// them as they are.
type Loop func(registers []float64) (operations int, done bool)

// SetLoop replaces the loop that begins at an executed instruction, at points and not in blocks of them.
func (m *Machine) SetLoop(begin int, run Loop) {
	if m.loops == nil {
		m.loops = make([]Loop, len(m.program.fused))
	}
	m.loops[begin] = run
}

// Program is what the machine runs.
func (m *Machine) Program() *Program { return m.program }

// breath is how many sixteens of operations go by between two looks at the interrupt: well under a millisecond.
const breath = 1 << 14

// Run computes the outputs at one point: in has Inputs numbers, out takes Outputs. It allocates nothing. The error is
// ErrInterrupted or nil; values outside the domain of a function are NaN or infinite, not errors.
func (m *Machine) Run(in, out []float64) error {
	copy(m.registers[:m.program.Inputs], in)
	if !m.execute(m.program.fused) {
		return ErrInterrupted
	}
	at := 0
	for _, r := range m.program.Results {
		at += copy(out[at:], m.array(r.Register, r.Size))
	}
	return nil
}

// array is a range of registers or of a table.
func (m *Machine) array(register, n int32) []float64 {
	if register < 0 {
		return m.program.Tables[-register-1][:n]
	}
	return m.registers[register : register+n]
}

// goOn reports whether the loops may go on.
func (m *Machine) goOn() bool {
	m.patience--
	if m.patience > 0 || m.interrupt == nil {
		return true
	}
	m.patience = breath
	return !m.interrupt()
}

// Spend counts operations that were done for the machine elsewhere. The error is as that of Run.
func (m *Machine) Spend(operations int) error {
	m.patience -= operations >> 4
	if m.patience > 0 || m.goOn() {
		return nil
	}
	return ErrInterrupted
}

// execute runs the code; false when it was interrupted.
func (m *Machine) execute(code []Instruction) bool {
	r := m.registers
	for pc := 0; pc < len(code); pc++ {
		in := &code[pc]
		if in.Vector {
			m.vector(in)
			m.patience -= int(in.N) >> 4
			continue
		}
		switch in.Op {
		case Copy:
			r[in.Dst] = r[in.A]
		case Neg:
			r[in.Dst] = -r[in.A]
		case Add:
			r[in.Dst] = r[in.A] + r[in.B]
		case Sub:
			r[in.Dst] = r[in.A] - r[in.B]
		case Mul:
			r[in.Dst] = r[in.A] * r[in.B]
		case Div:
			r[in.Dst] = r[in.A] / r[in.B]
		case Sqrt:
			r[in.Dst] = math.Sqrt(r[in.A])
		case Power:
			r[in.Dst] = expr.Power(r[in.A], r[in.B])
		case Apply:
			r[in.Dst] = expr.Func(in.C).Value(r[in.A])
		case Min:
			r[in.Dst] = math.Min(r[in.A], r[in.B])
		case Max:
			r[in.Dst] = math.Max(r[in.A], r[in.B])
		case Mod:
			r[in.Dst] = expr.Modulo(r[in.A], r[in.B])
		case Choose:
			if r[in.A] != 0 {
				r[in.Dst] = r[in.B]
			} else {
				r[in.Dst] = r[in.C]
			}
		case Compare:
			r[in.Dst] = truth(expr.Relation(in.C).Holds(r[in.A], r[in.B]))
		case And:
			r[in.Dst] = r[in.A] * r[in.B]
		case Or:
			r[in.Dst] = max(r[in.A], r[in.B])
		case Not:
			r[in.Dst] = 1 - r[in.A]
		case Load:
			r[in.Dst] = entry(m.array(in.A, in.N), position(r[in.B], in.N))
		case Load2:
			r[in.Dst] = entry(m.array(in.A, in.N*in.M), position2(r[in.B], r[in.C], in.N, in.M))
		case LoadRow:
			loadRow(m.array(in.Dst, in.M), m.array(in.A, in.N*in.M), position(r[in.B], in.N))
		case Zero:
			clear(m.array(in.Dst, in.N))
		case AddAt:
			addAt(m.array(in.Dst, in.N), position(r[in.B], in.N), r[in.A])
		case AddAt2:
			addAt(m.array(in.Dst, in.N*in.M), position2(r[in.B], r[in.C], in.N, in.M), r[in.A])
		case AddRow:
			addRow(m.array(in.Dst, in.N*in.M), position(r[in.B], in.N), m.array(in.A, in.M))
		case StoreAt:
			k := int32(r[in.B]-r[in.C]) * in.M
			copy(r[in.Dst+k:in.Dst+k+in.M], m.array(in.A, in.M))
		case Begin:
			if m.replaced(pc) {
				if pc = int(in.C); !m.goOn() {
					return false
				}
				continue
			}
			r[in.Dst] = r[in.A]
			if !(r[in.A] <= r[in.B]) {
				pc = int(in.C)
			}
		case End:
			m.patience -= (pc - int(in.C)) >> 4
			if r[in.Dst]++; r[in.Dst] <= r[in.B] {
				pc = int(in.C)
			}
			if !m.goOn() {
				return false
			}
		case Call:
			if !m.call(in) {
				return false
			}
		case Product:
			if end := passEnd(code, pc); end > 0 {
				m.pass(code[pc : end+1])
				pc = end
			} else {
				m.arrays(in)
				m.patience -= int(in.N) * max(1, int(in.C)) >> 4
			}
			if !m.goOn() {
				return false
			}
		default:
			m.arrays(in)
			m.patience -= int(in.N) * max(1, int(in.C)) >> 4
			if !m.goOn() {
				return false
			}
		}
	}
	return true
}

// replaced runs what replaces the loop that begins here; false where nothing does.
func (m *Machine) replaced(begin int) bool {
	if m.loops == nil || m.loops[begin] == nil {
		return false
	}
	operations, done := m.loops[begin](m.registers)
	m.patience -= operations >> 4
	return done
}

// call computes an opaque value; false when it was interrupted. It looks at the interrupt itself, since a call may take long.
func (m *Machine) call(in *Instruction) bool {
	c, operands := m.program.Calls[in.A], m.operands[in.A]
	at := 0
	for _, r := range c.Operands {
		at += copy(operands[at:], m.array(r.Register, r.Size))
	}
	if m.interrupt != nil && m.interrupt() {
		return false
	}
	return c.Of.Value(operands, m.array(in.Dst, in.N)) == nil
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// position is a flat index, -1 outside.
func position(i float64, n int32) int {
	if i >= 0 && i < float64(n) {
		return int(i)
	}
	return -1
}

func position2(i, j float64, rows, cols int32) int {
	if i >= 0 && i < float64(rows) && j >= 0 && j < float64(cols) {
		return int(i)*int(cols) + int(j)
	}
	return -1
}

func entry(a []float64, k int) float64 {
	if k < 0 {
		return math.NaN()
	}
	return a[k]
}

func addAt(a []float64, k int, x float64) {
	if k >= 0 {
		a[k] += x
	}
}

func loadRow(dst, a []float64, i int) {
	if i >= 0 {
		copy(dst, a[i*len(dst):])
		return
	}
	for k := range dst {
		dst[k] = math.NaN()
	}
}

func addRow(a []float64, i int, row []float64) {
	if i < 0 {
		return
	}
	a = a[i*len(row):]
	for k, x := range row {
		a[k] += x
	}
}
