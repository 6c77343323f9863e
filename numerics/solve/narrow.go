package solve

import (
	"math"

	"saddle/numerics/interval"
)

// enclosure examines boxes.
type enclosure struct {
	n      int
	charts []*chart
	tests  *tests

	used    *chart // what out was run with
	out     []interval.Interval
	centre  []interval.Interval
	at      []float64
	where   []interval.Interval
	inverse []float64
	scratch []float64
	a       []interval.Interval // the inverse in the middle times the Jacobian
	b       []interval.Interval // the inverse in the middle times the equations there
}

func newEnclosure(s System) (*enclosure, error) {
	n := s.unknowns()
	e := &enclosure{
		n: n, out: make([]interval.Interval, n+n*n), centre: make([]interval.Interval, n+n*n), at: make([]float64, n+n*n), where: make([]interval.Interval, 1),
		inverse: make([]float64, n*n), scratch: make([]float64, n*n), a: make([]interval.Interval, n*n), b: make([]interval.Interval, n),
	}
	for _, c := range s.Charts {
		size := 0
		for _, u := range c.Equations {
			size += u.Shape().Size()
		}
		if size != n {
			return nil, &CountError{Equations: size, Unknowns: n}
		}
		compiled, err := compile(s.Variables, c)
		if err != nil {
			return nil, err
		}
		e.charts = append(e.charts, compiled)
	}
	var err error
	e.tests, err = s.tests()
	return e, err
}

// work is about how many operations it takes to examine a box.
func (e *enclosure) work() int { return e.tests.work + 3*e.charts[0].work + 2*e.n*e.n*e.n }

// choose takes the chart whose Where is farthest from zero at a point.
func (e *enclosure) choose(at []float64) {
	if e.used = e.charts[0]; len(e.charts) == 1 {
		return
	}
	best, value := -1.0, []float64{0}
	for _, c := range e.charts {
		if c.at.Run(at, value) == nil && math.Abs(value[0]) > best {
			best, e.used = math.Abs(value[0]), c
		}
	}
}

// finding is what examining a box came to.
type finding int

const (
	nothing finding = iota // no solution in the box
	single                 // at most one
	open                   // to be split
)

// narrow examines a box and cuts off what cannot hold a solution. The box is changed in place.
func (e *enclosure) narrow(x interval.Box) finding {
	for {
		if e.tests.exclude(x) {
			return nothing
		}
		e.choose(x.Centre())
		e.used.both.Run(x, e.out)
		if !e.smooth() {
			return open
		}
		width := x.Widest()
		e.used.both.Run(x.Middle(), e.centre)
		if !e.contractRows(x) {
			return nothing
		}
		if !e.precondition(x) {
			return open
		}
		if !e.contract(x) {
			return nothing
		}
		if e.regular() {
			return single
		}
		if x.Widest() >= 0.7*width {
			return open
		}
	}
}

// smooth reports whether the equations and their Jacobian are bounded and continuous over the box that was run last.
func (e *enclosure) smooth() bool {
	for _, u := range e.out {
		if u.Doubts != 0 || !u.Finite() {
			return false
		}
	}
	return true
}

// contractRows solves each row of u(m) + J(x)(x - m) = 0 for each unknown.
func (e *enclosure) contractRows(x interval.Box) bool {
	n, middle := e.n, x.Middle()
	for i := range n {
		row := e.out[n+i*n : n+i*n+n]
		for j, pivot := range row {
			if pivot.Contains(0) {
				continue
			}
			sum := e.centre[i]
			for k := range n {
				if k != j {
					sum = interval.Add(sum, interval.Mul(row[k], interval.Sub(x[k], middle[k])))
				}
			}
			next, ok := interval.Sub(middle[j], interval.Div(sum, pivot)).Meet(x[j])
			if !ok {
				return false
			}
			x[j] = next
		}
	}
	return true
}

// precondition multiplies the Jacobian over the box that was run last, and the equations in the middle of x, by the inverse in the
// middle of the Jacobian. It fails where that is singular.
func (e *enclosure) precondition(x interval.Box) bool {
	n := e.n
	for k, h := range e.out[n:] {
		e.inverse[k] = h.Mid()
	}
	if !invert(e.inverse, e.scratch, n) {
		return false
	}
	for i := range n {
		for j := range n {
			sum := interval.Interval{}
			for k := range n {
				sum = interval.Add(sum, interval.Mul(interval.Exactly(e.inverse[i*n+k]), e.out[n+k*n+j]))
			}
			e.a[i*n+j] = sum
		}
	}
	e.used.both.Run(x.Middle(), e.centre)
	for i := range n {
		sum := interval.Interval{}
		for k, u := range e.centre[:n] {
			sum = interval.Add(sum, interval.Mul(interval.Exactly(e.inverse[i*n+k]), u))
		}
		e.b[i] = sum
	}
	return true
}

// contract applies the interval Newton operator row by row (Hansen and Sengupta 1981): x ∩ (m - (b + Σ a (x - m))/a).
func (e *enclosure) contract(x interval.Box) bool {
	n, middle := e.n, x.Middle()
	for i := range n {
		pivot := e.a[i*n+i]
		if pivot.Contains(0) {
			continue
		}
		sum := e.b[i]
		for j := range n {
			if j != i {
				sum = interval.Add(sum, interval.Mul(e.a[i*n+j], interval.Sub(x[j], middle[j])))
			}
		}
		next, ok := interval.Sub(middle[i], interval.Div(sum, pivot)).Meet(x[i])
		if !ok {
			return false
		}
		x[i] = next
	}
	return true
}

// regular reports whether every matrix in a is diagonally dominant: then the equations take no value twice in the box.
func (e *enclosure) regular() bool {
	n := e.n
	for i := range n {
		others := 0.0
		for j := range n {
			if j != i {
				others += e.a[i*n+j].Size()
			}
		}
		if !(e.a[i*n+i].Lo > others*(1+1e-12)) {
			return false
		}
	}
	return true
}

// regularOn reports whether the equations of the chart of a point take no value twice in x.
func (e *enclosure) regularOn(x interval.Box) bool {
	e.choose(x.Centre())
	e.used.both.Run(x, e.out)
	return e.smooth() && e.precondition(x) && e.regular()
}

// invert replaces a by its inverse, by Gauss's method with pivots; scratch is as large.
func invert(a, scratch []float64, n int) bool {
	clear(scratch)
	for i := range n {
		scratch[i*n+i] = 1
	}
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(a[i*n+k]) > math.Abs(a[pivot*n+k]) {
				pivot = i
			}
		}
		if p := a[pivot*n+k]; p == 0 || math.IsNaN(p) || math.IsInf(p, 0) {
			return false
		}
		for j := range n {
			a[k*n+j], a[pivot*n+j] = a[pivot*n+j], a[k*n+j]
			scratch[k*n+j], scratch[pivot*n+j] = scratch[pivot*n+j], scratch[k*n+j]
		}
		for i := range n {
			if i == k {
				continue
			}
			factor := a[i*n+k] / a[k*n+k]
			for j := range n {
				a[i*n+j] -= factor * a[k*n+j]
				scratch[i*n+j] -= factor * scratch[k*n+j]
			}
		}
	}
	for i := range n {
		pivot := a[i*n+i]
		for j := range n {
			a[i*n+j] = scratch[i*n+j] / pivot
		}
	}
	return finite(a[:n*n])
}

func finite(xs []float64) bool {
	for _, x := range xs {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}
