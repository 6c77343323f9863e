package session_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// matrixTerms are numbers made of a vector x, with known arrays.
var matrixTerms = []string{
	"‖A x - b‖²", "x' H x", "x' B x / 2", "c' x", "‖x - c‖^2", "λ ‖x‖²", "(A x - b)' W (A x - b)", "dot(c, x)", "‖b - A x‖²/rows(A)",
	"x' (B' B) x", "‖x‖", "exp(-x' H x/10)", "√(1 + ‖A x - b‖²)", "log(1 + x' x)", "(x - c)' B (x - c)", "norm(A x - b)^2", "(A x) · b",
	"(c' x)^2", "(1/(1 + exp(-c' x)))", "log(1 + exp(2c' x))", "‖A x - b‖", "(‖x‖² - 1)^2", "(x' H x)^3/50", "√(2 + (c' x)^2)", "(3/(1 + x' H x))", "exp(-‖x - c‖²)",
}

// What is shown of the derivatives of a sum of such terms can be typed, and has their values.
func TestMatrixFormulasHold(t *testing.T) {
	const known = "A = [1, 2; 3, 4; 5, 6]; b = (1, 2, 3); H = [2, 1; 1, 3]; B = [1, 2; 0, 3]; c = (1, -1); W = [2, 0, 1; 0, 1, 0; 1, 0, 3]; λ = 0.3\n"
	rng := rand.New(rand.NewPCG(4, 2))
	matrices := 0
	for range 120 {
		sum := matrixTerms[rng.IntN(len(matrixTerms))]
		for range rng.IntN(3) {
			sum += []string{" + ", " - ", " + 2", " - 3"}[rng.IntN(4)] + " " + matrixTerms[rng.IntN(len(matrixTerms))]
		}
		for _, mark := range []string{"∇f", "∇²f"} {
			define := known + "f(x) = " + sum + "\n"
			_, formula, ok := strings.Cut(shown(t, define+mark, "text/plain", false), mark+"(x) = ")
			if !ok {
				continue // entry by entry
			}
			matrices++
			if strings.HasPrefix(mark, "∇²") {
				formula = "(" + formula + ") + zeros(2, 2)"
			}
			for range 2 {
				p := fmt.Sprintf("(%.3f, %.3f)", rng.NormFloat64(), rng.NormFloat64())
				cell := define + "g(x) = " + formula + "\ncheck " + mark + "(" + p + ") ≈ g(" + p + ")"
				if err := session.New(session.Options{Plain: true}).Execute(context.Background(), cell, func(session.Output) {}); err != nil {
					t.Errorf("f(x) = %s: %s is not %s: %v", sum, mark, formula, err)
				}
			}
		}
	}
	if matrices < 140 {
		t.Errorf("only %d derivatives were written with matrices", matrices)
	}
}
