package eval

import (
	"fmt"
	"testing"
	"time"
)

// TestBarsDoNotFlash follows computations of many lengths, which report every 10 ms: a bar that is shown is shown anew
// before it goes.
func TestBarsDoNotFlash(t *testing.T) {
	for length := 400 * time.Millisecond; length < 3*time.Second; length += 30 * time.Millisecond {
		began := time.Now()
		now := began
		shown := 0
		report := newReports(began).through(func(Progress) { shown++ }, func() time.Time { return now })
		for ; now.Sub(began) < length; now = now.Add(10 * time.Millisecond) {
			report(Progress{Part: float64(now.Sub(began)) / float64(length)})
		}
		if shown == 1 || shown == 0 && length > time.Second {
			t.Errorf("%v: the bar is shown %d times", length, shown)
		}
	}
}

func TestBarsOfUnknownLengthAreShown(t *testing.T) {
	began := time.Now()
	now := began
	var at []string
	report := newReports(began).through(func(Progress) { at = append(at, fmt.Sprint(now.Sub(began))) }, func() time.Time { return now })
	for range 80 {
		report(Progress{})
		now = now.Add(10 * time.Millisecond)
	}
	if got := fmt.Sprint(at); got != "[500ms 600ms 700ms]" {
		t.Errorf("reported at %s", got)
	}
}
