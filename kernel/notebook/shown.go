package notebook

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// richest holds the representations that a page can show, best first; the order
// is nbconvert's, with Markdown after HTML.
var richest = []struct {
	mime string
	show func(p *page, o Output, data string) string
}{
	{"text/html", (*page).showHTML},
	{"text/markdown", (*page).showMarkdown},
	{"image/svg+xml", (*page).showSVG},
	{"text/latex", (*page).showLatex},
	{"image/png", showPicture("image/png")},
	{"image/jpeg", showPicture("image/jpeg")},
	{"image/gif", showPicture("image/gif")},
	{"image/webp", showPicture("image/webp")},
	{"text/plain", (*page).showPlain},
}

// output returns one output as HTML, "" for one that shows nothing.
func (p *page) output(o Output) string {
	switch o.Type {
	case Stream:
		if o.Text == "" {
			return ""
		}
		return fmt.Sprintf("<pre class=\"%s\">%s</pre>", streamClass(o.Name), terminalHTML(o.Text))
	case Error:
		return fmt.Sprintf("<pre class=\"error\">%s</pre>", terminalHTML(errorText(o)))
	}
	return p.display(o)
}

func streamClass(name string) string {
	if name == "stderr" {
		return "stream stderr"
	}
	return "stream"
}

func errorText(o Output) string {
	if len(o.Traceback) > 0 {
		return strings.Join(o.Traceback, "\n")
	}
	return strings.TrimPrefix(o.ErrorName+": "+o.ErrorValue, ": ")
}

func (p *page) display(o Output) string {
	for _, each := range richest {
		if data, ok := o.Data[each.mime].(string); ok {
			if shown := each.show(p, o, data); shown != "" {
				return shown
			}
		}
	}
	for _, mime := range slices.Sorted(maps.Keys(o.Data)) {
		if text, err := json.MarshalIndent(o.Data[mime], "", "  "); err == nil && isJSON(mime) {
			return "<pre>" + html.EscapeString(string(text)) + "</pre>"
		}
	}
	return ""
}

func (p *page) showHTML(_ Output, data string) string {
	l := lift(data, false)
	for i := range l.formulas { // in HTML the & between columns is &amp;
		l.formulas[i].tex = html.UnescapeString(l.formulas[i].tex)
	}
	return `<div class="rich">` + p.clean(l.text, l, nil) + "</div>"
}

func (p *page) showMarkdown(_ Output, data string) string {
	return `<div class="rich">` + p.prose(data, nil) + "</div>"
}

// showSVG shows the picture as an image, in which no script of it can run.
func (p *page) showSVG(o Output, data string) string {
	uri := "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString([]byte(data))
	width, height := sizeOf(o, "image/svg+xml")
	return image(uri, plainText(o), width, height)
}

// showLatex sets a formula, with its delimiters or without, or a text with
// formulas in it.
func (p *page) showLatex(_ Output, data string) string {
	data = strings.TrimSpace(data)
	if f, n := newClosings(data + " ").formulaAt(0); n == len(data) {
		f.display = true
		return p.formula(f)
	}
	l := lift(data, false)
	if len(l.formulas) == 0 {
		return p.formula(formula{source: data, tex: data, display: true})
	}
	return `<div class="rich">` + l.restore(l.text, html.EscapeString, p.formula) + "</div>"
}

func showPicture(mime string) func(*page, Output, string) string {
	return func(_ *page, o Output, data string) string {
		uri := dataURI(mime, data)
		if uri == "" {
			return ""
		}
		width, height := sizeOf(o, mime)
		return image(uri, plainText(o), width, height)
	}
}

func (p *page) showPlain(_ Output, data string) string {
	return "<pre>" + terminalHTML(data) + "</pre>"
}

func plainText(o Output) string {
	s, _ := o.Data["text/plain"].(string)
	return s
}

// sizeOf returns the width and height that the metadata gives a picture, "" for none.
func sizeOf(o Output, mime string) (width, height string) {
	size, _ := o.Metadata[mime].(map[string]any)
	return pixels(size["width"]), pixels(size["height"])
}

func pixels(v any) string {
	var x float64
	switch n := v.(type) {
	case json.Number:
		x, _ = n.Float64()
	case float64:
		x = n
	case int:
		x = float64(n)
	}
	if !(x > 0 && x < 1e5) {
		return ""
	}
	return strconv.Itoa(int(math.Round(x)))
}
