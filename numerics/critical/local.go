package critical

import (
	"errors"
	"math"
	"sync"

	"saddle/numerics/critical/factors"
	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/program/native"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// Study is what is known of a function at a point, with error bounds.
type Study struct {
	by       *derivatives
	f        *expr.Function
	p        []float64
	radius   float64 // how far from p, in a coordinate, the point that is meant may lie
	value    jet.Ball
	gradient []jet.Ball
	hessian  []jet.Ball // row by row
	pieces   []piece    // where p lies on the edge of a choice, what f is on its sides
	jump     bool       // the sides differ in value
	patched  bool       // on some side the formula that holds there has no value at p, but tends to that of f
	corner   [2]int     // pieces with different gradients, if they differ
	blur     float64    // eigenvalues no larger may come of a shift, see doubt
	proven   bool       // p is known to be a critical point with a regular Hessian, to the last digit
	read     *spectrum  // of the Hessian, once it was asked for
}

// study evaluates f and its first two derivatives at p.
func study(f *expr.Function, p []float64) (*Study, error) { return (&derivatives{f: f}).study(p) }

// derivatives evaluate a function and its derivatives at one point after the other.
type derivatives struct {
	f      *expr.Function
	effort *jet.Effort // nil for no bound
	space  *jet.Space

	machine    *native.Machine // of the formulas, where these are needed: value, gradient, Hessian row by row
	operations float64         // that the value takes
	slopes     *native.Machine // of the gradient alone, where it was asked for
	looked     int             // at how many places a gradient was wanted that may be too long

	bases    func() *factors.Bases           // of powers in the function, found once; nil before
	formulas func() (*native.Machine, error) // the machine, made once for all points; nil where there is one point
}

// bounded are the same with an effort; what is known of the formula is shared.
func (d *derivatives) bounded(effort *jet.Effort) *derivatives {
	b := *d
	b.effort = effort
	if d.space != nil {
		b.space = d.space.With(effort)
	}
	return &b
}

// largestExpanded is the dimension up to which second-order series, of n²/2 coefficients each, are used.
const largestExpanded = 40

// How many products of coefficients a series of second order may cost, a fraction of a second, and all series of one kind
// that a verdict takes.
const (
	mostWork   = 2e7
	mostEffort = 5e7
)

func (d *derivatives) study(p []float64) (*Study, error) { return d.studyWithin(p, 0) }

func (d *derivatives) studyWithin(p []float64, radius float64) (*Study, error) {
	if n := d.f.Dimension(); n != len(p) {
		return nil, &DimensionError{d.f.Name, n, len(p)}
	}
	l := &Study{by: d, f: d.f, p: p, radius: radius}
	s := d.expansion()
	if s == nil {
		return l, l.byFormula()
	}
	result, err := s.Evaluate(d.f.Value, l.at(s), nil)
	var unsupported *jet.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return l, l.byFormula()
	case err != nil:
		return nil, err
	}
	a := result.Entries[0]
	l.value, l.gradient, l.hessian = a[0], s.Gradient(a), s.Hessian(a)
	if result.Edge {
		l.lookAround(s)
	}
	return l, nil
}

// at centres a space at the point, as well as it is known.
func (l *Study) at(s *jet.Space) *jet.Point { return s.Within(l.f.Variables, l.p, l.radius) }

// expansion is the space of second-order series, nil where these are too much work or not to be had.
func (d *derivatives) expansion() *jet.Space {
	switch {
	case d.machine != nil || d.f.Dimension() > largestExpanded:
		return nil
	case d.space != nil:
		return d.space
	}
	if jet.Work(d.f.Dimension(), 2, d.f.Value) > mostWork {
		return nil
	}
	d.space = d.effort.Within(d.f.Dimension(), 2)
	return d.space
}

// byFormula evaluates the formulas of the derivatives, for functions without a series and for many variables. Their error is
// estimated: what moving p by a rounding changes, and a few roundings of each result.
func (l *Study) byFormula() error {
	if err := l.by.compile(); err != nil {
		return err
	}
	n := len(l.p)
	if err := l.by.effort.Charge(float64(n)*l.by.operations + float64(n*n*n)/4); err != nil {
		return err
	}
	out, moved := make([]float64, 1+n+n*n), make([]float64, 1+n+n*n)
	if err := errors.Join(l.by.machine.Run(l.p, out), l.by.machine.Run(nudged(l.p, l.radius), moved)); err != nil {
		return err
	}
	l.value = jet.Ball{Mid: out[0], Rad: 8 * roundoff * math.Abs(out[0])}
	l.gradient, l.hessian = estimated(out[1:1+n], moved[1:1+n]), estimated(out[1+n:], moved[1+n:])
	return nil
}

// sharpen bounds value and gradient by their series where they were evaluated by formulas and it is a near thing whether the
// point is critical: the error that formulas are taken to have is an estimate.
func (l *Study) sharpen() {
	const near = 1e4
	if l.by.machine == nil || l.critical() || l.excess() > near {
		return
	}
	if jet.Work(len(l.p), 1, l.f.Value) > mostEffort {
		return
	}
	space := jet.NewSpace(len(l.p), 1)
	result, err := space.Evaluate(l.f.Value, l.at(space), nil)
	if err == nil && !result.Edge {
		l.value, l.gradient = result.Entries[0][0], space.Gradient(result.Entries[0])
	}
}

