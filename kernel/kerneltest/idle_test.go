package kerneltest

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"saddle/kernel/wire"
)

// heavy is work of every kind that a single step of mathematics can become.
var heavy = map[string]string{
	"derivative":       "h(n, x) = if n < 1 then x else h(n-1, sin(x) cos(x)) / (1 + h(n-1, exp(-x) x)^2)\nf(x) = h(9, x)\nderivative(f, order = 9)",
	"gradient":         "f(x) = sum(sin(x[i] x[j]) exp(-x[j]^2) for i in 1..250 for j in 1..250)\n∇f(ones(250))",
	"Hessian":          "f(x) = prod(1 + sin(x[i] x[i+1])^2 for i in 1..119)\n∇²f(ones(120))",
	"Taylor":           "f(x, y, z) = exp(sin(x y) + tanh(z x) + exp(cos(y z)))/(1 + exp(x y z))\ntaylor(f, at = (0.1, 0.2, 0.3), order = 23)",
	"series":           "f(x) = sum(exp(sin(k x)) for k in 1..100000)\nderivative(f, 0.3, order = 40)",
	"critical points":  "critical_points((x, y, z) -> sin(9x y) cos(8y + z) + sin(7z x^2) + cos(5z y), x = -3..3, y = -3..3, z = -3..3)",
	"classification":   "f(x) = (sum(x[i]^2 for i in 1..7))^2 + sum(sin(x[i])^3 x[8 - i]^2 for i in 1..7) - prod(x[i] for i in 1..7)\n" + strings.Repeat("classify(f, zeros(7))\n", 200),
	"minimize":         "f(x) = sum((x[i] - sin(x[i+1] k))^2 for k in 1..2000 for i in 1..9)\n" + strings.Repeat("minimize(f, from = ones(10))\n", 200),
	"run":              "run(gd(η = 1e-9), x -> sum(sin(k x[1]) cos(k x[2]) for k in 1..1000000), from = (1, 2), steps = 1000)",
	"basins":           "basins(gd(η = 1e-6), (x, y) -> x^4 - x^2 + y^2, steps = 1000000, across = 400)",
	"escape times":     "escape_times(gd(η = 1e-9), (x, y) -> x^2 - y^2, from = (1, 0), noise = 0.01, steps = 10000, trials = 1000000)",
	"eigenvalues":      strings.Repeat("A = randn(200, 200); eigenvalues(A + A');\n", 1000),
	"inverse":          strings.Repeat("inv(randn(600, 600));\n", 1000),
	"plot":             "plot((x, y) -> sum(sin(k x) cos(k y) for k in 1..1000000))",
	"animate":          "animate(run(gd(η = 1e-9), (x, y) -> sum(sin(k x) cos(k y) for k in 1..300000), from = (1, 2), steps = 3))",
	"matrix powers":    "A = randn(1000, 1000)/32; A^1000000007",
	"plot of searches": "g(a) = minimize(x -> sum((x - sin(k a))^2 for k in 1..20000), from = 1).value\nplot(g, a = -3..3)",
	"high order":       "f(x, y) = exp(sin(x y)) / (1 + exp(x y))\n" + strings.Repeat("taylor(f, at = (0.1, 0.2), order = 40);\n", 100),
	"comprehension":    "[sum(sin(i j) for i in 1..3000) for j in 1..1000000]",
	"deviation":        "v = randn(8000000);\n" + strings.Repeat("std(v);\n", 1000),
	"many paths":       "r = run(gd(η = 1e-7), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000);\nplot(r" + strings.Repeat(", r", 1999) + ")",
	"sorting":          "v = randn(8000000);\n" + strings.Repeat("sort(v); median(v); sortby(v, -v); a, b = split(v, 0.5);\n", 1000),
	"equality":         "v = randn(8000000);\n" + strings.Repeat("v == v; v ≈ v; max(v) > min(v)\n", 1000),
	"slow functions":   "v = rand(8000000);\n" + strings.Repeat("Γ(v); digamma(v);\n", 1000),
	"many bars":        fmt.Sprintf("v = randn(%d);\n", manyBars()) + strings.Repeat("bars(v)\nhistogram(v)\n", 100),
	"spectrum":         "f(x) = sum(sin(x[i]) sin(x[j]) for i in 1..200 for j in 1..200)\nspectrum(f, zeros(200))",
}

