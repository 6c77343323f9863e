package plotting

import (
	"strings"
	"testing"

	"saddle/numerics/reason"
)

// The unit circle is in view whatever the numbers are, at one scale, and the facts say whether they are inside.
func TestComplexNumbers(t *testing.T) {
	for _, test := range []struct {
		values [][2]float64
		says   string
	}{
		{[][2]float64{{0.9, 0.3}, {0.9, -0.3}}, "all inside the unit circle"},
		{[][2]float64{{0, 1}, {0, -1}}, "the farthest on the unit circle"},
		{[][2]float64{{3, 0}, {0.5, 0}}, "not all inside the unit circle"},
		{nil, "largest size 0"},
	} {
		l := ComplexNumbers{Name: "λ", Values: test.values}
		v := New(l).view(t.Context())
		if !v.alike || !v.x.contains(-1) || !v.x.contains(1) || !v.y.contains(-1) || !v.y.contains(1) {
			t.Errorf("%v: the circle is not in view: %v", test.values, v)
		}
		if text := l.facts(v, words(reason.English)); !strings.Contains(text, test.says) {
			t.Errorf("%v: %q does not say %q", test.values, text, test.says)
		}
	}
}
