package plotting

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
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
	if steps, ok := inSteps(m[1]); ok {
		return &gonumPath{steps, m[2], m[3]}
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

// inSteps writes a path of straight lines by its steps, in tenths that do not add
// up to more than one; false: it has others.
func inSteps(path []byte) (steps []byte, ok bool) {
	var at, start [2]int
	var after byte
	for len(path) > 0 {
		command := path[0]
		if command == 'Z' {
			steps, path, at, after = append(steps, 'z'), path[1:], start, 'z'
			continue
		}
		end := 1 + bytes.IndexAny(path[1:], "MLZQCA")
		if end == 0 {
			end = len(path)
		}
		x, y, found := strings.Cut(string(path[1:end]), ",")
		u, errX := strconv.ParseFloat(x, 64)
		v, errY := strconv.ParseFloat(y, 64)
		if !found || errX != nil || errY != nil || math.Abs(u)+math.Abs(v) > 1e6 {
			return nil, false
		}
		to := [2]int{int(math.Round(10 * u)), int(math.Round(10 * v))}
		switch {
		case command == 'M':
			steps, start = appendPair(append(steps, 'M'), to[0], to[1], true), to
		case command != 'L':
			return nil, false
		case after == 'L':
			steps = appendPair(steps, to[0]-at[0], to[1]-at[1], false)
		default:
			steps = appendPair(append(steps, 'l'), to[0]-at[0], to[1]-at[1], true)
		}
		at, after, path = to, command, path[end:]
	}
	return steps, true
}

// appendPair writes two numbers given in tenths, apart from what stands before
// them unless they are the first.
func appendPair(b []byte, x, y int, first bool) []byte {
	for i, v := range [2]int{x, y} {
		if v >= 0 && !(first && i == 0) {
			b = append(b, ' ')
		}
		text := strconv.FormatFloat(float64(v)/10, 'f', -1, 64)
		if -10 < v && v < 10 && v != 0 {
			text = strings.Replace(text, "0.", ".", 1)
		}
		b = append(b, text...)
	}
	return b
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
