package notebook

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast computes how well each colour of text is to be read on each ground, in the light and in the dark scheme: by
// the formula of WCAG 2.2, 4.5 at least (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func TestContrast(t *testing.T) {
	dark := strings.Index(style, "@media (prefers-color-scheme: dark)")
	end := dark + strings.Index(style[dark:], "\n}\n")
	if dark < 0 || end < dark {
		t.Fatal("the style sheet has no dark scheme")
	}
	for name, part := range map[string]string{"light": style[:dark], "dark": style[dark:end]} {
		colours := map[string][3]float64{}
		for _, m := range regexp.MustCompile(`--([a-z]+): #([0-9a-f]{6});`).FindAllStringSubmatch(part, -1) {
			colours[m[1]] = channels(t, m[2])
		}
		grounds := map[string][3]float64{"paper": colours["paper"], "well": colours["well"], "an error": mixed(colours["red"], colours["paper"], 0.08)}
		for _, ink := range []string{"ink", "quiet", "accent", "keyword", "number", "string", "comment", "red", "green", "yellow", "blue", "magenta", "cyan"} {
			if _, known := colours[ink]; !known {
				t.Errorf("%s: no colour %s", name, ink)
			}
			for ground, colour := range grounds {
				if got := contrast(colours[ink], colour); got < 4.5 {
					t.Errorf("%s: %s on %s has a contrast of %.2f", name, ink, ground, got)
				}
			}
		}
	}
	if !strings.Contains(style, "color-mix(in srgb, var(--red) 8%, transparent)") {
		t.Error("the ground of errors is another one")
	}
}

// channels are red, green and blue from 0 to 1.
func channels(t *testing.T, hex string) (rgb [3]float64) {
	t.Helper()
	for i := range rgb {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(fmt.Errorf("colour %s: %w", hex, err))
		}
		rgb[i] = float64(n) / 255
	}
	return rgb
}

func mixed(a, b [3]float64, share float64) (rgb [3]float64) {
	for i := range rgb {
		rgb[i] = share*a[i] + (1-share)*b[i]
	}
	return rgb
}

func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(rgb [3]float64) float64 {
	linear := func(c float64) float64 {
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(rgb[0]) + 0.7152*linear(rgb[1]) + 0.0722*linear(rgb[2])
}
