package search

import (
	"context"
	"math"
	"sync"
	"testing"
	"time"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// Every part of a search ends soon after an interrupt, whenever that comes, and says that it did not come to its end.
func TestInterruptEndsEveryPartOfASearch(t *testing.T) {
	tests := []struct{ part, formula string }{
		{"boxes", "sin(9*x)*sin(7*y) + cos(x*y)"},
		{"creases", "abs(sin(3*x)*y) + abs(cos(x + y))*x"},
		{"curves of critical points", "x^6 - x^4 + 2*x^4*y^2 + x^2*y^4 + y^4 - x^2 - 2*y^2 + 1"},
		{"curves of factors", "(x^2 + y^2 - 1)^2*(1 + x^2)"},
		{"flat directions", "(x*y - 1)^4*(1 + x^2) + (x*y - 1)^6"},
		{"terms", "sin(40*x)^3 + cos(41*y)^5*y"},
		{"rings", "x^3 - 3*x*y^2 + y^4 + sqrt(x^2 + y^2)*0.1"},
	}
	box := interval.Box{interval.Of(-9, 10), interval.Of(-9.5, 9)}
	stopped := 0
	for _, test := range tests {
		f := criticaltest.Function("f", test.formula, "x", "y")
		all := &counted{Context: context.Background(), left: math.MaxInt}
		if _, err := Points(all, f, box, Options{Boxes: 3000}); err != nil {
			t.Fatal(err)
		}
		looks := math.MaxInt - all.left
		for _, after := range []int{0, 10, looks / 2, looks - 10, looks - 2} {
			ctx := &counted{Context: context.Background(), left: max(after, 0)}
			found, err := Points(ctx, f, box, Options{Boxes: 3000})
			if err != nil {
				t.Fatal(err)
			}
			if !ctx.ended.IsZero() {
				if late := time.Since(ctx.ended); late > 10*time.Second {
					t.Errorf("%s: %v after the interrupt", test.part, late)
				}
				if stopped++; found.Proven {
					t.Errorf("%s: interrupted after %d looks, and proven", test.part, after)
				}
			}
		}
	}
	if stopped < 20 {
		t.Errorf("only %d searches were interrupted", stopped)
	}
}

// counted is a context that ends after it was looked at so many times.
type counted struct {
	context.Context
	mutex sync.Mutex
	left  int
	ended time.Time
}

func (c *counted) Err() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.left--; c.left >= 0 {
		return nil
	}
	if c.ended.IsZero() {
		c.ended = time.Now()
	}
	return context.Canceled
}
