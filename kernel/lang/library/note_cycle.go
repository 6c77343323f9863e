package library

import (
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"

	"gonum.org/v1/gonum/floats"
)

// noteCycle says of a run that ends by going back and forth between two points that it does, and what of the optimizer makes the
// steps smaller.
func noteCycle(c *eval.Call, o *value.Optimizer, pr *problem, record *descent.Record) {
	last := record.Rows() - 1
	here, there := c.Format().Plain(value.PlaceOf(record.Points.Row(last-1), false)), c.Format().Plain(value.PlaceOf(record.Points.Row(last), false))
	if names := c.Rules().Of(o, pr.stepped).Settings; len(names) > 0 {
		c.Note("note.cycle", here, there, o.Name, names[0].Name)
		return
	}
	c.Note("note.cycle-plain", here, there)
}

// isCycle reports whether the last steps of a run go back and forth between two points, at neither of which the gradient vanishes.
func isCycle(record *descent.Record) bool {
	const turns = 8
	last := record.Rows() - 1
	if last < turns+1 || record.Steps-record.StepOf(last-turns-1) != turns+1 {
		return false
	}
	width := distance(record, last, last-1)
	if !(record.Norm(record.Steps) > 1e-6) || !(width > 1e-6*(1+floats.Norm(record.Points.Row(last), math.Inf(1)))) {
		return false
	}
	for k := range turns {
		if !(distance(record, last-k, last-k-2) <= 1e-6*width) {
			return false
		}
	}
	return true
}

// distance is the largest difference in an entry between two kept points.
func distance(record *descent.Record, i, j int) float64 {
	return floats.Distance(record.Points.Row(i), record.Points.Row(j), math.Inf(1))
}
