package minimize

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// standard is a problem of J. J. Moré, B. S. Garbow and K. E. Hillstrom, Testing Unconstrained Optimization Software, ACM
// Trans. Math. Softw. 7 (1981) 17, with its standard start and the least values that are known.
type standard struct {
	name  string
	start []float64
	least []float64 // one of these is reached
	of    func(x []*expr.Node) []*expr.Node
}

func (p standard) function() *expr.Function {
	return vectorFunction(len(p.start), func(x []*expr.Node) *expr.Node {
		sum := number(0)
		for _, r := range p.of(x) {
			sum = expr.Add(sum, square(r))
		}
		return sum
	})
}

// From the standard start minimize reaches a least value that is known and calls it a minimum.
func TestStandardProblems(t *testing.T) {
	for _, p := range standards {
		f := p.function()
		a, err := From(context.Background(), f, p.start, Options{})
		if err != nil {
			t.Fatal(p.name, err)
		}
		if !p.reached(a.Value) || a.Kind != critical.LocalMinimum {
			t.Errorf("%s: %s, f = %.12g at %v, ‖∇f‖ = %.3g, %d steps: %s", p.name, a.Kind, a.Value, a.At, a.GradientNorm, a.Steps, a.Reason)
		}
	}
}

func (p standard) reached(value float64) bool {
	for _, least := range p.least {
		if math.Abs(value-least) <= 2e-6*least+1e-15 {
			return true
		}
	}
	return false
}

func plus(terms ...*expr.Node) *expr.Node {
	sum := number(0)
	for _, t := range terms {
		sum = expr.Add(sum, t)
	}
	return sum
}

func minus(a, b *expr.Node) *expr.Node            { return expr.Sub(a, b) }
func product(a, b *expr.Node) *expr.Node          { return expr.Mul(a, b) }
func by(c float64, a *expr.Node) *expr.Node       { return expr.Mul(number(c), a) }
func over(a, b *expr.Node) *expr.Node             { return expr.Div(a, b) }
func less(a *expr.Node, c float64) *expr.Node     { return expr.Sub(a, number(c)) }
func exponential(a *expr.Node) *expr.Node         { return expr.Apply(expr.Exp, a) }
func decay(rate *expr.Node, t float64) *expr.Node { return exponential(by(-t, rate)) }

// residuals are m terms.
func residuals(m int, term func(i int) *expr.Node) []*expr.Node {
	all := make([]*expr.Node, m)
	for i := range all {
		all[i] = term(i + 1)
	}
	return all
}
