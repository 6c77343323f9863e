package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// algebra is the built-in linear algebra.
func algebra() []*Builtin {
	return []*Builtin{
		{Name: "eigen", Signature: "λ, V = eigen(A)", Topic: "Linear algebra", least: 1, most: 1, answers: value.Eigen{}, run: eigenOf,
			Meaning: reason.Both("the eigenvalues of a symmetric matrix in ascending order, and its unit eigenvectors as columns", "对称矩阵的特征值（升序），以及作为列的单位特征向量"), Example: "eigen([2, 1; 1, 2])"},
		{Name: "eigenvalues", Signature: "eigenvalues(A)", Topic: "Linear algebra", least: 1, most: 1,
			Meaning: reason.Both("the eigenvalues of a symmetric matrix in ascending order", "对称矩阵的特征值，升序"), Example: "eigenvalues([2, 1; 1, 2])",
			run: func(c *builtinCall) value.Value { return value.Quantity{Node: expr.Eigenvalues(c.symmetric(0))} }},
		{Name: "eigenvectors", Signature: "eigenvectors(A)", Topic: "Linear algebra", least: 1, most: 1,
			Meaning: reason.Both("the unit eigenvectors of a symmetric matrix as columns, by ascending eigenvalue", "对称矩阵的单位特征向量（列），按特征值升序"), Example: "eigenvectors([2, 1; 1, 2])",
			run: func(c *builtinCall) value.Value { return value.Quantity{Node: expr.Eigenvectors(c.symmetric(0))} }},
		{Name: "cond", Signature: "cond(A)", Topic: "Linear algebra", least: 1, most: 1, run: conditionOf,
			Meaning: reason.Both("the condition number of a symmetric matrix, max|λ| / min|λ|", "对称矩阵的条件数 max|λ| / min|λ|"), Example: "cond([2, 1; 1, 2])"},
		matrixFunction("det", reason.Both("the determinant", "行列式"), "det([2, 1; 1, 2])", expr.Det, nil),
		matrixFunction("inv", reason.Both("the inverse, also A⁻¹", "逆矩阵，也写作 A⁻¹"), "inv([2, 1; 1, 2])", expr.Inverse, (*builtinCall).NoteSingular),
		matrixFunction("tr", reason.Both("the trace: the sum of the diagonal", "迹：对角线之和"), "tr([2, 1; 1, 2])", expr.Trace, nil),
		{Name: "norm", Signature: "norm(v)", Topic: "Linear algebra", least: 1, most: 1, meant: meantNorm, run: normOf,
			Meaning: reason.Both("the Euclidean length, also ‖v‖; of a matrix the root of the sum of squares", "欧几里得长度，也写作 ‖v‖；矩阵则为平方和的根"), Example: "norm((3, 4))"},
		{Name: "dot", Signature: "dot(u, v)", Topic: "Linear algebra", least: 2, most: 2, run: dotOf,
			Meaning: reason.Both("the inner product of two vectors, also u · v", "两个向量的内积，也写作 u · v"), Example: "dot((1, 2), (3, 4))"},
		{Name: "solve", Signature: "solve(A, b)", Topic: "Linear algebra", least: 2, most: 2, run: solveOf,
			Meaning: reason.Both("the x with A x = b", "满足 A x = b 的 x"), Example: "solve([2, 1; 1, 2], (3, 3))"},
		filled("zeros", reason.Both("a vector of n, or a matrix of m×n, zeros", "n 个 0 的向量，或 m×n 个 0 的矩阵"), 0),
		filled("ones", reason.Both("a vector of n, or a matrix of m×n, ones", "n 个 1 的向量，或 m×n 个 1 的矩阵"), 1),
		{Name: "diag", Signature: "diag(v)  or  diag(A)", Topic: "Linear algebra", least: 1, most: 1, run: diagOf,
			Meaning: reason.Both("the matrix with v on its diagonal, or the diagonal of a matrix as a vector", "以 v 为对角线的矩阵，或矩阵的对角线"), Example: "diag((1, 2))"},
		{Name: "size", Signature: "size(A)", Topic: "Linear algebra", least: 1, most: 1, run: sizeOf,
			Meaning: reason.Both("the number of entries of a vector; rows and columns of a matrix", "向量的分量数；矩阵的行数与列数"), Example: "size([1, 2; 3, 4])"},
		{Name: "rows", Signature: "rows(A)", Topic: "Linear algebra", least: 1, most: 1,
			Meaning: reason.Both("how many rows a matrix or a table has", "矩阵或表的行数"), Example: "rows([1, 2; 3, 4; 5, 6])",
			run: countRows},
		{Name: "columns", Signature: "columns(A)", Topic: "Linear algebra", least: 1, most: 1,
			Meaning: reason.Both("how many columns a matrix or a table has", "矩阵或表的列数"), Example: "columns([1, 2; 3, 4; 5, 6])",
			run: func(c *builtinCall) value.Value { return value.Number(float64(c.node(0).Shape().Cols)) }},
	}
}

