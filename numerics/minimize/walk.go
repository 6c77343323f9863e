package minimize

import (
	"math"

	"saddle/numerics/expr/dense"
)

// walk goes downhill by Newton steps within a radius (Moré and Sorensen 1983; Nocedal and Wright, 2nd ed., algorithm 4.1) in
// variables that are scaled by the curvatures along them, so that neither the unit of f nor those of the variables matter.
// There is no first and no largest radius: Newton's step is taken whole wherever the Hessian is positive definite and f
// agrees. Where a minimum is degenerate, multiples of the step reach it in a few steps instead of many.
type walk struct {
	*landscape
	here, there *place
	scaled      bool      // by the curvatures along the axes
	scale       []float64 // of each variable
	curvature   []float64 // the largest met along each variable
	radius      float64   // in scaled variables; infinite until a step fails
	g, h, s     []float64 // of the model, scaled
	work        dense.Workspace
	steps       int
}

// ending is why a walk ended.
type ending int

const (
	rested      ending = iota // no step leads lower, or ‖∇f‖ is no more than asked for
	exhausted                 // all steps were taken
	bottomless                // f is -∞ within the numbers
	interrupted               // the context ended
)

func newWalk(l *landscape, start []float64) *walk {
	w := &walk{landscape: l, here: l.newPlace(), there: l.newPlace(), radius: math.Inf(1)}
	for _, a := range []*[]float64{&w.scale, &w.curvature, &w.g, &w.s} {
		*a = make([]float64, l.n)
	}
	w.h = make([]float64, l.n*l.n)
	copy(w.here.x, start)
	return w
}

// run takes at most so many steps from a place where f has finite derivatives.
func (w *walk) run(steps int, tol float64) ending {
	for w.steps = 0; w.steps < steps; w.steps++ {
		switch {
		case w.ctx.Err() != nil:
			return interrupted
		case norm(w.here.gradient) <= tol:
			return rested
		}
		switch moved, bottom := w.step(); {
		case bottom:
			return bottomless
		case w.ctx.Err() != nil:
			return interrupted
		case !moved:
			return rested
		}
	}
	return exhausted
}

// step shortens the model's step until one leads lower.
func (w *walk) step() (moved, bottom bool) {
	w.rescale()
	for {
		promised := w.propose()
		if !finite(w.s) || !w.moveBy(1) {
			return false, false
		}
		regular := w.study(w.there, true)
		if math.IsInf(w.there.value, -1) && !w.between(w.here.x, w.there.x) {
			return true, true
		}
		fall := w.here.value - w.there.value
		if regular && w.accepts(promised, fall) && !w.between(w.here.x, w.there.x) {
			w.adapt(promised, fall)
			w.reach()
			w.here, w.there = w.there, w.here
			return true, false
		}
		w.radius = norm(w.s) / 4
	}
}

// rescale sets the model in variables in which the curvatures along the axes have been at most 1.
func (w *walk) rescale() {
	for i := range w.curvature {
		w.curvature[i] = math.Max(w.curvature[i], math.Abs(w.here.hessian[i*w.n+i]))
	}
	for i := range w.scale {
		if w.scale[i] = 1; w.scaled {
			w.scale[i] = w.scaleOf(i)
		}
	}
	for i, g := range w.here.gradient {
		w.g[i] = g * w.scale[i]
		for j := range w.n {
			w.h[i*w.n+j] = w.scale[i] * w.here.hessian[i*w.n+j] * w.scale[j]
		}
	}
}

// scaleOf is 1/√|f_ii|; along an axis where f does not curve it is that for which f_ij is 1 in scaled variables, and where f
// is linear the size of the variable.
func (w *walk) scaleOf(i int) float64 {
	if w.curvature[i] > 0 {
		return 1 / math.Sqrt(w.curvature[i])
	}
	most := 0.0
	for j := range w.n {
		mixed := math.Abs(w.here.hessian[i*w.n+j])
		if w.curvature[j] > 0 {
			most = math.Max(most, mixed/math.Sqrt(w.curvature[j]))
		} else {
			most = math.Max(most, math.Sqrt(mixed))
		}
	}
	switch {
	case most > 0:
		return 1 / most
	case w.here.x[i] != 0:
		return math.Abs(w.here.x[i])
	}
	return 1
}

// propose sets s to the model's step and returns the fall that it promises. Where there is no radius and no minimum of the
// model, the step is about as long as the gradient is against the curvature.
func (w *walk) propose() (promised float64) {
	w.work.TrustStep(w.s, w.g, w.h, w.radius, w.n)
	if math.IsInf(w.radius, 1) && !finite(w.s) {
		largest := 0.0
		for _, x := range w.h {
			largest = math.Max(largest, math.Abs(x))
		}
		if w.radius = norm(w.g) / largest; !(w.radius < math.MaxFloat64) {
			w.radius = 1
		}
		w.work.TrustStep(w.s, w.g, w.h, w.radius, w.n)
	}
	return w.promise()
}

func (w *walk) promise() float64 {
	fall := -dot(w.g, w.s)
	for i, x := range w.s {
		fall -= x * dot(w.h[i*w.n:(i+1)*w.n], w.s) / 2
	}
	return fall
}

// moveBy sets there.x to a multiple of the step from here, and reports whether that is another point.
func (w *walk) moveBy(multiple float64) bool {
	moved := false
	for i, x := range w.here.x {
		w.there.x[i] = x + multiple*w.s[i]*w.scale[i]
		moved = moved || w.there.x[i] != x
	}
	return moved
}

// lost is the part of f within which a fall may be lost in rounding.
const lost = 1e-11

// accepts reports whether the trial is better: f falls by a part of what is promised, or, where rounding hides the fall, the
// gradient gets shorter.
func (w *walk) accepts(promised, fall float64) bool {
	if fall > 0.1*promised {
		return true
	}
	noise := lost * math.Abs(w.here.value)
	return promised <= noise && fall >= -noise && w.size(w.there) < 0.7*w.size(w.here)
}

// size is the length of the gradient in scaled variables.
func (w *walk) size(p *place) float64 {
	sum := 0.0
	for i, g := range p.gradient {
		sum = math.Hypot(sum, g*w.scale[i])
	}
	return sum
}

func (w *walk) adapt(promised, fall float64) {
	size := norm(w.s)
	switch {
	case fall < 0.25*promised:
		w.radius = size / 2
	case fall > 0.75*promised && size > 0.99*w.radius:
		w.radius *= 3
	}
}

// reach goes on along the step, by the multiples that lead to a point where the gradient has a zero of higher order, if that
// is better. It leaves the better place in there.
func (w *walk) reach() {
	if w.size(w.there) < 0.1*w.size(w.here) || norm(w.s) > 0.99*w.radius {
		return
	}
	best, multiple := w.there.value, 1.0
	for _, m := range []float64{2, 3, 4, 5, 6, 7} {
		w.moveBy(m)
		if value := w.at(w.there.x); value < best && !w.between(w.here.x, w.there.x) {
			best, multiple = value, m
		}
	}
	w.moveBy(multiple)
	if !w.study(w.there, true) || math.IsInf(best, -1) {
		w.moveBy(1)
		w.study(w.there, true)
	}
}
