package notebook

import (
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// terminalHTML returns what a terminal would show of text: carriage returns and
// backspaces done, ANSI colours as spans with classes.
func terminalHTML(text string) string {
	text = overwrite(strings.TrimSuffix(text, "\n"))
	var b strings.Builder
	var now pen
	at := 0
	for _, m := range escape().FindAllStringSubmatchIndex(text, -1) {
		now.write(&b, text[at:m[0]])
		at = m[1]
		if m[4] >= 0 && text[m[4]:m[5]] == "m" {
			now.change(text[m[2]:m[3]])
		}
	}
	now.write(&b, text[at:])
	return b.String()
}

// ErrorText returns the message of an output that is an error, for a terminal or a file; without colours where those are
// not wanted.
func (o Output) ErrorText(coloured bool) string {
	text := strings.Join(o.Traceback, "\n")
	if text == "" {
		text = o.ErrorName + ": " + o.ErrorValue
	}
	if !coloured {
		text = colour().ReplaceAllString(text, "")
	}
	return text
}

// colour matches the colours and weights in a traceback.
var colour = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("\x1b\\[[0-9;:]*m") })

// escape matches what terminals take as a command: colours and other CSI
// sequences, titles, and single escapes.
var escape = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("\x1b(?:\\[([0-9;:]*)([@-~])|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\^_])")
})

// overwrite does what carriage returns and backspaces ask for, so that a
// progress line leaves only its last state.
func overwrite(text string) string {
	if !strings.ContainsAny(text, "\r\b") {
		return text
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = lastState(line)
	}
	return strings.Join(lines, "\n")
}

func lastState(line string) string {
	var cells []rune
	at := 0
	for _, r := range line {
		switch {
		case r == '\r':
			at = 0
		case r == '\b':
			at = max(0, at-1)
		case at < len(cells):
			cells[at] = r
			at++
		default:
			cells = append(cells, r)
			at++
		}
	}
	return string(cells)
}

// pen is how a terminal writes at the moment. Colours are a name of the sixteen
// that the style sheet knows, or #rrggbb; "" is the usual one.
type pen struct {
	bold, faint, italic, underline bool
	ink, paper                     string
}

func (p pen) write(b *strings.Builder, text string) {
	text = html.EscapeString(text)
	if p == (pen{}) || text == "" {
		b.WriteString(text)
		return
	}
	class, style := p.classes(), p.styles()
	if class != "" {
		class = fmt.Sprintf(" class=\"%s\"", class)
	}
	if style != "" {
		style = fmt.Sprintf(" style=\"%s\"", style)
	}
	fmt.Fprintf(b, "<span%s%s>%s</span>", class, style, text)
}

func (p pen) classes() string {
	var names []string
	for _, each := range []struct {
		on   bool
		name string
	}{
		{p.bold, "ansi-bold"}, {p.faint, "ansi-faint"}, {p.italic, "ansi-italic"}, {p.underline, "ansi-underline"},
		{isNamed(p.ink), "ansi-" + p.ink}, {isNamed(p.paper), "ansi-on-" + p.paper},
	} {
		if each.on {
			names = append(names, each.name)
		}
	}
	return strings.Join(names, " ")
}

func (p pen) styles() string {
	var parts []string
	if strings.HasPrefix(p.ink, "#") {
		parts = append(parts, "color:"+p.ink)
	}
	if strings.HasPrefix(p.paper, "#") {
		parts = append(parts, "background:"+p.paper)
	}
	return strings.Join(parts, ";")
}

func isNamed(colour string) bool { return colour != "" && colour[0] != '#' }

var colours = []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}

// change follows one SGR command: ECMA-48, 8.3.117.
func (p *pen) change(parameters string) {
	var codes []int
	for _, field := range strings.FieldsFunc(parameters+";", func(r rune) bool { return r == ';' || r == ':' }) {
		n, _ := strconv.Atoi(field)
		codes = append(codes, n)
	}
	if len(codes) == 0 {
		*p = pen{}
	}
	for len(codes) > 0 {
		n := codes[0]
		codes = codes[1:]
		switch {
		case n == 38:
			p.ink, codes = wideColour(codes)
		case n == 48:
			p.paper, codes = wideColour(codes)
		default:
			p.one(n)
		}
	}
}

func (p *pen) one(n int) {
	switch {
	case n == 0:
		*p = pen{}
	case n == 1:
		p.bold = true
	case n == 2:
		p.faint = true
	case n == 3:
		p.italic = true
	case n == 4:
		p.underline = true
	case n == 22:
		p.bold, p.faint = false, false
	case n == 23:
		p.italic = false
	case n == 24:
		p.underline = false
	case n == 39:
		p.ink = ""
	case n == 49:
		p.paper = ""
	case 30 <= n && n <= 37, 90 <= n && n <= 97:
		p.ink = colours[n%10]
	case 40 <= n && n <= 47, 100 <= n && n <= 107:
		p.paper = colours[n%10]
	}
}

// wideColour takes a colour of 256 or of all from the codes after 38 or 48.
func wideColour(codes []int) (colour string, rest []int) {
	switch {
	case len(codes) >= 2 && codes[0] == 5:
		return indexed(codes[1]), codes[2:]
	case len(codes) >= 4 && codes[0] == 2:
		return fmt.Sprintf("#%02x%02x%02x", codes[1]&255, codes[2]&255, codes[3]&255), codes[4:]
	}
	return "", nil
}

// indexed returns a colour of xterm's table: 16 names, a cube of 6×6×6, 24 greys.
func indexed(n int) string {
	level := func(i int) int {
		if i == 0 {
			return 0
		}
		return 55 + 40*i
	}
	switch {
	case n < 0 || n > 255:
		return ""
	case n < 16:
		return colours[n%8]
	case n < 232:
		n -= 16
		return fmt.Sprintf("#%02x%02x%02x", level(n/36), level(n/6%6), level(n%6))
	}
	grey := 8 + 10*(n-232)
	return fmt.Sprintf("#%02x%02x%02x", grey, grey, grey)
}
