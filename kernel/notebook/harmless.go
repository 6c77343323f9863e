package notebook

import (
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// harmlessLink accepts links to the web, to mail, to other files and within the page.
func harmlessLink(link string) bool {
	link = strings.TrimFunc(link, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	u, err := url.Parse(link)
	if err != nil || link == "" {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "", "http", "https", "mailto":
		return true
	}
	return false
}

// harmlessClass refuses the classes with which the page itself places things.
func harmlessClass(list string) bool {
	for _, name := range strings.Fields(list) {
		if name == "in" || name == "count" {
			return false
		}
	}
	return true
}

// harmlessPaint refuses CSS that fetches; a gradient of the same page is named by url(#name).
func harmlessPaint(css string) bool {
	return harmlessValue(css) || ownPaint().MatchString(css)
}

var ownPaint = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)^\s*url\(#[\w.-]+\)\s*$`) })

// harmlessStyle takes declarations of the properties that look, and of sizes;
// none fetches, hides behind escapes, or leaves its place.
func harmlessStyle(css string) bool {
	for declaration := range strings.SplitSeq(css, ";") {
		if strings.TrimSpace(declaration) == "" {
			continue
		}
		name, value, _ := strings.Cut(declaration, ":")
		name = strings.ToLower(strings.TrimSpace(name))
		if !harmlessProperty(name) || !harmlessValue(value) || negative().MatchString(value) {
			return false
		}
	}
	return true
}

// harmlessProperty knows a property by its whole name, or by its first word.
func harmlessProperty(name string) bool {
	first, _, _ := strings.Cut(name, "-")
	return properties[name] || families[first]
}

var (
	properties = words(`color opacity display float clear width height min-width max-width min-height max-height
		vertical-align white-space line-height letter-spacing word-spacing word-break overflow-wrap overflow-x overflow-y
		box-sizing table-layout caption-side empty-cells gap row-gap column-gap order direction tab-size hyphens`)
	families = words(`background border padding margin font text list flex grid justify align fill stroke column columns`)
)

// negative matches a length below zero, which draws one thing over another.
var negative = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(^|[\s:,(*/+])-[\d.]`) })

func harmlessValue(css string) bool {
	css = strings.ToLower(css)
	for _, bad := range []string{"url", "image", "src(", "expression", "import", "\\", "/*", "behavior", "binding", "@", "calc(", "var(", "attr("} {
		if strings.Contains(css, bad) {
			return false
		}
	}
	return true
}
