package dense

import (
	"encoding/json"
	"math/big"
	"os"
	"strconv"
	"testing"
)

// problem is a model with the value and the length of its minimiser, computed with 80 digits (mpmath: eigenvalues of the
// matrix as it is, the root of the secular equation by halving).
type problem struct {
	Kind, Model string
	G, H        []string
	Limit       string
	Value       string
	Length      string
}

func problems(t *testing.T) []problem {
	t.Helper()
	text, err := os.ReadFile("testdata/models.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []problem
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func numbers(t *testing.T, texts []string) []float64 {
	t.Helper()
	xs := make([]float64, len(texts))
	for i, text := range texts {
		xs[i] = number(t, text)
	}
	return xs
}

const digits = 1200 // bits: enough that products of any three float64 in the table are added exactly

func exactly(x float64) *big.Float { return new(big.Float).SetPrec(digits).SetFloat64(x) }

func times(xs ...*big.Float) *big.Float {
	product := exactly(1)
	for _, x := range xs {
		product.Mul(product, x)
	}
	return product
}

// exactLength and exactValue are those of a step, without rounding but that of the root.
func exactLength(s []float64) *big.Float {
	sum := exactly(0)
	for _, x := range s {
		sum.Add(sum, times(exactly(x), exactly(x)))
	}
	return sum.Sqrt(sum)
}

func exactValue(s, g, h []float64, weight float64) *big.Float {
	length := exactLength(s)
	value := times(exactly(weight), length, length, length)
	value.Quo(value, exactly(6))
	for i, x := range s {
		value.Add(value, times(exactly(g[i]), exactly(x)))
		for j, y := range s {
			value.Add(value, times(exactly(0.5), exactly(h[i*len(s)+j]), exactly(x), exactly(y)))
		}
	}
	return value
}

// The value of the model at the step is the least there is, within the rounding of its terms; it is never above 0, and the
// step never leaves the radius.
func TestModelsAgainstTheExactMinimum(t *testing.T) {
	var w Workspace
	for k, p := range problems(t) {
		g, h, limit := numbers(t, p.G), numbers(t, p.H), number(t, p.Limit)
		s := make([]float64, len(g))
		weight := 0.0
		if p.Model == "trust" {
			w.TrustStep(s, g, h, limit, len(g))
			if exactLength(s).Cmp(times(exactly(limit), exactly(1+unit))) > 0 {
				t.Errorf("%d, %s: the step %v leaves the radius %g", k, p.Kind, s, limit)
			}
		} else {
			weight = limit
			w.CubicStep(s, g, h, limit, len(g))
		}
		if !Finite(s) {
			t.Errorf("%d, %s %s: g = %v, h = %v, limit %g: s = %v", k, p.Model, p.Kind, g, h, limit, s)
			continue
		}
		value := exactValue(s, g, h, weight)
		want, _, err := big.ParseFloat(p.Value, 10, digits, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		if value.Sign() > 0 {
			t.Errorf("%d, %s %s: the model is %.3g at %v", k, p.Model, p.Kind, value, s)
		}
		excess := new(big.Float).Sub(value, want)
		if slack := times(exactly(1e-14), new(big.Float).Abs(want)); excess.Cmp(slack) > 0 {
			t.Errorf("%d, %s %s: g = %v, h = %v, limit %g, s = %v: model %.17g, at best %.17g, ratio %.3g", k, p.Model, p.Kind, g, h, limit, s, value, want, new(big.Float).Quo(excess, want))
		}
	}
}
