package server_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"saddle/kernel/server"
	"saddle/numerics/reason"
)

// fake is a language of one command a line, made to show what a kernel does.
type fake struct {
	concurrent bool

	mu    sync.Mutex
	gates map[string]chan struct{}
	seen  []server.Cell
	heard []string // what comms brought
	later func(server.Output)

	chinese atomic.Bool // "chinese" has been said
}

func newFake() *fake { return &fake{gates: make(map[string]chan struct{})} }

// gate is closed by a cell with "open NAME", or by the test; "hold NAME" waits for it.
func (f *fake) gate(name string) chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gates[name] == nil {
		f.gates[name] = make(chan struct{})
	}
	return f.gates[name]
}

// arrive notes that a cell has come to its "hold NAME".
func (f *fake) arrive(name string) {
	at := f.gate("at " + name)
	f.mu.Lock()
	defer f.mu.Unlock()
	select {
	case <-at:
	default:
		close(at)
	}
}

// holding waits until a cell has come to "hold NAME". That its input was
// published, which running waits for, is a moment before it has its turn.
func (f *fake) holding(t testing.TB, name string) {
	t.Helper()
	select {
	case <-f.gate("at " + name):
	case <-time.After(patience):
		t.Fatalf("no cell holds %s", name)
	}
}

func (f *fake) cells() []server.Cell {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]server.Cell(nil), f.seen...)
}

func (f *fake) Info() server.Info {
	return server.Info{
		Name: "fake", Version: "1.2", MIMEType: "text/x-fake", FileExtension: ".fake",
		CodeMirrorMode: map[string]any{"name": "fake", "mime": "text/x-octave", "version": 1},
		Links:          []server.Link{{Text: "Fake", URL: "https://example.org"}}, Concurrent: f.concurrent,
	}
}

func text(s string) server.Bundle { return server.Bundle{Data: map[string]any{"text/plain": s}} }

func (f *fake) Locale() reason.Locale {
	if f.chinese.Load() {
		return reason.Chinese
	}
	return reason.English
}

func (f *fake) Execute(ctx context.Context, code string, cell server.Cell, emit func(server.Output)) error {
	f.mu.Lock()
	f.seen = append(f.seen, cell)
	f.mu.Unlock()
	for line := range strings.Lines(code) {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if err := f.run(ctx, verb, rest, cell, emit); err != nil {
			return err
		}
	}
	return nil
}

func (f *fake) run(ctx context.Context, verb, rest string, cell server.Cell, emit func(server.Output)) error {
	first, second, _ := strings.Cut(rest, " ")
	switch verb {
	case "":
	case "print":
		emit(server.Stream{Name: "stdout", Text: rest + "\n"})
	case "warn":
		emit(server.Stream{Name: "stderr", Text: rest + "\n"})
	case "lines":
		n, _ := strconv.Atoi(first)
		for i := range n {
			emit(server.Stream{Name: "stdout", Text: "line " + strconv.Itoa(i) + "\n"})
		}
	case "bytes": // one byte at a time
		for _, b := range []byte(rest) {
			emit(server.Stream{Name: "stdout", Text: string([]byte{b})})
		}
	case "value":
		emit(server.Result{Bundle: text(rest)})
	case "rich":
		emit(server.Result{Bundle: server.Bundle{Data: map[string]any{"text/plain": "x", "text/html": "<i>x</i>", "text/latex": "$x$"}}})
	case "show":
		emit(server.Display{Bundle: text(second), ID: first})
	case "update":
		emit(server.Update{Bundle: text(second), ID: first})
	case "updates":
		n, _ := strconv.Atoi(second)
		for i := range n {
			emit(server.Update{Bundle: text(strconv.Itoa(i + 1)), ID: first})
		}
	case "progress":
		emit(server.Progress{Bundle: text(rest)})
	case "progressed":
		emit(server.Progress{})
	case "chinese":
		f.chinese.Store(true)
	case "nan":
		emit(server.Display{Bundle: server.Bundle{Data: map[string]any{
			"text/plain": "nan", "application/json": map[string]any{"a": math.NaN(), "b": []float64{1, math.Inf(1)}},
		}}})
	case "unwritable":
		emit(server.Display{Bundle: server.Bundle{Data: map[string]any{"application/json": func() {}}}})
	case "clear":
		emit(server.Clear{Wait: rest == "wait"})
	case "page":
		emit(server.Page{Bundle: text(rest)})
	case "next":
		emit(server.NextInput{Text: rest})
	case "fail":
		return &server.CellError{Name: first, Value: second}
	case "plainfail":
		return errors.New(rest)
	case "panic":
		panic(rest)
	case "ask":
		if cell.Ask == nil {
			return &server.CellError{Name: "AskError", Value: "nobody to ask"}
		}
		line, err := cell.Ask(ctx, rest, false)
		if err != nil {
			return err
		}
		emit(server.Stream{Name: "stdout", Text: "got " + line + "\n"})
	case "hold":
		f.arrive(rest)
		select {
		case <-f.gate(rest):
		case <-ctx.Done():
			return ctx.Err()
		}
	case "open":
		close(f.gate(rest))
	case "defer": // prints when the test says so, after the cell
		f.mu.Lock()
		f.later = emit
		f.mu.Unlock()
	case "comm":
		emit(server.CommOpen{ID: first, Target: second, Data: map[string]any{"state": 1}, Buffers: [][]byte{{0, 1, 255}}})
	case "endcomm":
		emit(server.CommClose{ID: first})
	default:
		return &server.CellError{Name: "SyntaxError", Value: "unknown command " + verb}
	}
	return nil
}

