package plotting

import (
	"image/color"
	"slices"
)

// sharedLevels are those of another landscape, whose colour bar tells what the
// colours mean; anything else inside: there is none.
type sharedLevels struct{ of mark }

// fewestShared is how many of the other's levels must be among the values: with
// fewer the landscape has lines of its own between them.
const fewestShared = 3

// apply gives a landscape the levels and colours of the other, or else leaves its lines
// alone, all of one colour.
func (s *sharedLevels) apply(l *landscape) {
	other, ok := s.of.(*landscape)
	if !ok || other.bare || len(other.levels.values) == 0 {
		l.bare = true
		l.colors = slices.Repeat([]color.RGBA{grey(0x50)}, len(l.levels.values)+1)
		return
	}
	own := l.levels.values
	l.levels, l.colors = other.levels, other.colors
	among := func(v float64) bool { return v > l.samples.low && v < l.samples.high }
	n := 0
	for _, v := range other.levels.values {
		n += one(among(v))
	}
	if n < fewestShared && l.levels.plateaus == nil {
		l.parted(own)
	}
}

// parted draws more lines in the bands of a landscape; the colours stay those of the bands.
func (l *landscape) parted(more []float64) {
	bands, colors := l.levels.values, l.colors
	values := append(slices.Clone(bands), more...)
	slices.Sort(values)
	values = slices.Compact(values)
	l.colors = make([]color.RGBA, len(values)+1)
	for i := range l.colors {
		band := len(bands)
		if i < len(values) {
			band, _ = slices.BinarySearch(bands, values[i])
		}
		l.colors[i] = colors[band]
	}
	l.levels.values, l.levels.step = values, 0
	if l.levels.diverging && l.levels.neutral < len(bands) {
		l.levels.neutral, _ = slices.BinarySearch(values, bands[l.levels.neutral])
	}
}
