package critical

import (
	"context"
	"math"
	"math/rand/v2"

	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// A function of fewer linear combinations than it has variables does not change along whole lines: (x - y)² + (x - y)³ is a
// function of x - y alone. What it is at a point is then seen in the variables across these lines.

// unchanging are independent directions along which f is proven to change nowhere, looked for among those across its gradient at
// points around.
func (l *Study) unchanging() [][]float64 {
	n := len(l.p)
	gradients := l.gradientsAround(2*n + 6)
	if len(gradients) < n+2 {
		return nil
	}
	sizes := gradients.sizes(n)
	rows := gradients.over(sizes)
	var svd mat.SVD
	if !svd.Factorize(rows, mat.SVDFull) {
		return nil
	}
	var right mat.Dense
	svd.VTo(&right)
	var found [][]float64
	for k, value := range svd.Values(nil) {
		d := mat.Col(nil, k, &right)
		for i := range d {
			if sizes[i] > 0 {
				d[i] /= sizes[i]
			}
		}
		const negligible = 1e-11
		if d = roundRatios(d); value < negligible && gradients.vanishAlong(d) && provenAlong(l.f, l.p, d) {
			found = append(found, d)
		}
	}
	return found
}

// over are the gradients as rows, each column divided by a size.
func (gradients slopes) over(sizes []float64) *mat.Dense {
	rows := mat.NewDense(len(gradients), len(sizes), nil)
	for k, g := range gradients {
		for i, x := range g.Mid {
			if sizes[i] > 0 {
				rows.Set(k, i, x/sizes[i])
			}
		}
	}
	return rows
}

// sizes are how large each entry of the gradients may be; zero for one that is everywhere lost in its error.
func (gradients slopes) sizes(n int) []float64 {
	sizes, seen := make([]float64, n), make([]bool, n)
	for _, g := range gradients {
		for i := range g.Mid {
			sizes[i] = math.Max(sizes[i], math.Abs(g.Mid[i])+g.Rad[i])
			seen[i] = seen[i] || math.Abs(g.Mid[i]) > g.Rad[i]
		}
	}
	for i := range sizes {
		if !seen[i] {
			sizes[i] = 0
		}
	}
	return sizes
}

// slopes are gradients at several points, each with its error.
type slopes []struct{ Mid, Rad []float64 }

// gradientsAround are the gradients at points drawn around p, near and far.
func (l *Study) gradientsAround(count int) (found slopes) {
	random := rand.New(rand.NewPCG(1, uint64(len(l.p))))
	for k := range count {
		q := make([]float64, len(l.p))
		for i, x := range l.p {
			q[i] = x + l.scale()*random.NormFloat64()/float64(int(1)<<(2*(k%3)))
		}
		there, err := l.by.study(q)
		if err != nil || !allFinite(there.gradient) || there.jump {
			continue
		}
		radii := make([]float64, len(q))
		for i := range radii {
			radii[i] = there.slop(i)
		}
		found = append(found, struct{ Mid, Rad []float64 }{mids(there.gradient), radii})
	}
	return found
}

// vanishAlong reports whether all gradients may be orthogonal to a direction that is known up to rounding.
func (gradients slopes) vanishAlong(d []float64) bool {
	const roundings = 64 * roundoff
	for _, g := range gradients {
		along, error := 0.0, 0.0
		for i, x := range g.Mid {
			along += x * d[i]
			error += g.Rad[i]*math.Abs(d[i]) + roundings*math.Abs(x*d[i])
		}
		if math.Abs(along) > error {
			return false
		}
	}
	return true
}

// roundRatios scales a direction to a largest entry of one and rounds the others to whole multiples of a small part of it where
// they are that up to rounding.
func roundRatios(d []float64) []float64 {
	largest := 0.0
	for _, x := range d {
		if math.Abs(x) > math.Abs(largest) {
			largest = x
		}
	}
	const parts, close = 5040, 1e-10 // the ratios of small whole numbers
	rounded := make([]float64, len(d))
	for i, x := range d {
		rounded[i] = x / largest
		if nearest := math.Round(rounded[i]*parts) / parts; math.Abs(nearest-rounded[i]) < close {
			rounded[i] = nearest + 0
		}
	}
	return rounded
}

// decideInFewer classifies a critical point of a function that does not change along some directions, in the variables across.
func (l *Study) decideInFewer(ctx context.Context, v *Verdict, along [][]float64) {
	n := len(l.p)
	if len(along) == n {
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMinimum, false, false, reason.Of("critical.flat.constant")
		return
	}
	fixed := pivots(along)
	across, at, places := Restricted(l.f, l.p, fixed)
	if across == nil {
		return
	}
	w, err := classify(ctx, across, at, l.radius, false)
	if err != nil {
		return
	}
	line := scaled(along[0], 1/mat.Norm(mat.NewVecDense(n, along[0]), 2))
	switch w.Kind {
	case LocalMinimum:
		v.Reason = reason.Of("critical.fewer.minimum", line)
	case LocalMaximum:
		v.Reason = reason.Of("critical.fewer.maximum", line)
	case SaddlePoint:
		v.Falling, v.Rising = placedIn(n, places, w.Falling), placedIn(n, places, w.Rising)
		v.Kind, v.Strict, v.Isolated = SaddlePoint, w.Strict, false
		v.Reason = reason.Of("critical.fewer.saddle", line, v.Falling, v.Rising)
		return
	default:
		return
	}
	v.Kind, v.Strict, v.Isolated = w.Kind, false, false
	v.Falling, v.Rising = placedIn(n, places, w.Falling), placedIn(n, places, w.Rising)
}

// pivots are variables, as many as directions, whose entries in these are independent.
func pivots(directions [][]float64) []bool {
	n := len(directions[0])
	taken := make([]bool, n)
	rest := mat.NewDense(len(directions), n, nil)
	for k, d := range directions {
		rest.SetRow(k, d)
	}
	for k := range directions {
		at := 0
		for j := range n {
			if math.Abs(rest.At(k, j)) > math.Abs(rest.At(k, at)) {
				at = j
			}
		}
		taken[at] = true
		for i := k + 1; i < len(directions); i++ {
			factor := rest.At(i, at) / rest.At(k, at)
			for j := range n {
				rest.Set(i, j, rest.At(i, j)-factor*rest.At(k, j))
			}
			rest.Set(i, at, 0)
		}
	}
	return taken
}

// placedIn puts the entries of a direction at their places among n; nil stays nil.
func placedIn(n int, places []int, d []float64) []float64 {
	if d == nil {
		return nil
	}
	full := make([]float64, n)
	for k, place := range places {
		full[place] = d[k]
	}
	return full
}
