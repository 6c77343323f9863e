package notebook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// deepest bounds the nesting of a file's lists and objects, so that a
// malicious one cannot exhaust the stack. Python's reader stops near here too.
const deepest = 1000

// A parser reads one JSON text. It is more patient than encoding/json in one
// thing: NaN and ±Infinity pass, since Python writes them.
type parser struct {
	text  string
	at    int
	depth int
}

// parseJSON returns the value that data holds. Its errors name a line.
func parseJSON(data []byte) (*value, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("line %d: not UTF-8 text, so not a notebook as Jupyter writes it", badLine(data))
	}
	p := &parser{text: string(data)}
	if strings.TrimSpace(p.text) == "" {
		return nil, fmt.Errorf("the file is empty")
	}
	v, err := p.value()
	if err != nil {
		return nil, err
	}
	if p.skipSpace(); p.at < len(p.text) {
		return nil, p.fail("there is more text after the notebook's end")
	}
	return v, nil
}

func badLine(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return 1 + bytes.Count(data[:at], []byte("\n"))
}

func (p *parser) value() (*value, error) {
	if p.depth++; p.depth > deepest {
		return nil, p.fail("lists and objects nested over %d deep", deepest)
	}
	defer func() { p.depth-- }()
	switch p.peek() {
	case '{':
		return p.object()
	case '[':
		return p.array()
	case '"':
		text, err := p.string()
		return &value{kind: stringKind, text: text}, err
	}
	return p.literal()
}

func (p *parser) object() (*value, error) {
	v := newObject()
	err := p.list('}', func() error {
		if p.peek() != '"' {
			return p.fail("a name in quotes belongs here, got %s", p.here())
		}
		name, err := p.string()
		if err != nil {
			return err
		}
		if p.peek() != ':' {
			return p.fail("a colon belongs after the name %s, got %s", name, p.here())
		}
		p.at++
		item, err := p.value()
		v.members = append(v.members, member{name: unquote(name), text: name, value: item})
		return err
	})
	return v, err
}

func (p *parser) array() (*value, error) {
	v := newArray()
	err := p.list(']', func() error {
		item, err := p.value()
		v.items = append(v.items, item)
		return err
	})
	return v, err
}

// list reads the items of a list or object up to end, the opening bracket included.
func (p *parser) list(end byte, item func() error) error {
	p.at++
	if p.peek() == end {
		p.at++
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		switch p.peek() {
		case end:
			p.at++
			return nil
		case ',':
			p.at++
		default:
			return p.fail("a comma or %c belongs here, got %s", end, p.here())
		}
	}
}

// string reads a string literal and returns it as it stands, quotes included.
func (p *parser) string() (string, error) {
	start := p.at
	for p.at++; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			return p.checked(start)
		case c == '\\':
			p.at++
		case c < 0x20:
			return "", p.fail("a text in quotes runs over the end of its line")
		}
	}
	p.at = len(p.text)
	return "", p.fail("")
}

// checked returns the literal from start, once encoding/json has found its
// escapes right.
func (p *parser) checked(start int) (string, error) {
	literal := p.text[start:p.at]
	if strings.Contains(literal, `\`) && !json.Valid([]byte(literal)) {
		p.at = start
		return "", p.fail("an escape in this text is not JSON's: %.60s", literal)
	}
	return literal, nil
}

func (p *parser) literal() (*value, error) {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("{}[],:\" \t\r\n", p.text[p.at]) < 0 {
		p.at++
	}
	word := p.text[start:p.at]
	switch word {
	case "NaN", "Infinity", "-Infinity":
		return &value{text: word}, nil
	}
	if word == "" || !json.Valid([]byte(word)) {
		p.at = start
		return nil, p.fail("a value belongs here, got %s", p.here())
	}
	return &value{text: word}, nil
}

// peek skips white space and returns the next byte, 0 at the end.
func (p *parser) peek() byte {
	p.skipSpace()
	if p.at == len(p.text) {
		return 0
	}
	return p.text[p.at]
}

func (p *parser) skipSpace() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// here names what stands at the parser's place, for a message.
func (p *parser) here() string {
	rest := p.text[p.at:]
	if cut := strings.IndexAny(rest, " \t\r\n,"); cut >= 0 {
		rest = rest[:max(cut, 1)]
	}
	return fmt.Sprintf("%.20s", rest)
}

// fail places a message. Whatever was expected, a text that has come to its end
// is reported as cut off, since that is what has happened to it.
func (p *parser) fail(format string, args ...any) error {
	line := 1 + strings.Count(p.text[:p.at], "\n")
	if p.at >= len(p.text) {
		return fmt.Errorf("line %d: the file ends in the middle: it was cut off, or not saved to its end", line)
	}
	return fmt.Errorf("line %d: not JSON: %s", line, fmt.Sprintf(format, args...))
}
