package critical

import (
	"context"
	"math"

	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
)

// orders are the degrees up to which f is expanded at a degenerate point, tried one after the other, by dimension: as many
// as take a fraction of a second.
var orders = [][]int{1: {8, 16, 24, 40, 64}, 2: {6, 10, 14, 20}, 3: {4, 6, 8, 10}, 4: {4, 6, 8}, 5: {4, 6}, 6: {4, 6}, 7: {4, 6}, 8: {4}, 9: {4}, 10: {4}}

func ordersFor(n int) []int {
	switch {
	case n < len(orders):
		return orders[n]
	case n <= 20:
		return []int{4}
	}
	return []int{3}
}

// others reports whether there are other critical points ever closer to a point.
type others int

const (
	unknown others = iota // the work was too much
	none
	some
)

// mostForZeros is how many products of coefficients looking for common zeros may take.
const mostForZeros = 1.25e7

// zerosBeside reports whether equations that hold at p hold at other points ever closer to it: those with independent gradients
// leave a surface, on which the signs of what remains decide. A function with values of both signs on a surface of two or more
// dimensions vanishes in every neighbourhood; one with values of one sign does nowhere else.
func zerosBeside(f *expr.Function, list []*expr.Node, p []float64) others {
	n := len(p)
	var answer others
	err := jet.Guard(func() {
		effort := jet.NewEffort(context.Background(), mostForZeros)
		for _, order := range ordersFor(n) {
			if jet.Products(n, order) > mostForZeros/16 {
				break
			}
			space := effort.Within(n, order)
			rows, ok := seriesOf(space, f, list, p)
			if !ok {
				return
			}
			if answer = commonZeros(space, rows); answer != unknown {
				return
			}
		}
	})
	if err != nil {
		return unknown
	}
	return answer
}

// mayHold reports whether equations hold at p within its rounding.
func mayHold(f *expr.Function, list []*expr.Node, p []float64) bool {
	space := jet.NewSpace(len(p), 0)
	rows, ok := seriesOf(space, f, list, p)
	const exact = 1e-12
	for _, a := range rows {
		ok = ok && a[0].Rad <= exact
	}
	return ok && len(rows) > 0
}

// seriesOf are the series of equations about p, entry by entry; ok is false where they are not smooth there.
func seriesOf(space *jet.Space, f *expr.Function, list []*expr.Node, p []float64) (rows []jet.Jet, ok bool) {
	for _, equation := range list {
		result, err := space.Evaluate(equation, space.At(f.Variables, p), nil)
		if err != nil || result.Edge {
			return nil, false
		}
		for _, a := range result.Entries {
			if !a.Finite() || !a[0].Zero() {
				return nil, false
			}
			rows = append(rows, a)
		}
	}
	return rows, true
}

// commonZeros reports whether series that vanish at their point have other common zeros ever closer to it.
func commonZeros(s *jet.Space, rows []jet.Jet) others {
	regular, rest, columns := echelon(s, rows)
	left := s.Variables - len(regular)
	if left == 0 {
		return none
	}
	if len(rest) == 0 {
		return some
	}
	on, restricted := germ.Restrict(s, regular, rest, columns)
	squares := on.Const(jet.Ball{})
	for _, a := range restricted {
		a = ofUnitSize(a)
		sides := germ.Decide(on, a, 0).Sides
		switch {
		case sides == germ.Positive, sides == germ.Negative, sides == germ.Both && left == 1:
			return none
		case sides == germ.Both && len(restricted) == 1:
			return some
		}
		squares = on.Add(squares, on.Mul(a, a))
	}
	if len(restricted) > 1 && germ.Decide(on, squares, 0).Sides == germ.Positive {
		return none
	}
	return unknown
}

// ofUnitSize scales a series by a power of two, so that its square neither overflows nor underflows.
func ofUnitSize(a jet.Jet) jet.Jet {
	norm := a.Norm()
	if norm == 0 || math.IsInf(norm, 0) || math.IsNaN(norm) {
		return a
	}
	_, exponent := math.Frexp(norm)
	scaled := make(jet.Jet, len(a))
	for i, c := range a {
		scaled[i] = jet.Ball{Mid: math.Ldexp(c.Mid, -exponent), Rad: math.Ldexp(c.Rad, -exponent)}
	}
	return scaled
}

// echelon parts series, by Gauss's elimination on their linear terms, into those with independent gradients, each with the
// variable that it is solved for, and those without linear terms.
func echelon(s *jet.Space, rows []jet.Jet) (regular, rest []jet.Jet, columns []int) {
	rows = append([]jet.Jet(nil), rows...)
	for {
		row, column := largestSlope(s, rows)
		if row < 0 {
			break
		}
		pivot := rows[row]
		rows = append(rows[:row:row], rows[row+1:]...)
		eliminate := func(list []jet.Jet) {
			for i, a := range list {
				if factor := a[1+column]; factor != (jet.Ball{}) {
					list[i] = s.Sub(a, s.Scale(pivot, jet.Quotient(factor, pivot[1+column])))
					list[i][1+column] = jet.Ball{}
				}
			}
		}
		eliminate(rows)
		eliminate(regular)
		regular, columns = append(regular, pivot), append(columns, column)
	}
	for _, a := range rows {
		b := append(jet.Jet(nil), a...)
		for i := range 1 + s.Variables {
			b[i] = jet.Ball{}
		}
		rest = append(rest, b)
	}
	return regular, rest, columns
}

// largestSlope is where the largest linear coefficient that is not zero stands; row -1 where there is none.
func largestSlope(s *jet.Space, rows []jet.Jet) (row, column int) {
	row, largest := -1, 0.0
	for i, a := range rows {
		for j := range s.Variables {
			if c := a[1+j]; !c.Zero() && math.Abs(c.Mid) > largest {
				row, column, largest = i, j, math.Abs(c.Mid)
			}
		}
	}
	return row, column
}
