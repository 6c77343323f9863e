package minimize

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// quadraticForm is Σ cᵢⱼ uᵢ uⱼ of linear formulas u.
type quadraticForm struct {
	of      []*expr.Node
	entries map[[2]int]float64
}

// largestForm is how many linear formulas are taken together.
const largestForm = 100

// add adds c u v; it reports whether there was room.
func (f *quadraticForm) add(u, v *expr.Node, c float64) bool {
	i, j := f.number(u), f.number(v)
	if i < 0 || j < 0 {
		return false
	}
	if f.entries == nil {
		f.entries = map[[2]int]float64{}
	}
	f.entries[[2]int{i, j}] += c / 2
	f.entries[[2]int{j, i}] += c / 2
	return true
}

func (f *quadraticForm) number(u *expr.Node) int {
	if i := slices.Index(f.of, u); i >= 0 {
		return i
	}
	if len(f.of) == largestForm {
		return -1
	}
	f.of = append(f.of, u)
	return len(f.of) - 1
}

// bend is convex for a form without negative eigenvalues: where it has no mixed products exactly, else with room for rounding.
func (f *quadraticForm) bend() bend {
	n, mixed := len(f.of), false
	if n == 0 {
		return bend{true, true}
	}
	b, a := bend{true, true}, mat.NewDense(n, n, nil)
	for at, x := range f.entries {
		mixed = mixed || at[0] != at[1] && x != 0
		b = b.and(bend{x >= 0, x <= 0})
		a.Set(at[0], at[1], x)
	}
	if !mixed {
		return b
	}
	d, err := spectral.Symmetric(a)
	if err != nil {
		return bend{}
	}
	const room = 1e-12
	least, most := d.Values[0], d.Values[n-1]
	margin := room * float64(n) * math.Max(math.Abs(least), math.Abs(most))
	return bend{convex: least > margin, concave: most < -margin}
}
