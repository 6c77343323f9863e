package interval

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"strconv"
	"testing"
)

// Elementary functions at hard arguments (next to multiples of π/2, to the ends of their domains, to overflow and to 1)
// hold values computed to 50 digits with mpmath, and hold little else.
func TestReferences(t *testing.T) {
	text, err := os.ReadFile("testdata/functions.json")
	if err != nil {
		t.Fatal(err)
	}
	var table map[string][][]string
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	for name, rows := range table {
		for _, row := range rows {
			result := atReference(t, name, row)
			exact := row[len(row)-1]
			if name == "tan" && result == entire(Partial) {
				continue // too close to a pole to be told apart from it
			}
			if result.Doubts != 0 || !encloses(t, result, exact) {
				t.Errorf("%s%v = %v misses %s", name, row[:len(row)-1], result, exact)
			}
			if looseness := widthInUlps(result); looseness > loosest[name] {
				t.Errorf("%s%v = %v is %g units wide", name, row[:len(row)-1], result, looseness)
			}
		}
	}
}

func atReference(t *testing.T, name string, row []string) Interval {
	x := Exactly(hexadecimal(t, row[0]))
	if name == "power" {
		return Power(x, Exactly(hexadecimal(t, row[1])))
	}
	return functions[name](x)
}

func hexadecimal(t *testing.T, text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func encloses(t *testing.T, a Interval, decimal string) bool {
	exact, _, err := big.ParseFloat(decimal, 10, 200, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return (a.Lo == -inf || big.NewFloat(a.Lo).Cmp(exact) <= 0) && (a.Hi == inf || big.NewFloat(a.Hi).Cmp(exact) >= 0)
}

func widthInUlps(a Interval) float64 {
	if a.Lo == a.Hi || a.Size() < 1e-300 {
		return 0
	}
	return a.Width() / (up(a.Size()) - a.Size())
}

var loosest = map[string]float64{
	"exp": 20, "log": 10, "log10": 20, "log1p": 8, "expm1": 8, "sin": 5000, "cos": 5000, "tan": 5000, "asin": 30, "acos": 30,
	"atan": 8, "sinh": 16, "cosh": 16, "tanh": 8, "1-tanh²": 60, "1-x²": 6, "sqrt": 2, "power": math.Inf(1),
}
