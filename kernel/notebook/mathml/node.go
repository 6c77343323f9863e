package mathml

import (
	"html"
	"strings"
)

// node is an element of MathML with what its neighbours must know of it.
type node struct {
	tag        string
	attributes []string // name, value, name, value …
	text       string
	children   []node
	class      class
	limits     bool // scripts stand below and above, not beside
}

func element(tag string, children ...node) node { return node{tag: tag, children: children} }

func (n node) with(attributes ...string) node {
	n.attributes = append(n.attributes[:len(n.attributes):len(n.attributes)], attributes...)
	return n
}

func (n node) as(c class) node {
	n.class = c
	return n
}

func space(width string) node { return element("mspace").with("width", width) }

// row returns the nodes as one: alone if there is one, else side by side with
// the thin spaces that TeX puts around named operators.
func row(nodes []node) node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	var spaced []node
	for i, n := range nodes {
		if i > 0 && thinBetween(nodes[i-1], n) {
			spaced = append(spaced, space("0.167em"))
		}
		spaced = append(spaced, n)
	}
	return element("mrow", spaced...)
}

// thinBetween is the part of the TeXbook's table of spaces (page 170) that
// browsers do not know: sin, log and the like.
func thinBetween(left, right node) bool {
	if left.tag == "mspace" || right.tag == "mspace" {
		return false
	}
	switch {
	case left.class == namedOperator:
		return right.class == ordinary || right.class == inner || right.class == namedOperator
	case right.class == namedOperator:
		return left.class == ordinary || left.class == closing || left.class == inner
	}
	return false
}

func (n node) write(b *strings.Builder) {
	b.WriteString("<" + n.tag)
	for i := 0; i < len(n.attributes); i += 2 {
		b.WriteString(" " + n.attributes[i] + `="` + html.EscapeString(n.attributes[i+1]) + `"`)
	}
	b.WriteString(">")
	b.WriteString(html.EscapeString(n.text))
	for _, child := range n.children {
		child.write(b)
	}
	b.WriteString("</" + n.tag + ">")
}
