package plotting

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// digits writes a number with at most n significant digits and no -0, as text:
// 0.00739, 11.34, 1e-9, ∞, and – where there is none.
func digits(v float64, n int) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "-∞"
	}
	s := strconv.FormatFloat(v, 'g', n, 64)
	if s == "-0" {
		return "0"
	}
	if mantissa, exponent, ok := strings.Cut(s, "e"); ok {
		e, _ := strconv.Atoi(exponent)
		if e >= 0 && e < 7 { // %g turns to exponents too soon: 5e+03
			if f := strconv.FormatFloat(v, 'f', 0, 64); len(strings.TrimLeft(f, "-")) <= 7 {
				rounded, _ := strconv.ParseFloat(s, 64)
				return strconv.FormatFloat(rounded, 'f', 0, 64)
			}
		}
		return mantissa + "e" + strconv.Itoa(e)
	}
	return s
}

// short writes a number as it stands in a picture: 0.25, −3, 2×10^5.
func short(v float64, n int) string {
	s := digits(v, n)
	if math.Abs(v) >= 1e5 && !math.IsInf(v, 0) {
		s = strconv.FormatFloat(v, 'e', n-1, 64)
		m, e, _ := strings.Cut(s, "e")
		s = strings.TrimSuffix(strings.TrimRight(m, "0"), ".") + "e" + strings.TrimLeft(strings.TrimPrefix(e, "+"), "0")
	}
	mantissa, exponent, ok := strings.Cut(s, "e")
	s = strings.Replace(mantissa, "-", "−", 1)
	if !ok {
		return s
	}
	power := "10^" + strings.Replace(exponent, "-", "−", 1)
	switch s {
	case "1":
		return power
	case "−1":
		return "−" + power
	}
	return s + "×" + power
}

// digits is how many digits tell numbers of a range apart to about a hundredth of it, at least four.
func (r Range) digits() int {
	const fewest, most = 4, 15
	ratio := max(math.Abs(r.Min), math.Abs(r.Max)) / r.span()
	if !(ratio > 100) || math.IsInf(ratio, 1) {
		return fewest
	}
	return min(int(math.Ceil(math.Log10(ratio)))+2, most)
}

// pointIn writes a point as text, its numbers such that points of a view are told apart: (1000001, 0.1).
func (v view) pointIn(x, y float64) string {
	return "(" + digits(x, v.x.digits()) + ", " + digits(y, v.y.digits()) + ")"
}

// pointText writes a point as text: (0.1, 0.1).
func pointText(x, y float64) string {
	return fmt.Sprintf("(%s, %s)", digits(x, 4), digits(y, 4))
}

// ends writes both ends of a range, with as many digits as it takes to tell them apart.
func (r Range) ends() (lo, hi string) {
	const most = 15
	for n := r.digits(); ; n++ {
		if lo, hi = digits(r.Min, n), digits(r.Max, n); lo != hi || n == most {
			return lo, hi
		}
	}
}

// roundStep is the round number 1, 2, 2.5 or 5 times a power of ten next to or
// above v > 0.
func roundStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if v <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// nearStep is a round number near v > 0: the simplest one, 1, 2, 2.5 or 5 times
// a power of ten, if that is within a quarter of v, else also 1.5, 3, 4, 6 or 8.
func nearStep(v float64) float64 {
	simple := nearest(v, []float64{1, 2, 2.5, 5, 10})
	if ratio := v / simple; ratio < 1.27 && ratio > 1/1.27 {
		return simple
	}
	return nearest(v, []float64{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10})
}

// nearest is the multiple of a power of ten by one of the mantissas that is
// nearest to v > 0 by ratio.
func nearest(v float64, mantissas []float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	best := power
	for _, m := range mantissas {
		if math.Abs(math.Log(m*power/v)) < math.Abs(math.Log(best/v))-1e-12 {
			best = m * power
		}
	}
	return best
}

// multiples lists the multiples of step, shifted by origin, in [lo, hi].
func multiples(lo, hi, step, origin float64) []float64 {
	var list []float64
	slack := 1e-9 * step
	first := math.Ceil((lo - origin - slack) / step)
	last := math.Floor((hi - origin + slack) / step)
	if !(last-first < 1000) {
		return nil
	}
	for k := first; k <= last; k++ {
		list = append(list, tidy(origin+k*step, step))
	}
	return list
}

// tidy rounds away what is far below step: 0.30000000000000004 becomes 0.3.
func tidy(v, step float64) float64 {
	decimals := 3 - int(math.Floor(math.Log10(step)))
	if decimals < -300 || decimals > 300 {
		return v
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', max(decimals, 0), 64), 64)
	if err != nil || math.Abs(rounded-v) > 1e-6*step {
		return v
	}
	return rounded + 0 // no -0
}
