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
	low := w.places(x, y, Range{all.Min, all.Min + near*all.span()}, all.Min)
	high := w.places(x, y, Range{all.Max - near*all.span(), all.Max}, all.Max)
	return w.say(reason.Both(", lowest %s, highest %s", "，%s最低，%s最高"), low, high)
}

// mostPlaces is how many places are named rather than counted.
const mostPlaces = 3

// places names where values lie in a range, of each stretch the place nearest to
// the utmost of them.
func (w words) places(x, y []float64, in Range, utmost float64) string {
	unit := placeUnit(x)
	var names []string
	from := -1
	for i := range len(y) + 1 {
		inside := i < len(y) && in.contains(y[i])
		switch {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			names = append(names, toUnit(placeOf(x, y, from, i, utmost), unit))
			from = -1
		}
	}
	if len(names) > mostPlaces {
		return w.say(reason.Both("in %d places", "在 %d 处"), len(names))
	}
	return w.say(reason.Both("near %s", "在 %s 附近"), strings.Join(names, w.say(reason.Both(" and ", "、"))))
}

// placeOf is the middle of the places of a stretch, to without it, that are
// nearest to a value.
func placeOf(x, y []float64, from, to int, value float64) float64 {
	least, first, last := math.Inf(1), from, from
	for i := from; i < to; i++ {
		if d := math.Abs(y[i] - value); d < least {
			least, first = d, i
		}
		if math.Abs(y[i]-value) == least {
			last = i
		}
	}
	return (x[first] + x[last]) / 2
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
