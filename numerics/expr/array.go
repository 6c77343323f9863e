package expr

import "slices"

// Stack puts the entries of numbers and arrays one after the other into a vector.
func Stack(parts ...*Node) *Node {
	size := 0
	for _, p := range parts {
		size += p.shape.Size()
	}
	return concat(Vector(size), parts)
}

// concat is the array of the entries of all parts, in order.
func concat(s Shape, parts []*Node) *Node {
	for _, p := range parts {
		if p.truth {
			panic(&KindError{Op: "( , )", Truth: true})
		}
		if !p.IsExplicit() {
			return symbolic(&Node{op: OpStack, shape: s, args: slices.Clone(parts)})
		}
	}
	entries := make([]*Node, 0, s.Size())
	for _, p := range parts {
		entries = append(entries, p.Entries()...)
	}
	return stackOf(s, entries)
}

// Matrix puts rows of numbers into a matrix; rows of different lengths are a ShapeError.
func Matrix(rows [][]*Node) *Node {
	var entries []*Node
	for _, r := range rows {
		if len(r) != len(rows[0]) {
			panic(&ShapeError{Op: "[ ; ]", Shapes: []Shape{Vector(len(rows[0])), Vector(len(r))}})
		}
		entries = append(entries, r...)
	}
	for _, e := range entries {
		if !e.shape.IsScalar() {
			misfit("[ ; ]", e)
		}
	}
	return concat(MatrixShape(len(rows), len(rows[0])), entries)
}

// Rows puts vectors of one length into a matrix as its rows.
func Rows(rows ...*Node) *Node {
	for _, r := range rows {
		if r.shape.Size() != rows[0].shape.Size() {
			misfit("[ ; ]", rows[0], r)
		}
	}
	return concat(MatrixShape(len(rows), rows[0].shape.Size()), rows)
}

// Reshape is the same entries, row by row, in another shape of the same size.
func Reshape(a *Node, s Shape) *Node {
	if a.shape.Size() != s.Size() {
		misfit("reshape", a)
	}
	return take(a, s, count(0, s.Size(), 1))
}

// Flatten is the vector of all entries, row by row.
func Flatten(a *Node) *Node { return Reshape(a, Vector(a.shape.Size())) }

// Transpose is a': rows become columns, a vector becomes a row and a row a vector, but a 1×1 matrix stays one; a number stays.
func Transpose(a *Node) *Node {
	if a.shape.IsScalar() {
		return a
	}
	rows, cols := a.shape.Rows, a.shape.Cols
	s := MatrixShape(cols, rows)
	if a.shape.IsMatrix() && rows == 1 && cols > 1 {
		s = Vector(cols)
	}
	if a.graph == nil {
		return transposed(a, s)
	}
	positions := make([]int, 0, rows*cols)
	for j := range cols {
		positions = append(positions, count(j, rows, cols)...)
	}
	return take(a, s, positions)
}

// transposed is the transpose of a constant.
func transposed(a *Node, s Shape) *Node {
	rows, cols := a.shape.Rows, a.shape.Cols
	return viewOf(a, Array(s, transposedData(a.data, rows, cols)), transposedData(a.dust, rows, cols))
}

func transposedData(entries []float64, rows, cols int) []float64 {
	if entries == nil {
		return nil
	}
	data := make([]float64, len(entries))
	for i := range rows {
		for j := range cols {
			data[j*rows+i] = entries[i*cols+j]
		}
	}
	return data
}

// Row is row i of a matrix, from 0, as a vector. The index may be symbolic.
func Row(a, i *Node) *Node {
	needMatrix("row", a)
	cols := a.shape.Cols
	if i.graph == nil {
		return take(a, Vector(cols), count(index(i, a.shape.Rows, 0)*cols, cols, 1))
	}
	if cols > explicitRow {
		return symbolic(&Node{op: OpRow, shape: Vector(cols), args: []*Node{a, i}})
	}
	return entriesAt(Vector(cols), func(j int) *Node { return Element2(a, i, Const(float64(j))) })
}

// explicitRow is the length up to which a row at a symbolic index is spelled out.
const explicitRow = 32

