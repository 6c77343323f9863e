package display

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// escape makes a text safe inside HTML.
func escape(text string) string { return html.EscapeString(text) }

// table is an HTML table in the making. Cells are texts; numbers stand on the right.
type table struct {
	out     strings.Builder
	typeset bool // names of the language are set as in formulas: w1 is w₁
}

const (
	tableStyle = `border-collapse:collapse;font-variant-numeric:tabular-nums`
	cellStyle  = `padding:2px 10px;text-align:right;border:none`
	wordStyle  = `padding:2px 10px;text-align:left;border:none`
	headStyle  = cellStyle + `;border-bottom:1px solid currentColor;font-weight:600`
)

func newTable(head []string) *table { return tableUnder(head, &table{}) }

// namedTable is a table with names of the language.
func namedTable(head []string) *table { return tableUnder(head, &table{typeset: true}) }

func tableUnder(head []string, t *table) *table {
	t.out.WriteString(`<table style="` + tableStyle + `"><thead>`)
	t.row("th", headStyle, head)
	t.out.WriteString("</thead><tbody>")
	return t
}

func (t *table) add(cells []string) { t.row("td", cellStyle, cells) }

func (t *table) row(element, style string, cells []string) {
	t.out.WriteString("<tr>")
	for _, cell := range cells {
		element := element
		if cell == "" { // a head of nothing is none to who has the page read aloud
			element = "td"
		}
		shown := escape(cell)
		if t.typeset {
			shown = lowered(shown)
		}
		t.out.WriteString("<" + element + ` style="` + style + wholeStyle(cell) + `">` + shown + "</" + element + ">")
	}
	t.out.WriteString("</tr>")
}

// word is what may be a name, or a number.
var word = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\p{L}\p{M}\d_.]+`) })

// lowered sets the digits at the end of names below the line, as formulas and pictures do: w1, but not 1e6 or x2y.
func lowered(shown string) string {
	return word().ReplaceAllStringFunc(shown, func(name string) string {
		stem := strings.TrimRight(name, "0123456789")
		if stem == "" || stem == name || strings.ContainsAny(stem, "0123456789_.") {
			return name
		}
		return stem + "<sub>" + name[len(stem):] + "</sub>"
	})
}

// wholeStyle keeps what can be read only as a whole on one line in a narrow window: a point such as (-1, 1), a word such as
// 局部极小值点, which is broken anywhere. What is longer is broken, but not into signs below each other.
func wholeStyle(cell string) string {
	const longest = 20 // columns, a Chinese sign two
	wide := width(cell)
	switch chinese := wide > utf8.RuneCountInString(cell); {
	case wide <= longest && (chinese || strings.Contains(cell, " ")):
		return ";white-space:nowrap"
	case chinese:
		return ";min-width:12em"
	}
	return ""
}

func (t *table) html() string { return t.out.String() + "</tbody></table>" }

// alignedTable writes rows as text, columns aligned on the right; the first row is the head.
func alignedTable(rows [][]string) string { return tableOf(rows, 0) }

// tableOf is alignedTable with the first few columns, which hold words, aligned on the left.
func tableOf(rows [][]string, words int) string {
	widths := columnWidths(rows)
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			space := strings.Repeat(" ", max(0, widths[j]-width(cell)))
			if cells[j] = space + cell; j < words {
				cells[j] = cell + space
			}
		}
		lines[i] = strings.TrimRight("  "+strings.Join(cells, "  "), " ")
	}
	return strings.Join(lines, "\n")
}

// width is how many columns of a terminal a text takes: of Chinese two a sign, of a combining mark none.
func width(text string) int { return uniseg.StringWidth(text) }
