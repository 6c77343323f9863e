package session_test

import (
	"context"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// exactPieces are put together into functions of x and y, exactPoints into their points.
var (
	exactPieces = []string{"x^3/3", "x y/7", "√2 x^2", "exp(x)", "log(1 + x^2)", "sin(x)", "cos(π y)", "x^2 y", "y^4/9", "√(1 + x^2)", "1/(1 + y^2)", "atan(x)", "x/(2 + y^2)", "e^y", "0.3x", "2^x"}
	exactPoints = []string{"1/3", "√2", "1", "0", "-2", "2/7", "π/4", "√3/2", "1/2", "3/5", "π", "-1/6", "0.7"}
)

// TestExactValuesCanBeTyped types what is shown of a derivative before its decimals back into a cell: it has their value. The
// functions and the points are drawn at random.
func TestExactValuesCanBeTyped(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(11, 13))
	const tries, fewest = 60, 18
	exact := 0
	for range tries {
		body := exactPieces[rng.IntN(len(exactPieces))]
		for range 1 + rng.IntN(2) {
			body += []string{" + ", " - "}[rng.IntN(2)] + exactPieces[rng.IntN(len(exactPieces))]
		}
		point := "(" + exactPoints[rng.IntN(len(exactPoints))] + ", " + exactPoints[rng.IntN(len(exactPoints))] + ")"
		asked := []string{"∇f", "∇²f"}[rng.IntN(2)]
		s := session.New(session.Options{Folder: "testdata", Plain: true})
		mustRun(t, s, "digits(17)\nf(x, y) = "+body)
		known, decimals, ok := strings.Cut(answer(t, s, asked+point), "≈")
		if !ok {
			continue
		}
		exact++
		typed, shown := numbersIn(answer(t, s, "decimals(true); "+strings.ReplaceAll(known, "\n", " "))), numbersIn(decimals)
		if len(typed) != len(shown) {
			t.Errorf("f = %s, %s%s: %s has the numbers %v, shown were %v", body, asked, point, known, typed, shown)
			continue
		}
		for k, x := range typed {
			if math.Abs(x-shown[k]) > 1e-12*(1+math.Abs(x)) {
				t.Errorf("f = %s, %s%s: %s is %v, shown was %v", body, asked, point, known, typed, shown)
			}
		}
	}
	if exact < fewest {
		t.Errorf("only %d of %d were exact", exact, tries)
	}
}

// answer is what a cell that works shows, as text.
func answer(t *testing.T, s *session.Session, cell string) string {
	t.Helper()
	var text strings.Builder
	err := s.Execute(context.Background(), cell, func(o session.Output) {
		if shown, ok := o.Data["text/plain"].(string); ok {
			text.WriteString(shown)
		}
	})
	if err != nil {
		t.Errorf("%s: %v", cell, err)
	}
	return text.String()
}

// numbersIn are the numbers of a text.
func numbersIn(text string) (numbers []float64) {
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;()[]\n", c) }) {
		if x, err := strconv.ParseFloat(word, 64); err == nil {
			numbers = append(numbers, x)
		} else {
			numbers = append(numbers, math.NaN())
		}
	}
	return numbers
}
