package lessons_test

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"saddle/kernel/notebook"
	"saddle/lessons"
	"saddle/lessons/source"
)

// What a lesson may have at most, and must have at least.
const (
	mostWords      = 2500 // of prose, in English
	mostCharacters = 4500 // Chinese ones
	mostCode       = 30   // cells
	largestFile    = 200_000
	predictions    = 3 // the tour has no more
	exercises      = 3 // none in the tour
	reviews        = 3 // questions of earlier lessons
)

// parts are what each language calls the parts of a lesson that these tests look for.
var parts = map[string]struct{ predict, review, card, hint string }{
	"en": {"**Predict.**", "## Review", "## Card", "<summary>Hint"},
	"zh": {"**先猜一猜。**", "## 复习", "## 小结卡片", "<summary>提示"},
}

func TestLength(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		words, han, code := 0, 0, 0
		for _, cell := range lesson.Cells {
			switch {
			case cell.Code:
				code++
			case cell.ID != "sources":
				words += len(strings.Fields(prose(cell.Text)))
				han += strings.Count(strings.Map(onlyHan, cell.Text), "一")
			}
		}
		t.Logf("%d words, %d Chinese characters, %d cells of code", words, han, code)
		if language == "en" && words > mostWords || language == "zh" && han > mostCharacters || code > mostCode {
			t.Errorf("%d words, %d Chinese characters, %d cells of code", words, han, code)
		}
	})
	for _, lesson := range lessons.List() {
		if len(lesson.Source) > largestFile {
			t.Errorf("%s has %d bytes", lesson.Path, len(lesson.Source))
		}
	}
}

// onlyHan maps every Chinese character to one of them, and all else to nothing.
func onlyHan(r rune) rune {
	if unicode.Is(unicode.Han, r) {
		return '一'
	}
	return -1
}

var formulas = regexp.MustCompile(`(?s)\$\$.*?\$\$|\$[^$\n]+\$|<[^>]+>|[|#*>-]+`)

// prose is a text with a word in place of each formula, and without marks.
func prose(text string) string { return formulas.ReplaceAllString(text, " x ") }

func TestParts(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		said, tour := parts[language], strings.HasPrefix(name, "00-")
		found := map[string]int{}
		for i, cell := range lesson.Cells {
			for part, mark := range map[string]string{"predictions": said.predict, "reviews": said.review, "cards": said.card, "hints": said.hint} {
				if !cell.Code {
					found[part] += strings.Count(cell.Text, mark)
				}
			}
			if cell.Points > 0 {
				found["exercises"]++
			}
			if !cell.Code && strings.Contains(cell.Text, said.predict) {
				found["asked"]++
				if next := lesson.Cells[i+1]; !next.Code || !strings.Contains(strings.Join(next.Tags, " "), "prediction") {
					t.Errorf("cell %s asks for a prediction; the next, %s, is no cell of code with the word prediction", cell.ID, next.ID)
				}
			}
			if strings.Contains(strings.Join(cell.Tags, " "), "prediction") {
				found["told"]++
			}
		}
		if found["asked"] != found["told"] || found["predictions"] < predictions {
			t.Errorf("%d cells ask for a prediction, %d tell", found["asked"], found["told"])
		}
		if tour {
			return
		}
		if found["exercises"] < exercises || found["hints"] < found["exercises"] || found["cards"] != 1 || found["reviews"] != 1 {
			t.Errorf("it has %v", found)
		}
		if last := lesson.Cells[len(lesson.Cells)-1]; last.ID != "sources" {
			t.Errorf("its last cell is %s, not sources", last.ID)
		}
	})
}

// TestPictureComesEarly looks that a lesson opens with a question and draws within its first hundred words.
func TestPictureComesEarly(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		asked, words, han := false, 0, 0
		for _, cell := range lesson.Cells {
			if cell.Code {
				break
			}
			asked = asked || strings.ContainsAny(cell.Text, "?？")
			words += len(strings.Fields(prose(cell.Text)))
			han += len(strings.Map(onlyHan, cell.Text)) / len("一")
		}
		if !asked || language == "en" && words > 115 || language == "zh" && han > 180 {
			t.Errorf("before its first cell: a question: %v; %d words, %d Chinese characters", asked, words, han)
		}
		first, _, _ := strings.Cut(strings.SplitN(outputsOf(t, language, name), "\n## ", 3)[1], "\n## ")
		if !strings.Contains(first, "(a picture)") {
			t.Errorf("its first cell draws nothing")
		}
	})
}

func TestExercisesHaveChecks(t *testing.T) {
	eachLesson(t, func(t *testing.T, language, name string, lesson *source.Lesson) {
		listed := false
		for _, cell := range lesson.Cells {
			if cell.Points > 0 && (!strings.HasPrefix(cell.Text, "exercise(\"") || !strings.Contains(cell.Text, "\ncheck ") && !strings.Contains(cell.Test, "check ")) {
				t.Errorf("exercise %s does not begin with exercise(\"…\"), or has no check", cell.ID)
			}
			listed = listed || cell.Code && strings.HasPrefix(cell.Text, "exercises()")
		}
		if !listed && !strings.HasPrefix(name, "00-") {
			t.Error("no cell shows exercises()")
		}
	})
}

var validID = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

func TestStoredNotebooks(t *testing.T) {
	for _, lesson := range lessons.List() {
		nb, err := notebook.Parse(lesson.Source)
		if err != nil {
			t.Fatalf("%s: %v", lesson.Path, err)
		}
		if string(nb.Bytes()) != string(lesson.Source) {
			t.Errorf("%s is not written as Jupyter would write it", lesson.Path)
		}
		if nb.KernelName() != "saddle" || nb.Language() != "saddle" {
			t.Errorf("%s: kernel %q, language %q", lesson.Path, nb.KernelName(), nb.Language())
		}
		seen := map[string]bool{}
		for _, cell := range nb.Cells() {
			if !validID.MatchString(cell.ID()) || seen[cell.ID()] {
				t.Errorf("%s: the id %q", lesson.Path, cell.ID())
			}
			seen[cell.ID()] = true
			if len(cell.Outputs()) > 0 || cell.ExecutionCount() != 0 {
				t.Errorf("%s: cell %s has outputs", lesson.Path, cell.ID())
			}
		}
	}
}

var (
	target = regexp.MustCompile(`\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"`)
	loaded = regexp.MustCompile(`load\("([^"]+)"`)
)

// TestFilesThatLessonsNameExist follows the links and the data of every notebook, the indexes too.
func TestFilesThatLessonsNameExist(t *testing.T) {
	files, err := fs.Glob(lessons.Files(), "*/*.ipynb")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		content, err := fs.ReadFile(lessons.Files(), file)
		if err != nil {
			t.Fatal(err)
		}
		nb, err := notebook.Parse(content)
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range nb.Cells() {
			pattern := target
			if cell.Kind() == notebook.Code {
				pattern = loaded
			}
			for _, match := range pattern.FindAllStringSubmatch(cell.Source(), -1) {
				name, _, _ := strings.Cut(strings.Join(match[1:], ""), "#")
				if name == "" || strings.Contains(name, ":") {
					continue
				}
				if _, err := fs.Stat(lessons.Files(), path.Join(path.Dir(file), name)); err != nil {
					t.Errorf("%s: cell %s names %s: %v", file, cell.ID(), name, err)
				}
			}
		}
	}
}
