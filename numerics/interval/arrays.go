package interval

import "saddle/numerics/program"

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
	r := m.registers
	switch in.Op {
	case program.Load:
		r[in.Dst] = entry(m.array(in.A, in.N), place(r[in.B], in.N))
	case program.Load2:
		r[in.Dst] = entry(m.array(in.A, in.N*in.M), place2(r[in.B], r[in.C], in.N, in.M))
	case program.LoadRow:
		m.loadRow(in, place(r[in.B], in.N))
	case program.Zero:
		clear(m.array(in.Dst, in.N))
	case program.AddAt:
		addAt(m.array(in.Dst, in.N), place(r[in.B], in.N), m.array(in.A, 1))
	case program.AddAt2:
		addAt(m.array(in.Dst, in.N*in.M), place2(r[in.B], r[in.C], in.N, in.M), m.array(in.A, 1))
	case program.AddRow:
		if row := place(r[in.B], in.N); row >= 0 {
			addAt(m.array(in.Dst, in.N*in.M), row*int(in.M), m.array(in.A, in.M))
		}
	case program.StoreAt:
		k := int32(r[in.B].Lo-r[in.C].Lo) * in.M
		copy(r[in.Dst+k:in.Dst+k+in.M], m.array(in.A, in.M))
	case program.Gather:
		a := m.whole(in.A)
		for k, at := range m.program.Positions[in.M] {
			r[int(in.Dst)+k] = a[at]
		}
	case program.Spread:
		dst, a := m.array(in.Dst, in.N), m.whole(in.A)
		clear(dst)
		for k, at := range m.program.Positions[in.M] {
			dst[at] = Add(dst[at], a[k])
		}
	case program.Total:
		sum := Interval{}
		for _, a := range m.array(in.A, in.N) {
			sum = Add(sum, a)
		}
		r[in.Dst] = sum
	case program.Product:
		m.product(in)
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

// place is an index known exactly, -1 where it is outside or not known.
func place(i Interval, n int32) int {
	if i.Lo == i.Hi && i.Lo >= 0 && i.Lo < float64(n) {
		return int(i.Lo)
	}
	return -1
}

func place2(i, j Interval, rows, columns int32) int {
	row, column := place(i, rows), place(j, columns)
	if row < 0 || column < 0 {
		return -1
	}
	return row*int(columns) + column
}

func entry(a []Interval, k int) Interval {
	if k < 0 {
		return entire(Partial | Edge)
	}
	return a[k]
}

func (m *Machine) loadRow(in *program.Instruction, row int) {
	if row < 0 {
		m.fill(in.Dst, in.M)
		return
	}
	copy(m.array(in.Dst, in.M), m.array(in.A, in.N*in.M)[row*int(in.M):])
}

func addAt(a []Interval, k int, row []Interval) {
	if k < 0 {
		return
	}
	for i, x := range row {
		a[k+i] = Add(a[k+i], x)
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

// unknown fills the results of an instruction that is not enclosed with the whole line.
func (m *Machine) unknown(in *program.Instruction) {
	size := in.N
	switch in.Op {
	case program.Solve:
		size = in.N * in.M
	case program.Inverse:
		size = in.N * in.N
	case program.Determinant:
		size = 1
	case program.Eigen:
		m.fill(in.B, in.N*in.N)
	case program.Sample:
		s := m.program.Samples[in.M]
		size = int32(s.Drawn * s.Cols)
	}
	m.fill(in.Dst, size)
}

func (m *Machine) fill(register, n int32) {
	for k := range m.array(register, n) {
		m.registers[int(register)+k] = entire(Partial | Edge)
	}
}
