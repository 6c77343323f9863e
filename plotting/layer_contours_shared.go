package plotting

import (
	"image/color"
	"slices"
)

// sharedLevels are those of another landscape, whose colour bar tells what the
// colours mean; nil inside: there is none.
type sharedLevels struct{ of levelled }

// fewestShared is how many of the other's levels must be among the values: with
// fewer the landscape is shown by lines of its own.
const fewestShared = 3

// apply gives a landscape the levels of the other, or else leaves its lines
// alone, all of one colour.
func (s *sharedLevels) apply(l *landscape) {
	if s.of != nil {
		levels, colors := s.of.shown()
		among := func(v float64) bool { return v > l.samples.low && v < l.samples.high }
		n := 0
		for _, v := range levels.values {
			if among(v) {
				n++
			}
		}
		if n >= fewestShared {
			l.levels, l.colors = levels, colors
			return
		}
	}
	l.bare = true
	l.colors = slices.Repeat([]color.RGBA{grey(0x50)}, len(l.levels.values)+1)
}

func (l *landscape) shown() (levelSet, []color.RGBA) { return l.levels, l.colors }
