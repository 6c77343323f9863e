package elementary

import (
	"math"
	mathbits "math/bits"
)

// farQuarters takes quarters of a turn off an angle beyond farAngle: the last two bits of their number, and the rest, from -π/4 to
// π/4, in two numbers. Of 2/π it needs only the bits from where on they do not give whole turns (M. H. Payne and R. N. Hanek,
// Radian reduction for trigonometric functions, SIGNUM Newsletter 18, 1983).
func farQuarters(x float64) (n int, high, low float64) {
	raw := math.Float64bits(x)
	e := int(raw>>52&0x7ff) - 1075
	p := fraction(raw&(1<<52-1)|1<<52, e)
	n = int(p[0] >> 62)
	p = p.shifted(2)
	negative := p[0]>>63 == 1
	if negative { // beyond a half: the next quarter, less what is missing
		n++
		p = p.opposite()
	}
	zeros := mathbits.LeadingZeros64(p[0])
	p = p.shifted(uint(zeros))
	first := math.Ldexp(float64(p[0]&^0x7ff), -64-zeros)
	second := math.Ldexp(float64(p[0]&0x7ff)+math.Ldexp(float64(p[1]), -64), -64-zeros)
	high = first * (math.Pi / 2)
	low = math.FMA(first, math.Pi/2, -high) + (float64(first*quarterRest) + float64(second*(math.Pi/2)))
	high, low = high+low, low-(high+low-high)
	if negative {
		high, low = -high, -low
	}
	if x < 0 {
		n, high, low = -n, -high, -low
	}
	return n, high, low
}

// quarterRest is what math.Pi/2 lacks.
const quarterRest = 6.123233995736766035868820147292e-17

// words are a fraction of 256 bits.
type words [4]uint64

// fraction is the quarters of a turn m 2^e over 4, without the whole ones.
func fraction(m uint64, e int) words {
	at := e - 2 + leadingZeros
	var w words
	for k := range w {
		i, shift := at/64+k, uint(at%64)
		w[k] = twoOverPi[i]<<shift | twoOverPi[i+1]>>(64-shift)
	}
	var p words
	var carry uint64
	for k := 3; k >= 0; k-- {
		high, low := mathbits.Mul64(w[k], m)
		var c uint64
		p[k], c = mathbits.Add64(low, carry, 0)
		carry = high + c
	}
	return p
}

// shifted is w 2^n without what goes beyond 1, n < 64.
func (w words) shifted(n uint) words {
	for k := range w {
		w[k] <<= n
		if k < 3 {
			w[k] |= w[k+1] >> (64 - n)
		}
	}
	return w
}

// opposite is 1 - w.
func (w words) opposite() words {
	var borrow uint64
	for k := 3; k >= 0; k-- {
		w[k], borrow = mathbits.Sub64(0, w[k], borrow)
	}
	return w
}

func farSin(x float64) float64 { return farWave(x, 0) }
func farCos(x float64) float64 { return farWave(x, 1) }

// farWave is sin(x + turn π/2).
func farWave(x float64, turn int) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	n, high, low := farQuarters(x)
	n += turn
	y := sineNear0(high, low)
	if n&1 == 1 {
		y = cosineNear0(high, low)
	}
	if n&2 == 2 {
		return -y
	}
	return y
}

func farOneMinusCosine(x float64) float64 {
	if x-x != 0 {
		return math.NaN()
	}
	n, high, low := farQuarters(x / 2)
	if n&1 == 1 {
		return cosineSquared(high, low)
	}
	return sineSquared(high, low)
}
