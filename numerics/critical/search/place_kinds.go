package search

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// side is a function just beside a place, on the left or on the right.
type side struct {
	defined bool
	steep   bool    // the slope grows without bound towards the place
	limit   float64 // what the values tend to; infinite or NaN where they tend to none
}

// judgePlace is the verdict on a place where f may have no derivative or end; nil where it has one and goes on, or where it
// has no value though it is defined on both sides.
func (s *search) judgePlace(ctx context.Context, b *brinks, z, doubt float64) *critical.Verdict {
	left, right := b.side(z, -1, doubt), b.side(z, 1, doubt)
	value := b.value(z)
	switch {
	case !left.defined && !right.defined:
		return nil
	case left.defined && right.defined:
		v, err := critical.Classify(ctx, s.f, []float64{z})
		if err != nil || v.Kind != critical.NotDifferentiable || v.Reason.Key == "critical.jump" || math.IsNaN(value) || math.IsInf(value, 0) {
			return nil
		}
		return v
	}
	within := left
	if right.defined {
		within = right
	}
	return endVerdict(z, value, within)
}

// endVerdict is the verdict on an end of the domain: not differentiable where f has a value there and a slope without bound.
func endVerdict(z, value float64, within side) *critical.Verdict {
	v := &critical.Verdict{Kind: critical.EndOfDomain, Value: value, GradientNorm: math.NaN(), Isolated: true}
	at := []float64{z}
	switch {
	case !math.IsNaN(value) && !math.IsInf(value, 0) && within.steep:
		v.Kind, v.Reason = critical.NotDifferentiable, reason.Of("critical.end.steep", at)
	case !math.IsNaN(value) && !math.IsInf(value, 0):
		v.Reason = reason.Of("critical.end", at)
	case math.IsInf(within.limit, 0) || math.IsNaN(within.limit):
		v.Value, v.Reason = within.limit, reason.Of("critical.end.unbounded", at)
	default:
		v.Value, v.Reason = within.limit, reason.Of("critical.end.open", at, within.limit)
	}
	return v
}

// value is f at z, or at the neighbour of z that it has a value at: a place is known to the last digit only.
func (b *brinks) value(z float64) float64 {
	for _, x := range []float64{z, math.Nextafter(z, math.Inf(-1)), math.Nextafter(z, math.Inf(1))} {
		if x != z && jetShort(z) {
			break
		}
		if b.f.Run([]float64{x}, b.out) == nil && !math.IsNaN(b.out[0]) {
			return b.out[0]
		}
	}
	return math.NaN()
}

// jetShort reports whether a number is exactly what it stands for.
func jetShort(x float64) bool { return math.Float64bits(x)&(1<<21-1) == 0 }

// side looks at f at distances from z that get shorter, all of them more than the doubt about the place.
func (b *brinks) side(z, direction, doubt float64) side {
	var values, slopes [3]float64
	distance := math.Max(1e-4*math.Max(math.Abs(z), math.Min(1, 1e4*doubt)), 4*doubt)
	shortest := 4 * roundoff * math.Abs(z)
	for k := range values {
		if b.f.Run([]float64{z + direction*math.Max(distance, shortest)}, b.out) != nil || math.IsNaN(b.out[0]) {
			return side{}
		}
		values[k], slopes[k] = b.out[0], math.Abs(b.out[1])
		distance *= 1e-3
	}
	s := side{defined: true, limit: values[2]}
	s.steep = slopes[2] > 1.5*slopes[1] && slopes[1] > 1.5*slopes[0]
	before, last := math.Abs(values[1]-values[0]), math.Abs(values[2]-values[1])
	switch {
	case last > 0.3*before && last > 1e-9*math.Abs(values[2]):
		s.limit = math.Copysign(math.Inf(1), values[2])
	case math.Abs(values[2]) <= last:
		s.limit = 0
	}
	return s
}

// withoutPlace are the clusters but for small ones around a place z that are proven to hold no critical point beside it.
func (s *search) withoutPlace(clusters []cluster, z float64) []cluster {
	return slices.DeleteFunc(clusters, func(c cluster) bool {
		r := c.hull[0]
		return r.Contains(z) && s.relativeWidth(c.hull) < 1e-3 && s.clearBeside(z, r.Hi) && s.clearBeside(z, r.Lo)
	})
}

// clearBeside proves that there is no critical point between z and far, piece by piece towards z, where the pieces get shorter: up
// to some units in the last place of z, as which alone z is known.
func (s *search) clearBeside(z, far float64) bool {
	least := math.Max(32*roundoff*math.Abs(z), 1e-300)
	for outer := far; math.Abs(outer-z) > least; {
		inner := z + (outer-z)/4
		if s.enclosures[0].mayVanish(interval.Box{interval.Of(math.Min(inner, outer), math.Max(inner, outer))}) {
			return false
		}
		outer = inner
	}
	return true
}
