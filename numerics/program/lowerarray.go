package program

import (
	"math"
	"slices"

	"saddle/numerics/expr"
)

// array lowers what has an array as its value or its argument.
func (l *lowering) array(s *scope, n *expr.Node) value {
	size := int32(n.Shape().Size())
	args := n.Args()
	switch n.Op() {
	case expr.OpStack:
		return l.stack(s, n)
	case expr.OpRow:
		a, shape := l.of(s, args[0]), args[0].Shape()
		return l.emit(s, Instruction{Op: LoadRow, A: a.reg, B: l.of(s, args[1]).reg, N: int32(shape.Rows), M: int32(shape.Cols)}, size)
	case expr.OpScatter, expr.OpScatterRow:
		v := l.allocate(int(size))
		l.add(s, Instruction{Op: Zero, Dst: v.reg, N: size})
		l.scatter(s, v, l.of(s, args[0]), n)
		return v
	case expr.OpGather:
		return l.emit(s, Instruction{Op: Gather, A: l.of(s, args[0]).reg, N: size, M: l.positions(n)}, size)
	case expr.OpSpread:
		x := l.of(s, args[0])
		return l.emit(s, Instruction{Op: Spread, A: x.reg, N: size, M: l.positions(n)}, size)
	case expr.OpFill:
		return l.emit(s, Instruction{Op: Copy, Vector: true, A: l.of(s, args[0]).reg, N: size}, size)
	case expr.OpTotal:
		if u, v, ok := dotOf(args[0]); ok {
			return l.emit(s, Instruction{Op: Product, A: l.of(s, u).reg, B: l.of(s, v).reg, C: int32(u.Shape().Size()), N: 1, M: 1}, 1)
		}
		x := l.of(s, args[0])
		return l.emit(s, Instruction{Op: Total, A: x.reg, N: x.n}, 1)
	case expr.OpRandom:
		return l.emit(s, Instruction{Op: randomOps[expr.Distribution(n.Positions()[0])], N: size, M: int32(n.Positions()[1])}, size)
	case expr.OpSample:
		return l.sample(s, n, size)
	case expr.OpOpaque:
		return l.call(s, n, size)
	}
	return l.algebra(s, n)
}

// dotOf recognises the product of two arrays, entry by entry, whose sum is a dot product.
func dotOf(n *expr.Node) (u, v *expr.Node, ok bool) {
	args := n.Args()
	if x, e, power := constantPower(n); power && e == 2 {
		return x, x, true
	}
	if n.Op() != expr.OpProduct || len(args) != 2 || args[0].Shape() != args[1].Shape() {
		return nil, nil, false
	}
	return args[0], args[1], true
}

var randomOps = map[expr.Distribution]Op{expr.Normal: Normal, expr.Uniform: Uniform}

// stack puts the parts into registers in a row, unless they are there already.
func (l *lowering) stack(s *scope, n *expr.Node) value {
	parts := l.all(s, n.Args())
	if inARow(parts) {
		return value{parts[0].reg, int32(n.Shape().Size())}
	}
	v := l.allocate(n.Shape().Size())
	at := v.reg
	for _, p := range parts {
		in := Instruction{Op: Copy, Dst: at, A: p.reg}
		if p.n != 1 {
			in.Vector, in.N, in.M = true, p.n, 1
		}
		l.add(s, in)
		at += p.n
	}
	return v
}

func inARow(parts []value) bool {
	for k, p := range parts {
		if p.reg < 0 || k > 0 && p.reg != parts[k-1].reg+parts[k-1].n {
			return false
		}
	}
	return len(parts) > 0
}

// scatter adds x to the entries of an array at the place of an OpScatter or OpScatterRow.
func (l *lowering) scatter(s *scope, array, x value, n *expr.Node) {
	place, shape := n.Args()[1:], n.Shape()
	i := l.of(s, place[0])
	if n.Op() == expr.OpScatterRow {
		l.add(s, Instruction{Op: AddRow, Dst: array.reg, A: x.reg, B: i.reg, N: int32(shape.Rows), M: int32(shape.Cols)})
		return
	}
	if len(place) == 1 {
		l.add(s, Instruction{Op: AddAt, Dst: array.reg, A: x.reg, B: i.reg, N: array.n})
		return
	}
	j := l.of(s, place[1])
	l.add(s, Instruction{Op: AddAt2, Dst: array.reg, A: x.reg, B: i.reg, C: j.reg, N: int32(shape.Rows), M: int32(shape.Cols)})
}

func (l *lowering) positions(n *expr.Node) int32 {
	l.program.Positions = append(l.program.Positions, n.Positions())
	return int32(len(l.program.Positions) - 1)
}

