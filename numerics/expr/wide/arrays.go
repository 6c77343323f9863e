package wide

import (
	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
)

// array is an operation that moves entries, or linear algebra.
func (v *evaluation) array(n *expr.Node) []number {
	args := make([][]number, len(n.Args()))
	for i, a := range n.Args() {
		args[i] = v.of(a)
	}
	size := n.Shape().Size()
	switch n.Op() {
	case expr.OpStack:
		var all []number
		for _, a := range args {
			all = append(all, a...)
		}
		return all
	case expr.OpElement:
		k := v.offset(n.Args()[0].Shape(), n.Args()[1:])
		return args[0][k : k+1]
	case expr.OpRow:
		k := v.place(n.Args()[1])
		return args[0][k*size : (k+1)*size]
	case expr.OpScatter:
		all := make([]number, size)
		all[v.offset(n.Shape(), n.Args()[1:])] = args[0][0]
		return all
	case expr.OpScatterRow:
		all := make([]number, size)
		copy(all[v.place(n.Args()[1])*n.Shape().Cols:], args[0])
		return all
	case expr.OpGather:
		all := make([]number, size)
		for k, p := range n.Positions() {
			all[k] = args[0][p]
		}
		return all
	case expr.OpSpread:
		all := make([]number, size)
		for k, p := range n.Positions() {
			all[p] = all[p].plus(args[0][min(k, len(args[0])-1)])
		}
		return all
	case expr.OpFill:
		return spread(args[0], size)
	case expr.OpTotal:
		sum := number{}
		for _, x := range args[0] {
			sum = sum.plus(x)
		}
		return []number{sum}
	case expr.OpMatrixProduct:
		return v.matrixProduct(n, args[0], args[1])
	}
	return algebra(n, args)
}

// offset is the flat place of an index, or of a row and a column.
func (v *evaluation) offset(s expr.Shape, place []*expr.Node) int {
	if len(place) == 1 {
		return v.place(place[0])
	}
	return v.place(place[0])*s.Cols + v.place(place[1])
}

func (v *evaluation) matrixProduct(n *expr.Node, a, b []number) []number {
	rows, inner, cols := n.Args()[0].Shape().Rows, n.Args()[0].Shape().Cols, n.Args()[1].Shape().Cols
	if v.work += rows * inner * cols; v.work > mostWork {
		panic(tooFar)
	}
	all := make([]number, rows*cols)
	for k := range all {
		for m := range inner {
			all[k] = all[k].plus(a[k/cols*inner+m].times(b[m*cols+k%cols]))
		}
	}
	return all
}

// algebra solves and decomposes in float64s, which scale themselves.
func algebra(n *expr.Node, args [][]number) []number {
	var w dense.Workspace
	a, rows := floats(args[0]), n.Args()[0].Shape().Rows
	out := make([]float64, n.Shape().Size())
	switch n.Op() {
	case expr.OpSolve:
		w.Solve(out, a, floats(args[1]), rows, n.Shape().Cols)
	case expr.OpInverse:
		w.Inverse(out, a, rows)
	case expr.OpDeterminant:
		out[0] = w.Determinant(a, rows)
	case expr.OpEigenvalues:
		w.Eigen(out, nil, a, rows)
	case expr.OpEigenvectors:
		w.Eigenvectors(out, a, rows)
	default:
		panic(tooFar)
	}
	return numbers(out)
}
