package elementary

import "math"

// Tan is the tangent of an angle in radians.
func Tan(x float64) float64 {
	switch {
	case x-x != 0:
		return math.NaN()
	case math.Abs(x) < 0x1p-27:
		return x
	case math.Abs(x) <= math.Pi/4:
		return tangentNear0(x, 0, false)
	}
	n, high, low := farQuarters(x)
	return tangentNear0(high, low, n&1 == 1)
}

// The coefficients of (tan(x) - x)/x³ in x² up to 0.67434, of FreeBSD's k_tan.c, those of even and of odd powers of x².
var (
	tangentOdd  = [...]float64{-1.85586374855275456654e-05, 7.81794442939557092300e-05, 5.88041240820264096874e-04, 3.59207910759131235356e-03, 2.18694882948595424599e-02, 1.33333333333201242699e-01}
	tangentEven = [...]float64{2.59073051863633712884e-05, 7.14072491382608190305e-05, 2.46463134818469906812e-04, 1.45620945432529025516e-03, 8.86323982359930005737e-03, 5.39682539762260521377e-02}
)

const tangentFirst = 3.33333333333334091986e-01

// tangentNear0 is the tangent of x + rest for |x| ≤ π/4, the rest below a unit of x, or -1 over it.
func tangentNear0(x, rest float64, inverse bool) float64 {
	const nearQuarter = 0.6743
	far := math.Abs(x) >= nearQuarter
	sign := math.Copysign(1, x)
	if far { // tan x = (1 - t)/(1 + t), t = tan(π/4 - x)
		x = (math.Pi/4 - sign*x) + (quarterRest/2 - sign*rest)
		rest = 0
	}
	z := float64(x * x)
	w := float64(z * z)
	cube := float64(z * x)
	tail := float64(cube*(descending(tangentOdd[:], w)+float64(z*descending(tangentEven[:], w)))) + rest
	tail = rest + float64(z*tail) + float64(tangentFirst*cube)
	sum := x + tail
	switch {
	case far:
		v := 1.0
		if inverse {
			v = -1
		}
		return sign * (v - 2*(x-(float64(sum*sum)/(sum+v)-tail)))
	case inverse:
		return minusInverse(x, tail)
	}
	return sum
}

// minusInverse is -1/(x + rest), the quotient's own rounding put right.
func minusInverse(x, rest float64) float64 {
	sum := x + rest
	rest -= sum - x
	q := -1 / sum
	return q + float64(q*(math.FMA(q, sum, 1)+float64(q*rest)))
}

// descending is a polynomial, its coefficients from that of the highest power down.
func descending(c []float64, x float64) float64 {
	y := c[0]
	for _, a := range c[1:] {
		y = float64(y*x) + a
	}
	return y
}
