package eval

import (
	"math/rand/v2"

	"saddle/numerics/expr"
)

// Drawn are, in the rule of an optimizer, random numbers that are drawn anew at each step, and in each turn of the loops
// around. ok is false anywhere else.
func (r Chance) Drawn(kind expr.Distribution, shape expr.Shape) (n *expr.Node, ok bool) {
	e := r.e
	if e.within == nil {
		return nil, false
	}
	e.draws++
	if len(e.indices) == 0 {
		return e.graph.Random(kind, shape, e.draws), true
	}
	turns, turn := e.turnsAround()
	e.fits(turns*shape.Size(), r.call.scope, r.call.Site)
	switch shape.Rank {
	case 0:
		return expr.Element(e.graph.Random(kind, expr.Vector(turns), e.draws), turn), true
	case 1:
		return expr.Row(e.graph.Random(kind, expr.MatrixShape(turns, shape.Rows), e.draws), turn), true
	}
	r.call.Fail("TypeError", r.call.Site, "trace.number-known") // turn by turn
	return nil, false
}

// Sampled are, in the rule of an optimizer, rows of a table that are drawn anew at each step. ok is false anywhere else.
func (r Chance) Sampled(table *expr.Node, m int) (n *expr.Node, ok bool) {
	if r.e.within == nil {
		return nil, false
	}
	if len(r.e.indices) > 0 {
		r.call.Fail("TypeError", r.call.Site, "trace.number-known") // turn by turn
	}
	r.e.draws++
	return r.e.graph.SampleRows(table, m, r.e.draws), true
}

// turnsAround is how many turns the symbolic loops around take together, and the number of the present one, from 0.
func (e *evaluation) turnsAround() (turns int, turn *expr.Node) {
	turns, turn = 1, expr.Const(0)
	for _, i := range e.indices {
		count := i.high - i.low + 1
		turns *= int(count)
		turn = expr.Add(expr.Mul(expr.Const(count), turn), expr.Sub(i.node, expr.Const(i.low)))
	}
	return turns, turn
}

// Rand is the source of the cell's random numbers.
func (r Chance) Rand() *rand.Rand { return r.e.rng }
