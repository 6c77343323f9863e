package lessons_test

import (
	"encoding/json"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/notebook"
	"saddle/lessons"
)

// words are what each language calls the parts of a lesson that these tests look for.
var words = map[string]struct{ exercise, prediction string }{
	"en": {"### Exercise", "Before you run the next"},
	"zh": {"### 练习", "运行下"},
}

func TestMetadata(t *testing.T) {
	for _, lesson := range lessons.List() {
		var nb struct {
			Metadata struct {
				Kernelspec   map[string]string `json:"kernelspec"`
				LanguageInfo map[string]any    `json:"language_info"`
			} `json:"metadata"`
			Major int `json:"nbformat"`
			Minor int `json:"nbformat_minor"`
		}
		if err := json.Unmarshal(lesson.Source, &nb); err != nil {
			t.Fatalf("%s: %v", lesson.Path, err)
		}
		if nb.Major != 4 || nb.Minor != 5 {
			t.Errorf("%s: nbformat %d.%d, not 4.5", lesson.Path, nb.Major, nb.Minor)
		}
		for name, want := range map[string]string{"name": "saddle", "language": "saddle", "display_name": "Saddle"} {
			if got := nb.Metadata.Kernelspec[name]; got != want {
				t.Errorf("%s: kernelspec has %s %q, not %q", lesson.Path, name, got, want)
			}
		}
		if got := nb.Metadata.LanguageInfo["name"]; got != "saddle" {
			t.Errorf("%s: language_info names %v", lesson.Path, got)
		}
	}
}

var validID = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

func TestCells(t *testing.T) {
	eachCell(t, func(t *testing.T, lesson lessons.Lesson, cells []*notebook.Cell, i int) {
		cell := cells[i]
		if !validID.MatchString(cell.ID()) {
			t.Errorf("cell %d has the id %q", i+1, cell.ID())
		}
		for _, earlier := range cells[:i] {
			if earlier.ID() == cell.ID() {
				t.Errorf("two cells have the id %q", cell.ID())
			}
		}
		if strings.TrimSpace(cell.Source()) == "" {
			t.Errorf("cell %s is empty", cell.ID())
		}
		for _, out := range cell.Outputs() {
			if out.Type == notebook.Error {
				t.Errorf("cell %s stores the error %s: %s", cell.ID(), out.ErrorName, out.ErrorValue)
			}
		}
	})
}

// eachCell calls check once for each cell of each lesson.
func eachCell(t *testing.T, check func(t *testing.T, lesson lessons.Lesson, cells []*notebook.Cell, i int)) {
	t.Helper()
	for _, lesson := range lessons.List() {
		t.Run(lesson.Path, func(t *testing.T) {
			cells := parsed(t, lesson).Cells()
			for i := range cells {
				check(t, lesson, cells, i)
			}
		})
	}
}

func TestExercisesHaveChecks(t *testing.T) {
	eachCell(t, func(t *testing.T, lesson lessons.Lesson, cells []*notebook.Cell, i int) {
		if !strings.HasPrefix(cells[i].Source(), words[lesson.Language].exercise) {
			return
		}
		for _, cell := range cells[i+1:] {
			if cell.Kind() == notebook.Markdown {
				break
			}
			if strings.Contains(cell.Source(), "check ") {
				return
			}
		}
		t.Errorf("cell %s: an exercise without a check", cells[i].ID())
	})
}

func TestPredictionsComeBeforeResults(t *testing.T) {
	predictions := map[string]int{}
	eachCell(t, func(t *testing.T, lesson lessons.Lesson, cells []*notebook.Cell, i int) {
		cell := cells[i]
		if cell.Kind() != notebook.Markdown || !strings.Contains(cell.Source(), words[lesson.Language].prediction) {
			return
		}
		predictions[lesson.Path]++
		if i > 0 && (i+1 == len(cells) || cells[i+1].Kind() != notebook.Code) {
			t.Errorf("cell %s asks for a prediction, but no cell to run follows", cell.ID())
		}
	})
	for _, lesson := range lessons.List() {
		if predictions[lesson.Path] < 5 {
			t.Errorf("%s asks for %d predictions", lesson.Path, predictions[lesson.Path])
		}
	}
}

var (
	link   = regexp.MustCompile(`\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"`)
	loaded = regexp.MustCompile(`load\("([^"]+)"`)
)

func TestFilesThatLessonsNameExist(t *testing.T) {
	eachCell(t, func(t *testing.T, lesson lessons.Lesson, cells []*notebook.Cell, i int) {
		pattern := loaded
		if cells[i].Kind() == notebook.Markdown {
			pattern = link
		}
		for _, match := range pattern.FindAllStringSubmatch(cells[i].Source(), -1) {
			target := strings.Join(match[1:], "")
			if !isFile(target) {
				continue
			}
			at := path.Join(path.Dir(lesson.Path), target)
			if _, err := fs.Stat(lessons.Files(), at); err != nil {
				t.Errorf("cell %s names %s: %v", cells[i].ID(), target, err)
			}
		}
	})
}

// isFile tells a file beside the lesson from an address, an attachment and a heading of the same page.
func isFile(target string) bool {
	return !strings.Contains(target, ":") && !strings.HasPrefix(target, "#")
}
