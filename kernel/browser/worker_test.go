package browser_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/session"
	"saddle/lessons"
)

// worker is the kernel as a page has it: WebAssembly, started by its script, in Node.
type worker struct {
	*testing.T
	in    io.Writer
	lines chan said
	count int

	compiled atomic.Int32 // modules that the kernel had the browser compile
}

// said is what a page hears from a worker.
type said struct {
	Type, Text, Reason string
}

// reply is a Jupyter message.
type reply struct {
	Header struct {
		MsgType string `json:"msg_type"`
	}
	Parent struct {
		MsgID string `json:"msg_id"`
	} `json:"parent_header"`
	Content struct {
		Data      map[string]any
		Text      string
		EName     string
		State     string `json:"execution_state"`
		History   [][]any
		Transient struct {
			DisplayID string `json:"display_id"` // of a progress bar
		}
	}
}

// assets compiles the worker and lays its files into a folder, unless SADDLE_BROWSER names one that has them. Where there is no
// Node the test is left out.
func assets(t *testing.T) (node, folder string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no node")
		}
		t.Skip("there is no node")
	}
	if folder = os.Getenv("SADDLE_BROWSER"); folder != "" {
		return node, folder
	}
	folder = t.TempDir()
	build := exec.Command("../../packaging/browser.sh", folder)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return node, folder
}

func start(t *testing.T, node, folder, notebook, language string) *worker {
	t.Helper()
	c := exec.Command(node, "testdata/page.cjs", folder, notebook)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	w := &worker{T: t, in: in, lines: make(chan said, 10_000)}
	go w.listen(out)
	t.Cleanup(func() {
		in.Close()
		_ = c.Wait() // it ends with its input
	})
	w.write(map[string]any{"type": "start", "language": language})
	for s := range w.lines {
		switch s.Type {
		case "ready":
			return w
		case "failed":
			t.Fatal(s.Reason)
		}
	}
	t.Fatal("the worker has ended")
	return nil
}

func (w *worker) listen(out io.Reader) {
	defer close(w.lines)
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var s said
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			w.Errorf("%s: %v", lines.Text(), err)
		}
		if s.Type == "compiled" {
			w.compiled.Add(1)
			continue
		}
		w.lines <- s
	}
}

func (w *worker) write(what any) {
	text, err := json.Marshal(what)
	if err == nil {
		_, err = w.in.Write(append(text, '\n'))
	}
	if err != nil {
		w.Error(err)
	}
}

func (w *worker) say(channel, msgType string, content map[string]any) (id string) {
	w.count++
	id = fmt.Sprint("m", w.count)
	text, err := json.Marshal(map[string]any{
		"channel": channel, "content": content,
		"header": map[string]any{"msg_id": id, "session": "page", "msg_type": msgType, "date": time.Now().UTC().Format(time.RFC3339)},
	})
	if err != nil {
		w.Fatal(err)
	}
	w.write(map[string]any{"type": "message", "text": string(text), "buffers": []string{}})
	return id
}

func (w *worker) execute(code string) (id string) {
	return w.say("shell", "execute_request", map[string]any{"code": code, "store_history": true, "allow_stdin": false})
}

// hear gives what answers a request, to the end or to the first for which enough is true.
func (w *worker) hear(request string, enough func(reply) bool) {
	w.Helper()
	late := time.After(5 * time.Minute)
	for {
		select {
		case s, ok := <-w.lines:
			if !ok {
				w.Fatal("the worker has ended")
			}
			var r reply
			if err := json.Unmarshal([]byte(s.Text), &r); err != nil {
				w.Fatalf("%+v: %v", s, err)
			}
			if r.Parent.MsgID == request && (enough(r) || r.Content.State == "idle") {
				return
			}
		case <-late:
			w.Fatal("no answer")
		}
	}
}

// text is what a cell shows as text and pictures, and its error's name.
func (w *worker) text(code string) string {
	w.Helper()
	var b strings.Builder
	w.hear(w.execute(code), func(r reply) bool {
		switch r.Header.MsgType {
		case "clear_output": // what was there comes again, without the bar of progress that a slow cell has shown
			b.Reset()
		case "stream":
			b.WriteString(r.Content.Text)
		case "execute_result", "display_data":
			if r.Content.Transient.DisplayID == "" {
				fmt.Fprintln(&b, r.Content.Data["text/plain"], r.Content.Data["image/png"])
			}
		case "error":
			fmt.Fprintln(&b, r.Content.EName)
		}
		return false
	})
	return b.String()
}

