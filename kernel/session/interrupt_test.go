package session_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/session"
)

// endless are cells that run for very long, by what they do.
var endless = map[string]string{
	"sums":               "sum(sin(i) cos(j) for i in 1..5700 for j in 1..5800)",
	"slow sums":          "sum(fib(mod(k, 20)) for k in 1..1000000)",
	"comprehensions":     "[fib(25) for k in 1..1000000]",
	"recursion":          "fib(60)",
	"mutual recursion":   "even(60)",
	"recursion in a run": "run(gd, deep, from = 1, steps = 3)",
	"tracing":            "∇deep(1)",
	"matrix products":    "A = ones(1200, 1200); A A A A A A",
	"matrix powers":      "A = ones(1200, 1200)/1200; A^1000000007",
	"eigenvalues":        "A = randn(1200, 1200); eigenvalues(A + A')",
	"determinants":       "det(ones(1500, 1500) + I)",
	"runs":               "run(noisy_gd, (x, y) -> sin(x) cos(y), from = (1, 2), steps = 4000000, noise = 1)",
	"runs on large sums": "run(gd, x -> sum(sin(k x[1]) cos(k x[2]) for k in 1..1000000), from = (1, 2), steps = 1000)",
	"pictures":           "plot((x, y) -> sum(sin(k x) cos(k y) for k in 1..1000000))",
}

// TestInterrupt interrupts cells that would run for very long: each ends with Interrupted, what was defined before
// stays, and the next cell runs.
func TestInterrupt(t *testing.T) {
	for name, code := range endless {
		t.Run(name, func(t *testing.T) {
			s := session.New(session.Options{})
			mustRun(t, s, `fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)
even(n) = if n < 1 then 1 else odd(n - 1) + odd(n - 2)
odd(n) = if n < 1 then 0 else even(n - 1) + even(n - 2)
deep(x, n = 60) = if n < 2 then x else deep(x, n = n - 1) + deep(x, n = n - 2)`)
			err := interruptedAfter(t, s, "before = 41\n"+code, 50*time.Millisecond)
			var failed *session.CellError
			if !errors.As(err, &failed) || failed.Name != "Interrupted" {
				t.Fatalf("ended with %v", err)
			}
			if got := mustRun(t, s, "before + 1"); got != "42\n" {
				t.Errorf("afterwards before + 1 is %s", got)
			}
		})
	}
}

// interruptedAfter runs a cell, interrupts it and waits for its end, but not for ever.
func interruptedAfter(t *testing.T, s *session.Session, code string, patience time.Duration) error {
	t.Helper()
	return interruptedShowing(t, s, code, patience, func(session.Output) {})
}

func interruptedShowing(t *testing.T, s *session.Session, code string, patience time.Duration, emit func(session.Output)) error {
	t.Helper()
	ctx, interrupt := context.WithCancel(context.Background())
	defer interrupt()
	ended := make(chan error, 1)
	go func() { ended <- s.Execute(ctx, code, emit) }()
	time.AfterFunc(patience, interrupt)
	select {
	case err := <-ended:
		return err
	case <-time.After(30 * time.Second):
		t.Fatal("the cell goes on")
	}
	return nil
}

// TestInterruptKeepsThePath interrupts a run: the path up to there is shown and defined.
func TestInterruptKeepsThePath(t *testing.T) {
	for range 10 { // a busy machine may not reach the run's end within the patience of an interrupt
		s := session.New(session.Options{})
		var shown atomic.Bool
		err := interruptedShowing(t, s, "r = run(noisy_gd, (x, y) -> sin(x) cos(y), from = (1, 2), steps = 4000000, noise = 1)", 100*time.Millisecond, func(o session.Output) {
			text, _ := o.Data["text/plain"].(string)
			shown.Store(shown.Load() || o.Kind == session.Result && strings.Contains(text, "stopped: interrupted"))
		})
		if err == nil {
			t.Skip("four million steps were taken in a tenth of a second")
		}
		status, _, err := s.Evaluate(context.Background(), "r.status")
		if err == nil && status["text/plain"] == "interrupted" && shown.Load() {
			return
		}
	}
	t.Error("no interrupted run kept and showed its path")
}

// An interrupt does not wait until a long text is read, here up to its mistake.
func TestInterruptWhileReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := session.New(session.Options{}).Execute(ctx, "x = ["+strings.Repeat("1+1,", 200_000)+"1", func(session.Output) {})
	if err == nil || !strings.HasPrefix(err.Error(), "Interrupted") {
		t.Errorf("%.200v", err)
	}
}

