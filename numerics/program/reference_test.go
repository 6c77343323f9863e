package program

import (
	"encoding/json"
	"os"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// TestDerivativesAgainstReference compares gradients and Hessians, run and folded, with 50-digit references.
func TestDerivativesAgainstReference(t *testing.T) {
	for _, c := range references(t) {
		f := exprtest.Function(c.Formula, c.Variables...)
		p, err := Compile(f.Variables, []*expr.Node{f.Gradient().Value, f.Hessian().Value})
		if err != nil {
			t.Fatal(err)
		}
		out := make([]float64, p.Outputs())
		for _, point := range c.Points {
			want := append(point.Gradient, point.Hessian...)
			p.NewMachine().Run(point.At, out)
			compare(t, c.Formula+" run", point.At, out, want)
			folded := append(f.Gradient().At(point.At).Data(), f.Hessian().At(point.At).Data()...)
			compare(t, c.Formula+" folded", point.At, folded, want)
		}
	}
}

type reference struct {
	Formula   string
	Variables []string
	Points    []struct{ At, Gradient, Hessian []float64 }
}

func references(t *testing.T) []reference {
	text, err := os.ReadFile("../expr/testdata/derivatives.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []reference
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func compare(t *testing.T, name string, at, got, want []float64) {
	for k := range want {
		if !agree(got[k], want[k], 1e-12) {
			t.Errorf("%s at %v: entry %d is %v, want %v (relative %.1e)", name, at, k, got[k], want[k], (got[k]-want[k])/want[k])
		}
	}
}
