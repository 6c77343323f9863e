package expr

import "saddle/numerics/expr/dense"

// Inverse is the inverse of a square matrix; every entry is NaN when it is singular.
func Inverse(a *Node) *Node {
	if a.shape.IsScalar() {
		return power2(a, -1)
	}
	needSquare("inv", a)
	switch {
	case a.graph == nil:
		b := Identity(a.shape.Rows)
		return exactSolution(solution(a, b), a, b)
	case a.op == OpInverse:
		return a.args[0]
	}
	return symbolic(&Node{op: OpInverse, shape: a.shape, args: []*Node{a}})
}

// Solve is the x with a x = b for a square matrix a and a vector or matrix b; every entry is NaN when a is singular.
func Solve(a, b *Node) *Node {
	if a.shape.IsScalar() {
		return Div(b, a)
	}
	if !a.shape.IsSquare() || b.shape.IsScalar() || b.shape.Rows != a.shape.Rows {
		misfit("solve", a, b)
	}
	switch {
	case allConst(a, b):
		return exactSolution(solution(a, b), a, b)
	case b.is(0):
		return b
	}
	return symbolic(&Node{op: OpSolve, shape: b.shape, args: []*Node{a, b}})
}

// Det is the determinant of a square matrix.
func Det(a *Node) *Node {
	if a.shape.IsScalar() {
		return a
	}
	needSquare("det", a)
	n := a.shape.Rows
	switch {
	case a.graph == nil:
		return exactDeterminant(Const(determinant(a)), a)
	case a.IsExplicit() && n <= 3:
		return minor(a, 0, count(0, n, 1))
	}
	return symbolic(&Node{op: OpDeterminant, shape: Scalar, args: []*Node{a}})
}

// minor expands the determinant of the rows from the given one on, in the given columns, by its first row.
func minor(a *Node, row int, cols []int) *Node {
	if len(cols) == 1 {
		return a.entry(row*a.shape.Cols + cols[0])
	}
	sum := Const(0)
	for k, c := range cols {
		rest := append(append([]int{}, cols[:k]...), cols[k+1:]...)
		t := Times(a.entry(row*a.shape.Cols+c), minor(a, row+1, rest))
		if k%2 == 1 {
			t = Neg(t)
		}
		sum = plus(sum, t)
	}
	return sum
}

// Eigenvalues are those of a symmetric matrix in ascending order, a vector. Of a matrix that is not symmetric it takes
// the symmetric part.
func Eigenvalues(a *Node) *Node {
	if a.shape.IsScalar() {
		return Stack(a)
	}
	needSquare("eigenvalues", a)
	s := Vector(a.shape.Rows)
	if a.graph == nil {
		data := make([]float64, a.shape.Rows)
		(&dense.Workspace{Accurate: true}).Eigen(data, nil, a.data, a.shape.Rows)
		values := Array(s, data)
		if !sharpened(a, data) || !isShort(a) {
			values = WithDust(values, eigenvalueDust(a, data))
		}
		return exactEigenvalues(values, a)
	}
	return symbolic(&Node{op: OpEigenvalues, shape: s, args: []*Node{a}})
}

// Eigenvectors are those of a symmetric matrix, as unit columns in the order of the eigenvalues, each with its largest
// entry positive. Where eigenvalues coincide they have no derivative, which then is not finite.
func Eigenvectors(a *Node) *Node {
	if a.shape.IsScalar() {
		return Array(MatrixShape(1, 1), []float64{1})
	}
	needSquare("eigenvectors", a)
	if a.graph == nil {
		data := make([]float64, len(a.data))
		(&dense.Workspace{Accurate: true}).Eigenvectors(data, a.data, a.shape.Rows)
		return WithDust(Array(a.shape, data), eigenvectorDust(a))
	}
	return symbolic(&Node{op: OpEigenvectors, shape: a.shape, args: []*Node{a}})
}

// gaps is the matrix of 1/(λ_j - λ_i), with zeros on the diagonal, of the eigenvalues of a.
func gaps(a *Node) *Node {
	n := a.shape.Rows
	values := Eigenvalues(a)
	ones := mapData(zeros(Vector(n)), func(float64) float64 { return 1 })
	differences := SubEach(matrixProduct(ones, Transpose(values)), matrixProduct(values, Transpose(ones)))
	return SubEach(power2(AddEach(differences, Identity(n)), -1), Identity(n))
}

func symmetricPart(a *Node) *Node { return scale(ratio{1, 2}, AddEach(a, Transpose(a))) }
