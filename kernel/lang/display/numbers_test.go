package display_test

import (
	"context"
	"fmt"
	"html"
	"math"
	"math/big"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/lang/display"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/minimize"
	"saddle/numerics/reason"
)

// nasty is a number of any size that a float64 has, from 1e-320 to 1e308, sometimes 0 or whole.
func nasty(rng *rand.Rand) float64 {
	switch rng.IntN(12) {
	case 0:
		return 0
	case 1:
		return math.Trunc(rng.NormFloat64() * math.Pow(10, float64(rng.IntN(17))))
	}
	mantissa := math.Copysign(1+9*rng.Float64(), rng.Float64()-0.5)
	x, _ := strconv.ParseFloat(strconv.FormatFloat(mantissa, 'f', 17, 64)+"e"+strconv.Itoa(rng.IntN(628)-320), 64)
	return x
}

// Every entry that is shown, in text, LaTeX and HTML, is within half a unit of its last digit of the entry that there is,
// whatever stands beside it.
func TestEachNumberIsRoundedByItself(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 400 {
		digits := 1 + rng.IntN(17)
		o := display.Options{Format: value.Format(digits)}
		rows, columns := 1+rng.IntN(5), 1+rng.IntN(5)
		entries := make([]float64, rows*columns)
		for k := range entries {
			entries[k] = nasty(rng)
		}
		names := strings.Split("abcde"[:columns], "")
		for _, v := range []value.Value{
			value.Number(entries[0]), value.Vector(entries), value.Matrix(rows, columns, entries),
			&value.Table{Names: names, Rows: expr.Array(expr.MatrixShape(rows, columns), entries)},
			value.List{value.Number(entries[0]), value.Vector(entries[:min(len(entries), 10)])},
		} {
			checkShown(t, v, o, digits, entries)
		}
	}
}

var numbersOf = map[string]func(shown string) []string{"text/plain": numbersInText, "text/latex": numbersInLaTeX, "text/html": numbersInHTML}

func checkShown(t *testing.T, v value.Value, o display.Options, digits int, entries []float64) {
	t.Helper()
	bundle, err := display.Of(context.Background(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	_, isTable := v.(*value.Table)
	for kind, numbers := range numbersOf {
		shown, ok := bundle.Data[kind].(string)
		if !ok || kind == "text/plain" && isTable {
			continue
		}
		texts := numbers(shown)
		want := expected(v, entries)
		if len(texts) != len(want) {
			t.Fatalf("%s has %d numbers, not %d: %s", kind, len(texts), len(want), shown)
		}
		for k, text := range texts {
			if !isRounded(text, want[k], digits) {
				t.Errorf("%s shows %s for %v with %d digits: %s", kind, text, want[k], digits, shown)
			}
		}
	}
}

// expected are the entries that a display shows, in order: of a long vector the first and last five.
func expected(v value.Value, entries []float64) []float64 {
	switch v := v.(type) {
	case value.List:
		return append([]float64{1, entries[0], 2}, entries[:min(len(entries), 10)]...) // each behind its number
	case value.Quantity:
		if v.Node.Shape().Rank == 0 {
			return entries[:1]
		}
		if n := len(entries); v.Node.Shape().Rank == 1 && n > 10 {
			return append(append([]float64{}, entries[:5]...), entries[n-5:]...)
		}
	}
	return entries
}

var decimal = regexp.MustCompile(`-?\d+(\.\d+)?(e-?\d+)?`)

func numbersInText(shown string) []string { return decimal.FindAllString(shown, -1) }

var powerOfTen = regexp.MustCompile(`(-?)(?:([\d.]+) \\times )?10\^\{(-?\d+)\}`)

func numbersInLaTeX(shown string) []string {
	return decimal.FindAllString(powerOfTen.ReplaceAllStringFunc(shown, func(power string) string {
		parts := powerOfTen.FindStringSubmatch(power)
		if parts[2] == "" {
			parts[2] = "1"
		}
		return parts[1] + parts[2] + "e" + parts[3]
	}), -1)
}

var cell = regexp.MustCompile(`<td[^>]*>([^<]*)</td>`)

func numbersInHTML(shown string) []string {
	var texts []string
	head, body, _ := strings.Cut(shown, "<tbody>")
	columns := strings.Count(head, "<th ") + strings.Count(head, "<td ")
	for k, parts := range cell.FindAllStringSubmatch(body, -1) {
		if k%columns != 0 { // the first column counts the rows
			texts = append(texts, html.UnescapeString(parts[1]))
		}
	}
	return texts
}

// isRounded reports whether a text is within half a unit of the last of so many digits of x.
func isRounded(text string, x float64, digits int) bool {
	shown, ok := new(big.Rat).SetString(text)
	if !ok {
		return false
	}
	exact := new(big.Rat).SetFloat64(x)
	if exact.Sign() == 0 || shown.Sign() == 0 {
		return exact.Cmp(shown) == 0
	}
	_, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', digits-1, 64), "e")
	power, _ := strconv.Atoi(exponent)
	half := tenTo(power - digits + 1)
	half.Mul(half, big.NewRat(1, 2))
	difference := exact.Sub(exact, shown)
	return difference.Abs(difference).Cmp(half) <= 0
}

func tenTo(power int) *big.Rat {
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(power, -power))), nil))
	if power < 0 {
		p.Inv(p)
	}
	return p
}

// What is no number is shown as a dash or as ∞, in no form as NaN or Inf.
func TestNoValueIsADash(t *testing.T) {
	entries := []float64{math.NaN(), 1, math.Inf(1), math.Inf(-1)}
	answer := &minimize.Answer{At: []float64{0}, Value: 1, GradientNorm: math.NaN(), Kind: critical.NotDifferentiable, Reason: reason.Of("minimize.undecided", math.NaN())}
	f := &value.Builtin{Name: "f"}
	for _, v := range []value.Value{
		value.Number(math.NaN()), value.Vector(entries), value.Matrix(2, 2, entries), &value.Table{Names: []string{"a", "b"}, Rows: expr.Array(expr.MatrixShape(2, 2), entries)},
		value.Minimum{Answer: answer, Function: f, Point: value.Number(0)},
		value.Comparison{Runs: []*value.Run{{Optimizer: &value.Optimizer{Name: "gd"}, Objective: f, Record: undefinedRecord()}}},
		value.Step{Run: &value.Run{Optimizer: &value.Optimizer{Name: "gd"}, Objective: f, Record: undefinedRecord()}},
	} {
		bundle, err := display.Of(context.Background(), v, display.Options{Plain: true})
		if err != nil {
			t.Fatal(err)
		}
		shown := fmt.Sprint(bundle.Data)
		if bundle.Picture != nil {
			shown += fmt.Sprint(bundle.Picture.Data)
		}
		if strings.Contains(shown, "NaN") || strings.Contains(shown, "Inf") || !strings.Contains(shown, "–") && !strings.Contains(shown, "no gradient") {
			t.Errorf("%T is shown as %s", v, shown)
		}
	}
}

func undefinedRecord() *descent.Record {
	return &descent.Record{Points: &descent.History{Name: "θ", Shape: expr.Vector(20)}, F: []float64{math.NaN()}, GradientNorm: []float64{math.Inf(1)}}
}
