package jet

import (
	"math"

	"saddle/numerics/expr"
)

// arrayRules are the operations on whole arrays.
var arrayRules map[expr.Op]func(e *evaluation, n *expr.Node) []Jet

func init() {
	arrayRules = map[expr.Op]func(e *evaluation, n *expr.Node) []Jet{
		expr.OpStack:         stackRule,
		expr.OpElement:       elementRule,
		expr.OpScatter:       scatterRule,
		expr.OpGather:        gatherRule,
		expr.OpSpread:        spreadRule,
		expr.OpFill:          fillRule,
		expr.OpTotal:         totalRule,
		expr.OpMatrixProduct: matrixProductRule,
		expr.OpSolve:         func(e *evaluation, n *expr.Node) []Jet { return e.solve(n.Args()[0], n.Args()[1]) },
		expr.OpInverse:       func(e *evaluation, n *expr.Node) []Jet { return e.solve(n.Args()[0], expr.Identity(n.Shape().Rows)) },
		expr.OpDeterminant:   determinantRule,
	}
}

func stackRule(e *evaluation, n *expr.Node) []Jet {
	var entries []Jet
	for _, part := range n.Args() {
		entries = append(entries, e.value(part).entries...)
	}
	return entries
}

// place is the flat index that an OpElement or OpScatter of an array of the given shape names.
func (e *evaluation) place(array expr.Shape, index []*expr.Node) (int, bool) {
	if len(index) == 1 {
		return e.position(index[0], array.Size())
	}
	i, inRows := e.position(index[0], array.Rows)
	j, inColumns := e.position(index[1], array.Cols)
	return i*array.Cols + j, inRows && inColumns
}

func elementRule(e *evaluation, n *expr.Node) []Jet {
	array := n.Args()[0]
	k, ok := e.place(array.Shape(), n.Args()[1:])
	if !ok {
		return []Jet{e.Const(unknown)}
	}
	return e.value(array).entries[k : k+1]
}

func (e *evaluation) zeros(size int) []Jet {
	entries := make([]Jet, size)
	for k := range entries {
		entries[k] = e.Const(Ball{})
	}
	return entries
}

func scatterRule(e *evaluation, n *expr.Node) []Jet {
	entries := e.zeros(n.Shape().Size())
	if k, ok := e.place(n.Shape(), n.Args()[1:]); ok {
		entries[k] = e.number(n.Args()[0])
	}
	return entries
}

func gatherRule(e *evaluation, n *expr.Node) []Jet {
	from := e.value(n.Args()[0]).entries
	entries := make([]Jet, len(n.Positions()))
	for k, at := range n.Positions() {
		entries[k] = from[at]
	}
	return entries
}

func spreadRule(e *evaluation, n *expr.Node) []Jet {
	entries := e.zeros(n.Shape().Size())
	from := e.value(n.Args()[0]).entries
	for k, at := range n.Positions() {
		entries[at] = e.Add(entries[at], from[k])
	}
	return entries
}

func fillRule(e *evaluation, n *expr.Node) []Jet {
	entries := make([]Jet, n.Shape().Size())
	for k := range entries {
		entries[k] = e.number(n.Args()[0])
	}
	return entries
}

func totalRule(e *evaluation, n *expr.Node) []Jet {
	sum := e.Const(Ball{})
	for _, a := range e.value(n.Args()[0]).entries {
		sum = e.Add(sum, a)
	}
	return []Jet{sum}
}

func matrixProductRule(e *evaluation, n *expr.Node) []Jet {
	left, right := n.Args()[0], n.Args()[1]
	a, b := e.value(left).entries, e.value(right).entries
	rows, inner, columns := left.Shape().Rows, left.Shape().Cols, right.Shape().Cols
	entries := e.zeros(rows * columns)
	for i := range rows {
		for j := range columns {
			for k := range inner {
				at := i*columns + j
				entries[at] = e.Add(entries[at], e.Mul(a[i*inner+k], b[k*columns+j]))
			}
		}
	}
	return entries
}

// solve is Gauss's elimination on series.
func (e *evaluation) solve(left, right *expr.Node) []Jet {
	n, columns := left.Shape().Rows, right.Shape().Cols
	a := append([]Jet(nil), e.value(left).entries...)
	b := append([]Jet(nil), e.value(right).entries...)
	e.eliminate(a, b, n, columns)
	for i := n - 1; i >= 0; i-- {
		for j := range columns {
			x := b[i*columns+j]
			for k := i + 1; k < n; k++ {
				x = e.Sub(x, e.Mul(a[i*n+k], b[k*columns+j]))
			}
			b[i*columns+j] = e.Div(x, a[i*n+i])
		}
	}
	return b
}

// eliminate brings a to upper triangular form, doing the same to the rows of b, and returns the sign of the row exchanges.
func (e *evaluation) eliminate(a, b []Jet, n, columns int) float64 {
	sign := 1.0
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k][0].Mid) > math.Abs(a[pivot*n+k][0].Mid) {
				pivot = i
			}
		}
		if pivot != k {
			sign = -sign
			swapRows(a, k, pivot, n)
			swapRows(b, k, pivot, columns)
		}
		for i := k + 1; i < n; i++ {
			factor := e.Div(a[i*n+k], a[k*n+k])
			for j := k; j < n; j++ {
				a[i*n+j] = e.Sub(a[i*n+j], e.Mul(factor, a[k*n+j]))
			}
			for j := range columns {
				b[i*columns+j] = e.Sub(b[i*columns+j], e.Mul(factor, b[k*columns+j]))
			}
		}
	}
	return sign
}

func swapRows(a []Jet, i, j, width int) {
	for k := range width {
		a[i*width+k], a[j*width+k] = a[j*width+k], a[i*width+k]
	}
}

// determinantRule expands by the first row: division by a pivot would fail where the matrix is singular.
func determinantRule(e *evaluation, n *expr.Node) []Jet {
	matrix := n.Args()[0]
	size := matrix.Shape().Rows
	columns := make([]int, size)
	for j := range columns {
		columns[j] = j
	}
	if size > largestExpanded {
		a := append([]Jet(nil), e.value(matrix).entries...)
		d := e.Const(Exact(e.eliminate(a, nil, size, 0)))
		for i := range size {
			d = e.Mul(d, a[i*size+i])
		}
		return []Jet{d}
	}
	return []Jet{e.minor(e.value(matrix).entries, size, 0, columns)}
}

// largestExpanded is the order up to which a determinant is expanded, in n! products.
const largestExpanded = 5

func (e *evaluation) minor(a []Jet, n, row int, columns []int) Jet {
	if len(columns) == 0 {
		return e.Const(Exact(1))
	}
	sum := e.Const(Ball{})
	rest := make([]int, len(columns)-1)
	for k, c := range columns {
		copy(rest, columns[:k])
		copy(rest[k:], columns[k+1:])
		term := e.Mul(a[row*n+c], e.minor(a, n, row+1, append([]int(nil), rest...)))
		if k%2 == 1 {
			term = e.Scale(term, Exact(-1))
		}
		sum = e.Add(sum, term)
	}
	return sum
}