// natively is what text gives, without a browser.
func natively(s *session.Session, code string) string {
	var b strings.Builder
	err := s.Execute(context.Background(), code, func(o session.Output) {
		if o.Kind == session.Stream {
			b.WriteString(o.Text)
		} else if o.Data != nil && o.Kind != session.Progress && o.Kind != session.Page {
			fmt.Fprintln(&b, o.Data["text/plain"], o.Data["image/png"])
		}
	})
	if failed, ok := err.(*session.CellError); ok {
		fmt.Fprintln(&b, failed.Name)
	}
	return b.String()
}

func codeOf(t *testing.T, notebook []byte) (cells []string) {
	var nb struct {
		Cells []struct {
			Kind   string `json:"cell_type"`
			Source []string
		}
	}
	if err := json.Unmarshal(notebook, &nb); err != nil {
		t.Fatal(err)
	}
	for _, c := range nb.Cells {
		if c.Kind == "code" {
			cells = append(cells, strings.Join(c.Source, ""))
		}
	}
	return cells
}

// TestWorker runs without the race detector alone (make race runs it so), which does not see WebAssembly.
func TestWorker(t *testing.T) {
	if raced {
		t.Skip("the race detector does not see WebAssembly")
	}
	node, folder := assets(t)
	t.Run("sizes", func(t *testing.T) {
		about, err := os.Stat(filepath.Join(folder, "saddle.wasm.gz"))
		if err != nil || about.Size() > 6_000_000 {
			t.Errorf("the kernel is %d bytes, %v", about.Size(), err)
		}
	})
	t.Run("lessons", func(t *testing.T) { lessonsAgree(t, node, folder) })
	t.Run("values", func(t *testing.T) { valuesAgree(t, node, folder) })
	t.Run("interrupts", func(t *testing.T) { interrupts(t, start(t, node, folder, t.TempDir(), "en")) })
	t.Run("bell", func(t *testing.T) { hearsTheBell(t, start(t, node, folder, t.TempDir(), "en")) })
	t.Run("files", func(t *testing.T) { readsAndWrites(t, node, folder) })
}

// withoutPixels keeps of each picture its first bytes, its size among them: gonum's sums are written for the machine, and
// differ in last digits, which may move a pixel.
func withoutPixels(text string) string { return pixels.ReplaceAllString(text, "$1") }

var pixels = regexp.MustCompile(`\b(iVBOR[\w+/]{35})[\w+/=]*`)

// lessonsAgree runs each lesson here and there, with pictures, to equal texts: one in English, the next in Chinese.
func lessonsAgree(t *testing.T, node, folder string) {
	turns := []string{"en", "zh"}
	count := map[string]int{}
	for _, lesson := range lessons.List() {
		turn := turns[count[lesson.Language]%2]
		count[lesson.Language]++
		if lesson.Language != turn {
			continue
		}
		t.Run(lesson.Path, func(t *testing.T) {
			t.Parallel()
			w := start(t, node, folder, t.TempDir(), lesson.Language)
			s := session.New(session.Options{})
			for i, code := range codeOf(t, lesson.Source) {
				if got, want := withoutPixels(w.text(code)), withoutPixels(natively(s, code)); got != want {
					t.Errorf("cell %d: %s\nhere %s\nthere %s", i+1, code, want, got)
				}
			}
		})
	}
}

// What is computed by other code in a browser: long runs, side by side too, special functions, pictures in Chinese.
var cells = []string{
	"digits(12)",
	"f(x, y) = x^4 - 2 x^2 + y^2 + 0.3 x y",
	"r = run(momentum, f, from = (0.1, 1.7), steps = 100)\nr[100].θ",
	"run(gd(η = 1e-7), f, from = (0.1, 1.7), steps = 3000000)",
	"run(adam, f, from = (-0.1, 1.7), steps = 100)[50].θ",
	"critical_points(f, x = -2..2, y = -2..2)",
	"basins(gd(η = 0.05), f, x = -2..2, y = -2..2)",
	"λ, V = eigen([2, 1, 0; 1, 3, 1; 0, 1, 4])\nλ",
	"[sin(k) + exp(-k) + log(k + 1) + tanh(k/7) for k in 1..20]",
	"[(k/3)! for k in 1..9]",
	"p = plot((x, y) -> sum(sin(k x y) + cos(k x) for k in 1..40));",
	"p",
	"plot(f, title = \"鞍点处的梯度为零 ∂f/∂x\")",
	"minimize(f, from = (1, 1))",
	"save(plot(f), \"a.pdf\")",
	"nosuch + 1",
}

