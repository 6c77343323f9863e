package reason

import "fmt"

// Locale is a language in which things are said.
type Locale int

// The languages. The zero value is English.
const (
	English Locale = iota
	Chinese
)

// String is the code of the language: "en" or "zh".
func (l Locale) String() string {
	if l == Chinese {
		return "zh"
	}
	return "en"
}

// What stands between the parts of a sentence: its clauses, its remarks, things of one kind, and what is said of a thing.
var (
	Semicolon = Both("; ", "；")
	Comma     = Both(", ", "，")
	Between   = Both(", ", "、")
	Colon     = Both(": ", "：")
)

// Text is a text in both languages. The zero text says nothing.
type Text struct{ English, Chinese string }

// Both makes a text; one without the other does not compile.
func Both(english, chinese string) Text { return Text{english, chinese} }

// In is the text in a language.
func (t Text) In(locale Locale) string {
	if locale == Chinese {
		return t.Chinese
	}
	return t.English
}

// Plus is the text with another one behind it.
func (t Text) Plus(tail Text) Text { return Text{t.English + tail.English, t.Chinese + tail.Chinese} }

// With is the text with its verbs, as those of fmt, filled in.
func (t Text) With(args ...any) Text {
	return Text{fmt.Sprintf(t.English, args...), fmt.Sprintf(t.Chinese, args...)}
}

// Complete reports whether the text says something in both languages, and not the same.
func (t Text) Complete() bool { return t.English != "" && t.Chinese != "" && t.English != t.Chinese }
