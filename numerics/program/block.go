package program

import (
	"math"

	"saddle/numerics/expr"
)

// lanes runs one instruction for many points before it goes on to the next: register k holds its values at all points
// side by side.
type lanes struct {
	registers []float64
	width     int
}

const (
	mostLanes     = 256
	laneRegisters = 1 << 15 // numbers that stay in the cache
)

// Block computes the outputs at many points at once: in[k] holds the values of input k at all points, and out[k] takes
// those of output k. Programs on arrays run point by point. The error is as that of Run.
func (m *Machine) Block(in, out [][]float64) error {
	points := 0
	if len(out) > 0 {
		points = len(out[0])
	}
	width := min(mostLanes, laneRegisters/(m.program.Registers+1), points)
	if !m.program.Scalar || width < 4 {
		return m.onePointAtATime(in, out, points)
	}
	if m.lanes == nil || m.lanes.width != width {
		m.lanes = m.newLanes(width)
	}
	for start := 0; start < points; start += width {
		n := min(width, points-start)
		for k := range in {
			copy(m.lanes.of(int32(k)), in[k][start:start+n])
		}
		if !m.runLanes() {
			return ErrInterrupted
		}
		k := 0
		for _, r := range m.program.Results {
			for j := range r.Size {
				m.laneResult(out[k][start:start+n], r.Register, j)
				k++
			}
		}
	}
	return nil
}

func (m *Machine) laneResult(out []float64, register, k int32) {
	if register >= 0 {
		copy(out, m.lanes.of(register+k))
		return
	}
	for i := range out {
		out[i] = m.program.Tables[-register-1][k]
	}
}

func (m *Machine) onePointAtATime(in, out [][]float64, points int) error {
	x, y := make([]float64, len(in)), make([]float64, len(out))
	for i := range points {
		for k := range in {
			x[k] = in[k][i]
		}
		if err := m.Run(x, y); err != nil {
			return err
		}
		for k := range out {
			out[k][i] = y[k]
		}
		if !m.goOn() {
			return ErrInterrupted
		}
	}
	return nil
}

func (m *Machine) newLanes(width int) *lanes {
	l := &lanes{make([]float64, width*m.program.Registers), width}
	for _, c := range m.program.Preset {
		r := l.of(c.Register)
		for i := range r {
			r[i] = c.Value
		}
	}
	return l
}

func (l *lanes) of(register int32) []float64 {
	start := int(register) * l.width
	return l.registers[start : start+l.width : start+l.width]
}

// runLanes runs the code for all lanes; false when it was interrupted. The bounds of loops are the same in all lanes.
func (m *Machine) runLanes() bool {
	l, code := m.lanes, m.program.fused
	for pc := 0; pc < len(code); pc++ {
		in := &code[pc]
		switch in.Op {
		case Begin:
			lo, hi := l.of(in.A), l.of(in.B)
			copy(l.of(in.Dst), lo)
			if !(lo[0] <= hi[0]) {
				pc = int(in.C)
			}
		case End:
			i, hi := l.of(in.Dst), l.of(in.B)
			for k := range i {
				i[k]++
			}
			m.patience -= l.width * (pc - int(in.C)) >> 4
			if i[0] <= hi[0] {
				pc = int(in.C)
			}
			if !m.goOn() {
				return false
			}
		case Load, Load2, LoadRow, Zero, AddAt, AddAt2, AddRow, StoreAt:
			m.laneMemory(in)
		default:
			l.compute(in)
		}
	}
	return m.goOn()
}

// compute runs an operation on numbers in all lanes.
func (l *lanes) compute(in *Instruction) {
	dst, a := l.of(in.Dst), l.of(in.A)
	switch in.Op {
	case Copy:
		copy(dst, a)
	case Neg:
		for k, x := range a {
			dst[k] = -x
		}
	case Sqrt:
		for k, x := range a {
			dst[k] = math.Sqrt(x)
		}
	case Not:
		for k, x := range a {
			dst[k] = 1 - x
		}
	case Apply:
		f := expr.Func(in.C)
		for k, x := range a {
			dst[k] = f.Value(x)
		}
	case Compare:
		b, relation := l.of(in.B), expr.Relation(in.C)
		for k, x := range a {
			dst[k] = truth(relation.Holds(x, b[k]))
		}
	case Choose:
		b, c := l.of(in.B), l.of(in.C)
		for k, x := range a {
			if x != 0 {
				dst[k] = b[k]
			} else {
				dst[k] = c[k]
			}
		}
	default:
		lanePairs(in.Op, dst, a, l.of(in.B))
	}
}

func lanePairs(op Op, dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	switch op {
	case Add:
		for k := range dst {
			dst[k] = a[k] + b[k]
		}
	case Sub:
		for k := range dst {
			dst[k] = a[k] - b[k]
		}
	case Mul, And:
		for k := range dst {
			dst[k] = a[k] * b[k]
		}
	case Div:
		for k := range dst {
			dst[k] = a[k] / b[k]
		}
	case Or:
		for k := range dst {
			dst[k] = max(a[k], b[k])
		}
	default:
		f := binary[op]
		for k := range dst {
			dst[k] = f(a[k], b[k])
		}
	}
}

// laneMemory runs the instructions that index registers.
func (m *Machine) laneMemory(in *Instruction) {
	l := m.lanes
	for k := range l.width {
		switch in.Op {
		case Load:
			l.of(in.Dst)[k] = m.laneEntry(in.A, position(l.of(in.B)[k], in.N), k)
		case Load2:
			l.of(in.Dst)[k] = m.laneEntry(in.A, position2(l.of(in.B)[k], l.of(in.C)[k], in.N, in.M), k)
		case LoadRow:
			for j := range in.M {
				l.of(in.Dst + j)[k] = m.laneEntry(in.A, position2(l.of(in.B)[k], float64(j), in.N, in.M), k)
			}
		case AddRow:
			for j := range in.M {
				l.addAt(in.Dst, position2(l.of(in.B)[k], float64(j), in.N, in.M), k, l.of(in.A + j)[k])
			}
		case AddAt:
			l.addAt(in.Dst, position(l.of(in.B)[k], in.N), k, l.of(in.A)[k])
		case AddAt2:
			l.addAt(in.Dst, position2(l.of(in.B)[k], l.of(in.C)[k], in.N, in.M), k, l.of(in.A)[k])
		}
	}
	switch in.Op {
	case Zero:
		start := int(in.Dst) * l.width
		clear(l.registers[start : start+int(in.N)*l.width])
	case StoreAt:
		at := in.Dst + int32(l.of(in.B)[0]-l.of(in.C)[0])*in.M
		for j := range in.M {
			copy(l.of(at+j), l.of(in.A+j))
		}
	}
}

func (m *Machine) laneEntry(array int32, k, lane int) float64 {
	switch {
	case k < 0:
		return math.NaN()
	case array < 0:
		return m.program.Tables[-array-1][k]
	}
	return m.lanes.registers[(int(array)+k)*m.lanes.width+lane]
}

func (l *lanes) addAt(array int32, k, lane int, x float64) {
	if k >= 0 {
		l.registers[(int(array)+k)*l.width+lane] += x
	}
}
