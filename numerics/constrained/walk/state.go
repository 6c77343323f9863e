package walk

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// walk is one under way. Inside, L = f + Σ λ g + Σ μ h, the multipliers of g first.
type walk struct {
	ctx     context.Context
	n, m, p int
	first   *native.Machine   // f, g, h and their gradients
	second  *native.Machine   // their Hessians
	kinks   *interval.Machine // what is zero at their corners and jumps; nil where they have none
	corners int               // how many numbers these are
	x       []float64
	lambda  []float64
	rho     float64
	start   float64 // the size of the start
	steps   int
	most    int
	values  []float64 // of f, g, h where evaluate was called last
	slopes  []float64 // their gradients, one after the other
	curved  []float64 // their Hessians
	out     []float64
	answer  *Answer
}

func newWalk(ctx context.Context, p Problem, start []float64, o Options) (*walk, error) {
	w := &walk{ctx: ctx, m: len(p.On), p: len(p.Within), x: slices.Clone(start), start: norm(start), most: o.Steps, answer: &Answer{}}
	for _, v := range p.Variables {
		w.n += v.Shape().Size()
	}
	if w.n != len(start) {
		return nil, &PointError{w.n, len(start)}
	}
	if w.most == 0 {
		w.most = 2000
	}
	all := slices.Concat([]*expr.Node{p.F}, p.On, p.Within)
	if err := w.compile(all, p.Variables); err != nil {
		return nil, err
	}
	if err := w.findKinks(p.Variables, all); err != nil {
		return nil, err
	}
	count := len(all)
	w.lambda, w.rho = make([]float64, w.m+w.p), 10
	w.out, w.curved = make([]float64, count*(1+w.n)), make([]float64, count*w.n*w.n)
	w.values, w.slopes = w.out[:count], w.out[count:]
	return w, nil
}

// compile makes the machines of functions: of their values and gradients, and of their Hessians.
func (w *walk) compile(all, variables []*expr.Node) error {
	var first, second []*expr.Node
	err := expr.Catch(func() {
		first = slices.Clone(all)
		for _, u := range all {
			var entries []*expr.Node
			for _, part := range expr.Gradient(u, variables...) {
				entries = append(entries, part.Entries()...)
			}
			first, second = append(first, expr.Stack(entries...)), append(second, expr.Hessian(u, variables...))
		}
	})
	if err != nil {
		return err
	}
	if w.first, err = native.MachineOf(variables, first...); err != nil {
		return err
	}
	w.second, err = native.MachineOf(variables, second...)
	return err
}

// findKinks compiles what is zero at the corners and jumps of f and the constraints.
func (w *walk) findKinks(variables, all []*expr.Node) (failed error) {
	var formulas []*expr.Node
	if err := expr.Catch(func() {
		for _, u := range all {
			for _, kink := range expr.Kinks(u) {
				formulas = append(formulas, expr.Flatten(kink.At))
			}
		}
	}); err != nil || len(formulas) == 0 {
		return err
	}
	code, err := program.Compile(variables, formulas)
	if err == nil {
		w.kinks, w.corners = interval.NewMachine(code), code.Outputs()
	}
	return err
}

// atKink reports whether a corner or a jump passes so near to a point that derivatives there say nothing of what is around it.
func (w *walk) atKink(at []float64) bool {
	if w.kinks == nil {
		return false
	}
	const near = 1e-7
	box, out := make([]interval.Interval, len(at)), make([]interval.Interval, w.corners)
	for i, x := range at {
		reach := near * (1 + math.Abs(x))
		box[i] = interval.Of(x-reach, x+reach)
	}
	w.kinks.Run(box, out)
	return slices.ContainsFunc(out, func(r interval.Interval) bool { return !(r.Lo > 0) && !(r.Hi < 0) })
}

// evaluate runs f, the constraints and their gradients at a point, and the Hessians too if they are asked for; false where something
// has no finite value.
func (w *walk) evaluate(x []float64, curvature bool) bool {
	if w.first.Run(x, w.out) != nil || !finite(w.out) {
		return false
	}
	if !curvature {
		return true
	}
	return w.second.Run(x, w.curved) == nil && finite(w.curved)
}

// slope is the gradient of f + Σ weights times the constraints.
func (w *walk) slope(weights []float64) []float64 {
	g := slices.Clone(w.slopes[:w.n])
	for k, weight := range weights {
		for i := range g {
			g[i] += weight * w.slopes[(1+k)*w.n+i]
		}
	}
	return g
}

// violation is how far the constraints are from being fulfilled.
func (w *walk) violation() float64 {
	worst := 0.0
	for k, u := range w.values[1:] {
		if k < w.m {
			u = math.Abs(u)
		}
		worst = math.Max(worst, u)
	}
	return worst
}

// tolerance is what counts as zero of a constraint.
func (w *walk) tolerance() float64 { return 1e-9 * (1 + norm(w.x)) }

// weights are those of the constraints in the gradient of the augmented Lagrangian: λ + ρ g, and max(0, μ + ρ h).
func (w *walk) weights() []float64 {
	weights := make([]float64, w.m+w.p)
	for k := range weights {
		weights[k] = w.lambda[k] + w.rho*w.values[1+k]
		if k >= w.m {
			weights[k] = math.Max(0, weights[k])
		}
	}
	return weights
}

// augmented is f + Σ λ g + ½ ρ g² + Σ (max(0, μ + ρ h)² - μ²)/2ρ (Rockafellar 1973).
func (w *walk) augmented() float64 {
	sum := w.values[0]
	for k, u := range w.values[1:] {
		if k < w.m {
			sum += w.lambda[k]*u + w.rho*u*u/2
			continue
		}
		raised := math.Max(0, w.lambda[k]+w.rho*u)
		sum += (raised*raised - w.lambda[k]*w.lambda[k]) / (2 * w.rho)
	}
	return sum
}

func finite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

func norm(x []float64) float64 {
	sum := 0.0
	for _, u := range x {
		sum = math.Hypot(sum, u)
	}
	return sum
}
