package plotting

import (
	"math"
	"strings"

	"saddle/numerics/reason"
)

// course says how values go along x: that they rise or fall all the way, or
// where they are lowest and highest; nothing where they are constant but for
// rounding.
func course(x, y []float64, w words) string {
	var all extent
	up, down, last := false, false, math.NaN()
	for _, v := range y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		up, down, last = up || v > last, down || v < last, v
		all.include(v)
	}
	switch {
	case !(all.span() > 1e-9*max(math.Abs(all.Min), math.Abs(all.Max))):
		return ""
	case !down:
		return w.say(reason.Both(", rising", "，单调上升"))
	case !up:
		return w.say(reason.Both(", falling", "，单调下降"))
	}
	const near = 1e-3
	low := w.places(x, y, Range{all.Min, all.Min + near*all.span()})
	high := w.places(x, y, Range{all.Max - near*all.span(), all.Max})
	return w.say(reason.Both(", lowest %s, highest %s", "，%s最低，%s最高"), low, high)
}

// mostPlaces is how many places are named rather than counted.
const mostPlaces = 3

// places names where values lie in a range: the middles of the stretches.
func (w words) places(x, y []float64, in Range) string {
	unit := placeUnit(x)
	var names []string
	from := -1
	for i := range len(y) + 1 {
		inside := i < len(y) && in.contains(y[i])
		switch {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			names = append(names, toUnit(placeOf(x, from, i-1), unit))
			from = -1
		}
	}
	if len(names) > mostPlaces {
		return w.say(reason.Both("in %d places", "在 %d 处"), len(names))
	}
	return w.say(reason.Both("near %s", "在 %s 附近"), strings.Join(names, w.say(reason.Both(" and ", "、"))))
}

// placeOf is the middle of a stretch, or the end of all that it reaches.
func placeOf(x []float64, from, to int) float64 {
	switch {
	case from == 0 && to < len(x)-1:
		return x[0]
	case to == len(x)-1 && from > 0:
		return x[to]
	}
	return (x[from] + x[to]) / 2
}

// placeUnit is what places are rounded to: a hundredth of what they span, or less.
func placeUnit(x []float64) float64 {
	return math.Pow(10, math.Floor(math.Log10(math.Abs(x[len(x)-1]-x[0])))-2)
}

func toUnit(v, unit float64) string {
	if !(unit > 0) || math.IsInf(unit, 0) {
		return digits(v, 3)
	}
	return digits(tidy(math.Round(v/unit)*unit, unit), 4)
}
