package exact_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/exact"
)

// What is written as a student writes it, in text and as a formula.
func TestFormsAreFound(t *testing.T) {
	for _, c := range []struct {
		x           float64
		text, latex string
	}{
		{1.0 / 3, "1/3", `\frac{1}{3}`},
		{-2.0 / 7, "-2/7", `-\frac{2}{7}`},
		{5, "5", "5"},
		{math.Sqrt2 / 2, "√2/2", `\frac{\sqrt{2}}{2}`},
		{-math.Sqrt(2.0 / 3), "-√6/3", `-\frac{\sqrt{6}}{3}`},
		{2 * math.Sqrt(3), "2√3", `2\sqrt{3}`},
		{math.Phi, "(1 + √5)/2", `\frac{1 + \sqrt{5}}{2}`},
		{1 - math.Phi, "(1 - √5)/2", `\frac{1 - \sqrt{5}}{2}`},
		{-math.Phi, "-(1 + √5)/2", `-\frac{1 + \sqrt{5}}{2}`},
		{3 - math.Sqrt(3), "3 - √3", `3 - \sqrt{3}`},
		{math.Sqrt(7) - 4, "√7 - 4", `\sqrt{7} - 4`},
		{(math.Sqrt(13) - 5) / 6, "(√13 - 5)/6", `\frac{\sqrt{13} - 5}{6}`},
		{math.Pi / 4, "π/4", `\frac{\pi}{4}`},
		{-3 * math.Pi / 2, "-3π/2", `-\frac{3 \pi}{2}`},
		{math.E, "e", "e"},
		{math.Exp(-0.5), "e^(-1/2)", "e^{-1/2}"},
		{-1 / math.E, "-e^-1", "-e^{-1}"},
		{math.Log(2), "log(2)", `\log 2`},
		{math.Log(3) / 2, "log(3)/2", `\frac{\log 3}{2}`},
	} {
		found := exact.Candidates(c.x, 1e-13)
		if len(found) == 0 || found[0].Text() != c.text || found[0].LaTeX() != c.latex {
			t.Errorf("%v is %v, want %s, %s", c.x, found, c.text, c.latex)
			for _, f := range found {
				t.Log(f.Text(), f.LaTeX())
			}
		}
	}
}

// A number drawn at random has no form.
func TestNoFormForRandomNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for range 500 {
		x := rng.NormFloat64()
		if found := exact.Candidates(x, 1e-14); len(found) > 0 {
			t.Errorf("%v is taken for %s", x, found[0].Text())
		}
	}
}
