package mathml

import (
	"slices"
	"strconv"
	"strings"
)

// fence parses \left … \middle … \right; its brackets grow with what they hold.
func (p *parser) fence() node {
	parts := []node{stretched(p.delimiter(), "prefix")}
	for p.err == nil {
		parts = append(parts, p.row())
		switch {
		case p.accept(`\middle`):
			parts = append(parts, stretched(p.delimiter(), "infix"))
		case p.accept(`\right`):
			parts = append(parts, stretched(p.delimiter(), "postfix"))
			return fitted(present(parts))
		default:
			return p.fail(`\left has no \right`)
		}
	}
	return element("mrow")
}

func stretched(text, form string) node {
	if text == "" {
		return node{}
	}
	return element("mo").spelt(text).with("form", form, "fence", "true")
}

// present drops the places that \left. and \right. leave empty.
func present(nodes []node) []node {
	var kept []node
	for _, n := range nodes {
		if n.tag != "" {
			kept = append(kept, n)
		}
	}
	return kept
}

func fenced(open string, body node, end string) node {
	return fitted(present([]node{stretched(open, "prefix"), body, stretched(end, "postfix")}))
}

// fitted returns brackets and what they hold side by side. Around a plain line
// they keep their size, as in TeX; browsers would make them a size larger.
func fitted(parts []node) node {
	stretchy := strconv.FormatBool(isTall(parts))
	for i, n := range parts {
		if n.isFence() {
			parts[i] = n.with("stretchy", stretchy)
		}
	}
	return element("mrow", parts...).as(inner)
}

func (n node) isFence() bool { return n.tag == "mo" && slices.Contains(n.attributes, "fence") }

// isTall reports whether the nodes need more height than a line of text with scripts.
func isTall(nodes []node) bool {
	return slices.ContainsFunc(nodes, func(n node) bool {
		switch n.tag {
		case "mfrac", "mtable", "munder", "mover", "munderover", "msqrt", "mroot":
			return true
		}
		return n.class == largeOperator || isTall(n.children)
	})
}

// delimiter takes the bracket after \left, \right, \big and their like; a point is none.
func (p *parser) delimiter() string {
	if p.peek() == '\\' {
		name := p.command()
		if text, ok := bars[name]; ok {
			return text
		}
		if s, ok := symbols()[name]; ok && (s.class == opening || s.class == closing || s.class == relation || name == "backslash") {
			return s.text
		}
		p.fail(`\%s is no bracket`, name)
		return ""
	}
	switch r := p.next(); {
	case r == '.':
		return ""
	case r == '<':
		return "⟨"
	case r == '>':
		return "⟩"
	case r != 0 && strings.ContainsRune("()[]|/‖⟨⟩⌊⌋⌈⌉", r):
		return string(r)
	case r == 0:
		p.fail("a bracket is missing at the end")
	default:
		p.fail("%c is no bracket", r)
	}
	return ""
}

// sizes holds the commands for brackets of a given size; they end in l, r or m
// for one that opens, closes or stands between.
var sizes = map[string]string{"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}

func (p *parser) sized(size, name string) node {
	text := p.delimiter()
	n := element("mo").spelt(text).with("stretchy", "true", "minsize", size, "maxsize", size)
	form, c := "postfix", closing
	switch {
	case strings.HasSuffix(name, "l"), text != "" && strings.ContainsAny(text, "([{⟨⌊⌈"):
		form, c = "prefix", opening
	case strings.HasSuffix(name, "m"):
		form, c = "infix", relation
	}
	// Browsers size a bracket in a row, not one that carries scripts itself.
	return element("mrow", n.with("form", form)).as(c)
}
