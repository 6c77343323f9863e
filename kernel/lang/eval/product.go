package eval

import (
	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
)

// strip is how many multiplications of a large product of matrices are done between two looks for an interrupt: some
// hundredths of a second.
const strip = 1 << 26

// isLarge tells whether a product of two known matrices takes so long that an interrupt should end it in the middle.
func isLarge(op string, a, b *expr.Node) bool {
	left, right := a.Shape(), b.Shape()
	return op == "*" && a.IsConst() && b.IsConst() && left.Rank == 2 && right.Rank == 2 && left.Cols == right.Rows &&
		float64(left.Rows)*float64(left.Cols)*float64(right.Cols) > strip
}

// largeProduct is a b, some rows after the other.
func (e *evaluation) largeProduct(a, b *expr.Node) *expr.Node {
	rows, inner, cols := a.Shape().Rows, a.Shape().Cols, b.Shape().Cols
	product := make([]float64, rows*cols)
	height := max(1, strip/(inner*cols))
	for from := 0; from < rows; from += height {
		if e.ctx.Err() != nil {
			e.interrupted()
		}
		to := min(rows, from+height)
		dense.Product(product[from*cols:to*cols], a.Data()[from*inner:to*inner], b.Data(), to-from, inner, cols)
	}
	return expr.Array(expr.MatrixShape(rows, cols), product)
}
