package kerneltest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/wire"
)

// harm is text that a page must show and never obey.
const harm = `<img src=x onerror=alert(1)><script>alert(2)</script>`

// TestTextStaysText shows texts that are HTML in every place where a student can type one.
func TestTextStaysText(t *testing.T) {
	n := startKernel(t)
	table := "\"" + harm + "\",\"b<script>alert(3)</script>\"\n1,2\n3,4\n"
	if err := os.WriteFile(filepath.Join(n.folder, "harm.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(n.folder, "words.csv"), []byte(harm+","+harm+"\n"+harm+",1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	quoted := `"` + harm + `"`
	for _, code := range []string{
		quoted, "print(" + quoted + ")", "t = " + quoted, "t = " + quoted + "; names()", "t = " + quoted + "; help(t)",
		`data = load("harm.csv")`, `load("words.csv")`, "load(" + quoted + ")", "plot(x -> x, title = " + quoted + ", xlabel = " + quoted + ")",
		`pictures("svg"); plot(x -> x, title = ` + quoted + ")", harm, "f(x) = x # " + harm + "\nf", "check " + quoted + " == 1",
		"interact(a = 1..5)\n" + quoted, "language(" + quoted + ")", "ask(" + quoted + ")", "save(plot(x -> x), " + quoted + ")",
		"optimizer o(f, θ, η = 0.1)\n  θ = θ - η ∇f(θ)\nend\nhelp(o)",
	} {
		c := n.cell(code).wait()
		for _, kind := range []string{wire.DisplayDataType, wire.ExecuteResultType} {
			for _, o := range c.outputs(kind) {
				for form, content := range o["data"].(map[string]any) {
					page := form == "text/html" || form == "image/svg+xml" || form == "text/latex" || form == "text/markdown"
					if text := fmt.Sprint(content); page && (strings.Contains(text, "<img") || strings.Contains(text, "<script")) {
						t.Errorf("%s: %s holds %.200s", code, form, text)
					}
				}
			}
		}
	}
}

// TestNotebookKeepsToItsFolder tries the ways out of the notebook's folder.
func TestNotebookKeepsToItsFolder(t *testing.T) {
	n := startKernel(t)
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.csv")
	if err := os.WriteFile(secret, []byte("12345,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"link.csv": secret, "out": outside, "round": "out", "up": ".."} {
		if err := os.Symlink(target, filepath.Join(n.folder, link)); err != nil {
			t.Skip("this system makes no links: ", err)
		}
	}
	if err := os.WriteFile(filepath.Join(n.folder, "notes.png"), []byte("my notes"), 0o600); err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(n.folder, secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"link.csv", "out/secret.csv", "round/secret.csv", filepath.ToSlash(relative), filepath.ToSlash(secret), "file://" + secret, "./out/../out/secret.csv"} {
		if got := n.run(`load("` + path + `")`); !strings.Contains(got, "FileError") || strings.Contains(got, "12345") {
			t.Errorf("load %s: %s", path, got)
		}
	}
	for _, path := range []string{"out/a.png", "round/a.png", "../a.png", filepath.ToSlash(outside) + "/a.png", "up/a.png", "notes.png"} {
		if got := n.run(`save(plot(x -> x), "` + path + `")`); !strings.Contains(got, "FileError") {
			t.Errorf("save %s: %s", path, got)
		}
	}
	if notes, err := os.ReadFile(filepath.Join(n.folder, "notes.png")); string(notes) != "my notes" {
		t.Errorf("a file that is no picture was written over: %q %v", notes, err)
	}
	entries, err := os.ReadDir(outside)
	if err != nil || len(entries) != 1 {
		t.Errorf("outside there are %v %v", entries, err)
	}
}