func (l *lowering) sample(s *scope, n *expr.Node, size int32) value {
	table := n.Args()[0]
	l.program.Samples = append(l.program.Samples, SampleBuffer{n.Shape().Size() / table.Shape().Cols, table.Shape().Rows, table.Shape().Cols})
	return l.emit(s, Instruction{Op: Sample, A: l.of(s, table).reg, N: size, M: int32(len(l.program.Samples) - 1)}, size)
}

// largeTable is how many entries a table has at least whose transpose is not kept beside it.
const largeTable = 1 << 14

// transposedProduct is a large constant matrix times a vector where the transpose of the matrix is a table already, as that of
// the data is in the gradient of a sum of squares: one table is read, not two.
func (l *lowering) transposedProduct(s *scope, a, b *expr.Node) (value, bool) {
	if !a.IsConst() || a.Shape().Size() < largeTable || b.Shape().Cols != 1 || b.IsConst() {
		return value{}, false
	}
	y := l.of(s, b) // first: what it is of may be a product with the table
	shape := a.Shape()
	table := slices.IndexFunc(l.program.Tables, func(t []float64) bool { return isTranspose(t, a.Data(), shape.Cols) })
	if table < 0 {
		return value{}, false
	}
	n := int32(shape.Rows)
	return l.emit(s, Instruction{Op: TransposedProduct, A: -int32(table) - 1, B: y.reg, C: int32(shape.Cols), N: n}, n), true
}

// isTranspose reports whether t is the transpose of a matrix of so many columns, bit for bit.
func isTranspose(t, a []float64, columns int) bool {
	if len(t) != len(a) {
		return false
	}
	rows := len(a) / columns
	for j := range columns {
		for i, x := range t[j*rows : (j+1)*rows] {
			if math.Float64bits(x) != math.Float64bits(a[i*columns+j]) {
				return false
			}
		}
	}
	return true
}

// algebra lowers the operations on matrices.
func (l *lowering) algebra(s *scope, n *expr.Node) value {
	size := int32(n.Shape().Size())
	args := n.Args()
	shape := args[0].Shape()
	rows := int32(shape.Rows)
	if n.Op() == expr.OpMatrixProduct {
		if v, ok := l.transposedProduct(s, args[0], args[1]); ok {
			return v
		}
	}
	x := l.of(s, args[0])
	switch n.Op() {
	case expr.OpMatrixProduct:
		y := l.of(s, args[1])
		return l.emit(s, Instruction{Op: Product, A: x.reg, B: y.reg, C: int32(shape.Cols), N: rows, M: int32(args[1].Shape().Cols)}, size)
	case expr.OpSolve:
		y := l.of(s, args[1])
		return l.emit(s, Instruction{Op: Solve, A: x.reg, B: y.reg, N: rows, M: int32(args[1].Shape().Cols)}, size)
	case expr.OpInverse:
		return l.emit(s, Instruction{Op: Inverse, A: x.reg, N: rows}, size)
	case expr.OpDeterminant:
		return l.emit(s, Instruction{Op: Determinant, A: x.reg, N: rows}, 1)
	case expr.OpEigenvalues, expr.OpEigenvectors:
		return l.eigen(s, n, x, rows)
	case expr.OpTrustStep, expr.OpCubicStep:
		h, limit := l.of(s, args[1]), l.of(s, args[2])
		return l.emit(s, Instruction{Op: stepOps[n.Op()], A: x.reg, B: h.reg, C: limit.reg, N: size}, size)
	}
	panic("program: no rule for a node")
}

var stepOps = map[expr.Op]Op{expr.OpTrustStep: TrustStep, expr.OpCubicStep: CubicStep}

// eigen computes eigenvalues and eigenvectors together where the vectors are wanted.
func (l *lowering) eigen(s *scope, n *expr.Node, x value, rows int32) value {
	if !l.vectors[n.Args()[0]] {
		return l.emit(s, Instruction{Op: Eigenvalues, A: x.reg, N: rows}, rows)
	}
	key := Instruction{Op: Eigen, A: x.reg, N: rows}
	values, ok := s.known[key]
	if !ok {
		values = l.allocate(int(rows + rows*rows))
		s.known[key] = values
		l.add(s, Instruction{Op: Eigen, A: x.reg, N: rows, Dst: values.reg, B: values.reg + rows})
	}
	if n.Op() == expr.OpEigenvalues {
		return value{values.reg, rows}
	}
	return value{values.reg + rows, rows * rows}
}

// call computes an opaque value from the registers of its operands.
func (l *lowering) call(s *scope, n *expr.Node, size int32) value {
	c := OpaqueCall{Of: n.Opaque()}
	for _, v := range l.all(s, n.Args()) {
		c.Operands = append(c.Operands, Result{v.reg, v.n})
	}
	l.program.Calls = append(l.program.Calls, c)
	return l.emit(s, Instruction{Op: Call, A: int32(len(l.program.Calls) - 1), N: size}, size)
}
