package eval

import (
	"gonum.org/v1/gonum/mat"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/spectral"
)

// Condition numbers are found of so many matrices of a cell, of no larger order, before an inverse is believed.
const mostConditions, mostConditioned = 50, 200

// noteSingular says of a known matrix that was inverted, or solved with, that it is singular to working precision: what
// came out is rounding.
func (e *evaluation) noteSingular(a *expr.Node) {
	n := a.Shape().Rows
	if e.out.Note == nil || e.within != nil || !a.IsConst() || !a.Shape().IsSquare() || n > mostConditioned || e.conditioned == mostConditions {
		return
	}
	e.conditioned++
	kappa, singular, err := spectral.Condition(mat.NewDense(n, n, append([]float64(nil), a.Data()...)))
	if err == nil && singular {
		e.note("note.singular", value.Format(1).Number(kappa)) // further digits are rounding
	}
}