// matrixFunction is a function of a square matrix; note, where it is not nil, is what is said of the matrix besides.
func matrixFunction(name string, meaning reason.Text, example string, function func(*expr.Node) *expr.Node, note func(*builtinCall, *expr.Node)) *Builtin {
	return &Builtin{Name: name, Signature: name + "(A)", Topic: "Linear algebra", Meaning: meaning, Example: example, least: 1, most: 1,
		run: func(c *builtinCall) value.Value {
			a := c.square(0)
			c.FitsFactoring(name, a.Shape())
			result := c.Operate(name, func() *expr.Node { return function(a) }, a)
			if note != nil {
				note(c, a)
			}
			return result
		}}
}

// square is an argument that must be a square matrix; a number counts as one.
func (c *builtinCall) square(i int) *expr.Node {
	n := c.node(i)
	shape := n.Shape()
	if shape.Rank == 0 {
		return expr.Matrix([][]*expr.Node{{n}})
	}
	if shape.Rank != 2 || shape.Rows != shape.Cols {
		panic(message.New("ShapeError", "matrix.square", c.entry.Name, c.positional[i].value.Describe()).
			At(c.Source(), c.positional[i].span).Advise("matrix.square-advice"))
	}
	return n
}

// symmetric is an argument that must be a symmetric matrix.
func (c *builtinCall) symmetric(i int) *expr.Node {
	n := c.square(i)
	c.FitsFactoring(c.entry.Name, n.Shape())
	if !n.IsConst() {
		return n
	}
	size, entries := n.Shape().Rows, n.Data()
	if !value.AllFinite(entries) {
		c.Fail("DomainError", c.positional[i].span, "matrix.finite", c.entry.Name)
	}
	largest := largestOf(entries)
	for row := range size {
		for column := range row {
			if !symmetricPair(entries[row*size+column], entries[column*size+row], largest) {
				text := syntax.Text(c.positional[i].from)
				below, above := c.TellApart(entries[row*size+column], entries[column*size+row])
				panic(message.New("ShapeError", "matrix.symmetric", c.entry.Name, row+1, column+1, below, above).
					At(c.Source(), c.positional[i].span).Advise("matrix.symmetric-advice", text))
			}
		}
	}
	return n
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

func eigenOf(c *builtinCall) value.Value {
	a := c.symmetric(0)
	return value.Eigen{Values: expr.Eigenvalues(a), Vectors: expr.Eigenvectors(a)}
}

func conditionOf(c *builtinCall) value.Value {
	sizes := expr.Apply(expr.Abs, expr.Eigenvalues(c.symmetric(0)))
	largest, smallest := expr.MaxOf(sizes), expr.MinOf(sizes)
	if smallest.IsConst() && smallest.Float() == 0 {
		return value.Number(math.Inf(1))
	}
	return value.Quantity{Node: expr.Div(largest, smallest)}
}

func normOf(c *builtinCall) value.Value { return value.Quantity{Node: expr.Norm(c.node(0))} }

func dotOf(c *builtinCall) value.Value {
	a, b := c.node(0), c.node(1)
	var result *expr.Node
	if err := expr.Catch(func() { result = expr.Dot(a, b) }); err != nil {
		panic(message.New("ShapeError", "shape.operands", c.positional[0].value.Describe(), c.positional[1].value.Describe()).
			At(c.Source(), c.open).Advise("shape.dot-advice"))
	}
	return value.Quantity{Node: result}
}

func solveOf(c *builtinCall) value.Value {
	a, b := c.square(0), c.node(1)
	if b.Shape().Rank == 0 || b.Shape().Rows != a.Shape().Rows {
		panic(message.New("ShapeError", "shape.operands", c.positional[0].value.Describe(), c.positional[1].value.Describe()).
			At(c.Source(), c.open).Advise("shape.solve-advice", a.Shape().Rows))
	}
	c.FitsFactoring("solve", a.Shape())
	result := c.Operate("solve", func() *expr.Node { return expr.Solve(a, b) }, a, b)
	c.NoteSingular(a)
	return result
}

// filled is zeros or ones: filled(n) is a vector, filled(m, n) a matrix.
func filled(name string, meaning reason.Text, entry float64) *Builtin {
	return &Builtin{Name: name, Signature: name + "(n)  or  " + name + "(m, n)", Topic: "Linear algebra", least: 1, most: 2,
		Meaning: meaning, Example: name + "(3)",
		run: func(c *builtinCall) value.Value {
			shape := c.shapeArguments()
			entries := make([]float64, shape.Size())
			for i := range entries {
				entries[i] = entry
			}
			return value.Quantity{Node: expr.Array(shape, entries)}
		}}
}

// shapeArguments reads (n) as a vector's and (m, n) as a matrix's shape.
func (c *builtinCall) shapeArguments() expr.Shape {
	c.refusePair()
	shape := expr.Shape{Rank: 1, Rows: c.whole(c.positional[0], 1), Cols: 1}
	if len(c.positional) == 2 {
		shape.Rank, shape.Cols = 2, c.whole(c.positional[1], 1)
	}
	c.Fits(shape.Rows, c.open)
	c.Fits(shape.Cols, c.open)
	c.Fits(shape.Size(), c.open)
	return shape
}

// refusePair says that rows and columns are two numbers, not one vector: zeros(2, 3), not zeros((2, 3)).
func (c *builtinCall) refusePair() {
	n, ok := asQuantity(c.positional[0].value)
	if !ok || n.IsTruth() || n.Shape().Rank != 1 || n.Shape().Rows != 2 {
		return
	}
	inside := value.Format(0).Node(n)
	panic(message.New("TypeError", "type.number", c.positional[0].value.Describe()).At(c.Source(), c.positional[0].span).
		Advise("call.write", c.entry.Name+inside))
}

func diagOf(c *builtinCall) value.Value {
	switch c.node(0).Shape().Rank {
	case 2:
		return value.Quantity{Node: expr.Diagonal(c.square(0))}
	case 1:
		n := c.node(0).Shape().Rows
		c.Fits(n*n, c.site)
		return value.Quantity{Node: expr.DiagonalMatrix(c.node(0))}
	}
	return value.Quantity{Node: expr.Matrix([][]*expr.Node{{c.node(0)}})}
}

func sizeOf(c *builtinCall) value.Value {
	shape := c.node(0).Shape()
	if shape.Rank == 2 {
		return value.Vector([]float64{float64(shape.Rows), float64(shape.Cols)})
	}
	return value.Number(float64(shape.Rows))
}

// countRows is how many rows a matrix has, how many points a search found, or how many values a list has.
func countRows(c *builtinCall) value.Value {
	if list, ok := c.positional[0].value.(value.Tuple); ok {
		return value.Number(float64(len(list.Items())))
	}
	return value.Number(float64(c.node(0).Shape().Rows))
}

// meantNorm is the norm of an order as it is written here; norm alone is the Euclidean one.
func meantNorm(c *builtinCall, texts []string) string {
	if c.allNumbers() {
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
