package minimize

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/reason"
)

// The methods that ask for values of f alone.
const (
	lineValues    = "brent"
	simplexValues = "nelder_mead"
)

// values goes downhill where f has no derivatives. Where f has no value it counts as infinite.
type values struct {
	ctx   context.Context
	value *program.Machine
	out   [1]float64
	left  int // evaluations that may still be made
	lost  bool
	x     []float64 // the lowest point so far
	low   float64
}

// derivable reports whether f has derivatives: the parts of it that are computed by a search or a run may have none.
func derivable(f *expr.Function) bool {
	var none *expr.DerivativeError
	if len(expr.Opaques(f.Value)) == 0 {
		return true
	}
	return !errors.As(expr.Catch(func() { f.Gradient() }), &none)
}

// byValues is From for a function that is computed from numbers: Brent's method in one variable, the simplex of Nelder and
// Mead in several. What it finds is not proven a minimum.
func (a *Answer) byValues(ctx context.Context, f *expr.Function, o Options) error {
	p, err := program.Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		return err
	}
	v := &values{ctx: ctx, value: p.NewMachine(), left: o.steps(), low: math.Inf(1), x: slices.Clone(a.At)}
	v.value.SetInterrupt(func() bool { return ctx.Err() != nil })
	from := v.at(a.At)
	method := simplexValues
	switch {
	case math.IsInf(from, 1) && ctx.Err() == nil:
		a.Reason = reason.Of("minimize.outside", a.At)
		return nil
	case len(a.At) == 1:
		method = lineValues
		v.alongLine()
	default:
		v.bySimplexes()
		v.byQuadratics()
	}
	a.ByValues, a.At, a.Value = true, v.x, v.low
	a.Legs = append(a.Legs, Leg{Method: method, Steps: o.steps() - v.left, From: from, To: v.low})
	a.Steps += o.steps() - v.left
	a.Reason = v.reason(a.Steps)
	return nil
}

// reason is why the search has ended, after so many steps.
func (v *values) reason(steps int) reason.Reason {
	switch {
	case v.ctx.Err() != nil:
		return reason.Of("minimize.interrupted", steps)
	case math.IsInf(v.low, -1):
		return reason.Of("minimize.unbounded", steps)
	case v.left <= 0:
		return reason.Of("minimize.values.more", steps)
	case v.lost:
		return reason.Of("minimize.values.fall", steps)
	}
	return reason.Of("minimize.values")
}

// at is f at a point, +∞ where it has no value; it keeps the lowest point.
func (v *values) at(x []float64) float64 {
	v.left--
	if v.value.Run(x, v.out[:]) != nil || math.IsNaN(v.out[0]) {
		return math.Inf(1)
	}
	if v.out[0] < v.low {
		v.low = v.out[0]
		copy(v.x, x)
	}
	return v.out[0]
}

// over reports whether the search must end before it is done.
func (v *values) over() bool { return v.left <= 0 || v.ctx.Err() != nil || math.IsInf(v.low, -1) }

// stride is a first step along a variable.
func stride(x float64) float64 {
	if x == 0 {
		return 0.1
	}
	return math.Abs(x) / 10
}

// alongLine looks for three points of which the middle one is lowest, with steps that grow, and then between them. Where f
// rises on both sides at once the steps of the start were too long for it, which Brent's method mends.
func (v *values) alongLine() {
	const many = 200
	g := func(x float64) float64 { return v.at([]float64{x}) }
	b, h := v.x[0], stride(v.x[0])
	low := v.low
	a, c := b-h, b+h
	before, after := g(a), g(c)
	if before < after {
		a, c, before, after, h = c, a, after, before, -h
	}
	for k := 0; after < low && !v.over(); k++ {
		if k == many {
			v.lost = true
			return
		}
		h *= 1.618
		a, b, low = b, c, after
		c = b + h
		after = g(c)
	}
	v.brent(g, min(a, c), max(a, c), b, low)
}

