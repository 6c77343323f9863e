package critical

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical/criticaltest"
	runner "saddle/numerics/descent"
)

// The rules made for it leave every strict saddle point of the data file, started on it exactly, and newton leaves none.
// A run has left when f has fallen and the point is a hundredth away. Where the learning rate that the largest eigenvalue
// allows is tiny beside the negative one, that takes many steps.
func TestStrictSaddlesAreLeft(t *testing.T) {
	const enough = 3 // of a function: the rules take the others in the same way
	for _, k := range criticaltest.KnownFunctions() {
		seen := 0
		for _, p := range k.Points {
			if p.Kind != "saddle" || seen == enough {
				continue
			}
			seen++
			largest := p.Eigenvalues[len(p.Eigenvalues)-1]
			eta := math.Min(0.1, 0.5/math.Max(largest, 1e-300))
			for _, rule := range []string{"negative_curvature", "perturbed_gd"} {
				if !leaves(t, k, p.At, rule, map[string]float64{"η": eta}) {
					t.Errorf("%s: %s does not leave %v", k.Name, rule, p.At)
				}
			}
			if leaves(t, k, p.At, "newton", nil) {
				t.Errorf("%s: newton leaves %v", k.Name, p.At)
			}
		}
	}
}

func leaves(t *testing.T, k criticaltest.Known, from []float64, rule string, settings map[string]float64) bool {
	t.Helper()
	const most = 50_000
	o := runner.Options{Settings: settings, Steps: most}
	if rule == "newton" {
		o.Steps = 20
	}
	c, err := runner.Compile(runner.Named(rule), k.Function(), o)
	if err != nil {
		t.Fatal(k.Name, rule, err)
	}
	var value float64
	left := false
	_, err = c.Walk(context.Background(), from, 1, func(s runner.Stand) bool {
		if s.Step == 0 {
			value = s.F
		}
		left = s.F < value && apart(s.Point, from) > 1e-2
		return !left
	})
	if err != nil {
		t.Fatal(k.Name, rule, err)
	}
	return left
}

func apart(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum = math.Hypot(sum, a[i]-b[i])
	}
	return sum
}