func valuesAgree(t *testing.T, node, folder string) {
	w := start(t, node, folder, t.TempDir(), "en")
	s := session.New(session.Options{})
	for _, code := range cells {
		got, want := w.text(code), natively(s, code)
		if got != want {
			t.Errorf("%s\nhere %s\nthere %s", code, want, got)
		}
	}
	if n := w.compiled.Load(); n < 2 {
		t.Errorf("the browser compiled %d modules for runs and basins", n)
	}
}

// Whatever computes gives way to an interrupt, and what was defined before is kept.
func interrupts(t *testing.T, w *worker) {
	w.text("f(x, y) = x^2 - y^2 + 0.2 y^4\na = 7\nfib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)\nheavy = plot((x, y) -> sum(sin(k x) cos(k y) for k in 1..1000000));")
	w.text("long = run(gd(η = 1e-7), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 3000000, noise = 0.1);")
	for _, code := range []string{
		"critical_points((x, y) -> sin(9 x y) + cos(7 x - y^2) sin(5 x), x = -30..30, y = -30..30)",
		"r = run(gd(η = 0.0001), (x, y) -> x^2 + sin(y)^2, from = (0.1, 0.1), steps = 1000000000, noise = 0.1);",
		"fib(60)",
		"plot((x, y) -> sum(sin(k x) cos(k y) for k in 1..1000000))",
		"heavy", // made by a cell that has ended
		"basins(gd(η = 0.00001), f, x = -2..2, y = -2..2, steps = 100000000)",
		"plot(long" + strings.Repeat(", long", 399) + ")", // six are drawn within the second
		"scatter([(cos(k), sin(k)) for k in 1..3000000])",
	} {
		id := w.execute(code)
		time.Sleep(time.Second)
		w.say("control", "interrupt_request", map[string]any{})
		begun, name := time.Now(), ""
		w.hear(id, func(r reply) bool {
			if r.Header.MsgType == "error" {
				name = r.Content.EName
			}
			return false
		})
		t.Logf("ended after %v: %s", time.Since(begun), code)
		if name != "Interrupted" {
			t.Errorf("%s ended with %q", code, name)
		}
		if got := w.text("a"); !strings.HasPrefix(got, "7 ") {
			t.Errorf("a is %q", got)
		}
	}
}

// A page that shares memory with its worker rings when it has sent what cannot wait: the worker takes in what has come then, and not
// at the end of its slice. So it gives way more often than slices of 50 ms end; how much more depends on what else the machine does.
func hearsTheBell(t *testing.T, w *worker) {
	w.text("fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2)")
	w.write(map[string]any{"type": "ring", "every": 5})
	for range 20 {
		before, begun := w.turns(), time.Now()
		w.text("fib(23)") // many slices, on a fast machine too
		turns, slices := w.turns()-before, int(time.Since(begun)/(50*time.Millisecond))
		t.Logf("gave way %d times in %d slices", turns, slices)
		if slices > 5 && turns > slices+slices/2 {
			return
		}
	}
	t.Error("the bell is not heard")
}

// turns is how often the kernel has given the thread up so far.
func (w *worker) turns() int {
	w.Helper()
	w.write(map[string]any{"type": "turns"})
	for s := range w.lines {
		if s.Type == "turns" {
			n, err := strconv.Atoi(s.Text)
			if err != nil {
				w.Fatal(err)
			}
			return n
		}
	}
	w.Fatal("the worker has ended")
	return 0
}

func readsAndWrites(t *testing.T, node, folder string) {
	notebook := t.TempDir()
	if err := os.MkdirAll(filepath.Join(notebook, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(notebook, "data", "t.csv"), []byte("x,y\n1,2\n3,4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := start(t, node, folder, notebook, "zh-CN")
	if got := w.text("t = load(\"data/t.csv\")\nsum(t.y)"); !strings.HasPrefix(got, "6 ") {
		t.Errorf("load: %s", got)
	}
	if got := w.text("load(\"data/nosuch.csv\")"); !strings.Contains(got, "FileError") {
		t.Errorf("load: %s", got)
	}
	if got := w.text("save(plot(x -> x^2), \"p.svg\")"); !strings.Contains(got, "p.svg") || strings.Contains(got, "saved") {
		t.Errorf("save: %s", got)
	}
	if picture, err := os.ReadFile(filepath.Join(notebook, "p.svg")); err != nil || !strings.Contains(string(picture), "<svg") {
		t.Errorf("%v, %s", err, picture)
	}
	remembered := ""
	w.hear(w.say("shell", "history_request", map[string]any{"hist_access_type": "tail", "n": 1, "raw": true, "output": false}), func(r reply) bool {
		remembered += fmt.Sprint(r.Content.History)
		return false
	})
	if !strings.Contains(remembered, "p.svg") {
		t.Errorf("remembered: %s", remembered)
	}
}
