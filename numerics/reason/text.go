package reason

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
