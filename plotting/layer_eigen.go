package plotting

import "math"

// principal is an eigenvalue of a symmetric 2×2 matrix with a unit eigenvector.
type principal struct {
	value     float64
	direction [2]float64
}

// principals are the two, in ascending order of the eigenvalue, of the
// symmetric part of a: λ = m ∓ √(d² + b²) for [m+d, b; b, m-d].
func principals(a [2][2]float64) [2]principal {
	m, d, b := (a[0][0]+a[1][1])/2, (a[0][0]-a[1][1])/2, (a[0][1]+a[1][0])/2
	r := math.Hypot(d, b)
	angle := math.Atan2(b, d) / 2 // of the larger one's eigenvector
	sin, cos := math.Sincos(angle)
	low := m - r
	if math.Abs(low) < 1e-15*(math.Abs(m)+r) {
		low = 0
	}
	return [2]principal{{low, pointingRight(-sin, cos)}, {m + r, pointingRight(cos, sin)}}
}

// pointingRight is the one of ±v that points to the right, or else up.
func pointingRight(x, y float64) [2]float64 {
	const tiny = 1e-12
	if math.Abs(x) < tiny {
		x = 0
	}
	if math.Abs(y) < tiny {
		y = 0
	}
	if x < 0 || x == 0 && y < 0 {
		return [2]float64{0 - x, 0 - y}
	}
	return [2]float64{x, y}
}
