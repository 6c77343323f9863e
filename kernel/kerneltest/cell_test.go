package kerneltest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"saddle/kernel/client"
	"saddle/kernel/wire"
)

// asked runs a cell and answers its questions.
func (n *kernelProcess) asked(code string, answer func(wire.InputRequest) (string, error)) *cell {
	n.t.Helper()
	return n.begin(client.Request{
		Channel: wire.Shell, Type: wire.ExecuteRequestType, Input: answer,
		Content: client.ExecuteOptions{Input: answer}.Content(code),
	})
}

func TestAsk(t *testing.T) {
	n := startKernel(t)
	for line, want := range map[string]string{
		"3": "7", "1/4": "1.5", "(1, 2)": "(3, 5)", "2 π": "13.5664", "-1e2": "-199",
	} {
		c := n.asked(`a = ask("how many?"); 2a + 1`+strings.Repeat(" ", len(line)), func(r wire.InputRequest) (string, error) {
			if r.Prompt != "how many?" || r.Password {
				t.Errorf("the prompt is %q", r.Prompt)
			}
			return line, nil
		}).wait()
		if strings.HasPrefix(line, "(") {
			continue // a vector and a number do not add up; that it is one is seen below
		}
		if got := strings.TrimSpace(c.text()); got != want {
			t.Errorf("2a + 1 for %s is %s, want %s", line, got, want)
		}
	}
	for line, want := range map[string]string{"(1, 2)": "(1, 2)", "yes": "yes", "a = 5": "a = 5", "": "", "n)": "n)", "forget()": "forget()"} {
		c := n.asked(`print("<", ask(), ">")`, func(wire.InputRequest) (string, error) { return line, nil }).wait()
		if got := c.text(); got != "< "+want+" >\n" {
			t.Errorf("the answer %q is %q", line, got)
		}
	}
	if got := n.run(`ask("anybody?")`); !strings.Contains(got, "InputError") || !strings.Contains(got, "answer = 1") {
		t.Errorf("without input: %s", got)
	}
}

func TestInterruptQuestion(t *testing.T) {
	n := startKernel(t)
	hold := make(chan struct{})
	t.Cleanup(func() { close(hold) })
	asked := make(chan struct{})
	c := n.asked(`print("begun"); ask("well?")`, func(wire.InputRequest) (string, error) {
		close(asked)
		<-hold
		return "", fmt.Errorf("too late")
	})
	<-asked
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	if got := c.wait().text(); !strings.Contains(got, "Interrupted") {
		t.Errorf("it ended with %s", got)
	}
	if got := n.run("1 + 1"); got != "2\n" {
		t.Errorf("afterwards 1 + 1 is %s", got)
	}
}

// longRun is a cell that runs for many seconds, also on a fast machine.
const longRun = "f(x, y) = sum(sin(k x)^2 for k in 1..100) - y^2\nr = run(gd(η = 1e-9), f, from = (1, 1e-6), steps = 4000000)"

// TestProgress looks at the bar of a long run: it moves, and it is gone at the end.
func TestProgress(t *testing.T) {
	n := startKernel(t)
	c := n.cell("print(\"before\")\n" + longRun).until(wire.DisplayDataType)
	bar := c.outputs(wire.DisplayDataType)[0]
	data := bar["data"].(map[string]any)
	if text := data["text/plain"].(string); !strings.Contains(text, "run: ") || !strings.Contains(text, "of 4000000") || !strings.Contains(data["text/html"].(string), "<progress") {
		t.Errorf("the bar is %v", data)
	}
	c.until(wire.UpdateDisplayDataType)
	if err := n.Interrupt(n.ctx); err != nil {
		t.Fatal(err)
	}
	c.wait()
	cleared := len(c.outputs(wire.ClearOutputType)) == 1
	var again int
	for _, o := range c.outputs(wire.StreamType) {
		again += strings.Count(o["text"].(string), "before")
	}
	if !cleared || again != 2 {
		t.Errorf("the bar is still there: cleared %v, %d times the line before it", cleared, again)
	}
}

