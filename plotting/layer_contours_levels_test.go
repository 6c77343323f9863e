package plotting

import (
	"context"
	"math"
	"slices"
	"testing"
)

// levelsOf samples f on a square and chooses its levels.
func levelsOf(t *testing.T, f func(x, y float64) float64, r Range) (levelSet, *samples) {
	t.Helper()
	s, err := sample(context.Background(), field(f), view{x: r, y: r, alike: true})
	if err != nil {
		t.Fatal(err)
	}
	return chooseLevels(s, 0, math.NaN(), AutoScale), s
}

func TestLevelsSuitTheFunction(t *testing.T) {
	unit := Range{-2, 2}
	for _, c := range []struct {
		name            string
		f               func(x, y float64) float64
		r               Range
		even, diverging bool
	}{
		{"bowl", func(x, y float64) float64 { return x*x + y*y }, unit, true, false},
		{"long bowl", func(x, y float64) float64 { return x*x + 20*y*y }, unit, true, false},
		{"saddle", saddle, unit, true, true},
		{"tiny saddle", func(x, y float64) float64 { return 1e-9 * saddle(x, y) }, unit, true, true},
		{"huge slope", func(x, y float64) float64 { return 1e9 * (x + 5) }, unit, true, false},
		{"far from zero", func(x, y float64) float64 { return 1e6 + x*x + y*y }, unit, true, false},
		{"Rosenbrock", rosenbrock, unit, false, false},
		{"exponential", func(x, y float64) float64 { return math.Exp(5 * x) }, unit, false, false},
		{"pole", func(x, y float64) float64 { return 1 / (x*x + y*y) }, unit, false, false},
		{"downward pole", func(x, y float64) float64 { return -1 / (x*x + y*y) }, unit, false, false},
		{"signed pole", func(x, y float64) float64 { return x / (x*x + y*y) / (x*x + y*y) }, unit, false, true},
		{"flat saddle", func(x, y float64) float64 { return math.Pow(x, 9) - math.Pow(y, 9) }, unit, false, true},
	} {
		set, s := levelsOf(t, c.f, c.r)
		n := len(set.values)
		if (set.step > 0) != c.even || set.diverging != c.diverging {
			t.Errorf("%s: even %v, diverging %v: %v", c.name, set.step > 0, set.diverging, set.values)
		}
		if n < 7 || n > 20 {
			t.Errorf("%s: %d levels: %v", c.name, n, set.values)
		}
		if !slices.IsSorted(set.values) || len(slices.Compact(slices.Clone(set.values))) != n {
			t.Errorf("%s: levels are not in order: %v", c.name, set.values)
		}
		if c.diverging && set.values[set.neutral] != 0 {
			t.Errorf("%s: the neutral level is %g", c.name, set.values[set.neutral])
		}
		if share := largestShare(sortedSample(s.z), set.values); share > 0.5 {
			t.Errorf("%s: one band has %.0f%% of the picture: %v", c.name, 100*share, set.values)
		}
	}
}

func TestNoLevelsWithoutValues(t *testing.T) {
	for name, f := range map[string]func(x, y float64) float64{
		"constant":  func(x, y float64) float64 { return 3 },
		"zero":      func(x, y float64) float64 { return 0 },
		"undefined": func(x, y float64) float64 { return math.NaN() },
		"infinite":  func(x, y float64) float64 { return math.Inf(1) },
		"rounding":  func(x, y float64) float64 { return 1 + 1e-15*x },
	} {
		if set, _ := levelsOf(t, f, Range{-1, 1}); len(set.values) > 0 {
			t.Errorf("%s: levels %v", name, set.values)
		}
	}
}

func TestGivenNeutralValue(t *testing.T) {
	s, _ := sample(context.Background(), field(func(x, y float64) float64 { return 5 + saddle(x, y) }), view{x: Range{-1, 1}, y: Range{-1, 1}, alike: true})
	set := chooseLevels(s, 0, 5, AutoScale)
	if !set.diverging || set.values[set.neutral] != 5 {
		t.Errorf("neutral value 5 is not a level: %v", set)
	}
	if set = chooseLevels(s, 0, 100, AutoScale); set.diverging {
		t.Error("a neutral value outside the range makes the map diverge")
	}
}

func TestBandColors(t *testing.T) {
	colors := bandColors(5, true, 2) // levels -2 -1 0 1 2
	for i := range colors {
		mirror := colors[len(colors)-1-i]
		if (colors[i].B > colors[i].R) != (mirror.R > mirror.B) {
			t.Errorf("bands %d and %d do not mirror each other: %v %v", i, len(colors)-1-i, colors[i], mirror)
		}
	}
	light := func(i int) int { return int(colors[i].R) + int(colors[i].G) + int(colors[i].B) }
	if light(2) < light(1) || light(1) < light(0) {
		t.Error("colours do not darken away from the neutral value")
	}
	sequential := bandColors(12, false, 0)
	for i := 1; i < len(sequential); i++ {
		a, b := sequential[i-1], sequential[i]
		if 2*int(b.R)+5*int(b.G)+int(b.B) <= 2*int(a.R)+5*int(a.G)+int(a.B) {
			t.Errorf("band %d is not lighter than the one below it", i)
		}
	}
}

// As many levels are drawn as are asked for, or a few more or fewer: not twice as many.
func TestFewLevelsAreFew(t *testing.T) {
	for name, f := range map[string]func(x, y float64) float64{
		"waves":    func(x, y float64) float64 { return math.Sin(x) * math.Sin(y) },
		"saddle":   saddle,
		"bowl":     func(x, y float64) float64 { return x*x + y*y },
		"steep":    func(x, y float64) float64 { return math.Exp(5 * x) },
		"quotient": func(x, y float64) float64 { return x / y },
	} {
		s, err := sample(context.Background(), field(f), view{x: Range{-2, 2}, y: Range{-2, 2}, alike: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, count := range []int{2, 3, 4, 6} {
			if set := chooseLevels(s, count, math.NaN(), AutoScale); len(set.values) == 0 || len(set.values) > count+2 {
				t.Errorf("%s: %d levels where %d are asked for: %v", name, len(set.values), count, set.values)
			}
		}
	}
}
