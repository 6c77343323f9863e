package plotting

import (
	"bytes"
	"regexp"
	"strconv"
	"sync"
)

// gonumPath is a path as gonum writes it.
type gonumPath struct{ place, fill, stroke []byte }

// The lines of an SVG that are paths, filled or stroked, and the coordinates in them.
var svgPaths = sync.OnceValues(func() (path, number *regexp.Regexp) {
	return regexp.MustCompile(`^<path d="([^"]*)" style="(?:fill:(#[0-9A-F]{6})|fill:none;(stroke:[^"]*))" />$`), regexp.MustCompile(`-?[0-9]+\.[0-9]+`)
})

// slim writes an SVG in fewer bytes: coordinates to a tenth of a pixel, and
// a path that is filled and then stroked once.
func slim(svg []byte) []byte {
	var b bytes.Buffer
	var held *gonumPath
	release := func() {
		if held != nil {
			held.write(&b)
		}
		held = nil
	}
	for _, line := range bytes.SplitAfter(svg, []byte("\n")) {
		p := readPath(bytes.TrimRight(line, "\n"))
		switch {
		case p == nil:
			release()
			b.Write(line)
		case held != nil && held.stroke == nil && p.fill == nil && bytes.Equal(held.place, p.place):
			held.stroke = p.stroke
		default:
			release()
			held = p
		}
	}
	release()
	return b.Bytes()
}

// readPath reads a line that is a path; nil: it is none.
func readPath(line []byte) *gonumPath {
	path, number := svgPaths()
	m := path.FindSubmatch(line)
	if m == nil {
		return nil
	}
	place := number.ReplaceAllFunc(m[1], func(n []byte) []byte {
		v, err := strconv.ParseFloat(string(n), 64)
		if err != nil {
			return n
		}
		return []byte(tenths(v))
	})
	return &gonumPath{place, m[2], m[3]}
}

func (p *gonumPath) write(b *bytes.Buffer) {
	b.WriteString(`<path d="`)
	b.Write(p.place)
	switch {
	case p.stroke == nil:
		b.WriteString(`" fill="`)
		b.Write(p.fill)
	case p.fill == nil:
		b.WriteString(`" fill="none" style="`)
		b.Write(p.stroke)
	default:
		b.WriteString(`" fill="`)
		b.Write(p.fill)
		b.WriteString(`" style="`)
		b.Write(p.stroke)
	}
	b.WriteString("\"/>\n")
}
