package library

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"
)

// algebra is the built-in linear algebra.
func algebra() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "eigen", Signature: "λ, V = eigen(A)", Topic: "Linear algebra", Least: 1, Most: 1, Answers: value.Eigen{}, Run: eigenOf,
			Meaning: reason.Both("the eigenvalues of a square matrix in ascending order, and its unit eigenvectors as columns; complex ones have .re, .im and .abs", "方阵的特征值（升序），以及作为列的单位特征向量；复特征值有 .re、.im 和 .abs"), Example: "eigen([2, 1; 1, 2])"},
		{Name: "eigenvalues", Signature: "eigenvalues(A)", Topic: "Linear algebra", Least: 1, Most: 1, Run: eigenvaluesOf,
			Meaning: reason.Both("the eigenvalues of a square matrix: a vector in ascending order where all are real, else a list of complex numbers with .re, .im and .abs", "方阵的特征值：全为实数时是升序的向量，否则是复数的列表，有 .re、.im 和 .abs"), Example: "eigenvalues([2, 1; 1, 2])\neigenvalues([1.8, -0.9; 1, 0])"},
		{Name: "eigenvectors", Signature: "eigenvectors(A)", Topic: "Linear algebra", Least: 1, Most: 1, Run: eigenvectorsOf,
			Meaning: reason.Both("the unit eigenvectors of a square matrix as columns, in the order of eigenvalues(A)", "方阵的单位特征向量（列），按 eigenvalues(A) 的顺序"), Example: "eigenvectors([2, 1; 1, 2])"},
		{Name: "spectral_radius", Signature: "spectral_radius(A)", Topic: "Linear algebra", Least: 1, Most: 1, Open: true, Run: spectralRadius,
			Meaning: reason.Both("the largest size |λ| of an eigenvalue of a square matrix: the factor by which A^k grows or shrinks in the end", "谱半径：方阵特征值的最大模 |λ|，即 A^k 最终的增长因子（或收缩因子）"), Example: "β = 0.9\nspectral_radius([1 + β - 0.1, -β; 1, 0])"},
		{Name: "cond", Signature: "cond(A)", Topic: "Linear algebra", Least: 1, Most: 1, Run: conditionOf,
			Meaning: reason.Both("the condition number of a square matrix, σmax / σmin by its singular values; of a symmetric one max|λ| / min|λ|", "方阵的条件数 σmax / σmin（最大与最小奇异值之比）；对称矩阵是 max|λ| / min|λ|"), Example: "cond([2, 1; 1, 2])"},
		matrixFunction("det", reason.Both("the determinant", "行列式"), "det([2, 1; 1, 2])", expr.Det, nil),
		matrixFunction("inv", reason.Both("the inverse, also A⁻¹", "逆矩阵，也写作 A⁻¹"), "inv([2, 1; 1, 2])", expr.Inverse, eval.Arithmetic.NoteSingular),
		matrixFunction("tr", reason.Both("the trace: the sum of the diagonal", "迹：对角线之和"), "tr([2, 1; 1, 2])", expr.Trace, nil),
		{Name: "norm", Signature: "norm(v)", Topic: "Linear algebra", Least: 1, Most: 1, Meant: meantNorm, Run: normOf,
			Meaning: reason.Both("the Euclidean length, also ‖v‖; of a matrix the root of the sum of squares", "欧几里得范数，也写作 ‖v‖；矩阵则取所有元素平方和的根"), Example: "norm((3, 4))"},
		{Name: "dot", Signature: "dot(u, v)", Topic: "Linear algebra", Least: 2, Most: 2, Run: dotOf,
			Meaning: reason.Both("the inner product of two vectors, also u · v", "两个向量的内积，也写作 u · v"), Example: "dot((1, 2), (3, 4))"},
		{Name: "solve", Signature: "solve(A, b)", Topic: "Linear algebra", Least: 2, Most: 2, Run: solveOf,
			Meaning: reason.Both("the x with A x = b", "满足 A x = b 的 x"), Example: "solve([2, 1; 1, 2], (3, 3))"},
		filled("zeros", reason.Both("a vector of n, or a matrix of m×n, zeros", "n 个 0 的向量，或 m×n 个 0 的矩阵"), 0),
		filled("ones", reason.Both("a vector of n, or a matrix of m×n, ones", "n 个 1 的向量，或 m×n 个 1 的矩阵"), 1),
		{Name: "diag", Signature: "diag(v)  or  diag(A)", Topic: "Linear algebra", Least: 1, Most: 1, Run: diagOf,
			Meaning: reason.Both("the matrix with v on its diagonal, or the diagonal of a matrix as a vector", "以 v 为对角线的矩阵，或矩阵的对角线"), Example: "diag((1, 2))"},
		{Name: "size", Signature: "size(A)", Topic: "Linear algebra", Least: 1, Most: 1, Run: sizeOf,
			Meaning: reason.Both("the number of entries of a vector; rows and columns of a matrix", "向量的分量数；矩阵的行数与列数"), Example: "size([1, 2; 3, 4])"},
		{Name: "rows", Signature: "rows(A)", Topic: "Linear algebra", Least: 1, Most: 1,
			Meaning: reason.Both("how many rows a matrix or a table has", "矩阵或表的行数"), Example: "rows([1, 2; 3, 4; 5, 6])",
			Run: countRows},
		{Name: "columns", Signature: "columns(A)", Topic: "Linear algebra", Least: 1, Most: 1,
			Meaning: reason.Both("how many columns a matrix or a table has", "矩阵或表的列数"), Example: "columns([1, 2; 3, 4; 5, 6])",
			Run: countColumns},
	}
}

