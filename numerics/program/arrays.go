package program

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
)

// vector runs an operation on numbers for every entry of its array operands.
func (m *Machine) vector(in *Instruction) { m.vectorPart(in, 0, int(in.N)) }

// vectorPart does so for some entries.
func (m *Machine) vectorPart(in *Instruction, from, to int) {
	dst := m.array(in.Dst, in.N)[from:to]
	a := m.operand(in.A, in, 0, from, to)
	if in.Op == Apply {
		f := expr.Func(in.C)
		for k, x := range a {
			dst[k] = f.Value(x)
		}
		return
	}
	switch in.Op {
	case Copy:
		spreadOut(dst, a, func(x float64) float64 { return x })
		return
	case Neg:
		spreadOut(dst, a, func(x float64) float64 { return -x })
		return
	case Sqrt:
		spreadOut(dst, a, math.Sqrt)
		return
	}
	b := m.operand(in.B, in, 1, from, to)
	if in.Op == Choose {
		if a[0] != 0 {
			spreadOut(dst, b, func(x float64) float64 { return x })
		} else {
			spreadOut(dst, m.operand(in.C, in, 2, from, to), func(x float64) float64 { return x })
		}
		return
	}
	pairs(in.Op, dst, a, b)
}

// operand is some entries of an array, or a number as an array of one.
func (m *Machine) operand(register int32, in *Instruction, k, from, to int) []float64 {
	if in.M>>k&1 == 0 {
		return m.array(register, 1)
	}
	return m.array(register, in.N)[from:to]
}

func spreadOut(dst, a []float64, f func(float64) float64) {
	if len(a) == len(dst) {
		for k, x := range a {
			dst[k] = f(x)
		}
		return
	}
	x := f(a[0])
	for k := range dst {
		dst[k] = x
	}
}

// pairs combines two operands, of which one may be a single number.
func pairs(op Op, dst, a, b []float64) {
	stepA, stepB := len(a)/len(dst), len(b)/len(dst)
	i, j := 0, 0
	switch op {
	case Add:
		for k := range dst {
			dst[k] = a[i] + b[j]
			i, j = i+stepA, j+stepB
		}
	case Sub:
		for k := range dst {
			dst[k] = a[i] - b[j]
			i, j = i+stepA, j+stepB
		}
	case Mul:
		for k := range dst {
			dst[k] = a[i] * b[j]
			i, j = i+stepA, j+stepB
		}
	case Div:
		for k := range dst {
			dst[k] = a[i] / b[j]
			i, j = i+stepA, j+stepB
		}
	default:
		f := binary[op]
		for k := range dst {
			dst[k] = f(a[i], b[j])
			i, j = i+stepA, j+stepB
		}
	}
}

var binary = map[Op]func(a, b float64) float64{Power: expr.Power, Min: math.Min, Max: math.Max, Mod: expr.Modulo}

// arrays runs the operations that are on arrays only.
func (m *Machine) arrays(in *Instruction) {
	p := m.program
	n := int(in.N)
	switch in.Op {
	case Gather:
		dst := m.array(in.Dst, in.N)
		a := m.whole(in.A)
		for k, at := range p.Positions[in.M] {
			dst[k] = a[at]
		}
	case Spread:
		dst := m.array(in.Dst, in.N)
		clear(dst)
		a := m.whole(in.A)
		for k, at := range p.Positions[in.M] {
			dst[at] += a[k]
		}
	case Total:
		sum := 0.0
		for _, x := range m.array(in.A, in.N) {
			sum += x
		}
		m.registers[in.Dst] = sum
	case Normal:
		for k := range m.array(in.Dst, in.N) {
			m.registers[int(in.Dst)+k] = m.random.NormFloat64()
		}
	case Uniform:
		for k := range m.array(in.Dst, in.N) {
			m.registers[int(in.Dst)+k] = m.random.Float64()
		}
	case Sample:
		m.sample(in)
	default:
		m.matrices(in, n)
	}
}

// whole is everything from a register on, or a table.
func (m *Machine) whole(register int32) []float64 {
	if register < 0 {
		return m.program.Tables[-register-1]
	}
	return m.registers[register:]
}

// sample draws rows without replacement, or with it when there are fewer than wanted.
func (m *Machine) sample(in *Instruction) {
	s, rows := m.program.Samples[in.M], m.samples[in.M]
	table, dst := m.whole(in.A), m.array(in.Dst, in.N)
	for k := range rows {
		rows[k] = k
	}
	for k := range s.Drawn {
		row := 0
		if s.Drawn > s.Rows {
			row = m.random.IntN(s.Rows)
		} else {
			j := k + m.random.IntN(s.Rows-k)
			rows[k], rows[j] = rows[j], rows[k]
			row = rows[k]
		}
		copy(dst[k*s.Cols:(k+1)*s.Cols], table[row*s.Cols:])
	}
}

func (m *Machine) matrices(in *Instruction, n int) {
	cols := int(in.M)
	a := m.whole(in.A)
	switch in.Op {
	case Product:
		inner := int(in.C)
		dense.Product(m.array(in.Dst, in.N*in.M), a[:n*inner], m.whole(in.B)[:inner*cols], n, inner, cols)
	case TransposedProduct:
		inner := int(in.C)
		dense.TransposedProduct(m.array(in.Dst, in.N), a[:inner*n], m.whole(in.B)[:inner], n)
	case Solve:
		m.algebra.Solve(m.array(in.Dst, in.N*in.M), a[:n*n], m.whole(in.B)[:n*cols], n, cols)
	case Inverse:
		m.algebra.Inverse(m.array(in.Dst, in.N*in.N), a[:n*n], n)
	case Determinant:
		m.registers[in.Dst] = m.algebra.Determinant(a[:n*n], n)
	case Eigenvalues:
		m.algebra.Eigen(m.array(in.Dst, in.N), nil, a[:n*n], n)
	case Eigen:
		m.algebra.Eigen(m.array(in.Dst, in.N), m.array(in.B, in.N*in.N), a[:n*n], n)
	case TrustStep:
		m.algebra.TrustStep(m.array(in.Dst, in.N), a[:n], m.whole(in.B)[:n*n], m.whole(in.C)[0], n)
	case CubicStep:
		m.algebra.CubicStep(m.array(in.Dst, in.N), a[:n], m.whole(in.B)[:n*n], m.whole(in.C)[0], n)
	}
}
