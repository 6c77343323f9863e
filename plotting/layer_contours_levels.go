package plotting

import (
	"math"
	"slices"
)

// levelSet is the choice of level lines of a function.
type levelSet struct {
	values    []float64
	step      float64   // between evenly spaced levels; 0 when they are not
	diverging bool      // the function changes sign around a meaningful value
	neutral   int       // index of the first level ≥ that value
	plateaus  []float64 // all values of the function, where it has few
}

// defaultLevels is how many level lines are wanted.
const defaultLevels = 14

// crowded is the share of the area in one band from which evenly spaced
// levels say too little: a circular bowl has 0.11, Rosenbrock's function 0.5.
const crowded = 0.36

// chooseLevels picks levels that suit the samples of a function:
// evenly spaced at round numbers where the bands then share the area
// tolerably, else spaced by 1, 2, 5, 10, … away from the bottom, the top or
// the neutral value. neutral is NaN where no value is known to have a meaning;
// zero then has one if the function goes clearly to both sides of it. A scale
// that is asked for takes even levels, or those spaced by factors.
func chooseLevels(s *samples, count int, neutral float64, spaced Scale) levelSet {
	sorted := s.sorted
	if len(sorted) == 0 {
		return levelSet{}
	}
	low, high := sorted[0], sorted[len(sorted)-1]
	if high-low <= 1e-12*max(math.Abs(low), math.Abs(high)) {
		return levelSet{}
	}
	if count < 2 {
		count = defaultLevels
	}
	low, high = s.low, s.high
	neutral = meaning(low, high, neutral)
	diverging := !math.IsNaN(neutral)

	step := nearStep((high - low) / float64(count-1))
	origin := 0.0
	if diverging {
		origin = neutral
	}
	set := levelSet{values: inside(multiples(low, high, step, origin), low, high), step: step}
	uneven := largestShare(sorted, set.values) > crowded || !diverging && lopsided(sorted, low, high)
	if spaced == Logarithmic || spaced != Linear && (len(set.values) < 2 || uneven) {
		set = levelSet{values: ladder(sorted, low, high, count, neutral)}
	}
	if diverging {
		set.diverging = true
		set.neutral, _ = slices.BinarySearch(set.values, neutral-1e-12*(high-low))
	}
	return set
}

// lopsided reports whether most values are near one end of their range, so that
// evenly spaced levels would show the other end and make one blot of this one.
// The median of a bowl is at a third.
func lopsided(sorted []float64, low, high float64) bool {
	middle := (median(sorted) - low) / (high - low)
	return middle < 0.22 || middle > 0.78
}

// givenLevels takes the levels that a caller wants, with zero as the neutral
// value if they lie on both sides of it.
func givenLevels(values []float64, neutral float64) levelSet {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	set := levelSet{values: sorted}
	if len(sorted) > 1 {
		neutral = meaning(sorted[0], sorted[len(sorted)-1], neutral)
		if set.diverging = !math.IsNaN(neutral); set.diverging {
			set.neutral, _ = slices.BinarySearch(sorted, neutral)
		}
	}
	return set
}

// meaning is the neutral value: the given one if it lies inside, else zero
// where the function reaches clearly to both sides of it, else NaN.
func meaning(low, high, neutral float64) float64 {
	if !math.IsNaN(neutral) {
		if low < neutral && neutral < high {
			return neutral
		}
		return math.NaN()
	}
	if clearlyBetween(low, 0, high) {
		return 0
	}
	return math.NaN()
}

// clearlyBetween reports whether neither side of v is far smaller than the other.
func clearlyBetween(low, v, high float64) bool {
	return low < v && v < high && min(v-low, high-v) > 0.1*max(v-low, high-v)
}

// largestShare is the share of the values in the fullest band.
func largestShare(sorted, levels []float64) float64 {
	most, from := 0, 0
	for _, l := range levels {
		to, _ := slices.BinarySearch(sorted, l)
		most = max(most, to-from)
		from = to
	}
	return float64(max(most, len(sorted)-from)) / float64(len(sorted))
}

func inside(levels []float64, low, high float64) []float64 {
	margin := 1e-9 * (high - low)
	return slices.DeleteFunc(levels, func(l float64) bool { return l <= low+margin || l >= high-margin })
}

// ladder spaces levels by 1, 2, 5, 10, …: on both sides of the neutral value,
// upwards from the bottom or downwards from the top, whichever end most values
// are near.
func ladder(sorted []float64, low, high float64, count int, neutral float64) []float64 {
	if !math.IsNaN(neutral) {
		away := make([]float64, len(sorted))
		for i, v := range sorted {
			away[i] = math.Abs(v - neutral)
		}
		slices.Sort(away)
		rungs := rungs(quantile(away, 0.05), min(away[len(away)-1], max(high-neutral, neutral-low)), count/2)
		levels := []float64{neutral}
		for _, r := range rungs {
			levels = append(levels, neutral-r, neutral+r)
		}
		return strictlyInside(levels, low, high)
	}
	median := quantile(sorted, 0.5)
	base, end, sign, near := low, high, 1.0, quantile(sorted, 0.01)
	if median > (low+high)/2 {
		base, end, sign, near = high, low, -1.0, quantile(sorted, 0.99)
	}
	base = roundBase(base, end, math.Abs(median-base))
	from := (near - base) * sign
	if from <= 0 {
		from = math.Abs(median-base) / 1e3
	}
	var levels []float64
	for _, r := range rungs(from, math.Abs(end-base), count) {
		level := base + sign*r
		if base != 0 {
			unit := math.Pow(10, math.Floor(math.Log10(r))) / 2
			level = tidy(math.Round(level/unit)*unit, unit)
		}
		levels = append(levels, level)
	}
	return strictlyInside(levels, low, high)
}

// strictlyInside sorts levels and keeps those between low and high, each once.
func strictlyInside(levels []float64, low, high float64) []float64 {
	slices.Sort(levels)
	levels = slices.Compact(levels)
	return slices.DeleteFunc(levels, func(l float64) bool { return l <= low || l >= high })
}

// roundBase rounds the end that a ladder stands on: to zero when zero is near
// it on the scale of the values or it is far smaller than the other end, of the
// same sign; else to three digits of that scale.
func roundBase(base, end, scale float64) float64 {
	if math.Abs(base) < 0.02*scale || base*end > 0 && math.Abs(end) > 50*math.Abs(base) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(scale))-2)
	return tidy(math.Round(base/unit)*unit, unit)
}

// steps of a ladder within a power of ten, from fine to coarse.
var mantissas = [][]float64{{1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}}

// rungs are round numbers in [from, to], the finest choice of about count or fewer.
func rungs(from, to float64, count int) []float64 {
	if !(from > 0) || !(to > from) {
		from = to / 1e3
	}
	if !(from > 0) || math.IsInf(to, 0) {
		return nil
	}
	first, last := int(math.Floor(math.Log10(from))), int(math.Ceil(math.Log10(to)))
	for skip := 1; ; skip++ {
		for _, set := range mantissas {
			if skip > 1 && len(set) > 1 {
				continue
			}
			var list []float64
			for e := first; e <= last; e += skip {
				for _, m := range set {
					v := tidy(m*math.Pow(10, float64(e)), math.Pow(10, float64(e)))
					if v >= from && v <= to {
						list = append(list, v)
					}
				}
			}
			if len(list) <= count+min(2, (count-1)/3) {
				return list
			}
		}
	}
}
