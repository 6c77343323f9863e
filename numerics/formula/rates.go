package formula

import (
	"math/big"
	"slices"

	"saddle/numerics/exact"
)

// Rates is what is known exactly of the learning rates that a Hessian allows: nil for what is not.
type Rates struct {
	Eigenvalues                          []exact.Form
	Limit, Best, Kappa, Momentum, Stride []exact.Form // one each; Stride is the rate that goes with Momentum
}

// RatesOf are the rates of a Hessian whose eigenvalues, ascending, are known exactly and of which none is zero.
func RatesOf(eigenvalues []exact.Form) (r Rates) {
	r.Eigenvalues = eigenvalues
	values, sizes := make([]*big.Float, len(eigenvalues)), make([]*big.Float, len(eigenvalues))
	for k, f := range eigenvalues {
		values[k] = f.Value(prec)
		sizes[k] = blank().Abs(values[k])
		if sizes[k].Sign() == 0 {
			return r
		}
	}
	if len(values) == 0 {
		return r
	}
	smallest, largest := slices.MinFunc(sizes, (*big.Float).Cmp), slices.MaxFunc(sizes, (*big.Float).Cmp)
	low, high := values[0], values[len(values)-1]
	two := whole64(2)
	r.Kappa = one(blank().Quo(largest, smallest))
	if high.Sign() > 0 {
		r.Limit = one(blank().Quo(two, high))
	}
	if low.Sign() > 0 {
		r.Best = one(blank().Quo(two, blank().Add(low, high)))
		rootLow, rootHigh := blank().Sqrt(low), blank().Sqrt(high)
		sum := blank().Add(rootLow, rootHigh)
		factor := blank().Quo(blank().Sub(rootHigh, rootLow), sum)
		r.Momentum = one(blank().Mul(factor, factor))
		stride := blank().Quo(two, sum)
		r.Stride = one(blank().Mul(stride, stride))
	}
	return r
}

// one is the form of a number; nil where it has none.
func one(x *big.Float) []exact.Form {
	if x.Sign() == 0 {
		zero, _ := exact.Rational(new(big.Rat))
		return []exact.Form{zero}
	}
	f, ok := exact.IdentifySum(x)
	if !ok {
		return nil
	}
	return []exact.Form{f}
}
