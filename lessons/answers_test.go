package lessons_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/notebook"
	"saddle/kernel/session"
	"saddle/lessons"
)

// solve fills in the answers kept in testdata: each must be the student's cell with the blanks filled and the comment
// marks taken away, and must run in the session that the notebook leaves.
func solve(t *testing.T, s *session.Session, nb *notebook.Notebook, answers map[string]string) {
	t.Helper()
	for _, cell := range nb.Cells() {
		answer, given := answers[cell.ID()]
		if asks(cell) != given {
			t.Errorf("cell %s: asks for an answer: %v; testdata has one: %v", cell.ID(), asks(cell), given)
		}
		if !given {
			continue
		}
		if !filledIn(cell.Source()).MatchString(answer) {
			t.Errorf("cell %s:\n%s\nis not answered by\n%s", cell.ID(), indented(cell.Source()), indented(answer))
		}
		if err := s.Execute(context.Background(), answer, func(session.Output) {}); err != nil {
			t.Errorf("cell %s, answered:\n%s\n%v", cell.ID(), indented(answer), err)
		}
	}
}

// answersOf reads the answers to a lesson's exercises by the cells' ids: a line "## id" before each.
func answersOf(t *testing.T, lesson lessons.Lesson) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(strings.TrimSuffix(lesson.Path, ".ipynb")+".answers")))
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	for _, part := range strings.Split("\n"+string(text), "\n## ")[1:] {
		id, answer, _ := strings.Cut(part, "\n")
		answers[id] = strings.TrimSpace(answer)
	}
	return answers
}

// asks reports whether a cell has blanks to fill.
func asks(cell *notebook.Cell) bool {
	return cell.Kind() == notebook.Code && strings.Contains(cell.Source(), "?")
}

var commentMark = regexp.MustCompile(`(?m)^# `)

// filledIn matches a cell with its comment marks gone and something in place of each blank.
func filledIn(source string) *regexp.Regexp {
	cell := regexp.QuoteMeta(commentMark.ReplaceAllString(source, ""))
	return regexp.MustCompile("^" + strings.ReplaceAll(cell, `\?`, `[^?\n]+`) + "$")
}
