package expr

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"saddle/numerics/expr/dense"
)

// explicitWork bounds the multiplications of a matrix product that is spelled out.
const explicitWork = 1024

// Mul is the language's a * b: a number times anything, or the matrix product, in which a vector is a column. A 1×1
// product is a number. Two vectors are a ShapeError: the language offers the dot, the entrywise and the outer product.
func Mul(a, b *Node) *Node {
	if a.shape.IsScalar() || b.shape.IsScalar() {
		return Times(a, b)
	}
	if a.shape.IsVector() && b.shape.IsVector() || a.shape.Cols != b.shape.Rows {
		misfit("*", a, b)
	}
	if a.op == OpInverse && a.graph != nil {
		return Solve(a.args[0], b)
	}
	return matrixProduct(a, b)
}

func matrixProduct(a, b *Node) *Node {
	rows, inner, cols := a.shape.Rows, a.shape.Cols, b.shape.Cols
	s := product(rows, cols)
	switch {
	case allConst(a, b):
		data := make([]float64, rows*cols)
		dense.Product(data, a.data, b.data, rows, inner, cols)
		if !dense.Finite(data) && dense.Finite(a.data) && dense.Finite(b.data) {
			dense.ScaledProduct(data, a.data, b.data, rows, inner, cols)
		}
		p := WithDust(Array(s, data), productDust(a, b, data))
		p.rough = a.rough || b.rough
		return p
	case a.is(0) || b.is(0):
		return zeros(s)
	case !a.IsExplicit() || !b.IsExplicit() || rows*inner*cols > explicitWork:
		return symbolic(&Node{op: OpMatrixProduct, shape: s, args: []*Node{a, b}})
	}
	return entriesAt(s, func(k int) *Node {
		i, j := k/cols, k%cols
		terms := make([]*Node, inner)
		for m := range terms {
			terms[m] = Times(a.entry(i*inner+m), b.entry(m*cols+j))
		}
		return addUp(terms)
	})
}

// Dot is u · v, the sum of the products of entries.
func Dot(u, v *Node) *Node {
	if u.shape != v.shape {
		misfit("·", u, v)
	}
	if allConst(u, v) {
		sum := Total(Times(u, v))
		if !dense.Finite(sum.Data()) {
			sum = matrixProduct(Transpose(Flatten(u)), Flatten(v))
		}
		return WithDust(sum, productDust(Transpose(Flatten(u)), Flatten(v), sum.Data()))
	}
	return Total(Times(u, v))
}

// Total is the sum of all entries.
func Total(a *Node) *Node {
	switch {
	case a.truth:
		panic(&KindError{Op: "sum", Truth: true})
	case a.shape.IsScalar():
		return a
	case a.graph == nil:
		return Const(floats.Sum(a.data))
	case a.op == OpFill:
		return scale(ratio{float64(a.shape.Size()), 1}, a.args[0])
	case a.op == OpScatter, a.op == OpScatterRow:
		return Total(a.args[0])
	case a.op == OpMapLoop:
		return sumLoop(Total(a.args[0]), a.args[1], a.args[2], a.args[3])
	case a.IsExplicit():
		return addUp(a.args)
	}
	return symbolic(&Node{op: OpTotal, shape: Scalar, args: []*Node{a}})
}

// MaxOf is the largest entry; NaN if one is.
func MaxOf(a *Node) *Node { return extremeEntry(a, OpMax) }

// MinOf is the smallest entry; NaN if one is.
func MinOf(a *Node) *Node { return extremeEntry(a, OpMin) }

// extremeEntry is the entry of an array that an operation prefers to all others.
func extremeEntry(a *Node, op Op) *Node {
	if a.graph != nil || a.shape.Size() == 0 {
		return halve(a, func(a, b *Node) *Node { return extreme(op, a, b) })
	}
	better, data, best := extremes[op].value, a.Data(), 0
	for i, x := range data {
		if math.IsNaN(data[best]) {
			break
		}
		if math.Float64bits(better(data[best], x)) != math.Float64bits(data[best]) {
			best = i
		}
	}
	return a.entry(best)
}

// halve reduces the entries by an associative operation: those of an opaque array in pairs of neighbours, whole halves
// of the array at a time.
func halve(a *Node, join func(a, b *Node) *Node) *Node {
	switch a.shape.Size() {
	case 0:
		misfit("max, min or prod", a)
	case 1:
		return a.entry(0)
	}
	if a.IsExplicit() {
		entries := a.Entries()
		result := entries[0]
		for _, e := range entries[1:] {
			result = join(result, e)
		}
		return result
	}
	half := a.shape.Size() / 2
	v := Vector(half)
	result := halve(join(take(a, v, count(0, half, 2)), take(a, v, count(1, half, 2))), join)
	if a.shape.Size()%2 == 1 {
		result = join(result, a.entry(2*half))
	}
	return result
}

// NormSquared is the sum of the squares of all entries.
func NormSquared(a *Node) *Node { return Total(power2(a, 2)) }

// Norm is the length of a vector, the Frobenius norm of a matrix, the absolute value of a number.
func Norm(a *Node) *Node {
	switch {
	case a.shape.IsScalar():
		return Apply(Abs, a)
	case a.graph == nil:
		return WithDust(Const(floats.Norm(a.data, 2)), normDust(a))
	}
	return Sqrt(NormSquared(a))
}

// Trace is the sum of the diagonal of a square matrix.
func Trace(a *Node) *Node {
	if a.shape.IsScalar() {
		return a
	}
	return Total(Diagonal(a))
}

// Diagonal is the vector of the diagonal entries of a square matrix.
func Diagonal(a *Node) *Node {
	needSquare("diag", a)
	return take(a, Vector(a.shape.Rows), count(0, a.shape.Rows, a.shape.Cols+1))
}

// DiagonalMatrix is the matrix with the entries of a vector on its diagonal and zeros beside it.
func DiagonalMatrix(v *Node) *Node {
	n := v.shape.Size()
	return spread(v, MatrixShape(n, n), count(0, n, n+1))
}

// Identity is the n×n identity matrix.
func Identity(n int) *Node {
	return DiagonalMatrix(mapData(zeros(Vector(n)), func(float64) float64 { return 1 }))
}

func needSquare(op string, a *Node) {
	if !a.shape.IsSquare() {
		misfit(op, a)
	}
}

// matrixPower is a square matrix to a constant whole power.
func matrixPower(a, e *Node) *Node {
	needSquare("^", a)
	if e.graph != nil || !e.shape.IsScalar() || !whole(e.number) {
		misfit("^", a, e)
	}
	if a.shape.Rows == 1 { // whose products are numbers
		return Reshape(Pow(Reshape(a, Scalar), e), a.shape)
	}
	n := int(math.Abs(e.number))
	p := Identity(a.shape.Rows)
	for square := a; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = matrixProduct(p, square)
		}
		if n > 1 {
			square = matrixProduct(square, square)
		}
	}
	if e.number < 0 {
		return Inverse(p)
	}
	return p
}
