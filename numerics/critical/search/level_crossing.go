package search

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// How finely level curves are followed: by boxes of that part of the whole in two variables, and by no more than so many.
const (
	levelResolution = 1.0 / 64
	mostLevelBoxes  = 6000
)

// parts are the connected parts of the level set, as clusters of boxes.
func (l *levels) parts(level interval.Interval) []cluster {
	return l.followed([]interval.Box{l.s.whole.Clone()}, level, math.Pow(levelResolution, 2/float64(len(l.s.box))))
}

// refined is what is left of a part in which u was not seen to cross the level, in smaller boxes.
func (l *levels) refined(part cluster, level interval.Interval) []cluster {
	return l.followed(part.boxes, level, 1e-7)
}

// followed splits boxes down to a resolution and keeps those that may hold a point of the level.
func (l *levels) followed(generation []interval.Box, level interval.Interval, resolution float64) []cluster {
	parts := &search{whole: l.s.whole, box: l.s.box}
	meets := func(x interval.Box) bool {
		u := l.valuesOn(x)
		return u.Lo <= level.Hi && u.Hi >= level.Lo
	}
	for len(generation) > 0 && len(generation) < mostLevelBoxes && parts.relativeWidth(generation[0]) > resolution {
		var next []interval.Box
		for _, x := range generation {
			for _, half := range parts.halves(x) {
				if meets(half) {
					next = append(next, half)
				}
			}
		}
		generation = next
	}
	parts.rest = slices.DeleteFunc(generation, func(x interval.Box) bool { return !meets(x) })
	return parts.clusters()
}

// crossing is a point of a part at which u crosses the level inside the box, with a round coordinate where there is one; nil where
// u is not proven to be below the level at one place and above it at another.
func (l *levels) crossing(part cluster, level interval.Interval, target float64) []float64 {
	round := part.roundest()
	for k := len(round) - 1; k >= 0; k-- {
		z := slices.Clone(round)
		if l.inBox(z, k) && l.crossedAlong(z, k, part.hull[k], level, target) {
			return z
		}
	}
	for _, x := range part.boxes {
		for k := len(x) - 1; k >= 0; k-- {
			z := cluster{hull: x}.roundest()
			if l.inBox(z, k) && l.crossedAlong(z, k, interval.Of(x[k].Lo-x[k].Width(), x[k].Hi+x[k].Width()), level, target) {
				return z
			}
		}
	}
	return nil
}

// inBox reports whether the coordinates of z but the k-th are within the box that was asked for.
func (l *levels) inBox(z []float64, k int) bool {
	for i, r := range l.s.box {
		if i != k && (z[i] < r.Lo || z[i] > r.Hi) {
			return false
		}
	}
	return true
}

// crossedAlong moves z along variable k to where u crosses the level in a range.
func (l *levels) crossedAlong(z []float64, k int, along, level interval.Interval, target float64) bool {
	const steps = 33
	box := l.s.box[k]
	lo, hi := math.Max(along.Lo, box.Lo), math.Min(along.Hi, box.Hi)
	last, lastSide := 0.0, 0
	for i := range steps + 1 {
		z[k] = lo + (hi-lo)*float64(i)/steps
		side := l.sideOf(z, level)
		if lastSide*side < 0 {
			l.bisect(z, k, last, z[k], target)
			return true
		}
		if side != 0 {
			last, lastSide = z[k], side
		}
	}
	return false
}

// sideOf is -1 where u is proven to be below the level at a point, 1 above, 0 where neither is.
func (l *levels) sideOf(z []float64, level interval.Interval) int {
	x := make(interval.Box, len(z))
	for i := range x {
		x[i] = interval.Exactly(z[i])
	}
	switch u := l.valuesOn(x); {
	case u.Doubts != 0:
	case u.Hi < level.Lo:
		return -1
	case u.Lo > level.Hi:
		return 1
	}
	return 0
}

// bisect sets coordinate k to where u passes a value between lo and hi, to the last digit, or to a shorter number that does as well.
func (l *levels) bisect(z []float64, k int, lo, hi, value float64) {
	z[k] = lo
	rises := l.value(z) < value
	for {
		middle := lo/2 + hi/2
		if middle <= lo || middle >= hi {
			break
		}
		if z[k] = middle; l.value(z) < value == rises {
			lo = middle
		} else {
			hi = middle
		}
	}
	z[k] = hi
	missed := math.Abs(l.value(z) - value)
	reach := 8 * roundoff * (1 + math.Abs(hi))
	if z[k] = roundNumber(interval.Of(hi-reach, hi+reach), 2); math.Abs(l.value(z)-value) > missed+4*roundoff*math.Abs(value) {
		z[k] = hi
	}
}

// levels looks for the level curves of u in a box.
type levels struct {
	s     *search
	u     *expr.Function
	over  *interval.Machine
	point *program.Machine
	out   []interval.Interval
	at    []float64
	all   interval.Interval // the values of u
	inner *Findings         // the critical points of u
}

func newLevels(s *search, c *composite) (*levels, error) {
	code, err := program.Compile(c.inner.Variables, []*expr.Node{c.inner.Value})
	if err != nil {
		return nil, err
	}
	l := &levels{s: s, u: c.inner, over: interval.NewMachine(code), point: code.NewMachine(), out: make([]interval.Interval, 1), at: make([]float64, 1)}
	l.all = l.valuesOn(s.whole)
	return l, nil
}

func (l *levels) bounded() bool { return l.all.Finite() && l.all.Doubts == 0 && l.all.Lo < l.all.Hi }

func (l *levels) valuesOn(x interval.Box) interval.Interval {
	l.over.Run(x, l.out)
	return l.out[0]
}

func (l *levels) value(z []float64) float64 {
	if l.point.Run(z, l.at) != nil {
		return math.NaN()
	}
	return l.at[0]
}

// levelOf is where the critical point of φ is known to lie.
func levelOf(p Found) interval.Interval {
	if p.Proven {
		return interval.Of(p.Within[0].Lo, p.Within[0].Hi)
	}
	reach := 64 * roundoff * math.Abs(p.At[0])
	return interval.Of(p.At[0]-reach, p.At[0]+reach)
}