// brent goes to the least value between a and c, x being between them and no higher (Brent 1973, Algorithms for Minimization
// without Derivatives, chapter 5).
func (v *values) brent(g func(float64) float64, a, c, x, fx float64) {
	const part = 1e-9
	w, z, fw, fz := x, x, fx, fx // the second and third lowest
	step, before := 0.0, 0.0
	for !v.over() {
		middle := a/2 + c/2
		tol := part*math.Abs(x) + 1e-15*(c-a) + math.SmallestNonzeroFloat64
		if math.Abs(x-middle)+(c-a)/2 <= 2*tol {
			return
		}
		next, fits := parabola(x, w, z, fx, fw, fz, before)
		before, step = step, next
		if !fits || x+step <= a || x+step >= c {
			before, step = goldenStep(a, c, x)
		} else if u := x + step; u-a < 2*tol || c-u < 2*tol {
			step = math.Copysign(tol, middle-x)
		}
		u := x + step
		if math.Abs(step) < tol {
			u = x + math.Copysign(tol, step)
		}
		fu := g(u)
		if fu <= fx {
			if u >= x {
				a = x
			} else {
				c = x
			}
			z, fz, w, fw, x, fx = w, fw, x, fx, u, fu
			continue
		}
		if u < x {
			a = u
		} else {
			c = u
		}
		switch {
		case fu <= fw || w == x:
			z, fz, w, fw = w, fw, u, fu
		case fu <= fz || z == x || z == w:
			z, fz = u, fu
		}
	}
}

// goldenStep is the golden section of the wider side of x between a and c, and the width of that side.
func goldenStep(a, c, x float64) (side, step float64) {
	const golden = 0.3819660112501051
	if side = c - x; x >= a/2+c/2 {
		side = a - x
	}
	return side, golden * side
}

// parabola is the step from x to the vertex of the parabola through three points, where that is less than half of the step
// before the last.
func parabola(x, w, z, fx, fw, fz, before float64) (step float64, fits bool) {
	r := (x - w) * (fx - fz)
	q := (x - z) * (fx - fw)
	p := (x-z)*q - (x-w)*r
	q = 2 * (q - r)
	if q > 0 {
		p = -p
	}
	step = p / math.Abs(q)
	return step, math.Abs(step) < math.Abs(before)/2 // false for NaN
}

// bySimplexes begins again at the lowest point, first as large as before, then smaller, until that does not help: a simplex
// can collapse where f still falls (McKinnon 1998).
func (v *values) bySimplexes() {
	const least = 1e-4
	for size := 1.0; size > least && !v.over(); {
		before := v.low
		v.simplex(size)
		if !(v.low < before-1e-9*math.Abs(before)) {
			size /= 8
		}
	}
}

type vertex struct {
	x []float64
	f float64
}

// simplex is the method of Nelder and Mead (1965), with the usual coefficients.
func (v *values) simplex(size float64) {
	n := len(v.x)
	vertices := v.corners(size)
	trial := func(far float64) vertex { return v.beyond(vertices, far) }
	for !v.over() {
		slices.SortStableFunc(vertices, func(a, b vertex) int { return cmp.Compare(a.f, b.f) })
		if flat(vertices) {
			return
		}
		highest := vertices[n].f
		reflected := trial(1)
		switch {
		case reflected.f < vertices[0].f:
			if further := trial(2); further.f < reflected.f {
				reflected = further
			}
			vertices[n] = reflected
			continue
		case reflected.f < vertices[n-1].f:
			vertices[n] = reflected
			continue
		}
		nearer := trial(-0.5)
		if reflected.f < highest {
			nearer = trial(0.5)
		}
		if nearer.f < min(highest, reflected.f) {
			vertices[n] = nearer
			continue
		}
		v.shrink(vertices)
	}
}

// corners are the corners of the first simplex: the point, and a stride from it along each axis.
func (v *values) corners(size float64) []vertex {
	vertices := []vertex{{slices.Clone(v.x), v.low}}
	for i := range v.x {
		x := slices.Clone(vertices[0].x)
		x[i] += size * stride(x[i])
		vertices = append(vertices, vertex{x, v.at(x)})
	}
	return vertices
}

// beyond is a vertex on the line from the highest, the last, through the middle of the others, so many times as far beyond that.
func (v *values) beyond(vertices []vertex, far float64) vertex {
	n := len(vertices) - 1
	x := make([]float64, n)
	for i := range x {
		for _, c := range vertices[:n] {
			x[i] += c.x[i] / float64(n)
		}
		x[i] += far * (x[i] - vertices[n].x[i])
	}
	return vertex{x, v.at(x)}
}

// shrink halves the distances of the vertices to the first.
func (v *values) shrink(vertices []vertex) {
	for k := range vertices[1:] {
		for i, x := range vertices[0].x {
			vertices[k+1].x[i] = x/2 + vertices[k+1].x[i]/2
		}
		vertices[k+1].f = v.at(vertices[k+1].x)
	}
}

// flat reports whether sorted vertices are one point, or nearly.
func flat(vertices []vertex) bool {
	const part = 1e-10
	for _, c := range vertices[1:] {
		for i, x := range c.x {
			if math.Abs(x-vertices[0].x[i]) > part*math.Max(math.Abs(x), part) {
				return false
			}
		}
	}
	return true
}
