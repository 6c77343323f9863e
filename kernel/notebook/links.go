package notebook

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	markup "golang.org/x/net/html"
)

// PageOf turns a link to a notebook beside this one into that to its page; any other link stays.
func PageOf(link string) string {
	if !isBeside(link) {
		return link
	}
	file, place, marked := strings.Cut(link, "#")
	beside, isNotebook := strings.CutSuffix(file, ".ipynb")
	switch {
	case !isNotebook:
		return link
	case marked:
		return beside + ".html#" + place
	}
	return beside + ".html"
}

// LeadsTo gives the links of a page to the files that there reports: to a notebook's page, else to the file itself, named
// by its path from the page's folder, with slashes. A link to another file beside the notebook leads nowhere.
func LeadsTo(there func(file string) bool) func(link string) string {
	return func(link string) string {
		if !isBeside(link) {
			return link
		}
		for _, to := range []string{PageOf(link), link} {
			if u, err := url.Parse(to); err == nil && there(path.Clean(u.Path)) {
				return to
			}
		}
		return ""
	}
}

// isBeside reports whether a link leads to a file, by its path from the notebook's own folder.
func isBeside(link string) bool {
	u, err := url.Parse(strings.TrimSpace(link))
	return err == nil && u.Scheme == "" && u.Host == "" && u.Path != "" && !strings.HasPrefix(u.Path, "/")
}

// leads is where a link leads from the page.
func (w *cleaner) leads(link string) string {
	if w.options.Leads == nil {
		return link
	}
	return w.options.Leads(link)
}

// leadsNowhere reports whether n is a link that the page cannot follow.
func (w *cleaner) leadsNowhere(n *markup.Node) bool {
	link := attribute(n, "href")
	return n.Data == "a" && link != "" && w.leads(w.source(link)) == ""
}

// onlyLost reports whether a paragraph holds links that lead nowhere, and no word besides.
func (w *cleaner) onlyLost(n *markup.Node) bool {
	lost := false
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == markup.ElementNode && w.leadsNowhere(child):
			lost = true
		case child.Type != markup.TextNode, strings.ContainsFunc(w.source(child.Data), isWord):
			return false
		}
	}
	return lost
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
