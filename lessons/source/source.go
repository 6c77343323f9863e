// Package source reads the texts that lessons are written in, Markdown with a few marks, and makes notebooks from them:
// the student's, without outputs and with holes where answers belong; the teacher's, with the solutions and with points
// for nbgrader; and the index of a language. It runs nothing. CONTRIBUTING.md tells how a lesson is written.
//
//	lesson, err := source.Parse(text)
//	book := lesson.Student(source.Place{Language: "en", Next: &source.Link{Title: "The quadratic model", File: "03-quadratic-model.ipynb"}})
package source

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Lesson is one lesson in one language.
type Lesson struct {
	Title   string // its first heading
	Minutes string // how long it takes, such as "45", or "45 + 35" where 35 are for the exercises
	Needs   string // what a reader must know
	Teaches string // what a reader can do afterwards, in one sentence
	Cells   []Cell
}

// Cell is a cell of a lesson.
type Cell struct {
	ID       string
	Code     bool   // else Markdown
	Text     string // of an exercise with its holes
	Slide    string // "slide", "subslide", "fragment", "skip", "notes", or "": it goes on with the slide before; see slide
	Tags     []string
	Points   int      // of an exercise; 0: the cell is none
	Solution []string // of an exercise: the lines that replace those with holes, in their order
	Test     string   // of an exercise: the checks that the teacher's copy has besides
}

var (
	header   = regexp.MustCompile(`(?s)^---\n(.*?)\n---\n`)
	mark     = regexp.MustCompile(`^<!-- ([a-z0-9-]+)((?: [a-z]+)*) -->$`)
	fence    = regexp.MustCompile("^```saddle ([a-z0-9-]+)((?: [a-z]+(?:=[0-9]+)?)*)$")
	slides   = []string{"slide", "subslide", "fragment", "skip", "notes"}
	hole     = regexp.MustCompile(`(?m)^(.*= )?\?$`)
	codeTags = []string{"prediction", "fails"}
)

// Parse reads a lesson. Errors name the line.
func Parse(text string) (*Lesson, error) {
	head := header.FindStringSubmatch(text)
	if head == nil {
		return nil, fmt.Errorf("line 1: a lesson begins with a header between two lines ---")
	}
	r := &reader{lesson: &Lesson{}, line: strings.Count(head[0], "\n")}
	if err := r.header(head[1]); err != nil {
		return nil, err
	}
	for line := range strings.Lines(text[len(head[0]):]) {
		r.line++
		if err := r.read(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
	}
	return r.end()
}

// reader goes over the lines of a lesson.
type reader struct {
	lesson *Lesson
	line   int
	code   bool // within the fence of a cell
	inside bool // within another fence
	open   *Cell
	role   string // "solution" or "test": what the open fence adds to the last exercise
	text   []string
}

func (r *reader) header(text string) error {
	fields := map[string]*string{"minutes": &r.lesson.Minutes, "needs": &r.lesson.Needs, "teaches": &r.lesson.Teaches}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		field := fields[name]
		if field == nil || value == "" {
			return fmt.Errorf("the header has the line %q, where one of minutes:, needs:, teaches: belongs", line)
		}
		*field = value
		delete(fields, name)
	}
	if len(fields) > 0 {
		return fmt.Errorf("the header wants the lines minutes, needs and teaches")
	}
	return nil
}

func (r *reader) read(line string) error {
	switch {
	case r.code && line == "```":
		return r.close()
	case r.code:
		r.text = append(r.text, line)
		return nil
	}
	if found := mark.FindStringSubmatch(line); found != nil && !r.inside {
		return r.begin(Cell{ID: found[1]}, found[2])
	}
	if found := fence.FindStringSubmatch(line); found != nil && !r.inside {
		err := r.begin(Cell{ID: found[1], Code: true}, found[2])
		r.code = true
		return err
	}
	if strings.HasPrefix(line, "```") {
		r.inside = !r.inside
	}
	if r.open == nil && strings.TrimSpace(line) != "" {
		return fmt.Errorf("prose begins a cell with a line <!-- id -->")
	}
	r.text = append(r.text, line)
	return nil
}

// begin ends the cell before and opens one.
func (r *reader) begin(cell Cell, words string) error {
	if r.open != nil {
		if err := r.close(); err != nil {
			return err
		}
	}
	r.open, r.role, r.text = &cell, "", nil
	for _, word := range strings.Fields(words) {
		if err := r.word(word); err != nil {
			return err
		}
	}
	return nil
}

