package descent

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"

	"saddle/numerics/expr"
)

// A run of millions of steps keeps a part of them: the first and the last thousand, and between them every k-th, so that a
// picture shows how it begins, how it ends and where it goes. A step that is not kept is computed again from the nearest
// kept one before it, by the same program and so to the same digits.

// edge is how many steps at the beginning and at the end of a thinned record are kept.
const edge = 1000

// whole is how many steps are kept all the same where the run chooses: many runs end before.
const whole = 10 * edge

// middle is about how many steps are kept between the edges where the run chooses.
const middle = 10000

// everyStep is the k of a record that keeps every k-th step: the one asked for, or such that the record has room for all.
func (o Options) everyStep(width int) int {
	steps := o.steps()
	switch {
	case o.Record > 0:
		return o.Record
	case o.Batch != nil || steps < mostReserved/width:
		return 1
	}
	return max(1, int(math.Pow(10, math.Ceil(math.Log10(float64(steps)/middle)))))
}

// wholeSteps is how many steps are kept before any is dropped.
func (o Options) wholeSteps() int {
	if o.Record > 0 {
		return edge
	}
	return whole
}

// Rows is about how many steps the record of a run keeps at most, width numbers each.
func (o Options) Rows(width int) int { return keptRows(o.steps(), o.everyStep(width)) }

// keptRows is about how many steps such a record holds.
func keptRows(steps, every int) int {
	if every == 1 {
		return steps + 1
	}
	return min(steps, whole+4*edge+steps/every) + 1
}

// Thinned reports whether some steps are not kept.
func (r *Record) Thinned() bool { return r.Kept != nil }

// Rows is how many steps are kept: the length of F.
func (r *Record) Rows() int { return len(r.F) }

// StepOf is the step that a row of the record was kept of.
func (r *Record) StepOf(row int) int {
	if r.Kept == nil {
		return row
	}
	return r.Kept[row]
}

// row is the last kept row at or before step k, and whether it is that of k.
func (r *Record) row(k int) (row int, exact bool) {
	if r.Kept == nil {
		return k, k >= 0 && k <= r.Steps
	}
	at := sort.SearchInts(r.Kept, k+1) - 1
	return at, at >= 0 && r.Kept[at] == k
}

// Value is f after step k ≤ Steps.
func (r *Record) Value(k int) float64 {
	if row, ok := r.row(k); ok {
		return r.F[row]
	}
	return r.again(k).f
}

// Norm is ‖∇f‖ after step k ≤ Steps, without noise.
func (r *Record) Norm(k int) float64 {
	if row, ok := r.row(k); ok {
		return r.GradientNorm[row]
	}
	return r.again(k).norm
}

// moment is everything that a step gives.
type moment struct {
	step    int
	f, norm float64
	state   []float64 // θ and the start-variables
	named   [][]float64
}

// replay takes steps again for a record that did not keep them. It remembers the last one.
type replay struct {
	compiled *Compiled
	f        *expr.Function
	last     *moment
}

// again is a step that was not kept.
func (r *Record) again(k int) *moment {
	r.replaying.Lock()
	defer r.replaying.Unlock()
	p := r.replay
	if p.last != nil && p.last.step == k {
		return p.last
	}
	row, _ := r.row(k)
	s, _ := p.compiled.copy(0)
	copy(s.in, r.states[row*s.kept:(row+1)*s.kept])
	*s.chance = r.chance[row]
	m := &moment{step: k}
	for j := r.Kept[row] + 1; j <= k; j++ {
		if s.take(j) != nil {
			return m
		}
		s.advance()
	}
	for _, n := range s.recorded {
		m.named = append(m.named, slices.Clone(s.out[n.at:n.at+n.shape.Size()]))
	}
	m.state = slices.Clone(s.in[:s.kept])
	if s.take(k+1) == nil {
		m.f, m.norm = s.out[outF], sharpNorm(p.f, m.state[:s.size], s.out[outNorm])
	}
	p.last = m
	return m
}

// at is the value of a series at a step that was not kept.
func (r *Record) atAgain(s *History, k int) []float64 {
	m := r.again(k)
	if s == r.Points {
		return m.state[:s.Shape.Size()]
	}
	for i, n := range r.Named {
		if n == s && i < len(m.named) {
			return m.named[i]
		}
	}
	return nil
}

// keep notes that a row is that of step k, and what the steps behind it begin with.
func (r *Record) keep(k int, state []float64, chance *rand.PCG) {
	r.Kept = append(r.Kept, k)
	r.states = append(r.states, state...)
	r.chance = append(r.chance, *chance)
}

// thin drops the rows that need not be kept, but for the last ones, which may turn out to be the end of the run. It is for
// when all rows have been observed.
func (r *Record) thin() {
	if len(r.Kept)-r.final < 2*edge || r.Steps < r.whole {
		return
	}
	to := r.final
	for row := r.final; row < len(r.Kept); row++ {
		k := r.Kept[row]
		if last := row >= len(r.Kept)-edge; k <= edge || k%r.Every == 0 || last {
			if !last {
				r.final = to + 1
			}
			r.move(to, row)
			to++
		}
	}
	r.cut(to)
}

// move puts a row in another's place.
func (r *Record) move(to, from int) {
	if to == from {
		return
	}
	r.F[to], r.GradientNorm[to], r.Kept[to], r.chance[to] = r.F[from], r.GradientNorm[from], r.Kept[from], r.chance[from]
	size := len(r.states) / len(r.Kept)
	copy(r.states[to*size:(to+1)*size], r.states[from*size:])
	for _, s := range append([]*History{r.Points}, r.Named...) {
		copy(s.Row(to), s.Row(from))
	}
}
