package plotting

import (
	"math"
	"slices"
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
	const near, fair = 1e-3, 0.1
	low, high := w.say(many), w.say(many)
	if !isTooFine(y, Range{all.Min, all.Min + fair*all.span()}) {
		low = w.places(x, y, Range{all.Min, all.Min + near*all.span()}, all.Min)
	}
	if !isTooFine(y, Range{all.Max - fair*all.span(), all.Max}) {
		high = w.places(x, y, Range{all.Max - near*all.span(), all.Max}, all.Max)
	}
	return w.say(reason.Both(", lowest %s, highest %s", "，%s最低，%s最高"), low, high)
}

var many = reason.Both("in many places", "在许多处")

// isTooFine reports that values come into a range so often that their utmost
// ones lie between those that are known: of a wave with fewer than 50 values a
// period only some crests come within a thousandth.
func isTooFine(y []float64, in Range) bool {
	const period = 50
	times, inside := 0, false
	for _, v := range y {
		if in.contains(v) && !inside {
			times++
		}
		inside = in.contains(v)
	}
	return times > mostPlaces && times*period > len(y)
}

// mostPlaces is how many places are named rather than counted.
const mostPlaces = 3

// places names where values lie in a range, of each stretch the place nearest to
// the utmost of them. Places that read alike, as beside a pole, are one.
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
			if name := toUnit(placeOf(x, y, from, i, utmost), unit); !slices.Contains(names, name) {
				names = append(names, name)
			}
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
