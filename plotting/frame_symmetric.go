package plotting

import (
	"cmp"
	"math"
	"slices"
)

// A symmetric axis is logarithmic on both sides of zero, where it is even: what
// is within its unit looks as on a linear axis.

// unitOf is the unit of a symmetric axis: the power of ten below most of the
// sizes, and not more than ten powers below the largest; 0: all are zero.
func unitOf(values []float64, low, high float64) float64 {
	largest := max(math.Abs(low), math.Abs(high))
	if !(largest > 0) || math.IsInf(largest, 0) {
		return 0
	}
	var sizes []float64
	for _, v := range values {
		if v != 0 {
			sizes = append(sizes, math.Abs(v))
		}
	}
	least := largest / 1e3
	if len(sizes) > 0 {
		slices.Sort(sizes)
		least = quantile(sizes, 0.02)
	}
	least = min(max(least, largest/1e10, math.SmallestNonzeroFloat64*1e16), largest)
	return math.Pow(10, math.Floor(math.Log10(least)))
}

// symmetric is v on an even scale.
func symmetric(v, unit float64) float64 { return math.Copysign(math.Log1p(math.Abs(v)/unit), v) }

// shareOfSymmetric is where v lies in r, from 0 to 1.
func shareOfSymmetric(r Range, unit, v float64) float64 {
	low, high := symmetric(r.Min, unit), symmetric(r.Max, unit)
	return (symmetric(v, unit) - low) / (high - low)
}

// symmetricRange is a range with a little room on a symmetric axis.
func symmetricRange(e extent, unit float64) Range {
	if !e.some {
		return defaultRange
	}
	low, high := symmetric(e.Min, unit), symmetric(e.Max, unit)
	room := 0.05 * max(high-low, 1)
	back := func(s float64) float64 { return math.Copysign(unit*math.Expm1(math.Abs(s)), s) }
	return Range{back(low - room), back(high + room)}
}

// symmetricScale puts ticks at zero and at powers of ten of both signs from the
// unit on.
func symmetricScale(r Range, unit float64, most int) scale {
	first := math.Round(math.Log10(unit))
	last := math.Floor(math.Log10(max(math.Abs(r.Min), math.Abs(r.Max), unit)))
	sides := 1.0
	if r.Min < 0 && r.Max > 0 {
		sides = 2
	}
	every := max(1, math.Ceil(sides*(last-first+1)/float64(max(most, 2))))
	s := scale{}
	if r.contains(0) {
		s.ticks = append(s.ticks, tick{0, "0"})
	}
	for e := last; e >= first; e-- {
		for _, sign := range []float64{-1, 1} {
			v := sign * math.Pow(10, e)
			if !r.contains(v) {
				continue
			}
			t := tick{value: v}
			if math.Mod(last-e, every) == 0 && (e > first || every == 1) {
				t.label = powerOfTen(int(e))
				if sign < 0 {
					t.label = "−" + t.label
				}
			}
			s.ticks = append(s.ticks, t)
		}
	}
	slices.SortFunc(s.ticks, func(a, b tick) int { return cmp.Compare(a.value, b.value) })
	return s
}
