package message

import (
	"strings"

	"saddle/numerics/reason"
)

// Locale is a language in which messages are shown.
type Locale = reason.Locale

// The languages of the catalogue. The zero value is English.
const (
	English = reason.English
	Chinese = reason.Chinese
)

// ParseLocale reads a language's name or code: "en", "zh", "zh_CN.UTF-8", "English", "中文". It reports false, with
// English, for a language the catalogue does not have.
func ParseLocale(name string) (Locale, bool) {
	lower := strings.ToLower(strings.TrimSpace(name))
	switch {
	case strings.HasPrefix(lower, "zh"), strings.HasPrefix(lower, "chinese"), strings.HasPrefix(lower, "中文"), lower == "汉语", lower == "cn":
		return Chinese, true
	case strings.HasPrefix(lower, "en"), lower == "c", lower == "posix", strings.HasPrefix(lower, "c."):
		return English, true
	}
	return English, false
}

// LanguageVariable is the variable of the environment that names the language for this program alone.
const LanguageVariable = "SADDLE_LANG"

// FromEnvironment is the language that the environment asks for, by the variables SADDLE_LANG, LC_ALL, LC_MESSAGES and LANG
// in that order: the first that is not empty decides. getenv is os.Getenv in the program.
func FromEnvironment(getenv func(string) string) Locale {
	for _, name := range []string{LanguageVariable, "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			locale, _ := ParseLocale(value)
			return locale
		}
	}
	return English
}
