package plotting

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// gonumPath is a path as gonum writes it: a line of an SVG.
type gonumPath struct{ place, fill, stroke []byte }

// The lines of an SVG that are paths, filled or stroked; coordinates in them; strokes with a width alone besides their colour.
var svgPaths = sync.OnceValues(func() (path, number *regexp.Regexp) {
	return regexp.MustCompile(`^<path d="([^"]*)" style="(?:fill:(#[0-9A-F]{6})|fill:none;(stroke:[^"]*))" />$`), regexp.MustCompile(`-?[0-9]+\.[0-9]+`)
})

var svgStroke = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^stroke:(#[0-9A-F]{6})(?:;stroke-width:([0-9.]+))?$`)
})

// slim writes an SVG in fewer bytes: coordinates to a tenth of a pixel, a path that is filled and then stroked once, and many
// alike in a group, such as the patches of a surface.
func slim(svg []byte) []byte {
	s := &slimmer{}
	var held *gonumPath
	for _, line := range bytes.SplitAfter(svg, []byte("\n")) {
		p := readPath(bytes.TrimRight(line, "\n"))
		if p != nil && held != nil && held.stroke == nil && p.fill == nil && bytes.Equal(held.place, p.place) {
			held.stroke = p.stroke
			continue
		}
		s.add(held)
		if held = p; p == nil {
			s.release()
			s.Write(line)
		}
	}
	s.add(held)
	s.release()
	return s.Bytes()
}

// readPath reads a line that is a path; nil: it is none.
func readPath(line []byte) *gonumPath {
	path, _ := svgPaths()
	m := path.FindSubmatch(line)
	if m == nil {
		return nil
	}
	return &gonumPath{m[1], m[2], m[3]}
}

// slimmer writes paths; those that are alike it holds back until others come.
type slimmer struct {
	bytes.Buffer
	alike []*gonumPath
	kind  string // of these
}

// fewestGrouped is from how many paths a group is shorter.
const fewestGrouped = 8

func (s *slimmer) add(p *gonumPath) {
	if p == nil {
		return
	}
	if kind := p.kind(); kind != s.kind {
		s.release()
		s.kind = kind
	}
	s.alike = append(s.alike, p)
}

// kind is the width of the lines around filled paths, "0" where there are none; empty: the path is in no group.
func (p *gonumPath) kind() string {
	if p.fill == nil {
		return ""
	}
	if _, ok := inSteps(p.place, true); !ok {
		return ""
	}
	if p.stroke == nil {
		return "0"
	}
	m := svgStroke().FindSubmatch(p.stroke)
	if m == nil {
		return ""
	}
	if len(m[2]) == 0 {
		return "1"
	}
	return string(m[2])
}

// release writes the paths that were held back.
func (s *slimmer) release() {
	width, err := strconv.ParseFloat(s.kind, 64)
	if len(s.alike) < fewestGrouped || err != nil {
		for _, p := range s.alike {
			p.write(&s.Buffer)
		}
		s.alike = nil
		return
	}
	s.WriteString(`<g transform="scale(.1)"`)
	if width > 0 {
		s.WriteString(` stroke-width="` + strconv.FormatFloat(10*width, 'f', -1, 64) + `"`)
	}
	s.WriteString(">\n")
	for _, p := range s.alike {
		place, _ := inSteps(p.place, true)
		s.WriteString(`<path d="` + string(place) + `" fill="` + string(p.fill))
		if width > 0 {
			s.WriteString(`" stroke="` + string(svgStroke().FindSubmatch(p.stroke)[1]))
		}
		s.WriteString("\"/>\n")
	}
	s.WriteString("</g>\n")
	s.alike = nil
}

// write writes a path by itself.
func (p *gonumPath) write(b *bytes.Buffer) {
	b.WriteString(`<path d="`)
	b.Write(p.short())
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

// short is the path to a tenth.
func (p *gonumPath) short() []byte {
	if steps, ok := inSteps(p.place, false); ok {
		return steps
	}
	_, number := svgPaths()
	return number.ReplaceAllFunc(p.place, func(n []byte) []byte {
		v, err := strconv.ParseFloat(string(n), 64)
		if err != nil {
			return n
		}
		return []byte(tenths(v))
	})
}

// inSteps writes a path of straight lines by its steps, to tenths that do not add up to more than one, or in them; false: it
// has other lines.
func inSteps(path []byte, inTenths bool) (steps []byte, ok bool) {
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
		if !found || errX != nil || errY != nil || math.Abs(u)+math.Abs(v) > 1e6 || command != 'M' && command != 'L' {
			return nil, false
		}
		to := [2]int{int(math.Round(10 * u)), int(math.Round(10 * v))}
		if command == 'M' {
			steps, start = appendTenths(append(steps, 'M'), inTenths, to[0], to[1]), to
			after = 'M'
		} else {
			steps, after = appendStep(steps, inTenths, after, to[0]-at[0], to[1]-at[1])
		}
		at, path = to, path[end:]
	}
	return steps, true
}

// appendStep writes a step given in tenths after a command, and says by which command.
func appendStep(b []byte, inTenths bool, after byte, dx, dy int) ([]byte, byte) {
	switch {
	case dy == 0:
		return appendTenths(append(b, 'h'), inTenths, dx), 'h'
	case dx == 0:
		return appendTenths(append(b, 'v'), inTenths, dy), 'v'
	case after != 'l':
		return appendTenths(append(b, 'l'), inTenths, dx, dy), 'l'
	case dx >= 0:
		b = append(b, ' ')
	}
	return appendTenths(b, inTenths, dx, dy), 'l'
}

// appendTenths writes numbers given in tenths, in tenths or in whole ones, apart from each other.
func appendTenths(b []byte, inTenths bool, values ...int) []byte {
	for i, v := range values {
		if v >= 0 && i > 0 {
			b = append(b, ' ')
		}
		if inTenths {
			b = strconv.AppendInt(b, int64(v), 10)
			continue
		}
		text := strconv.FormatFloat(float64(v)/10, 'f', -1, 64)
		if -10 < v && v < 10 && v != 0 {
			text = strings.Replace(text, "0.", ".", 1)
		}
		b = append(b, text...)
	}
	return b
}