func TestMemoryLimit(t *testing.T) {
	n := startKernel(t)
	n.run("limit(0.1)")
	got := n.run("A = [0]\nB = randn(1000, 1000)\nv(k) = if k < 1 then [B] else [randn(1000, 1000) + v(k - 1)]\nv(3000)")
	if !strings.Contains(got, "MemoryError") {
		t.Fatalf("a cell that takes gigabytes ended with %.300s", got)
	}
	if !strings.Contains(got, "0.1 GB") || !strings.Contains(got, "limit(") {
		t.Errorf("the error does not say how to raise the limit: %s", got)
	}
	if got := n.run("1 + 1"); got != "2\n" {
		t.Errorf("afterwards 1 + 1 is %s", got)
	}
	if got := n.run("limit(1)\n[1 for k in 1..1000000][7]"); got != "1\n" {
		t.Errorf("with more memory: %s", got)
	}
}

// go test ./kernel/kerneltest -run ManyCells -cells 1000
var manyCells = flag.Int("cells", 200, "how many cells TestManyCells runs")

// TestManyCells runs many cells and looks at what they leave behind.
func TestManyCells(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("this system does not show a process's files")
	}
	n := startKernel(t)
	pid := n.pid()
	kinds := []string{
		"1 + 1", "f(x, y) = x^2 - y^2", "∇f(1, 2)", "nosuchname", "eigenvalues(H f(0, 0))", "classify(f, (0, 0))",
		"r = run(momentum, f, from = (1, 1e-3), steps = 50)", "A = randn(50, 50); A A", "print(\"x\")", "help(run)",
	}
	round := func(cells int) {
		for i := range cells {
			code := kinds[i%len(kinds)]
			if i%25 == 0 {
				code = "plot((x, y) -> x^2 - y^2)"
			}
			if i%30 == 1 {
				code = "interact(a = 1..5)\na^2"
			}
			n.run(code)
		}
	}
	if racing {
		*manyCells = min(*manyCells, 10)
	}
	round(min(50, *manyCells))
	before := n.traces(pid)
	round(*manyCells)
	after := n.traces(pid)
	if after.files > before.files+2 || after.threads > before.threads+8 {
		t.Errorf("files %d → %d, threads %d → %d", before.files, after.files, before.threads, after.threads)
	}
	if after.memory > before.memory+40<<10 {
		t.Errorf("memory grew from %d to %d kB", before.memory, after.memory)
	}
	entries, err := os.ReadDir(n.folder)
	if err != nil || len(entries) > 0 {
		t.Errorf("files were left in the notebook's folder: %v %v", entries, err)
	}
}

// traces are what a process holds of the system; memory in kB.
type traces struct{ files, threads, memory int }

func (n *kernelProcess) traces(pid int) traces {
	n.t.Helper()
	time.Sleep(100 * time.Millisecond) // what ends with the last cell
	process := filepath.Join("/proc", strconv.Itoa(pid))
	files, err := os.ReadDir(filepath.Join(process, "fd"))
	if err != nil {
		n.t.Fatal(err)
	}
	threads, err := os.ReadDir(filepath.Join(process, "task"))
	if err != nil {
		n.t.Fatal(err)
	}
	status, err := os.ReadFile(filepath.Join(process, "status"))
	if err != nil {
		n.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	memory, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		n.t.Fatal(err)
	}
	return traces{len(files), len(threads), memory}
}

// pid is the kernel's process.
func (n *kernelProcess) pid() int {
	n.t.Helper()
	var usage struct {
		PID int `json:"pid"`
	}
	if err := n.Do(n.ctx, client.Request{Channel: wire.Control, Type: wire.UsageRequestType}, &usage); err != nil || usage.PID == 0 {
		n.t.Fatal("the kernel does not tell its process: ", err)
	}
	return usage.PID
}
