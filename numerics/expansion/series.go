package expansion

import (
	"math/big"
)

// series is Σ forms[k] of degree low + k, known up to and without degree end. Its first form is not zero, so that low is
// the order of its zero, or of its pole where it is negative; with no forms it is zero as far as it is known.
type series struct {
	low   int
	forms []form
	end   int
}

// failure is what ends an expansion.
type failure struct{ why error }

func (s *space) series(low int, forms []form, end int) series {
	for len(forms) > 0 && forms[0] == nil {
		low, forms = low+1, forms[1:]
	}
	if len(forms) == 0 {
		low = end
	}
	return series{low, forms, end}
}

// at is the form of a degree.
func (a series) at(degree int) form {
	if k := degree - a.low; k >= 0 && k < len(a.forms) {
		return a.forms[k]
	}
	return nil
}

func (s *space) constant(x *big.Float) series {
	if x.Sign() == 0 {
		return series{low: s.order + 1, end: s.order + 1}
	}
	return s.series(0, []form{{x}}, s.order+1)
}

func (s *space) float(x float64) series { return s.constant(s.blank().SetFloat64(x)) }

// variable is x + the displacement of the i-th variable.
func (s *space) variable(i int, x *big.Float) series {
	step := make(form, s.variables)
	for k := range step {
		step[k] = s.blank()
	}
	step[i].SetInt64(1)
	return s.series(0, []form{s.constantForm(x), step}, s.order+1)
}

// head is the constant term; 0 where that is zero. A pole has none.
func (s *space) head(a series) *big.Float {
	if a.low < 0 {
		panic(failure{ErrSingular})
	}
	if a.end < 1 {
		panic(failure{errShort})
	}
	if f := a.at(0); f != nil {
		return f[0]
	}
	return s.blank()
}

// isConstant reports whether all but the constant term is zero.
func (a series) isConstant() bool {
	for k, f := range a.forms {
		if f != nil && a.low+k != 0 {
			return false
		}
	}
	return true
}

// combine is Σ cs[k] · as[k].
func (s *space) combine(as []series, cs []*big.Float) series {
	low, end := as[0].low, as[0].end
	for _, a := range as[1:] {
		low, end = min(low, a.low), min(end, a.end)
	}
	forms := make([]form, max(0, end-low))
	for k := range forms {
		sum := s.accumulator()
		for i, a := range as {
			sum.addScaled(a.at(low+k), cs[i])
		}
		forms[k] = sum.form()
	}
	return s.series(low, forms, end)
}

func (s *space) add(a, b series) series { return s.linear(a, 1, b, 1) }

func (s *space) sub(a, b series) series { return s.linear(a, 1, b, -1) }

func (s *space) linear(a series, p float64, b series, q float64) series {
	return s.combine([]series{a, b}, []*big.Float{big.NewFloat(p), big.NewFloat(q)})
}

func (s *space) scale(a series, c *big.Float) series { return s.combine([]series{a}, []*big.Float{c}) }

func (s *space) neg(a series) series { return s.scale(a, big.NewFloat(-1)) }

func (s *space) mul(a, b series) series {
	low, end := a.low+b.low, min(a.low+b.end, b.low+a.end)
	forms := make([]form, max(0, end-low))
	for k := range forms {
		forms[k] = s.convolution(a, b, low+k, a.low, a.low+k, 1)
	}
	return s.series(low, forms, end)
}

// convolution is ±Σ a_j · b_(degree-j) for j from first to last.
func (s *space) convolution(a, b series, degree, first, last, sign int) form {
	sum := s.accumulator()
	for j := first; j <= last; j++ {
		sum.addProduct(a.at(j), b.at(degree-j), j, degree-j, sign)
	}
	return sum.form()
}

// div divides, where common leading zeros cancel. Of several variables the lowest form of b must divide.
func (s *space) div(a, b series) series {
	lead := s.leading(b)
	low, end := a.low-b.low, min(a.end-b.low, a.low+b.end-2*b.low)
	q := series{low: low, end: end}
	for k := range max(0, end-low) {
		sum := s.accumulator()
		sum.addScaled(a.at(a.low+k), big.NewFloat(1))
		for j := range k {
			sum.addProduct(q.forms[j], b.at(b.low+k-j), low+j, b.low+k-j, -1)
		}
		f, ok := s.exactQuotient(sum.form(), lead, a.low+k, b.low)
		if !ok {
			panic(failure{ErrSingular})
		}
		q.forms = append(q.forms, f)
	}
	return s.series(low, q.forms, end)
}

// leading is the lowest form of a series that must not be zero.
func (s *space) leading(a series) form {
	if len(a.forms) == 0 {
		panic(failure{errShort})
	}
	return a.forms[0]
}

// whole is aⁿ.
func (s *space) whole(a series, n int) series {
	p := s.float(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			p = s.mul(p, a)
		}
		if n > 1 {
			a = s.mul(a, a)
		}
	}
	return p
}

// integral is the antiderivative in t of Σ t^k a_k, for a function of x whose derivative along the displacement is a: its
// coefficients are (1/k) times those of degree k of a, and its constant term is given.
func (s *space) integral(head *big.Float, end int, derivative func(y series, k int) form) series {
	y := series{low: 0, end: end}
	y.forms = append(y.forms, s.constantForm(head))
	for k := 1; k < end; k++ {
		y.forms = append(y.forms, s.over(derivative(y, k), big.NewFloat(float64(k))))
	}
	return s.series(0, y.forms, end)
}
