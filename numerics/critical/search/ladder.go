package search

import (
	"context"
	"math"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
)

// mostSharpening is how many products of coefficients the search for one degenerate point may cost.
const mostSharpening = 5e7

// beside looks at a function of one variable by its Taylor coefficients.
type beside struct {
	f      *expr.Function
	effort *jet.Effort // nil for no bound
}

// sharpened looks for the degenerate point of one variable beside z: where f is a power (x - p)ᵐ to leading order, its
// derivative of order m - 1 has a simple zero at p, which Newton's method finds to the last digit. The order is the least one at
// which that zero is no further from z than the boxes that resisted are wide. ok is false where there is none.
func (s *search) sharpened(ctx context.Context, z float64, width float64) (p float64, ok bool) {
	const most = 24
	b := beside{s.f, jet.NewEffort(ctx, mostSharpening)}
	series := b.series(z, most)
	for m := 3; series != nil && m <= most; m++ {
		if math.Abs(series[m].Mid) <= series[m].Rad {
			continue
		}
		if p, ok := b.zeroOfOrder(z, m-1, series, width); ok {
			return p, true
		}
	}
	return 0, false
}

// zeroOfOrder is the zero of the derivative of an order that Newton's method reaches from z, if no further away than the
// width.
func (b beside) zeroOfOrder(z float64, order int, series jet.Jet, width float64) (float64, bool) {
	p := z
	for range 12 {
		step := -series[order].Mid / (float64(order+1) * series[order+1].Mid)
		if !(math.Abs(p+step-z) <= width) {
			return 0, false
		}
		if p += step; math.Abs(step) <= roundoff*math.Abs(p) {
			return p, true
		}
		if series = b.series(p, order+1); series == nil {
			return 0, false
		}
	}
	return p, true
}

// series are the Taylor coefficients at a number, nil where there are none.
func (b beside) series(p float64, order int) jet.Jet {
	return jet.Line(b.effort, b.f, []float64{p}, 0, []float64{1}, order)
}
