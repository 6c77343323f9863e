package interval

import (
	"slices"
	"testing"
)

func TestBox(t *testing.T) {
	x, y := Box{Of(0, 2), Of(-1, 3)}, Box{Of(1, 2), Of(0, 1)}
	if got := x.Centre(); !slices.Equal(got, []float64{1, 1}) {
		t.Errorf("centre %v", got)
	}
	if x.Widest() != 4 || x.Volume() != 8 {
		t.Errorf("widest %g, volume %g", x.Widest(), x.Volume())
	}
	if !y.Within(x) || x.Within(y) || !x.Meets(y) || y.Meets(Box{Of(2.5, 3), Of(0, 1)}) {
		t.Error("y lies in x, and both meet")
	}
	if got := y.Hull(Box{Of(3, 4), Of(-2, 0)}); !slices.Equal(got, Box{Of(1, 4), Of(-2, 1)}) {
		t.Errorf("hull %v", got)
	}
	copied := x.Clone()
	if copied[0].Lo = 1; x[0].Lo != 0 {
		t.Error("a clone shares its sides")
	}
	if got := x.Middle(); !slices.Equal(got, Box{Exactly(1), Exactly(1)}) {
		t.Errorf("middle %v", got)
	}
}
