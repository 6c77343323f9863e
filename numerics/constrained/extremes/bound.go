package extremes

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// bounds tells that f is nowhere in the region below a value, by boxes. Where g = 0 and h ≤ 0, f is at least L = f + Σ λ g + Σ μ h for
// all λ and all μ ≥ 0; with those that make the slope of L in the middle of a box short, the mean value form of L bounds f well
// even where f falls across the set.
type bounds struct {
	n, m, p int
	over    *interval.Machine // f, g, h, then their gradients one after the other
	point   *program.Machine
	out     []interval.Interval
	middle  []interval.Interval
	at      []float64
	work    int
}

func newBounds(p Problem) (*bounds, error) {
	b := &bounds{n: len(p.Variables), m: len(p.On), p: len(p.Within)}
	all := slices.Concat([]*expr.Node{p.F}, p.On, p.Within)
	var code *program.Program
	var failed error
	if err := expr.Catch(func() {
		outputs := slices.Clone(all)
		for _, u := range all {
			outputs = append(outputs, expr.Stack(expr.Gradient(u, p.Variables...)...))
		}
		code, failed = program.Compile(p.Variables, outputs)
	}); err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, failed
	}
	size := len(all) * (1 + b.n)
	b.over, b.point, b.work = interval.NewMachine(code), code.NewMachine(), len(code.Code)
	b.out, b.middle, b.at = make([]interval.Interval, size), make([]interval.Interval, size), make([]float64, size)
	return b, nil
}

// count is how many numbers there are: f, g and h.
func (b *bounds) count() int { return 1 + b.m + b.p }

// slope is the gradient of the k-th number among some outputs.
func slope[T any](b *bounds, of []T, k int) []T {
	first := b.count() + k*b.n
	return of[first : first+b.n]
}

// prove reports whether no point of the region in a box has f < floor, and how many boxes that took. With a floor of +∞ it tells
// whether the region has no point there.
func (b *bounds) prove(ctx context.Context, box interval.Box, floor float64) (ok bool, boxes int) {
	const most, work = 400_000, 400_000_000
	return b.proveWith(ctx, box, floor, min(most, max(work/(3*b.work+50), 500)))
}

// proveWith is prove with so many boxes.
func (b *bounds) proveWith(ctx context.Context, box interval.Box, floor float64, limit int) (ok bool, boxes int) {
	rest := []interval.Box{box.Clone()}
	for len(rest) > 0 {
		x := rest[len(rest)-1]
		rest = rest[:len(rest)-1]
		if boxes++; boxes > limit || ctx.Err() != nil {
			return false, boxes
		}
		if !b.narrow(x) || b.least(x) >= floor {
			continue
		}
		if b.slide(x, floor) && b.least(x) >= floor {
			continue
		}
		direction := x.WidestIn(box)
		if !b.smooth() { // along a corner of f only what is across it makes the bound better
			direction = b.direction(x, box)
		}
		if x[direction].Width() <= 1e-13*(1+x[direction].Size()) {
			return false, boxes
		}
		low, high := x.Cut(direction, x[direction].Lo+0.4973*x[direction].Width())
		rest = append(rest, low, high)
	}
	return true, boxes
}

// direction is the side of a box along which f, and the constraints that may be zero in it, change most.
func (b *bounds) direction(x, whole interval.Box) int {
	const least = 1e-3
	best, chosen := -1.0, 0
	for j, r := range x {
		change := 0.0
		for k := range b.count() {
			if g := slope(b, b.out, k)[j]; (k == 0 || b.out[k].Contains(0)) && g.Finite() {
				change += g.Size() * r.Width()
			} else if !g.Finite() {
				change = math.Inf(1)
			}
		}
		share := r.Width() / whole[j].Width()
		if math.IsInf(change, 1) {
			change = share * math.MaxFloat64 / 2
		}
		if weight := math.Max(change, least*share); weight > best && r.Width() > 1e-13*(1+r.Size()) {
			best, chosen = weight, j
		}
	}
	return chosen
}

// narrow cuts off what is not in the region; false where nothing is left.
func (b *bounds) narrow(x interval.Box) bool {
	for range 3 {
		b.over.Run(x, b.out)
		for k, u := range b.out[:b.count()] {
			switch {
			case u.Doubts&interval.Empty != 0:
				return false
			case k > 0 && k <= b.m && !u.Contains(0), k > b.m && u.Lo > 0:
				return false
			}
		}
		if b.m+b.p == 0 {
			return true
		}
		width, middle := x.Widest(), x.Middle()
		b.over.Run(middle, b.middle)
		for k := 1; k < b.count(); k++ {
			if !b.contract(x, middle, k) {
				return false
			}
		}
		if x.Widest() > 0.7*width {
			break
		}
	}
	b.over.Run(x, b.out)
	return true
}

