package session_test

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"saddle/kernel/session"
	"saddle/numerics/descent"
)

// TestRulesCanBeTyped runs every built-in optimizer, and again as help shows it, typed by a student: the iterates are
// the same, on a function with a border to the last digit.
func TestRulesCanBeTyped(t *testing.T) {
	const setup = `data = [0, 1.1; 1, 2.9; 2, 5.2; 3, 6.8];
f(x, y) = (1 - x)^2 + 2 (y - x^2)^2 + x y/3;`
	const ask = "digits(15)\nr = run(%, f, from = (0.3, -0.4), steps = 12, seed = 3);\ncheck r.status != \"nothing\"\nr.θ[:, 1]\nr.θ[:, 2]\nr.f"
	const askInside = "digits(17)\nr = run(%, (x, y) -> x + 2y - log(x) - log(y), from = (20, 30), steps = 12);\nr.θ[:, 1]\nr.θ[:, 2]\nr.status"
	for _, rule := range descent.Rules() {
		if why := untyped[rule.Name]; why != "" {
			t.Logf("%s is left out: %s", rule.Name, why)
			continue
		}
		t.Run(rule.Name, func(t *testing.T) {
			t.Parallel()
			s := session.New(session.Options{Plain: true})
			mustRun(t, s, setup+"\ndigits(15)")
			builtIn := mustRun(t, s, strings.ReplaceAll(ask, "%", rule.Name))
			inside := mustRun(t, s, strings.ReplaceAll(askInside, "%", rule.Name))
			help := mustRun(t, s, "help("+rule.Name+")")
			typed := help[strings.Index(help, "optimizer "):]
			typed = typed[:strings.Index(typed, "\nend")+len("\nend")]
			mustRun(t, s, typed)
			if again := mustRun(t, s, strings.ReplaceAll(ask, "%", rule.Name)); !nearly(again, builtIn) {
				t.Errorf("built in:\n%s\ntyped:\n%s\n%s", builtIn, typed, again)
			}
			if again := mustRun(t, s, strings.ReplaceAll(askInside, "%", rule.Name)); again != inside {
				t.Errorf("built in:\n%s\ntyped:\n%s\n%s", inside, typed, again)
			}
		})
	}
}

// untyped are rules that a student cannot type, and why.
var untyped = map[string]string{
	"lbfgs": "it keeps the last steps, for which the language has no word",
	"nadam": "it prints the name μ₊",
}

// mustRun is what a cell prints and shows; a cell that fails ends the test.
func mustRun(t *testing.T, s *session.Session, code string) string {
	t.Helper()
	var out strings.Builder
	err := s.Execute(context.Background(), code, func(o session.Output) {
		switch o.Kind {
		case session.Progress:
		case session.Stream:
			out.WriteString(o.Text)
		default:
			out.WriteString(o.Data["text/plain"].(string) + "\n")
		}
	})
	if err != nil {
		t.Fatalf("%s\n%v", code, err)
	}
	return out.String()
}

// nearly compares two texts number by number, to 13 digits.
func nearly(a, b string) bool {
	as, bs := strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ").Replace(a)), strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ").Replace(b))
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		x, errX := strconv.ParseFloat(as[i], 64)
		y, errY := strconv.ParseFloat(bs[i], 64)
		if as[i] != bs[i] && (errX != nil || errY != nil || math.Abs(x-y) > 1e-13*max(1, math.Abs(x))) {
			return false
		}
	}
	return true
}
