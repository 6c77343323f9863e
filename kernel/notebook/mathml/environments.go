package mathml

import "strings"

// layout says how an environment sets its table.
type layout struct {
	open, end string
	align     string // a letter a column, the last ones repeated: l, c, r
	paired    bool   // columns belong together two by two, as in aligned
	display   bool   // cells are set as large as displayed formulas
	columns   bool   // an argument says how columns are aligned
	small     bool
}

var environments = map[string]layout{
	"matrix":      {align: "c"},
	"pmatrix":     {open: "(", end: ")", align: "c"},
	"bmatrix":     {open: "[", end: "]", align: "c"},
	"Bmatrix":     {open: "{", end: "}", align: "c"},
	"vmatrix":     {open: "|", end: "|", align: "c"},
	"Vmatrix":     {open: "‖", end: "‖", align: "c"},
	"smallmatrix": {align: "c", small: true},
	"cases":       {open: "{", align: "l"},
	"dcases":      {open: "{", align: "l", display: true},
	"rcases":      {end: "}", align: "l"},
	"array":       {align: "c", columns: true},
	"aligned":     {align: "rl", paired: true, display: true},
	"alignedat":   {align: "rl", paired: true, display: true, columns: true},
	"align":       {align: "rl", paired: true, display: true},
	"alignat":     {align: "rl", paired: true, display: true, columns: true},
	"split":       {align: "rl", paired: true, display: true},
	"eqnarray":    {align: "rcl", display: true},
	"gathered":    {align: "c", display: true},
	"gather":      {align: "c", display: true},
	"multline":    {align: "c", display: true},
	"equation":    {align: "c", display: true},
	"displaymath": {align: "c", display: true},
	"math":        {align: "c"},
	"subarray":    {align: "c", columns: true, small: true},
}

func (p *parser) environment() node {
	name := p.raw()
	shape, ok := environments[strings.TrimSuffix(name, "*")]
	if !ok {
		return p.fail(`\begin{%s} is not known`, name)
	}
	if p.option(); shape.columns {
		if columns := columnLetters(p.raw()); columns != "" && !shape.paired {
			shape.align = columns
		}
	}
	table := p.table(shape)
	if !p.accept(`\end`) {
		return p.fail(`\begin{%s} has no \end{%s}`, name, name)
	}
	if end := p.raw(); end != name {
		return p.fail(`\begin{%s} is closed by \end{%s}`, name, end)
	}
	if shape.open == "" && shape.end == "" {
		return table
	}
	return fenced(shape.open, table, shape.end)
}

// columnLetters keeps of an array's columns the letters and the lines between.
func columnLetters(columns string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("lcr|", r) {
			return r
		}
		return -1
	}, columns)
}

// table parses rows and cells up to the environment's end.
func (p *parser) table(shape layout) node {
	var rows []node
	for p.err == nil {
		lined := p.rules()
		if p.peekCommand() == "end" {
			break
		}
		rows = append(rows, p.tableRow(shape, lined))
		if !p.accept(`\\`) && !p.accept(`\cr`) {
			break
		}
		p.accept("*")
		p.option()
	}
	t := element("mtable", rows...).as(inner)
	if shape.display {
		t = t.with("displaystyle", "true")
	}
	if shape.small {
		t = element("mstyle", t).with("scriptlevel", "1").as(inner)
	}
	return t
}

// rules takes the \hline commands before a row.
func (p *parser) rules() (found bool) {
	for p.accept(`\hline`) {
		found = true
	}
	return found
}

func (p *parser) tableRow(shape layout, lined bool) node {
	var cells []node
	for {
		cell := element("mtd", p.row())
		if style := shape.style(len(cells), lined); style != "" {
			cell = cell.with("style", style)
		}
		cells = append(cells, cell)
		if p.peek() != '&' {
			return element("mtr", cells...)
		}
		p.next()
	}
}

// style returns how the cell in the given column is set, as CSS: browsers do not
// follow MathML's own attributes for it.
func (s layout) style(column int, lined bool) string {
	var parts []string
	letter, line := s.column(column)
	switch letter {
	case 'l':
		parts = append(parts, "text-align:left")
	case 'r':
		parts = append(parts, "text-align:right")
	}
	if s.paired && column%2 == 0 {
		parts = append(parts, "padding-right:0")
		if column > 0 {
			parts = append(parts, "padding-left:2em")
		}
	} else if s.paired {
		parts = append(parts, "padding-left:0")
	}
	if line {
		parts = append(parts, "border-left:1px solid")
	}
	if lined {
		parts = append(parts, "border-top:1px solid")
	}
	return strings.Join(parts, ";")
}

// column returns the alignment of a column and whether a line stands left of it.
func (s layout) column(n int) (letter byte, line bool) {
	letters := strings.ReplaceAll(s.align, "|", "")
	if letters == "" {
		return 'c', false
	}
	seen := -1
	for i := range len(s.align) {
		if s.align[i] == '|' {
			line = seen+1 == n || line && seen+1 <= n
			continue
		}
		if seen++; seen >= n {
			break
		}
		line = false
	}
	if n >= len(letters) && !s.paired {
		return letters[len(letters)-1], false
	}
	return letters[n%len(letters)], line
}
