package notebook

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// annotation matches the source that each formula carries along.
var annotation = regexp.MustCompile(`<annotation[^>]*>[^<]*</annotation>`)

func proseOf(source string) string {
	p := &page{language: "saddle"}
	return annotation.ReplaceAllString(p.prose(source, nil), "")
}

const x2 = `<math><semantics><msup><mi>x</mi><mn>2</mn></msup></semantics></math>`

func TestProse(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"a formula in a line", "a $x^2$ b", "<p>a " + x2 + " b</p>\n"},
		{"underscores are no emphasis", "$x_1$ and $x_2$", "<p><math><semantics><msub><mi>x</mi><mn>1</mn></msub></semantics></math> and <math><semantics><msub><mi>x</mi><mn>2</mn></msub></semantics></math></p>\n"},
		{"emphasis around a formula", "*a $x^2$*", "<p><em>a " + x2 + "</em></p>\n"},
		{"backslash brackets", `\(x^2\) \\(x^2\\)`, "<p>" + x2 + " " + x2 + "</p>\n"},
		{"displayed", "$$\nx^2\n$$", `<p><span class="display">` + strings.Replace(x2, "<math>", `<math display="block">`, 1) + "</span></p>\n"},
		{"displayed by backslashes", `\[x^2\]`, `<p><span class="display">` + strings.Replace(x2, "<math>", `<math display="block">`, 1) + "</span></p>\n"},
		{"a bar in a table", "|a|\n|-|\n|$|x|$|", ""},
		{"prices", "$5 and $6", "<p>$5 and $6</p>\n"},
		{"escaped dollars", `\$x^2\$`, "<p>$x^2$</p>\n"},
		{"a formula ends with its paragraph", "$x\n\ny$", "<p>$x</p>\n<p>y$</p>\n"},
		{"not in code", "`$x^2$` ``a`$x$``", "<p><code>$x^2$</code> <code>a`$x$</code></p>\n"},
		{"not in a fence", "```\n$x^2$\n```\n", "<pre><code>$x^2$\n</code></pre>\n"},
		{"not in indented code", "a\n\n    $x^2$\n", "<p>a</p>\n<pre><code>$x^2$\n</code></pre>\n"},
		{"an unclosed fence", "~~~\n$x^2$", "<pre><code>$x^2$\n</code></pre>\n"},
		{"what cannot be set stays", `$\foo<b>$`, `<p><code class="formula" title="not typeset: \foo is not known">$\foo&lt;b&gt;$</code></p>` + "\n"},
		{"our code is coloured", "```saddle\nif 1\n```", "<pre><code><span class=\"k\">if</span> <span class=\"n\">1</span>\n</code></pre>\n"},
		{"other code is not", "```python\nif 1\n```", "<pre><code class=\"language-python\">if 1\n</code></pre>\n"},
		{"headings can be linked to", "## The `f` of $x^2$", `<h2 id="The-f-of-$x^2$">The <code>f</code> of ` + x2 + "</h2>\n"},
		{"harmless HTML passes", `<details open><summary>S</summary><b style="color:red">x</b></details>`, `<details open=""><summary>S</summary><b style="color:red">x</b></details>`},
		{"scripts do not", "a<script>alert(1)</script><b onclick=\"alert(1)\">b</b>", "<p>a<b>b</b></p>\n"},
		{"nor links that run", "[a](javascript:alert(1)) <a href=\" java&#x09;script:alert(1)\">b</a>", "<p><a>a</a> <a>b</a></p>\n"},
		{"nor styles that fetch", `<b style="background:url(http://x)">b</b><style>*{}</style>`, "<p><b>b</b></p>\n"},
		{"nor paints that fetch", `<svg><path fill="url(http://x)" stroke="U&#x5c;72l(//x)"/><path fill="url(#a)"/></svg>`, "<p><svg><path></path><path fill=\"url(#a)\"></path></svg></p>\n"},
		{"nor styles that lie over others", `<b style="position:absolute;top:0">b</b><b style="margin:-9em">c</b><i style="inset:0">d</i><b class="count" style="color:red; margin-left:1em">e</b>`,
			`<p><b>b</b><b>c</b><i>d</i><b style="color:red; margin-left:1em">e</b></p>` + "\n"},
		{"nor formulas that do", `<math><mspace width=" -99em"></mspace></math>`, "<p><math><mspace></mspace></math></p>\n"},
		{"nor frames", `<iframe src="http://x">inside</iframe>b`, "b"},
		{"open elements are closed", "<div><i>x", "<div><i>x</i></div>"},
		{"and none too many", "x</main></div>", "<p>x</p>\n"},
		{"far pictures become links", "![a](http://x/y.png)", `<p><a href="http://x/y.png">a</a></p>` + "\n"},
		{"data is a picture", "![a](data:image/png;base64,AAAA)", `<p><img src="data:image/png;base64,AAAA" alt="a"></p>` + "\n"},
		{"a formula in an alternative text", "![$x^2$](data:image/png;base64,AAAA)", `<p><img src="data:image/png;base64,AAAA" alt="$x^2$"></p>` + "\n"},
		{"tasks", "- [x] a", "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>\n</ul>\n"},
		{"Chinese lines join", "中文\n换行", "<p>中文换行</p>\n"},
	} {
		got := proseOf(test.source)
		if test.want == "" {
			if !strings.Contains(got, "<table>") || strings.Count(got, "|</mo>") != 2 {
				t.Errorf("%s: got %s", test.name, got)
			}
			continue
		}
		if got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestTheMarksOfFormulasCannotBeForged(t *testing.T) {
	got := proseOf("\uE000" + "0" + "\uE001 and $x^2$")
	if strings.Count(got, "<math>") != 1 || !strings.Contains(got, "\uE000") {
		t.Errorf("got %s", got)
	}
}

func TestOutputs(t *testing.T) {
	data := func(mime, text string) Output {
		return Output{Type: DisplayData, Data: map[string]any{mime: text, "text/plain": "a \"word\""}}
	}
	png := data("image/png", "iVBO\nRw0=\n")
	png.Metadata = map[string]any{"image/png": map[string]any{"width": 30.4, "height": 20}}
	for _, test := range []struct {
		name string
		out  Output
		want string
	}{
		{"a stream", Output{Type: Stream, Name: "stdout", Text: "a<b\n"}, `<pre class="stream">a&lt;b</pre>`},
		{"progress leaves its last state", Output{Type: Stream, Name: "stderr", Text: "10 %\r20 %\r\nab\bc\n"}, "<pre class=\"stream stderr\">20 %\nac</pre>"},
		{"an empty stream", Output{Type: Stream, Name: "stdout"}, ""},
		{"an error", Output{Type: Error, ErrorName: "NameError", ErrorValue: "x", Traceback: []string{"\x1b[1;31mline <1>\x1b[0m", " ^"}},
			"<pre class=\"error\"><span class=\"ansi-bold ansi-red\">line &lt;1&gt;</span>\n ^</pre>"},
		{"an error without traceback", Output{Type: Error, ErrorName: "NameError", ErrorValue: "x"}, `<pre class="error">NameError: x</pre>`},
		{"plain", Output{Type: ExecuteResult, Data: map[string]any{"text/plain": "1 < 2"}}, `<pre>1 &lt; 2</pre>`},
		{"html before all", data("text/html", "<table><tr><td>1<script>x</script></table>"), `<div class="rich"><table><tbody><tr><td>1</td></tr></tbody></table></div>`},
		{"formulas in html", data("text/html", "<i>$x^2$</i><code>$x$</code>"), `<div class="rich"><i>` + x2 + `</i><code>$x$</code></div>`},
		{"a picture", png, `<img src="data:image/png;base64,iVBORw0=" alt="a &#34;word&#34;" width="30" height="20">`},
		{"a broken picture", data("image/png", "???"), `<pre>a &#34;word&#34;</pre>`},
		{"svg is an image", data("image/svg+xml", "<svg/>"), `<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="a &#34;word&#34;">`},
		{"markdown", data("text/markdown", "*a*"), "<div class=\"rich\"><p><em>a</em></p>\n</div>"},
		{"latex", data("text/latex", "$$x^2$$"), `<span class="display">` + strings.Replace(x2, "<math>", `<math display="block">`, 1) + `</span>`},
		{"latex in dollars", data("text/latex", "$x^2$"), `<span class="display">` + strings.Replace(x2, "<math>", `<math display="block">`, 1) + `</span>`},
		{"latex without delimiters", data("text/latex", "x^2"), `<span class="display">` + strings.Replace(x2, "<math>", `<math display="block">`, 1) + `</span>`},
		{"latex that cannot be set", data("text/latex", `$\foo$`), `<code class="formula" title="not typeset: \foo is not known">$\foo$</code>`},
		{"JSON if there is nothing else", Output{Type: DisplayData, Data: map[string]any{"application/json": map[string]any{"a": 1}}}, "<pre>{\n  &#34;a&#34;: 1\n}</pre>"},
		{"nothing known", Output{Type: DisplayData, Data: map[string]any{"application/x": "?"}}, ""},
	} {
		p := &page{}
		if got := annotation.ReplaceAllString(p.output(test.out), ""); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

// Formulas in HTML are written as HTML is: what they hold is what a browser would read there.
func TestEscapedFormulas(t *testing.T) {
	for tex, escaped := range map[string]string{
		`a < b`: `a &lt; b`, `\begin{aligned}a&=b\\c&=d\end{aligned}`: `\begin{aligned}a&amp;=b\\c&amp;=d\end{aligned}`,
		`\begin{matrix}a&b\end{matrix}`: `\begin{matrix}a&amp;b\end{matrix}`, `a > "b"`: `a &gt; &#34;b&#34;`,
	} {
		of := func(mime, text string) string {
			return annotation.ReplaceAllString((&page{}).output(Output{Type: DisplayData, Data: map[string]any{mime: text}}), "")
		}
		set := strings.Replace(of("text/latex", tex), ` display="block"`, "", 1)
		set = strings.TrimSuffix(strings.TrimPrefix(set, `<span class="display">`), "</span>")
		if got, want := of("text/html", "<p>$"+escaped+"$</p>"), `<div class="rich"><p>`+set+`</p></div>`; got != want {
			t.Errorf("%s in HTML\ngot  %s\nwant %s", tex, got, want)
		}
	}
}

func TestColours(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"plain", "plain"},
		{"\x1b[32mg\x1b[39mn", `<span class="ansi-green">g</span>n`},
		{"\x1b[95;1mx\x1b[22my\x1b[mz", `<span class="ansi-bold ansi-magenta">x</span><span class="ansi-magenta">y</span>z`},
		{"\x1b[38;5;196mx", `<span style="color:#ff0000">x</span>`},
		{"\x1b[48;2;1;2;3mx", `<span style="background:#010203">x</span>`},
		{"\x1b[38;5mx", "x"},
		{"\x1b[2Ka\x1b]0;title\x07b\x1b[", "ab\x1b["},
		{"\x1b[41m<\x1b[0m", `<span class="ansi-on-red">&lt;</span>`},
	} {
		if got := terminalHTML(test.text); got != test.want {
			t.Errorf("%q\ngot  %s\nwant %s", test.text, got, test.want)
		}
	}
}

func TestHighlight(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{"optimizer gd(f, θ) # <b>", `<span class="k">optimizer</span> gd(f, θ) <span class="c"># &lt;b&gt;</span>`},
		{"1..n + 2.5e-3", `<span class="n">1</span>..n + <span class="n">2.5e-3</span>`},
		{"x1 = 2e", `x1 = <span class="n">2</span>e`},
		{`load("a # b")`, `load(<span class="s">&#34;a # b&#34;</span>)`},
		{"\"open\nend", "<span class=\"s\">&#34;open</span>\n<span class=\"k\">end</span>"},
		{"ending start_1", "ending start_1"},
	} {
		p := &page{language: "saddle"}
		if got := p.highlight(test.source); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.source, got, test.want)
		}
	}
	if got := (&page{language: "python"}).highlight("if <1"); got != "if &lt;1" {
		t.Errorf("another language: %s", got)
	}
}

