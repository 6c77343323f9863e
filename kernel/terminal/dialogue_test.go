package terminal_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/session"
	"saddle/kernel/terminal"
)

// typist types lines that were written beforehand; ^C stands for an abort.
type typist struct {
	lines   []string
	prompts []string
}

func (t *typist) Line(prompt string) (string, error) {
	t.prompts = append(t.prompts, prompt)
	if len(t.lines) == 0 {
		return "", io.EOF
	}
	line := t.lines[0]
	t.lines = t.lines[1:]
	if line == "^C" {
		return "", terminal.ErrAborted
	}
	return line, nil
}

func (t *typist) Remember(string) {}

func TestDialogue(t *testing.T) {
	for _, c := range []struct{ name, typed, want string }{
		{"values", "2 + 3\na = 2;\n3 a", "5\n6\n"},
		{"an error, and on", "2 +* 3\n1 + 1", "take the sign away\n2\n"},
		{"several lines", "optimizer o(f, θ)\nθ = θ - 0.1 ∇f(θ)\nend\nr = run(o, x -> x^2, from = 1, steps = 3);\nr.steps", "3\n"},
		{"given up", "optimizer o(f, θ)\n^C\n7", "7\n"},
		{"empty lines", "\n\n8\n", "8\n"},
	} {
		var out bytes.Buffer
		editor := &typist{lines: strings.Split(c.typed, "\n")}
		d := terminal.New(session.New(session.Options{}), terminal.Options{Editor: editor, Out: &out})
		if err := d.Run(context.Background()); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: got %q, want %q", c.name, out.String(), c.want)
		}
	}
}

func TestPictures(t *testing.T) {
	data := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("picture"), 1000))
	for _, c := range []struct{ variable, value, begin string }{
		{"KITTY_WINDOW_ID", "1", "\x1b_Ga=T,f=100,m=1;"},
		{"TERM_PROGRAM", "iTerm.app", "\x1b]1337;File=inline=1;"},
		{"TERM", "xterm-256color", "→ "},
	} {
		folder := t.TempDir()
		pictures := terminal.PicturesOf(func(name string) string {
			if name == c.variable {
				return c.value
			}
			return ""
		}, folder)
		var out bytes.Buffer
		if err := pictures.Show(&out, ".png", data); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), c.begin) {
			t.Errorf("%s: got %.40q", c.variable, out.String())
		}
		if err := pictures.Show(&out, ".svg", "<svg/>"); err != nil {
			t.Fatal(err)
		}
		written, _ := filepath.Glob(filepath.Join(folder, "*"))
		want := 1
		if c.variable == "TERM" {
			want = 2
		}
		if len(written) != want {
			t.Errorf("%s: %v, want %d files", c.variable, written, want)
		}
	}
}

func TestPictureFilesHoldThePicture(t *testing.T) {
	folder := t.TempDir()
	var out bytes.Buffer
	d := terminal.New(session.New(session.Options{}), terminal.Options{
		Editor: &typist{lines: []string{"plot(x -> x^2)"}}, Out: &out,
		Pictures: terminal.PicturesOf(func(string) string { return "" }, folder),
	})
	if err := d.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	picture, err := os.ReadFile(filepath.Join(folder, "1.png"))
	if err != nil || !bytes.HasPrefix(picture, []byte("\x89PNG")) || !strings.Contains(out.String(), "1.png") {
		t.Errorf("got %.20q, %v; said %q", picture, err, out.String())
	}
}
