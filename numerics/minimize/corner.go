package minimize

import (
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// corners are the places where the formula of f changes from one smooth piece to another: the zeros of some formulas, which
// the expression knows. A minimum of a function with corners often lies on some of them.
//
// From where smooth steps end, a quasi-Newton method with a weak line search goes on, which works where f has corners
// (Lewis and Overton 2013, Math. Prog. 141, 135); then Newton's method minimises the smooth piece along the corners that are
// near, with their formulas as equations; at last the one-sided slopes decide.
type corners struct {
	*landscape
	places *program.Machine // the formulas that are zero at a corner, and their gradients, row by row
	count  int
	out    []float64
	most   *program.Machine // their second derivatives, the Hessian of a weighted sum
	weighs []float64
	curved []float64
}

// mostCorners is how many formulas are looked at.
const mostCorners = 200

// newCorners is nil for a function that has none that are known.
func newCorners(l *landscape, f *expr.Function) *corners {
	c := &corners{landscape: l}
	err := expr.Catch(func() {
		var zeros []*expr.Node
		for _, kink := range expr.Kinks(f.Value) {
			zeros = append(zeros, zerosOf(kink, f)...)
		}
		zeros = append(zeros, endsOf(f.Value)...)
		if c.count = len(zeros); c.count == 0 || c.count > mostCorners {
			c.count = 0
			return
		}
		outputs := slices.Clone(zeros)
		for _, z := range zeros {
			outputs = append(outputs, (&expr.Function{Variables: f.Variables, Value: z}).Gradient().Value)
		}
		weights := f.Point().Graph().Variable("λ", expr.Vector(c.count))
		sum := expr.Dot(weights, expr.Stack(zeros...))
		second := (&expr.Function{Variables: f.Variables, Value: sum}).Hessian().Value
		c.places, c.most = machine(f.Variables, outputs...), machine(append(f.Variables[:len(f.Variables):len(f.Variables)], weights), second)
	})
	if err != nil || c.count == 0 || c.places == nil || c.most == nil {
		return nil
	}
	c.out, c.weighs, c.curved = make([]float64, c.count*(1+l.n)), make([]float64, l.n+c.count), make([]float64, l.n*l.n)
	return c
}

func machine(inputs []*expr.Node, outputs ...*expr.Node) *program.Machine {
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		return nil
	}
	return p.NewMachine()
}

// zerosOf are numbers that vanish at a kink; for a root of what is nowhere negative, and so never crosses zero, the slopes of
// what is under it.
func zerosOf(kink expr.Kink, f *expr.Function) []*expr.Node {
	at := kink.At.Entries()
	if kink.Of != "power" {
		return at
	}
	var slopes []*expr.Node
	for _, z := range at {
		if !z.NonNegative() {
			slopes = append(slopes, z)
			continue
		}
		slopes = append(slopes, (&expr.Function{Variables: f.Variables, Value: z}).Gradient().Value.Entries()...)
	}
	return slices.DeleteFunc(slopes, (*expr.Node).IsConst)
}

// endsOf are numbers that are zero where an arc sine or cosine in a formula ends.
func endsOf(value *expr.Node) (ends []*expr.Node) {
	seen := map[*expr.Node]bool{}
	var look func(n *expr.Node)
	look = func(n *expr.Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		if n.Op() == expr.OpApply && n.Free() == 0 && (n.Func() == expr.Asin || n.Func() == expr.Acos) {
			for _, u := range n.Args()[0].Entries() {
				ends = append(ends, expr.Sub(u, expr.Const(1)), expr.Add(u, expr.Const(1)))
			}
		}
		for _, a := range n.Args() {
			look(a)
		}
	}
	look(value)
	return ends
}

// Steps have come to an end where so many in a row bring no more than a small part of the whole fall: the rest is for Newton's
// method along the corners.
const (
	window = 20
	idle   = 1e-10
)