// matrixFunction is a function of a square matrix; note, where it is not nil, is what is said of the matrix besides.
func matrixFunction(name string, meaning reason.Text, example string, function func(*expr.Node) *expr.Node, note func(eval.Arithmetic, *expr.Node)) *eval.Builtin {
	return &eval.Builtin{Name: name, Signature: name + "(A)", Topic: "Linear algebra", Meaning: meaning, Example: example, Least: 1, Most: 1,
		Run: func(c *eval.Call) value.Value {
			a := square(c, 0)
			c.Arithmetic().FitsFactoring(name, a.Shape())
			result := c.Arithmetic().Operate(name, func() *expr.Node { return function(a) }, a)
			if note != nil {
				note(c.Arithmetic(), a)
			}
			return result
		}}
}

// square is an argument that must be a square matrix; a number counts as one.
func square(c *eval.Call, i int) *expr.Node {
	n := c.Node(i)
	shape := n.Shape()
	if shape.Rank == 0 {
		return expr.Matrix([][]*expr.Node{{n}})
	}
	if shape.Rank != 2 || shape.Rows != shape.Cols {
		panic(message.New("ShapeError", "matrix.square", c.Entry.Name, c.Positional[i].Value.Describe()).
			At(c.Source(), c.Positional[i].Span).Advise("matrix.square-advice"))
	}
	return n
}

// symmetric is an argument that must be a symmetric matrix.
func symmetric(c *eval.Call, i int) *expr.Node {
	n := square(c, i)
	c.Arithmetic().FitsFactoring(c.Entry.Name, n.Shape())
	if !n.IsConst() {
		return n
	}
	if !value.AllFinite(n.Data()) {
		c.Fail("DomainError", c.Positional[i].Span, "matrix.finite", c.Entry.Name)
	}
	if row, column, ok := asymmetry(n); ok {
		entries, size := n.Data(), n.Shape().Rows
		below, above := c.Notebook().TellApart(entries[row*size+column], entries[column*size+row])
		panic(message.New("ShapeError", "matrix.symmetric", c.Entry.Name, row+1, column+1, below, above).
			At(c.Source(), c.Positional[i].Span).Advise("matrix.symmetric-advice", syntax.Text(c.Positional[i].From)))
	}
	return n
}

