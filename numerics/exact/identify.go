package exact

import (
	"math"
	"math/big"
	"strconv"
)

// sure is how many bits a form must have in common with a number that is known to more of them, 45 digits.
const sure = 150

// Identify is the form of a number that is known to at least 60 digits, where it has a simple one that agrees to 45 of them.
func Identify(x *big.Float) (Form, bool) {
	v, _ := x.Float64()
	for _, f := range Candidates(v, 1e-14) {
		if agrees(f.Value(sure+guard), x) {
			return f, true
		}
	}
	return Form{}, false
}

func agrees(x, y *big.Float) bool {
	d := new(big.Float).Sub(x, y)
	return d.Sign() == 0 || y.Sign() != 0 && d.MantExp(nil) < y.MantExp(nil)-sure
}

// RatOf is the quotient that a number stands for: a whole number, a decimal of up to twelve digits, or a quotient of small
// whole numbers that was rounded; nil for any other.
func RatOf(x float64) *big.Rat {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return new(big.Rat).SetFloat64(x)
	}
	text := strconv.FormatFloat(x, 'e', -1, 64)
	if len(text) <= len("-1.23456789012e-00") {
		r, _ := new(big.Rat).SetString(text)
		return r
	}
	const mostRounded = 360
	for q := 3.0; q <= mostRounded; q++ {
		if p := math.Round(x * q); p/q == x && math.Abs(p) < 1e6 {
			return big.NewRat(int64(p), int64(q))
		}
	}
	return nil
}

// Rats are the quotients that numbers stand for; false where one stands for none.
func Rats(numbers []float64) ([]*big.Rat, bool) {
	all := make([]*big.Rat, len(numbers))
	for k, x := range numbers {
		if all[k] = RatOf(x); all[k] == nil {
			return nil, false
		}
	}
	return all, true
}

// FormsOf are the forms of quotients; false where one is too long to be read.
func FormsOf(numbers []*big.Rat) ([]Form, bool) {
	forms := make([]Form, len(numbers))
	for k, r := range numbers {
		const longest = 1e6
		f, ok := Rational(r)
		if !ok || f.Over > longest || math.Abs(float64(f.Terms[0].Times)) > longest {
			return nil, false
		}
		forms[k] = f
	}
	return forms, true
}
