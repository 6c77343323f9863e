package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// Link leads to another notebook.
type Link struct{ Title, File string }

// Place is where a lesson stands in its course.
type Place struct {
	Language       string // "en" or "zh"
	Previous, Next *Link  // nil: there is none
	Other          *Link  // the same lesson in the other language, by its name there; nil: there is none
}

// words are what the notebooks of a language say by themselves.
type words struct {
	contents, index, introduction     string
	previous, next, other             string
	number, lesson, teaches, minutes  string
	reading, exercises                string // how long it takes: formats of a number of minutes
	needs, setting, graded, separator string
}

var languages = map[string]words{
	"en": {
		contents: "Contents", index: "The course", introduction: "How to find out where an optimizer stands, which way is down, and why it does not go there. Lesson by lesson; each stands by itself for whoever knows what it needs.",
		previous: "Previous", next: "Next", other: "English",
		number: "No.", lesson: "lesson", teaches: "afterwards you can", minutes: "minutes + exercises",
		reading: "about %s minutes", exercises: ", and %s for the exercises",
		needs: "needs", setting: "the language of the answers", graded: "checked when your work is graded", separator: " · ",
	},
	"zh": {
		contents: "目录", index: "课程目录", introduction: "优化器停在哪里？哪个方向往下走？它为什么不走？这门课逐一回答。每一课都可以单独学，只要具备表中所列的基础。",
		previous: "上一课", next: "下一课", other: "中文",
		number: "课次", lesson: "课题", teaches: "学完之后能够", minutes: "分钟 + 练习",
		reading: "约 %s 分钟", exercises: "，练习另需 %s 分钟",
		needs: "所需基础", setting: "回答所用的语言", graded: "评分时检验", separator: " · ",
	},
}

// Student is the notebook that a student opens: no outputs, holes in the exercises.
func (l *Lesson) Student(place Place) []byte {
	return l.notebook(place, func(b *book, c Cell) {
		meta := c.metadata()
		if c.Points > 0 {
			meta["nbgrader"] = answer(c)
		}
		b.add(c.ID, c.Code, meta, c.Text)
	})
}

// Teacher is the notebook from which nbgrader makes the students' and which it grades by: solutions and points.
func (l *Lesson) Teacher(place Place) []byte {
	return l.notebook(place, func(b *book, c Cell) {
		meta := c.metadata()
		if c.Points == 0 {
			b.add(c.ID, c.Code, meta, c.Text)
			return
		}
		meta["nbgrader"] = answer(c)
		b.add(c.ID, true, meta, c.graded())
		test := fmt.Sprintf("# %s\n### BEGIN HIDDEN TESTS\n%s\n### END HIDDEN TESTS", languages[place.Language].graded, c.Test)
		b.add(c.ID+"-test", true, map[string]any{"nbgrader": map[string]any{
			"schema_version": 3, "grade_id": c.ID + "-test", "grade": true, "points": c.Points,
			"locked": true, "solution": false, "task": false,
		}, "tags": []string{"raises-exception"}}, test)
	})
}

func (l *Lesson) notebook(place Place, add func(*book, Cell)) []byte {
	said := languages[place.Language]
	b := &book{}
	for i, c := range l.Cells {
		if i == 0 {
			c.Text += "\n\n" + place.top() + said.separator + l.takes(said)
		}
		c.Slide = l.slide(i)
		add(b, c)
		if i == 0 {
			b.add("language", true, map[string]any{"slideshow": slide("skip")}, fmt.Sprintf("language(%q)  # %s", place.Language, said.setting))
		}
	}
	b.add("navigation", false, map[string]any{"slideshow": slide("skip")}, place.bottom())
	return b.bytes()
}

// takes says how long the lesson takes.
func (l *Lesson) takes(said words) string {
	reading, exercises, some := strings.Cut(l.Minutes, " + ")
	text := fmt.Sprintf(said.reading, reading)
	if some {
		text += fmt.Sprintf(said.exercises, exercises)
	}
	return text
}

// slide is what cell i is to a slide show. Prose that leads to code, a question or an exercise, begins a page of its own within
// its part, and so do code that comes as a fragment, the answer, and what is said of a picture: under what stands before it, it
// would run off the foot, or make both small.
func (l *Lesson) slide(i int) string {
	c := l.Cells[i]
	leads := !c.Code && i+1 < len(l.Cells) && l.Cells[i+1].Code
	tells := !c.Code && i > 0 && l.Cells[i-1].draws()
	if (leads || tells) && c.Slide == "" || c.Code && c.Slide == "fragment" {
		return "subslide"
	}
	return c.Slide
}

