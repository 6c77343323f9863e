package descent

import (
	"math"
	"slices"

	"saddle/numerics/expr"
)

// Beyond these the sum of the squares of a gradient's entries overflows, or loses digits, though its length does not.
const (
	shortNorm = 1e-150
	longNorm  = 1e150
)

// sharpenNorms tells ‖∇f‖ of the kept steps where the sum of the squares left the range of numbers.
func (r *Record) sharpenNorms() {
	for row, norm := range r.GradientNorm {
		at := r.Points.Row(row)
		if row > 0 && norm < shortNorm && slices.Equal(at, r.Points.Row(row-1)) {
			r.GradientNorm[row] = r.GradientNorm[row-1]
			continue
		}
		r.GradientNorm[row] = sharpNorm(r.replay.f, at, norm)
	}
}

// sharpNorm is ‖∇f‖ at a point, by entries of about one size where it is too short or too long for the sum of their squares, which
// gave norm.
func sharpNorm(f *expr.Function, at []float64, norm float64) float64 {
	if len(at) < 2 || math.IsNaN(norm) || norm >= shortNorm && norm <= longNorm {
		return norm
	}
	sharp := expr.Norm(expr.Flatten(f.Gradient().At(at))).Float()
	if math.IsNaN(sharp) {
		return norm
	}
	return sharp
}
