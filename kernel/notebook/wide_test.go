package notebook

import (
	"strings"
	"testing"
)

// TestWhatIsWideScrolls wraps or marks what does not wrap: long formulas, and tables.
func TestWhatIsWideScrolls(t *testing.T) {
	long := strings.TrimSuffix(strings.Repeat("x_i + ", 12), " + ")
	for _, c := range []struct {
		source string
		mark   string // "" for none
	}{
		{"$" + long + "$", `<span class="wide" tabindex="0"><math`},
		{"$$" + long + "$$", `<span class="display" tabindex="0"><math`},
		{"$x + y$", ""},
		{"$\\mathrm{a}$ and $\\beta\\gamma$", ""},
		{"$a$, $b + c$, $d$, $e + f$, $g - h$, $i$, $j + k$", ""},
		{"$a < b$, `1 < 2 < 3 < 4 < 5 < 6 < 7 < 8`", ""},
		{"$$x^2$$", ""},
		{"| a | b |\n|---|---|\n| 1 | 2 |", `<div class="wide" tabindex="0"><table`},
		{"words " + strings.Repeat("and more words ", 30), ""},
	} {
		got := new(page).prose(c.source, new(Cell))
		if c.mark == "" && strings.Contains(got, "tabindex") || !strings.Contains(got, c.mark) {
			t.Errorf("%s: %s", c.source, got)
		}
	}
	out := new(page).prose("| a |\n|---|\n| 1 |", nil)
	if strings.Contains(out, "wide") || reachable(out) != focusable {
		t.Errorf("a table of an output, which scrolls as a whole: %s", out)
	}
}

// TestPicturesInARow keeps a picture as wide as several side by side from being shrunk to a phone's width, and lets it be scrolled.
func TestPicturesInARow(t *testing.T) {
	for width, want := range map[int]bool{480: false, 700: false, 840: true, 1020: true} {
		shown := new(page).output(Output{
			Type: DisplayData, Data: map[string]any{"image/png": "iVBORw0="}, Metadata: map[string]any{"image/png": map[string]any{"width": width}},
		})
		if got := strings.Contains(shown, `class="row"`); got != want || (reachable(shown) == focusable) != want {
			t.Errorf("%d pixels wide: %s", width, shown)
		}
	}
}

func TestSigns(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "<mi>αβ</mi>": 2, "<a b=\"c\">&lt;&#x3b1;</a>d": 3, "a & b": 5, "a&b;c": 3, "<unclosed": 0, "中文": 2,
	} {
		if got := signs(text); got != want {
			t.Errorf("%q has %d signs, not %d", text, got, want)
		}
	}
}

// TestBlankHeads leaves no head of a table that says nothing, and that of others as it is.
func TestBlankHeads(t *testing.T) {
	for source, want := range map[string]string{
		"|   |   |\n|---|---|\n| 1 | 2 |":   "<table>\n\n<tbody>",
		"|   | b |\n|---|---|\n| 1 | 2 |":   "<td></td>\n<th>b</th>",
		"| $x$ | b |\n|---|---|\n| 1 | 2 |": "<th><math",
	} {
		if got := new(page).prose(source, new(Cell)); !strings.Contains(got, want) {
			t.Errorf("%q: %s", source, got)
		}
	}
}
