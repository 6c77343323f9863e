package source_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"saddle/lessons/source"
)

const lesson = `---
minutes: 5
needs: nothing
teaches: add
---

<!-- title slide -->
# Sums

Two and two?

` + "```saddle sum prediction fragment\n2 + 2\n```\n\n```saddle own exercise=2\nexercise(\"1\")\nanswer = ?\ncheck answer == 5\n```\n" +
	"\n```saddle own solution\nanswer = 5\n```\n\n```saddle own test\ncheck answer == 5\n```\n"

func Example() {
	l, err := source.Parse(lesson)
	if err != nil {
		panic(err)
	}
	fmt.Println(l.Title, len(l.Cells), l.Cells[2].Points)
	fmt.Println(l.Cells[2].Solved())
	// Output:
	// Sums 3 2
	// exercise("1")
	// answer = 5
	// check answer == 5
}

// TestCopies looks that the student's copy has the hole and the teacher's the solution between nbgrader's marks.
func TestCopies(t *testing.T) {
	l, err := source.Parse(lesson)
	if err != nil {
		t.Fatal(err)
	}
	place := source.Place{Language: "en", Next: &source.Link{Title: "More", File: "02-more.ipynb"}}
	student, teacher := string(l.Student(place)), string(l.Teacher(place))
	for _, want := range []string{`"answer = ?\n"`, "[More](02-more.ipynb)", `"prediction"`, `"slide_type": "subslide"`} {
		if !strings.Contains(student, want) {
			t.Errorf("the student's copy has no %s:\n%s", want, student)
		}
	}
	if strings.Contains(student, "answer = 5") || strings.Contains(student, "SOLUTION") {
		t.Errorf("the student's copy has the solution:\n%s", student)
	}
	for _, want := range []string{`"answer = (\n",`, `"### BEGIN SOLUTION\n"`, `"5\n"`, `"own-test"`, `"points": 2`, "BEGIN HIDDEN TESTS"} {
		if !strings.Contains(teacher, want) {
			t.Errorf("the teacher's copy has no %s:\n%s", want, teacher)
		}
	}
}

// TestSlides looks that each question, answer and exercise begins a page, and that what follows an output stands
// under it, but not under a picture.
func TestSlides(t *testing.T) {
	text := strings.Replace(lesson, "```saddle own exercise=2", "<!-- after -->\nIndeed.\n\n<!-- asked -->\nDraw.\n\n```saddle drawn fragment\nplot(x -> x^2, title = \"Figure 1\")\n```\n\n<!-- seen -->\nA bowl.\n\n```saddle judged\nclassify((x, y) -> x^2 + y^2, (0, 0))\n```\n\n<!-- verdict -->\nA minimum.\n\n```saddle kind\nclassify([1])\nclassify(x -> x^2, 0).kind\n```\n\n<!-- told -->\nNo picture.\n\n<!-- task -->\nFive?\n\n```saddle own exercise=2", 1)
	l, err := source.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var notebook struct {
		Cells []struct {
			ID       string
			Metadata struct {
				Slideshow struct {
					Kind string `json:"slide_type"`
				}
			}
		}
	}
	if err := json.Unmarshal(l.Student(source.Place{Language: "en"}), &notebook); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"title": "slide", "language": "skip", "sum": "subslide", "after": "", "asked": "subslide", "drawn": "subslide", "seen": "subslide", "judged": "", "verdict": "subslide", "kind": "", "told": "", "task": "subslide", "own": "", "navigation": "skip"}
	if len(notebook.Cells) != len(want) {
		t.Fatalf("%d cells, not %d", len(notebook.Cells), len(want))
	}
	for _, c := range notebook.Cells {
		if kind, ok := want[c.ID]; !ok || c.Metadata.Slideshow.Kind != kind {
			t.Errorf("cell %s is %q on slides, not %q", c.ID, c.Metadata.Slideshow.Kind, kind)
		}
	}
}

func TestErrorsNameTheLine(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"---\nminutes", "minutes", "line 1: a lesson begins with a header"},
		{"needs: nothing\n", "", "the header wants"},
		{"<!-- title slide -->\n", "", "line 7: prose begins a cell"},
		{"# Sums", "Sums", "begins with # and the title"},
		{"title slide", "title slidee", `"slidee" means nothing`},
		{"exercise=2", "exercise", "an exercise has points"},
		{"exercise=2", "prediction", "behind the exercise with its id"},
		{"answer = ?", "answer = ? + 1", "a hole is all"},
		{"answer = 5\n```", "answer = 5\nmore = 6\n```", "1 holes, 2 lines"},
		{"own solution\nanswer = 5", "own solution\nother = 5", "is not solved by"},
		{"saddle sum", "saddle title", "two cells have the id title"},
		{"own test\ncheck answer == 5\n", "own test\n", "is empty"},
		{"own test", "own2 test", "behind the exercise with its id"},
		{"\n```\n\n```saddle own test\ncheck answer == 5\n```\n", "\n", "not closed"},
	} {
		text := strings.Replace(lesson, test.old, test.new, 1)
		if _, err := source.Parse(text); text == lesson || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q in place of %q: %v", test.new, test.old, err)
		}
	}
}
