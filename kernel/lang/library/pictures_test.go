package library

import (
	"math"
	"testing"
)

func TestUndefinedWhere(t *testing.T) {
	values := []float64{1, 2, 3}
	undefinedWhere([]float64{0, math.NaN(), math.Inf(1)}, values)
	if values[0] != 1 || !math.IsNaN(values[1]) || values[2] != 3 {
		t.Errorf("%v", values)
	}
}
