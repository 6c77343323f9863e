package message

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// place is one line of a source with the labels on it.
type place struct {
	source *Source
	line   int // from 1
	labels []Label
}

// gather puts the labels of an error by the lines they start on, in the order of their first label.
func gather(e *Error) []place {
	var places []place
	for _, label := range e.Labels {
		if label.Source == nil {
			continue
		}
		line := 1 + strings.Count(label.Source.Text[:within(label.Source, label.Span.Start)], "\n")
		i := 0
		for i < len(places) && (places[i].source != label.Source || places[i].line != line) {
			i++
		}
		if i == len(places) {
			places = append(places, place{source: label.Source, line: line})
		}
		places[i].labels = append(places[i].labels, label)
	}
	return places
}

// within is a byte offset moved into the text of a source.
func within(source *Source, offset int) int { return max(0, min(offset, len(source.Text))) }

// marker is a label measured in columns of the excerpt.
type marker struct {
	column, width int
	text          Phrase
}

// excerpt adds the line of a place with its markers under it. The text of the last marker stands behind it, the texts
// of the others hang below, the rightmost first.
func (p *page) excerpt(at place, locale Locale) {
	text, markers := at.measure()
	p.line(source, "    "+text)
	if len(markers) == 0 {
		return
	}
	last := markers[len(markers)-1]
	p.line(marking, strings.TrimRight("    "+row(markers, '^')+" "+last.text.In(locale), " "))
	for i := len(markers) - 2; i >= 0; i-- {
		if label := markers[i].text.In(locale); label != "" {
			p.line(marking, "    "+pad(row(markers[:i], '|'), markers[i].column)+label)
		}
	}
}

// row draws the markers with a sign: each at full width for '^', at one column otherwise.
func row(markers []marker, sign rune) string {
	line := ""
	for _, m := range markers {
		if sign != '^' && m.text.Key == "" {
			continue
		}
		line = pad(line, m.column)
		width := 1
		if sign == '^' {
			width = m.column + m.width - uniseg.StringWidth(line)
		}
		line += strings.Repeat(string(sign), max(0, width))
	}
	return line
}

func pad(line string, width int) string {
	return line + strings.Repeat(" ", max(0, width-uniseg.StringWidth(line)))
}

// measure is the line as it is shown and its markers by column, from left to right. Of a very long line only the part
// around the main place is shown.
func (at place) measure() (string, []marker) {
	text := at.source.Text
	main := within(at.source, at.labels[0].Span.Start)
	start := 1 + strings.LastIndexByte(text[:main], '\n')
	end := len(text)
	if i := strings.IndexByte(text[main:], '\n'); i >= 0 {
		end = main + i
	}
	from, to := window(text, start, end, main)
	before, after := "", ""
	if from > start {
		before = "… "
	}
	if to < end {
		after = " …"
	}
	column := func(offset int) int {
		return uniseg.StringWidth(before + visible(text[from:max(from, min(offset, to))]))
	}
	var markers []marker
	for _, label := range at.labels {
		left := column(label.Span.Start)
		width := column(min(label.Span.End, end)) - left
		markers = append(markers, marker{left, max(1, width), label.Text})
	}
	slices.SortStableFunc(markers, func(a, b marker) int { return cmp.Compare(a.column, b.column) })
	return strings.TrimRight(before+visible(text[from:to])+after, " "), markers
}

// longest is the number of bytes of a line that are shown on either side of the place.
const longest = 120

func window(text string, start, end, main int) (from, to int) {
	from, to = start, end
	if main-from > longest {
		from = main - longest/2
	}
	if to-main > 2*longest {
		to = main + 2*longest
	}
	for from > start && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < end && !utf8.RuneStart(text[to]) {
		to++
	}
	return from, to
}

// visible replaces what has no width of its own on a terminal: tabs, other control characters, invalid bytes.
func visible(text string) string {
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		switch {
		case r == '\t':
			out.WriteString("  ")
		case r == '\r':
		case r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0):
			out.WriteRune('\uFFFD')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
