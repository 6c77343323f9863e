package solve

import (
	"math/big"
	"slices"

	"saddle/numerics/critical/exact"
	"saddle/numerics/expr"
	"saddle/numerics/interval"

	rational "saddle/numerics/exact"
)

// byZeros solves one equation that is a polynomial with a multiple zero by exact arithmetic; ok is false for any other.
func (s *search) byZeros() (ok bool) {
	const mostPowers = 60
	if s.n != 1 || len(s.equations) != 1 {
		return false
	}
	p, ok := exact.Coefficients(&expr.Function{Variables: s.variables, Value: s.equation})
	if !ok || len(p) > mostPowers || !rational.HasMultipleZero(p) {
		return false
	}
	zeros, looked := rational.RealZeros(p, new(big.Rat).SetFloat64(s.whole[0].Lo), new(big.Rat).SetFloat64(s.whole[0].Hi))
	for _, z := range zeros {
		middle := new(big.Rat).Add(z.Lo, z.Hi)
		x, _ := middle.Mul(middle, big.NewRat(1, 2)).Float64()
		at := []float64{x}
		if enclosure := interval.Rounded(at, 1); s.asked(enclosure) {
			s.result.Solutions = append(s.result.Solutions, Solution{At: at, Proven: true, Within: enclosure, Exact: s.tests.exact(at)})
		}
	}
	s.result.Boxes, s.result.Proven = looked, true
	slices.SortFunc(s.result.Solutions, func(a, b Solution) int { return slices.Compare(a.At, b.At) })
	return true
}
