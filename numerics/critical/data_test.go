package critical

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

var kinds = map[string]Kind{"min": LocalMinimum, "max": LocalMaximum, "saddle": SaddlePoint}

// Every point of the data file, given to 17 digits, is critical, and is what the file says; degenerate ones too.
func TestClassifyKnownPoints(t *testing.T) {
	for _, k := range criticaltest.KnownFunctions() {
		f := k.Function()
		for _, p := range k.Points {
			v, err := Classify(context.Background(), f, p.At)
			if err != nil {
				t.Fatalf("%s at %v: %v", k.Name, p.At, err)
			}
			want := kinds[p.Kind]
			if p.Kind == "degenerate" {
				want = kinds[p.Truth]
			}
			if v.Kind != want {
				t.Errorf("%s at %v: %s (%v), want %s; ‖∇f‖ = %g within %g, λ = %v within %g", k.Name, p.At, v.Kind, v.Reason, want, v.GradientNorm, v.GradientSlop, v.Eigenvalues, v.Bound)
				continue
			}
			if v.Index != p.Index || v.Degenerate != (p.Zero > 0) {
				t.Errorf("%s at %v: index %d, degenerate %t, λ = %v", k.Name, p.At, v.Index, v.Degenerate, v.Eigenvalues)
			}
			largest := math.Max(1, math.Abs(p.Eigenvalues[len(p.Eigenvalues)-1]))
			for i, want := range p.Eigenvalues {
				if math.Abs(v.Eigenvalues[i]-want) > 1e-10*largest {
					t.Errorf("%s at %v: λ = %v, want %v", k.Name, p.At, v.Eigenvalues, p.Eigenvalues)
				}
			}
		}
	}
}
