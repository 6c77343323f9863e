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

	used   *chart // what out was run with
	out    []interval.Interval
	centre []interval.Interval
	at     []float64
	where  []interval.Interval
	newton *interval.Newton
}

func newEnclosure(s System) (*enclosure, error) {
	n := s.unknowns()
	e := &enclosure{
		n: n, out: make([]interval.Interval, n+n*n), centre: make([]interval.Interval, n+n*n), at: make([]float64, n+n*n), where: make([]interval.Interval, 1), newton: interval.NewNewton(n),
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
		if !e.newton.ContractRows(x, e.centre[:e.n], e.out[e.n:]) {
			return nothing
		}
		if !e.precondition(x) {
			return open
		}
		if !e.newton.Contract(x) {
			return nothing
		}
		if e.newton.Regular() {
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

// precondition tells Newton's operator of the Jacobian over the box that was run last, and of the equations in the middle of x. It
// fails where the Jacobian is singular in the middle.
func (e *enclosure) precondition(x interval.Box) bool {
	if !e.newton.Precondition(e.out[e.n:]) {
		return false
	}
	e.used.both.Run(x.Middle(), e.centre)
	e.newton.Centre(e.centre[:e.n])
	return true
}

// regularOn reports whether the equations of the chart of a point take no value twice in x.
func (e *enclosure) regularOn(x interval.Box) bool {
	e.choose(x.Centre())
	e.used.both.Run(x, e.out)
	return e.smooth() && e.precondition(x) && e.newton.Regular()
}
