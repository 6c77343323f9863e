package critical

import (
	"context"
	"math"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Rates are the learning rates that the Hessian at a point allows, for f taken to be quadratic. A rate that does not exist
// is NaN; Reason says why.
type Rates struct {
	Eigenvalues []float64 // ascending
	Limit       float64   // 2/λmax: gradient descent diverges above it; +Inf where no eigenvalue is positive
	Best        float64   // 2/(λmin + λmax), where all eigenvalues are positive
	BestFactor  float64   // (κ - 1)/(κ + 1): by it the error shrinks a step at the best rate
	Kappa       float64   // λmax/λmin, the condition number; of an indefinite Hessian max|λ|/min|λ|
	Momentum    float64   // the best β of heavy ball, ((√κ - 1)/(√κ + 1))²

	MomentumRate   float64 // the η that goes with it, (2/(√λmin + √λmax))²; in the averaged form η/(1 - β)
	MomentumFactor float64 // √β: by it the error shrinks a step
	Exact          float64 // gᵀg/gᵀHg: the step that minimises the quadratic along -∇f, where gᵀHg > 0
	Reason         Reason
}

// Rate reads the Hessian of f at p (Polyak 1964; see Nocedal and Wright, 2nd ed., §3.3, and Lessard, Recht and Packard 2016).
func Rate(f *expr.Function, p []float64) (*Rates, error) {
	if f.Dimension() > largestFormed && f.Dimension() == len(p) {
		return rateLarge(f, p)
	}
	l, err := study(f, p)
	if err != nil {
		return nil, err
	}
	if !l.value.Finite() {
		l.byFormulas()
	}
	s, err := l.spectrum()
	if err != nil {
		return nil, err
	}
	r := newRates(s.Values)
	r.Kappa = s.Condition()
	r.Exact = l.exactStep()
	r.judge(s.negative, s.zero, s.positive)
	return r, nil
}

// byFormulas takes the derivatives from their formulas where f itself is too large for a number.
func (l *Study) byFormulas() {
	const rounding = 1e-12
	for read, balls := range map[*expr.Function][]jet.Ball{l.f.Gradient(): l.gradient, l.f.Hessian(): l.hessian} {
		entries := read.At(l.p).Data()
		size := floats.Norm(entries, math.Inf(1))
		for i, x := range entries {
			balls[i] = jet.Ball{Mid: x, Rad: rounding * size}
		}
	}
}

// newRates are the eigenvalues and nothing known yet.
func newRates(eigenvalues []float64) *Rates {
	r := &Rates{Eigenvalues: eigenvalues, Limit: math.Inf(1)}
	for _, undefined := range []*float64{&r.Best, &r.BestFactor, &r.Kappa, &r.Momentum, &r.MomentumRate, &r.MomentumFactor, &r.Exact} {
		*undefined = math.NaN()
	}
	return r
}

// judge fills in what eigenvalues of these signs allow.
func (r *Rates) judge(negative, zero, positive int) {
	least, most := r.Eigenvalues[0], r.Eigenvalues[len(r.Eigenvalues)-1]
	if positive > 0 {
		r.Limit = 2 / most
	}
	switch {
	case negative == 0 && zero == 0:
		r.convex(least, most)
		r.Reason = reason.Of("critical.rate.convex", least, most, r.Limit)
	case positive == 0:
		r.Reason = reason.Of("critical.rate.concave", most)
	case negative > 0:
		r.Reason = reason.Of("critical.rate.indefinite", least, most, r.Limit)
	default:
		r.Kappa = math.Inf(1)
		r.Reason = reason.Of("critical.rate.singular", most, r.Limit)
	}
}

func (r *Rates) convex(least, most float64) {
	r.Best = 2 / (least + most)
	r.BestFactor = (most - least) / (most + least)
	low, high := math.Sqrt(least), math.Sqrt(most)
	r.MomentumFactor = (high - low) / (high + low)
	r.Momentum = r.MomentumFactor * r.MomentumFactor
	r.MomentumRate = 4 / ((low + high) * (low + high))
}

// exactStep is gᵀg/gᵀHg, NaN where f does not curve up along its gradient.
func (l *Study) exactStep() float64 {
	n := len(l.p)
	g := mat.NewVecDense(n, direction(mids(l.gradient)))
	curvature := mat.Inner(g, l.hessianMatrix(), g)
	if !(curvature > 0) {
		return math.NaN()
	}
	return mat.Dot(g, g) / curvature
}

// direction is a vector over its largest entry, so that no square overflows; zero and what is not finite stay as they are.
func direction(g []float64) []float64 {
	largest := floats.Norm(g, math.Inf(1))
	if !(largest > 0) || math.IsInf(largest, 1) || math.IsInf(1/largest, 1) {
		return g
	}
	return scaled(g, 1/largest)
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
	g, hg := direction(d.gradient), make([]float64, len(p))
	d.product(hg, g)
	r := newRates(ends.Values)
	slope, curvature := mat.NewVecDense(len(p), g), mat.NewVecDense(len(p), hg)
	if along := mat.Dot(slope, curvature); along > 0 {
		r.Exact = mat.Dot(slope, slope) / along
	}
	negative, zero, positive := countSigns(ends.Values, math.Max(ends.Residuals[0], ends.Residuals[1]))
	r.judge(negative, zero, positive)
	if positive == 2 {
		r.Kappa = ends.Values[1] / ends.Values[0]
	}
	return r, nil
}

// countSigns counts the eigenvalues that are negative, that may be zero, known to so much, and that are positive.
func countSigns(eigenvalues []float64, bound float64) (negative, zero, positive int) {
	for _, value := range eigenvalues {
		switch {
		case value < -bound:
			negative++
		case value > bound:
			positive++
		default:
			zero++
		}
	}
	return negative, zero, positive
}
