package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// kind tells the six kinds of JSON value apart; null, truths and numbers are all plain literals.
type kind int

const (
	literalKind kind = iota
	stringKind
	arrayKind
	objectKind
)

// value is one JSON value that remembers how it was written: the order of an
// object's members, and every number and string literally, so that what nobody
// touches is written back byte for byte.
type value struct {
	kind    kind
	text    string // a literal or string as in the file, quotes included
	items   []*value
	members []member
}

type member struct {
	name  string // decoded
	text  string // as in the file, quotes included
	value *value
}

func newObject() *value               { return &value{kind: objectKind} }
func newArray(items ...*value) *value { return &value{kind: arrayKind, items: items} }
func newString(s string) *value       { return &value{kind: stringKind, text: quote(s)} }
func newNumber(n int) *value          { return &value{text: strconv.Itoa(n)} }
func newNull() *value                 { return &value{text: "null"} }

// newLines returns s in the form in which Jupyter stores long texts: a list of
// lines, each with the line end that it had.
func newLines(s string) *value {
	list := newArray()
	for _, line := range splitLines(s) {
		list.items = append(list.items, newString(line))
	}
	return list
}

// newValue returns v, anything that encoding/json can write, as a value.
func newValue(v any) (*value, error) {
	var buf bytes.Buffer
	encoder := json.NewEncoder(&buf)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	parsed, err := parseJSON(buf.Bytes())
	if err != nil {
		return nil, err
	}
	parsed.requote()
	return parsed, nil
}

// requote spells every string below v as Jupyter would (Go escapes some
// characters that Jupyter writes plainly).
func (v *value) requote() {
	if v.kind == stringKind {
		v.text = quote(unquote(v.text))
	}
	for _, item := range v.items {
		item.requote()
	}
	for i, m := range v.members {
		v.members[i].text = quote(m.name)
		m.value.requote()
	}
}

// get returns the member called name, or nil. Where a name is there twice the
// last one counts, as for every JSON reader in use.
func (v *value) get(name string) *value {
	if v == nil {
		return nil
	}
	for i := len(v.members) - 1; i >= 0; i-- {
		if v.members[i].name == name {
			return v.members[i].value
		}
	}
	return nil
}

// set replaces the member called name where it stands. A new one goes before
// the first that sorts after it: Jupyter writes members sorted.
func (v *value) set(name string, to *value) {
	for i := len(v.members) - 1; i >= 0; i-- {
		if v.members[i].name == name {
			v.members[i].value = to
			return
		}
	}
	at := 0
	for at < len(v.members) && v.members[at].name < name {
		at++
	}
	added := member{name: name, text: quote(name), value: to}
	v.members = append(v.members[:at], append([]member{added}, v.members[at:]...)...)
}

// str returns a string's text and a list of strings joined, the two forms in
// which notebooks store text; ok is false for anything else.
func (v *value) str() (s string, ok bool) {
	switch {
	case v == nil:
		return "", false
	case v.kind == stringKind:
		return unquote(v.text), true
	case v.kind != arrayKind:
		return "", false
	}
	var b strings.Builder
	for _, item := range v.items {
		if item.kind != stringKind {
			return "", false
		}
		b.WriteString(unquote(item.text))
	}
	return b.String(), true
}

// number returns a whole number's value; ok is false for anything else.
func (v *value) number() (n int, ok bool) {
	if v == nil || v.kind != literalKind {
		return 0, false
	}
	if n, err := strconv.Atoi(v.text); err == nil {
		return n, true
	}
	x, err := strconv.ParseFloat(v.text, 64) // other programs write 4.0
	return int(x), err == nil && x == math.Trunc(x) && math.Abs(x) < 1<<31
}

// any returns v as encoding/json decodes it, with numbers kept as json.Number.
func (v *value) any() any {
	switch v.kind {
	case stringKind:
		return unquote(v.text)
	case arrayKind:
		list := make([]any, len(v.items))
		for i, item := range v.items {
			list[i] = item.any()
		}
		return list
	case objectKind:
		return v.anyMap()
	}
	switch v.text {
	case "null":
		return nil
	case "true", "false":
		return v.text == "true"
	}
	return json.Number(v.text)
}

// anyMap returns an object's members by name; an empty map for anything else.
func (v *value) anyMap() map[string]any {
	m := map[string]any{}
	if v == nil {
		return m
	}
	for _, each := range v.members {
		m[each.name] = each.value.any()
	}
	return m
}

// write appends v as Jupyter lays it out: one blank of indentation a level, one
// item a line, nothing between the brackets of an empty list or object.
func (v *value) write(b *bytes.Buffer, depth int) {
	switch v.kind {
	case arrayKind:
		writeList(b, depth, "[", "]", len(v.items), func(i int) { v.items[i].write(b, depth+1) })
	case objectKind:
		writeList(b, depth, "{", "}", len(v.members), func(i int) {
			b.WriteString(v.members[i].text)
			b.WriteString(": ")
			v.members[i].value.write(b, depth+1)
		})
	default:
		b.WriteString(v.text)
	}
}

func writeList(b *bytes.Buffer, depth int, open, end string, n int, item func(i int)) {
	b.WriteString(open)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		newLine(b, depth+1)
		item(i)
	}
	if n > 0 {
		newLine(b, depth)
	}
	b.WriteString(end)
}

func newLine(b *bytes.Buffer, depth int) {
	b.WriteByte('\n')
	for range depth {
		b.WriteByte(' ')
	}
}

// quote writes s as Python's json module does without ensure_ascii: quotes,
// backslashes and control characters escaped, all else plain.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if short, ok := shortEscape[r]; ok {
			b.WriteString(short)
		} else if r < 0x20 {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var shortEscape = map[rune]string{
	'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\f': `\f`, '\b': `\b`,
}

// unquote returns the text of a string literal that parseJSON accepted.
func unquote(literal string) string {
	inner := literal[1 : len(literal)-1]
	if !strings.Contains(inner, `\`) {
		return inner
	}
	var s string
	if json.Unmarshal([]byte(literal), &s) != nil {
		return inner
	}
	return s
}

// splitLines cuts s after each of the line ends at which Python's splitlines
// cuts, which is how Jupyter splits the texts it stores.
func splitLines(s string) []string {
	var lines []string
	start := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r == '\r' && i < len(s) && s[i] == '\n' {
			i++
		}
		if strings.ContainsRune("\n\r\v\f\x1c\x1d\x1e\u0085\u2028\u2029", r) {
			lines = append(lines, s[start:i])
			start = i
		}
	}
	if start < len(s) {
		lines = append(lines, s[start:])
	}
	return lines
}
