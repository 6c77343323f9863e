package exact_test

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/exact"
)

// A sum of unlike terms, made from whole numbers drawn at random, is found again, and what is written for it has its value.
func TestSumsOfUnlikeTerms(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	root := func(n int64) exact.Term { return exact.Term{Times: 1, Root: n} }
	pi, e := exact.Term{Times: 1, Root: 1, Constant: exact.PiConstant}, exact.Term{Times: 1, Root: 1, Constant: exact.EConstant}
	log2 := exact.Term{Times: 1, Root: 1, Constant: exact.LogConstant, Argument: big.NewRat(2, 1)}
	const rounds = 12
	for _, kinds := range [][]exact.Term{
		{root(1)}, {root(1), root(2)}, {root(1), root(13)}, {root(2)}, {root(1), pi}, {root(1), e}, {root(1), log2},
		{root(2), root(3)}, {root(1), root(2), root(5)}, {root(1), root(3), pi}, {root(2), e}, {pi, e}, {log2, root(1), pi},
	} {
		for range rounds {
			f := exact.Form{Over: 1 + rng.Int64N(999)}
			for _, term := range kinds {
				term.Times = 1 + rng.Int64N(999)
				if rng.IntN(2) == 0 {
					term.Times = -term.Times
				}
				f.Terms = append(f.Terms, term)
			}
			if text := f.Text(); strings.Count(text, " + ")+strings.Count(text, " - ") != len(kinds)-1 {
				t.Errorf("%v is written %s", f, text)
			}
			x := f.Value(220)
			found, ok := exact.IdentifySum(x)
			if !ok {
				t.Errorf("%s is not found", f.Text())
				continue
			}
			far := new(big.Float).Sub(found.Value(220), x)
			if far.Sign() != 0 && far.MantExp(nil) > x.MantExp(nil)-150 {
				t.Errorf("%s is taken for %s", f.Text(), found.Text())
			}
		}
	}
}

// Numbers drawn at random, and those that are near to a sum, are no sum.
func TestNoSumForRandomNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	near := exact.Form{Terms: []exact.Term{{Times: 1, Root: 1}, {Times: 3, Root: 2}}, Over: 7}.Value(220)
	for k := range 40 {
		x := new(big.Float).SetPrec(220).SetFloat64(rng.NormFloat64())
		for range 3 {
			x.Mul(x, new(big.Float).SetFloat64(1+rng.Float64()))
			x.Quo(x, new(big.Float).SetFloat64(1+rng.Float64()))
		}
		if k%2 == 1 {
			x = new(big.Float).Add(near, new(big.Float).SetMantExp(x, -60-2*k))
		}
		if f, ok := exact.IdentifySum(x); ok {
			t.Errorf("%s is taken for %s", x.Text('g', 50), f.Text())
		}
	}
}

func BenchmarkIdentifySum(b *testing.B) {
	x := new(big.Float).SetPrec(220).SetFloat64(0.8414709848078965)
	x.Mul(x, x)
	x.Sqrt(new(big.Float).SetPrec(220).Add(x, big.NewFloat(0.3)))
	for b.Loop() {
		exact.IdentifySum(x)
	}
}
