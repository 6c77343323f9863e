package message

import (
	"strings"
	"testing"
)

// An exercise without an answer is called so to who reads Chinese; for programs it keeps its name, and so does every other error.
func TestShownKind(t *testing.T) {
	for _, c := range []struct {
		kind   string
		locale Locale
		want   string
	}{
		{"Unsolved", Chinese, "未作答\x1b[0m：请把答案写在 ? 处"}, {"Unsolved", English, "Unsolved\x1b[0m: put your answer in place of ?"},
		{"NameError", Chinese, "NameError\x1b[0m：请把答案写在 ? 处"},
	} {
		e := New(c.kind, "exercise.hole")
		if shown := RenderANSI(e, c.locale); !strings.HasPrefix(strings.TrimPrefix(shown, red), c.want) || e.Kind != c.kind {
			t.Errorf("%s in %v is shown as %q, not %q", c.kind, c.locale, shown, c.want)
		}
	}
}
