package message

import (
	"fmt"
	"strings"
	"sync"

	"saddle/numerics/reason"
)

// entry is one text of the catalogue: its key, and the text in both languages. In a text {1}, {2}, … stand for the
// arguments of a phrase, and {1|number|numbers} for the first word when argument 1 is one and the second otherwise.
type entry struct{ key, english, chinese string }

// texts is the whole catalogue; every subject has a table in a file of its own.
// It is made at the first message: the start of a kernel needs none.
var texts = sync.OnceValue(func() map[string]entry {
	return index(renderTexts, kernelTexts, syntaxTexts, phrasebookTexts, evalTexts, valueTexts, mathematicsTexts, searchTexts)
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
	return reason.Fill(text, len(p.Args), func(number int) string { return write(p.Args[number-1], locale) })
}

func (e entry) in(locale Locale) string {
	if locale == Chinese {
		return e.chinese
	}
	return e.english
}

func write(arg any, locale Locale) string {
	switch arg := arg.(type) {
	case Phrase:
		return arg.In(locale)
	case float64:
		return reason.Number(arg, 6)
	case []string:
		return strings.Join(arg, reason.Between.In(locale))
	case reason.Text:
		return arg.In(locale)
	}
	return fmt.Sprint(arg)
}
