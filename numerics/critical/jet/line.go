package jet

import "saddle/numerics/expr"

// Line is the series of f, up to an order, along the straight line from p in direction d, where p is known within a radius; nil
// where there is none, or where it takes more than the effort allows.
func Line(effort *Effort, f *expr.Function, p []float64, radius float64, d []float64, order int) Jet {
	if effort.Charge(Work(1, order, f.Value)) != nil {
		return nil
	}
	space := NewSpace(1, order)
	series := make([]Jet, len(p))
	for i, x := range p {
		series[i] = space.Add(space.Const(Around(x, radius)), space.Scale(space.Variable(0, Ball{}), Exact(d[i])))
	}
	result, err := space.Evaluate(f.Value, space.Along(f.Variables, series), nil)
	if err != nil || result.Edge {
		return nil
	}
	return result.Entries[0]
}
