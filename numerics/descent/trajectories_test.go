package descent

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"testing"
)

// trajectory is a reference run, computed with 40 digits.
type trajectory struct {
	Function, Method string
	Start            []float64
	Params           map[string]any
	Iterates         [][]float64
	Values           []float64
}

// translations give the rule and the setting names for each method of the file.
var translations = map[string]struct {
	rule     string
	settings map[string]string
}{
	"gd":        {"gd", map[string]string{"eta": "η"}},
	"ema":       {"momentum", map[string]string{"eta": "η", "beta": "β"}},
	"hb":        {"heavy_ball", map[string]string{"eta": "η", "beta": "β"}},
	"nag":       {"nesterov", map[string]string{"eta": "η", "beta": "β"}},
	"newton":    {"newton", nil},
	"adagrad":   {"adagrad", map[string]string{"eta": "η", "eps": "ε"}},
	"rmsprop":   {"rmsprop", map[string]string{"eta": "η", "rho": "ρ", "eps": "ε"}},
	"adam":      {"adam", map[string]string{"eta": "η", "b1": "β₁", "b2": "β₂", "eps": "ε"}},
	"adamw":     {"adamw", map[string]string{"eta": "η", "b1": "β₁", "b2": "β₂", "eps": "ε", "wd": "λ"}},
	"lion":      {"lion", map[string]string{"eta": "η", "b1": "β₁", "b2": "β₂", "wd": "λ"}},
	"levenberg": {"damped_newton", map[string]string{"mu": "μ"}},
	"sfn":       {"saddle_free_newton", map[string]string{"floor": "δ"}},
	"cubic":     {"cubic_newton", map[string]string{"M": "M"}},
	"tr":        {"trust_region", map[string]string{"delta0": "D₀"}},
	"ncd":       {"negative_curvature", map[string]string{"eta": "η", "gtol": "ε", "ltol": "δ", "step": ""}},
}

func trajectories(t *testing.T) []trajectory {
	t.Helper()
	text, err := os.ReadFile("testdata/trajectories.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Runs []trajectory }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Runs
}

// Every iterate and value of the reference runs, to 1e-12 relative (absolute below 1). A run of ours may be shorter where
// its rule stops or nothing moves any more.
func TestTrajectories(t *testing.T) {
	for _, want := range trajectories(t) {
		translation, ok := translations[want.Method]
		if !ok {
			t.Fatalf("no rule for %s", want.Method)
		}
		settings := map[string]float64{}
		for name, value := range want.Params {
			to, known := translation.settings[name]
			if !known {
				t.Fatalf("%s: no setting for %s", want.Method, name)
			}
			if to != "" {
				settings[to], _ = strconv.ParseFloat(fmt.Sprint(value), 64)
			}
		}
		name := fmt.Sprintf("%s on %s from %v", want.Method, want.Function, want.Start)
		r := mustRun(t, Named(translation.rule), functions[want.Function], want.Start, Options{Settings: settings, Steps: len(want.Iterates) - 1})
		if r.Steps < len(want.Iterates)-1 && r.Status != StoppedByRule && r.Status != Converged {
			t.Errorf("%s: %s after %d steps", name, r.Status, r.Steps)
		}
		for k := range r.Steps + 1 {
			if !near(r.Points.At(k), want.Iterates[k], 1e-12) || !near(r.F[k:k+1], want.Values[k:k+1], 1e-12) {
				t.Errorf("%s: step %d is %v, f = %g; want %v, f = %g", name, k, r.Points.At(k), r.F[k], want.Iterates[k], want.Values[k])
				break
			}
		}
	}
}
