package mathml

import (
	"strings"
)

// texts holds the commands whose argument is words, with the CSS of each.
var texts = map[string]string{
	"text": "", "textrm": "", "textnormal": "", "textup": "", "mbox": "", "hbox": "", "textbf": "font-weight:bold",
	"textit": "font-style:italic", "emph": "font-style:italic", "texttt": "font-family:monospace", "textsf": "font-family:sans-serif",
}

// words parses an argument that is text, with formulas between dollars in it.
func (p *parser) words(style string) node {
	parts := strings.Split(p.raw(), "$")
	if len(parts)%2 == 0 {
		return p.fail("a $ in a text is not closed")
	}
	var nodes []node
	for i, part := range parts {
		if i%2 == 1 {
			nodes = append(nodes, p.inside(part))
		} else if part != "" {
			n := element("mtext").spelt(p.plain(part))
			if style != "" {
				n = n.with("style", style)
			}
			nodes = append(nodes, n)
		}
	}
	if len(nodes) == 1 {
		return nodes[0]
	}
	return element("mrow", nodes...)
}

// plain turns TeX's way of writing text into the text itself. Spaces at the ends
// become unbreakable, since MathML drops others.
func (p *parser) plain(text string) string {
	text = plainSigns.Replace(text)
	if i := strings.IndexByte(text, '\\'); i >= 0 {
		p.fail("%.12s inside a text is not known", text[i:])
	}
	words := strings.Join(strings.FieldsFunc(text, isBlank), " ")
	if strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\n") {
		words = "\u00a0" + words
	}
	if words != "\u00a0" && (strings.HasSuffix(text, " ") || strings.HasSuffix(text, "\n")) {
		words += "\u00a0"
	}
	return words
}

// isBlank reports whether TeX runs r together with its like; the spaces that
// commands made are not meant.
func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

var plainSigns = strings.NewReplacer(
	`\ `, "\u00a0", `~`, "\u00a0", `\,`, "\u2009", `\%`, "%", `\&`, "&", `\_`, "_", `\#`, "#", `\{`, "{", `\}`, "}",
	`\quad`, "\u2003", `\qquad`, "\u2003\u2003", `---`, "—", `--`, "–", "``", "“", "''", "”", `\textbackslash`, `∖`,
	`\ldots`, "…", `\dots`, "…", `{`, "", `}`, "",
)

// plainWords takes the name of an operator: its letters, with thin spaces as written.
func (p *parser) plainWords() string {
	text := p.raw()
	for _, drop := range []string{`\mathrm`, `\text`, `\rm`} {
		text = strings.ReplaceAll(text, drop, "")
	}
	return strings.TrimSpace(p.plain(text))
}
