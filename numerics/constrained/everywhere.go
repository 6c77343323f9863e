package constrained

import (
	"context"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
)

// Everywhere is Search without a box: in a cube beyond which there is proven to be nothing, where one is found, else in the
// smallest that is tried; whole reports which.
func Everywhere(ctx context.Context, p Problem, o solve.Options) (found *Findings, box interval.Box, whole bool, err error) {
	s, same, err := p.system()
	if err != nil {
		return nil, nil, false, err
	}
	radius, whole := Radii[0], false
	if !same {
		var zero []*expr.Node
		for _, c := range s.Charts {
			zero = append(zero, c.Equations...)
		}
		if r, ok := NewOutside(p.Variables, zero, nil).Radius(); ok {
			radius, whole = r, true
		}
	}
	box = Cube(p.Dimension(), radius)
	found, err = Search(ctx, p, box, o)
	if err == nil && !whole {
		found.Proven = false
	}
	return found, box, whole, err
}

// Cube is the box with all sides from -radius to radius.
func Cube(n int, radius float64) interval.Box {
	x := make(interval.Box, n)
	for i := range x {
		x[i] = interval.Of(-radius, radius)
	}
	return x
}
