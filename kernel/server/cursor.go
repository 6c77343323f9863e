package server

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// cursor converts between a client's positions in a text and code points.
//
// Since protocol 5.2 a position counts code points. Older front ends, and some
// newer ones, count UTF-16 units, in which 𝑥 is two. A position beyond the last
// code point can only be of the second kind.
type cursor struct {
	code  string
	utf16 bool
}

// newCursor reads position as a client that speaks the given version of the
// protocol means it, and returns it in code points, inside code.
func newCursor(code, version string, position int) (cursor, int) {
	c := cursor{code: code, utf16: olderThan52(version) || position > utf8.RuneCountInString(code)}
	return c, c.points(position)
}

// points turns a client's position into code points, clamped to the text.
func (c cursor) points(position int) int {
	points, units := 0, 0
	for _, r := range c.code {
		if units >= position {
			break
		}
		units += c.width(r)
		points++
	}
	return points
}

// client turns code points into the client's own unit, clamped to the text.
func (c cursor) client(points int) int {
	units := 0
	for _, r := range c.code {
		if points <= 0 {
			break
		}
		units += c.width(r)
		points--
	}
	return units
}

func (c cursor) width(r rune) int {
	if c.utf16 && r > 0xFFFF {
		return 2
	}
	return 1
}

// olderThan52 reports whether version ("5.1") is known and below 5.2.
func olderThan52(version string) bool {
	first, rest, _ := strings.Cut(version, ".")
	second, _, _ := strings.Cut(rest, ".")
	major, err := strconv.Atoi(first)
	if err != nil {
		return false
	}
	minor, err := strconv.Atoi(second)
	if err != nil {
		minor = 0
	}
	return major < 5 || major == 5 && minor < 2
}
