package plotting

import (
	"image/color"
	"maps"
	"math"
	"slices"
)

// colormap is a list of colours at equal distances.
type colormap []color.RGBA

func anchors(values ...uint32) colormap {
	m := make(colormap, len(values))
	for i, v := range values {
		m[i] = hex(v)
	}
	return m
}

var (
	// viridis by Stéfan van der Walt and Nathaniel Smith (matplotlib, CC0): equal
	// steps look equal, also in grey and to colour-blind readers.
	viridis = anchors(0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725)
	// Cynthia Brewer's RdBu from blue to red (colorbrewer2.org, Apache 2.0), its
	// darkest ends left out: blue falls below the neutral white, red rises above.
	blueRed = anchors(0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B)
)

// cividis by Nuñez, Anderton and Renslow (2018, CC0), magma by Smith and van der
// Walt (matplotlib, CC0).
var colourMaps = map[string]colormap{
	"viridis": viridis,
	"cividis": anchors(0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8779, 0xA69D75, 0xC4B56C, 0xE4CF5B, 0xFEE838),
	"magma":   anchors(0x000004, 0x180F3D, 0x440F76, 0x721F81, 0x9E2F7F, 0xCD4071, 0xF1605D, 0xFD9668, 0xFECA8D, 0xFCFDBF),
	"greys":   anchors(0x303030, 0xF4F4F4),
	"bluered": blueRed,
}

// ColourMaps are the names of the maps that can be asked for.
func ColourMaps() []string { return slices.Sorted(maps.Keys(colourMaps)) }

// bands colours the n+1 bands between n levels.
func (m colormap) bands(n int) []color.RGBA {
	colors := make([]color.RGBA, n+1)
	for i := range colors {
		colors[i] = m.at((float64(i) + 0.5) / float64(n+1))
	}
	return colors
}

// at returns the colour at t between 0 and 1.
func (m colormap) at(t float64) color.RGBA {
	if math.IsNaN(t) {
		t = 0
	}
	place := min(max(t, 0), 1) * float64(len(m)-1)
	i := min(int(place), len(m)-2)
	return blend(m[i], m[i+1], place-float64(i))
}

// bandColors colours the n+1 bands between n levels by their index, so that
// a narrow valley shows as much as a wide slope. A diverging map has its neutral
// colour at level number neutral: bands at equal distance from it are equally
// strong.
func bandColors(n int, diverging bool, neutral int) []color.RGBA {
	colors := make([]color.RGBA, n+1)
	reach := float64(max(neutral+1, n-neutral))
	for i := range colors {
		switch {
		case n == 0:
			colors[i] = viridis.at(0.5)
		case diverging:
			colors[i] = blueRed.at(0.5 + 0.5*(float64(i-neutral)-0.5)/reach)
		default:
			colors[i] = viridis.at((float64(i) + 0.5) / float64(n+1))
		}
	}
	return colors
}
