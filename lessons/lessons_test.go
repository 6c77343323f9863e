package lessons_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"saddle/lessons"
	"saddle/lessons/source"
)

var update = flag.Bool("update", false, "make the notebooks from their sources, and store what their cells give now")

// languages are the folders of the course, each with the name of the other.
var languages = map[string]string{"en": "zh", "zh": "en"}

// TestNotebooksAreMade makes every notebook from its source: the students', the teachers', and the index of each language. Beside
// the teachers' stands what they load too.
func TestNotebooksAreMade(t *testing.T) {
	for language, other := range languages {
		names, texts := sources(t, language)
		var files []string
		for i, name := range names {
			files = append(files, name+".ipynb")
			place := source.Place{Language: language}
			if i > 0 {
				place.Previous = &source.Link{Title: texts[i-1].Title, File: names[i-1] + ".ipynb"}
			}
			if i+1 < len(names) {
				place.Next = &source.Link{Title: texts[i+1].Title, File: names[i+1] + ".ipynb"}
			}
			if _, err := os.Stat(sourceFile(other, name)); err == nil {
				place.Other = source.OtherLanguage(other, name+".ipynb")
			}
			made(t, filepath.Join(language, name+".ipynb"), texts[i].Student(place))
			made(t, filepath.Join("teacher", language, name+".ipynb"), texts[i].Teacher(place))
		}
		index := source.Index(language, texts, files, source.OtherLanguage(other, "index.ipynb"))
		made(t, filepath.Join(language, "index.ipynb"), index)
		made(t, filepath.Join("teacher", language, "index.ipynb"), index)
		data, err := filepath.Glob(filepath.Join(language, "data", "*"))
		if err != nil || len(data) == 0 {
			t.Fatalf("%s has no data: %v", language, err)
		}
		for _, file := range data {
			bytes, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			made(t, filepath.Join("teacher", file), bytes)
		}
	}
}

// linked is where a link within the course leads.
var linked = regexp.MustCompile(`\]\(([^):#]+)\)|load\(\\"([^"]+)\\"\)`)

// TestLinksLead looks that every link of a notebook, and every file that it loads, is there beside it.
func TestLinksLead(t *testing.T) {
	for _, pattern := range []string{"??/*.ipynb", "teacher/??/*.ipynb"} {
		notebooks, err := filepath.Glob(pattern)
		if err != nil || len(notebooks) != 28 {
			t.Fatalf("%s: %d notebooks, %v", pattern, len(notebooks), err)
		}
		for _, notebook := range notebooks {
			text, err := os.ReadFile(notebook)
			if err != nil {
				t.Fatal(err)
			}
			found := linked.FindAllStringSubmatch(string(text), -1)
			if len(found) < 2 {
				t.Errorf("%s has %d links", notebook, len(found))
			}
			for _, link := range found {
				if _, err := os.Stat(filepath.Join(filepath.Dir(notebook), link[1]+link[2])); err != nil {
					t.Errorf("%s: %v", notebook, err)
				}
			}
		}
	}
}

func sourceFile(language, name string) string {
	return filepath.Join("source", language, name+".md")
}

// sources are the lessons of a language in their order, with their names.
func sources(t *testing.T, language string) (names []string, texts []*source.Lesson) {
	t.Helper()
	files, err := filepath.Glob(sourceFile(language, "[0-9]*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources in %s: %v", language, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lesson, err := source.Parse(string(text))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		base := filepath.Base(file)
		names, texts = append(names, base[:len(base)-len(".md")]), append(texts, lesson)
	}
	return names, texts
}

// made compares a file with what it must hold, or writes it.
func made(t *testing.T, file string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what its source gives (%v): go test ./lessons -update makes it", file, err)
	}
}

// eachLesson calls check for the source of each lesson.
func eachLesson(t *testing.T, check func(t *testing.T, language, name string, lesson *source.Lesson)) {
	t.Helper()
	for language := range languages {
		names, texts := sources(t, language)
		for i, name := range names {
			t.Run(language+"/"+name, func(t *testing.T) { check(t, language, name, texts[i]) })
		}
	}
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
	for _, name := range []string{"99-nothing", "index"} {
		if _, found := lessons.Find("en", name); found {
			t.Errorf("Find takes %s for a lesson", name)
		}
	}
}
