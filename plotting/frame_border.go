package plotting

import "math"

// withBorders puts between points of a curve the borders of its domain: where it has a value on one side and none on the other,
// the last place that has one, to the last digit. Beside a pole there is none.
func withBorders(f func(x, out []float64), x, y []float64) (xs, ys []float64) {
	var inside, outside []float64
	var at []int
	for i := range len(x) - 1 {
		if math.IsNaN(y[i]) == math.IsNaN(y[i+1]) {
			continue
		}
		in, out := i, i+1
		if math.IsNaN(y[i]) {
			in, out = i+1, i
		}
		inside, outside, at = append(inside, x[in]), append(outside, x[out]), append(at, i)
	}
	const mostBorders = 32
	if len(at) == 0 || len(at) > mostBorders {
		return x, y
	}
	values := halved(f, inside, outside)
	for i := range x {
		xs, ys = append(xs, x[i]), append(ys, y[i])
		if len(at) == 0 || at[0] != i {
			continue
		}
		inner := x[i]
		if math.IsNaN(y[i]) {
			inner = x[i+1]
		}
		if isBorder(f, inside[0], inner, values[0]) {
			xs, ys = append(xs, inside[0]), append(ys, values[0])
		}
		at, inside, values = at[1:], inside[1:], values[1:]
	}
	return xs, ys
}

// halved moves places inside and outside a domain together, and gives the values inside.
func halved(f func(x, out []float64), inside, outside []float64) (values []float64) {
	const halvings = 1100 // down to the least number there is
	middle, values := make([]float64, len(inside)), make([]float64, len(inside))
	for range halvings {
		moved := false
		for k := range middle {
			middle[k] = inside[k] + (outside[k]-inside[k])/2
			moved = moved || middle[k] != inside[k] && middle[k] != outside[k]
		}
		if !moved {
			break
		}
		f(middle, values)
		for k, v := range values {
			if math.IsNaN(v) {
				outside[k] = middle[k]
			} else {
				inside[k] = middle[k]
			}
		}
	}
	f(inside, values)
	return values
}

// isBorder reports whether the value at the end of a domain, between two neighbouring points, is one that the curve comes to.
func isBorder(f func(x, out []float64), at, inner float64, value float64) bool {
	if math.IsInf(value, 0) || at == inner {
		return false
	}
	var places []float64
	for step := inner - at; len(places) < mostLooks && math.Abs(step) > resolution(at); step /= lookCloser {
		places = append(places, at+step)
	}
	rising, falling := make([]float64, len(places)), make([]float64, len(places))
	f(places, rising)
	for k, v := range rising {
		falling[k] = -v
	}
	return !isEndless(rising, 0) && !isEndless(falling, 0) && comesTo(places, rising, at, value)
}

// comesTo reports whether values at places ever closer to the end of a domain come nearer to the value there, as they do unless rounding
// has made that: (x - sin(x))/x^3 is next to 1/6 close to 0, and 0 at the least number there is.
func comesTo(places, values []float64, at, value float64) bool {
	const closer, nearer = 1e-3, 0.95
	for k, x := range places {
		if math.Abs(x-at) <= closer*math.Abs(places[0]-at) {
			return math.Abs(values[k]-value) <= nearer*math.Abs(values[0]-value)
		}
	}
	return true
}
