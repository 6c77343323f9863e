package session_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// rowsTerms are terms of a loss over the rows (x, y) of data, in w and b.
var rowsTerms = []string{
	"(y - w x - b)^2", "log(1 + exp(-y (w x + b)))", "abs(y - w x - b)", "(y - tanh(w x + b))^2", "exp(w x) y - b y", "√(1 + (y - w x)^2) + b^2 x", "max(0, 1 - y (w x + b))",
	"(y - b exp(-w x))^2", "sin(w x) y + b x^2",
}

// What is shown of the derivatives of sums over data, of few rows and of many, can be typed, and has their values.
func TestSumsOverRowsHold(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(21, 4))
	sums := 0
	for _, term := range rowsTerms {
		for _, rows := range []int{4, 12, 30} {
			head := []string{"sum", "mean"}[rng.IntN(2)]
			loop := []string{"(x, y) in D", "(x, y) in D if x > 0"}[rng.IntN(2)]
			define := fmt.Sprintf("D = [[sin(3k), cos(k^2) + k/9] for k in 1..%d];\nL(w, b) = %s(%s for %s)\n", rows, head, term, loop)
			for _, mark := range []string{"∇L", "∇²L"} {
				_, formula, ok := strings.Cut(shown(t, define+mark, "text/plain", false), mark+"(w, b) = ")
				if !ok {
					t.Errorf("%s%s shows no formula", define, mark)
					continue
				}
				if strings.Contains(formula, " for ") {
					sums++
				}
				p := fmt.Sprintf("(%.3f, %.3f)", rng.NormFloat64(), rng.NormFloat64())
				cell := define + "G(w, b) = " + strings.ReplaceAll(formula, "\n", " ") + "\ncheck " + mark + p + " ≈ G" + p + " within 1e-4"
				if err := session.New(session.Options{Plain: true}).Execute(context.Background(), cell, func(session.Output) {}); err != nil {
					t.Errorf("%s: %s is not %s: %v", define, mark, formula, err)
				}
			}
		}
	}
	if fewest := 25; sums < fewest {
		t.Errorf("only %d derivatives were written as sums", sums)
	}
}
