package notebook

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// repeated holds what, many times on end, some reader of Markdown or HTML takes long for.
var repeated = []string{
	"a", "AAAA+/09", "`", "` `` ", "``` ` ", "~", "~~~\n", "$", "$1", "${", "$1}", "$$ ", `\(`, `\[ `, `\\(`, `\begin{`, `\begin{a}`,
	`\`, "\n", "\n \n", ">", "> ", "- ", "1. ", "- a\n> b\n", "[", "]", "![", "[a](", "[a](b", "[a](<", "[a](<b)", "[a](()",
	"[a](b \"c)", "[a][", "[![a](b)", "[a]\n", "*a_b", "*a **b ", "~~a ", "<", "<a", "<div>", "<b>", "<a>", "<table>", "<i><b>", "<h1><div>",
	"<!--", "<?", "&#", "&#xe000;", "\ue000-1\ue001", "|a", "a|b\n-|-\n", "http://a(", "a@", "<p><b>", "\\frac", "x^", "<svg>",
}

// TestTextsAreReadOnce renders long texts that readers are slow with. All take a few seconds; before they were
// read once, one of them took a minute.
func TestTextsAreReadOnce(t *testing.T) {
	const size, patience = 15_000, 30 * time.Second
	begun := time.Now()
	for _, unit := range repeated {
		text := strings.Repeat(unit, size/len(unit))
		new(page).prose(text, nil)
		new(page).showHTML(Output{}, text)
		if took := time.Since(begun); took > patience {
			t.Fatalf("after %q it has taken %v", unit, took)
		}
	}
	whole := new(page).prose("![](data:image/png;base64,"+strings.Repeat("AAAA", 250_000)+")", nil)
	if !strings.Contains(whole, `alt="">`) || len(whole) < 1_000_000 {
		t.Errorf("a picture of a megabyte came out as %.60s", whole)
	}
}

func TestMacrosOfOneDocumentEnd(t *testing.T) {
	var p page
	text := `$\def\a{` + strings.Repeat("x", 20_000) + "}$" + strings.Repeat(` $\a$`, 10_000)
	if got := p.prose(text, nil); len(got) > 200<<20 || !strings.Contains(got, "too long texts") {
		t.Errorf("%d bytes", len(got))
	}
}

// TestLiftedAndRestored puts texts of random pieces together again.
func TestLiftedAndRestored(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := append([]string{"x", "}", "$", "$", `\)`, `\end{a}`, "\n", "\ue000", "\ue001", "0", "-1", "é", "\xff"}, repeated...)
	for range 2000 {
		var b strings.Builder
		for range random.IntN(30) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		l := lift(b.String(), false)
		if got := l.source(l.text); got != b.String() {
			t.Fatalf("%q came back as %q", b.String(), got)
		}
		new(page).prose(b.String(), nil)
	}
}

func TestTextOfAllPrivateSigns(t *testing.T) {
	var all strings.Builder
	for r := rune(0xE000); r <= 0xF8FF; r++ {
		all.WriteRune(r)
	}
	if got := proseOf(all.String() + "\ue000-1\ue001 $x^2$"); !strings.Contains(got, "<math>") || !strings.Contains(got, "\ue000-1\ue001") {
		t.Errorf("got %.80s", got)
	}
	for _, area := range [][2]rune{{0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}} {
		for r := area[0]; r <= area[1]; r++ {
			all.WriteRune(r)
		}
	}
	if got := proseOf(all.String() + " $x^2$"); !strings.Contains(got, "$x^2$") {
		t.Error("where no sign is left the formula is not shown as it is written")
	}
}

func TestCostlyMarksAreText(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{strings.Repeat(">", 101) + "a", "&gt;a"},
		{strings.Repeat("- ", 101) + "a", "- a"},
		{strings.Repeat("[a](b \"", 101) + "[c](d)", `<a href="d">c</a>`},
		{"```\n" + strings.Repeat(">", 200) + "\n```", strings.Repeat("&gt;", 200)},
		{strings.Repeat("- [a](b) *c*\n", 5000), `<a href="b">a</a> <em>c</em></li>` + "\n</ul>"},
	} {
		if got := proseOf(test.source); !strings.Contains(got, test.want) {
			t.Errorf("%.20s…: …%s", test.source, got[max(0, len(got)-80):])
		}
	}
}
