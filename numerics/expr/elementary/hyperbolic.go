package elementary

import "math"

// seriesEnd is up to where the series of sinh is short.
const seriesEnd = 1

// inverseFactorials are 1/19!, 1/17!, …, 1/3!.
var inverseFactorials = func() (c [9]float64) {
	factorial := 1.0
	for k := range len(c) {
		factorial *= float64((2*k + 2) * (2*k + 3))
		c[len(c)-1-k] = 1 / factorial
	}
	return c
}()

// beyond is from where exp(-x) is not seen beside exp(x).
const beyond = 22

// Sinh is (eˣ - e⁻ˣ)/2.
func Sinh(x float64) float64 {
	size := math.Abs(x)
	switch {
	case size < 0x1p-27:
		return x
	case size <= seriesEnd:
		z := float64(x * x)
		return x + float64(x*float64(z*descending(inverseFactorials[:], z)))
	case size < beyond:
		e := Exp(size)
		return math.Copysign((e-1/e)/2, x)
	}
	return math.Copysign(halfExp(size), x)
}

// Cosh is (eˣ + e⁻ˣ)/2.
func Cosh(x float64) float64 {
	size := math.Abs(x)
	if size < beyond {
		e := Exp(size)
		return (e + 1/e) / 2
	}
	return halfExp(size)
}

// halfExp is eˣ/2 for x ≥ 1, also where eˣ is too large.
func halfExp(x float64) float64 {
	if x < 709 {
		return Exp(x) / 2
	}
	return float64(Exp(x-1) * (math.E / 2))
}
