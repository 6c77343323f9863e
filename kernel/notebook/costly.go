package notebook

import "strings"

// Readers of Markdown take a time that grows with the square of what is nested,
// or begins and never ends. A page is for people, so what no person writes is
// text here: its mark is escaped.
const (
	deepestContainer = 100  // quotes and lists that begin on one line
	farthestLinkEnd  = 4096 // bytes from a link's ( to its ), in more than mostFarLinks
	mostFarLinks     = 100
	mostMarks        = 5000 // of emphasis and links, in a paragraph, an item of a list or a row of a table
)

// isCostly reports whether the sign here is to be escaped.
func (s *lifter) isCostly() bool {
	switch c := s.text[s.at]; {
	case s.lineStart:
		s.beginLine(c)
		return s.containers > deepestContainer || s.isMark(c)
	case c == '(' && s.at > 0 && s.text[s.at-1] == ']' && s.isFarLink():
		s.farLinks++
		return s.farLinks > mostFarLinks
	default:
		return s.isMark(c)
	}
}

// beginLine counts what begins on a line that is blank so far.
func (s *lifter) beginLine(c byte) {
	switch {
	case s.beginsContainer():
		s.containers++
		s.marks = 0
	case c == '\n', c == '|', c == '#':
		s.marks = 0
	}
}

// isMark counts the marks of emphasis and links, and reports whether c is one too many.
func (s *lifter) isMark(c byte) bool {
	if strings.IndexByte("*_~[]", c) < 0 {
		return false
	}
	s.marks++
	return s.marks > mostMarks
}

// beginsContainer reports whether the sign here is the mark of a quote, or the
// last one of a list's.
func (s *lifter) beginsContainer() bool {
	c := s.text[s.at]
	return c == '>' || strings.IndexByte("-*+.)", c) >= 0 && s.at+1 < len(s.text) && strings.IndexByte(" \t", s.text[s.at+1]) >= 0
}

// isFarLink reports whether the end of the link whose brackets are open here is far, or nowhere.
func (s *lifter) isFarLink() bool {
	end, ok := s.partners[s.at]
	if strings.HasPrefix(s.text[s.at+1:], "<") {
		if end, ok = s.next(closing{sign: ">"}, s.at); ok && strings.Contains(s.text[s.at:min(end, s.at+farthestLinkEnd)], "\n") {
			return false // read to the line's end only
		}
	}
	return !ok || end-s.at > farthestLinkEnd
}

// findPartners notes where the round brackets end that begin behind a square
// one, within their paragraph, and where there are pointed ones.
func (c *closings) findPartners() {
	c.partners = map[int]int{}
	var open []int
	for i := 0; i < len(c.text); i++ {
		switch c.text[i] {
		case '\\':
			i++
		case '(':
			open = append(open, i)
		case '>':
			c.add(closing{sign: ">"}, i)
		case ')':
			if len(open) > 0 {
				c.pair(open[len(open)-1], i)
				open = open[:len(open)-1]
			}
		}
	}
}

// pair makes two parentheses partners where they hold the target of a link, behind ] and in one paragraph.
func (c *closings) pair(start, end int) {
	if start > 0 && c.text[start-1] == ']' && !c.blankLineIn(start, end) {
		c.partners[start] = end
	}
}
