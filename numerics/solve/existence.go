package solve

import (
	"math"
	"strconv"

	"saddle/numerics/interval"
)

// root is a proven solution.
type root struct {
	enclosure interval.Box // it lies here
	alone     interval.Box // and no other lies here
}

// sole looks for the solution in a box that holds at most one. It fails where Newton's method finds none or the proof does not
// succeed; the box may then be empty all the same.
func (e *enclosure) sole(x, whole interval.Box) (root, bool) {
	z := x.Centre()
	if !e.descend(z, x) {
		return root{}, false
	}
	enclosure, ok := e.verified(z, whole)
	if !ok {
		return root{}, false
	}
	if enclosure.Within(x) {
		return root{enclosure, e.widened(x.Clone(), whole)}, true
	}
	if joint := enclosure.Hull(x); e.regularOn(joint) {
		return root{enclosure, joint}, true
	}
	return root{}, false
}

// descend goes by Newton's method, and fails where that leaves the surroundings of a box.
func (e *enclosure) descend(z []float64, x interval.Box) bool {
	const mostSteps = 30
	e.choose(z)
	for range mostSteps {
		length, ok := e.newtonStep(z)
		if !ok {
			return false
		}
		for i, r := range x {
			if slack := r.Width() + 1e-14*r.Size(); z[i] < r.Lo-slack || z[i] > r.Hi+slack {
				return false
			}
		}
		if length < 1e-15 {
			break
		}
	}
	return true
}

// newtonStep moves z by -J⁻¹u and returns the length relative to z.
func (e *enclosure) newtonStep(z []float64) (length float64, ok bool) {
	if e.used.point.Run(z, e.at) != nil {
		return 0, false
	}
	return e.newton.Step(z, e.at[:e.n], e.at[e.n:])
}

// verified is a small box around z that is proven to hold exactly one solution.
func (e *enclosure) verified(z []float64, whole interval.Box) (interval.Box, bool) {
	return interval.Narrowest(z, func(i int) float64 { return math.Max(math.Abs(z[i]), math.Min(whole[i].Width()/1024, 1)) }, e.holdsOne)
}

// holdsOne is Krawczyk's test of a box.
func (e *enclosure) holdsOne(box interval.Box) bool {
	e.choose(box.Centre())
	e.used.both.Run(box, e.out)
	if !e.smooth() || !e.precondition(box) {
		return false
	}
	if e.used.where != nil {
		e.used.where.Run(box, e.where)
		if w := e.where[0]; w.Doubts != 0 || w.Contains(0) {
			return false
		}
	}
	return e.newton.HoldsOne(box)
}

// widened enlarges a box with at most one solution as long as that can be proven, to spare its neighbours.
func (e *enclosure) widened(x, whole interval.Box) interval.Box {
	return x.Widened(whole, e.regularOn)
}

// tidied is the point of an enclosure that takes the fewest decimals in each coordinate: as good as any number there, and most likely
// right.
func tidied(z []float64, enclosure interval.Box) []float64 {
	tidy := make([]float64, len(z))
	for i, r := range enclosure {
		tidy[i] = z[i]
		if r.Contains(0) {
			tidy[i] = 0
			continue
		}
		for digits := 1; digits < 14; digits++ {
			short, err := strconv.ParseFloat(strconv.FormatFloat(z[i], 'e', digits-1, 64), 64)
			if err == nil && r.Contains(short) {
				tidy[i] = short
				break
			}
		}
	}
	return tidy
}