// contract solves u(m) + ∇u(x)(x - m) = 0, or ≤ 0, for each variable.
func (b *bounds) contract(x, middle interval.Box, k int) bool {
	slopes, at := slope(b, b.out, k), b.middle[k]
	if at.Doubts != 0 || !at.Finite() || b.out[k].Doubts != 0 || slices.ContainsFunc(slopes, func(g interval.Interval) bool { return g.Doubts != 0 || !g.Finite() }) {
		return true
	}
	for j, pivot := range slopes {
		if pivot.Contains(0) {
			continue
		}
		sum := at
		for i, g := range slopes {
			if i != j {
				sum = interval.Add(sum, interval.Mul(g, interval.Sub(x[i], middle[i])))
			}
		}
		if k > b.m { // u ≤ 0: all that is below is allowed
			sum.Hi = math.Inf(1)
		}
		next, ok := interval.Sub(middle[j], interval.Div(sum, pivot)).Meet(x[j])
		if !ok {
			return false
		}
		x[j] = next
	}
	return true
}

// least is a number that f is not below in the region within the box that was run last.
func (b *bounds) least(x interval.Box) float64 {
	if b.out[0].Doubts&interval.Empty != 0 {
		return math.Inf(1)
	}
	best := b.out[0].Lo
	if math.IsNaN(best) {
		best = math.Inf(-1)
	}
	b.over.Run(x.Middle(), b.middle)
	for _, weights := range b.weights(x) {
		best = math.Max(best, b.leastWith(x, weights))
	}
	return best
}

// weights are choices of λ and μ for a box: none, and those that make the slope in the middle short.
func (b *bounds) weights(x interval.Box) [][]float64 {
	none := make([]float64, b.m+b.p)
	if b.m+b.p == 0 || b.point.Run(x.Centre(), b.at) != nil || !finite(b.at) {
		return [][]float64{none}
	}
	var active []int
	for k := 1; k < b.count(); k++ {
		if k <= b.m || b.out[k].Contains(0) {
			active = append(active, k)
		}
	}
	for len(active) > 0 {
		fitted := b.fit(active)
		if fitted == nil {
			return [][]float64{none}
		}
		wrong := slices.IndexFunc(active, func(k int) bool { return k > b.m && fitted[k-1] < 0 })
		if wrong < 0 {
			return [][]float64{none, fitted}
		}
		active = slices.Delete(active, wrong, wrong+1)
	}
	return [][]float64{none}
}

// fit are the weights of some constraints with which the slope of L is shortest at the point that was run last.
func (b *bounds) fit(active []int) []float64 {
	a, right := mat.NewDense(b.n, len(active), nil), mat.NewVecDense(b.n, nil)
	for i := range b.n {
		right.SetVec(i, -slope(b, b.at, 0)[i])
		for j, k := range active {
			a.Set(i, j, slope(b, b.at, k)[i])
		}
	}
	var factors mat.SVD
	if !factors.Factorize(a, mat.SVDThin) {
		return nil
	}
	rank := factors.Rank(1e-10)
	if rank == 0 {
		return nil
	}
	var solution mat.VecDense
	factors.SolveVecTo(&solution, right, rank)
	weights := make([]float64, b.m+b.p)
	for j, k := range active {
		weights[k-1] = solution.AtVec(j)
	}
	if !finite(weights) {
		return nil
	}
	return weights
}

// leastWith is the lower end of L over a box, by its mean value form and by its terms.
func (b *bounds) leastWith(x interval.Box, weights []float64) float64 {
	plain, centred := b.out[0], b.middle[0]
	for k, w := range weights {
		if w != 0 {
			plain = interval.Add(plain, interval.Mul(interval.Exactly(w), b.out[1+k]))
			centred = interval.Add(centred, interval.Mul(interval.Exactly(w), b.middle[1+k]))
		}
	}
	for i, r := range x {
		g := slope(b, b.out, 0)[i]
		for k, w := range weights {
			if w != 0 {
				g = interval.Add(g, interval.Mul(interval.Exactly(w), slope(b, b.out, 1+k)[i]))
			}
		}
		centred = interval.Add(centred, interval.Mul(g, interval.Sub(r, interval.Exactly(r.Mid()))))
	}
	best := math.Inf(-1)
	if lo := plain.Lo; plain.Doubts == 0 && !math.IsNaN(lo) {
		best = lo
	}
	if lo := centred.Lo; b.smooth() && centred.Doubts == 0 && lo > best {
		best = lo
	}
	return best
}

// smooth reports whether the mean value form holds over the box that was run last: all is defined, continuous and bounded.
func (b *bounds) smooth() bool {
	for _, u := range b.out {
		if u.Doubts&interval.Partial != 0 || !u.Finite() {
			return false
		}
		if u.Doubts&interval.Edge != 0 {
			return false
		}
	}
	return true
}

func finite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
