package notebook

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"

	markup "golang.org/x/net/html"
)

// A list of contents is made of at least so many headings, and is no longer than so many: then it leaves the deeper ones out.
const (
	fewestEntries = 3
	mostEntries   = 60
)

// entry is a heading of the text, for the list of contents.
type entry struct {
	level int    // 1 to 6
	id    string // to which a link leads
	words string // HTML, without links
}

// contentsTitle stands over the list of contents.
var contentsTitle = map[string]string{"en": "On this page", "zh": "本页内容"}

// contents is the list of what is in the text, folded; "" where that is little. The heading that names all is none of it.
func (p *page) contents() string {
	entries := p.entries
	if p.titled {
		entries = entries[1:]
	}
	entries = withinLimit(entries)
	if len(entries) < fewestEntries {
		return ""
	}
	highest := 6
	for _, e := range entries {
		highest = min(highest, e.level)
	}
	var b bytes.Buffer
	title := contentsTitle[p.human]
	fmt.Fprintf(&b, "<details class=\"contents\">\n<summary>%s</summary>\n<nav aria-label=\"%s\">\n<ul>\n", title, title)
	for _, e := range entries {
		fmt.Fprintf(&b, "<li class=\"depth-%d\"><a href=\"#%s\">%s</a></li>\n", e.level-highest, html.EscapeString(e.id), e.words)
	}
	b.WriteString("</ul>\n</nav>\n</details>\n")
	return b.String()
}

// inPage is a link to a place of the same page.
var inPage = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`href="#([^"]+)"`) })

// toHeadings leads links in GitHub's form, #two-words, to headings that are named in Jupyter's, #Two-words.
func (p *page) toHeadings(body []byte) []byte {
	names := map[string]string{}
	for _, e := range slices.Backward(p.entries) { // of several the first
		id := html.EscapeString(e.id)
		names[strings.ToLower(id)] = id
	}
	for _, e := range p.entries {
		id := html.EscapeString(e.id)
		names[id] = id
	}
	return inPage().ReplaceAllFunc(body, func(link []byte) []byte {
		if id, known := names[string(inPage().FindSubmatch(link)[1])]; known {
			return []byte(`href="#` + id + `"`)
		}
		return link
	})
}

// withinLimit leaves out the deepest headings where all of them were too many.
func withinLimit(entries []entry) []entry {
	deepest := 6
	for deepest > 1 && len(upTo(entries, deepest)) > mostEntries {
		deepest--
	}
	return upTo(entries, deepest)
}

// upTo are the entries down to a level.
func upTo(entries []entry, deepest int) []entry {
	var kept []entry
	for _, e := range entries {
		if e.level <= deepest {
			kept = append(kept, e)
		}
	}
	return kept
}

// headed notes a heading of the text and gives it the name under which Jupyter lets links find it; of several with the same
// words the first has that name, the others one with a number.
func (w *cleaner) headed(n *markup.Node) {
	id := w.source(attribute(n, "id"))
	if id == "" {
		id = anchor(w.source(content(n)))
		if w.named == nil {
			w.named = map[string]int{}
		}
		if w.named[id]++; w.named[id] > 1 {
			id = fmt.Sprintf("%s-%d", id, w.named[id])
		}
		w.write("id", id)
	}
	if w.cell == nil || id == "" {
		return
	}
	label := &cleaner{page: w.page, lifted: w.lifted, label: true}
	label.children(n, false)
	if words := strings.TrimSpace(label.out.String()); words != "" {
		w.entries = append(w.entries, entry{int(n.Data[1] - '0'), id, words})
	}
}

// inLabel holds the elements that may be within a link to a heading, without their attributes.
var inLabel = words(`b code em i kbd s small span strong sub sup var`)
