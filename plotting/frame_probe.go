package plotting

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Finding is what a figure has near a point of one of its places.
type Finding struct {
	Text string     // one line, with numbers of a few digits
	At   [2]float64 // what it is said of
	Mark bool       // a point of its own, not just where one looks
}

// Probe says what the figure has at a point of the place of a number: the value
// of a curve or a landscape there, or a step of a run that is near. near is how
// far that may be, along each axis. ok is false where there is nothing to say.
func (f *Figure) Probe(place int, at, near [2]float64) (found Finding, ok bool) {
	parts := f.leaves()
	if place < 0 || place >= len(parts) {
		return Finding{}, false
	}
	leaf := parts[place]
	if _, space := leaf.inSpace(); space {
		return Finding{}, false
	}
	q := probe{[2]float64{readableNear(at[0], near[0]), readableNear(at[1], near[1])}, near, words(leaf.Language)}
	var all []sighting
	for _, layer := range leaf.Layers {
		if l, ok := layer.(probed); ok {
			if s, ok := l.probe(q); ok {
				all = append(all, s)
			}
		}
	}
	if len(all) == 0 {
		return Finding{}, false
	}
	nearest := slices.MinFunc(all, func(a, b sighting) int { return cmp.Compare(a.distance, b.distance) })
	return nearest.Finding, true
}

// leaves are the figure, or the figures of a grid, in the order of their places.
func (f *Figure) leaves() []*Figure {
	if len(f.parts) == 0 {
		return []*Figure{f}
	}
	var all []*Figure
	for _, part := range f.parts {
		all = append(all, part.leaves()...)
	}
	return all
}

// readableNear is a number of few digits next to v, so that what is written of
// it is so of the number that is written.
func readableNear(v, near float64) float64 {
	power := math.Floor(math.Log10(near / 4))
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', int(max(0, -power)), 64), 64)
	if err != nil || power > 0 {
		unit := math.Pow(10, power)
		return math.Round(v/unit) * unit
	}
	return rounded
}

// probe is where one looks.
type probe struct {
	at, near [2]float64
	words    words
}

// distance is how far a point is, in units of near.
func (q probe) distance(p [2]float64) float64 {
	return math.Hypot((p[0]-q.at[0])/q.near[0], (p[1]-q.at[1])/q.near[1])
}

// sighting is a finding with how far it is: below 1 is near, and what is seen
// everywhere is 1.
type sighting struct {
	Finding
	distance float64
}

// probed is a layer that can say what it has at a point.
type probed interface {
	probe(q probe) (s sighting, ok bool)
}

// nearest is the place of the point that is nearest, where one is near.
func (q probe) nearest(points [][2]float64) (place int, distance float64, ok bool) {
	distance = 1
	for i, p := range points {
		if d := q.distance(p); d < distance {
			place, distance, ok = i, d, true
		}
	}
	return place, distance, ok
}
