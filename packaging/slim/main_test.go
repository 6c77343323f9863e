package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// compiled is a program for WebAssembly.
func compiled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program.wasm")
	build := exec.Command("go", "build", "-o", path, "testdata/program.go")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// run runs a program in Node: what it writes, and to its standard error.
func run(t *testing.T, arguments ...string) (out, said string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no node")
		}
		t.Skip("there is no node")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js")
	c := exec.Command(node, append([]string{"--stack-size=8192", script}, arguments...)...)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	_ = c.Run() // one that panics fails, and its traceback is compared
	return stdout.String(), stderr.String()
}

// place is a line of source in a traceback.
var place = regexp.MustCompile(`\t.*:\d+`)

func TestSlim(t *testing.T) {
	before := compiled(t)
	program, err := os.ReadFile(before)
	if err != nil {
		t.Fatal(err)
	}
	after := filepath.Join(t.TempDir(), "slim.wasm")
	if err := os.WriteFile(after, program, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := slim(after); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{nil, {"panic"}} {
		want, wantSaid := run(t, append([]string{before}, arguments...)...)
		got, gotSaid := run(t, append([]string{after}, arguments...)...)
		if want == "" || got != want {
			t.Errorf("%q, not %q", got, want)
		}
		if wantSaid = place.ReplaceAllString(wantSaid, "\t?:0"); gotSaid != wantSaid {
			t.Errorf("the traceback is\n%s, not\n%s", gotSaid, wantSaid)
		}
		if len(arguments) > 0 && !strings.Contains(gotSaid, "main.main") {
			t.Errorf("the traceback names no function: %s", gotSaid)
		}
	}
	if again := slim(after); again != nil {
		t.Errorf("made slim again: %v", again)
	}
}

func TestSlimRefuses(t *testing.T) {
	for name, content := range map[string]string{
		"nothing":           "",
		"a text":            "a text that is long enough",
		"a cut section":     moduleHead + "\x0b\x05\x00",
		"a cut size":        moduleHead + "\x0b\x80",
		"another memory":    moduleHead + "\x0b\x07\x01\x02\x00\x41\x00\x0b\x00",
		"a cut piece":       moduleHead + "\x0b\x06\x01\x00\x41\x00\x0b\x07",
		"no table":          moduleHead + "\x0b\x07\x01\x00\x41\x00\x0b\x01\x07",
		"a table that ends": moduleHead + "\x0b\x0e\x01\x00\x41\x00\x0b\x08" + string(tableHead),
	} {
		path := filepath.Join(t.TempDir(), "a.wasm")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := slim(path); err == nil {
			t.Errorf("%s is taken for a program", name)
		}
		if kept, _ := os.ReadFile(path); string(kept) != content {
			t.Errorf("%s is not left as it is", name)
		}
	}
}

// What is written is read as it was, wherever it lies and however many zeros are in it.
func TestMemory(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		m := memory{base: random.IntN(1 << random.IntN(31)), bytes: make([]byte, 1+random.IntN(40_000))}
		for range random.IntN(20) {
			m.bytes[random.IntN(len(m.bytes))] = byte(random.IntN(256))
		}
		m.bytes[0], m.bytes[len(m.bytes)-1] = 1, 2
		got, err := readMemory(m.data())
		if err != nil || got.base != m.base || !bytes.Equal(got.bytes, m.bytes) {
			t.Fatalf("from %d, %d bytes: read from %d, %d bytes; %v", m.base, len(m.bytes), got.base, len(got.bytes), err)
		}
	}
}

func TestPieces(t *testing.T) {
	zeros := make([]byte, worthAPiece)
	m := memory{5, bytes.Join([][]byte{zeros[:10], {1}, zeros[1:], {2}, zeros, {3}, zeros}, nil)}
	got := m.pieces()
	if len(got) != 2 || got[0].at != 15 || len(got[0].bytes) != worthAPiece+1 || got[1].at != 15+2*worthAPiece+1 || string(got[1].bytes) != "\x03" {
		t.Errorf("%d pieces", len(got))
	}
}
