package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// largestFormed is the number of variables up to which a Hessian is formed. Beyond, its two ends are found by Lanczos'
// method.
const largestFormed = 300

// distant is a function of many variables at a point: value, gradient and Hessian-vector products.
type distant struct {
	p        []float64
	value    float64
	gradient []float64
	slop     float64 // a gradient no longer than this may be rounding
	product  spectral.Product
}

func studyLarge(f *expr.Function, p []float64) (*distant, error) {
	d := &distant{p: p, gradient: make([]float64, len(p))}
	first, err := machineOf(f.Variables, f.Value, f.Gradient().Value)
	if err != nil {
		return nil, err
	}
	out, moved := make([]float64, 1+len(p)), make([]float64, 1+len(p))
	if err := first.Run(p, out); err != nil {
		return nil, err
	}
	if err := first.Run(nudged(p, 0), moved); err != nil {
		return nil, err
	}
	d.value = out[0]
	copy(d.gradient, out[1:])
	for _, ball := range estimated(out[1:], moved[1:]) {
		d.slop = math.Hypot(d.slop, ball.Rad)
	}
	hvp := f.HVP()
	second, err := machineOf(hvp.Variables, hvp.Value)
	if err != nil {
		return nil, err
	}
	in := append(append([]float64(nil), p...), make([]float64, len(p))...)
	d.product = func(dst, v []float64) {
		copy(in[len(p):], v)
		if second.Run(in, dst) != nil {
			dst[0] = math.NaN()
		}
	}
	return d, nil
}

// machineOf computes formulas until the interrupt of their graph.
func machineOf(inputs []*expr.Node, outputs ...*expr.Node) (*program.Machine, error) {
	p, err := program.Compile(inputs, outputs)
	if err != nil {
		return nil, err
	}
	m := p.NewMachine()
	m.SetInterrupt(inputs[0].Graph().Interrupted)
	return m, nil
}

// ends are the smallest and the largest eigenvalue.
func (d *distant) ends(ctx context.Context) (*spectral.Extremes, error) {
	return spectral.Lanczos(ctx, len(d.p), d.product, spectral.Wanted{Low: 1, High: 1, Tolerance: 1e-9, Seed: 1})
}

// classifyLarge decides by the two ends of the spectrum: a negative smallest and a positive largest eigenvalue prove a
// saddle point; a positive smallest one makes a minimum as far as Lanczos' method can tell.
func classifyLarge(ctx context.Context, f *expr.Function, p []float64) (*Verdict, error) {
	d, err := studyLarge(f, p)
	if err != nil {
		return nil, err
	}
	v := &Verdict{Value: d.value, Gradient: d.gradient, GradientNorm: mat.Norm(mat.NewVecDense(len(p), d.gradient), 2), GradientSlop: d.slop}
	switch {
	case math.IsNaN(d.value) || math.IsInf(d.value, 0):
		v.Kind, v.Reason = NotDifferentiable, reason.Of("critical.undefined", p)
		return v, nil
	case math.IsNaN(v.GradientNorm) || math.IsInf(v.GradientNorm, 0):
		v.Kind, v.Reason = NotDifferentiable, reason.Of("critical.steep", p)
		return v, nil
	}
	ends, err := d.ends(ctx)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		v.Kind, v.Reason = Undecided, reason.Of("critical.secondorder", p)
		return v, nil
	}
	curvature := math.Max(math.Abs(ends.Values[0]), math.Abs(ends.Values[1]))
	v.GradientSlop += roundoff * curvature * mat.Norm(mat.NewVecDense(len(p), p), 2)
	if v.GradientNorm > v.GradientSlop {
		v.Kind = NotCritical
		v.Falling, v.Rising = scaled(d.gradient, -1/v.GradientNorm), scaled(d.gradient, 1/v.GradientNorm)
		v.Reason = reason.Of("critical.slope", v.Gradient, v.Falling)
		return v, nil
	}
	decideByEnds(v, ends)
	if v.Kind == Undecided {
		attain(f, p).conclude(v, len(p))
	}
	return v, nil
}

func decideByEnds(v *Verdict, ends *spectral.Extremes) {
	n := len(v.Gradient)
	low, high := ends.Values[0], ends.Values[1]
	v.Eigenvalues = ends.Values
	v.Eigenvectors = mat.NewDense(n, 2, nil)
	for k, x := range ends.Vectors {
		v.Eigenvectors.SetCol(k, x)
	}
	v.Bound = math.Max(ends.Residuals[0], ends.Residuals[1]) + 64*roundoff*math.Max(math.Abs(low), math.Abs(high))
	if low < -v.Bound {
		v.Index, v.Falling = 1, ends.Vectors[0]
	}
	if high > v.Bound {
		v.Rising = ends.Vectors[1]
	}
	switch {
	case v.Falling != nil && v.Rising != nil:
		v.Kind, v.Strict = SaddlePoint, true
		v.Reason = reason.Of("critical.large.saddle", low, high)
	case low > v.Bound:
		v.Kind, v.Strict, v.Isolated = LocalMinimum, true, true
		v.Reason = reason.Of("critical.large.minimum", low, high)
	case high < -v.Bound:
		v.Kind, v.Strict, v.Isolated = LocalMaximum, true, true
		v.Index = n
		v.Reason = reason.Of("critical.large.maximum", low, high)
	default:
		v.Kind, v.Degenerate = Undecided, true
		v.Reason = reason.Of("critical.large.open", low, high)
	}
}

func scaled(v []float64, by float64) []float64 {
	w := make([]float64, len(v))
	for i, x := range v {
		w[i] = 0 + by*x
	}
	return w
}

// rateLarge reads the ends of the spectrum only: κ of an indefinite Hessian is not known from them.
func rateLarge(f *expr.Function, p []float64) (*Rates, error) {
	d, err := studyLarge(f, p)
	if err != nil {
		return nil, err
	}
	ends, err := d.ends(context.Background())
	if err != nil {
		return nil, err
	}
	g, hg := d.gradient, make([]float64, len(p))
	d.product(hg, g)
	r := newRates(ends.Values)
	slope, curvature := mat.NewVecDense(len(p), g), mat.NewVecDense(len(p), hg)
	if along := mat.Dot(slope, curvature); along > 0 {
		r.Exact = mat.Dot(slope, slope) / along
	}
	bound := math.Max(ends.Residuals[0], ends.Residuals[1])
	signs := [3]int{}
	for _, value := range ends.Values {
		switch {
		case value < -bound:
			signs[0]++
		case value > bound:
			signs[2]++
		default:
			signs[1]++
		}
	}
	r.judge(signs[0], signs[1], signs[2])
	if signs[2] == 2 {
		r.Kappa = ends.Values[1] / ends.Values[0]
	}
	return r, nil
}
