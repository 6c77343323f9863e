// Package expr is the mathematical object everything else reads: an expression of numbers, vectors and matrices that
// can be evaluated, differentiated, expanded, simplified and printed.
//
// There is one kind of number, *Node. A constant Node belongs to no graph, and every constructor folds constants at
// once: evaluating a formula with constants is plain arithmetic. A symbolic Node starts from a variable of a Graph, and
// the same constructors build the expression instead: evaluating the same formula with variables is the trace.
//
//	g := expr.NewGraph()
//	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
//	f := expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))
//	d := expr.Gradient(f, x, y)            // 2x and -2y
//	at := expr.Substitute(d[0], []*expr.Node{x, y}, []*expr.Node{expr.Const(1), expr.Const(2)}) // 2
//
// A small array is a stack of scalar expressions, so that formulas read well and derivatives are sparse; a large one
// stays one node. A sum over a long range stays a loop node. A Graph may be used by one goroutine at a time; nodes never
// change once made.
//
// It is not a computer algebra system: it simplifies only what is true for all reals, expands nothing, and keeps the
// order of sums as written, because that is what keeps the digits. It does not run fast: package program does.
package expr
