package session_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"saddle/kernel/lang/message"
	"saddle/kernel/session"
	"saddle/numerics/descent"
)

// TestHelpInChinese asks for help on everything in Chinese.
func TestHelpInChinese(t *testing.T) {
	s := session.New(session.Options{Locale: message.Chinese})
	var names []string
	for _, b := range explained() {
		names = append(names, b.Name)
	}
	for _, rule := range descent.Rules() {
		names = append(names, rule.Name)
	}
	for _, name := range names {
		help := mustRun(t, s, "help("+strconv.Quote(name)+")")
		if han := strings.IndexFunc(help, func(r rune) bool { return unicode.Is(unicode.Han, r) }); han < 0 {
			t.Errorf("help(%q) has no Chinese: %s", name, help)
		}
	}
}
