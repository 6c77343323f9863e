package notebook

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// closings knows of a text where each of the signs that end something stands, so
// that what begins anywhere finds its end without reading on: a text is read
// once, however much in it begins and never ends.
type closings struct {
	text   string
	at     map[closing][]int // in order
	depths []int32           // the braces open before each place, escaped ones aside
	blanks [][2]int          // the line ends before and behind each blank line

	partners map[int]int // of brackets that may be a link's, by their beginnings; of Markdown only
}

// closing is a sign that ends something: a run of backticks, an environment's
// end, or, under the number of braces open before it, a formula's delimiter or a
// brace.
type closing struct {
	sign  string
	depth int32
}

func ticksOf(n int) closing { return closing{sign: "`" + strconv.Itoa(n)} }

func newClosings(text string) *closings {
	c := &closings{text: text, at: map[closing][]int{}, depths: make([]int32, len(text)+1)}
	c.findDelimiters()
	c.findEnvironments()
	c.findBlankLines()
	return c
}

func (c *closings) add(what closing, at int) { c.at[what] = append(c.at[what], at) }

// next returns the first place from at on where a sign stands.
func (c *closings) next(what closing, at int) (place int, ok bool) {
	places := c.at[what]
	i, _ := slices.BinarySearch(places, at)
	if i == len(places) {
		return 0, false
	}
	return places[i], true
}

// endOf returns where the delimiter end stands that closes what begins at start:
// outside braces and within one paragraph. A dollar right before a digit closes
// nothing: it is a price.
func (c *closings) endOf(start int, end string) (at int, ok bool) {
	depth := c.depths[start]
	at, ok = c.next(closing{end, depth}, start)
	if !ok || c.blankLineIn(start, at) {
		return 0, false
	}
	brace, closed := c.next(closing{"}", depth}, start)
	return at, !closed || at < brace
}

// blankLineIn reports whether a whole blank line lies between two places.
func (c *closings) blankLineIn(from, to int) bool {
	i := sort.Search(len(c.blanks), func(i int) bool { return c.blanks[i][0] >= from })
	return i < len(c.blanks) && c.blanks[i][1] < to
}

func (c *closings) findTicks() {
	for i := 0; i < len(c.text); {
		next := strings.IndexByte(c.text[i:], '`')
		if next < 0 {
			return
		}
		i += next
		rest := c.text[i:]
		n := len(rest) - len(strings.TrimLeft(rest, "`"))
		c.add(ticksOf(n), i)
		i += n
	}
}

// findDelimiters notes the braces and the ends of formulas that no backslash escapes.
func (c *closings) findDelimiters() {
	depth := int32(0)
	for i := 0; i < len(c.text); i++ {
		c.depths[i] = depth
		switch c.text[i] {
		case '$', '\\':
			c.findDelimiter(i, depth)
		case '{':
			depth++
		case '}':
			c.add(closing{"}", depth}, i)
			depth--
		}
		if c.text[i] == '\\' && i+1 < len(c.text) {
			i++
			c.depths[i] = depth
		}
	}
	c.depths[len(c.text)] = depth
}

func (c *closings) findDelimiter(at int, depth int32) {
	for _, d := range delimiters {
		if strings.HasPrefix(c.text[at:], d.end) && !(d.end == "$" && price(c.text[at+1:])) {
			c.add(closing{d.end, depth}, at)
		}
	}
}

func price(after string) bool { return after != "" && '0' <= after[0] && after[0] <= '9' }

func (c *closings) findEnvironments() {
	for i := 0; ; {
		next := strings.Index(c.text[i:], environmentEnd)
		if next < 0 {
			return
		}
		at := i + next
		i = at + len(environmentEnd)
		if name, ok := environmentName(c.text[i:]); ok {
			c.add(closing{sign: environmentEnd + name + "}"}, at)
		}
	}
}

func (c *closings) findBlankLines() {
	before := strings.IndexByte(c.text, '\n')
	for before >= 0 {
		next := strings.IndexByte(c.text[before+1:], '\n')
		if next < 0 {
			return
		}
		end := before + 1 + next
		if strings.TrimSpace(c.text[before+1:end]) == "" {
			c.blanks = append(c.blanks, [2]int{before, end})
		}
		before = end
	}
}
