package script

import (
	"slices"
	"testing"
)

func TestSplitCells(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"1\n2\n", []string{"1\n2"}},
		{"1\n%%\n2", []string{"1", "2"}},
		{"%%\n\n%% a title\n1\r\n2\n%%\n", []string{"1\n2"}},
		{"x = 50 %% 2", []string{"x = 50 %% 2"}},
	} {
		if got := splitCells(test.text); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}