func (f *fake) Evaluate(ctx context.Context, expression string) (server.Bundle, error) {
	switch expression {
	case "bad":
		return server.Bundle{}, &server.CellError{Name: "NameError", Value: "bad"}
	case "panic":
		panic("evaluate")
	}
	return text("value of " + expression), nil
}

func (f *fake) Complete(code string, cursor int) server.Completion {
	if code == "panic" {
		panic("complete")
	}
	before := []rune(code)[:cursor]
	start := cursor
	for start > 0 && before[start-1] != ' ' {
		start--
	}
	word := string(before[start:])
	if word == "" {
		return server.Completion{}
	}
	return server.Completion{Start: start, End: cursor, Matches: []server.Match{
		{Text: word + "1", Type: "function", Signature: "(x)"}, {Text: word + "2", Type: "variable"},
	}}
}

func (f *fake) Inspect(code string, cursor, level int) (server.Bundle, bool) {
	if code == "" {
		return server.Bundle{}, false
	}
	return text(fmt.Sprintf("%s at %d level %d", code, cursor, level)), true
}

func (f *fake) IsComplete(code string) (server.Completeness, string) {
	switch {
	case strings.HasSuffix(code, "("):
		return server.Incomplete, "  "
	case strings.HasSuffix(code, ")"):
		return server.Invalid, "unused"
	}
	return server.Complete, ""
}

func (f *fake) OpenComm(_ context.Context, open server.CommOpen, emit func(server.Output)) bool {
	if open.Target != "fake.slider" {
		return false
	}
	f.hear("open %s %v %v", open.ID, open.Data, open.Buffers)
	emit(server.CommMessage{ID: open.ID, Data: map[string]any{"hello": true}})
	return true
}

func (f *fake) CommMessage(_ context.Context, m server.CommMessage, emit func(server.Output)) error {
	if m.Data["panic"] != nil {
		panic("comm")
	}
	f.hear("message %s %v %v", m.ID, m.Data, m.Buffers)
	emit(server.Stream{Name: "stdout", Text: "moved\n"})
	emit(server.CommMessage{ID: m.ID, Data: m.Data, Buffers: m.Buffers})
	return nil
}

func (f *fake) CloseComm(id string) { f.hear("close %s", id) }

func (f *fake) hear(format string, arguments ...any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.heard = append(f.heard, fmt.Sprintf(format, arguments...))
}

func (f *fake) comms() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]string(nil), f.heard...)
}

func lateText() server.Output { return server.Stream{Name: "stdout", Text: "late\n"} }
