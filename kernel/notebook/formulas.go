package notebook

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"
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
	open, end, ok := unusedSigns(text)
	if !ok {
		return lifted{text: text}
	}
	s := &lifter{closings: newClosings(text), markdown: markdown, lineStart: true}
	if markdown {
		s.findTicks()
		s.findPartners()
	}
	s.result.open, s.result.end = open, end
	for s.at < len(text) {
		s.step()
	}
	s.result.text = s.out.String()
	return s.result
}

// unusedSigns returns two private-use characters that text does not contain,
// neither plainly nor as entities; ok is false where it contains all of them.
func unusedSigns(text string) (open, end string, ok bool) {
	used := map[rune]bool{}
	for _, spelling := range []string{text, html.UnescapeString(text)} {
		for _, r := range spelling {
			if unicode.Is(unicode.Co, r) {
				used[r] = true
			}
		}
	}
	var free []string
	for _, area := range unicode.Co.R16 {
		free = unused(free, used, rune(area.Lo), rune(area.Hi))
	}
	for _, area := range unicode.Co.R32 {
		free = unused(free, used, rune(area.Lo), rune(area.Hi))
	}
	if len(free) < 2 {
		return "", "", false
	}
	return free[0], free[1], true
}

// unused adds characters of an area that are not used until there are two.
func unused(free []string, used map[rune]bool, first, last rune) []string {
	for r := first; r <= last && len(free) < 2; r++ {
		if !used[r] {
			free = append(free, string(r))
		}
	}
	return free
}

// restore puts back what each formula becomes where its mark stands in text;
// all else passes through plain.
func (l lifted) restore(text string, plain func(string) string, become func(formula) string) string {
	if len(l.formulas) == 0 {
		return plain(text)
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, l.open)
		b.WriteString(plain(before))
		if !found {
			return b.String()
		}
		number, after, _ := strings.Cut(rest, l.end)
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil || n >= uint64(len(l.formulas)) {
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
		return `<span class="display"` + reachable(set) + `>` + set + `</span>`
	case isWide(set):
		return `<span class="wide"` + reachable(set) + `>` + set + `</span>`
	}
	return set
}

// lifter walks through a text once and lifts its formulas.
type lifter struct {
	*closings
	at        int
	markdown  bool
	lineStart bool // only what may stand before a fence stands before here on the line
	out       strings.Builder

	containers int // that begin on the line so far
	farLinks   int
	marks      int // of emphasis and links in what may be one paragraph
	result     lifted
}

// step passes one thing: a piece of code, an escape, a formula or a byte.
func (s *lifter) step() {
	if s.markdown {
		if n := s.codeLength(); n > 0 {
			s.pass(n)
			return
		}
		if s.isCostly() {
			s.out.WriteByte('\\')
			s.lineStart = false
		}
	}
	if f, n := s.formulaAt(s.at); n > 0 {
		fmt.Fprintf(&s.out, "%s%d%s", s.result.open, len(s.result.formulas), s.result.end)
		s.result.formulas = append(s.result.formulas, f)
		s.at += n
		s.lineStart = false
		return
	}
	if rest := s.text[s.at:]; rest[0] == '\\' && len(rest) > 1 {
		_, size := utf8.DecodeRuneInString(rest[1:])
		s.pass(1 + size)
		return
	}
	s.pass(1)
}

// beforeFence holds what may stand before a fence on its line: blanks, the marks
// of quotes and of lists.
const beforeFence = " \t>-*+0123456789.)"

func (s *lifter) pass(n int) {
	passed := s.text[s.at : s.at+n]
	s.out.WriteString(passed)
	s.at += n
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		s.lineStart, s.containers, passed = true, 0, passed[i+1:]
	}
	s.lineStart = s.lineStart && strings.Trim(passed, beforeFence) == ""
}

// codeLength returns the length of the code span or, at a line's start, the
// fenced block that is here; 0 if there is neither.
func (s *lifter) codeLength() int {
	text := s.text[s.at:]
	switch {
	case s.lineStart && strings.HasPrefix(text, "```"):
		return fenceLength(text, "```")
	case s.lineStart && strings.HasPrefix(text, "~~~"):
		return fenceLength(text, "~~~")
	case text[0] != '`':
		return 0
	}
	ticks := len(text) - len(strings.TrimLeft(text, "`"))
	if end, ok := s.next(ticksOf(ticks), s.at+ticks); ok && !s.blankLineIn(s.at, end) {
		return end + ticks - s.at
	}
	return ticks
}

// fenceLength returns the length of a fenced block, to the text's end where the
// fence is not closed.
func fenceLength(text, fence string) int {
	at := 0
	for line := range strings.Lines(text) {
		if at > 0 && strings.HasPrefix(strings.TrimLeft(line, " \t>"), fence) {
			return at + len(line)
		}
		at += len(line)
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

// formulaAt returns the formula that begins at a place, and its length; 0 if
// none does. It ends outside braces and within its paragraph.
func (c *closings) formulaAt(at int) (f formula, length int) {
	text := c.text[at:]
	if text[0] != '$' && text[0] != '\\' {
		return formula{}, 0
	}
	if strings.HasPrefix(text, environmentBegin) {
		return c.environmentAt(at)
	}
	for _, d := range delimiters {
		if !strings.HasPrefix(text, d.open) {
			continue
		}
		start := at + len(d.open)
		end, ok := c.endOf(start, d.end)
		if !ok || strings.TrimSpace(c.text[start:end]) == "" {
			return formula{}, 0
		}
		length = end + len(d.end) - at
		return formula{source: text[:length], tex: c.text[start:end], display: d.display}, length
	}
	return formula{}, 0
}

const environmentBegin, environmentEnd = `\begin{`, `\end{`

func (c *closings) environmentAt(at int) (f formula, length int) {
	name, ok := environmentName(c.text[at+len(environmentBegin):])
	if !ok {
		return formula{}, 0
	}
	end, ok := c.next(closing{sign: environmentEnd + name + "}"}, at)
	if !ok || c.blankLineIn(at, end) {
		return formula{}, 0
	}
	length = end + len(environmentEnd) + len(name) + 1 - at
	source := c.text[at : at+length]
	return formula{source: source, tex: source, display: true}, length
}

// environmentName returns the name at text's beginning, which a brace ends.
func environmentName(text string) (name string, ok bool) {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '}':
			return text[:i], true
		case !('a' <= c && c <= 'z') && c != '*':
			return "", false
		}
	}
	return "", false
}