// manyBars is how many bars take seconds to draw: under the race detector a tenth of them does.
func manyBars() int {
	if racing {
		return 300_000
	}
	return 3_000_000
}

// TestIdleAfterInterrupt watches the time that the kernel's process takes on the processor: a second after an interrupt
// nothing goes on behind the reader's back, and the next cell is answered.
func TestIdleAfterInterrupt(t *testing.T) {
	for name, code := range heavy {
		t.Run(name, func(t *testing.T) {
			n := startKernel(t)
			kernel := childOf(t, os.Getpid())
			c := n.cell("print(\"begun\")\n" + code).until(wire.StreamType)
			time.Sleep(400 * time.Millisecond) // into the work itself
			if err := n.Interrupt(n.ctx); err != nil {
				t.Fatal(err)
			}
			if got := c.wait().text(); !strings.Contains(got, "Interrupted: ") {
				t.Fatalf("it ended with %.300s", got)
			}
			waitForIdle(t, kernel)
			if got := n.run("6 * 7"); got != "42\n" {
				t.Errorf("afterwards 6 * 7 is %.300s", got)
			}
		})
	}
}

// TestMemoryAfterInterrupt watches the memory of the kernel's process: what an interrupted cell had taken is given back.
func TestMemoryAfterInterrupt(t *testing.T) {
	if racing {
		t.Skip("the race detector keeps memory of its own")
	}
	n := startKernel(t)
	kernel := childOf(t, os.Getpid())
	n.run("1 + 1")
	before := residentMemory(t, kernel)
	c := n.cell("print(\"begun\")\n[ones(1000000) k for k in 1..200]; sum(sin(k) for k in 1..1e9)").until(wire.StreamType)
	const taken = 200 << 20
	most := before
	for begun := time.Now(); most < before+taken && time.Since(begun) < 10*time.Second; time.Sleep(20 * time.Millisecond) {
		most = max(most, residentMemory(t, kernel))
	}
	if most < before+taken {
		t.Fatalf("the cell takes only %d MB", (most-before)>>20)
	}
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	c.wait()
	begun := time.Now()
	for residentMemory(t, kernel) > before+taken/4 {
		if time.Since(begun) > 10*time.Second {
			t.Fatalf("the kernel holds %d MB more than before", (residentMemory(t, kernel)-before)>>20)
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Logf("of %d MB given back after %v", (most-before)>>20, time.Since(begun))
}

// residentMemory is how much of a process is in memory, in bytes: field 2 of /proc/PID/statm, in pages.
func residentMemory(t *testing.T, process int) int {
	t.Helper()
	statm, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(process), "statm"))
	if err != nil {
		t.Skip("this system does not tell what memory a process takes")
	}
	pages, _ := strconv.Atoi(strings.Fields(string(statm))[1])
	return pages * os.Getpagesize()
}

// waitForIdle fails unless a process soon takes next to nothing on the processor.
func waitForIdle(t *testing.T, process int) {
	t.Helper()
	const (
		allowed = 10 * time.Second // ten times what it should be
		watched = 300 * time.Millisecond
		busy    = 3 // hundredths of a second
	)
	for begun := time.Now(); ; {
		before := processorTime(t, process)
		time.Sleep(watched)
		spent := processorTime(t, process) - before
		if spent <= busy {
			t.Logf("idle after %v", time.Since(begun)-watched)
			return
		}
		if time.Since(begun) > allowed {
			t.Fatalf("%v after the interrupt the kernel still computes: %d ms in %v", allowed, 10*spent, watched)
		}
	}
}

// processorTime is how long a process has been on the processor, in hundredths of a second: fields 14 and 15 of
// /proc/PID/stat.
func processorTime(t *testing.T, process int) int {
	t.Helper()
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(process), "stat"))
	if err != nil {
		t.Skip("this system does not tell what a process takes")
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return user + system
}

// childOf is the only kernel that a process has started.
func childOf(t *testing.T, parent int) int {
	t.Helper()
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range all {
		stat, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
		process, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if ppid, _ := strconv.Atoi(fields[1]); ppid == parent && fields[0] != "Z" {
			return process
		}
	}
	t.Skip("this system does not tell which process the kernel is")
	return 0
}
