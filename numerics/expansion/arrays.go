package expansion

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
)

// arrayRules are the operations on whole arrays.
var arrayRules map[expr.Op]func(e *evaluation, n *expr.Node) []series

func init() {
	arrayRules = map[expr.Op]func(e *evaluation, n *expr.Node) []series{
		expr.OpStack:   stackRule,
		expr.OpElement: elementRule,
		expr.OpRow:     rowRule,
		expr.OpScatter: scatterRule,
		expr.OpGather:  gatherRule,
		expr.OpSpread:  spreadRule,
		expr.OpFill: func(e *evaluation, n *expr.Node) []series {
			return repeated(e.value(n.Args()[0]).entries, n.Shape().Size())
		},
		expr.OpTotal:         func(e *evaluation, n *expr.Node) []series { return []series{e.total(e.value(n.Args()[0]).entries)} },
		expr.OpMatrixProduct: matrixProductRule,
		expr.OpSolve:         func(e *evaluation, n *expr.Node) []series { return e.solve(n.Args()[0], n.Args()[1]) },
		expr.OpInverse:       func(e *evaluation, n *expr.Node) []series { return e.solve(n.Args()[0], expr.Identity(n.Shape().Rows)) },
		expr.OpDeterminant:   determinantRule,
	}
}

func stackRule(e *evaluation, n *expr.Node) []series {
	var entries []series
	for _, part := range n.Args() {
		entries = append(entries, e.value(part).entries...)
	}
	return entries
}

// position reads an index that must be within size.
func (e *evaluation) position(n *expr.Node, size int) int {
	x := e.known(n)
	if x != math.Trunc(x) || x < 0 || x >= float64(size) {
		panic(failure{ErrUnsupported})
	}
	return int(x)
}

// place is the flat index that an OpElement or OpScatter of an array of the given shape names.
func (e *evaluation) place(array expr.Shape, index []*expr.Node) int {
	if len(index) == 1 {
		return e.position(index[0], array.Size())
	}
	return e.position(index[0], array.Rows)*array.Cols + e.position(index[1], array.Cols)
}

func elementRule(e *evaluation, n *expr.Node) []series {
	array := n.Args()[0]
	k := e.place(array.Shape(), n.Args()[1:])
	return e.value(array).entries[k : k+1]
}

func rowRule(e *evaluation, n *expr.Node) []series {
	matrix := n.Args()[0]
	i, columns := e.position(n.Args()[1], matrix.Shape().Rows), matrix.Shape().Cols
	return e.value(matrix).entries[i*columns : (i+1)*columns]
}

func scatterRule(e *evaluation, n *expr.Node) []series {
	entries := e.zeros(n.Shape().Size())
	entries[e.place(n.Shape(), n.Args()[1:])] = e.number(n.Args()[0])
	return entries
}

func gatherRule(e *evaluation, n *expr.Node) []series {
	from := e.value(n.Args()[0]).entries
	entries := make([]series, len(n.Positions()))
	for k, at := range n.Positions() {
		entries[k] = from[at]
	}
	return entries
}

func spreadRule(e *evaluation, n *expr.Node) []series {
	entries := e.zeros(n.Shape().Size())
	from := e.value(n.Args()[0]).entries
	for k, at := range n.Positions() {
		entries[at] = e.add(entries[at], from[k%len(from)])
	}
	return entries
}

func (e *evaluation) total(entries []series) series {
	if len(entries) == 0 {
		return e.float(0)
	}
	ones := make([]*big.Float, len(entries))
	for k := range ones {
		ones[k] = big.NewFloat(1)
	}
	return e.combine(entries, ones)
}

func matrixProductRule(e *evaluation, n *expr.Node) []series {
	left, right := n.Args()[0], n.Args()[1]
	a, b := e.value(left).entries, e.value(right).entries
	rows, inner, columns := left.Shape().Rows, left.Shape().Cols, right.Shape().Cols
	entries := make([]series, 0, rows*columns)
	terms := make([]series, inner)
	for i := range rows {
		for j := range columns {
			for k := range terms {
				terms[k] = e.mul(a[i*inner+k], b[k*columns+j])
			}
			entries = append(entries, e.total(terms))
		}
	}
	return entries
}

// solve is Gauss's elimination on series.
func (e *evaluation) solve(left, right *expr.Node) []series {
	n, columns := left.Shape().Rows, right.Shape().Cols
	a := append([]series(nil), e.value(left).entries...)
	b := append([]series(nil), e.value(right).entries...)
	e.eliminate(a, b, n, columns)
	for i := n - 1; i >= 0; i-- {
		for j := range columns {
			x := b[i*columns+j]
			for k := i + 1; k < n; k++ {
				x = e.sub(x, e.mul(a[i*n+k], b[k*columns+j]))
			}
			b[i*columns+j] = e.div(x, a[i*n+i])
		}
	}
	return b
}

// eliminate brings a to upper triangular form, doing the same to the rows of b, and returns the sign of the row exchanges.
func (e *evaluation) eliminate(a, b []series, n, columns int) float64 {
	sign := 1.0
	for k := range n {
		if pivot := e.pivot(a, k, n); pivot != k {
			sign = -sign
			swapRows(a, k, pivot, n)
			swapRows(b, k, pivot, columns)
		}
		for i := k + 1; i < n; i++ {
			factor := e.div(a[i*n+k], a[k*n+k])
			for j := k; j < n; j++ {
				a[i*n+j] = e.sub(a[i*n+j], e.mul(factor, a[k*n+j]))
			}
			for j := range columns {
				b[i*columns+j] = e.sub(b[i*columns+j], e.mul(factor, b[k*columns+j]))
			}
		}
	}
	return sign
}

// pivot is the row, from k on, whose series begins with the largest number in column k.
func (e *evaluation) pivot(a []series, k, n int) int {
	pivot := k
	for i := k + 1; i < n; i++ {
		if e.head(a[i*n+k]).MantExp(nil) > e.head(a[pivot*n+k]).MantExp(nil) || e.head(a[pivot*n+k]).Sign() == 0 {
			pivot = i
		}
	}
	return pivot
}

func swapRows(a []series, i, j, width int) {
	for k := range width {
		a[i*width+k], a[j*width+k] = a[j*width+k], a[i*width+k]
	}
}

// determinantRule expands by the first row: division by a pivot would fail where the matrix is singular.
func determinantRule(e *evaluation, n *expr.Node) []series {
	const largestExpanded = 5
	matrix := n.Args()[0]
	size := matrix.Shape().Rows
	entries := e.value(matrix).entries
	if size <= largestExpanded {
		columns := make([]int, size)
		for j := range columns {
			columns[j] = j
		}
		return []series{e.minor(entries, size, 0, columns)}
	}
	a := append([]series(nil), entries...)
	d := e.float(e.eliminate(a, nil, size, 0))
	for i := range size {
		d = e.mul(d, a[i*size+i])
	}
	return []series{d}
}

func (e *evaluation) minor(a []series, n, row int, columns []int) series {
	sum := e.float(0)
	if len(columns) == 0 {
		return e.float(1)
	}
	for k, c := range columns {
		rest := append(append([]int(nil), columns[:k]...), columns[k+1:]...)
		sum = e.linear(sum, 1, e.mul(a[row*n+c], e.minor(a, n, row+1, rest)), float64(1-2*(k%2)))
	}
	return sum
}
