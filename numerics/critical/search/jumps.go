package search

import (
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/reason"
)

// A jump of f may be a minimum or a maximum although no gradient is zero there, so a search that has found every zero of the
// gradient has not found it. Corners need no such care: there the enclosure of the gradient holds all slopes in between.

// jumping names the operations that may jump.
var jumping = map[string]bool{"if": true, "sign": true, "step": true, "floor": true, "ceil": true, "round": true, "mod": true}

// jumps adds the regions where f jumps to the undecided ones.
func (s *search) jumps() error {
	j, err := newJumpFinder(s.f)
	if err != nil || j == nil {
		return err
	}
	parts := &search{whole: s.whole, rest: j.find(s)}
	for _, c := range parts.clusters() {
		if !slices.ContainsFunc(c.boxes, j.seen) {
			continue
		}
		s.findings.Proven = false
		s.findings.replaceWithin(Region{c.hull.Clone(), c.cover(), reason.Of("critical.region.jump")})
	}
	return nil
}

// replaceWithin adds a region, in place of those inside it that are undecided for an edge of f, which is the jump.
func (f *Findings) replaceWithin(r Region) {
	regions := slices.DeleteFunc(f.Regions, func(old Region) bool {
		return old.Reason.Key == "critical.region.edge" && old.Hull.Within(r.Hull)
	})
	f.Regions, f.Undecided = append(regions, r), nil
	for _, region := range f.Regions {
		f.Undecided = append(f.Undecided, region.Hull)
	}
}

// jumpFinder encloses, for every operation that may jump, a number that is zero where it does and the height of the jump.
type jumpFinder struct {
	value   *critical.Leaper
	machine *interval.Machine
	out     []interval.Interval
	sizes   []int // of the places, one height each, or one for all
	single  []bool
}

// newJumpFinder is nil for a function without such operations.
func newJumpFinder(f *expr.Function) (*jumpFinder, error) {
	j := &jumpFinder{}
	var outputs []*expr.Node
	for _, k := range expr.Kinks(f.Value) {
		if !jumping[k.Of] || k.Jump == nil {
			continue
		}
		height := k.Jump
		if k.Weight != nil && k.Weight.Shape().IsScalar() && height.Shape().IsScalar() {
			height = expr.Mul(k.Weight, height)
		}
		size := k.At.Shape().Size()
		if single := height.Shape().IsScalar(); single || height.Shape().Size() == size {
			outputs = append(outputs, k.At, height)
			j.sizes, j.single = append(j.sizes, size), append(j.single, single)
		}
	}
	if len(outputs) == 0 {
		return nil, nil
	}
	p, err := program.Compile(f.Variables, outputs)
	if err != nil {
		return nil, err
	}
	j.machine, j.out = interval.NewMachine(p), make([]interval.Interval, p.Outputs())
	j.value, err = critical.NewLeaper(f)
	return j, err
}

// The part of the box to which jumps are traced: points on a line, else curves and surfaces, of which that is enough to see.
const (
	pointResolution = 1e-6
	curveResolution = 1.0 / 64
	mostJumpBoxes   = 4000
)

// find is the boxes where f jumps, by the height that its operations show or by its values. A jump too low to be told from none
// in boxes of this size is passed over.
func (j *jumpFinder) find(s *search) []interval.Box {
	generation, resolution := []interval.Box{s.whole.Clone()}, curveResolution
	if len(s.whole) == 1 {
		resolution = pointResolution
	}
	for len(generation) > 0 && len(generation) < mostJumpBoxes && s.relativeWidth(generation[0]) > resolution {
		var next []interval.Box
		for _, x := range generation {
			for _, half := range s.halves(x) {
				if may, _ := j.jumpsIn(half); may {
					next = append(next, half)
				}
			}
		}
		generation = next
	}
	var found []interval.Box
	for _, x := range generation {
		if _, does := j.jumpsIn(x); does || j.seen(x) {
			found = append(found, x)
		}
	}
	return found
}

// halves cuts a box across its relatively widest side.
func (s *search) halves(x interval.Box) [2]interval.Box {
	widest := x.WidestIn(s.whole)
	low, high := x.Cut(widest, x[widest].Mid())
	return [2]interval.Box{low, high}
}

// jumpsIn reports whether f may jump in a box, and whether the height of a jump there is surely not zero.
func (j *jumpFinder) jumpsIn(x interval.Box) (may, does bool) {
	j.machine.Run(x, j.out)
	out := j.out
	for k, size := range j.sizes {
		places, heights := out[:size], out[size:]
		for i, place := range places {
			height := heights[0]
			if !j.single[k] {
				height = heights[i]
			}
			if place.Contains(0) && height.Doubts&interval.Empty == 0 {
				placed := place.Doubts&interval.Edge == 0 // halfway between two jumps, the place itself jumps
				may, does = true, does || placed && !height.Contains(0)
			}
		}
		if j.single[k] {
			out = heights[1:]
		} else {
			out = heights[size:]
		}
	}
	return may, does
}

// seen reports whether f is seen to jump in a box: the height that the operations show is that of the first order, and several
// that jump at one place may cancel, as in ⌊x⌋ + (x - ⌊x⌋)².
func (j *jumpFinder) seen(x interval.Box) bool {
	from, to := make([]float64, len(x)), make([]float64, len(x))
	for across := range 1 << len(x) {
		if across >= 4*len(x) {
			break
		}
		// The axes, then diagonals; f may take its value of the other side on the border of the box.
		for i, r := range x {
			reach := 1.5 * r.Width()
			switch {
			case across < len(x) && i != across:
				reach = 0
			case across >= len(x) && across>>i&1 == 1:
				reach = -reach
			}
			from[i], to[i] = r.Mid()-reach, r.Mid()+reach
		}
		if j.value.Leaps(from, to) {
			return true
		}
	}
	return false
}
