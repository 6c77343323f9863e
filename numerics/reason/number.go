package reason

import (
	"math"
	"strconv"
	"strings"
)

// Undefined stands for a number that is none: where a function has no value, or no derivative.
const Undefined = "–"

// Number writes a number with a count of significant digits, without trailing zeros, a negative zero or padding in its
// exponent: 0.25, 1e-7, ∞. Whole numbers below 1e15 are written out.
func Number(x float64, digits int) string {
	switch {
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return "-∞"
	case math.IsNaN(x):
		return Undefined
	case x == 0:
		return "0"
	}
	size := math.Abs(x)
	if size >= 1e-5 && size < math.Pow10(max(6, digits)) || size < 1e15 && x == math.Trunc(x) {
		text := strconv.FormatFloat(x, 'f', max(0, digits-1-int(math.Floor(math.Log10(size)))), 64)
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
		return text
	}
	return shortExponent(strconv.FormatFloat(x, 'g', digits, 64))
}

// shortExponent writes 1e+06 as 1e6 and 1e-07 as 1e-7.
func shortExponent(text string) string {
	mantissa, exponent, found := strings.Cut(text, "e")
	if !found {
		return text
	}
	sign := ""
	if strings.HasPrefix(exponent, "-") {
		sign = "-"
	}
	return mantissa + "e" + sign + strings.TrimLeft(exponent, "+-0")
}
