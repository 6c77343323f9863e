package lessons_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"saddle/kernel/session"
)

var question = regexp.MustCompile("(?s)\n## [^\n]*?(\\d+)[^\n]*?(\\d+)[^\n]*\n.*?<details>.*?```saddle\n(.*?)```")

// TestQuestions runs the checks below the answers to the questions of the teacher's folder, and looks that each lesson has
// its two or three.
func TestQuestions(t *testing.T) {
	for language := range languages {
		text, err := os.ReadFile(filepath.Join("teacher", "questions."+language+".md"))
		if err != nil {
			t.Fatal(err)
		}
		of := map[string]int{}
		for _, found := range question.FindAllStringSubmatch(string(text), -1) {
			of[found[2]]++
			if err := session.New(session.Options{}).Execute(context.Background(), found[3], func(session.Output) {}); err != nil {
				t.Errorf("%s: question %s: %v", language, found[1], err)
			}
		}
		total := 0
		for lesson, n := range of {
			if total += n; n < 2 || n > 3 {
				t.Errorf("%s: %d questions on lesson %s", language, n, lesson)
			}
		}
		if total != 30 || len(of) != 13 {
			t.Errorf("%s: %d questions on %d lessons", language, total, len(of))
		}
	}
}
