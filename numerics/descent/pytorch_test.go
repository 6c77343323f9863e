package descent

import (
	"encoding/json"
	"os"
	"testing"
)

// The rules that PyTorch has give its iterates, with its forms and defaults, to 1e-12.
func TestPyTorch(t *testing.T) {
	text, err := os.ReadFile("testdata/pytorch.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Runs []struct {
			Rule     string
			Settings map[string]float64
			Start    []float64
			Iterates [][]float64
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	for _, want := range file.Runs {
		r := mustRun(t, Named(want.Rule), functions["rosenbrock"], want.Start, Options{Settings: want.Settings, Steps: len(want.Iterates) - 1})
		for k, p := range want.Iterates {
			if !near(r.Points.At(k), p, 1e-12) {
				t.Errorf("%s: step %d is %v, want %v", want.Rule, k, r.Points.At(k), p)
				break
			}
		}
	}
}
