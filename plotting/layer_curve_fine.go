package plotting

import "math"

// Between its points a curve is looked at closer where it waves faster than they tell.
const (
	probeEvery = 8  // points: how often a value between two of them is looked at
	fineValues = 16 // values between two points in a wave
	waveRow    = 16 // points in a row, most of which are in a wave where there is one
	waveMost   = 9
	waveTurns  = 3 // in a row
)

// refined is a curve with the least and the greatest value between each two points in a wave.
func refined(f func(x, out []float64), x, y []float64) (xs, ys []float64) {
	waves := mostOfRow(waving(f, x, y))
	var between []float64
	for i, wave := range waves {
		for k := range fineValues {
			if wave {
				between = append(between, x[i]+(x[i+1]-x[i])*(float64(k)+scattered(i*fineValues+k))/fineValues)
			}
		}
	}
	if len(between) == 0 {
		return x, y
	}
	values := make([]float64, len(between))
	f(between, values)
	for i := range x {
		xs, ys = append(xs, x[i]), append(ys, y[i])
		if i < len(waves) && waves[i] {
			for _, k := range leastAndGreatest(values[:fineValues]) {
				xs, ys = append(xs, between[k]), append(ys, values[k])
			}
			between, values = between[fineValues:], values[fineValues:]
		}
	}
	return xs, ys
}

// scattered are numbers between 0 and 1 that keep no step with any wave.
func scattered(i int) float64 {
	_, part := math.Modf(float64(i) * math.Phi)
	return part
}

// leastAndGreatest is where the least and the greatest value stand, in their order.
func leastAndGreatest(values []float64) []int {
	low, high := -1, -1
	for k, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
			continue
		case low < 0:
			low, high = k, k
		case v < values[low]:
			low = k
		case v > values[high]:
			high = k
		}
	}
	switch {
	case low < 0:
		return nil
	case low == high:
		return []int{low}
	}
	return []int{min(low, high), max(low, high)}
}

// waving tells after which points the curve bends more than a line between points shows, or leaves that line for reasons
// that the points around do not tell, as a wave does that is in step with them.
func waving(f func(x, out []float64), x, y []float64) []bool {
	const bent, off = 0.1, 0.01 // of the middle of the values
	if len(x) < waveRow {
		return nil
	}
	var probes []float64
	for i := probeEvery / 2; i+1 < len(x); i += probeEvery {
		probes = append(probes, x[i]+(x[i+1]-x[i])*(0.3+0.4*scattered(i)))
	}
	values := make([]float64, len(probes))
	f(probes, values)
	width := middleWidth(y, values)
	waves := make([]bool, len(x)-1)
	if !(width > 0) {
		return waves
	}
	bend := func(i int) float64 {
		i = min(max(i, 1), len(y)-2)
		return math.Abs(y[i-1] - 2*y[i] + y[i+1])
	}
	turns := turnsUntil(y)
	for i := range waves {
		around := turns[min(i+waveRow/2, len(y)-1)] - turns[max(i-waveRow/2, 0)]
		waves[i] = around >= waveTurns && max(bend(i), bend(i+1)) > bent*width
	}
	for k, v := range values {
		i := probeEvery/2 + k*probeEvery
		line := y[i] + (y[i+1]-y[i])*(probes[k]-x[i])/(x[i+1]-x[i])
		if math.Abs(v-line) > max(bend(i), bend(i+1))/4+off*width {
			for j := i - probeEvery/2; j < min(i+probeEvery/2, len(waves)); j++ {
				waves[j] = true
			}
		}
	}
	return waves
}

// turnsUntil counts the values up to each that are above or below both neighbours: a wave turns again and again, a pole once.
func turnsUntil(y []float64) []int {
	counts := make([]int, len(y))
	for i := 1; i < len(y); i++ {
		counts[i] = counts[i-1]
		if i+1 < len(y) && (y[i]-y[i-1])*(y[i]-y[i+1]) > 0 {
			counts[i]++
		}
	}
	return counts
}

// middleWidth is how far the middle nine tenths of values reach, or all where those are one; 0: no further than rounding.
func middleWidth(lists ...[]float64) float64 {
	var all []float64
	for _, list := range lists {
		all = append(all, list...)
	}
	sorted := sortedValues(all)
	if len(sorted) == 0 {
		return 0
	}
	low, high := sorted[0], sorted[len(sorted)-1]
	if !(high-low > 1e-12*max(math.Abs(low), math.Abs(high))) {
		return 0
	}
	if middle := quantile(sorted, 0.95) - quantile(sorted, 0.05); middle > 0 {
		return middle
	}
	return high - low
}

// mostOfRow keeps what holds for most of the points in a row: a wave, not a bend or a jump.
func mostOfRow(waves []bool) []bool {
	kept, n := make([]bool, len(waves)), 0
	for i := range waves {
		n += one(waves[i])
		if i >= waveRow {
			n -= one(waves[i-waveRow])
		}
		for j := i; n >= waveMost && j > i-waveRow && j >= 0; j-- {
			kept[j] = kept[j] || waves[j]
		}
	}
	return kept
}