// factors are the bases of powers in the function, nil where there are none.
func (d *derivatives) factors() *factors.Bases {
	if d.bases == nil {
		d.bases = sync.OnceValue(func() *factors.Bases { return factors.NewBases(d.f) })
	}
	return d.bases()
}

func (d *derivatives) compile() (err error) {
	if d.machine != nil {
		return nil
	}
	d.operations = jet.Operations(d.f.Value)
	if d.formulas != nil {
		d.machine, err = d.formulas()
	} else {
		d.machine, err = formulasOf(d.f)
	}
	return err
}

// formulasOf compiles value, gradient and Hessian row by row.
func formulasOf(f *expr.Function) (m *native.Machine, err error) {
	failure := expr.Catch(func() {
		m, err = native.MachineOf(f.Variables, f.Value, f.Gradient().Value, f.Hessian().Value)
	})
	return m, errors.Join(failure, err)
}

// critical reports whether every entry of the gradient may be zero at p or at a number that rounds to p.
func (l *Study) critical() bool { return l.criticalWithin(1) }

// criticalWithin is critical with so many times the slop.
func (l *Study) criticalWithin(slops float64) bool {
	for i, g := range l.gradient {
		if !(math.Abs(g.Mid) <= slops*l.slop(i)) {
			return false
		}
	}
	return true
}

// slop is how large entry i of the gradient may be by rounding alone: in its evaluation, and of p.
func (l *Study) slop(i int) float64 {
	slop := l.gradient[i].Rad
	for j, x := range l.p {
		if h := l.hessian[i*len(l.p)+j]; h.Finite() {
			slop += math.Abs(h.Mid*x) * roundoff
		}
	}
	return slop * (1 + 0x1p-30)
}

func (l *Study) hessianMatrix() *mat.Dense {
	n := len(l.p)
	entries := make([]float64, n*n)
	for i, h := range l.hessian {
		entries[i] = h.Mid
	}
	return mat.NewDense(n, n, entries)
}

// spectrum reads the Hessian's signs, once. It is the caller's.
func (l *Study) spectrum() (*spectrum, error) {
	if l.read == nil {
		s, err := readSpectrum(l.hessianMatrix(), l.hessianError)
		if err != nil {
			return nil, err
		}
		l.read = s
	}
	own := *l.read
	return &own, nil
}

func (l *Study) hessianError(i, j int) float64 { return l.hessian[i*len(l.p)+j].Rad }

// scale is the length that distances from p are measured by.
func (l *Study) scale() float64 {
	size := 1.0
	for _, x := range l.p {
		size = math.Max(size, math.Abs(x))
	}
	return size
}

// Zero reports whether l is smooth there and its gradient may be zero.
func (l *Study) Zero() bool { return l.Smooth() && l.critical() }

// Smooth reports whether f has a value, a gradient and a Hessian there, as far as is known, and none of them depends on the side.
func (l *Study) Smooth() bool {
	return !l.jump && !l.patched && l.corner == [2]int{} && allFinite(l.gradient) && allFinite(l.hessian) && l.value.Finite()
}

func (l *Study) norm() float64 {
	norm := 0.0
	for _, g := range l.gradient {
		norm = math.Hypot(norm, g.Mid)
	}
	return norm
}

// excess is by how much the worst entry of the gradient exceeds its rounding.
func (l *Study) excess() float64 {
	worst := 0.0
	for i, g := range l.gradient {
		worst = math.Max(worst, math.Abs(g.Mid)/(l.slop(i)+math.SmallestNonzeroFloat64))
	}
	return worst
}

// moved studies p + by·step, nil where f is not smooth there.
func (l *Study) moved(step []float64, by float64) *Study {
	q := make([]float64, len(l.p))
	for i := range q {
		q[i] = l.p[i] + by*step[i]
	}
	next, err := l.by.study(q)
	if err != nil || !next.Smooth() {
		return nil
	}
	return next
}

// reportGradient fills in the slope and what of it may be rounding.
func (l *Study) reportGradient(v *Verdict) {
	v.Gradient = mids(l.gradient)
	for i, g := range l.gradient {
		v.GradientNorm = math.Hypot(v.GradientNorm, g.Mid)
		v.GradientSlop = math.Hypot(v.GradientSlop, l.slop(i))
	}
}

// DimensionError says that a point has the wrong number of entries.
type DimensionError struct {
	Function  string
	Want, Got int
}

// Error implements error.
func (e *DimensionError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *DimensionError) Reason() reason.Reason {
	return reason.Of("critical.dimension", e.Function, e.Want, e.Got)
}

// line is the series of f along the straight line from p in direction d, nil where there is none.
func (l *Study) line(d []float64, order int) jet.Jet {
	return jet.Line(l.by.effort, l.f, l.p, l.radius, d, order)
}
