package formula_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

// missed are functions of one variable with a critical point that depends on a number a: at(a) is it in truth.
var missed = []struct {
	function string // with one place for the number
	at       func(a *big.Float) *big.Float
}{
	{"x^3/3-(%s)*x", func(a *big.Float) *big.Float { return new(big.Float).SetPrec(300).Sqrt(a) }},
	{"(x-(%s))^2", func(a *big.Float) *big.Float { return a }},
	{"(x-(%s))^4", func(a *big.Float) *big.Float { return a }},
	{"(x-(%s))^8", func(a *big.Float) *big.Float { return a }},
	{"exp(x)-(%s)*x", func(a *big.Float) *big.Float { return exact.Log(a, 300) }},
	{"x*log(x)-(%s)*x", func(a *big.Float) *big.Float {
		return exact.Exp(new(big.Float).SetPrec(300).Sub(a, big.NewFloat(1)), 300)
	}},
	{"x^2/2-sqrt(%s)*x", func(a *big.Float) *big.Float { return new(big.Float).SetPrec(300).Sqrt(a) }},
}

// A number that is next to a simple one is not taken for it: what is said to be exact is so to fifty digits.
func TestNearMissesAreRefused(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 8))
	found, refused := 0, 0
	for range 600 {
		m := missed[rng.IntN(len(missed))]
		digits := 6 + rng.IntN(9)
		a := fmt.Sprintf("%d", 2+rng.IntN(9))
		near := rng.IntN(3) > 0
		if near {
			a += "." + fmt.Sprintf("%0*d", digits, 1+rng.IntN(9))
		}
		exactly, _, err := big.ParseFloat(a, 10, 300, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		at := m.at(exactly)
		x, _ := at.Float64()
		f := exprtest.Function(fmt.Sprintf(m.function, a), "x")
		known := formula.NewPoints(f.Value, f.Variables).Critical([]float64{x}, nil)
		if known.At == nil {
			if !near {
				t.Logf("%s: nothing is said of %g", fmt.Sprintf(m.function, a), x)
			}
			refused++
			continue
		}
		found++
		if d := new(big.Float).Sub(known.At[0].Value(300), at); d.Sign() != 0 && d.MantExp(nil) > at.MantExp(nil)-166 {
			t.Errorf("%s: the critical point %s is said to be %s", fmt.Sprintf(m.function, a), at.Text('g', 30), known.At[0].Text())
		}
	}
	if found < 150 || refused < 50 {
		t.Errorf("%d forms were found, %d refused", found, refused)
	}
}

// The exact value of a derivative at a quotient agrees with its value in float64.
func TestFormsAtAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 5))
	for _, text := range []string{"x^3-2*x", "sqrt(x)", "1/(1+x^2)", "x*sqrt(2)", "(x-1)/(x+2)", "exp(x)", "log(x)", "x^2.5"} {
		f := exprtest.Function(text, "x")
		slope := expr.Gradient(f.Value, f.Variables...)[0]
		for range 40 {
			at := []*expr.Node{expr.Const(float64(1+rng.IntN(40)) / float64(1+rng.IntN(12)))}
			forms, ok := formula.FormsAt(slope, f.Variables, at)
			if !ok {
				continue
			}
			want := expr.Substitute(slope, f.Variables, at).Float()
			if got, _ := forms[0].Value(64).Float64(); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("(%s)' at %g is %g, not %s", text, at[0].Float(), want, forms[0].Text())
			}
		}
	}
}
