package exact

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// meant is the rational number that a double stands for: a quotient of small whole numbers, or the shortest decimal, that
// rounds to it.
func meant(x float64) *big.Rat {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		panic(tooMuch{})
	}
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return big.NewRat(int64(x), 1)
	}
	const largestDivisor = 1000
	for q := 2.0; q <= largestDivisor; q++ {
		if p := math.Round(x * q); p/q == x && math.Abs(p) < 1<<40 {
			return big.NewRat(int64(p), int64(q))
		}
	}
	const widest = 60 // decimal exponents that are worth the work
	if size := math.Abs(x); size > 1e60 || size < math.Pow10(-widest) {
		panic(tooMuch{})
	}
	r, ok := new(big.Rat).SetString(strconv.FormatFloat(x, 'e', -1, 64))
	if !ok {
		panic(tooMuch{})
	}
	return r
}

// isRough reports whether a number has all the digits that a double can have, so that meant may not be what it stands for: a quotient of
// large numbers that was rounded, or a measured number.
func isRough(x float64) bool {
	const most = 15 // digits that a double always keeps
	m := meant(x)
	if m.Denom().IsInt64() && m.Denom().Int64() <= 1000 {
		return !m.IsInt() && m.Num().BitLen() > 40
	}
	mantissa, _, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'e', -1, 64), "e")
	return len(mantissa)-1 > most
}
