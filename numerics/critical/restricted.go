package critical

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Restricted is f as a function of the entries of its point that are not fixed, the others kept as at p, with what is left of p
// and the places of that; nil where nothing of f is left to vary.
func Restricted(f *expr.Function, p []float64, fixed []bool) (g *expr.Function, at []float64, places []int) {
	graph := f.Value.Graph().Beside()
	g = &expr.Function{Name: f.Name}
	values := make([]*expr.Node, 0, len(f.Variables))
	i := 0
	for _, variable := range f.Variables {
		shape := variable.Shape()
		entries := make([]*expr.Node, shape.Size())
		for k := range entries {
			if fixed[i] {
				entries[k] = expr.Const(p[i])
			} else {
				entries[k] = graph.Variable("u"+reason.Say(i+1), expr.Scalar)
				g.Variables = append(g.Variables, entries[k])
				at, places = append(at, p[i]), append(places, i)
			}
			i++
		}
		value := entries[0]
		if !shape.IsScalar() {
			value = expr.Reshape(expr.Stack(entries...), shape)
		}
		values = append(values, value)
	}
	if expr.Catch(func() { g.Value = expr.Substitute(f.Value, f.Variables, values) }) != nil || g.Value.IsConst() {
		return nil, nil, nil
	}
	return g, at, places
}
