package descent

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// shortest is the part of the first step below which none is tried.
const shortest = 1.0 / (1 << 24)

// Armijo is the longest of the steps first, first·shrink, first·shrink², … along d at which f lies below f(θ) by the part of
// the fall that the slope promises, 0 where there is none (Armijo 1966, Pacific J. Math. 16, 1; Nocedal and Wright, 2nd ed.,
// algorithm 3.1); shortened once more where ∇f has no value there. Where the rounding of f hides the fall of the first step,
// the slopes at both its ends tell it. θ and d are in the shape in which a rule sees the point of f, 0 < shrink < 1.
func Armijo(f *expr.Function, theta, d, first, part *expr.Node, shrink float64) *expr.Node {
	return armijo(&formula{f: f, shape: pointShape(f)}, theta, d, first, part, shrink)
}

func armijo(o objective, theta, d, first, part *expr.Node, shrink float64) *expr.Node {
	before := o.value(theta)
	slope := expr.Mul(part, expr.Total(expr.Times(o.gradient(theta), d)))
	alpha := expr.Const(0)
	for k := shortenings(shrink); k >= 0; k-- {
		step := expr.Mul(first, expr.Const(math.Pow(shrink, float64(k))))
		move := expr.Mul(step, d)
		rise := expr.Sub(o.value(expr.Add(theta, move)), before)
		if k == 0 {
			rise = riseAlong(o, theta, move, rise)
		}
		alpha = expr.Select(expr.Compare(expr.LessEqual, rise, expr.Mul(step, slope)), step, alpha)
	}
	slopes := o.gradient(expr.Add(theta, expr.Mul(alpha, d)))
	return expr.Select(finiteSize(expr.Norm(slopes)), alpha, expr.Mul(alpha, expr.Const(shrink)))
}

// shortenings is how often a step may be shortened.
func shortenings(shrink float64) int {
	const most = 200
	return min(most, int(math.Log(shortest)/math.Log(shrink)+1e-9))
}

// riseAlong is f(θ + s) - f(θ), where that is small beside f by the trapezoidal rule, see fall.
func riseAlong(o objective, theta, s, rise *expr.Node) *expr.Node {
	slopes := expr.Add(o.gradient(theta), o.gradient(expr.Add(theta, s)))
	small := expr.Compare(expr.Less, expr.Apply(expr.Abs, rise), expr.Mul(expr.Const(hidden), expr.Apply(expr.Abs, o.value(theta))))
	return expr.Select(small, expr.Mul(expr.Const(0.5), expr.Total(expr.Times(slopes, s))), rise)
}

// ExactStep is the step α ≥ 0 along d at which f(θ + α d) has the first minimum that a search outwards finds: 0 where f does
// not fall along d, NaN where it falls without end or stays flat. Its value has no derivative. θ and d are in the shape in
// which a rule sees the point of f, which may depend on other nodes than its variables.
func ExactStep(f *expr.Function, theta, d *expr.Node) (*expr.Node, error) {
	outside := expr.Outside([]*expr.Node{f.Value}, f.Variables)
	given := append([]*expr.Node{theta, d}, outside...)
	along, err := compileAlong(f, outside)
	if err != nil {
		return nil, err
	}
	o := &expr.Opaque{Text: "exact_step", LaTeX: `\operatorname{exact\_step}`, Shape: expr.Scalar, Value: func(in, out []float64) error {
		p := &profile{machine: along.NewMachine(), in: append([]float64{0}, in...), out: make([]float64, along.Outputs())}
		out[0] = p.lowest()
		return nil
	}}
	return o.Call(given...), nil
}

// compileAlong is the program of f(θ + α d), of its slope and its curvature in α, for α, θ, d and what f depends on besides.
func compileAlong(f *expr.Function, outside []*expr.Node) (p *program.Program, err error) {
	g, shape := expr.NewGraph(), pointShape(f)
	alpha, theta, d := g.Variable("α", expr.Scalar), g.Variable("θ", shape), g.Variable("d", shape)
	inputs := []*expr.Node{alpha, theta, d}
	for _, n := range outside {
		inputs = append(inputs, g.Variable("x", n.Shape()))
	}
	failure := expr.Catch(func() {
		o := &formula{f: f, shape: shape}
		at := o.parts(expr.Add(theta, expr.Mul(alpha, d)))
		from := append(append([]*expr.Node{}, f.Variables...), outside...)
		value := expr.Substitute(f.Value, from, append(at, inputs[3:]...))
		slope := expr.Gradient(value, alpha)[0]
		curvature := expr.Gradient(slope, alpha)[0]
		p, err = program.Compile(inputs, []*expr.Node{value, slope, curvature})
	})
	if failure != nil {
		return nil, failure
	}
	return p, err
}

// profile is a function along a line, by a program.
type profile struct {
	machine *program.Machine
	in, out []float64
}

func (p *profile) at(alpha float64) (value, slope, curvature float64) {
	p.in[0] = alpha
	if p.machine.Run(p.in, p.out) != nil {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return p.out[0], p.out[1], p.out[2]
}

// lowest is where the profile has its first minimum from 0 on, see ExactStep.
func (p *profile) lowest() float64 {
	start, slope, curvature := p.at(0)
	switch {
	case math.IsNaN(start) || math.IsNaN(slope):
		return math.NaN()
	case slope >= 0:
		return 0
	}
	guess := 1.0
	if curvature > 0 {
		guess = -slope / curvature
	}
	low, high, ok := p.bracket(start, guess)
	if !ok {
		return math.NaN()
	}
	return p.between(start, low, high, guess)
}

// beyond reports whether a minimum lies before α: the profile rises there, has risen above its start, or has no value.
func (p *profile) beyond(start, alpha float64) bool {
	value, slope, curvature := p.at(alpha)
	return !(slope <= 0) || slope == 0 && curvature > 0 || !(value <= start)
}

// bracket doubles a step until a minimum lies before it.
func (p *profile) bracket(start, step float64) (low, high float64, ok bool) {
	const far = 1e300
	for ; step < far; low, step = step, 2*step {
		if p.beyond(start, step) {
			return low, step, true
		}
	}
	return 0, 0, false
}

// between narrows a bracket down to neighbouring numbers, by Newton's steps where they stay inside and by halving where they do
// not, beginning with a guess.
func (p *profile) between(start, low, high, next float64) float64 {
	const most = 300
	for k := range most {
		if !(next > low && next < high) || k%3 == 2 {
			next = low + (high-low)/2
		}
		if next <= low || next >= high {
			break
		}
		_, slope, curvature := p.at(next)
		if slope == 0 && curvature > 0 {
			return next
		}
		if p.beyond(start, next) {
			high = next
		} else {
			low = next
		}
		next -= slope / curvature
	}
	if _, below, _ := p.at(low); low > 0 {
		if _, above, _ := p.at(high); math.Abs(above) < math.Abs(below) {
			return high
		}
		return low
	}
	return high
}
