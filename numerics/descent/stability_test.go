package descent

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// The limits of the rules against their formulas, for several curvatures and settings, and none for a rule that is stable.
func TestTooLarge(t *testing.T) {
	f := functions["d2l_bowl"]
	for _, lambda := range []float64{0.3, 1, 40} {
		for _, beta := range []float64{0, 0.5, 0.9} {
			for rule, want := range map[*Rule]float64{
				gradientDescent: 2,
				heavyBall:       2 * (1 + beta),
				momentum:        2 * (1 + beta) / (1 - beta),
				nesterov:        2 * (1 + beta) / (1 + 2*beta),
			} {
				settings := map[string]float64{"η": 3 * want / lambda, "β": beta}
				if rule == gradientDescent {
					delete(settings, "β")
				}
				l, ok := TooLarge(rule, f, lambda, settings)
				if !ok || l.Setting != "η" || math.Abs(l.Largest*lambda-want) > 1e-6*want {
					t.Errorf("%s, λ = %g, β = %g: %+v, %t, want %g", rule.Name, lambda, beta, l, ok, want/lambda)
				}
				settings["η"] = 0.9 * want / lambda
				if l, ok := TooLarge(rule, f, lambda, settings); ok {
					t.Errorf("%s, λ = %g, β = %g: %+v though stable", rule.Name, lambda, beta, l)
				}
			}
		}
	}
}

// A rule that is no linear map of the point has no limit.
func TestNoLimit(t *testing.T) {
	for _, rule := range []*Rule{adam, lion, trustRegion, noisyGradientDescent} {
		settings := map[string]float64{}
		for _, s := range rule.Settings {
			if s.Name == "η" {
				settings["η"] = 1000
			}
		}
		if l, ok := TooLarge(rule, functions["d2l_bowl"], 1, settings); ok {
			t.Errorf("%s: %+v", rule.Name, l)
		}
	}
}

// Rules under other names and with other settings are told by their steps.
func TestLimitOfAnUnknownRule(t *testing.T) {
	halved := &Rule{Name: "mine", Settings: []Setting{{Name: "weight", Default: 0.5}, {Name: "rate", Default: 1}}, Build: func(b *Builder) {
		b.Assign("θ", expr.Sub(b.Point(), expr.Mul(expr.Mul(b.Setting("weight"), b.Setting("rate")), b.Gradient(b.Point()))))
	}}
	l, ok := TooLarge(halved, functions["d2l_bowl"], 8, nil)
	if !ok || l.Setting != "weight" || math.Abs(l.Largest-0.25) > 1e-9 {
		t.Errorf("%+v, %t", l, ok)
	}
}
