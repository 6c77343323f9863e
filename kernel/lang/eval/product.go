package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
)

// strip is how many multiplications of a large product of matrices are done between two looks for an interrupt: some
// hundredths of a second.
const strip = 1 << 26

// isLarge reports whether a product of two known matrices takes so long that an interrupt should end it in the middle.
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

// A factoring is one call of a library, which an interrupt cannot end: most is the order of a matrix for which it takes
// about a second.
var factorings = map[string]struct {
	most   int
	advice string
}{
	"eigen":        {700, "limit.eigen-advice"},
	"eigenvectors": {700, "limit.eigen-advice"},
	"eigenvalues":  {1200, "limit.eigen-advice"},
	"cond":         {1200, "limit.eigen-advice"},
	"inv":          {900, "limit.inverse-advice"},
	"solve":        {1500, "limit.matrix-advice"},
	"det":          {1600, "limit.matrix-advice"},
}

// fitsFactoring refuses what would go on for seconds after an interrupt.
func (e *evaluation) fitsFactoring(name string, a expr.Shape, s *scope, span syntax.Span) {
	if f, ok := factorings[name]; ok && a.Rows > f.most {
		panic(message.New("LimitError", "limit.matrix", name, a.Rows, f.most).At(s.source, span).Advise(f.advice, a.Rows))
	}
}

func isLargePower(op string, a, b *expr.Node) bool {
	return op == "^" && isLarge("*", a, a) && a.Shape().IsSquare() && b.IsConst() && b.Shape().IsScalar() && math.Abs(b.Float()) < 1<<53 &&
		b.Float() == math.Trunc(b.Float())
}

// largePower is a whole power of a matrix, a product after the other.
func (e *evaluation) largePower(a, exponent *expr.Node) *expr.Node {
	p := expr.Identity(a.Shape().Rows)
	square := a
	for n := int(math.Abs(exponent.Float())); n > 0; n >>= 1 {
		if n&1 == 1 {
			p = e.largeProduct(p, square)
		}
		if n > 1 {
			square = e.largeProduct(square, square)
		}
	}
	if exponent.Float() < 0 {
		return expr.Inverse(p)
	}
	return p
}
