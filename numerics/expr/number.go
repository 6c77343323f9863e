package expr

import (
	"math"
	"strconv"
	"strings"
)

// digits is how many significant digits formulas show.
const digits = 6

// decimal is a non-negative number with six significant digits: mantissa and decimal exponent, which is 0 unless the
// number is very large or small.
func decimal(x float64) (mantissa string, exponent int) {
	if x == math.Trunc(x) && x < 1e9 {
		return strconv.FormatFloat(x, 'f', -1, 64), 0
	}
	mantissa, power, scientific := strings.Cut(strconv.FormatFloat(x, 'g', digits, 64), "e")
	if strings.Contains(mantissa, ".") {
		mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	}
	if scientific {
		exponent, _ = strconv.Atoi(power)
	}
	return mantissa, exponent
}

// multipleOfPi recognises p/q · π^power for small p and q.
func multipleOfPi(x float64) (r ratio, power int, ok bool) {
	for power, unit := range []float64{math.Pi, math.Pi * math.Pi} {
		for q := 1.0; q <= 12; q++ {
			p := math.Round(x / unit * q)
			if p > 0 && p <= 1000 && math.Abs(p*unit/q-x) <= 4e-16*x {
				return reduce(p, q), power + 1, true
			}
		}
	}
	return ratio{}, 0, false
}
