package message

import (
	"strings"
	"testing"
)

// errorAt makes an error at the first occurrence of a text in a source.
func errorAt(source *Source, marked string) *Error {
	e := New("ParseError", "syntax.two-readings").Advise("syntax.two-ways", "(1/2) x", "1/(2x)")
	return e.At(source, find(source, marked))
}

func find(source *Source, marked string) Span {
	start := strings.Index(source.Text, marked)
	return Span{start, start + len(marked)}
}

func TestRender(t *testing.T) {
	for _, c := range []struct{ text, marked, want string }{
		{"q(x) = 1/2 x^2", "1/2 x", `
line 1: this can be read in two ways
    q(x) = 1/2 x^2
           ^^^^^
  write (1/2) x or 1/(2x)`},
		{"损失 = 1/2 x", "1/2 x", `
line 1: this can be read in two ways
    损失 = 1/2 x
           ^^^^^
  write (1/2) x or 1/(2x)`},
		{"η m̂ = 损失 + x", "损失", `
line 1: this can be read in two ways
    η m̂ = 损失 + x
          ^^^^
  write (1/2) x or 1/(2x)`},
		{"a = 1\n\tb = 2\n", "b", `
line 2: this can be read in two ways
      b = 2
      ^
  write (1/2) x or 1/(2x)`},
		{"a = (1,\n2)\nb", "(1,\n2)", `
line 1: this can be read in two ways
    a = (1,
        ^^^
  write (1/2) x or 1/(2x)`},
		{"x = ", "", `
line 1: this can be read in two ways
    x =
    ^
  write (1/2) x or 1/(2x)`},
	} {
		got := "\n" + Render(errorAt(&Source{Text: c.text}, c.marked), English)
		if got != c.want {
			t.Errorf("got%s\nwant%s", got, c.want)
		}
	}
}

func TestRenderAtTheEndOfTheText(t *testing.T) {
	source := &Source{Text: "x = 1 +"}
	e := New("ParseError", "syntax.ends", Say("syntax.want.value"), "+").At(source, Span{7, 7})
	want := "line 1: a value is missing after +\n    x = 1 +\n           ^"
	if got := Render(e, English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSeveralLabels(t *testing.T) {
	source := &Source{Text: "A (1, 2, 3)"}
	e := New("ShapeError", "syntax.two-readings").
		Label(source, find(source, "A"), "syntax.want.value").
		Label(source, find(source, "(1, 2, 3)"), "syntax.want.name")
	want := `line 1: this can be read in two ways
    A (1, 2, 3)
    ^ ^^^^^^^^^ a name
    a value`
	if got := Render(e, English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestThreeLabelsHang(t *testing.T) {
	source := &Source{Text: "aa bb cc"}
	e := New("ShapeError", "syntax.two-readings")
	for _, marked := range []string{"bb", "aa", "cc"} {
		e.Label(source, find(source, marked), "syntax.want.value")
	}
	want := `line 1: this can be read in two ways
    aa bb cc
    ^^ ^^ ^^ a value
    |  a value
    a value`
	if got := Render(e, English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPlacesInOtherCells(t *testing.T) {
	here, there := &Source{Cell: 5, Text: "f(1, 2, 3)"}, &Source{Cell: 3, Text: "# f\nf(x, y) = x"}
	e := New("ShapeError", "syntax.two-readings").At(here, Span{1, 10}).At(there, find(there, "f(x, y)"))
	e.In("f").In("momentum").Step(17)
	want := `line 1: this can be read in two ways
    f(1, 2, 3)
     ^^^^^^^^^
cell 3, line 2:
    f(x, y) = x
    ^^^^^^^
in f, called from momentum, step 17`
	if got := Render(e, English); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	wantChinese := `第 1 行：这里有两种读法
    f(1, 2, 3)
     ^^^^^^^^^
单元格 3，第 2 行：
    f(x, y) = x
    ^^^^^^^
在 f 中，由 momentum 调用，第 17 步`
	if got := Render(e, Chinese); got != wantChinese {
		t.Errorf("got\n%s\nwant\n%s", got, wantChinese)
	}
}

func TestMainPlaceInAnotherCell(t *testing.T) {
	there := &Source{Cell: 3, Text: "f(x) = 1/x"}
	e := New("DomainError", "syntax.two-readings").At(there, find(there, "1/x"))
	e.Running = &Source{Cell: 5, Text: "f(0)"}
	if got := Render(e, English); !strings.HasPrefix(got, "cell 3, line 1: this") {
		t.Error(got)
	}
}

func TestWithoutPlace(t *testing.T) {
	e := New("Interrupted", "syntax.two-readings").Advise("syntax.two-ways", "a", "b")
	if got, want := e.Error(), "this can be read in two ways\n  write a or b"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongLinesAreCut(t *testing.T) {
	source := &Source{Text: strings.Repeat("abc + ", 200) + "HERE" + strings.Repeat(" + 损失", 200)}
	lines := strings.Split(Render(errorAt(source, "HERE"), English), "\n")
	if len(lines[1]) > 600 || !strings.HasPrefix(lines[1], "    … ") || !strings.HasSuffix(lines[1], " …") {
		t.Errorf("the line is %q", lines[1])
	}
	if at := strings.Index(lines[2], "^^^^"); lines[1][len("…")-1+at:][:4] != "HERE" {
		t.Errorf("the marker is not under the place:\n%s\n%s", lines[1], lines[2])
	}
}

func TestColours(t *testing.T) {
	source := &Source{Text: "1/2 x"}
	plain, coloured := Render(errorAt(source, "1/2 x"), English), RenderANSI(errorAt(source, "1/2 x"), English)
	const red, end = "\x1b[31m", "\x1b[0m"
	lines := strings.Split(coloured, "\n")
	if !strings.HasPrefix(lines[0], red+"ParseError"+end+": ") || strings.Count(lines[0], "\x1b") != 2 {
		t.Errorf("the first line is %q", lines[0])
	}
	if lines[2] != "    "+red+"^^^^^"+end {
		t.Errorf("the marker is %q", lines[2])
	}
	if bare := strings.NewReplacer(red, "", end, "").Replace(coloured); bare != "ParseError: "+plain {
		t.Errorf("%q is not %q behind the name", bare, plain)
	}
}
