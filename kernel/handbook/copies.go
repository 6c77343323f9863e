package handbook

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"saddle/kernel/notebook"
	"saddle/lessons"
)

// Copies says what CopyLessons did with each file: paths below its folder.
type Copies struct {
	Written []string
	Kept    []string // were there and differ: somebody's work
}

// CopyLessons hands out the course: its notebooks without outputs, and what they load, in a folder for each language. A
// language is one of those folders, "en"; empty: all. A file that is there already stays as it is, unless over is set.
func CopyLessons(dir, language string, over bool) (Copies, error) {
	var copies Copies
	root := "."
	if language != "" {
		root = language
	}
	err := fs.WalkDir(lessons.Files(), root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := handedOut(name)
		if err != nil {
			return err
		}
		return copies.write(dir, name, content, over)
	})
	return copies, err
}

// handedOut is a file of the course as a student gets it.
func handedOut(name string) ([]byte, error) {
	content, err := fs.ReadFile(lessons.Files(), name)
	if err != nil || path.Ext(name) != ".ipynb" {
		return content, err
	}
	nb, err := notebook.Parse(content)
	if err != nil {
		return nil, err
	}
	for _, cell := range nb.Cells() {
		if cell.Kind() != notebook.Code {
			continue
		}
		cell.SetExecutionCount(0)
		if err := cell.SetOutputs(nil); err != nil {
			return nil, err
		}
	}
	return nb.Bytes(), nil
}

func (c *Copies) write(dir, name string, content []byte, over bool) error {
	target := filepath.Join(dir, filepath.FromSlash(name))
	there, err := os.ReadFile(target)
	switch {
	case err == nil && bytes.Equal(there, content):
		return nil
	case err == nil && !over:
		c.Kept = append(c.Kept, name)
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := writeFile(target, content); err != nil {
		return err
	}
	c.Written = append(c.Written, name)
	return nil
}

// WritePages writes the pages of Pages into a folder.
func WritePages(dir string) error {
	pages, err := Pages()
	if err != nil {
		return err
	}
	for _, page := range pages {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(page.File)), page.HTML); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return notebook.WriteWhole(file, content)
}

// LessonNames are the names by which lessons are listed, with their titles: "en/01-critical-points".
func LessonNames() (names, titles []string) {
	for _, lesson := range lessons.List() {
		names = append(names, strings.TrimSuffix(lesson.Path, ".ipynb"))
		titles = append(titles, lesson.Title)
	}
	return names, titles
}