// asymmetry is the first entry below the diagonal of a square matrix that differs from the one opposite; false: the matrix is symmetric.
func asymmetry(n *expr.Node) (row, column int, ok bool) {
	size, entries := n.Shape().Rows, n.Data()
	largest := largestOf(entries)
	for row := range size {
		for column := range row {
			if !symmetricPair(entries[row*size+column], entries[column*size+row], largest) {
				return row, column, true
			}
		}
	}
	return 0, 0, false
}

// largestOf is the size of the largest entry.
func largestOf(entries []float64) float64 {
	largest := 0.0
	for _, x := range entries {
		largest = max(largest, x, -x)
	}
	return largest
}

// symmetricPair allows what rounding leaves between two entries of a matrix that should be equal.
func symmetricPair(a, b, largest float64) bool {
	return a-b <= 1e-12*largest && b-a <= 1e-12*largest
}

func conditionOf(c *eval.Call) value.Value {
	if n := square(c, 0); n.IsConst() && value.AllFinite(n.Data()) {
		if _, _, differs := asymmetry(n); differs {
			return generalCondition(c, n)
		}
	}
	sizes := expr.Apply(expr.Abs, expr.Eigenvalues(symmetric(c, 0)))
	largest, smallest := expr.MaxOf(sizes), expr.MinOf(sizes)
	if smallest.IsConst() && smallest.Float() == 0 {
		return value.Number(math.Inf(1))
	}
	return value.Quantity{Node: expr.Div(largest, smallest)}
}

// generalCondition is the condition number of a known matrix that is not symmetric, by its singular values.
func generalCondition(c *eval.Call, n *expr.Node) value.Value {
	c.Arithmetic().FitsFactoring(c.Entry.Name, n.Shape())
	if det := expr.Det(n); det.IsConst() && det.Float() == 0 {
		return value.Number(math.Inf(1))
	}
	kappa, _, err := spectral.Condition(mat.NewDense(n.Shape().Rows, n.Shape().Cols, n.Data()))
	if err != nil {
		numericalFailure(c, err, c.Positional[0])
	}
	return value.Number(kappa)
}

func normOf(c *eval.Call) value.Value { return value.Quantity{Node: expr.Norm(c.Node(0))} }

func dotOf(c *eval.Call) value.Value {
	a, b := c.Node(0), c.Node(1)
	var result *expr.Node
	if err := expr.Catch(func() { result = expr.Dot(a, b) }); err != nil {
		panic(message.New("ShapeError", "shape.operands", c.Positional[0].Value.Describe(), c.Positional[1].Value.Describe()).
			At(c.Source(), c.Open).Advise("shape.dot-advice"))
	}
	return value.Quantity{Node: result}
}

func solveOf(c *eval.Call) value.Value {
	a, b := square(c, 0), c.Node(1)
	if b.Shape().Rank == 0 || b.Shape().Rows != a.Shape().Rows {
		panic(message.New("ShapeError", "shape.operands", c.Positional[0].Value.Describe(), c.Positional[1].Value.Describe()).
			At(c.Source(), c.Open).Advise("shape.solve-advice", a.Shape().Rows))
	}
	c.Arithmetic().FitsFactoring("solve", a.Shape())
	result := c.Arithmetic().Operate("solve", func() *expr.Node { return expr.Solve(a, b) }, a, b)
	c.Arithmetic().NoteSingular(a)
	return result
}

// filled is zeros or ones: filled(n) is a vector, filled(m, n) a matrix.
func filled(name string, meaning reason.Text, entry float64) *eval.Builtin {
	return &eval.Builtin{Name: name, Signature: name + "(n)  or  " + name + "(m, n)", Topic: "Linear algebra", Least: 1, Most: 2,
		Meaning: meaning, Example: name + "(3)",
		Run: func(c *eval.Call) value.Value {
			refuseZeros(c)
			shape := shapeArguments(c)
			entries := make([]float64, shape.Size())
			for i := range entries {
				entries[i] = entry
			}
			return value.Quantity{Node: expr.Array(shape, entries)}
		}}
}

