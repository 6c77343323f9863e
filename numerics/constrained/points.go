package constrained

import (
	"cmp"
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
)

// The kinds of points that only a set with constraints has; the others are those of package critical.
const (
	Singular critical.Kind = "singular point" // the gradients of the constraints are dependent: Lagrange's rule says nothing
	Lone     critical.Kind = "isolated point" // the set is no more than the point there
)

// Point is a critical point of f on the set, or a singular point of the set.
type Point struct {
	At          []float64
	Value       float64
	Multipliers []float64 // λ in ∇f = Σ λ ∇g; nil at a singular point
	Kind        critical.Kind
	Eigenvalues []float64    // of ∇²(f - λg) on the tangent space, ascending
	Proven      bool         // it exists, and no other is in Within
	Within      interval.Box // nil where it is not proven
}

// Findings are what a search came to.
type Findings struct {
	Points     []Point // minima, saddles, maxima, others; each by value
	Proven     bool    // all of them are proven, and there are no others in the box
	Undecided  []solve.Region
	Everywhere bool // Lagrange's rule holds identically: f does not change along the set
	Boxes      int
	Stopped    bool
}

// Search finds the critical points of f on the set in a box with finite sides.
func Search(ctx context.Context, p Problem, box interval.Box, o solve.Options) (*Findings, error) {
	s, everywhere, err := p.system()
	if err != nil {
		return nil, err
	}
	if everywhere {
		return &Findings{Everywhere: true}, nil
	}
	found, err := solve.Search(ctx, s, box, o)
	if err != nil {
		return nil, err
	}
	l, err := newLocal(p)
	if err != nil {
		return nil, err
	}
	f := &Findings{Undecided: found.Undecided, Boxes: found.Boxes, Stopped: found.Stopped}
	for _, q := range found.Solutions {
		if point, ok := l.study(q); ok {
			f.Points = append(f.Points, point)
		}
	}
	f.withoutSingular(p, l)
	f.Proven = len(f.Undecided) == 0 && !f.Stopped
	f.order()
	return f, nil
}

// order sorts the points by kind, value and place.
func (f *Findings) order() {
	slices.SortStableFunc(f.Points, func(a, b Point) int {
		return cmp.Or(cmp.Compare(kindOrder[a.Kind], kindOrder[b.Kind]), nearly(a.Value, b.Value), slices.Compare(a.At, b.At))
	})
}

// nearly compares two values that may be one but for rounding.
func nearly(a, b float64) int {
	if math.Abs(a-b) <= 1e-12*(1+math.Abs(a)+math.Abs(b)) {
		return 0
	}
	return cmp.Compare(a, b)
}

var kindOrder = map[critical.Kind]int{critical.LocalMinimum: 0, Lone: 1, critical.SaddlePoint: 2, critical.LocalMaximum: 3, critical.Undecided: 4, Singular: 5}

// withoutSingular settles the undecided parts around singular points that are proven to be alone there.
func (f *Findings) withoutSingular(p Problem, l *local) {
	if len(p.On) != 1 {
		return
	}
	var around *singular
	f.Undecided = slices.DeleteFunc(f.Undecided, func(r solve.Region) bool {
		for k, q := range f.Points {
			if q.Kind != Singular || !inside(r.Hull, q.At) {
				continue
			}
			if around == nil {
				if around = newSingular(p); around == nil {
					return false
				}
			}
			if around.alone(r.Hull, q.At) {
				f.Points[k].Proven, f.Points[k].Within = true, r.Hull
				return true
			}
		}
		return false
	})
}

// inside reports whether a point lies in a box or hardly outside.
func inside(x interval.Box, at []float64) bool {
	for i, r := range x {
		if slack := r.Width() + 1e-9; at[i] < r.Lo-slack || at[i] > r.Hi+slack {
			return false
		}
	}
	return true
}

// gradientsOf are a number and its gradient, stacked.
func (p Problem) gradientsOf(u *expr.Node) *expr.Node { return expr.Stack(p.slopes(u)...) }