// descend goes downhill from p by BFGS steps with a weak Wolfe line search, which needs no derivative at the corners.
func (c *corners) descend(p *place, most int) (steps int) {
	n := c.n
	inverse := mat.NewDense(n, n, nil)
	there, direction := c.newPlace(), make([]float64, n)
	first, start, marked := true, p.value, p.value
	for steps = 0; steps < most && c.ctx.Err() == nil; steps++ {
		if steps%window == window-1 {
			if !(marked-p.value > idle*(start-p.value)) {
				return steps
			}
			marked = p.value
		}
		size := norm(p.gradient)
		if size == 0 {
			return steps
		}
		if first {
			length := norm(p.x)
			if length == 0 {
				length = 1
			}
			inverse.Zero()
			for i := range n {
				inverse.Set(i, i, length/size)
			}
		}
		d := mat.NewVecDense(n, direction)
		d.MulVec(inverse, mat.NewVecDense(n, p.gradient))
		d.ScaleVec(-1, d)
		if slope := dot(direction, p.gradient); !(slope < 0) || !c.search(p, there, direction, slope) {
			if first {
				return steps
			}
			first = true
			continue
		}
		update(inverse, p, there, first)
		first = false
		*p, *there = *there, *p
	}
	return steps
}

// search sets there to a point along the direction at which f has fallen and the slope has risen (Lewis and Overton 2013,
// algorithm 2.6).
func (c *corners) search(p, there *place, direction []float64, slope float64) bool {
	const enough, flatter, most = 1e-4, 0.5, 100
	low, high, t := 0.0, math.Inf(1), 1.0
	for range most {
		moved := false
		for i, x := range p.x {
			there.x[i] = x + t*direction[i]
			moved = moved || there.x[i] != x
		}
		if !moved {
			return false
		}
		switch regular := c.study(there, false) && !c.between(p.x, there.x); {
		case !regular || !(there.value < p.value+enough*t*slope):
			high = t
		case dot(there.gradient, direction) < flatter*slope:
			low = t
		default:
			return true
		}
		if t = 2 * low; high < math.Inf(1) {
			t = (low + high) / 2
		}
		if math.IsInf(t, 1) {
			return false
		}
	}
	return false
}

// update is the BFGS formula for the inverse of the Hessian; the first time its scale is set.
func update(inverse *mat.Dense, p, there *place, first bool) {
	n := len(p.x)
	s, y := mat.NewVecDense(n, nil), mat.NewVecDense(n, nil)
	for i := range n {
		s.SetVec(i, there.x[i]-p.x[i])
		y.SetVec(i, there.gradient[i]-p.gradient[i])
	}
	along := mat.Dot(s, y)
	if !(along > 0) {
		return
	}
	if first {
		inverse.Zero()
		for i := range n {
			inverse.Set(i, i, along/mat.Dot(y, y))
		}
	}
	var hy mat.VecDense
	hy.MulVec(inverse, y)
	inverse.RankOne(inverse, -1/along, &hy, s)
	inverse.RankOne(inverse, -1/along, s, &hy)
	inverse.RankOne(inverse, (1+mat.Dot(y, &hy)/along)/along, s, s)
}

// gap is a formula with its value and its gradient.
type gap struct {
	number   int
	value    float64
	gradient []float64
}

