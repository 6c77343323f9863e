package lessons_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/notebook"
	"saddle/kernel/session"
	"saddle/lessons/source"
)

// largestPage bounds a lesson with its pictures as a page.
const largestPage = 3 << 20

// TestRun runs each lesson as a student gets it, compares what its cells show with testdata, and then solves its exercises
// in the session that it leaves. Under the race detector one lesson stands for all.
func TestRun(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		if raced && (language != "en" || name != "01-critical-points") {
			t.Skip("the race detector has lesson 1")
		}
		t.Parallel()
		s := session.New(session.Options{Folder: language})
		nb, err := notebook.Parse(lesson.Student(source.Place{Language: language}))
		if err != nil {
			t.Fatal(err)
		}
		made(t, filepath.Join("testdata", language, name+".outputs"), []byte(runAll(t, s, nb)))
		if page := notebook.Page(nb, notebook.PageOptions{}); len(page) > largestPage {
			t.Errorf("its page has %d bytes", len(page))
		}
		solve(t, s, lesson)
	})
}

// runAll runs the code cells in order, stores their outputs in the notebook, and returns what each shows, behind a line ##
// with its id.
func runAll(t *testing.T, s *session.Session, nb *notebook.Notebook) string {
	t.Helper()
	var shown strings.Builder
	count := 0
	for _, cell := range nb.Cells() {
		if cell.Kind() != notebook.Code {
			continue
		}
		count++
		outputs := runOne(s, cell.Source(), count)
		if err := cell.SetOutputs(outputs); err != nil {
			t.Fatalf("cell %s: %v", cell.ID(), err)
		}
		cell.SetExecutionCount(count)
		fails := len(outputs) > 0 && outputs[len(outputs)-1].Type == notebook.Error
		if fails != cell.Tagged("raises-exception") {
			t.Errorf("cell %s:\n%s\n%s", cell.ID(), cell.Source(), transcript(outputs))
		}
		if cell.Tagged("exercise") && !isOneLine(outputs) {
			t.Errorf("exercise %s does not say in one line what is missing:\n%s", cell.ID(), transcript(outputs))
		}
		fmt.Fprintf(&shown, "## %s\n%s\n", cell.ID(), transcript(outputs))
	}
	return shown.String()
}

// isOneLine reports whether the last output says that an exercise is open, and no more.
func isOneLine(outputs []notebook.Output) bool {
	if len(outputs) == 0 {
		return false
	}
	last := outputs[len(outputs)-1]
	return last.ErrorName == "Unsolved" && !strings.Contains(last.ErrorValue, "\n")
}

func runOne(s *session.Session, text string, count int) []notebook.Output {
	var outputs []notebook.Output
	err := s.ExecuteCell(context.Background(), text, session.Cell{Number: count}, func(o session.Output) {
		if out, kept := recorded(o, count); kept {
			outputs = append(outputs, out)
		}
	})
	var failed *session.CellError
	if errors.As(err, &failed) {
		outputs = append(outputs, notebook.Output{
			Type: notebook.Error, ErrorName: failed.Name, ErrorValue: failed.Value, Traceback: failed.Traceback,
		})
	}
	return outputs
}

// recorded is an output as a notebook stores it; what is shown beside the notebook is not stored.
func recorded(o session.Output, count int) (out notebook.Output, kept bool) {
	switch o.Kind {
	case session.Stream:
		return notebook.Output{Type: notebook.Stream, Name: o.Name, Text: o.Text}, true
	case session.Display, session.Interactive:
		return notebook.Output{Type: notebook.DisplayData, Data: o.Data, Metadata: o.Metadata}, true
	case session.Result:
		return notebook.Output{Type: notebook.ExecuteResult, Data: o.Data, Metadata: o.Metadata, ExecutionCount: count}, true
	}
	return notebook.Output{}, false
}

// transcript is what a reader gets from the outputs: the texts, and that there is a picture; not its bytes.
func transcript(outputs []notebook.Output) string {
	var b strings.Builder
	for _, out := range outputs {
		switch out.Type {
		case notebook.Stream:
			b.WriteString(out.Text)
		case notebook.Error:
			b.WriteString(out.ErrorName + ": " + out.ErrorValue + "\n")
		default:
			text, _ := out.Data["text/plain"].(string)
			b.WriteString(text + "\n")
			if _, drawn := out.Data["image/png"]; drawn {
				b.WriteString("(a picture)\n")
			}
		}
	}
	return b.String()
}

// solve looks that all exercises are open, fills in the solutions, each with the teacher's tests behind it, and looks that
// all are done.
func solve(t *testing.T, s *session.Session, lesson *source.Lesson) {
	t.Helper()
	exercises := 0
	for _, cell := range lesson.Cells {
		if cell.Points > 0 {
			exercises++
		}
	}
	expect := func(solved int) {
		t.Helper()
		list := transcript(runOne(s, "language(\"en\"); exercises()", 1))
		if want := fmt.Sprintf("%d of %d done", solved, exercises); exercises > 0 && !strings.Contains(list, want) {
			t.Errorf("not %s, but\n%s", want, list)
		}
	}
	expect(0)
	for _, cell := range lesson.Cells {
		if cell.Points == 0 {
			continue
		}
		if open := transcript(runOne(s, cell.Test, 1)); !strings.Contains(open, "Error:") {
			t.Errorf("the tests of %s pass without an answer:\n%s", cell.ID, open)
		}
		for _, text := range []string{cell.Solved(), cell.Test} {
			if outputs := runOne(s, text, 1); len(outputs) == 0 || outputs[len(outputs)-1].Type == notebook.Error {
				t.Errorf("%s, solved:\n%s\n%s", cell.ID, text, transcript(outputs))
			}
		}
	}
	expect(exercises)
}

// outputsOf reads what testdata keeps of a lesson.
func outputsOf(t *testing.T, language, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", language, name+".outputs"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
