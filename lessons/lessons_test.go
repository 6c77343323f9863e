package lessons_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/notebook"
	"saddle/kernel/session"
	"saddle/lessons"
)

var update = flag.Bool("update", false, "store in the notebooks what their cells give now")

// locales are the languages in which the kernel answers the lessons of each folder.
var locales = map[string]message.Locale{"en": message.English, "zh": message.Chinese}

// TestRun runs each lesson once, and then solves its exercises in the session that it leaves.
func TestRun(t *testing.T) {
	for _, lesson := range lessons.List() {
		t.Run(lesson.Path, func(t *testing.T) {
			s, nb := newSession(t, lesson), parsed(t, lesson)
			runAll(t, s, nb)
			if *update {
				if err := nb.WriteFile(filepath.FromSlash(lesson.Path)); err != nil {
					t.Fatal(err)
				}
			} else {
				t.Run("outputs", func(t *testing.T) { compare(t, parsed(t, lesson), nb) })
			}
			t.Run("answers", func(t *testing.T) { solve(t, s, nb, answersOf(t, lesson)) })
		})
	}
}

func parsed(t *testing.T, lesson lessons.Lesson) *notebook.Notebook {
	t.Helper()
	nb, err := notebook.Parse(lesson.Source)
	if err != nil {
		t.Fatal(err)
	}
	return nb
}

func newSession(t *testing.T, lesson lessons.Lesson) *session.Session {
	t.Helper()
	locale, known := locales[lesson.Language]
	if !known {
		t.Fatalf("no locale for the lessons in %s", lesson.Language)
	}
	return session.New(session.Options{Locale: locale})
}

// runAll runs the code cells in order and stores their outputs.
func runAll(t *testing.T, s *session.Session, nb *notebook.Notebook) {
	t.Helper()
	count := 0
	for _, cell := range nb.Cells() {
		if cell.Kind() == notebook.Code {
			count++
			runOne(t, s, cell, count)
		}
	}
}

func runOne(t *testing.T, s *session.Session, cell *notebook.Cell, count int) {
	t.Helper()
	var outputs []notebook.Output
	err := s.ExecuteCell(context.Background(), cell.Source(), session.Cell{Number: count}, func(o session.Output) {
		if out, kept := recorded(o, count); kept {
			outputs = append(outputs, out)
		}
	})
	if err != nil {
		t.Fatalf("cell %s:\n%s\n%v", cell.ID(), indented(cell.Source()), err)
	}
	cell.SetExecutionCount(count)
	if err := cell.SetOutputs(outputs); err != nil {
		t.Fatalf("cell %s: %v", cell.ID(), err)
	}
}

// recorded is an output as a notebook stores it; what is shown beside the notebook is not stored.
func recorded(o session.Output, count int) (out notebook.Output, kept bool) {
	switch o.Kind {
	case session.Stream:
		return notebook.Output{Type: notebook.Stream, Name: o.Name, Text: o.Text}, true
	case session.Display:
		return notebook.Output{Type: notebook.DisplayData, Data: o.Data, Metadata: o.Metadata}, true
	case session.Result:
		return notebook.Output{Type: notebook.ExecuteResult, Data: o.Data, Metadata: o.Metadata, ExecutionCount: count}, true
	}
	return notebook.Output{}, false
}

func compare(t *testing.T, stored, fresh *notebook.Notebook) {
	t.Helper()
	now := fresh.Cells()
	for i, cell := range stored.Cells() {
		if cell.Kind() != notebook.Code {
			continue
		}
		want, got := transcript(cell.Outputs()), transcript(now[i].Outputs())
		if got != want {
			t.Errorf("cell %s\n%s\nstored:\n%s\nnow:\n%s\n(go test ./lessons -update stores the new outputs)",
				cell.ID(), indented(cell.Source()), indented(want), indented(got))
		}
		if cell.ExecutionCount() != now[i].ExecutionCount() {
			t.Errorf("cell %s is stored as number %d; it runs as number %d", cell.ID(), cell.ExecutionCount(), now[i].ExecutionCount())
		}
	}
}

// transcript is what a reader gets from the outputs: the texts, and that there is a picture; not its bytes.
func transcript(outputs []notebook.Output) string {
	var b strings.Builder
	for _, out := range outputs {
		if out.Type == notebook.Stream {
			b.WriteString(out.Text)
			continue
		}
		text, _ := out.Data["text/plain"].(string)
		b.WriteString(text + "\n")
		if _, drawn := out.Data["image/png"]; drawn {
			b.WriteString("(a picture)\n")
		}
	}
	return b.String()
}

func indented(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ")
}

func TestFilesCanBeCopiedOut(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, lessons.Files()); err != nil {
		t.Fatal(err)
	}
	for _, lesson := range lessons.List() {
		copied, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(lesson.Path)))
		if err != nil {
			t.Fatal(err)
		}
		if string(copied) != string(lesson.Source) {
			t.Errorf("%s: the copy differs", lesson.Path)
		}
	}
}

func TestFind(t *testing.T) {
	lesson, found := lessons.Find("en", "01-critical-points")
	if !found || lesson.Title != "Critical points" {
		t.Errorf("Find(en, 01-critical-points) = %q, %v", lesson.Title, found)
	}
	if _, found := lessons.Find("en", "99-nothing"); found {
		t.Error("Find invents a lesson")
	}
}
