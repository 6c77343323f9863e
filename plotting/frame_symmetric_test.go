package plotting

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A symmetric axis keeps the order of all values, puts zero between the signs, and shows every size down to the unit.
func TestSymmetricAxisKeepsTheOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		var values []float64
		for range 2 + random.IntN(30) {
			values = append(values, math.Copysign(math.Pow(10, 300*random.Float64()-150), random.NormFloat64()))
		}
		f := New(Series{Values: values})
		f.LogY = Symmetric
		v := f.view(t.Context())
		if !(v.unitY > 0) {
			t.Fatalf("%v: no unit", values)
		}
		slices.Sort(values)
		before := 0.0
		for _, x := range values {
			at := shareOfSymmetric(v.y, v.unitY, x)
			if !(at >= before-1e-12 && at <= 1) {
				t.Fatalf("%v: %g lies at %g after %g, in %v by %g", values, x, at, before, v.y, v.unitY)
			}
			before = at
		}
		for _, tick := range symmetricScale(v.y, v.unitY, 12).ticks {
			if !v.y.contains(tick.value) {
				t.Errorf("tick %v is outside of %v", tick, v.y)
			}
		}
	}
}

// width alone keeps the shape.
func TestWidthAloneKeepsTheShape(t *testing.T) {
	f := New(Series{Values: []float64{1, 2}})
	f.Width = 360
	if width, height := f.size(t.Context()); width != 360 || height != 270 {
		t.Errorf("%d × %d", width, height)
	}
}
