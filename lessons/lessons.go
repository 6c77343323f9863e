// Package lessons carries the course: notebooks for the kernel of this module, embedded in the binary, so that an
// installed saddle can list them and copy them out. It neither runs nor draws them.
//
//	for _, lesson := range lessons.List() {
//		fmt.Println(lesson.Path, lesson.Title)
//	}
//	err := os.CopyFS("course", lessons.Files())
//
// The notebooks are made from the texts in the folder source, go test ./lessons -update, and are not edited themselves.
package lessons

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed en zh
var files embed.FS

// Files is the course as a folder: a folder for each language, and beside them what the lessons load.
func Files() fs.FS { return files }

// Lesson is one notebook of the course.
type Lesson struct {
	Language string // the folder it is in: "en" or "zh"
	Path     string // in Files, with slashes: "en/01-critical-points.ipynb"
	Name     string // what a student asks for: "01-critical-points"
	Title    string // its first heading: "Critical points"
	Source   []byte // the notebook; shared, so not to be changed
}

// List returns the lessons, without the index of each language, a language after the other, each in the order of its course. The notebooks are part of the
// program: one that cannot be read is a fault of the build, and a panic.
func List() []Lesson {
	paths, err := fs.Glob(files, "*/[0-9]*.ipynb")
	if err != nil {
		panic(err)
	}
	lessons := make([]Lesson, len(paths))
	for i, at := range paths {
		if lessons[i], err = read(at); err != nil {
			panic(fmt.Sprintf("lesson %s: %v", at, err))
		}
	}
	return lessons
}

// Find returns the lesson of a name in a language.
func Find(language, name string) (Lesson, bool) {
	for _, lesson := range List() {
		if lesson.Language == language && lesson.Name == name {
			return lesson, true
		}
	}
	return Lesson{}, false
}

func read(at string) (Lesson, error) {
	source, err := files.ReadFile(at)
	if err != nil {
		return Lesson{}, err
	}
	title, err := firstHeading(source)
	return Lesson{
		Language: path.Dir(at),
		Path:     at,
		Name:     strings.TrimSuffix(path.Base(at), ".ipynb"),
		Title:    title,
		Source:   source,
	}, err
}

// firstHeading is the text of the heading that a notebook begins with. Notebooks store the text of a cell in lines.
func firstHeading(notebook []byte) (string, error) {
	var content struct {
		Cells []struct {
			Source []string `json:"source"`
		} `json:"cells"`
	}
	if err := json.Unmarshal(notebook, &content); err != nil {
		return "", err
	}
	if len(content.Cells) == 0 || len(content.Cells[0].Source) == 0 {
		return "", fmt.Errorf("its first cell is empty")
	}
	title, found := strings.CutPrefix(content.Cells[0].Source[0], "# ")
	if !found {
		return "", fmt.Errorf("its first cell does not begin with a heading")
	}
	return strings.TrimSpace(title), nil
}
