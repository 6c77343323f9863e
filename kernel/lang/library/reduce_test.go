package library

import (
	"math"
	"testing"
)

// Sums keep what a large number on the way would take from them; what is infinite stays so.
func TestCompensated(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{
		{nil, 0},
		{[]float64{1e17, 1, -1e17}, 1},
		{[]float64{1, 1e100, 1, -1e100}, 2},
		{[]float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 1},
		{[]float64{1e308, 1e308}, math.Inf(1)},
		{[]float64{math.Inf(-1), 1}, math.Inf(-1)},
	} {
		if got := compensated(c.of); got != c.want {
			t.Errorf("the sum of %v is %v, not %v", c.of, got, c.want)
		}
	}
}