// word takes one of the words behind a cell's id.
func (r *reader) word(word string) error {
	name, value, _ := strings.Cut(word, "=")
	switch {
	case slices.Contains(slides, word):
		r.open.Slide = word
	case r.open.Code && slices.Contains(codeTags, word):
		r.open.Tags = append(r.open.Tags, word)
	case r.open.Code && name == "exercise":
		points, err := strconv.Atoi(value)
		if err != nil || points < 1 {
			return fmt.Errorf("an exercise has points: exercise=2")
		}
		r.open.Points = points
	case r.open.Code && (word == "solution" || word == "test"):
		r.role = word
	default:
		return fmt.Errorf("cell %s: the word %q means nothing here", r.open.ID, word)
	}
	return nil
}

// close ends the open cell.
func (r *reader) close() error {
	text, cell := strings.Trim(strings.Join(r.text, "\n"), "\n"), r.open
	r.open, r.code, r.text = nil, false, nil
	switch {
	case text == "":
		return fmt.Errorf("cell %s is empty", cell.ID)
	case r.role == "":
		cell.Text = text
		r.lesson.Cells = append(r.lesson.Cells, *cell)
		return nil
	}
	last := len(r.lesson.Cells) - 1
	if last < 0 || r.lesson.Cells[last].ID != cell.ID || r.lesson.Cells[last].Points == 0 {
		return fmt.Errorf("a %s stands behind the exercise with its id, %s", r.role, cell.ID)
	}
	if r.role == "test" {
		r.lesson.Cells[last].Test = text
	} else {
		r.lesson.Cells[last].Solution = strings.Split(text, "\n")
	}
	return nil
}

// end checks the whole lesson.
func (r *reader) end() (*Lesson, error) {
	if r.code || r.inside {
		return nil, fmt.Errorf("the last fence is not closed")
	}
	if r.open != nil {
		if err := r.close(); err != nil {
			return nil, err
		}
	}
	if err := r.lesson.check(); err != nil {
		return nil, err
	}
	return r.lesson, nil
}

// check takes the title from the first cell, and looks at every cell and its id.
func (l *Lesson) check() error {
	cells := l.Cells
	if len(cells) == 0 || !strings.HasPrefix(cells[0].Text, "# ") {
		return fmt.Errorf("the first cell begins with # and the title")
	}
	title, _, _ := strings.Cut(cells[0].Text[len("# "):], "\n")
	l.Title = strings.TrimSpace(title)
	seen := map[string]bool{}
	for _, cell := range cells {
		if seen[cell.ID] {
			return fmt.Errorf("two cells have the id %s", cell.ID)
		}
		seen[cell.ID] = true
		if err := cell.check(); err != nil {
			return fmt.Errorf("cell %s: %w", cell.ID, err)
		}
	}
	return nil
}

// check holds an exercise to its form: a hole is all that stands behind the = of a line, and has a line that replaces it.
func (c Cell) check() error {
	holes := hole.FindAllStringSubmatch(c.Text, -1)
	switch {
	case c.Points == 0 && c.Code && len(holes) > 0:
		return fmt.Errorf("it has holes, so it is an exercise: exercise=2 behind its id")
	case c.Points == 0:
		return nil
	case len(holes) == 0 || strings.Count(c.Text, "?") != len(holes):
		return fmt.Errorf("a hole is all that stands behind the = of a line of an exercise: answer = ?")
	case len(holes) != len(c.Solution):
		return fmt.Errorf("%d holes, %d lines of solution", len(holes), len(c.Solution))
	case c.Test == "":
		return fmt.Errorf("an exercise has a test, the checks of the teacher's copy")
	}
	for i, h := range holes {
		if !strings.HasPrefix(c.Solution[i], h[1]) || len(c.Solution[i]) == len(h[1]) {
			return fmt.Errorf("the line %q is not solved by %q", h[0], c.Solution[i])
		}
	}
	return nil
}

// Solved is the text of an exercise with its solution.
func (c Cell) Solved() string { return c.filled(func(_, line string) string { return line }) }

// graded is the same with the marks between which nbgrader takes the solution away, so that a hole stays.
func (c Cell) graded() string {
	return c.filled(func(name, line string) string {
		const between = "### BEGIN SOLUTION\n%s\n### END SOLUTION"
		if name == "" {
			return fmt.Sprintf(between, line)
		}
		return name + "(\n" + fmt.Sprintf(between, strings.TrimPrefix(line, name)) + "\n)"
	})
}

// filled replaces each line with a hole by what with makes of what stands before the hole and of the solution.
func (c Cell) filled(with func(name, line string) string) string {
	lines, next := strings.Split(c.Text, "\n"), 0
	for i, line := range lines {
		if found := hole.FindStringSubmatch(line); found != nil {
			lines[i] = with(found[1], c.Solution[next])
			next++
		}
	}
	return strings.Join(lines, "\n")
}