// near are the formulas whose zeros, if they were linear, would be within the distance of x, nearest first.
func (c *corners) near(x []float64, distance float64) []gap {
	if c.places.Run(x, c.out) != nil {
		return nil
	}
	var found []gap
	far := map[int]float64{}
	for k := range c.count {
		g := gap{k, c.out[k], slices.Clone(c.out[c.count+k*c.n : c.count+(k+1)*c.n])}
		if away := math.Abs(g.value) / norm(g.gradient); finite(g.gradient) && away <= distance {
			far[k] = away
			found = append(found, g)
		}
	}
	slices.SortStableFunc(found, func(a, b gap) int {
		switch d := far[a.number] - far[b.number]; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return found
}

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
	var svd mat.SVD
	if len(active) > c.n || !svd.Factorize(j, mat.SVDFull) || svd.Values(nil)[len(active)-1] <= 1e-6*svd.Values(nil)[0] {
		return c.round(p, scale)
	}
	verdict, direction := c.weigh(p, j, active, scale)
	if verdict == cornerOpen {
		return c.round(p, scale)
	}
	return verdict, direction
}

// weigh finds the sizes μₖ of the corners and the mean slope from the gradients on their sides.
func (c *corners) weigh(p *place, j *mat.Dense, active []gap, scale float64) (corner, []float64) {
	m, n := j.Dims()
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
		across, rest := active[k].gradient, 0.0
		size := norm(across)
		for i := range n {
			sizes[k] += (top[i] - other[i]) * across[i] / (2 * size * size)
		}
		for i := range n {
			rest = math.Hypot(rest, (top[i]-other[i])/2-sizes[k]*across[i])
			mean[i] -= sizes[k] * across[i]
		}
		if rest > tolerance { // not the slopes of independent corners
			return cornerOpen, nil
		}
	}
	if !c.additive(side, mean, sizes, active, tolerance) {
		return cornerOpen, nil
	}
	return c.conclude(p, j, mean, sizes, active, tolerance)
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

// persists tells whether slopes stay as they are closer to the corner, and do not fade as those of |x|^1.5.
func persists(slope, closer []float64) bool {
	return closer != nil && distance(slope, closer) <= 1e-3*norm(slope)
}

// additive tells whether the sides all have the slopes that the corners make together.
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
	rest := slices.Clone(mean)
	for k, nu := range multipliers {
		size := norm(active[k].gradient)
		for i, a := range active[k].gradient {
			rest[i] += nu * a
		}
		if !(math.Abs(nu)*size < sizes[k]*size-2*tolerance) {
			return cornerOpen, nil
		}
	}
	if norm(rest) > 4*tolerance {
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

// round looks along directions all round. In one and two variables these are close enough together for f to be known to rise
// between them too; in more the point stays open even if f rises along all of them.
func (c *corners) round(p *place, scale float64) (corner, []float64) {
	const epsilon, closer = 1e-7, 1e-9
	q := make([]float64, c.n)
	slope := func(d []float64, epsilon float64) float64 {
		for i := range q {
			q[i] = p.x[i] + epsilon*scale*d[i]
		}
		return (c.at(q) - p.value) / (epsilon * scale)
	}
	least, most, limit := math.Inf(1), 0.0, 0.0
	var lowest []float64
	directions := c.directions()
	for _, d := range directions {
		s := slope(d, epsilon)
		if math.IsNaN(s) { // outside the domain
			continue
		}
		most, limit = math.Max(most, math.Abs(s)), math.Max(limit, math.Abs(slope(d, closer)))
		if s < least {
			least, lowest = s, d
		}
	}
	switch noise := 1e-6 * most; {
	case !(least-least == 0):
		return cornerOpen, nil
	case least < -noise:
		return cornerFalls, lowest
	case limit < most/2:
		return cornerSmooth, nil
	case c.n == 1 && least > noise, c.n == 2 && least > most*2*math.Pi/float64(len(directions)):
		return cornerMinimum, nil
	}
	return cornerOpen, nil
}

func (c *corners) directions() [][]float64 {
	var all [][]float64
	switch c.n {
	case 1:
		return [][]float64{{1}, {-1}}
	case 2:
		const around = 1440
		for k := range around {
			s, co := math.Sincos(2 * math.Pi * float64(k) / around)
			all = append(all, []float64{co, s})
		}
		return all
	}
	random := rand.New(rand.NewPCG(4, 4))
	for k := range 20 * c.n {
		d := make([]float64, c.n)
		if k < 2*c.n {
			d[k/2] = float64(1 - 2*(k%2))
		} else {
			for i := range d {
				d[i] = random.NormFloat64()
			}
			size := norm(d)
			for i := range d {
				d[i] /= size
			}
		}
		all = append(all, d)
	}
	return all
}
