package critical

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Several operations that jump at one place may cancel; then f does not jump.
func TestLeaps(t *testing.T) {
	tests := []struct {
		formula string
		at      []float64
		want    bool
	}{
		{"floor(x) + (x - floor(x))^2", []float64{1}, false},
		{"floor(x) + (x - floor(x))^2", []float64{0}, false},
		{"floor(x) + (x - floor(x))^3 + x", []float64{-2}, false},
		{"floor(x) + ceil(-x)", []float64{3}, false},
		{"floor(x)", []float64{3}, true},
		{"floor(x)", []float64{0.5}, false},
		{"floor(x)*x", []float64{0}, false},
		{"floor(x)*0.000000001 + 1", []float64{1}, true},
		{"floor(x) + 1000000*x", []float64{1}, true},
		{"sign(x)", []float64{0}, true},
		{"sign(x)*x", []float64{0}, false},
		{"abs(x)^0.05", []float64{0}, false},
		{"sqrt(abs(x))*sign(x)", []float64{0}, false},
		{"sign(x - y)*(x + y)", []float64{1, 1}, true},
		{"sign(x - y)*(x + y)", []float64{1, -1}, false},
		{"sign(x)*y", []float64{0, 0}, false},
		{"floor(x) + (x - floor(x))^2 + y^2", []float64{1, 0.3}, false},
	}
	for _, test := range tests {
		variables := []string{"x", "y"}[:len(test.at)]
		if got := Leaps(function("f", test.formula, variables...), test.at); got != test.want {
			t.Errorf("%s at %v: jumps %t", test.formula, test.at, got)
		}
	}
}

// Saw teeth whose heights a power of the tooth makes good, and others: the search claims the jumps that are there.
func TestSearchClaimsOnlyJumps(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range *searches {
		power, width := 1+r.IntN(4), math.Round(8+16*r.Float64())/16
		height := 1.0
		if r.IntN(2) == 0 {
			height = math.Round(64*r.Float64()) / 32
		}
		formula := fmt.Sprintf("%g*floor(x/%g) + (x/%g - floor(x/%g))^%d", height, width, width, width, power)
		found := mustSearch(t, function("f", formula, "x"), []Range{{-1.03, 1.07}}, SearchOptions{})
		jumps := false
		for _, region := range found.Regions {
			jumps = jumps || region.Reason.Key == "critical.region.jump"
		}
		if jumps != (height != 1) {
			t.Errorf("%s: jumps %t, %v", formula, jumps, found.Regions)
		}
	}
}
