package jet

import "saddle/numerics/expr"

// Work is about how many products of coefficients Evaluate takes for an expression, in a space of so many variables up to an
// order: for every operation one product of series.
func Work(variables, order int, y *expr.Node) float64 {
	return Operations(y) * Products(variables, order)
}

// Operations is about how many operations on numbers an expression takes: one for every entry of every node, as often as
// the loops around it run.
func Operations(y *expr.Node) float64 {
	nodes := expr.Below(y)
	trips := map[int]float64{}
	for _, n := range nodes {
		if n.Op() == expr.OpSumLoop || n.Op() == expr.OpMapLoop {
			trips[n.Depth()] = max(trips[n.Depth()], passes(n))
		}
	}
	total := 0.0
	for _, n := range nodes {
		times := float64(n.Shape().Size())
		for depth := range trips {
			if n.Free()>>depth&1 == 1 {
				times *= trips[depth]
			}
		}
		total += times
	}
	return total
}

// passes is how often a loop runs, a guess where its bounds vary.
func passes(loop *expr.Node) float64 {
	lo, hi := loop.Args()[1], loop.Args()[2]
	if lo.IsConst() && hi.IsConst() {
		return max(hi.Float()-lo.Float()+1, 0)
	}
	return 100
}
