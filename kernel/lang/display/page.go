package display

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
)

// page shows a page of help: a list of names and what they are, or each entry with what it belongs to.
func (s *show) page(p value.Page) {
	x := &explanation{}
	for _, line := range p.Head {
		x.lines = append(x.lines, line.In(s.options.Locale))
		x.html.WriteString("<p>" + escape(line.In(s.options.Locale)) + "</p>")
	}
	if len(p.Entries) > 0 && p.Entries[0].Of.Key == "" {
		s.pageList(x, p.Entries)
	} else {
		s.pageEntries(x, p.Entries)
	}
	if foot := p.Foot.In(s.options.Locale); foot != "" {
		x.lines = append(x.lines, foot)
		x.html.WriteString("<p>" + escape(foot) + "</p>")
	}
	s.text(strings.Join(x.lines, "\n"))
	s.html(x.html.String())
}

// pageList sets entries as a table of two columns.
func (s *show) pageList(x *explanation, entries []value.PageEntry) {
	rows := make([][]string, len(entries))
	x.html.WriteString(`<table style="` + tableStyle + `"><tbody>`)
	for i, entry := range entries {
		write := entry.Write
		if entry.Title.Complete() {
			write = "help(" + strconv.Quote(entry.Title.In(s.options.Locale)) + ")"
		}
		rows[i] = []string{write, entry.Meaning.In(s.options.Locale)}
		x.html.WriteString(`<tr><td style="` + wordStyle + `"><code>` + escape(write) + `</code></td><td style="` + wordStyle + `">` + escape(rows[i][1]) + `</td></tr>`)
	}
	x.html.WriteString("</tbody></table>")
	x.lines = append(x.lines, tableOf(rows, 2))
}

func (s *show) pageEntries(x *explanation, entries []value.PageEntry) {
	for _, entry := range entries {
		x.code(entry.Write)
		x.prose(entry.Meaning.In(s.options.Locale))
		x.prose(entry.Of.In(s.options.Locale))
	}
}
