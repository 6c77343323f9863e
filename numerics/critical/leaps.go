package critical

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Leaps reports whether the values of f jump at p: whether along some direction they stay apart however close to p. It looks
// at values only, and passes over a jump that is lost in their rounding.
func Leaps(f *expr.Function, p []float64) bool {
	l, err := NewLeaper(f)
	if err != nil || len(p) != f.Dimension() {
		return false
	}
	const close = 0x1p-30
	for _, d := range sides(len(p)) {
		from, to := make([]float64, len(p)), make([]float64, len(p))
		for i, x := range p {
			reach := close * math.Max(1, math.Abs(x)) * d[i]
			from[i], to[i] = x-reach, x+reach
		}
		if l.Leaps(from, to) {
			return true
		}
	}
	return false
}

// Leaper follows the largest difference of the values of a function along a segment.
type Leaper struct {
	machine *program.Machine
	out     []float64
	at      []float64
}

// NewLeaper is a leaper of a function; an error says that it cannot be compiled.
func NewLeaper(f *expr.Function) (*Leaper, error) {
	code, err := program.Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		return nil, err
	}
	return &Leaper{machine: code.NewMachine(), out: make([]float64, 1), at: make([]float64, f.Dimension())}, nil
}

// Leaps reports whether f jumps somewhere on the segment between two points: in parts of it that get shorter, down to some units
// in the last place, a difference of the values hardly gets less, nor gets lost in rounding. That of |x|^0.05 halves from one part to the one six after it.
func (l *Leaper) Leaps(from, to []float64) bool {
	const parts, back, kept, lost, shortest, least = 8, 4, 0.9, 0x1p-40, 0x1p-44, 0x1p-12
	length, size := 0.0, 0.0
	for i := range from {
		length, size = math.Max(length, math.Abs(to[i]-from[i])), math.Max(size, math.Abs(from[i])+math.Abs(to[i]))
	}
	var heights []float64
	lo, hi := 0.0, 1.0
	for hi-lo > shortest && (hi-lo)*length > 16*roundoff*size || len(heights) <= back {
		step, best, height := (hi-lo)/parts, 0, -1.0
		here := l.value(from, to, lo)
		for k := range parts {
			next := l.value(from, to, lo+float64(k+1)*step)
			if h := math.Abs(next - here); h > height && h <= math.MaxFloat64 {
				best, height = k, h
			}
			here = next
		}
		if height <= lost*math.Abs(here) {
			return false
		}
		heights = append(heights, height)
		lo, hi = lo+float64(best)*step, lo+float64(best+1)*step
	}
	last := len(heights) - 1
	return heights[last] >= kept*heights[last-back] && heights[last] >= least*heights[0]
}

// value is f at a part of the way between two points, NaN where it has none.
func (l *Leaper) value(from, to []float64, part float64) float64 {
	for i := range l.at {
		l.at[i] = from[i] + part*(to[i]-from[i])
	}
	if l.machine.Run(l.at, l.out) != nil {
		return math.NaN()
	}
	return l.out[0]
}
