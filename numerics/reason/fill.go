package reason

import (
	"strconv"
	"strings"
)

// Fill puts words in the places of a sentence: {2} is say(2), the second of count arguments, and {2|point|points} is the
// first word when say(2) is 1 and the second otherwise. A brace that is no place stands for itself.
func Fill(text string, count int, say func(number int) string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '}')
		if length < 0 {
			break
		}
		out.WriteString(text[:open])
		out.WriteString(place(text[open:open+length+1], count, say))
		text = text[open+length+1:]
	}
	return out.String() + text
}

func place(braced string, count int, say func(number int) string) string {
	fields := strings.Split(braced[1:len(braced)-1], "|")
	number, err := strconv.Atoi(fields[0])
	if err != nil || number < 1 || number > count {
		return braced
	}
	said := say(number)
	switch {
	case len(fields) != 3:
		return said
	case said == "1":
		return fields[1]
	}
	return fields[2]
}
