package exact

import (
	"math/big"

	"saddle/numerics/expr"
)

// Coefficients are those of a polynomial of one number, from the constant on; ok is false where f is none, is too large, or has numbers that
// are not known exactly.
func Coefficients(f *expr.Function) (coefficients []*big.Rat, ok bool) {
	if f.Dimension() != 1 {
		return nil, false
	}
	p, sure, ok := readSurely(f, []float64{0})
	if !sure || !ok {
		return nil, false
	}
	coefficients = make([]*big.Rat, p.degree(0)+1)
	for k := range coefficients {
		if coefficients[k] = p[string([]byte{byte(k)})]; coefficients[k] == nil {
			coefficients[k] = new(big.Rat)
		}
	}
	return coefficients, true
}
