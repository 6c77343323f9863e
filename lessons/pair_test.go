package lessons_test

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"saddle/lessons"
	"saddle/lessons/source"
)

var (
	quoted  = regexp.MustCompile(`"[^"\n]*"`)
	remarks = regexp.MustCompile(`(?m)[ \t]*#.*$`)
)

// skeleton is code without its remarks and with nothing in its texts that are Chinese, or that translated says have a
// Chinese counterpart.
func skeleton(code string, translated func(i int) bool) string {
	i := -1
	code = quoted.ReplaceAllStringFunc(code, func(text string) string {
		i++
		if translated(i) {
			return `"…"`
		}
		return text
	})
	return remarks.ReplaceAllString(code, "")
}

// TestBothLanguages holds the lessons of both languages to the same cells, with code that differs in remarks and in texts
// that are Chinese alone.
func TestBothLanguages(t *testing.T) {
	names, english := sources(t, "en")
	others, chinese := sources(t, "zh")
	if !slices.Equal(names, others) {
		t.Fatalf("%v and %v", names, others)
	}
	for i, name := range names {
		a, b := english[i], chinese[i]
		if a.Minutes != b.Minutes {
			t.Errorf("%s: %s minutes and %s", name, a.Minutes, b.Minutes)
		}
		if len(a.Cells) != len(b.Cells) {
			t.Errorf("%s: %d cells and %d: %v and %v", name, len(a.Cells), len(b.Cells), ids(a), ids(b))
			continue
		}
		for k, cell := range a.Cells {
			sameCell(t, name, cell, b.Cells[k])
		}
	}
}

func ids(lesson *source.Lesson) (list []string) {
	for _, cell := range lesson.Cells {
		list = append(list, cell.ID)
	}
	return list
}

func sameCell(t *testing.T, name string, a, b source.Cell) {
	t.Helper()
	if a.ID != b.ID || a.Code != b.Code || a.Slide != b.Slide || a.Points != b.Points || !slices.Equal(a.Tags, b.Tags) {
		t.Errorf("%s: cell %s (%s %v %d) and %s (%s %v %d)", name, a.ID, a.Slide, a.Tags, a.Points, b.ID, b.Slide, b.Tags, b.Points)
	}
	if !a.Code {
		return
	}
	all := func(c source.Cell) string { return strings.Join(append([]string{c.Text, c.Test}, c.Solution...), "\n") }
	texts := quoted.FindAllString(all(b), -1)
	translated := func(i int) bool { return i < len(texts) && strings.Map(onlyHan, texts[i]) != "" }
	if x, y := skeleton(all(a), translated), skeleton(all(b), translated); x != y {
		t.Errorf("%s: the code of cell %s differs:\n%s\n\n%s", name, a.ID, x, y)
	}
}

// TestData holds what the lessons load to the same bytes in both languages, and to a small size.
func TestData(t *testing.T) {
	for language, other := range languages {
		files, err := fs.Glob(lessons.Files(), language+"/data/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			mine, err := fs.ReadFile(lessons.Files(), file)
			theirs, missing := fs.ReadFile(lessons.Files(), other+strings.TrimPrefix(file, language))
			if err != nil || missing != nil || !bytes.Equal(mine, theirs) || len(mine) > 100_000 {
				t.Errorf("%s: %d bytes; in the other language: %v, the same: %v", file, len(mine), missing, bytes.Equal(mine, theirs))
			}
		}
	}
}
