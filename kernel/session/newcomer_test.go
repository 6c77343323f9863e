package session_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// afternoon is what the newcomer types, and the words of the message to go on with; none where the cell works.
var afternoon = []struct{ typed, advice string }{
	{"import numpy as np", "take the line away"},
	{"x = np.array([1, 2])", "[1, 2]"},
	{"x = [1, 2]", ""},
	{"def f(x, y): return x**2 - y**2", "f(x, y) = x^2 - y^2"},
	{"f(x, y) = x^2 - y^2", ""},
	{"f[1, 2]", "f(1, 2)"},
	{"f(1, 2)", ""},
	{"f(1, 2, 3)", "f takes 2 numbers (x, y)"},
	{"f(x)", ""},
	{"np.gradient(f)(1, 2)", "∇f(1, 2)"},
	{"∇f(1, 2)", ""},
	{"H = hesian(f)(0, 0)", "hessian"},
	{"H = hessian(f)(0, 0)", ""},
	{"np.linalg.eig(H)", "eigen("},
	{"eigen(H)", ""},
	{"H[0, 0]", "the rows go from 1"},
	{"H[1, 1]", ""},
	{"x * x", "x · x"},
	{"x · x", ""},
	{"H @ x", "H x"},
	{"H x", ""},
	{"H * [1, 2, 3]", "a vector of 2 entries"},
	{"H * [1, 2]", ""},
	{"H + 1", "H + I"},
	{"H + I", ""},
	{"g = lambda t: t**2", "g(t) = t^2"},
	{"g(t) = t^2", ""},
	{"np.zeros((2, 3))", "zeros"},
	{"zeros((2, 3))", "zeros(2, 3)"},
	{"zeros(2, 3)", ""},
	{"[i**2 for i in range(4)]", "i^2"},
	{"[i^2 for i in range(4)]", "0..3"},
	{"[i^2 for i in 0..3]", ""},
	{"r = run(momentun, f, [0.1, 0.1])", "momentum"},
	{"r = run(momentum, f, [0.1, 0.1])", "from = "},
	{"r = run(momentum, f, from = [0.1, 0.1, 0.1])", "f takes 2 numbers (x, y)"},
	{"r = run(momentum, f, x0 = [0.1, 0.1])", "from"},
	{"r = run(momentum, f, from = [0.1, 0.1], lr = 0.2)", "momentum(η = "},
	{"r = run(momentum(η = 0.2), f, from = [0.1, 0.1], n_iter = 30)", "steps"},
	{"r = run(momentum(η = 0.2), f, from = [0.1, 0.1], steps = 30)", ""},
	{"r.history", "r.θ"},
	{"r.θ", ""},
	{"r[-1]", "r.last"},
	{"r.last", ""},
	{"plt.plot(r)", "plot"},
	{"plot(r)", ""},
}

// TestNewcomer is the afternoon of someone who knows NumPy and has never seen the language: from an empty notebook to
// the picture of a run, by the messages alone. Where a cell fails, its message holds the words of advice, and the next
// cell takes them as they stand.
func TestNewcomer(t *testing.T) {
	s := session.New(session.Options{})
	advice := ""
	var last []session.Output
	for _, step := range afternoon {
		if isCode(advice) && !strings.Contains(step.typed, advice) {
			t.Fatalf("%q does not take the advice %q", step.typed, advice)
		}
		last = nil
		err := s.Execute(context.Background(), step.typed, func(o session.Output) { last = append(last, o) })
		switch {
		case step.advice == "" && err != nil:
			t.Fatalf("%s\n%v", step.typed, err)
		case step.advice != "" && (err == nil || !strings.Contains(adviceOf(err), step.advice)):
			t.Fatalf("%s\n%v\ndoes not say %q", step.typed, err, step.advice)
		}
		advice = step.advice
	}
	if len(last) != 1 || last[0].Data["image/png"] == nil {
		t.Errorf("there is no picture at the end: %v", last)
	}
}

// adviceOf is the message of an error without the cell's own text.
func adviceOf(err error) string {
	var failed *session.CellError
	if !errors.As(err, &failed) {
		return ""
	}
	var said []string
	for _, line := range strings.Split(failed.Value, "\n") {
		if !strings.HasPrefix(line, "    ") {
			said = append(said, line)
		}
	}
	return strings.Join(said, "\n")
}

// isCode reports whether an advice can be typed, and is no sentence.
func isCode(advice string) bool {
	return advice != "" && !strings.Contains(advice, " the ") && !strings.Contains(advice, "takes") && !strings.HasPrefix(advice, "the ") && !strings.HasPrefix(advice, "a ")
}
