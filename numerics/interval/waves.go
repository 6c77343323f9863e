package interval

import "math"

// sin and cos: the values at the ends, and ±1 where a peak or a trough lies between.
func sin(a Interval) Interval { return wave(a, math.Sin, 0.25) }
func cos(a Interval) Interval { return wave(a, math.Cos, 0) }

// farthest is the largest argument for which the error of the library's reduction by π/4 is bounded here.
const farthest = 1 << 29

// wave is a function of period 2π with its peak at that part of a period and its trough half a period on.
func wave(a Interval, f func(float64) float64, peak float64) Interval {
	if !(a.Width() < 2*math.Pi) || a.Size() >= farthest {
		return Interval{-1, 1, a.Doubts}
	}
	u, v := waveAt(a.Lo, f), waveAt(a.Hi, f)
	lo, hi := math.Max(math.Min(u.Lo, v.Lo), -1), math.Min(math.Max(u.Hi, v.Hi), 1)
	if meets(a, peak) {
		hi = 1
	}
	if meets(a, peak+0.5) {
		lo = -1
	}
	return Interval{lo, hi, a.Doubts}
}

// waveAt adds to the library's error that of its reduction by multiples of π/4, which it knows to 2^-100: where the sine
// is close to zero, that is many units in its last place.
func waveAt(x float64, f func(float64) float64) Interval {
	y := f(x)
	if isKnown(x, y) {
		return Exactly(y)
	}
	lost := math.Abs(x) * 0x1p-98
	return Interval{Lo: down(below(y) - lost), Hi: up(above(y) + lost)}
}

// meets reports whether some x = 2π (k + phase), k whole, may lie in the interval.
func meets(a Interval, phase float64) bool {
	lo, hi := a.Lo/(2*math.Pi)-phase, a.Hi/(2*math.Pi)-phase
	slack := 0x1p-49 * (1 + math.Abs(lo) + math.Abs(hi))
	return math.Floor(hi+slack) >= math.Ceil(lo-slack)
}

func tan(a Interval) Interval {
	if !(a.Width() < math.Pi) || a.Size() >= farthest || meets(Interval{Lo: 2 * a.Lo, Hi: 2 * a.Hi}, 0.5) {
		return entire(a.Doubts | Partial)
	}
	return rising(tanAt)(a)
}

func tanAt(x float64) Interval {
	return Div(waveAt(x, math.Sin), waveAt(x, math.Cos))
}
