package interval

import (
	"math"

	"saddle/numerics/program"
)

// vector runs an operation on numbers for every entry of its array operands.
func (m *Machine) vector(in *program.Instruction) {
	dst := m.array(in.Dst, in.N)
	a, stepA := m.operand(in.A, in, 0)
	switch in.Op {
	case program.Copy, program.Neg, program.Sqrt, program.Apply:
		for k := range dst {
			dst[k] = m.unary(in, a[k*stepA])
		}
		return
	}
	b, stepB := m.operand(in.B, in, 1)
	if in.Op == program.Choose {
		c, stepC := m.operand(in.C, in, 2)
		for k := range dst {
			dst[k] = choose(a[0], b[k*stepB], c[k*stepC])
		}
		return
	}
	for k := range dst {
		dst[k] = binary(in, a[k*stepA], b[k*stepB])
	}
}

// operand is an array, or a number with a step of 0.
func (m *Machine) operand(register int32, in *program.Instruction, k int) ([]Interval, int) {
	if in.M>>k&1 == 0 {
		return m.array(register, 1), 0
	}
	return m.array(register, in.N), 1
}

// arrays runs the operations on whole arrays. What has no enclosure here is the whole line.
func (m *Machine) arrays(in *program.Instruction) {
	switch in.Op {
	case program.Load, program.Load2, program.LoadRow, program.Gather:
		m.load(in)
	case program.AddAt, program.AddAt2, program.AddRow:
		m.add(in)
	case program.Zero:
		clear(m.array(in.Dst, in.N))
	case program.StoreAt:
		k := int32(m.registers[in.B].Lo-m.registers[in.C].Lo) * in.M
		copy(m.registers[in.Dst+k:in.Dst+k+in.M], m.array(in.A, in.M))
	case program.Spread:
		m.spread(in)
	case program.Total:
		sum := Interval{}
		for _, a := range m.array(in.A, in.N) {
			sum = Add(sum, a)
		}
		m.registers[in.Dst] = sum
	default:
		m.algebra(in)
	}
}

// load reads entries at places that may be uncertain.
func (m *Machine) load(in *program.Instruction) {
	r := m.registers
	switch in.Op {
	case program.Load:
		r[in.Dst] = m.entry(in.A, placeIn(r[in.B], in.N))
	case program.Load2:
		r[in.Dst] = m.entry(in.A, placeIn(r[in.B], in.N).row(placeIn(r[in.C], in.M), in.M))
	case program.LoadRow:
		row := placeIn(r[in.B], in.N)
		for k := range in.M {
			r[in.Dst+k] = m.entry(in.A, row.row(place{k, within}, in.M))
		}
	case program.Gather:
		a := m.whole(in.A)
		for k, at := range m.program.Positions[in.M] {
			r[int(in.Dst)+k] = a[at]
		}
	}
}

// add adds to entries at places that may be uncertain.
func (m *Machine) add(in *program.Instruction) {
	r := m.registers
	switch in.Op {
	case program.AddAt:
		m.addAt(in.Dst, in.N, placeIn(r[in.B], in.N), m.array(in.A, 1))
	case program.AddAt2:
		m.addAt(in.Dst, in.N*in.M, placeIn(r[in.B], in.N).row(placeIn(r[in.C], in.M), in.M), m.array(in.A, 1))
	case program.AddRow:
		m.addAt(in.Dst, in.N*in.M, placeIn(r[in.B], in.N).row(place{0, within}, in.M), m.array(in.A, in.M))
	}
}

// spread adds each entry where it came from.
func (m *Machine) spread(in *program.Instruction) {
	dst, a := m.array(in.Dst, in.N), m.whole(in.A)
	clear(dst)
	for k, at := range m.program.Positions[in.M] {
		dst[at] = Add(dst[at], a[k])
	}
}

func (m *Machine) algebra(in *program.Instruction) {
	switch in.Op {
	case program.Product:
		m.product(in)
	case program.TransposedProduct:
		m.transposedProduct(in)
	case program.Solve:
		m.solve(in)
	case program.Inverse:
		m.invert(in)
	case program.Determinant:
		m.determinant(in)
	default:
		m.unknown(in)
	}
}

func (m *Machine) whole(register int32) []Interval {
	if register < 0 {
		return m.tables[-register-1]
	}
	return m.registers[register:]
}

// place is an index into an array: within it, surely outside, or not known.
type place struct {
	at    int32
	where whereabouts
}

type whereabouts uint8

const (
	within whereabouts = iota
	outside
	somewhere
)

// placeIn rounds an index down, as programs do.
func placeIn(i Interval, n int32) place {
	switch {
	case i.Doubts&(Partial|Empty) != 0:
		return place{0, somewhere}
	case i.Hi < 0 || i.Lo >= float64(n):
		return place{0, outside}
	case i.Lo >= 0 && i.Hi < float64(n) && math.Floor(i.Lo) == math.Floor(i.Hi):
		return place{int32(i.Lo), within}
	}
	return place{0, somewhere}
}

// row is the place of an entry in a row.
func (p place) row(column place, columns int32) place {
	return place{p.at*columns + column.at, max(p.where, column.where)}
}

func (m *Machine) entry(array int32, p place) Interval {
	if p.where != within {
		return entire(Partial | Edge)
	}
	return m.array(array, p.at+1)[p.at]
}

// addAt adds a row to the n numbers of an array. One whose place is not known may change any of them.
func (m *Machine) addAt(array, n int32, p place, row []Interval) {
	switch p.where {
	case outside:
		return
	case somewhere:
		m.fill(array, n)
		return
	}
	for k, x := range row {
		at := array + p.at + int32(k)
		m.registers[at] = Add(m.registers[at], x)
	}
}

func (m *Machine) product(in *program.Instruction) {
	rows, columns, inner := int(in.N), int(in.M), int(in.C)
	a, b := m.array(in.A, in.N*in.C), m.array(in.B, in.C*in.M)
	dst := m.array(in.Dst, in.N*in.M)
	for i := range rows {
		for j := range columns {
			sum := Interval{}
			for k := range inner {
				sum = Add(sum, Mul(a[i*inner+k], b[k*columns+j]))
			}
			dst[i*columns+j] = sum
		}
	}
}

func (m *Machine) transposedProduct(in *program.Instruction) {
	n := int(in.N)
	a, b := m.array(in.A, in.C*in.N), m.array(in.B, in.C)
	for i := range n {
		sum := Interval{}
		for k, x := range b {
			sum = Add(sum, Mul(a[k*n+i], x))
		}
		m.registers[int(in.Dst)+i] = sum
	}
}

// unknown fills the results of an instruction that is not enclosed with the whole line.
func (m *Machine) unknown(in *program.Instruction) {
	switch in.Op {
	case program.Eigen:
		m.fill(in.Dst, in.N)
		m.fill(in.B, in.N*in.N)
	case program.Sample:
		s := m.program.Samples[in.M]
		m.fill(in.Dst, int32(s.Drawn*s.Cols))
	default:
		m.fill(in.Dst, in.N)
	}
}

func (m *Machine) fill(register, n int32) {
	for k := range m.array(register, n) {
		m.registers[register+int32(k)] = entire(Partial | Edge)
	}
}
