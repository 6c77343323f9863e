package plotting

import "math"

// How high a function goes near a place is seen by looking closer and closer, to the last digits of the place. The tops of a
// function with a bound come to rest; those of 1/x grow by factors, those of log x by as much with each look.

const (
	lookCloser    = 4.0
	mostLooks     = 40
	samplesOfLook = 17 // along a line
	lastDigits    = 64 // units in the last place, nearer than which nothing is seen
)

// resolution is how near to a place its numbers still differ.
func resolution(at float64) float64 {
	at = math.Abs(at)
	return lastDigits * (math.Nextafter(at, math.Inf(1)) - at)
}

// isEndless reports whether the tops of looks, each closer than the one before, grow without end, by more than a least amount.
func isEndless(tops []float64, least float64) bool {
	n := len(tops)
	if n == 0 || math.IsInf(tops[n-1], 1) {
		return n > 0
	}
	third := n / 3
	if third < 2 {
		return false
	}
	before, last := tops[n-1-third]-tops[n-1-2*third], tops[n-1]-tops[n-1-third]
	return last > least && last >= 0.7*before
}

// summit is a place along a line where a function is highest of all near it.
type summit struct {
	at, value float64
	endless   bool
}

// closeUp looks at where sign·f is highest near a place, not further than a step, within a range; values are sign·f.
func closeUp(f func(x, out []float64), at, step float64, within Range, sign, least float64) summit {
	var x, y [samplesOfLook]float64
	var tops []float64
	top := summit{at, math.Inf(-1), false}
	for range mostLooks {
		for k := range x {
			x[k] = min(max(top.at+step*(float64(k)/(samplesOfLook-1)*2-1), within.Min), within.Max)
		}
		x[samplesOfLook/2] = top.at
		f(x[:], y[:])
		if k := highestOf(y[:], sign); sign*y[k] > top.value {
			top.at, top.value = x[k], sign*y[k]
		}
		tops = append(tops, top.value)
		if step /= lookCloser; step < resolution(top.at) || math.IsInf(top.value, 1) || isAtRest(tops) {
			break
		}
	}
	top.endless = isEndless(tops, least)
	top = tidied(f, top, within, sign)
	top.value = withoutRounding(f, top, within)
	return top
}

// tidied is a summit at the number of few digits beside it, where f is as high there.
func tidied(f func(x, out []float64), top summit, within Range, sign float64) summit {
	unit := math.Pow(10, math.Floor(math.Log10(within.span()))-9)
	x, y := []float64{math.Round(top.at/unit) * unit}, []float64{0}
	if !within.contains(x[0]) {
		return top
	}
	if f(x, y); sign*y[0] >= top.value {
		top.at, top.value = x[0], sign*y[0]
	}
	return top
}

// isAtRest reports that the last looks have found nothing higher.
func isAtRest(tops []float64) bool {
	const few = 8
	n := len(tops)
	return n > few && tops[n-1]-tops[n-1-few] <= 1e-16*math.Abs(tops[n-1])
}

// withoutRounding is the value of a summit, 0 where it is less than what it changes by within the resolution of its place.
func withoutRounding(f func(x, out []float64), top summit, within Range) float64 {
	near := []float64{max(top.at-resolution(top.at), within.Min), min(top.at+resolution(top.at), within.Max)}
	values := make([]float64, len(near))
	f(near, values)
	for _, v := range values {
		if math.Abs(top.value) < math.Abs(math.Abs(v)-math.Abs(top.value)) {
			return 0
		}
	}
	return top.value
}

// isEndlessIn tells the same of a function of two near a point, and the place.
func isEndlessIn(f Field, at, step [2]float64, v view, sign, least float64) (place [2]float64, endless bool) {
	var x, y, z [lookAcross * lookAcross]float64
	var tops []float64
	highest := math.Inf(-1)
	for range mostLooks {
		for k := range x {
			s, t := float64(k%lookAcross)/(lookAcross-1)*2-1, float64(k/lookAcross)/(lookAcross-1)*2-1
			x[k] = min(max(at[0]+s*step[0], v.x.Min), v.x.Max)
			y[k] = min(max(at[1]+t*step[1], v.y.Min), v.y.Max)
		}
		f(x[:], y[:], z[:])
		if k := highestOf(z[:], sign); sign*z[k] > highest {
			at, highest = [2]float64{x[k], y[k]}, sign*z[k]
		}
		tops = append(tops, highest)
		step[0], step[1] = step[0]/lookCloser, step[1]/lookCloser
		if step[0] < resolution(at[0]) || step[1] < resolution(at[1]) || math.IsInf(highest, 1) {
			break
		}
	}
	return at, isEndless(tops, least)
}