// Column is column j of a matrix, from 0, as a vector. The index may be symbolic.
func Column(a, j *Node) *Node {
	needMatrix("column", a)
	rows, cols := a.shape.Rows, a.shape.Cols
	if j.graph == nil {
		return take(a, Vector(rows), count(index(j, cols, 1), rows, cols))
	}
	return entriesAt(Vector(rows), func(i int) *Node { return Element2(a, Const(float64(i)), j) })
}

func needMatrix(op string, a *Node) {
	if !a.shape.IsMatrix() {
		misfit(op, a)
	}
}

func entriesAt(s Shape, entry func(k int) *Node) *Node {
	entries := make([]*Node, s.Size())
	for k := range entries {
		entries[k] = entry(k)
	}
	return stackOf(s, entries)
}

// Slice is the entries of a vector from index from up to but not including to, 0-based.
func Slice(a *Node, from, to int) *Node {
	if from < 0 || from > to || to > a.shape.Size() {
		panic(&IndexError{Index: to - 1, Size: a.shape.Size()})
	}
	return take(a, Vector(to-from), count(from, to-from, 1))
}

// Take is the array of the entries of a at the given flat row-major positions.
func Take(a *Node, s Shape, positions []int) *Node {
	for _, p := range positions {
		if p < 0 || p >= a.shape.Size() {
			panic(&IndexError{Index: p, Size: a.shape.Size()})
		}
	}
	return take(a, s, positions)
}

func take(a *Node, s Shape, positions []int) *Node {
	if s == a.shape && slices.Equal(positions, count(0, s.Size(), 1)) {
		return a
	}
	switch {
	case s.IsScalar():
		return a.entry(positions[0])
	case a.graph == nil && !a.shape.IsScalar():
		return viewOf(a, Array(s, taken(a.data, positions)), taken(a.dust, positions))
	case a.IsExplicit():
		return entriesAt(s, func(k int) *Node { return a.entry(positions[k]) })
	case a.op == OpFill:
		return fill(s, a.args[0])
	case a.op == OpGather:
		inner := make([]int, len(positions))
		for k, p := range positions {
			inner[k] = a.ints[p]
		}
		return take(a.args[0], s, inner)
	}
	return symbolic(&Node{op: OpGather, shape: s, args: []*Node{a}, ints: positions})
}

func taken(entries []float64, positions []int) []float64 {
	if entries == nil {
		return nil
	}
	data := make([]float64, len(positions))
	for k, p := range positions {
		data[k] = entries[p]
	}
	return data
}

// count is n whole numbers from first in steps.
func count(first, n, step int) []int {
	numbers := make([]int, n)
	for k := range numbers {
		numbers[k] = first + k*step
	}
	return numbers
}

// spread is the array of zeros with the entries of a added at the flat positions: what take is the transpose of.
func spread(a *Node, s Shape, positions []int) *Node {
	switch {
	case a.is(0):
		return zeros(s)
	case a.graph == nil:
		sum := zeros(s)
		for k, p := range positions {
			sum.data[p] += a.numberAt(k)
		}
		return sum
	case !a.IsExplicit():
		return symbolic(&Node{op: OpSpread, shape: s, args: []*Node{a}, ints: positions})
	}
	entries := make([]*Node, s.Size())
	for k := range entries {
		entries[k] = Const(0)
	}
	for k, p := range positions {
		entries[p] = plus(entries[p], a.entry(k))
	}
	return stackOf(s, entries)
}

// fill is the array whose every entry is the number a; an array stays as it is.
func fill(s Shape, a *Node) *Node {
	switch {
	case s.IsScalar() || !a.shape.IsScalar():
		return a
	case a.graph == nil:
		return mapData(zeros(s), func(float64) float64 { return a.number })
	case s.Size() <= explicitEntries:
		return entriesAt(s, func(int) *Node { return a })
	}
	return symbolic(&Node{op: OpFill, shape: s, args: []*Node{a}})
}

// Fill is the array of a shape whose every entry is the number a.
func Fill(s Shape, a *Node) *Node {
	if !a.shape.IsScalar() {
		misfit("fill", a)
	}
	return fill(s, a)
}
