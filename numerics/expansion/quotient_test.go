package expansion

import (
	"context"
	"math/big"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr/exprtest"
)

func TestQuotients(t *testing.T) {
	tests := []struct {
		formula string
		at      float64
		want    []string // "": none
	}{
		{"sin(x)/x", 0, []string{"1", "0", "-1/6", "0", "1/120", "0", "-1/5040", "0", "1/362880"}},
		{"x/(exp(x) - 1)", 0, []string{"1", "-1/2", "1/12", "0", "-1/720", "0", "1/30240", "0", "-1/1209600"}}, // Bernoulli's numbers
		{"tan(x)", 0, []string{"0", "1", "0", "1/3", "0", "2/15", "0", "17/315", "0", "62/2835"}},
		{"exp(x)", 1, []string{"", "", ""}},
		{"0.1 + x/3 + pi x^2", 0, []string{"", "1/3", ""}},
		{"sqrt(x)", 4, []string{"2", "1/4", "-1/64", "1/512"}},
		{"3000000000001 + x/3000000000001", 0, []string{"", ""}},
	}
	for _, test := range tests {
		f := exprtest.Function(test.formula, "x")
		p, err := At(context.Background(), f.Value, f.Variables, []float64{test.at}, len(test.want)-1, nil)
		if err != nil {
			t.Errorf("%s: %v", test.formula, err)
			continue
		}
		for k, want := range test.want {
			got := ""
			if q := p.Quotients[k]; q != nil {
				got = q.RatString()
			}
			if got != want {
				t.Errorf("%s: coefficient %d is %q, want %q", test.formula, k, got, want)
			}
		}
	}
}

// Any quotient of whole numbers is found again from its digits, and one that is changed in its last digits is none.
func TestQuotientOf(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 9))
	for range 2000 {
		want := big.NewRat(random.Int64N(1e12)-5e11, 1+random.Int64N(1e12))
		const prec = 256
		c := new(big.Float).SetPrec(prec).SetRat(want)
		if want.Sign() == 0 || c.MantExp(nil) > 40 || c.MantExp(nil) < -40 {
			continue
		}
		if got := quotientOf(c, prec); got == nil || got.Cmp(want) != 0 {
			t.Errorf("%v: %v", want, got)
		}
		off := new(big.Float).SetPrec(prec).SetMantExp(c, -150)
		if got := quotientOf(off.Add(off, c), prec); got != nil {
			t.Errorf("%v, 1 + 2⁻¹⁵⁰ times: %v", want, got)
		}
	}
}
