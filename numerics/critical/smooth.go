package critical

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// piece is what f is just beside a point in one direction.
type piece struct {
	side     []float64
	value    jet.Ball
	gradient []jet.Ball
	hessian  []jet.Ball
}

// lookAround finds what f is on the sides of a point that lies on the edge of a choice.
func (l *local) lookAround(s *jet.Space) {
	for _, side := range sides(len(l.p)) {
		a, err := l.beside(s, side)
		if err != nil {
			return
		}
		l.pieces = append(l.pieces, piece{side, a[0], s.Gradient(a), s.Hessian(a)})
	}
	l.compare()
}

// beside is the series of f on a side, of the second order; quotients that vanish above and below take terms of higher order.
func (l *local) beside(s *jet.Space, side []float64) (jet.Jet, error) {
	result, err := s.Evaluate(l.f.Value, l.at(s), offEdge(side))
	const higher = 8
	if err != nil || result.Entries[0].Finite() || !l.by.effort.Allows(jet.Work(len(l.p), higher, l.f.Value)) {
		return firstOf(result), err
	}
	fine := l.by.effort.Within(len(l.p), higher)
	if result, err = fine.Evaluate(l.f.Value, l.at(fine), offEdge(side)); err != nil {
		return nil, err
	}
	return result.Entries[0][:s.Size()], nil
}

func firstOf(r jet.Result) jet.Jet {
	if len(r.Entries) == 0 {
		return nil
	}
	return r.Entries[0]
}

// sides are directions in opposite pairs: the axes, the diagonals between them and a few at random.
func sides(n int) [][]float64 {
	var all [][]float64
	add := func(d []float64) {
		opposite := make([]float64, n)
		for i, x := range d {
			opposite[i] = -x
		}
		all = append(all, d, opposite)
	}
	for i := range n {
		d := make([]float64, n)
		d[i] = 1
		add(d)
	}
	for i := 0; i < n && n <= 6; i++ {
		for j := range i {
			for _, sign := range []float64{1, -1} {
				d := make([]float64, n)
				d[i], d[j] = math.Sqrt2/2, sign*math.Sqrt2/2
				add(d)
			}
		}
	}
	random := rand.New(rand.NewPCG(1, uint64(n)))
	for range 12 {
		d := make([]float64, n)
		for i := range d {
			d[i] = random.NormFloat64()
		}
		add(d)
	}
	return all
}

// offEdge turns a direction a little, since f often has its edges along the axes and diagonals.
func offEdge(side []float64) []float64 {
	turned := make([]float64, len(side))
	for i, x := range side {
		turned[i] = x + 1e-4*math.Sin(float64(7*i+3))
	}
	return turned
}

// compare notes where the pieces differ: in value, then in gradient. Pieces that agree to second order are forgotten.
func (l *local) compare() {
	curved := false
	for i, q := range l.pieces {
		if l.value.Finite() && !q.value.Finite() && l.joins(q.side) {
			l.patched = true
			continue
		}
		if differs(q.value, l.value) {
			l.jump = true
		}
		for k := range l.p {
			if differs(q.gradient[k], l.pieces[0].gradient[k]) {
				l.corner = [2]int{0, i}
			}
		}
		for k := range q.hessian {
			curved = curved || differs(q.hessian[k], l.pieces[0].hessian[k])
		}
	}
	if l.jump || l.patched || l.corner != [2]int{} {
		return
	}
	l.gradient, l.hessian = l.pieces[0].gradient, l.pieces[0].hessian
	if !curved {
		l.pieces = nil
	}
}

// joins reports whether f comes close to its value at p from a side on which its formula has no value at p itself, as sin(x)/x.
func (l *local) joins(side []float64) bool {
	here := l.f.At(l.p).Float()
	for _, distance := range []float64{0x1p-12, 0x1p-20, 0x1p-28, 0x1p-36} {
		q := make([]float64, len(l.p))
		for i, d := range offEdge(side) {
			q[i] = l.p[i] + distance*l.scale()*d
		}
		const close = 1e-5
		if math.Abs(l.f.At(q).Float()-here) <= close*(1+math.Abs(here)) {
			return true
		}
	}
	return false
}

// flattens reports whether f, seen from ever closer, looks more and more like a linear function, though the formula of its gradient
// has no value at p, as that of x √|x|, which is √|x| + |x|/(2 √|x|): then nobody may say that f has no derivative.
func (l *local) flattens() bool {
	const tooSlow = 0.9 // |x|^0.05 x has 0.57
	last := math.Inf(1)
	for _, distance := range []float64{0x1p-8, 0x1p-16, 0x1p-24} {
		bend := l.bend(distance * l.scale())
		if bend != 0 && !(bend < tooSlow*last) {
			return false
		}
		last = bend
	}
	return true
}

// bend is by how much the slopes of f along rays of a length differ from those of one linear function, NaN where f has no value.
func (l *local) bend(length float64) float64 {
	here, worst := l.f.At(l.p).Float(), 0.0
	slope := func(d []float64) float64 {
		q := make([]float64, len(l.p))
		for i, x := range l.p {
			q[i] = x + length*d[i]
		}
		return (l.f.At(q).Float() - here) / length
	}
	gradient := make([]float64, len(l.p))
	for _, d := range sides(len(l.p)) {
		if k := slices.Index(d, 1); k >= 0 {
			gradient[k] = (slope(d) - slope(scaled(d, -1))) / 2
		}
		bend := math.Abs(slope(d) - floats.Dot(gradient, d))
		if math.IsNaN(bend) {
			return bend
		}
		worst = math.Max(worst, bend)
	}
	return worst
}