// refuseZeros answers zeros(f), which is meant for the places where f is 0.
func refuseZeros(c *eval.Call) {
	if f, ok := c.Positional[0].Value.(value.Callable); ok && f.Arity() == 1 && c.Entry.Name == "zeros" && c.Positional[0].From != nil {
		panic(message.New("TypeError", "zeros.function").At(c.Source(), c.Positional[0].Span).
			Advise("call.write", "roots("+syntax.Text(c.Positional[0].From)+", "+value.ShownVariables(f)[0]+" = -5..5)"))
	}
}

// shapeArguments reads (n) as a vector's and (m, n) as a matrix's shape.
func shapeArguments(c *eval.Call) expr.Shape {
	refusePair(c)
	shape := expr.Shape{Rank: 1, Rows: whole(c, c.Positional[0], 1), Cols: 1}
	if len(c.Positional) == 2 {
		shape.Rank, shape.Cols = 2, whole(c, c.Positional[1], 1)
	}
	c.Arithmetic().Fits(shape.Rows, c.Open)
	c.Arithmetic().Fits(shape.Cols, c.Open)
	c.Arithmetic().Fits(shape.Size(), c.Open)
	return shape
}

// refusePair says that rows and columns are two numbers, not one vector: zeros(2, 3), not zeros((2, 3)).
func refusePair(c *eval.Call) {
	n, ok := eval.AsQuantity(c.Positional[0].Value)
	if !ok || n.IsTruth() || n.Shape().Rank != 1 || n.Shape().Rows != 2 {
		return
	}
	inside := value.Format(0).Node(n)
	panic(message.New("TypeError", "type.number", c.Positional[0].Value.Describe()).At(c.Source(), c.Positional[0].Span).
		Advise("call.write", c.Entry.Name+inside))
}

func diagOf(c *eval.Call) value.Value {
	switch c.Node(0).Shape().Rank {
	case 2:
		return value.Quantity{Node: expr.Diagonal(square(c, 0))}
	case 1:
		n := c.Node(0).Shape().Rows
		c.Arithmetic().Fits(n*n, c.Site)
		return value.Quantity{Node: expr.DiagonalMatrix(c.Node(0))}
	}
	return value.Quantity{Node: expr.Matrix([][]*expr.Node{{c.Node(0)}})}
}

func sizeOf(c *eval.Call) value.Value {
	if table, ok := c.Positional[0].Value.(*value.Table); ok {
		return value.Vector([]float64{float64(table.Count()), float64(len(table.Names))})
	}
	shape := c.Node(0).Shape()
	if shape.Rank == 2 {
		return value.Vector([]float64{float64(shape.Rows), float64(shape.Cols)})
	}
	return value.Number(float64(shape.Rows))
}

// countRows is how many rows a matrix has, how many points a search found, or how many values a list has.
func countRows(c *eval.Call) value.Value {
	if list, ok := c.Positional[0].Value.(value.Tuple); ok {
		return value.Number(float64(len(list.Items())))
	}
	if table, ok := c.Positional[0].Value.(*value.Table); ok {
		return value.Number(float64(table.Count()))
	}
	return value.Number(float64(c.Node(0).Shape().Rows))
}

func countColumns(c *eval.Call) value.Value {
	if table, ok := c.Positional[0].Value.(*value.Table); ok {
		return value.Number(float64(len(table.Names)))
	}
	return value.Number(float64(c.Node(0).Shape().Cols))
}

// meantNorm is the norm of an order as it is written here; norm alone is the Euclidean one.
func meantNorm(c *eval.Call, texts []string) string {
	if eval.AllNumbers(c.Positional) {
		return "" // the entries of a vector
	}
	switch v, order := texts[0], texts[1]; order {
	case "1":
		return "sum(abs(" + v + "))"
	case "∞", "inf":
		return "max(abs(" + v + "))"
	default:
		return "norm(" + v + ")"
	}
}
