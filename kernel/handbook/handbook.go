// Package handbook makes the pages that a front end's help menu leads to: the reference, the gallery and the course, each
// to be read without a network. It neither installs nor serves them.
//
//	pages, err := handbook.Pages()
//	for _, page := range pages {
//		os.WriteFile(page.File, page.HTML, 0o644)
//	}
package handbook

import (
	"encoding/base64"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"

	"saddle/docs"
	"saddle/kernel/notebook"
	"saddle/lessons"
	"saddle/numerics/reason"
)

// Entry is a page that the help menu names.
type Entry struct {
	Title reason.Text
	File  string // with slashes, among those of Pages
	Han   string // the same page in Chinese; "": it has no other
}

// FileIn is the page's file in a language.
func (e Entry) FileIn(locale reason.Locale) string {
	if locale == reason.Chinese && e.Han != "" {
		return e.Han
	}
	return e.File
}

// Entries are those of the help menu, in its order.
func Entries() []Entry {
	return []Entry{
		{reason.Both("Saddle: reference", "Saddle：参考手册"), "reference.html", "reference.zh.html"},
		{reason.Both("Saddle: gallery", "Saddle：图库"), "gallery.html", ""},
		{reason.Both("Saddle: course", "Saddle：课程"), "course.html", ""},
	}
}

// Page is a file of HTML that needs nothing else.
type Page struct {
	File string // with slashes
	HTML []byte
}

// Pages are the entries, and a page for each lesson and for the index of each language beside the one that lists them all.
func Pages() ([]Page, error) {
	var pages []Page
	for _, name := range []string{"reference", "reference.zh", "gallery"} {
		text, err := fs.ReadFile(docs.Files(), name+".md")
		if err != nil {
			return nil, err
		}
		pages = append(pages, page(name+".html", withPictures(string(text))))
	}
	pages = append(pages, page("course.html", contents()))
	notebooks, err := fs.Glob(lessons.Files(), "*/*.ipynb")
	if err != nil {
		return nil, err
	}
	for _, file := range notebooks {
		source, err := fs.ReadFile(lessons.Files(), file)
		if err != nil {
			return nil, err
		}
		nb, err := notebook.Parse(source)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		pages = append(pages, Page{pageOf(file), notebook.Page(nb, notebook.PageOptions{Leads: notebook.PageOf})})
	}
	return pages, nil
}

// page makes a page of Markdown.
func page(file, text string) Page {
	nb := notebook.New()
	nb.Append(notebook.Markdown, text)
	return Page{file, notebook.Page(nb, notebook.PageOptions{})}
}

// contents lists the lessons, as Markdown.
func contents() string {
	var b strings.Builder
	b.WriteString("# Course\n")
	language := ""
	for _, lesson := range lessons.List() {
		if lesson.Language != language {
			language = lesson.Language
			fmt.Fprintf(&b, "\n## %s\n\n", languageNames[language])
		}
		fmt.Fprintf(&b, "- [%s](%s)\n", lesson.Title, pageOf(lesson.Path))
	}
	return b.String()
}

var languageNames = map[string]string{"en": "English", "zh": "中文"}

// pageOf is the page of a notebook of the course.
func pageOf(notebook string) string {
	return path.Join("course", strings.TrimSuffix(notebook, ".ipynb")+".html")
}

// picture is where Markdown names a picture of the gallery.
var picture = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\]\((gallery/[^)]+\.png)\)`) })

// withPictures puts the pictures of the gallery into its text.
func withPictures(text string) string {
	return picture().ReplaceAllStringFunc(text, func(link string) string {
		data, err := fs.ReadFile(docs.Files(), picture().FindStringSubmatch(link)[1])
		if err != nil {
			return link
		}
		return "](data:image/png;base64," + base64.StdEncoding.EncodeToString(data) + ")"
	})
}
