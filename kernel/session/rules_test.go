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

// typedOn are functions with a start and settings of a run: a valley, one with a border, a quadratic, a saddle, more and fewer
// variables, a vector, noise, batches of data.
var typedOn = []string{
	"run(%, f, from = (0.3, -0.4), steps = 12, seed = 3)",
	"run(%, (x, y) -> x + 2y - log(x) - log(y), from = (20, 30), steps = 12)",
	"run(%, (x, y) -> x^2 + 10 y^2, from = (1, 1), steps = 12)",
	"run(%, (x, y) -> x^2 - y^2 + y^4/4, from = (0.5, 1e-3), steps = 12)",
	"run(%, (x, y, z) -> exp(x) - x + cosh(y - z) + z^2, from = (1, 2, -1), steps = 12)",
	"run(%, x -> x^4 - 3x^2 + x, from = 2, steps = 12)",
	"run(%, x -> sum((x[i + 1] - x[i]^2)^2 + (1 - x[i])^2 for i in 1..4), from = (0.1, 0.2, 0.3, 0.4, 0.5), steps = 12)",
	"run(%, (x, y) -> x^2 + 10 y^2, from = (1, 1), steps = 12, noise = 0.01, seed = 5)",
	"run(%, L, from = (0, 0), steps = 12, batch = 2, seed = 4)",
}

// TestRulesCanBeTyped runs every built-in optimizer, and again as help shows it, typed by a student: the iterates are
// the same.
func TestRulesCanBeTyped(t *testing.T) {
	const setup = `data = [0, 1.1; 1, 2.9; 2, 5.2; 3, 6.8];
L(w, b, D = data) = mean((y - w x - b)^2 for (x, y) in D);
f(x, y) = (1 - x)^2 + 2 (y - x^2)^2 + x y/3;
digits(17);`
	for _, rule := range descent.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			t.Parallel()
			s := session.New(session.Options{Plain: true})
			mustRun(t, s, setup)
			ask := func(run string) string {
				return mustRun(t, s, "r = "+strings.ReplaceAll(run, "%", rule.Name)+";\n[r[k].θ for k in 0..r.steps]\nr.f\nr.status")
			}
			var builtIn []string
			for _, run := range typedOn {
				builtIn = append(builtIn, ask(run))
			}
			help := mustRun(t, s, "help("+rule.Name+")")
			typed := help[strings.Index(help, "optimizer "):]
			typed = typed[:strings.Index(typed, "\nend")+len("\nend")]
			mustRun(t, s, typed)
			for i, run := range typedOn {
				if again := ask(run); !nearly(again, builtIn[i]) {
					t.Errorf("%s\nbuilt in:\n%s\ntyped:\n%s\n%s", run, builtIn[i], typed, again)
				}
			}
		})
	}
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

// nearly compares two texts number by number, to 12 digits.
func nearly(a, b string) bool {
	as, bs := strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ", "[", " ", "]", " ", ";", " ").Replace(a)), strings.Fields(strings.NewReplacer("(", " ", ")", " ", ",", " ", "[", " ", "]", " ", ";", " ").Replace(b))
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		x, errX := strconv.ParseFloat(as[i], 64)
		y, errY := strconv.ParseFloat(bs[i], 64)
		if as[i] != bs[i] && (errX != nil || errY != nil || math.Abs(x-y) > 1e-12*max(1, math.Abs(x))) {
			return false
		}
	}
	return true
}
