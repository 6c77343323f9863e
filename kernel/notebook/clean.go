package notebook

import (
	"cmp"
	"html"
	"strings"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// kept holds the elements that text and outputs may use.
var kept = words(`a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption
	figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark meter ol p pre progress q s samp section small span strong sub
	summary sup table tbody td tfoot th thead tr u ul var wbr
	math mi mn mo ms mtext mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mspace mstyle
	mpadded mphantom semantics annotation
	svg g path rect circle ellipse line polyline polygon text tspan defs lineargradient stop clippath title desc`)

// dropped holds the elements that go with all that is in them; of others that
// are not kept, the content stays.
var dropped = words(`script style iframe object embed noscript template textarea select head title link meta base form
	button audio video canvas foreignobject animate set use`)

// textAttributes holds the attributes whose values browsers take for words and
// numbers, on any element.
var textAttributes = words(`id title lang dir align valign colspan rowspan scope span start reversed
	alt open type checked disabled value min max datetime role
	display mathvariant displaystyle scriptlevel stretchy fence form minsize maxsize
	movablelimits accent accentunder linethickness encoding columnalign
	viewbox d x y x1 y1 x2 y2 cx cy r rx ry dx dy points transform preserveaspectratio xmlns offset`)

// sizes holds those that would move what follows over what is before, were they negative.
var sizes = words(`width height lspace rspace`)

// paints holds those whose values browsers read as CSS.
var paints = words(`fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
	stroke-dasharray opacity text-anchor dominant-baseline font-size font-family font-weight font-style stop-color
	mathcolor mathsize`)

var void = words(`br col hr img input wbr`)

// literal holds the elements in which a text is code, where no formulas are.
var literal = words(`code pre kbd samp math svg`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// cleaner writes a tree of HTML again, with only what is known to be harmless.
type cleaner struct {
	*page
	lifted
	cell  *Cell // nil for what no cell of text holds
	label bool  // for the list of contents
	out   strings.Builder
}

// clean returns source, HTML that anybody may have written, without scripts,
// styles, foreign frames and requests, its elements closed. The formulas of l
// are set where their marks stand.
func (p *page) clean(source string, l lifted, c *Cell) string {
	context := &markup.Node{Type: markup.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := markup.ParseFragment(strings.NewReader(source), context)
	if err != nil {
		return "<pre>" + html.EscapeString(l.source(source)) + "</pre>"
	}
	w := &cleaner{page: p, lifted: l, cell: c}
	for _, n := range nodes {
		w.node(n, false)
	}
	return w.out.String()
}

// node writes n and what is in it; code says that texts are to stand as they are.
func (w *cleaner) node(n *markup.Node, code bool) {
	switch n.Type {
	case markup.TextNode:
		w.text(n.Data, code)
	case markup.ElementNode:
		w.element(n, strings.ToLower(n.Data), code)
	}
}

func (w *cleaner) text(data string, code bool) {
	if code {
		w.out.WriteString(html.EscapeString(w.source(data)))
		return
	}
	w.out.WriteString(unbroken(w.restore(data, html.EscapeString, w.formula)))
}

func (w *cleaner) element(n *markup.Node, name string, code bool) {
	switch {
	case dropped[name] && !(name == "title" && n.Namespace == "svg"):
		return
	case !kept[name], w.label && !inLabel[name], w.leadsNowhere(n):
		w.children(n, code)
		return
	case name == "p" && w.onlyLost(n):
		return
	case name == "img":
		w.picture(n)
		return
	case name == "code" && w.isOurs(n):
		w.out.WriteString("<code>" + w.highlight(w.source(content(n))) + "</code>")
		return
	case name == "thead" && isBlank(n):
		return
	case name == "th" && isBlank(n): // a head that says nothing is none
		n.Data = "td"
	case name == "table" && w.cell != nil: // an output scrolls as a whole
		w.out.WriteString(`<div class="wide"` + focusable + `>`)
		defer w.out.WriteString("</div>")
	}
	w.out.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		if !w.label {
			w.attribute(name, a)
		}
	}
	if len(name) == 2 && name[0] == 'h' && '1' <= name[1] && name[1] <= '6' {
		w.headed(n)
	}
	w.out.WriteString(">")
	if void[name] {
		return
	}
	w.children(n, code || literal[name])
	w.out.WriteString("</" + n.Data + ">")
}

func (w *cleaner) children(n *markup.Node, code bool) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		w.node(child, code)
	}
}

func (w *cleaner) attribute(element string, a markup.Attribute) {
	name, value := strings.ToLower(a.Key), w.source(a.Val)
	if name == "href" {
		value = w.leads(value)
	}
	switch {
	case name == "style" && harmlessStyle(value),
		name == "href" && element == "a" && harmlessLink(value),
		textAttributes[name], strings.HasPrefix(name, "aria-"),
		name == "class" && harmlessClass(value),
		sizes[name] && !strings.HasPrefix(strings.TrimSpace(value), "-"),
		paints[name] && harmlessPaint(value):
		w.write(a.Key, value)
	}
}

func (w *cleaner) write(name, value string) {
	w.out.WriteString(" " + name + `="` + html.EscapeString(value) + `"`)
}

// picture writes an img with its data inside; a picture from elsewhere becomes a
// link to it, since a page to read offline asks nobody for anything.
func (w *cleaner) picture(n *markup.Node) {
	source, alt := w.source(attribute(n, "src")), w.source(attribute(n, "alt"))
	data := w.pictureData(source)
	switch {
	case data != "":
		w.out.WriteString("<img")
		w.write("src", data)
		w.write("alt", alt)
		for _, name := range []string{"width", "height", "title", "class", "style"} {
			if value := attribute(n, name); value != "" {
				w.attribute("img", markup.Attribute{Key: name, Val: value})
			}
		}
		w.out.WriteString(">")
	case harmlessLink(source):
		w.out.WriteString("<a")
		w.write("href", source)
		w.out.WriteString(">" + html.EscapeString(cmp.Or(alt, source)) + "</a>")
	default:
		w.out.WriteString(html.EscapeString(alt))
	}
}

// isOurs reports whether a block of code in a text is in the notebook's language.
func (w *cleaner) isOurs(n *markup.Node) bool {
	return w.language != "" && attribute(n, "class") == "language-"+w.language
}

func attribute(n *markup.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// content returns the text below n.
func content(n *markup.Node) string {
	if n.Type == markup.TextNode {
		return n.Data
	}
	var b strings.Builder
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		b.WriteString(content(child))
	}
	return b.String()
}

// isBlank reports whether nothing is in n but elements of a table.
func isBlank(n *markup.Node) bool {
	if n.Type == markup.TextNode {
		return strings.TrimSpace(n.Data) == ""
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		part := child.Type == markup.TextNode || child.Data == "tr" || child.Data == "th"
		if !part || !isBlank(child) {
			return false
		}
	}
	return true
}

// anchor returns the name under which Jupyter lets links find a heading.
func anchor(heading string) string {
	return strings.Join(strings.Fields(heading), "-")
}
