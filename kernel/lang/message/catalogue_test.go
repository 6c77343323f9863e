package message

import (
	"regexp"
	"slices"
	"testing"
)

var placeholders = regexp.MustCompile(`\{(\d+)(\|[^{}]*)?\}`)

func TestCatalogueIsComplete(t *testing.T) {
	for key, e := range texts() {
		if e.english == "" || e.chinese == "" {
			t.Errorf("%s lacks a language", key)
		}
		if english, chinese := numbers(e.english), numbers(e.chinese); !slices.Equal(english, chinese) {
			t.Errorf("%s fills %v in English and %v in Chinese", key, english, chinese)
		}
	}
}

// numbers are the placeholders of a text, each once, in order of their numbers.
func numbers(text string) []string {
	var all []string
	for _, match := range placeholders.FindAllStringSubmatch(text, -1) {
		all = append(all, match[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		text string
		args []any
		want string
	}{
		{"{1} takes {2} {2|number|numbers}", []any{"f", 1}, "f takes 1 number"},
		{"{1} takes {2} {2|number|numbers}", []any{"f", 2}, "f takes 2 numbers"},
		{"{ } and {3} stay, {1} does not", []any{"this"}, "{ } and {3} stay, this does not"},
		{"{1}", []any{0.1}, "0.1"},
		{"{1}", []any{[]string{"a", "b"}}, "a, b"},
		{"{1}", []any{Say("syntax.want.name")}, "a name"},
		{"{1} and {2}", []any{"{2}", "b"}, "{2} and b"},
		{"open {1", []any{"x"}, "open {1"},
	} {
		if got := (Phrase{Key: c.text, Args: c.args}).In(English); got != c.want {
			t.Errorf("%q gives %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPhraseWithoutEntry(t *testing.T) {
	if got := Say("no such key").In(Chinese); got != "no such key" {
		t.Error(got)
	}
	if got := (Phrase{}).In(English); got != "" {
		t.Error(got)
	}
}

func TestKeyTwicePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a key that stands twice is taken")
		}
	}()
	index([]entry{{"a", "b", "c"}}, []entry{{"a", "d", "e"}})
}

func TestLocales(t *testing.T) {
	for _, c := range []struct {
		all, messages, lang string
		want                Locale
	}{
		{"", "", "", English},
		{"", "", "zh_CN.UTF-8", Chinese},
		{"", "en_GB.UTF-8", "zh_CN.UTF-8", English},
		{"zh_TW", "en_GB", "C", Chinese},
		{"", "", "de_DE.UTF-8", English},
		{"C", "", "zh_CN", English},
	} {
		environment := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := FromEnvironment(func(name string) string { return environment[name] }); got != c.want {
			t.Errorf("%v gives %v", environment, got)
		}
	}
	for name, want := range map[string]bool{"zh": true, "en": true, "中文": true, "English": true, "fr": false} {
		if _, ok := ParseLocale(name); ok != want {
			t.Errorf("%s: %v", name, ok)
		}
	}
}
