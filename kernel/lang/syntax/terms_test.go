package syntax

import (
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

func TestTermsAreWrittenAsTheySay(t *testing.T) {
	seen := map[string]bool{}
	for _, term := range terms {
		if seen[term.Word] {
			t.Errorf("%s stands in the table twice", term.Word)
		}
		seen[term.Word] = true
		for way := range strings.SplitSeq(term.Write, " | ") {
			if strings.Contains(way, "…") || keywords[way] || strings.HasPrefix(way, "optimizer") {
				continue
			}
			if _, errors := Parse(&message.Source{Text: way}); len(errors) > 0 {
				t.Errorf("%s: %s cannot be read: %v", term.Word, way, errors[0])
			}
		}
	}
}