func TestPageStandsAlone(t *testing.T) {
	nb := New()
	nb.Append(Markdown, "Before.\n\n# The *first* $x^2$ heading <script>")
	nb.Append(Code, "1 + 1")
	nb.Append(Code, "  ")
	nb.Append(Raw, "<raw>")
	got := string(Page(nb, PageOptions{Title: "other"}))
	for _, want := range []string{
		"<!DOCTYPE html>", `<html lang="en">`, "<title>The first $x^2$ heading", "default-src 'none'", `<pre class="raw">&lt;raw&gt;</pre>`,
		`<pre><code><span class="n">1</span> + <span class="n">1</span></code></pre>`, "@media print", "prefers-color-scheme: dark",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, bad := range []string{"<script", "src=\"http", "@import", "url(http"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	for _, link := range regexp.MustCompile(`<link[^>]{0,80}`).FindAllString(got, -1) {
		if !strings.HasPrefix(link, `<link rel="preload" as="font" type="font/woff2" crossorigin href="data:`) {
			t.Errorf("the page asks for %s", link)
		}
	}
	if n := strings.Count(got, `<section class="code">`); n != 1 {
		t.Errorf("%d cells of code, want 1: an empty one shows nothing", n)
	}
}

// A font that comes after the text moves what stands below a formula, so it is there before.
func TestFontBeforeText(t *testing.T) {
	face := regexp.MustCompile(`@font-face \{ font-family: "Saddle Formulas"; src: url\((data:[^)]*)\)`)
	for source, wanted := range map[string]bool{"a $x^2$": true, "`x^2`": false} {
		nb := New()
		nb.Append(Markdown, source)
		got := string(Page(nb, PageOptions{}))
		if font := face.FindStringSubmatch(got); font == nil || strings.Contains(got, `crossorigin href="`+font[1]+`">`) != wanted {
			t.Errorf("%s: the font is read first: %v, want %v", source, !wanted, wanted)
		}
	}
}

func TestTitleAndLanguage(t *testing.T) {
	nb := New()
	if got := string(Page(nb, PageOptions{Title: "a & b"})); !strings.Contains(got, "<title>a &amp; b</title>") {
		t.Error("the given title is not used")
	}
	nb.Append(Markdown, "# 临界点\n\n梯度为零。")
	if got := string(Page(nb, PageOptions{})); !strings.Contains(got, `<html lang="zh">`) || !strings.Contains(got, "<title>临界点</title>") {
		t.Error("a Chinese notebook is not taken for one")
	}
}

func TestPicturesFromTheFolder(t *testing.T) {
	dir := t.TempDir()
	inside := filepath.Join(dir, "lesson")
	if err := os.MkdirAll(filepath.Join(inside, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(inside, "data", "a b.png"), filepath.Join(dir, "secret.png")} {
		if err := os.WriteFile(path, []byte("picture"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.png"), filepath.Join(inside, "link.png")); err != nil {
		t.Fatal(err)
	}
	p := &page{options: PageOptions{Dir: inside}}
	want := "data:image/png;base64," + base64.StdEncoding.EncodeToString([]byte("picture"))
	if got := p.prose("![a](data/a%20b.png)", nil); !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
	for _, source := range []string{"../secret.png", "link.png", filepath.Join(dir, "secret.png"), "file://" + filepath.Join(dir, "secret.png"), "none.png"} {
		if got := p.prose("![a]("+source+")", nil); strings.Contains(got, "base64") {
			t.Errorf("%s was read: %s", source, got)
		}
	}
}

func TestAttachments(t *testing.T) {
	nb, err := ReadFile("testdata/jupyter.ipynb")
	if err != nil {
		t.Fatal(err)
	}
	if got := string(Page(nb, PageOptions{})); !strings.Contains(got, `<img src="data:image/png;base64,iVBORw0KGgo=" alt="pic">`) {
		t.Error("the attached picture is missing")
	}
}

func FuzzProse(f *testing.F) {
	for _, s := range []string{"# a $x$\n\n* b `$`\n", "<b><script>x</script>", "![a](b.png)", "$$\\begin{x}$$", "<svg><style><img src=x onerror=alert(1)>", "<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=1 onerror=alert(1)>\">"} {
		f.Add(s)
	}
	for _, unit := range repeated {
		f.Add(unit + " $x^2$ " + unit)
	}
	running := regexp.MustCompile(`(?i)<script|<iframe|<style|<[a-z][^>"]*("[^"]*"[^>"]*)*\son\w+\s*=`)
	f.Fuzz(func(t *testing.T, source string) {
		p := &page{}
		got := p.prose(source, nil)
		again := p.clean(got, lifted{}, nil)
		firstHeading(source)
		terminalHTML(source)
		p.highlight(source)
		for _, text := range []string{got, again, p.showHTML(Output{}, source)} {
			if running.MatchString(text) {
				t.Fatalf("%q lets something run:\n%s", source, text)
			}
		}
	})
}

// TestPredictions looks that what a reader is to predict is folded, in the language of the notebook.
func TestPredictions(t *testing.T) {
	for text, word := range map[string]string{"What comes?": "Show what it gives", "会得到什么？": "显示运行结果"} {
		nb := New()
		nb.Append(Markdown, text)
		for _, tags := range [][]string{{"prediction"}, nil} {
			cell := nb.Insert(len(nb.Cells()), Code, "1 + 1", tags...)
			if err := cell.SetOutputs([]Output{{Type: Stream, Name: "stdout", Text: "2"}}); err != nil {
				t.Fatal(err)
			}
		}
		nb.Insert(len(nb.Cells()), Code, "3", "prediction")
		page := string(Page(nb, PageOptions{}))
		if strings.Count(page, "<details") != 1 || strings.Count(page, "<summary>"+word+"</summary>") != 1 || strings.Count(page, "</details>") != 1 {
			t.Errorf("%s is not folded once:\n%s", text, page[strings.Index(page, "<main>"):])
		}
	}
}

// TestContents looks for the list of contents: below the title, with a link to each heading of the text that leads to it.
func TestContents(t *testing.T) {
	nb := New()
	nb.Append(Markdown, "Before.\n\n# The course\n\nWhat it is.")
	nb.Append(Markdown, "## A [link](http://x) and $x^2$\n\n### `f` of *x*")
	shown := nb.Append(Code, "help(f)")
	if err := shown.SetOutputs([]Output{{Type: DisplayData, Data: map[string]any{"text/markdown": "## Of an output"}}}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		nb.Append(Markdown, "## Again")
	}
	got := annotation.ReplaceAllString(string(Page(nb, PageOptions{})), "")
	list := "</h1><details class=\"contents\">\n<summary>On this page</summary>\n<nav aria-label=\"On this page\">\n<ul>\n" +
		"<li class=\"depth-0\"><a href=\"#A-link-and-$x^2$\">A link and " + x2 + "</a></li>\n" +
		"<li class=\"depth-1\"><a href=\"#f-of-x\"><code>f</code> of <em>x</em></a></li>\n" +
		"<li class=\"depth-0\"><a href=\"#Again\">Again</a></li>\n" +
		"<li class=\"depth-0\"><a href=\"#Again-2\">Again</a></li>\n</ul>\n</nav>\n</details>\n"
	if !strings.Contains(got, list) {
		t.Errorf("there is no list of contents:\n%s\nin\n%s", list, got[strings.Index(got, "<main>"):])
	}
	for _, id := range []string{"A-link-and-$x^2$", "f-of-x", "Again", "Again-2"} {
		if strings.Count(got, ` id="`+id+`"`) != 1 {
			t.Errorf("not one heading is %q", id)
		}
	}

	few := New()
	few.Append(Markdown, "# One\n\n## Two\n\n## Three")
	if strings.Contains(string(Page(few, PageOptions{})), "<details") {
		t.Error("two headings have a list of contents")
	}
	many := New()
	many.Append(Markdown, "# 目录页\n\n文字\n\n"+strings.Repeat("## 节\n\n### 小节\n\n", mostEntries-1))
	if got := string(Page(many, PageOptions{})); strings.Count(got, "<li class=") != mostEntries-1 || !strings.Contains(got, "<summary>本页内容</summary>") {
		t.Errorf("a long list has %d entries", strings.Count(got, "<li class="))
	}
}

// TestLinksToHeadings: links find headings under Jupyter's names of them and under GitHub's.
func TestLinksToHeadings(t *testing.T) {
	nb := New()
	nb.Append(Markdown, "# A page\n\n[1](#Two-words), [2](#two-words), [3](#nowhere), [4](#again)")
	nb.Append(Markdown, "## Two words\n\n## Again\n\n## again\n\n[5](#A-page)")
	page := string(Page(nb, PageOptions{}))
	for k, want := range []string{"Two-words", "Two-words", "nowhere", "again", "A-page"} {
		if link := fmt.Sprintf(`<a href="#%s">%d</a>`, want, k+1); !strings.Contains(page, link) {
			t.Errorf("there is no %s", link)
		}
	}
}

func TestLinksToNotebooks(t *testing.T) {
	for link, want := range map[string]string{
		"02.ipynb": "02.html", "../zh/02.ipynb#A-part": "../zh/02.html#A-part", "#here": "#here", "data.csv": "data.csv",
		"https://example.org/a.ipynb": "https://example.org/a.ipynb",
	} {
		nb := New()
		nb.Append(Markdown, "[a]("+link+")")
		if page := string(Page(nb, PageOptions{Leads: PageOf})); !strings.Contains(page, `<a href="`+want+`">a</a>`) {
			t.Errorf("%s does not lead to %s", link, want)
		}
		if page := string(Page(nb, PageOptions{})); !strings.Contains(page, `<a href="`+link+`">a</a>`) {
			t.Errorf("%s does not lead where it says", link)
		}
	}
}

// TestLinksThatLeadNowhere leaves out links to what is not there, and paragraphs of such links alone.
func TestLinksThatLeadNowhere(t *testing.T) {
	there := func(file string) bool { return file == "02.html" || file == "a b.csv" || file == "../zh/03.ipynb" }
	for text, want := range map[string]string{
		"[a](index.ipynb) · [b](../zh/02.ipynb)":  "",
		"[a](index.ipynb) · [b](./02.ipynb#Part)": `<p>a · <a href="./02.html#Part">b</a></p>`,
		"see [*the* table](t.csv).":               "<p>see <em>the</em> table.</p>",
		"[a](a%20b.csv)":                          `<p><a href="a%20b.csv">a</a></p>`,
		"[a](../zh/03.ipynb)":                     `<p><a href="../zh/03.ipynb">a</a></p>`,
		"[a](#here)":                              `<p><a href="#here">a</a></p>`,
		"[a](https://example.org/x.ipynb)":        `<p><a href="https://example.org/x.ipynb">a</a></p>`,
	} {
		nb := New()
		nb.Append(Markdown, text)
		page := string(Page(nb, PageOptions{Leads: LeadsTo(there)}))
		_, body, _ := strings.Cut(page, "<section class=\"text\">")
		body, _, _ = strings.Cut(body, "</section>")
		if got := strings.TrimSpace(body); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
