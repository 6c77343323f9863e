package minimize

import (
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// constantAt reports whether the gradient is exactly zero at a point and not only too small for a number.
func (s *search) constantAt(x []float64) bool { return s.constantWithin(x, 0) }

// constantWithin reports whether the gradient is exactly zero at all points at most so far from x along each axis.
func (s *search) constantWithin(x []float64, reach float64) bool {
	if s.ranges == nil {
		code, err := program.Compile(s.f.Variables, []*expr.Node{s.f.Gradient().Value, s.f.Value})
		if err != nil {
			return false
		}
		s.ranges = interval.NewMachine(code)
	}
	box, out := make([]interval.Interval, s.n), make([]interval.Interval, s.n+1)
	for i, at := range x {
		box[i] = interval.Of(at-reach, at+reach)
	}
	s.ranges.Run(box, out)
	for _, r := range out[:s.n] {
		if r.Lo != 0 || r.Hi != 0 || r.Doubts != 0 {
			return false
		}
	}
	return out[s.n].Doubts == 0 // a step has no slope either
}

// flatBeside moves the answer to a place close by around which f is constant and no higher, and ends the search there.
func (s *search) flatBeside() bool {
	scale := s.scale(s.At)
	for _, away := range []float64{0, 1e-9, 1e-6, 1e-3} {
		for i := range s.n {
			for _, side := range []float64{away, -away} {
				q := append([]float64(nil), s.At...)
				q[i] += side * scale
				reach := math.Max(away, 1e-12) * scale / 2
				if !s.constantWithin(q, reach) || !(s.at(q) <= s.Value+1e-15*math.Abs(s.Value)) {
					continue
				}
				p := s.newPlace()
				copy(p.x, q)
				s.study(p, false)
				s.stand(p)
				s.end(critical.LocalMinimum, "minimize.flat")
				return true
			}
		}
	}
	return false
}
