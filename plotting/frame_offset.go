package plotting

import (
	"math"
	"strconv"
	"strings"
)

// less names what is shown without an offset: f − 10^8.
func less(name string, offset float64) string {
	switch {
	case offset == 0:
		return name
	case offset < 0:
		return name + " + " + short(-offset, 15)
	}
	return name + " − " + short(offset, 15)
}

// commonOffset is what is taken from levels that would be written alike: a round
// number near the lowest; 0: they differ enough.
func commonOffset(levels []float64) float64 {
	if len(levels) < 2 {
		return 0
	}
	low, high := levels[0], levels[len(levels)-1]
	same := false
	for i := 1; i < len(levels); i++ {
		same = same || short(levels[i], 5) == short(levels[i-1], 5)
	}
	if !same || low*high <= 0 {
		return 0
	}
	return offsetOf(low, high, high-low)
}

// offsetOf is a round number that is taken from values from low to high, at least a step apart: one at or below them, or one of
// fewer digits among them: 5 of 4.999 … 5.001.
func offsetOf(low, high, step float64) float64 {
	unit := math.Pow(10, math.Ceil(math.Log10(max(high-low, step))))
	below := tidy(math.Floor(low/unit)*unit, unit)
	for ; unit > step; unit /= 10 {
		if among := tidy(math.Ceil(low/unit)*unit, unit); among <= high {
			if figures(among) < figures(below) {
				return among
			}
			break
		}
	}
	return below
}

// figures is how many digits of a number stand before its zeros: 1 of 100000000, 7 of 99999990.
func figures(v float64) int {
	mantissa, _, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'e', -1, 64), "e")
	return len(strings.Replace(mantissa, ".", "", 1))
}
