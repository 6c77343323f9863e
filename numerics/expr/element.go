package expr

import "math"

// Element is entry i of a vector, or of a matrix of one row, from 0. The index may be symbolic; where it falls outside
// the array, the value is NaN. A constant index outside is an IndexError.
func Element(a, i *Node) *Node {
	if a.shape.IsScalar() || a.shape.Rows > 1 && a.shape.Cols > 1 {
		misfit("[ ]", a)
	}
	if i.graph == nil {
		return a.entry(index(i, a.shape.Size(), 0))
	}
	return symbolic(&Node{op: OpElement, shape: Scalar, args: []*Node{a, i}})
}

// Element2 is the entry of a matrix in row i and column j, from 0, with what Element says of indices.
func Element2(a, i, j *Node) *Node {
	if a.shape.IsScalar() {
		misfit("[ , ]", a)
	}
	rows, cols := a.shape.Rows, a.shape.Cols
	if i.graph == nil && j.graph == nil {
		return a.entry(index(i, rows, 0)*cols + index(j, cols, 1))
	}
	if i.graph == nil {
		index(i, rows, 0)
	}
	if j.graph == nil {
		index(j, cols, 1)
	}
	return symbolic(&Node{op: OpElement, shape: Scalar, args: []*Node{a, i, j}})
}

// index reads a constant index.
func index(i *Node, size, axis int) int {
	if i.truth || !i.shape.IsScalar() {
		misfit("[ ]", i)
	}
	k := i.number
	if k != math.Trunc(k) || k < 0 || k >= float64(size) {
		panic(&IndexError{Index: int(math.Floor(k)), Size: size, Axis: axis})
	}
	return int(k)
}

// elementAt is entry k of an array that is not spelled out.
func elementAt(a *Node, k int) *Node {
	switch a.op {
	case OpFill:
		return a.args[0]
	case OpGather:
		return a.args[0].entry(a.ints[k])
	case OpRow:
		return Element2(a.args[0], a.args[1], Const(float64(k)))
	case OpStack:
		for _, part := range a.args {
			if size := part.shape.Size(); k >= size {
				k -= size
				continue
			}
			return part.entry(k)
		}
	}
	if a.shape.IsMatrix() {
		i, j := Const(float64(k/a.shape.Cols)), Const(float64(k%a.shape.Cols))
		return symbolic(&Node{op: OpElement, shape: Scalar, args: []*Node{a, i, j}})
	}
	return symbolic(&Node{op: OpElement, shape: Scalar, args: []*Node{a, Const(float64(k))}})
}

// scatter is the array of zeros with value at one place: what Element is the transpose of. The place is one index, or a
// row and a column.
func scatter(s Shape, value *Node, place []*Node) *Node {
	if value.is(0) {
		return zeros(s)
	}
	if allConst(place...) {
		k := index(place[0], s.Size(), 0)
		if len(place) == 2 {
			k = k*s.Cols + index(place[1], s.Cols, 1)
		}
		return spread(value, s, []int{k})
	}
	return symbolic(&Node{op: OpScatter, shape: s, args: append([]*Node{value}, place...)})
}

// at is the entry at a place: one index, or a row and a column.
func at(a *Node, place []*Node) *Node {
	if len(place) == 2 {
		return Element2(a, place[0], place[1])
	}
	return Element(a, place[0])
}

// scatterRow is the matrix of zeros with one row: what Row is the transpose of.
func scatterRow(s Shape, row, i *Node) *Node {
	switch {
	case row.is(0):
		return zeros(s)
	case i.graph == nil:
		return spread(row, s, count(index(i, s.Rows, 0)*s.Cols, s.Cols, 1))
	}
	return symbolic(&Node{op: OpScatterRow, shape: s, args: []*Node{row, i}})
}
