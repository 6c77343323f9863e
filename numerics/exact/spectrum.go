package exact

import (
	"math"
	"math/big"
	"math/cmplx"
)

// Spectrum are the eigenvalues of the n×n matrix a of finite numbers, row by row, each the number nearest to the true one and as often
// as it counts: the zeros of the characteristic polynomial, which is computed without rounding. It is nil where the search for them does
// not settle. The work grows with the fourth power of n and with the range of the sizes of the entries; it is meant for n up to 6.
func Spectrum(a []float64, n int) []complex128 {
	entries := make([]*big.Rat, len(a))
	for k, x := range a {
		entries[k] = new(big.Rat).SetFloat64(x)
	}
	p := quotients(append(rationalCharacteristic(entries, n), big.NewRat(1, 1)))
	values := make([]complex128, 0, n)
	for p[0].Sign() == 0 {
		p, values = p[1:], append(values, 0)
	}
	for k, factor := range p.squareFree() {
		roots := factor.zeros()
		if len(roots) != factor.degree() {
			return nil
		}
		for _, z := range roots {
			for range k + 1 {
				values = append(values, z)
			}
		}
	}
	if len(values) != n {
		return nil
	}
	return values
}

// zeros are those of a polynomial that has each once, and not 0; nil where the search does not settle.
func (p quotients) zeros() []complex128 {
	degree := p.degree()
	if degree < 1 {
		return nil
	}
	prec := p.digits()
	c := make([]*big.Float, len(p))
	for k, x := range p {
		c[k] = number(prec).SetRat(x)
	}
	z := p.starts(prec)
	const rounds, settled = 500, -160
	for range rounds {
		still := true
		for i := range z {
			step := aberth(c, z, i)
			if step == nil {
				return nil
			}
			z[i] = z[i].minus(*step)
			still = still && step.isSmall(z[i], settled)
		}
		if still {
			return roundedZeros(z)
		}
	}
	return nil
}

// roundedZeros are zeros in float64s, each part the nearest; those on the real axis are real.
func roundedZeros(z []wide) []complex128 {
	const axis = -100
	values := make([]complex128, len(z))
	for k, x := range z {
		re, _ := x.re.Float64()
		im, _ := x.im.Float64()
		if (wide{number(x.re.Prec()), x.im}).isSmall(x, axis) {
			im = 0
		}
		if (wide{x.re, number(x.re.Prec())}).isSmall(x, axis) {
			re = 0
		}
		values[k] = complex(re, im)
	}
	return values
}

// digits is how many bits tell the zeros: the sizes of the coefficients differ by that many, and more.
func (p quotients) digits() uint {
	const least, most = 512, 30_000
	low, high := math.Inf(1), math.Inf(-1)
	for _, c := range p {
		if c.Sign() != 0 {
			low, high = min(low, logarithm(c)), max(high, logarithm(c))
		}
	}
	return uint(min(least+2*(high-low), most))
}

// logarithm is about log2 |x|.
func logarithm(x *big.Rat) float64 {
	f := new(big.Float).SetPrec(64).SetRat(x)
	mantissa, _ := f.Float64()
	if exponent := f.MantExp(nil); math.IsInf(mantissa, 0) || math.Abs(mantissa) < 1e-300 {
		return float64(exponent)
	}
	return math.Log2(math.Abs(mantissa))
}

// starts are first guesses of the zeros, on circles whose radii the upper hull of the sizes of the coefficients tells (Bini 1996).
func (p quotients) starts(prec uint) []wide {
	var hull []int
	var logs []float64
	for k, c := range p {
		logs = append(logs, math.Inf(-1))
		if c.Sign() == 0 {
			continue
		}
		logs[k] = logarithm(c)
		for len(hull) > 1 {
			i, j := hull[len(hull)-2], hull[len(hull)-1]
			if (logs[j]-logs[i])*float64(k-i) > (logs[k]-logs[i])*float64(j-i) {
				break
			}
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, k)
	}
	var z []wide
	for h := 1; h < len(hull); h++ {
		i, j := hull[h-1], hull[h]
		radius := (logs[i] - logs[j]) / float64(j-i)
		for k := range j - i {
			angle := 2*math.Pi*(float64(k)+0.25)/float64(j-i) + float64(h) + 0.4
			z = append(z, onCircle(radius, angle, prec))
		}
	}
	return z
}

// onCircle is the number of size 2^radius at an angle.
func onCircle(radius, angle float64, prec uint) wide {
	whole := math.Floor(radius)
	unit := cmplx.Rect(math.Exp2(radius-whole), angle)
	part := func(x float64) *big.Float {
		f := number(prec).SetFloat64(x)
		return f.SetMantExp(f, int(whole))
	}
	return wide{part(real(unit)), part(imag(unit))}
}

// aberth is by how much the i-th of some guesses is to be moved: Newton's step, corrected for the other guesses; nil where it is lost.
func aberth(c []*big.Float, z []wide, i int) *wide {
	prec := z[i].re.Prec()
	value, slope := wide{number(prec), number(prec)}, wide{number(prec), number(prec)}
	for k := len(c) - 1; k >= 0; k-- {
		slope = slope.times(z[i]).plus(value)
		value = value.times(z[i]).plus(wide{c[k], number(prec)})
	}
	if value.isZero() {
		return &value
	}
	// 1/(p'/p - Σ 1/(z - zⱼ)) = p/(p' - p Σ …)
	others := wide{number(prec), number(prec)}
	for j := range z {
		if j == i {
			continue
		}
		apart := z[i].minus(z[j])
		if apart.isZero() {
			return nil
		}
		others = others.plus(apart.inverse())
	}
	below := slope.minus(value.times(others))
	if below.isZero() {
		return nil
	}
	step := value.times(below.inverse())
	return &step
}
