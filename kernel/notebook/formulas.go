package notebook

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// formula is a formula found in a text.
type formula struct {
	source  string // with its delimiters
	tex     string
	display bool
}

// lifted is a text whose formulas have been taken out, each replaced by a mark
// that Markdown leaves alone: its number between two signs that the text has not.
type lifted struct {
	text     string
	formulas []formula
	open     string
	end      string
}

// lift takes the formulas out of a text: $…$, $$…$$, \(…\), \[…\] and bare
// environments, as Jupyter does before it reads Markdown, so that neither
// emphasis nor a table's bars break them. In markdown, code is left alone.
func lift(text string, markdown bool) lifted {
	s := &lifter{text: text, markdown: markdown}
	s.result.open, s.result.end = unusedSigns(text)
	for s.at < len(text) {
		s.step()
	}
	s.result.text = s.out.String()
	return s.result
}

// unusedSigns returns two private-use characters that text does not contain.
func unusedSigns(text string) (open, end string) {
	for r := rune(0xE000); r < 0xF8FE; r += 2 {
		if !strings.ContainsRune(text, r) && !strings.ContainsRune(text, r+1) {
			return string(r), string(r + 1)
		}
	}
	return "\uE000", "\uE001"
}

// restore puts back what each formula becomes where its mark stands in text;
// all else passes through plain.
func (l lifted) restore(text string, plain func(string) string, become func(formula) string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, l.open)
		b.WriteString(plain(before))
		if !found {
			return b.String()
		}
		number, after, _ := strings.Cut(rest, l.end)
		n, err := strconv.Atoi(number)
		if err != nil || n >= len(l.formulas) {
			b.WriteString(plain(l.open))
			text = rest
			continue
		}
		b.WriteString(become(l.formulas[n]))
		text = after
	}
}

// source returns text as it was before its formulas were lifted.
func (l lifted) source(text string) string {
	return l.restore(text, func(s string) string { return s }, func(f formula) string { return f.source })
}

// formula sets one formula; one that cannot be set is shown as its source, with
// what is wrong with it in a tooltip.
func (p *page) formula(f formula) string {
	set, err := p.typeset.Typeset(f.tex, f.display)
	switch {
	case err != nil:
		return fmt.Sprintf(`<code class="formula" title="%s">%s</code>`, html.EscapeString("not typeset: "+err.Error()), html.EscapeString(f.source))
	case f.display:
		return `<span class="display">` + set + `</span>`
	}
	return set
}

// lifter walks through a text and lifts its formulas.
type lifter struct {
	text     string
	at       int
	markdown bool
	out      strings.Builder
	result   lifted
}

// step passes one thing: a piece of code, an escape, a formula or a byte.
func (s *lifter) step() {
	rest := s.text[s.at:]
	if s.markdown {
		if n := codeLength(rest, s.atLineStart()); n > 0 {
			s.pass(n)
			return
		}
	}
	if f, n := formulaAt(rest); n > 0 {
		fmt.Fprintf(&s.out, "%s%d%s", s.result.open, len(s.result.formulas), s.result.end)
		s.result.formulas = append(s.result.formulas, f)
		s.at += n
		return
	}
	if rest[0] == '\\' && len(rest) > 1 {
		_, size := utf8.DecodeRuneInString(rest[1:])
		s.pass(1 + size)
		return
	}
	s.pass(1)
}

func (s *lifter) pass(n int) {
	s.out.WriteString(s.text[s.at : s.at+n])
	s.at += n
}

// atLineStart reports whether only what may stand before a fence stands before
// here on the line: blanks, the marks of quotes and of lists.
func (s *lifter) atLineStart() bool {
	line := s.text[strings.LastIndexByte(s.text[:s.at], '\n')+1 : s.at]
	return strings.Trim(line, " \t>-*+0123456789.)") == ""
}

// codeLength returns the length of the code span or, at a line's start, the
// fenced block that text begins with; 0 if it begins with neither.
func codeLength(text string, atLineStart bool) int {
	ticks := len(text) - len(strings.TrimLeft(text, "`"))
	tildes := len(text) - len(strings.TrimLeft(text, "~"))
	switch {
	case atLineStart && ticks >= 3:
		return fenceLength(text, "```")
	case atLineStart && tildes >= 3:
		return fenceLength(text, "~~~")
	case ticks == 0:
		return 0
	}
	run := text[:ticks]
	for at := ticks; ; {
		next := strings.Index(text[at:], run)
		if next < 0 || blankLineIn(text[:at+next]) {
			return ticks
		}
		at += next
		long := len(text[at:]) - len(strings.TrimLeft(text[at:], "`"))
		if at += long; long == ticks {
			return at
		}
	}
}

// fenceLength returns the length of a fenced block, to the text's end where the
// fence is not closed.
func fenceLength(text, fence string) int {
	at := 0
	for i, line := range strings.SplitAfter(text, "\n") {
		at += len(line)
		if i > 0 && strings.HasPrefix(strings.TrimLeft(line, " \t>"), fence) {
			return at
		}
	}
	return at
}

// delimiters holds what formulas stand between. The doubled backslashes are
// Jupyter's; longer ones come first.
var delimiters = []struct {
	open, end string
	display   bool
}{
	{"$$", "$$", true},
	{`\\[`, `\\]`, true}, {`\\(`, `\\)`, false},
	{`\[`, `\]`, true}, {`\(`, `\)`, false},
	{"$", "$", false},
}

// formulaAt returns the formula that text begins with, and its length; 0 if it
// begins with none.
func formulaAt(text string) (f formula, length int) {
	if text[0] != '$' && text[0] != '\\' {
		return formula{}, 0
	}
	if strings.HasPrefix(text, `\begin{`) {
		return environmentAt(text)
	}
	for _, d := range delimiters {
		if !strings.HasPrefix(text, d.open) {
			continue
		}
		inner, ok := upTo(text[len(d.open):], d.end)
		if !ok || strings.TrimSpace(inner) == "" {
			return formula{}, 0
		}
		n := len(d.open) + len(inner) + len(d.end)
		return formula{source: text[:n], tex: inner, display: d.display}, n
	}
	return formula{}, 0
}

// upTo returns what stands before end, outside braces and within one paragraph.
// A dollar right before a digit closes nothing: it is a price.
func upTo(text, end string) (inner string, ok bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case depth == 0 && strings.HasPrefix(text[i:], end) && !(end == "$" && price(text[i+1:])):
			return text[:i], !blankLineIn(text[:i])
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
		if depth < 0 {
			return "", false
		}
	}
	return "", false
}

func price(after string) bool { return after != "" && '0' <= after[0] && after[0] <= '9' }

func environmentAt(text string) (f formula, length int) {
	name, _, ok := strings.Cut(text[len(`\begin{`):], "}")
	if !ok || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz*") != "" {
		return formula{}, 0
	}
	end := `\end{` + name + `}`
	at := strings.Index(text, end)
	if at < 0 || blankLineIn(text[:at]) {
		return formula{}, 0
	}
	n := at + len(end)
	return formula{source: text[:n], tex: text[:n], display: true}, n
}

func blankLineIn(text string) bool {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines)-1; i++ {
		if strings.TrimSpace(lines[i]) == "" {
			return true
		}
	}
	return false
}
