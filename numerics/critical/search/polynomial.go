package search

import (
	"context"
	"math/big"

	"saddle/numerics/critical"
	"saddle/numerics/critical/exact"
	"saddle/numerics/interval"

	rational "saddle/numerics/exact"
)

// The critical points of a polynomial of one number are the zeros of another one, and its multiple zeros can be parted from the others by
// exact arithmetic: each is then known to the last digit, and its kind by how often it counts, where boxes and rounding leave it open.

// mostPowers is up to which degree polynomials are searched by exact arithmetic.
const mostPowers = 60

// polynomialOf are the coefficients of f and of its slope, where f is a polynomial that is worth the work; nil for any other.
func (s *search) polynomialOf() (f, slope []*big.Rat) {
	if s.f.Dimension() != 1 {
		return nil, nil
	}
	f, ok := exact.Coefficients(s.f)
	if !ok || len(f) < 3 || len(f) > mostPowers {
		return nil, nil
	}
	return f, rational.Derivative(f)
}

// byMultiples searches a polynomial with a multiple critical point by exact arithmetic; ok is false for any other function.
func (s *search) byMultiples(ctx context.Context) (ok bool) {
	f, slope := s.polynomialOf()
	return f != nil && rational.HasMultipleZero(slope) && s.byZeros(ctx, f, slope)
}

// byPolynomial searches a polynomial by exact arithmetic; ok is false for any other function.
func (s *search) byPolynomial(ctx context.Context) (ok bool) {
	f, slope := s.polynomialOf()
	return f != nil && s.byZeros(ctx, f, slope)
}

func (s *search) byZeros(ctx context.Context, f, slope []*big.Rat) (ok bool) {
	lo, hi := new(big.Rat).SetFloat64(s.whole[0].Lo), new(big.Rat).SetFloat64(s.whole[0].Hi)
	zeros, looked := rational.RealZeros(slope, lo, hi)
	if zeros == nil {
		return false
	}
	var points []Found
	for k, z := range zeros {
		x, _ := middle(z).Float64()
		if x < s.box[0].Lo || x > s.box[0].Hi {
			continue
		}
		next := hi
		if k+1 < len(zeros) {
			next = zeros[k+1].Lo
		}
		p, ok := s.zero(ctx, f, slope, z, x, rational.ValueAt(slope, middle(rational.RealZero{Lo: z.Hi, Hi: next})).Sign())
		if !ok {
			return false
		}
		points = append(points, p)
	}
	s.findings.Points, s.findings.Boxes, s.findings.Proven = points, looked, true
	s.order()
	return true
}

func middle(z rational.RealZero) *big.Rat {
	m := new(big.Rat).Add(z.Lo, z.Hi)
	return m.Mul(m, big.NewRat(1, 2))
}

// zero is the critical point that a zero of the slope is, by the sign that the slope has after it.
func (s *search) zero(ctx context.Context, f, slope []*big.Rat, z rational.RealZero, x float64, after int) (p Found, ok bool) {
	v, err := critical.ClassifyFound(context.WithoutCancel(ctx), s.f, []float64{x}, z.Times == 1)
	if err != nil || after == 0 || len(v.Eigenvalues) != 1 {
		return p, false
	}
	curvature := 0.0
	if z.Times == 1 {
		curvature, _ = rational.ValueAt(rational.Derivative(slope), middle(z)).Float64()
	}
	v.Known(z.Times+1, after, curvature)
	v.Value = valueAt(f, middle(z))
	return Found{At: []float64{x}, Proven: true, Within: interval.Rounded([]float64{x}, 1), Verdict: v}, true
}

// valueAt is the value of a polynomial at a critical point that is known to 120 bits, 0 where it is no more than what the rest may change.
func valueAt(f []*big.Rat, x *big.Rat) float64 {
	const lost = 200
	size := make([]*big.Rat, len(f))
	for k, c := range f {
		size[k] = new(big.Rat).Abs(c)
	}
	value, most := rational.ValueAt(f, x), rational.ValueAt(size, new(big.Rat).Abs(x))
	most.Quo(most, new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), lost)))
	if new(big.Rat).Abs(value).Cmp(most) <= 0 {
		return 0
	}
	v, _ := value.Float64()
	return v
}
