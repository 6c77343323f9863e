package interval

import "saddle/numerics/program"

// solve encloses A⁻¹ B.
func (m *Machine) solve(in *program.Instruction) {
	n, columns := int(in.N), int(in.M)
	right := m.array(in.Dst, in.N*in.M)
	copy(right, m.array(in.B, in.N*in.M))
	m.eliminate(m.array(in.A, in.N*in.N), n, right, columns)
}

func (m *Machine) invert(in *program.Instruction) {
	n := int(in.N)
	right := m.array(in.Dst, in.N*in.N)
	clear(right)
	for i := range n {
		right[i*n+i] = unit
	}
	m.eliminate(m.array(in.A, in.N*in.N), n, right, n)
}

func (m *Machine) determinant(in *program.Instruction) {
	m.registers[in.Dst] = m.eliminate(m.array(in.A, in.N*in.N), int(in.N), nil, 0)
}

// eliminate replaces the right sides, n rows of so many columns, by the solutions for the matrix a (Gauss and Jordan), and
// returns its determinant. Where no pivot is surely not zero, all of these may be anything.
func (m *Machine) eliminate(a []Interval, n int, right []Interval, columns int) Interval {
	if cap(m.square) < n*n {
		m.square = make([]Interval, n*n)
	}
	s := m.square[:n*n]
	copy(s, a)
	determinant := unit
	for k := range n {
		p := bestPivot(s, n, k)
		if p < 0 {
			for i := range right {
				right[i] = entire(Partial | Edge)
			}
			return entire(doubtsOf(a))
		}
		if p != k {
			swapRows(s, n, p, k)
			swapRows(right, columns, p, k)
			determinant = Neg(determinant)
		}
		determinant = Mul(determinant, s[k*n+k])
		clearColumn(s, n, right, columns, k)
	}
	return determinant
}

func doubtsOf(a []Interval) Doubts {
	var d Doubts
	for _, x := range a {
		d |= x.Doubts
	}
	return d
}

// bestPivot is the row, of those from k on, whose entry in column k is farthest from zero; -1 where all may be zero.
func bestPivot(s []Interval, n, k int) int {
	best, farthest := -1, 0.0
	for i := k; i < n; i++ {
		if x := s[i*n+k]; x.Finite() && max(x.Lo, -x.Hi) > farthest {
			best, farthest = i, max(x.Lo, -x.Hi)
		}
	}
	return best
}

func swapRows(s []Interval, columns, i, k int) {
	for j := range columns {
		s[i*columns+j], s[k*columns+j] = s[k*columns+j], s[i*columns+j]
	}
}

// clearColumn makes column k that of the unit matrix.
func clearColumn(s []Interval, n int, right []Interval, columns, k int) {
	pivot := s[k*n+k]
	scaleRow(s[k*n:(k+1)*n], pivot)
	scaleRow(right[k*columns:(k+1)*columns], pivot)
	for i := range n {
		if factor := s[i*n+k]; i != k && factor != (Interval{}) {
			subtractRow(s[i*n:(i+1)*n], s[k*n:(k+1)*n], factor)
			subtractRow(right[i*columns:(i+1)*columns], right[k*columns:(k+1)*columns], factor)
		}
	}
}

func scaleRow(row []Interval, pivot Interval) {
	for j, x := range row {
		row[j] = Div(x, pivot)
	}
}

func subtractRow(row, other []Interval, factor Interval) {
	for j, x := range other {
		row[j] = Sub(row[j], Mul(factor, x))
	}
}
