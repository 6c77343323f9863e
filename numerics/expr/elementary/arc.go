package elementary

import "math"

// The coefficients of (asin(x) - x)/x³ as a quotient in x² up to ½, of FreeBSD's e_asin.c, from the highest power down.
var (
	arcAbove = [...]float64{3.47933107596021167570e-05, 7.91534994289814532176e-04, -4.00555345006794114027e-02, 2.01212532134862925881e-01, -3.25565818622400915405e-01, 1.66666666666666657415e-01}
	arcBelow = [...]float64{7.70381505559019352791e-02, -6.88283971605453293030e-01, 2.02094576023350569471e+00, -2.40339491173441421878e+00, 1}
)

// arcTail is (asin(x) - x)/x for the square z of x.
func arcTail(z float64) float64 {
	return float64(z*descending(arcAbove[:], z)) / descending(arcBelow[:], z)
}

// Asin is the angle whose sine is x, NaN beyond ±1.
func Asin(x float64) float64 {
	size := math.Abs(x)
	switch {
	case !(size <= 1):
		return math.NaN()
	case size < 0x1p-27:
		return x
	case size < 0.5:
		return x + float64(x*arcTail(float64(x*x)))
	}
	high, low := halfArc((1 - size) / 2) // asin x = π/2 - 2 asin √((1 - x)/2)
	a, b := math.Pi/4-high, quarterRest/2-low
	if high > math.Pi/8 {
		return math.Copysign(2*(a+b), x)
	}
	return math.Copysign(math.Pi/2-2*(high+(low-quarterRest/2)), x)
}

// Acos is the angle whose cosine is x, NaN beyond ±1.
func Acos(x float64) float64 {
	switch {
	case !(math.Abs(x) <= 1):
		return math.NaN()
	case math.Abs(x) < 0.5:
		return math.Pi/2 - (x - (quarterRest - float64(x*arcTail(float64(x*x)))))
	case x < 0:
		high, low := halfArc((1 + x) / 2)
		return math.Pi - 2*(high+(low-quarterRest))
	}
	high, low := halfArc((1 - x) / 2)
	return 2 * (high + low)
}

// halfArc is asin √z for z ≤ ¼, in two numbers of which the first has few bits.
func halfArc(z float64) (high, low float64) {
	root := math.Sqrt(z)
	if root == 0 {
		return 0, 0
	}
	high = math.Float64frombits(math.Float64bits(root) &^ (1<<32 - 1))
	low = math.FMA(-high, high, z) / (root + high)
	return high, low + float64(root*arcTail(z))
}
