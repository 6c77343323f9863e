package minimize

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// settle is the lowest of the points that Newton's method reaches from p along the nearest corners: a few, or those within
// one of several distances; p itself where none is lower.
func (c *corners) settle(p *place, scale float64) *place {
	best := p
	near := c.near(p.x, 1e-2*scale)
	tried := map[int]bool{}
	sizes := []int{1, 2, 3, 4}
	for closer := 1e-2; closer > 1e-10; closer /= 10 {
		sizes = append(sizes, len(c.near(p.x, closer*scale)))
	}
	for _, k := range sizes {
		if k == 0 || k > len(near) || k > c.n+3 || tried[k] {
			continue
		}
		tried[k] = true
		numbers := make([]int, k)
		for i, g := range near[:k] {
			numbers[i] = g.number
		}
		if q := c.along(p, numbers); q != nil && q.value <= best.value+1e-15*math.Abs(best.value) {
			best = q
		}
	}
	return best
}

// along minimises the smooth piece of f on the corners of some numbers, from p; nil where that fails.
func (c *corners) along(p *place, numbers []int) *place {
	q := c.newPlace()
	copy(q.x, p.x)
	for range 50 {
		step := c.newtonAlong(q, numbers)
		if step == nil {
			return nil
		}
		moved := false
		for i, s := range step {
			x := q.x[i]
			if q.x[i] += s; math.Abs(q.x[i]) < 1e-15*math.Abs(s) || math.Abs(q.x[i]) < 1e-14*norm(p.x) {
				q.x[i] = 0
			}
			moved = moved || math.Abs(q.x[i]-x) > 1e-15*math.Abs(x)
		}
		if !moved {
			break
		}
	}
	c.study(q, true)
	if !(q.value-q.value == 0) {
		return nil
	}
	return q
}

// newtonAlong is the step of Newton's method on the conditions of a minimum under the equations: the shortest to the
// corners, then along them.
func (c *corners) newtonAlong(q *place, numbers []int) []float64 {
	regular := c.study(q, true)
	if c.places.Run(q.x, c.out) != nil {
		return nil
	}
	n, m := c.n, len(numbers)
	j, a := mat.NewDense(m, n, nil), mat.NewVecDense(m, nil)
	for row, k := range numbers {
		j.SetRow(row, c.out[c.count+k*n:c.count+(k+1)*n])
		a.SetVec(row, -c.out[k])
	}
	if !finite(j.RawMatrix().Data) || !finite(a.RawVector().Data) {
		return nil
	}
	normal, free, multipliers := split(j, a, q.gradient)
	if free == nil || !regular {
		return normal
	}
	clear(c.weighs)
	copy(c.weighs, q.x)
	for row, k := range numbers {
		c.weighs[n+k] += multipliers[row]
	}
	if c.most.Run(c.weighs, c.curved) != nil {
		return nil
	}
	w := mat.NewDense(n, n, nil)
	for i, x := range q.hessian {
		w.RawMatrix().Data[i] = x + c.curved[i]
	}
	return tangential(w, free, q.gradient, normal)
}

// split is the shortest step to the linearised equations, an orthonormal basis of the directions along them (nil for none), and
// the multipliers for which the gradient vanishes best.
func split(j *mat.Dense, a *mat.VecDense, gradient []float64) (normal []float64, free *mat.Dense, multipliers []float64) {
	m, n := j.Dims()
	var svd mat.SVD
	if !svd.Factorize(j, mat.SVDFull) {
		return make([]float64, n), nil, make([]float64, m)
	}
	values := svd.Values(nil)
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	normal, multipliers = make([]float64, n), make([]float64, m)
	rank := 0
	for k, s := range values {
		if s <= 1e-10*values[0] {
			break
		}
		rank++
		left := mat.Dot(u.ColView(k), a) / s
		back := -mat.Dot(v.ColView(k), mat.NewVecDense(n, gradient)) / s
		for i := range n {
			normal[i] += left * v.At(i, k)
		}
		for i := range m {
			multipliers[i] += back * u.At(i, k)
		}
	}
	if rank < n {
		free = mat.DenseCopyOf(v.Slice(0, n, rank, n))
	}
	return normal, free, multipliers
}

// tangential adds to the normal step Newton's step along the corners; nil where the curvature along them is not positive.
func tangential(w, free *mat.Dense, gradient, normal []float64) []float64 {
	n, k := free.Dims()
	reduced, slopes := reduce(w, free), mat.NewVecDense(k, nil)
	var moved mat.VecDense
	moved.MulVec(w, mat.NewVecDense(n, normal))
	moved.AddVec(&moved, mat.NewVecDense(n, gradient))
	slopes.MulVec(free.T(), &moved)
	var step, along mat.VecDense
	if step.SolveVec(reduced, slopes) != nil {
		return nil
	}
	along.MulVec(free, &step)
	for i := range normal {
		normal[i] -= along.AtVec(i)
	}
	if !finite(normal) {
		return nil
	}
	return normal
}

func reduce(w, free *mat.Dense) *mat.Dense {
	var reduced mat.Dense
	reduced.Product(free.T(), w, free)
	return &reduced
}
