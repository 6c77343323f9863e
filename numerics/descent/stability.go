package descent

import (
	"maps"
	"math"

	"saddle/numerics/expr"
)

// Limit is a setting of a rule that is too large for a curvature, and the largest value of it with which errors along that
// curvature do not grow.
type Limit struct {
	Setting        string
	Value, Largest float64
}

// TooLarge finds the setting that makes the steps of a rule unstable where the curvature of f is λ > 0 in every direction:
// the rule's step, as a linear map on ½λ‖x‖², enlarges some error, and does not with a smaller value of that setting. So it
// asks the rule what it does, whatever its name: for gradient descent the limit is 2/λ, for the heavy ball 2(1 + β)/λ, for
// the averaged momentum 2(1 + β)/((1 - β)λ), for Nesterov's 2(1 + β)/((1 + 2β)λ) (Polyak 1964; O'Donoghue and Candès 2015,
// Found. Comput. Math. 15, 715). ok is false where the steps are stable, and for rules that have no such map, see Contraction.
func TooLarge(rule *Rule, f *expr.Function, curvature float64, settings map[string]float64) (l Limit, ok bool) {
	all, err := rule.settings(settings)
	if err != nil {
		return Limit{}, false
	}
	hessian := scaledIdentity(f.Dimension(), curvature)
	if factor, known := Contraction(rule, f, hessian, all); !known || factor <= stableFactor {
		return Limit{}, false
	}
	for _, s := range rule.Settings {
		grows := growth(rule, f, hessian, all, s.Name)
		if largest, found := stableBelow(all[s.Name], grows); found {
			return Limit{s.Name, all[s.Name], largest}, true
		}
	}
	return Limit{}, false
}

// stableFactor is the factor up to which errors are not said to grow.
const stableFactor = 1 + 1e-9

// growth tells whether errors grow with a value of a setting. The rule is compiled once, with the setting as an input; where it wants
// a known number there, or has no factor then, for each value.
func growth(rule *Rule, f *expr.Function, hessian []float64, settings map[string]float64, name string) func(value float64) (grows, known bool) {
	c, ok := linearized(rule, f, hessian, Options{Settings: settings, open: name})
	return func(value float64) (grows, known bool) {
		if ok {
			if factor, known := c.contraction(value); known {
				return !(factor <= stableFactor), true
			}
		}
		changed := maps.Clone(settings)
		changed[name] = value
		factor, known := Contraction(rule, f, hessian, changed)
		return !(factor <= stableFactor), known
	}
}

// stableBelow halves an unstable value until it is stable, and then what is between.
func stableBelow(value float64, grows func(float64) (grows, known bool)) (largest float64, ok bool) {
	const digits = 50
	if !(value > 0) || math.IsInf(value, 1) {
		return 0, false
	}
	low, ok := halvedBelow(value, grows)
	if !ok {
		return 0, false
	}
	high := 2 * low
	for range digits {
		middle := low + (high-low)/2
		if unstable, known := grows(middle); !known || unstable {
			high = middle
		} else {
			low = middle
		}
	}
	return low, true
}

// halvedBelow is the first of value/2, value/4, … for which a step does not grow.
func halvedBelow(value float64, grows func(float64) (grows, known bool)) (stable float64, ok bool) {
	const halvings = 60
	for range halvings {
		value /= 2
		unstable, known := grows(value)
		if !known {
			return 0, false
		}
		if !unstable {
			return value, value > 0
		}
	}
	return 0, false
}

func scaledIdentity(n int, scale float64) []float64 {
	h := make([]float64, n*n)
	for i := range n {
		h[i*n+i] = scale
	}
	return h
}
