package minimize

import (
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// corner is what the one-sided slopes at a point say.
type corner int

const (
	cornerOpen    corner = iota
	cornerMinimum        // f rises in every direction: proven to first order, and to second along the corners
	cornerFalls          // f falls in some direction
	cornerSmooth         // open, and all slopes tend to zero: only higher derivatives end here
)

// judge decides from the slopes of the smooth pieces around p, the corners through it being independent: then the slope along
// d is g·d + Σ μₖ |aₖ·d|, which is positive for every d across the corners if g = -Σ νₖ aₖ with all |νₖ| < μₖ.
func (c *corners) judge(p *place, scale float64) (corner, []float64) {
	active := c.near(p.x, 1e-12*scale)
	if len(active) == 0 {
		return c.round(p, scale)
	}
	j := mat.NewDense(len(active), c.n, nil)
	for row, g := range active {
		j.SetRow(row, g.gradient)
	}
	if len(active) > c.n || !independent(j) {
		return c.round(p, scale)
	}
	if e := c.endsThrough(p, active, j, scale); e != nil && e.atMinimum(p, scale) {
		return cornerMinimum, nil
	}
	verdict, direction := c.weigh(p, j, active, scale)
	if verdict == cornerOpen {
		return c.round(p, scale)
	}
	return verdict, direction
}

// independent reports whether the rows of j, no more than its columns, are.
func independent(j *mat.Dense) bool {
	var svd mat.SVD
	if !svd.Factorize(j, mat.SVDNone) {
		return false
	}
	values := svd.Values(nil)
	return values[len(values)-1] > 1e-6*values[0]
}

// weigh finds the sizes μₖ of the corners and the mean slope from the gradients on their sides.
func (c *corners) weigh(p *place, j *mat.Dense, active []gap, scale float64) (corner, []float64) {
	m, _ := j.Dims()
	dual := pseudoInverse(j)
	epsilon := 1e-7 * scale
	side := func(signs []float64) []float64 { return c.side(p, dual, signs, epsilon) }
	signs := make([]float64, m)
	for k := range signs {
		signs[k] = 1
	}
	top := side(signs)
	if top == nil || !persists(top, c.side(p, dual, signs, epsilon/100)) {
		return cornerOpen, nil
	}
	mean, sizes := slices.Clone(top), make([]float64, m)
	tolerance := 1e-5 * norm(top)
	for k := range m {
		signs[k] = -1
		other := side(signs)
		signs[k] = 1
		if other == nil {
			return cornerOpen, nil
		}
		var rest float64
		if sizes[k], rest = halfLeap(top, other, active[k].gradient, mean); rest > tolerance { // not the slopes of independent corners
			return cornerOpen, nil
		}
	}
	if !c.additive(side, mean, sizes, active, tolerance) {
		return cornerOpen, nil
	}
	return c.conclude(p, j, mean, sizes, active, tolerance)
}

// halfLeap is half the leap of the gradient from one side of a corner to the other, in gradients of the corner's equation: its size
// and what is left of it. It is taken from the mean slope.
func halfLeap(top, other, across, mean []float64) (half, rest float64) {
	size := norm(across)
	for i := range across {
		half += (top[i] - other[i]) * across[i] / (2 * size * size)
	}
	for i := range across {
		rest = math.Hypot(rest, (top[i]-other[i])/2-half*across[i])
		mean[i] -= half * across[i]
	}
	return half, rest
}

// side is the gradient a little beside p, on the sides of the corners that the signs say; nil where there is none.
func (c *corners) side(p *place, dual *mat.Dense, signs []float64, epsilon float64) []float64 {
	q := c.newPlace()
	copy(q.x, p.x)
	for k, s := range signs {
		across := column(dual, k)
		size := norm(across)
		for i, x := range across {
			q.x[i] += epsilon * s * x / size
		}
	}
	if !c.study(q, false) {
		return nil
	}
	return q.gradient
}

// persists reports whether slopes stay as they are closer to the corner, and do not fade as those of |x|^1.5.
func persists(slope, closer []float64) bool {
	return closer != nil && distance(slope, closer) <= 1e-3*norm(slope)
}

// additive reports whether the sides all have the slopes that the corners make together.
func (c *corners) additive(side func([]float64) []float64, mean, sizes []float64, active []gap, tolerance float64) bool {
	random := rand.New(rand.NewPCG(3, 3))
	signs := make([]float64, len(sizes))
	for range 2 * len(sizes) {
		for k := range signs {
			signs[k] = float64(2*random.IntN(2) - 1)
		}
		slope := side(signs)
		if slope == nil {
			return false
		}
		rest := 0.0
		for i := range slope {
			want := mean[i]
			for k, s := range signs {
				want += s * sizes[k] * active[k].gradient[i]
			}
			rest = math.Hypot(rest, slope[i]-want)
		}
		if rest > 4*tolerance {
			return false
		}
	}
	return true
}

func (c *corners) conclude(p *place, j *mat.Dense, mean, sizes []float64, active []gap, tolerance float64) (corner, []float64) {
	_, free, multipliers := split(j, mat.NewVecDense(len(sizes), nil), mean)
	if !balance(multipliers, mean, sizes, active, tolerance) {
		return cornerOpen, nil
	}
	if free == nil {
		return cornerMinimum, nil
	}
	if !c.study(p, true) {
		return cornerOpen, nil
	}
	_, _, own := split(j, mat.NewVecDense(len(sizes), nil), p.gradient) // for the piece whose Hessian is at hand
	clear(c.weighs)
	copy(c.weighs, p.x)
	for k, nu := range own {
		c.weighs[c.n+active[k].number] += nu
	}
	if c.most.Run(c.weighs, c.curved) != nil {
		return cornerOpen, nil
	}
	w := mat.NewDense(c.n, c.n, nil)
	for i, x := range p.hessian {
		w.RawMatrix().Data[i] = x + c.curved[i]
	}
	d, err := spectral.Symmetric(reduce(w, free))
	if err != nil || !(d.Values[0] > 1e-8*math.Max(math.Abs(d.Values[len(d.Values)-1]), norm(w.RawMatrix().Data))) {
		return cornerOpen, nil
	}
	return cornerMinimum, nil
}

// balance reports whether the corners hold the mean slope, each with less than its own size.
func balance(multipliers, mean, sizes []float64, active []gap, tolerance float64) bool {
	rest := slices.Clone(mean)
	for k, nu := range multipliers {
		size := norm(active[k].gradient)
		for i, a := range active[k].gradient {
			rest[i] += nu * a
		}
		if !(math.Abs(nu)*size < sizes[k]*size-2*tolerance) {
			return false
		}
	}
	return norm(rest) <= 4*tolerance
}

func column(a *mat.Dense, k int) []float64 { return mat.Col(nil, k, a) }

func pseudoInverse(j *mat.Dense) *mat.Dense {
	var gram, inverse, dual mat.Dense
	gram.Mul(j, j.T())
	if inverse.Inverse(&gram) != nil {
		return &dual
	}
	dual.Mul(j.T(), &inverse)
	return &dual
}
