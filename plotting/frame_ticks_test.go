package plotting

import (
	"math"
	"strings"
	"testing"
)

func labelsOf(s scale) string {
	var labels []string
	for _, t := range s.ticks {
		if t.label != "" {
			labels = append(labels, t.label)
		}
	}
	return strings.Join(labels, " ") + " " + s.note
}

func TestScales(t *testing.T) {
	for _, c := range []struct {
		name string
		got  scale
		want string
	}{
		{"unit", linearScale(Range{-2, 2}, 8), "−2.0 −1.5 −1.0 −0.5 0 0.5 1.0 1.5 2.0 "},
		{"whole", linearScale(Range{-2, 2}, 4), "−2 −1 0 1 2 "},
		{"quarters", linearScale(Range{0, 1}, 4), "0 0.25 0.50 0.75 1.00 "},
		{"odd", linearScale(Range{-0.31, 0.97}, 6), "−0.25 0 0.25 0.50 0.75 "},
		{"thousands", linearScale(Range{0, 4000}, 4), "0 1000 2000 3000 4000 "},
		{"tiny", linearScale(Range{0, 1e-9}, 5), "0 0.2 0.4 0.6 0.8 1.0 ×10^−9"},
		{"huge", linearScale(Range{-1e9, 1e9}, 4), "−1.0 −0.5 0 0.5 1.0 ×10^9"},
		{"narrow", linearScale(Range{1e9, 1e9 + 4}, 4), "0 1 2 3 4 + 10^9"},
		{"narrow below", linearScale(Range{-1e9 - 4, -1e9}, 4), "−4 −3 −2 −1 0 − 10^9"},
		{"narrow and small", linearScale(Range{1, 1 + 4e-8}, 4), "0 1 2 3 4 ×10^−8 + 1"},
		{"steps", integerScale(Range{0, 3}, 9), "0 1 2 3 "},
		{"many steps", integerScale(Range{0, 1000}, 5), "0 200 400 600 800 1000 "},
		{"decades", logScale(Range{1e-3, 1e2}, 9), "10^−3 10^−2 10^−1 1 10 10^2 "},
		{"many decades", logScale(Range{1e-30, 1}, 5), "10^−30 10^−20 10^−10 1 "},
		{"one decade", logScale(Range{0.9, 21}, 9), "1 2 5 10 20 "},
		{"within a decade", logScale(Range{5.7, 12.5}, 9), "6 7 8 9 10 11 12 "},
	} {
		if got := labelsOf(c.got); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		value      float64
		text, mark string
	}{
		{0, "0", "0"}, {-0.00739447, "-0.007394", "−0.007394"}, {11.3412, "11.34", "11.34"},
		{1234567, "1235000", "1.235×10^6"}, {5000, "5000", "5000"}, {1e-9, "1e-9", "10^−9"}, {-1e-9, "-1e-9", "−10^−9"},
		{4.2483e7, "4.248e7", "4.248×10^7"}, {-3, "-3", "−3"}, {1e5, "100000", "10^5"},
		{math.NaN(), "–", "–"}, {math.Inf(1), "∞", "∞"}, {math.Inf(-1), "-∞", "−∞"},
	} {
		if got := digits(c.value, 4); got != c.text {
			t.Errorf("digits(%g) = %q, want %q", c.value, got, c.text)
		}
		if got := short(c.value, 4); got != c.mark {
			t.Errorf("short(%g) = %q, want %q", c.value, got, c.mark)
		}
	}
}

func TestRoundSteps(t *testing.T) {
	for v, want := range map[float64]float64{1: 1, 1.1: 2, 2.1: 2.5, 2.6: 5, 5.5: 10, 0.031: 0.05, 1e-9: 1e-9} {
		if got := roundStep(v); got < want*(1-1e-12) || got > want*(1+1e-12) {
			t.Errorf("roundStep(%g) = %g, want %g", v, got, want)
		}
	}
	for v, want := range map[float64]float64{1: 1, 1.15: 1, 1.35: 1.5, 1.5: 1.5, 1.7: 2, 2.2: 2, 2.3: 2.5, 2.9: 2.5, 3.3: 3, 3.8: 4, 4.5: 5, 6.15: 5, 6.45: 6, 7: 8, 9: 10, 0.154: 0.15} {
		if got := nearStep(v); got < want*(1-1e-12) || got > want*(1+1e-12) {
			t.Errorf("nearStep(%g) = %g, want %g", v, got, want)
		}
	}
}

func TestAnglesAreMarkedInPi(t *testing.T) {
	for _, c := range []struct {
		r    Range
		most int
		want string
	}{
		{Range{0, 2 * math.Pi}, 8, "0 π/4 π/2 3π/4 π 5π/4 3π/2 7π/4 2π"},
		{Range{-math.Pi, math.Pi}, 5, "−π −π/2 0 π/2 π"},
		{Range{0, math.Pi / 2}, 6, "0 π/12 π/6 π/4 π/3 5π/12 π/2"},
		{Range{-20 * math.Pi, 20 * math.Pi}, 8, "−20π −15π −10π −5π 0 5π 10π 15π 20π"},
	} {
		var labels []string
		for _, tick := range scaleFor(c.r, false, false, c.most).ticks {
			labels = append(labels, tick.label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.r, got, c.want)
		}
	}
	for _, r := range []Range{{0, 6.28}, {0, 0}, {-1, math.Pi}} {
		if inAngles(r) {
			t.Errorf("%v is taken for multiples of π", r)
		}
	}
}
