package kerneltest

import (
	"strings"
	"testing"
	"time"

	"saddle/kernel/wire"
)

// endless is work of every kind that goes on for minutes when nobody stops it. Each cell prints first, so that the test
// knows when it has begun.
var endless = map[string]string{
	"evaluator":     "sum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)",
	"recursion":     "h(n) = if n < 1 then 1 else h(n-1) + h(n-1)\nh(60)",
	"vectors":       "sum(sum(randn(1000)) for k in 1..10000000)",
	"tracing":       "h(n, x) = if n < 1 then x else h(n-1, sin(x)) + h(n-1, cos(x))\nf(x) = h(40, x)\n∇f(0.5)",
	"run":           "f(x, y) = x^2 - y^2\n" + strings.Repeat("run(gd(η = 1e-9), f, from = (1, 1e-6), steps = 1000000000)\n", 20),
	"long sums":     "f(x) = sum(sin(k x) for k in 1..20000000)\nrun(gd(η = 1e-9), f, from = 1, steps = 1000)",
	"sampling":      "f(x, y) = sum(sin(k x + y) for k in 1..1000000)\nplot(f)",
	"many pictures": strings.Repeat("plot((x, y) -> sin(x y), x = -9..9, y = -9..9)\n", 300),
	"surface":       strings.Repeat("surface((x, y) -> sin(x y), x = -9..9, y = -9..9)\n", 300),
	"animation":     "f(x, y) = x^2 - y^2\nr = run(gd(η = 0.001), f, from = (1, 1e-6), steps = 5000)\n" + strings.Repeat("animate(r)\n", 100),
	"eigenvalues":   "A = randn(1000, 1000)\n" + strings.Repeat("eigenvalues(A + A')\n", 30),
	"escape times":  "f(x, y) = x^2 - y^2\nescape_times(gd(η = 1e-9), f, from = (1, 0), noise = 0.01, steps = 10000, trials = 1000000)",
	"basins":        "basins(gd(η = 1e-6), (x, y) -> x^4 - x^2 + y^2, steps = 1000000, across = 400)",
	"searching":     "critical_points((x, y) -> sin(40x y) cos(30x + y) + sin(50y x^2), x = -3..3, y = -3..3)\n" + strings.Repeat("critical_points((x, y) -> sin(40x y) cos(30x + y), x = -3..3, y = -3..3)\n", 50),
	"matrices":      "A = randn(3000, 3000)\n" + strings.Repeat("A = A A / 1000\n", 200) + "A[1, 1]",
}

// TestInterruptAnything stops work of every kind, and goes on in the same notebook.
func TestInterruptAnything(t *testing.T) {
	for name, code := range endless {
		t.Run(name, func(t *testing.T) {
			n := startKernel(t)
			n.run("kept = 7")
			c := n.cell("print(\"begun\")\nhalf = 8\n" + code).until(wire.StreamType)
			time.Sleep(300 * time.Millisecond) // into the work itself
			begun := time.Now()
			if err := n.Interrupt(n.ctx); err != nil {
				t.Fatal(err)
			}
			if got := c.wait().text(); !strings.Contains(got, "Interrupted: ") {
				t.Errorf("it ended with %.300s", got)
			}
			t.Logf("ended after %v", time.Since(begun))
			if got := n.run("kept + half"); got != "15\n" {
				t.Errorf("afterwards kept + half is %.300s", got)
			}
		})
	}
}

// TestInterruptedRunIsKept looks at the path that a run had made when it was stopped.
func TestInterruptedRunIsKept(t *testing.T) {
	n := startKernel(t)
	c := n.cell("print(\"begun\")\n" + longRun).until(wire.DisplayDataType) // its bar
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	if got := c.wait().text(); !strings.Contains(got, "Interrupted: ") {
		t.Errorf("it ended with %.300s", got)
	}
	if got := n.run("r"); !strings.Contains(got, "interrupted") {
		t.Errorf("what is kept is %.300s", got)
	}
}