// drawing is code that shows a picture: one with a title, or that of critical points and of a verdict on one.
var drawing = regexp.MustCompile(`title = |(?m)^(critical_points|classify)\([^\[\n].*\)$`)

// draws reports whether a cell has a picture.
func (c Cell) draws() bool { return c.Code && drawing.MatchString(c.Text) }

// top leads to the contents and to the other language.
func (p Place) top() string {
	links := []string{link(languages[p.Language].contents, "index.ipynb")}
	if p.Other != nil {
		links = append(links, link(p.Other.Title, p.Other.File))
	}
	return strings.Join(links, languages[p.Language].separator)
}

// bottom leads to the lessons before and after too.
func (p Place) bottom() string {
	said := languages[p.Language]
	var links []string
	if p.Previous != nil {
		links = append(links, said.previous+": "+link(p.Previous.Title, p.Previous.File))
	}
	links = append(links, p.top())
	if p.Next != nil {
		links = append(links, said.next+": "+link(p.Next.Title, p.Next.File))
	}
	text := strings.Join(links, said.separator)
	if p.Language == "zh" {
		text = strings.ReplaceAll(text, ": ", "：")
	}
	return text
}

func link(title, file string) string { return fmt.Sprintf("[%s](%s)", title, file) }

// OtherLanguage is the link to a lesson in another language.
func OtherLanguage(language, file string) *Link {
	return &Link{Title: languages[language].other, File: "../" + language + "/" + file}
}

// Index is the notebook that lists the lessons of a language, files beside them in the order given.
func Index(language string, lessons []*Lesson, files []string, other *Link) []byte {
	said := languages[language]
	var text strings.Builder
	fmt.Fprintf(&text, "# %s\n\n%s\n\n", said.index, said.introduction)
	if other != nil {
		fmt.Fprintf(&text, "%s\n\n", link(other.Title, other.File))
	}
	fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n|---|---|---|---|---|\n", said.number, said.lesson, said.teaches, said.needs, said.minutes)
	for i, l := range lessons {
		number, _, _ := strings.Cut(files[i], "-")
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n", strings.TrimPrefix(number, "0"), link(l.Title, files[i]), l.Teaches, l.Needs, l.Minutes)
	}
	text.WriteString("\n" + letters[language])
	b := &book{}
	b.add("index", false, map[string]any{}, strings.TrimSpace(text.String()))
	return b.bytes()
}

// metadata is what a cell says of itself.
func (c Cell) metadata() map[string]any {
	meta := map[string]any{}
	if c.Slide != "" {
		meta["slideshow"] = slide(c.Slide)
	}
	var tags []string
	for _, tag := range c.Tags {
		if tag == "fails" {
			tag = "raises-exception"
		}
		tags = append(tags, tag)
	}
	if c.Points > 0 {
		tags = append(tags, "exercise", "raises-exception")
	}
	if len(tags) > 0 {
		meta["tags"] = tags
	}
	return meta
}

func slide(kind string) map[string]string { return map[string]string{"slide_type": kind} }

// answer is what nbgrader knows of a cell that students fill in.
func answer(c Cell) map[string]any {
	return map[string]any{
		"schema_version": 3, "grade_id": c.ID, "grade": false, "locked": false, "solution": true, "task": false,
	}
}

// book is a notebook in the making.
type book struct{ cells []map[string]any }

func (b *book) add(id string, code bool, metadata map[string]any, text string) {
	cell := map[string]any{"cell_type": "markdown", "id": id, "metadata": metadata, "source": strings.SplitAfter(text, "\n")}
	if code {
		cell["cell_type"], cell["outputs"], cell["execution_count"] = "code", []any{}, nil
	}
	b.cells = append(b.cells, cell)
}

// bytes is the notebook as Jupyter writes it.
func (b *book) bytes() []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(map[string]any{
		"cells": b.cells, "nbformat": 4, "nbformat_minor": 5,
		"metadata": map[string]any{
			"kernelspec":    map[string]string{"display_name": "Saddle", "language": "saddle", "name": "saddle"},
			"language_info": map[string]string{"name": "saddle", "file_extension": ".saddle", "mimetype": "text/x-saddle"},
		},
	})
	if err != nil {
		panic(err) // texts and numbers can be written
	}
	return out.Bytes()
}
