package search

import (
	"slices"

	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// poles proves that there is no critical point around a pole of f: beside 1/‖x - c‖² the gradient has no bound, but the
// gradient without denominators is smooth there, and vanishes at c. Where its Jacobian shows that it vanishes at no other
// point of a box, and f is not defined at c, the box holds no critical point.
type poles struct {
	n     int
	f     *interval.Machine
	both  *interval.Machine // the gradient without denominators and its Jacobian, row by row
	value []interval.Interval
	out   []interval.Interval
}

// newPoles is nil for a function without denominators.
func newPoles(f *expr.Function) (p *poles) {
	failure := expr.Catch(func() {
		free := factors.Cleared(f.Gradient().Value, true)
		if free == nil {
			return
		}
		value, err := program.Compile(f.Variables, []*expr.Node{f.Value})
		if err != nil {
			return
		}
		both, err := program.Compile(f.Variables, []*expr.Node{free, expr.Jacobian(free, f.Variables...)})
		if err != nil {
			return
		}
		n := f.Dimension()
		p = &poles{
			n: n, f: interval.NewMachine(value), both: interval.NewMachine(both), value: make([]interval.Interval, 1), out: make([]interval.Interval, n+n*n),
		}
	})
	if failure != nil {
		return nil
	}
	return p
}

// isolated reports whether the box is proven to hold no critical point, for c is the only zero of the gradient without
// denominators in it, and f has no value there.
func (p *poles) isolated(x interval.Box, c []float64) bool {
	at := make(interval.Box, p.n)
	for i, r := range x {
		if at[i] = interval.Exactly(c[i]); !r.Contains(c[i]) {
			return false
		}
	}
	p.f.Run(at, p.value)
	if p.value[0].Doubts&interval.Empty == 0 {
		return false
	}
	p.both.Run(at, p.out)
	for _, g := range p.out[:p.n] {
		if g != interval.Exactly(0) {
			return false
		}
	}
	p.both.Run(x, p.out)
	for _, g := range p.out {
		if !g.Finite() || g.Doubts != 0 {
			return false
		}
	}
	return injective(p.out[p.n:], p.n)
}

// withoutPoles are the clusters but those around a pole.
func (s *search) withoutPoles(clusters []cluster) []cluster {
	if len(clusters) == 0 {
		return clusters
	}
	p := newPoles(s.f)
	if p == nil {
		return clusters
	}
	return slices.DeleteFunc(clusters, func(c cluster) bool { return p.isolated(c.hull, c.roundest()) })
}
