package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

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
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), interval.Box{interval.Of(-1.03, 1.07)}, Options{})
		jumps := false
		for _, region := range found.Regions {
			jumps = jumps || region.Reason.Key == "critical.region.jump"
		}
		if jumps != (height != 1) {
			t.Errorf("%s: jumps %t, %v", formula, jumps, found.Regions)
		}
	}
}