func differs(a, b jet.Ball) bool {
	return a.Finite() != b.Finite() || a.Finite() && !jet.Sum(a, jet.Scaled(b, -1)).Zero()
}

// judgeSmoothness gives the verdict on a point where f is not defined or has no gradient, and reports whether it has one.
func (l *local) judgeSmoothness(v *Verdict) bool {
	v.Kind = NotDifferentiable
	switch {
	case !l.value.Finite():
		v.Reason = reason.Of("critical.undefined", l.p)
	case l.jump:
		v.Reason = reason.Of("critical.jump", l.p)
	case l.patched:
		l.judgePatched(v)
	case l.corner != [2]int{}:
		a, b := l.pieces[l.corner[0]], l.pieces[l.corner[1]]
		v.Reason = reason.Of("critical.corner", l.p, mids(a.gradient), mids(b.gradient))
	case !allFinite(l.gradient) && len(expr.Opaques(l.f.Value)) == 0 && l.flattens():
		v.Kind, v.Reason = Undecided, reason.Of("critical.unformulated", l.p)
	case !allFinite(l.gradient):
		v.Reason = reason.Of("critical.steep", l.p)
	default:
		v.Kind = Undecided
		return true
	}
	return false
}

// judgePatched is the verdict on a point where f has a value of its own that the formula beside it only tends to.
func (l *local) judgePatched(v *Verdict) {
	v.Kind, v.GradientNorm, v.Reason = Undecided, math.NaN(), reason.Of("critical.patched", l.p)
	switch known := attain(l.f, l.p); known.kind {
	case LocalMinimum:
		v.Kind, v.Reason = LocalMinimum, reason.Of("critical.patched.minimum", l.p, known.value)
	case LocalMaximum:
		v.Kind, v.Reason = LocalMaximum, reason.Of("critical.patched.maximum", l.p, known.value)
	}
}

func mids(balls []jet.Ball) []float64 {
	m := make([]float64, len(balls))
	for i, b := range balls {
		m[i] = b.Mid
	}
	return m
}

func allFinite(balls []jet.Ball) bool {
	for _, b := range balls {
		if !b.Finite() {
			return false
		}
	}
	return true
}

// decideOpenPieces classifies a critical point whose second derivatives jump where these do not decide: by the terms of higher
// order on its sides, or by a bound that f attains there.
func (l *local) decideOpenPieces(ctx context.Context, v *Verdict) {
	answer := l.expand(ctx)
	switch answer.Sides {
	case germ.Positive:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMinimum, true, true, reason.Of("critical.pieces.higher.minimum", l.p, answer.Order)
	case germ.Negative:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMaximum, true, true, reason.Of("critical.pieces.higher.maximum", l.p, answer.Order)
	case germ.Both:
		v.Falling, v.Rising = answer.Falling, answer.Rising
		v.Kind, v.Reason = SaddlePoint, reason.Of("critical.pieces.saddle", l.p, v.Falling, v.Rising)
	default:
		if attain(l.f, l.p).conclude(v, len(l.p)); v.Kind == Undecided {
			l.decideOnRays(v)
		}
	}
}

// decideByPieces classifies a critical point whose second derivatives jump: by the definiteness of all of them, or by the
// curvatures that f has on its sides.
func (l *local) decideByPieces(v *Verdict) {
	positive, negative := true, true
	for _, q := range l.pieces {
		switch q.signs() {
		case spectral.PositiveDefinite:
			negative = false
		case spectral.NegativeDefinite:
			positive = false
		default:
			positive, negative = false, false
		}
		switch q.curvature().Sign() {
		case 1:
			v.Rising = scaled(q.side, 1/floats.Norm(q.side, 2))
		case -1:
			v.Falling = scaled(q.side, 1/floats.Norm(q.side, 2))
		}
	}
	v.Kind, v.Reason = Undecided, reason.Of("critical.pieces.open", l.p)
	switch {
	case positive:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMinimum, true, true, reason.Of("critical.pieces.minimum", l.p)
	case negative:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMaximum, true, true, reason.Of("critical.pieces.maximum", l.p)
	case v.Falling != nil && v.Rising != nil:
		v.Kind, v.Strict, v.Reason = SaddlePoint, true, reason.Of("critical.pieces.saddle", l.p, v.Falling, v.Rising)
	}
}

// curvature is dᵀHd of a piece along the side d on which it lies.
func (q piece) curvature() jet.Ball {
	n := len(q.side)
	sum := jet.Ball{}
	for i := range n {
		for j := range n {
			sum = jet.Sum(sum, jet.Scaled(q.hessian[i*n+j], q.side[i]*q.side[j]))
		}
	}
	return sum
}

func (q piece) signs() spectral.Signs {
	n := len(q.side)
	s, err := readSpectrum(mat.NewDense(n, n, mids(q.hessian)), func(i, j int) float64 { return q.hessian[i*n+j].Rad })
	if err != nil {
		return spectral.Semidefinite
	}
	return s.Signs(s.bound - s.Bound)
}
