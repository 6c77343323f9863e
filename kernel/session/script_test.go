package session_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/session"
)

var update = flag.Bool("update", false, "rewrite the expected output of the scripts in testdata")

// drawn are the scripts that draw or search so much that the race detector would take minutes over them.
var drawn = map[string]bool{"pictures.script": true, "landscape.script": true, "experiments.script": true}

// TestScripts runs the scripts in testdata. A script is cells, each followed by what it prints and shows as text, every
// line of that behind a tab; a failing cell is followed by its error. Lines that start with # between cells are comments.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.script")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, path := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".script"), func(t *testing.T) {
			t.Parallel()
			if racing && drawn[filepath.Base(path)] {
				t.Skip("draws much: run without the race detector, see the Makefile")
			}
			runScript(t, path)
		})
	}
}

func runScript(t *testing.T, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(session.Options{Folder: "testdata", Plain: racing, Room: 16 << 30})
	var rewritten strings.Builder
	for _, c := range parseScript(string(content)) {
		rewritten.WriteString(c.comment)
		if c.code == "" {
			continue
		}
		got := transcript(s, c.code)
		if got != c.expected && !*update {
			t.Errorf("%s\n%s\ngot:\n%s\nwant:\n%s", path, c.code, got, c.expected)
		}
		rewritten.WriteString(c.code + "\n" + behindTabs(got) + "\n")
	}
	end := content[len(bytes.TrimRight(content, "\n")):]
	if text := strings.TrimRight(rewritten.String(), "\n") + string(end); *update && text != string(content) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// scriptCell is a cell of a script with the comment lines before it.
type scriptCell struct{ comment, code, expected string }

func parseScript(content string) []scriptCell {
	var cells []scriptCell
	var c scriptCell
	var code, expected []string
	flush := func() {
		if len(code) == 0 && c.comment == "" {
			return
		}
		c.code, c.expected = strings.Join(code, "\n"), strings.Join(expected, "\n")
		cells = append(cells, c)
		c, code, expected = scriptCell{}, nil, nil
	}
	for line := range strings.Lines(content) {
		line = strings.TrimSuffix(line, "\n")
		output, isOutput := strings.CutPrefix(line, "\t")
		switch {
		case isOutput:
			expected = append(expected, output)
		case line == "":
			flush()
		case strings.HasPrefix(line, "#") && len(code) == 0:
			c.comment += line + "\n"
		default:
			if len(expected) > 0 {
				flush()
			}
			code = append(code, line)
		}
	}
	flush()
	return cells
}

func behindTabs(text string) string {
	if text == "" {
		return ""
	}
	return "\t" + strings.ReplaceAll(text, "\n", "\n\t") + "\n"
}

// transcript is everything that a cell prints and shows, as text.
func transcript(s *session.Session, code string) string {
	var out bytes.Buffer
	err := s.Execute(context.Background(), code, func(o session.Output) {
		switch o.Kind {
		case session.Stream:
			out.WriteString(o.Text)
		case session.Progress: // comes and goes as the machine is slow or fast
		default:
			out.WriteString(o.Data["text/plain"].(string) + "\n")
		}
	})
	var failure *session.CellError
	if errors.As(err, &failure) {
		out.WriteString(failure.Name + ": " + failure.Value)
	}
	return strings.TrimRight(out.String(), "\n")
}
