package plotting

import (
	"context"
	"math"
	"strings"
	"testing"

	"saddle/numerics/reason"
)

// medians is a series with a band whose upper edge is infinite in the end, as of runs that diverge.
func medians() Series {
	inf := math.Inf(1)
	return Series{Name: "f", Values: []float64{3, 2, 1, 1}, Low: []float64{3, 1, 0.5, 0.2}, High: []float64{3, 4, inf, inf}}
}

// The band is in view, lies behind the line and says what it is.
func TestBandOfQuartiles(t *testing.T) {
	l := medians()
	f := New(l)
	v := f.view(t.Context())
	if v.y.Max < 4 || v.y.Min > 0.2 {
		t.Errorf("the band is not in view: %v", v.y)
	}
	if text := l.facts(v, words(reason.English)); !strings.Contains(text, "quartiles") {
		t.Errorf("%q does not tell the band", text)
	}
	marks, err := f.prepare(context.Background(), v)
	if err != nil {
		t.Fatal(err)
	}
	if _, first := marks[0].(*envelope); !first || len(marks) != 2 {
		t.Errorf("the band does not lie behind the line: %v", marks)
	}
}
