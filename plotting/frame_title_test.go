package plotting

import (
	"reflect"
	"testing"
)

func TestTitlesAreBroken(t *testing.T) {
	for _, c := range []struct {
		title string
		width float64
		want  []string
	}{
		{"", 100, nil},
		{"short", 100, []string{"short"}},
		{"a title in several words", 100, []string{"a title in several", "words"}},
		{"鞍点附近的路径（动量法）", 100, []string{"鞍点附近的路径", "（动量法）"}},
		{"anunbreakableword", 60, []string{"anunbr", "eakable", "word"}},
		{"one two three four five six seven eight nine ten", 60, []string{"one two", "three four", "five six…"}},
	} {
		f := &Figure{Title: c.title}
		lines, size := f.titleLines(c.width)
		for _, line := range lines {
			if textWidth(line, size) > c.width {
				t.Errorf("%q is wider than %g", line, c.width)
			}
		}
		if !reflect.DeepEqual(lines, c.want) {
			t.Errorf("%q is broken into %q, want %q", c.title, lines, c.want)
		}
	}
}

func TestElided(t *testing.T) {
	for _, width := range []float64{20, 50, 100} {
		if got := elided("x^2 + y^2 + 2x y - 1", 12, width); textWidth(got, 12) > width || len(got) < 3 {
			t.Errorf("in %g pixels: %q", width, got)
		}
	}
	if got := elided("x", 12, 100); got != "x" {
		t.Errorf("x becomes %q", got)
	}
}
