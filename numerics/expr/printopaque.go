package expr

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WithoutGuards is a formula as it holds where its guards do.
func WithoutGuards(n *Node) *Node {
	var guards, ones []*Node
	for _, part := range Opaques(n) {
		if part.opaque.Guard {
			guards, ones = append(guards, part), append(ones, one)
		}
	}
	if len(guards) == 0 {
		return n
	}
	return Substitute(n, guards, ones)
}

// opaque prints a computation as the language writes it, with what its letters stand for in their place; behind it, where a
// name in what they stand for means something else in there.
func (p printer) opaque(n *Node) piece {
	text := p.source(n.opaque)
	var from, to, behind []string
	for _, letter := range n.opaque.Letters {
		argument, name := p.of(n.args[letter.Arg]), p.name(letter.Name)
		switch {
		case argument.s == name:
		case letter.Bound || p.clashes(n, letter, text):
			behind = append(behind, name+" = "+argument.s)
		case n.args[letter.Arg].op == OpVariable:
			from, to = append(from, name), append(to, argument.s)
		default:
			from, to = append(from, name), append(to, p.group(argument.s))
		}
	}
	text = Renamed(text, from, to)
	if len(behind) > 0 {
		text = p.group(text + p.word(" with ") + strings.Join(behind, ", "))
	}
	return piece{s: text, binds: atomic}
}

// clashes reports whether what a letter stands for has a name that the text of the computation has as another word.
func (p printer) clashes(n *Node, letter Letter, text string) bool {
	var names []string
	for _, symbol := range Symbols([]*Node{n.args[letter.Arg]}) {
		if !slices.ContainsFunc(n.opaque.Letters, func(l Letter) bool { return l.Name == symbol.name && !l.Bound }) {
			names = append(names, p.name(symbol.name))
		}
	}
	for at := range text {
		if nameAt(text, at, names) >= 0 {
			return true
		}
	}
	return false
}

// Renamed puts other texts in the place of names, all at once, but for the names of settings and fields.
func Renamed(text string, from, to []string) string {
	var out strings.Builder
	for at := 0; at < len(text); {
		k := nameAt(text, at, from)
		if k < 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			out.WriteString(text[at : at+size])
			at += size
			continue
		}
		out.WriteString(to[k])
		at += len(from[k])
	}
	return out.String()
}

// nameAt is which of some names stands at a place of a text as a whole word that is a value; -1 where none does.
func nameAt(text string, at int, names []string) int {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	if isLetter(before) || before == '.' || before == '\\' || before == '_' {
		return -1
	}
	for k, name := range names {
		after, ok := strings.CutPrefix(text[at:], name)
		next, _ := utf8.DecodeRuneInString(after)
		isSetting := strings.HasPrefix(after, " = ")
		if ok && !isSetting && !isLetter(next) && !unicode.IsDigit(next) && next != '_' {
			return k
		}
	}
	return -1
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.No, r) }
