package expansion

import (
	"math"
	"math/big"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// The recurrences of a function y of a series a, from k·y_k = Σ_j j·a_j·(y')_(k-j): Griewank and Walther, Evaluating
// Derivatives, table 13.2.

// rates are the coefficients j·a_j, so that Σ_j rate_j·b_(k-j) is k times the k-th coefficient of ∫ b da.
func (s *space) rates(a series) series {
	rates := series{low: a.low, end: a.end, forms: make([]form, len(a.forms))}
	for k, f := range a.forms {
		if j := a.low + k; j != 0 && f != nil {
			rates.forms[k] = s.times(f, float64(j))
		}
	}
	return rates
}

// integrate is the series with the given constant term whose derivative by a is b.
func (s *space) integrate(head *big.Float, a, b series) series {
	rates := s.rates(a)
	return s.integral(head, min(a.end, b.end+1), func(_ series, k int) form { return s.convolution(rates, b, k, 1, k, 1) })
}

func (s *space) exp(a series) series {
	rates := s.rates(a)
	return s.integral(exact.Exp(s.moderate(a), s.prec), a.end, func(y series, k int) form {
		return s.convolution(rates, y, k, 1, k, 1)
	})
}

// moderate is the constant term of what goes into an exponential, which is rounded but at 0.
func (s *space) moderate(a series) *big.Float {
	const most = 30 // binary digits
	x := s.head(a)
	if x.Sign() != 0 && x.MantExp(nil) > most {
		panic(failure{ErrSingular})
	}
	s.roundedIf(x.Sign() != 0)
	return x
}

var one = big.NewFloat(1)

func (s *space) log(a series) series {
	x := s.head(a)
	if x.Sign() <= 0 {
		panic(failure{ErrSingular})
	}
	s.roundedIf(x.Cmp(one) != 0)
	rates := series{low: 1, end: a.end} // of y
	return s.integral(exact.Log(x, s.prec), a.end, func(_ series, k int) form {
		sum := s.accumulator()
		sum.addScaled(a.at(k), big.NewFloat(float64(k)))
		for j := 1; j < k; j++ {
			sum.addProduct(rates.at(j), a.at(k-j), j, k-j, -1)
		}
		rates.forms = append(rates.forms, s.over(sum.form(), x))
		return rates.forms[k-1]
	})
}

// pair is two functions each of which is, but for a sign, the other's derivative: the sine and the cosine with sign -1, the
// hyperbolic ones with 1.
func (s *space) pair(a series, odd, even *big.Float, sign int) (series, series) {
	rates := s.rates(a)
	u := series{end: a.end, forms: []form{s.constantForm(odd)}}
	v := series{end: a.end, forms: []form{s.constantForm(even)}}
	for k := 1; k < a.end; k++ {
		over := big.NewFloat(float64(k))
		u.forms = append(u.forms, s.over(s.convolution(rates, v, k, 1, k, 1), over))
		v.forms = append(v.forms, s.over(s.convolution(rates, u, k, 1, k, sign), over))
	}
	return s.series(0, u.forms, a.end), s.series(0, v.forms, a.end)
}

func (s *space) sinCos(a series) (sine, cosine series) {
	x, y := exact.SinCos(s.moderate(a), s.prec)
	return s.pair(a, s.atTurns(x), s.atTurns(y), -1)
}

// atTurns is a sine that is zero but for the rounding of π, where multiples of π are taken for what they are.
func (s *space) atTurns(sine *big.Float) *big.Float {
	const lost = 24
	if s.turns && sine.Sign() != 0 && sine.MantExp(nil) < lost-int(s.prec) {
		return s.blank()
	}
	return sine
}

func (s *space) sinhCosh(a series) (sine, cosine series) {
	work := s.prec
	x := s.moderate(a)
	if x.Sign() != 0 {
		work += uint(max(0, -x.MantExp(nil)))
	}
	up := exact.Exp(x, work)
	down := new(big.Float).SetPrec(work).Quo(big.NewFloat(1), up)
	odd, even := s.blank(), s.blank()
	odd.Set(new(big.Float).SetPrec(work).Sub(up, down))
	even.Add(up, down)
	return s.pair(a, odd.SetMantExp(odd, -1), even.SetMantExp(even, -1), 1)
}

func (s *space) atan(a series) series {
	head, unit := s.head(a), s.float(1)
	s.roundedIf(head.Sign() != 0)
	return s.integrate(exact.Atan(head, s.prec), a, s.div(unit, s.add(unit, s.mul(a, a))))
}

// asin is the arcsine within (-1, 1): its derivative is 1/√(1 - a²).
func (s *space) asin(a series) series {
	x := s.head(a)
	root := s.blank().Mul(x, x)
	if root.Sub(big.NewFloat(1), root).Sign() <= 0 {
		panic(failure{ErrSingular})
	}
	s.roundedIf(x.Sign() != 0)
	head := exact.Atan(s.blank().Quo(x, root.Sqrt(root)), s.prec)
	return s.integrate(head, a, s.power(s.sub(s.float(1), s.mul(a, a)), big.NewFloat(-0.5), 1))
}

func (s *space) acos(a series) series {
	s.rounded = true
	quarter := exact.Pi(s.prec)
	return s.sub(s.constant(quarter.SetMantExp(quarter, -1)), s.asin(a))
}

// power is a to a number; side tells on which side of a zero of a, of one variable, its roots are taken.
func (s *space) power(a series, e *big.Float, side int) series {
	if n, accuracy := e.Int64(); accuracy == big.Exact && n >= -mostFactors && n <= mostFactors {
		if n < 0 {
			return s.div(s.float(1), s.whole(a, int(-n)))
		}
		return s.whole(a, int(n))
	}
	lead := s.leading(a)
	shift := s.blank().Mul(e, big.NewFloat(float64(a.low)))
	low, accuracy := shift.Int64()
	if accuracy != big.Exact || len(lead) != 1 || low < math.MinInt16 || low > math.MaxInt16 {
		panic(failure{ErrSingular})
	}
	u, sign := series{0, a.forms, a.end - a.low}, 1 // a = t^low · u
	if u.forms[0][0].Sign() < 0 {
		u, sign = s.neg(u), -1
	}
	if a.low%2 != 0 {
		sign *= side
	}
	if sign < 0 {
		panic(failure{ErrSingular})
	}
	y := s.powerOfUnit(u, e)
	if low%2 != 0 && side < 0 {
		y = s.neg(y)
	}
	return series{int(low), y.forms, y.end + int(low)}
}

// mostFactors bounds the whole exponents of powers that are taken by multiplication.
const mostFactors = 64

// powerOfUnit is u^e where the constant term of u is positive: k u₀ y_k = Σ_(j=1..k) ((e + 1) j - k) u_j y_(k-j).
func (s *space) powerOfUnit(u series, e *big.Float) series {
	x := u.forms[0][0]
	s.roundedIf(x.Cmp(one) != 0)
	head := exact.Exp(s.blank().Mul(e, exact.Log(x, s.prec+guard)), s.prec)
	rates := s.rates(u)
	next := s.blank().Add(e, big.NewFloat(1))
	return s.integral(head, u.end, func(y series, k int) form {
		sum := s.accumulator()
		sum.addScaled(s.convolution(rates, y, k, 1, k, 1), next)
		sum.addScaled(s.convolution(u, y, k, 1, k, 1), big.NewFloat(-float64(k)))
		return s.over(sum.form(), x)
	})
}

// guard is how many bits more a logarithm has than its exponential needs.
const guard = 64

// smooth are the elementary functions that have series everywhere inside their domains.
var smooth = map[expr.Func]func(s *space, a series) series{
	expr.Exp:   (*space).exp,
	expr.Log:   (*space).log,
	expr.Log10: func(s *space, a series) series { return s.scale(s.log(a), s.inverseLog10()) },
	expr.Sin:   func(s *space, a series) series { sine, _ := s.sinCos(a); return sine },
	expr.Cos:   func(s *space, a series) series { _, cosine := s.sinCos(a); return cosine },
	expr.Tan:   func(s *space, a series) series { sine, cosine := s.sinCos(a); return s.div(sine, cosine) },
	expr.Asin:  (*space).asin,
	expr.Acos:  (*space).acos,
	expr.Atan:  (*space).atan,
	expr.Sinh:  func(s *space, a series) series { sine, _ := s.sinhCosh(a); return sine },
	expr.Cosh:  func(s *space, a series) series { _, cosine := s.sinhCosh(a); return cosine },
	expr.Tanh:  func(s *space, a series) series { sine, cosine := s.sinhCosh(a); return s.div(sine, cosine) },
	expr.Log1p: func(s *space, a series) series { return s.log(s.add(s.float(1), a)) },
	expr.Expm1: func(s *space, a series) series { return s.sub(s.exp(a), s.float(1)) },
	expr.SechSquared: func(s *space, a series) series {
		_, cosine := s.sinhCosh(a)
		return s.div(s.float(1), s.mul(cosine, cosine))
	},
	expr.OneMinusSquare: func(s *space, a series) series { return s.sub(s.float(1), s.mul(a, a)) },
}

func (s *space) inverseLog10() *big.Float {
	s.rounded = true
	return s.blank().Quo(big.NewFloat(1), exact.Log(big.NewFloat(10), s.prec))
}
