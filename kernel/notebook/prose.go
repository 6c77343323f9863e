package notebook

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// newMarkdown returns a reader of what Jupyter takes for Markdown: CommonMark
// with tables, lists of tasks, struck-out words and bare links. HTML passes
// here; clean, which everything goes through, sorts it out.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.NewCJK(extension.WithEastAsianLineBreaks())),
		goldmark.WithRendererOptions(renderer.WithUnsafe()),
	)
}

// prose returns the HTML of a text in Markdown; pictures may be attachments of c,
// which may be nil.
func (p *page) prose(source string, c *Cell) string {
	source = strings.ToValidUTF8(source, "\uFFFD") // goldmark takes nothing else
	l := lift(source, true)
	var b bytes.Buffer
	if err := newMarkdown().Convert([]byte(l.text), &b); err != nil {
		return "<pre>" + html.EscapeString(source) + "</pre>\n"
	}
	return wholeCode(p.clean(b.String(), l, c))
}

// firstHeading returns the words of the first heading in a text in Markdown,
// formulas as they are written.
func firstHeading(source string) string {
	l := lift(source, true)
	root := newMarkdown().Parser().Parse(text.NewReader([]byte(l.text)))
	var words string
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, ok := n.(*ast.Heading); ok && entering {
			words = wordsOf(n, []byte(l.text))
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(l.source(words))
}

func wordsOf(n ast.Node, source []byte) string {
	var b strings.Builder
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch leaf := child.(type) {
		case *ast.Text:
			b.Write(leaf.Segment.Value(source))
		case *ast.String:
			b.Write(leaf.Value)
		default:
			b.WriteString(wordsOf(child, source))
		}
	}
	return b.String()
}