// limited are cells that ask for more than there is, and what the message names.
var limited = map[string]string{
	"zeros(1e9)":                                            "the limit is 33554432",
	"zeros(1e5, 1e5)":                                       "the limit is 33554432",
	"[k for k in 1..1e10]":                                  "the limit is 33554432",
	"sum(1/k for k in 1..∞)":                                "without end",
	"v = (1..1e6)'; v' v":                                   "the limit is 33554432",
	"down(n) = down(n - 1)\ndown(1)":                        "1000",
	"a(n) = b(n)\nb(n) = a(n) + 1\na(1)":                    "1000",
	"d(x) = ∇d(x)\nd(1)":                                    "1000",
	"F(x) = if x > 0 then F(x - 1) else 1\nF'(3)":           "recursion has no end",
	"run(gd, x -> x^2, from = 1, steps = 1e12, record = 1)": "the limit is 33554432",
	"eigen(zeros(701, 701))":                                "the limit is 700 rows",
	"eigenvalues(ones(1201, 1201))":                         "the limit is 1200 rows",
	"cond(ones(1201, 1201))":                                "the limit is 1200 rows",
	"inv(ones(901, 901))":                                   "the limit is 900 rows",
	"ones(901, 901)^-1":                                     "the limit is 900 rows",
	"det(ones(1601, 1601))":                                 "the limit is 1600 rows",
	"solve(ones(1501, 1501), ones(1501))":                   "the limit is 1500 rows",
	"(1..1e9) + 1":                                          "the limit is 33554432",
	"I zeros(20000)  + I":                                   "the limit is 33554432",
	"randn(1e5, 1e5)":                                       "the limit is 33554432",
	"rosen(x) = sum(x[i]^2 x[i+1] for i in 1..9999)\n∇²rosen(zeros(10000))": "hvp",
	"diag(1..1e5)": "the limit is 33554432",
}

// TestLimits asks for too much: the message names the limit, and the session goes on.
func TestLimits(t *testing.T) {
	for code, limit := range limited {
		s := session.New(session.Options{Faults: func(panicked any, stack []byte) { t.Errorf("%s: %v\n%s", code, panicked, stack) }})
		err := s.Execute(context.Background(), code, func(session.Output) {})
		if err == nil || !strings.Contains(err.Error(), limit) {
			t.Errorf("%s: %v does not name %q", code, err, limit)
		}
		if got := mustRun(t, s, "1 + 1"); got != "2\n" {
			t.Errorf("after %s: 1 + 1 is %s", code, got)
		}
	}
}

// TestNesting goes deep: through calls with long bodies, through brackets, through the formulas of derivatives.
func TestNesting(t *testing.T) {
	long := "long(n) = if n == 0 then 0 else " + strings.Repeat("1 + ", 1500) + "long(n - 1)"
	for _, c := range []struct{ code, want string }{
		{long + "\nlong(300)", "450000\n"},
		{"h(n) = if n == 0 then 0 else " + strings.Repeat("(1 + ", 60) + "h(n - 1)" + strings.Repeat(")", 60) + "\nh(200)", "12000\n"},
		{"g(x, n = 200) = if n == 0 then x else g(x, n = n - 1)/2 + x\ng'(1)", "2\n"},
		{"square(v) = v^2 + v\ntower(x, n = 60) = if n == 0 then x else square(tower(x, n = n - 1))\ntower'", "tower': the formula is too long to show; it has a value at a point, tower'(x)\n"},
	} {
		if got := mustRun(t, session.New(session.Options{}), c.code); got != c.want {
			t.Errorf("%.60s…: got %.200s, want %s", c.code, got, c.want)
		}
	}
}

// TestEndlessCallsBesideTheCollector unwinds deep recursions while the collector runs all the time: that once ended the program.
func TestEndlessCallsBesideTheCollector(t *testing.T) {
	done := make(chan bool)
	defer close(done)
	go func() {
		for {
			select {
			case <-done:
				return
			default:
				runtime.GC()
			}
		}
	}()
	for _, code := range []string{
		"endless(a, b = 1) = 1 + endless(a + 1, b = a)\nendless(1)",
		"endless(a) = max(endless(a + 1), 2)\nendless(1)",
		"f(x) = f((y -> y + 1)(x))\nf(1)",
	} {
		s := session.New(session.Options{})
		for range 20 {
			if err := s.Execute(context.Background(), code, func(session.Output) {}); err == nil {
				t.Fatalf("%s: ends", code)
			}
		}
	}
}
