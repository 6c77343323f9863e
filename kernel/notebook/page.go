package notebook

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"strings"
	"unicode"

	"saddle/kernel/notebook/mathml"
)

// PageOptions says what a page cannot know from its notebook.
type PageOptions struct {
	Title string // for a notebook without a heading; "" is "Notebook"
	Dir   string // the folder that relative pictures are read from; "" leaves them out
	// Leads says where a link to a file beside the notebook leads from its page; "" is nowhere: its words stand without
	// it, and a paragraph of such links alone is left out. nil leaves links as they are.
	Leads func(link string) string

	// Live is the address of the folder with the kernel for pages, from the page: its cells can then be edited and run.
	// "" makes a page without a script. ServiceWorker is that of the script that keeps the page for use without a network.
	Live, ServiceWorker string
}

//go:embed page.css
var style string

//go:embed fonts/formulas.woff2
var formulaFont []byte

// page holds what goes through the making of one page.
type page struct {
	options  PageOptions
	typeset  mathml.Typesetter
	language string // of the cells
	human    string // of the text between them: "en" or "zh"

	named   map[string]int // how often a name was given to a heading
	entries []entry        // the headings of the text
	titled  bool           // the first of them names the whole
}

// Page returns the notebook as one HTML page that needs nothing else: pictures,
// style and the font of formulas are inside, formulas are MathML, and there is
// no script. What the notebook holds is escaped or cleaned, so that a notebook
// from a stranger is safe to look at.
func Page(nb *Notebook, options PageOptions) []byte {
	p := &page{options: options, language: nb.Language(), human: humanLanguage(nb)}
	var body bytes.Buffer
	below := 0 // the heading that names all: where the list of contents stands
	for _, c := range nb.cells {
		if start := body.Len(); p.cell(&body, c) {
			below = start + bytes.Index(body.Bytes()[start:], []byte("</h1>")) + len("</h1>")
		}
	}
	title := cmp.Or(heading(nb), options.Title, "Notebook")
	var b bytes.Buffer
	font := "data:font/woff2;base64," + base64.StdEncoding.EncodeToString(formulaFont)
	fmt.Fprintf(&b, head, p.human, options.policy(), html.EscapeString(title), preload(font, body.Bytes()), font, style, options.live())
	b.Write(p.toHeadings(body.Bytes()[:below]))
	b.WriteString(p.contents())
	b.Write(p.toHeadings(body.Bytes()[below:]))
	b.WriteString("</main>\n</body>\n</html>\n")
	return b.Bytes()
}

// policy repeats for browsers what cleaning ensures: nothing runs, nothing is fetched; on a live page nothing but the kernel.
func (o PageOptions) policy() string {
	if o.Live == "" {
		return "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'"
	}
	return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; img-src data: blob:; font-src data:; style-src 'self' 'unsafe-inline'"
}

// preload has a browser read the font before it shows anything: a font that comes later moves all that stands below a formula.
func preload(font string, body []byte) string {
	if !bytes.Contains(body, []byte("<math")) {
		return ""
	}
	return fmt.Sprintf("<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"%s\">\n", font)
}

// live is what brings a page to life.
func (o PageOptions) live() string {
	if o.Live == "" {
		return ""
	}
	folder := html.EscapeString(o.Live)
	return fmt.Sprintf("<link rel=\"stylesheet\" href=\"%slive.css\">\n<script type=\"module\" src=\"%slive.js\" data-service-worker=\"%s\"></script>\n",
		folder, folder, html.EscapeString(o.ServiceWorker))
}

const head = `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="%s">
<title>%s</title>
%s<style>
@font-face { font-family: "Saddle Formulas"; src: url(%s) format("woff2"); }
%s</style>
%s</head>
<body>
<main>
`

// cell writes a cell, and reports whether the heading that names all is in it.
func (p *page) cell(b *bytes.Buffer, c *Cell) (names bool) {
	source := c.Source()
	switch c.Kind() {
	case Markdown:
		first := len(p.entries) == 0
		fmt.Fprintf(b, "<section class=\"text\">\n%s</section>\n", p.prose(source, c))
		names = first && len(p.entries) > 0 && p.entries[0].level == 1
		p.titled = p.titled || names
	case Raw:
		fmt.Fprintf(b, "<pre class=\"raw\">%s</pre>\n", html.EscapeString(source))
	case Code:
		p.code(b, c, source)
	}
	return names
}

func (p *page) code(b *bytes.Buffer, c *Cell, source string) {
	outputs := c.Outputs()
	if strings.TrimSpace(source) == "" && len(outputs) == 0 {
		return
	}
	b.WriteString("<section class=\"code\">\n")
	if strings.TrimSpace(source) != "" {
		fmt.Fprintf(b, "<div class=\"in\"><span class=\"count\">%s</span><pre><code>%s</code></pre></div>\n",
			prompt(c.ExecutionCount()), p.highlight(source))
	}
	folded := c.Tagged("prediction") && len(outputs) > 0
	if folded {
		fmt.Fprintf(b, "<details class=\"told\">\n<summary>%s</summary>\n", told[p.human])
	}
	for _, out := range outputs {
		if shown := p.output(out); shown != "" {
			fmt.Fprintf(b, "<div class=\"out\"%s>%s</div>\n", reachable(shown), shown)
		}
	}
	if folded {
		b.WriteString("</details>\n")
	}
	b.WriteString("</section>\n")
}

// told is what stands over the outputs that a reader is to predict, until they are asked for.
var told = map[string]string{"en": "Show what it gives", "zh": "显示运行结果"}

func prompt(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// heading returns the words of the notebook's first heading.
func heading(nb *Notebook) string {
	for _, c := range nb.cells {
		if c.Kind() != Markdown {
			continue
		}
		if words := firstHeading(c.Source()); words != "" {
			return words
		}
	}
	return ""
}

// humanLanguage guesses the language of the text between the cells, for the
// reader's choice of fonts and voice: Chinese where a tenth of the letters are Han.
func humanLanguage(nb *Notebook) string {
	letters, han := 0, 0
	for _, c := range nb.cells {
		if c.Kind() != Markdown {
			continue
		}
		for _, r := range c.Source() {
			if unicode.Is(unicode.Han, r) {
				han++
			} else if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	if han*10 > letters+han {
		return "zh"
	}
	return "en"
}
