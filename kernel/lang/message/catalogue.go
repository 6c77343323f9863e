package message

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
)

// Entry is one text of the catalogue: its key, and the text in both languages. In a text {1}, {2}, … stand for the
// arguments of a phrase, and {1|number|numbers} for the first word when argument 1 is one and the second otherwise.
type entry struct{ key, english, chinese string }

// texts is the whole catalogue; every subject has a table in a file of its own.
// It is made at the first message: the start of a kernel needs none.
var texts = sync.OnceValue(func() map[string]entry {
	return index(renderTexts, kernelTexts, syntaxTexts, phrasebookTexts, evalTexts, valueTexts, mathematicsTexts)
})

func index(tables ...[]entry) map[string]entry {
	all := map[string]entry{}
	for _, table := range tables {
		for _, e := range table {
			if _, twice := all[e.key]; twice {
				panic("message: the key " + e.key + " is in the catalogue twice")
			}
			all[e.key] = e
		}
	}
	return all
}

// In is the phrase as text in a language. A key that the catalogue lacks is its own text, so that an error is never
// lost; the zero phrase is empty.
func (p Phrase) In(locale Locale) string {
	if p.Key == "" {
		return ""
	}
	text := p.Key
	if e, ok := texts()[p.Key]; ok {
		text = e.in(locale)
	}
	return fill(text, p.Args, locale)
}

func (e entry) in(locale Locale) string {
	if locale == Chinese {
		return e.chinese
	}
	return e.english
}

func fill(text string, args []any, locale Locale) string {
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
		out.WriteString(placeholder(text[open:open+length+1], args, locale))
		text = text[open+length+1:]
	}
	return out.String() + text
}

// placeholder is what stands for {1} or {1|one|many}; a brace that is no placeholder stands for itself.
func placeholder(braced string, args []any, locale Locale) string {
	fields := strings.Split(braced[1:len(braced)-1], "|")
	number, err := strconv.Atoi(fields[0])
	if err != nil || number < 1 || number > len(args) {
		return braced
	}
	if len(fields) != 3 {
		return write(args[number-1], locale)
	}
	if write(args[number-1], locale) == "1" {
		return fields[1]
	}
	return fields[2]
}

// shortExponent writes 1e+06 as 1e6 and 1e-07 as 1e-7.
var shortExponent = strings.NewReplacer("e+0", "e", "e+", "e", "e-0", "e-")

func write(arg any, locale Locale) string {
	switch arg := arg.(type) {
	case Phrase:
		return arg.In(locale)
	case float64:
		return shortExponent.Replace(strconv.FormatFloat(arg, 'g', 6, 64))
	case []string:
		return strings.Join(arg, ", ")
	}
	return fmt.Sprint(arg)
}
