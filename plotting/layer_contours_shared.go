package plotting

import (
	"image/color"
	"slices"
)

// sharedLevels are those of another landscape, whose colour bar tells what the
// colours mean; anything else inside: there is none.
type sharedLevels struct{ of mark }

// fewestShared is how many of the other's levels must be among the values: with
// fewer the landscape is shown by lines of its own.
const fewestShared = 3

// apply gives a landscape the levels of the other, or else leaves its lines
// alone, all of one colour.
func (s *sharedLevels) apply(l *landscape) {
	if other, ok := s.of.(*landscape); ok {
		among := func(v float64) bool { return v > l.samples.low && v < l.samples.high }
		n := 0
		for _, v := range other.levels.values {
			if among(v) {
				n++
			}
		}
		if n >= fewestShared {
			l.levels, l.colors = other.levels, other.colors
			return
		}
	}
	l.bare = true
	l.colors = slices.Repeat([]color.RGBA{grey(0x50)}, len(l.levels.values)+1)
}
